"""The encoder: one small transformer that reads a report once and labels its word-pieces.

The first graph takes `ids`, `mask` and `features` ([windows, positions], int64) and returns `trunk` ([…, 384], the
states after four of its six layers), `pieces` ([…, 10]: logits of none, source, cue, content; of the begin, then of the
end of a source, cue, content), `queries` and `keys` ([…, 3 * 96], for arcs; see `arcs`).  The second, a branch of two
layers, goes on from `trunk` and returns `senses` ([…, 384]), which further heads read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lagebild.models.arcs import ArcRow, Distances, Read, score_rows
from lagebild.models.pieces import Ints, Pieces, lay_out, load_tokenizer, split_pieces
from lagebild.models.windows import Reach, Window, cut_windows

Floats = NDArray[np.float32]
Outputs = tuple[Floats, Floats, Floats, Floats]
Run = Callable[[Ints, Ints, Ints], Outputs]

WEIGHTS = Path(__file__).parent / "weights"
SOURCE, CUE, CONTENT = 1, 2, 3
DEFAULT_REACH = Reach()
BATCH = 256
"""Positions read at once: a window of full length alone, for padding costs more than many small runs do."""
CUE_FLOOR = 0.03
"""Pieces less likely than this to be of a cue get no arcs."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What the encoder says of a text; all arrays have one row a piece.

    `roles` are the probabilities of none, source, cue, content (they sum to 1); `begins` and `ends` those of being the
    first and the last piece of a source, cue, content.  `rows` holds the arcs of every piece that may be of a cue, by
    the index of the piece.  `senses` are the states that further heads read, in half precision.
    """

    pieces: Pieces
    roles: Floats
    begins: Floats
    ends: Floats
    rows: dict[int, ArcRow]
    senses: NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """A tokenizer, a way to run the graph, and the table of distances that arcs are scored with."""

    tokenizer: Tokenizer
    run: Run
    distances: Distances
    reach: Reach = DEFAULT_REACH

    def encode(self, text: str, boundaries: Sequence[int] = ()) -> Encoded:
        """The text read once, in overlapping windows; `boundaries` are the offsets at which sentences begin.

        Time and memory are linear in the length of the text.  A text without pieces gives empty arrays.
        """
        pieces = split_pieces(text, self.tokenizer)
        n = len(pieces)
        sentences = np.unique(np.searchsorted(pieces.starts, np.asarray(boundaries, dtype=np.int64)))
        windows = cut_windows(n, pieces.paragraphs.tolist(), sentences.tolist(), self.reach)
        logits = np.zeros((n, 10), np.float32)
        senses = np.zeros((n, 384), np.float16)
        rows: dict[int, ArcRow] = {}
        for window, read in self._read(pieces, windows):
            core = (read.places >= window.core_start) & (read.places < window.core_end)
            logits[read.places[core]] = read.logits[core]
            senses[read.places[core]] = read.senses[core]
            likely = _softmax(read.logits[:, :4])[:, CUE]
            cues = np.flatnonzero(core & ((likely > CUE_FLOOR) | (_sigmoid(read.logits[:, 5]) > CUE_FLOOR)))
            rows.update(score_rows(read, cues, self.distances))
        edges = _sigmoid(logits[:, 4:])
        return Encoded(pieces, _softmax(logits[:, :4]), edges[:, :3], edges[:, 3:], rows, senses)

    def _read(self, pieces: Pieces, windows: Sequence[Window]) -> Iterator[tuple[Window, Read]]:
        """Each window with its outputs, windows of like length run together."""
        order = sorted(windows, key=lambda w: w.end - w.start)
        batch: list[tuple[Window, Ints, Ints, Ints]] = []
        for window in order:
            laid = (window, *lay_out(pieces, window.start, window.end))
            if batch and len(laid[1]) * (len(batch) + 1) > BATCH:
                yield from self._run(batch)
                batch = []
            batch.append(laid)
        if batch:
            yield from self._run(batch)

    def _run(self, batch: Sequence[tuple[Window, Ints, Ints, Ints]]) -> Iterator[tuple[Window, Read]]:
        """The outputs of a few windows."""
        shape = (len(batch), max(len(ids) for _, ids, _, _ in batch))
        ids, mask, features = (np.zeros(shape, np.int64) for _ in range(3))
        for i, (_, own, own_features, _) in enumerate(batch):
            ids[i, : len(own)], mask[i, : len(own)], features[i, : len(own)] = own, 1, own_features
        senses, outputs, queries, keys = self.run(ids, mask, features)
        for i, (window, own, _, places) in enumerate(batch):
            n = len(own)
            yield window, Read(places, senses[i, :n], outputs[i, :n], queries[i, :n], keys[i, :n])


def _softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(logits: Floats) -> Floats:
    """Probabilities, each for itself; far logits are clipped so that nothing overflows."""
    shares: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return shares


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The shipped encoder, loaded once.  Threads: OMP_NUM_THREADS, else up to two."""
    import onnxruntime  # type: ignore[import-untyped]  # its wheel carries no types

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _count_threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    attribution, branch = (
        onnxruntime.InferenceSession(str(WEIGHTS / name), options, providers=["CPUExecutionProvider"])
        for name in ("attribution.onnx", "senses.onnx")
    )

    def run(ids: Ints, mask: Ints, features: Ints) -> Outputs:
        trunk, outputs, queries, keys = attribution.run(
            ["trunk", "pieces", "queries", "keys"], {"ids": ids, "mask": mask, "features": features}
        )
        (senses,) = branch.run(["senses"], {"trunk": trunk, "mask": mask})
        return senses, outputs, queries, keys

    table = json.loads((WEIGHTS / "attribution.json").read_text(encoding="utf-8"))
    return Encoder(load_tokenizer(WEIGHTS / "tokenizer.json"), run, Distances.from_table(table))


def _count_threads() -> int:
    """How many threads to use."""
    stated = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, int(stated)) if stated.isdecimal() else min(2, os.cpu_count() or 1)
