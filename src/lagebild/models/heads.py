"""The heads over the branch's states: one hidden layer each, run in numpy.

`weights/heads.npz` holds their matrices, `weights/heads.json` the names of modes and contexts, the paths through the
parse that lead to parties, and the temperatures by which logits are divided before they become probabilities (fitted on
held-out labels).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lagebild.models.encoder import WEIGHTS, Encoded
from lagebild.records import Span

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Two matrices with a GELU between them."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def score(self, pooled: Floats) -> Floats:
        """Logits [rows, out] of what was pooled, [rows, in]."""
        between = pooled @ self.inner + self.inner_bias
        logits: Floats = _gelu(between) @ self.outer + self.outer_bias
        return logits


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads with what belongs to them; `modes` are written TYPE:mode."""

    events: Head
    parties: Head
    kinds: Head
    earnest: Head
    stances: Head
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    paths: tuple[str, ...]
    temperatures: dict[str, float]


class Pooling:
    """Means of the branch's states over stretches of the text."""

    def __init__(self, encoded: Encoded) -> None:
        self._pieces = encoded.pieces
        self._senses = encoded.senses

    def means(self, stretches: Sequence[Sequence[Span]]) -> Floats:
        """One row for each group of spans, [groups, 384]: the mean over all their pieces, zeros without any."""
        flat = np.array([(s, e, i) for i, spans in enumerate(stretches) for s, e in spans], np.int64).reshape(-1, 3)
        first = np.searchsorted(self._pieces.ends, flat[:, 0], side="right")
        last = np.maximum(np.searchsorted(self._pieces.starts, flat[:, 1], side="left"), first)
        means = np.zeros((len(stretches), self._senses.shape[1]), np.float32)
        count = np.zeros(len(stretches), np.float32)
        for start, end, group in zip(first.tolist(), last.tolist(), flat[:, 2].tolist(), strict=True):
            means[group] += self._senses[start:end].sum(axis=0, dtype=np.float32)
            count[group] += end - start
        means /= np.maximum(count, 1)[:, None]
        return means

    def mean_each(self, spans: Sequence[Span]) -> Floats:
        """One row for each span, [spans, 384]; of spans that come again the mean is taken once."""
        numbers = {span: number for number, span in enumerate(dict.fromkeys(spans))}
        return self.means([(span,) for span in numbers])[[numbers[span] for span in spans]]


def share_out(logits: Floats, temperature: float = 1.0) -> Floats:
    """Probabilities over the last axis."""
    scaled = logits / np.float32(temperature)
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, its error function by Abramowitz and Stegun's formula 7.1.26 (within 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1.0 / (1.0 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - poly * np.exp(-z * z))
    out: Floats = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return out


@lru_cache(maxsize=1)
def load_heads() -> Heads:
    """The shipped heads, loaded once."""
    table = json.loads((WEIGHTS / "heads.json").read_text(encoding="utf-8"))
    with np.load(WEIGHTS / "heads.npz", allow_pickle=False) as arrays:

        def read(name: str) -> Head:
            parts = ("inner_weight", "inner_bias", "outer_weight", "outer_bias")
            return Head(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))

        events, parties, kinds, earnest, stances = (
            read(name) for name in ("events", "parties", "kinds", "earnest", "stances")
        )
    modes, contexts, paths = (tuple(table[name]) for name in ("modes", "contexts", "paths"))
    return Heads(events, parties, kinds, earnest, stances, modes, contexts, paths, table["temperatures"])
