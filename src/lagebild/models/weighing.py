"""The weighing model: a small cross-encoder that reads a proposition with a passage and says which way it points.

The graph takes `ids`, `mask` and `segments` ([pairs, positions], int64) and returns `logits` ([pairs, 8]), which belong
to three tasks (`TASKS`): a passage of a report on a proposition, an argument on a claim, an article on a headline.
`direction.json` holds a temperature for each task, by which logits are divided so that a probability of 0.8 is right
eight times in ten on pairs that were held out.  The weights are loaded when they are first asked for; whoever leaves
them out for their licence has an installation that works and does not weigh.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lagebild.models.pieces import CLS, SEP, Ints, load_tokenizer

Floats = NDArray[np.float32]
Run = Callable[[Ints, Ints, Ints], Floats]

WEIGHTS = Path(__file__).parent / "weights"
GRAPH = "direction.onnx"


class Task(NamedTuple):
    """A task of the model: the places of its logits, and its labels in their order."""

    logits: slice
    labels: tuple[str, ...]


TASKS: Mapping[str, Task] = {
    "report": Task(slice(0, 3), ("for", "against", "neither")),
    "claim": Task(slice(3, 5), ("support", "undermine")),
    "story": Task(slice(5, 8), ("agree", "disagree", "discuss")),
}
LONGEST_PROPOSITION = 64
LONGEST = 160
"""Pieces of a window, marks included; a longer passage is cut at its end."""
BATCH = 1600
"""Positions read at once."""
_LONGEST_TEXT = 4_000  # characters of a passage or proposition that are cut into pieces at all
_PICKED = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class Weigher:
    """A tokenizer, a way to run the graph, and the temperature of each task."""

    tokenizer: Tokenizer
    run: Run
    temperatures: Mapping[str, float]

    def weigh(self, pairs: Sequence[tuple[str, str]], task: str = "report") -> Floats:
        """The probability of each label of the task, one row a pair of a proposition and a passage; rows sum to 1."""
        logits = self.score(pairs)[:, TASKS[task].logits] / self.temperatures.get(task, 1.0)
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True, initial=-30))
        shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
        return shares

    def score(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """The logits of all tasks ([pairs, 8]); pairs of like length are run together."""
        laid = [lay_pair(self.tokenizer, proposition, passage) for proposition, passage in pairs]
        logits = np.zeros((len(laid), 8), np.float32)
        order = sorted(range(len(laid)), key=lambda i: len(laid[i][0]))
        batch: list[int] = []
        for at in order:
            if batch and len(laid[at][0]) * (len(batch) + 1) > BATCH:
                logits[batch] = self._run([laid[i] for i in batch])
                batch = []
            batch.append(at)
        if batch:
            logits[batch] = self._run([laid[i] for i in batch])
        return logits

    def _run(self, laid: Sequence[tuple[list[int], list[int]]]) -> Floats:
        """The logits of a few pairs."""
        shape = (len(laid), max(len(ids) for ids, _ in laid))
        ids, mask, segments = (np.zeros(shape, np.int64) for _ in range(3))
        for i, (own, own_segments) in enumerate(laid):
            ids[i, : len(own)], mask[i, : len(own)], segments[i, : len(own)] = own, 1, own_segments
        return self.run(ids, mask, segments)


def lay_pair(tokenizer: Tokenizer, proposition: str, passage: str) -> tuple[list[int], list[int]]:
    """[CLS] proposition [SEP] passage [SEP] as ids and segments (0, then 1), at most LONGEST of them."""
    first = tokenizer.encode(proposition[:_LONGEST_TEXT], add_special_tokens=False).ids[: LONGEST_PROPOSITION - 2]
    second = tokenizer.encode(passage[:_LONGEST_TEXT], add_special_tokens=False).ids[: LONGEST - len(first) - 3]
    return [CLS, *first, SEP, *second, SEP], [0] * (len(first) + 2) + [1] * (len(second) + 1)


def pick_sentences(proposition: str, text: str) -> str:
    """The passage of a whole article that is weighed: its first sentence and the few that share most words.

    Sentences are cut roughly, at stops and line breaks, and stand in the order of the text.
    """
    sentences = [s.strip() for s in _SENTENCE_END.split(text) if s and s.strip()]
    wanted = _stems(proposition)
    scored = []
    for number, sentence in enumerate(sentences):
        words = _stems(sentence)
        shared = len(wanted & words)
        scored.append((-(shared / (len(words) + 8) ** 0.5 if words else 0.0), number))
    best = {number for score, number in sorted(scored)[:_PICKED] if score < 0}
    return " ".join(sentences[n][:400] for n in sorted({0, *best}) if n < len(sentences))


def _stems(text: str) -> frozenset[str]:
    """The first five letters of every word of at least four, folded."""
    return frozenset(w[:5] for w in _WORD.findall(text.lower()) if len(w) > 3)


@lru_cache(maxsize=1)
def load_weigher() -> Weigher | None:
    """The shipped model, loaded once; None where its weights were left out.  It runs on one thread."""
    if not (WEIGHTS / GRAPH).exists():
        return None
    import onnxruntime  # type: ignore[import-untyped]  # its wheel carries no types

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(WEIGHTS / GRAPH), options, providers=["CPUExecutionProvider"])

    def run(ids: Ints, mask: Ints, segments: Ints) -> Floats:
        found: Floats = session.run(["logits"], {"ids": ids, "mask": mask, "segments": segments})[0]
        return found

    table = json.loads((WEIGHTS / "direction.json").read_text(encoding="utf-8"))
    return Weigher(load_tokenizer(WEIGHTS / "tokenizer.json"), run, table["temperatures"])
