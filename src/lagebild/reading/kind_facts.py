"""What a kind is judged by beside the words: where a sentence stands, and how much of it is quoted or reported.

Somebody *answers* for words that are quoted, or reported with a word of saying ("said", "according to"); for what is
merely planned, expected or shown by figures nobody does, though it is a statement in the sense of PolNeAR.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from lagebild.reading.tables import read_toml
from lagebild.records import Span, Statement

_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"[“”\"«»„‟]|''|``")
FACTS = 25
"""Numbers that a kind is judged by beside the states: see `read_facts`."""

_LIKELY = 0.5  # confidence from which a statement makes a sentence somebody else's


def read_facts(text: str, sentences: Sequence[Span], statements: Sequence[Statement]) -> NDArray[np.float32]:
    """[sentences, FACTS]: share of the text before it, log of its number, first, among the first three, begins a
    paragraph, share of its words in contents of statements, quotation marks, question mark; share of its words that
    others answer for, log of its length in words, log of the number of sentences; 1 for each cue that it holds."""
    covered = cover_reported(len(text), statements)
    answered = cover_reported(len(text), select_answered(text, statements))
    rows = []
    for number, (start, end) in enumerate(sentences):
        words = text[start:end]
        rows.append(
            (
                number / max(len(sentences) - 1, 1),
                math.log1p(number) / 4,
                float(number == 0),
                float(number < 3),
                float(start == 0 or text[max(start - 2, 0) : start].strip(" ").endswith("\n")),
                share_covered(text, (start, end), covered),
                min(len(_QUOTE.findall(words)), 2) / 2,
                float("?" in words[-3:]),
                share_covered(text, (start, end), answered),
                math.log1p(len(_WORD.findall(words))) / 4,
                math.log1p(len(sentences)) / 5,
                *(float(cue.search(words) is not None) for cue in load_cues()),
            )
        )
    return np.array(rows, np.float32).reshape(-1, FACTS)


def select_answered(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements found with some confidence whose content somebody answers for: quoted, or said in other words."""
    return [s for s in statements if s.confidence >= _LIKELY and (s.quote != "indirect" or _is_said(text, s))]


def _is_said(text: str, statement: Statement) -> bool:
    """Whether the cue holds a word of saying."""
    words = (match[0].lower() for span in statement.cue for match in _WORD.finditer(text, span.start, span.end))
    return not load_saying().isdisjoint(words)


@cache
def load_cues() -> tuple[re.Pattern[str], ...]:
    """What words show of a sentence's time and voice, from `data/kind_cues_en.toml`, in the order of the file."""
    return tuple(re.compile(rf"\b(?:{'|'.join(some)})\b") for some in read_toml("kind_cues_en.toml").values())


@cache
def load_saying() -> frozenset[str]:
    """Words of saying in all their forms, from `data/saying_en.txt`."""
    lines = resources.files("lagebild.reading").joinpath("data/saying_en.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def cover_reported(length: int, statements: Sequence[Statement]) -> list[Span]:
    """The stretches of a text that stand in the content of statements, joined and in order."""
    return _join(length, (span for statement in statements for span in statement.content))


def cover_statements(length: int, statements: Sequence[Statement]) -> list[Span]:
    """The stretches that stand in source, cue or content of statements, joined and in order."""
    return _join(length, (span for s in statements for span in (*s.source, *s.cue, *s.content)))


def _join(length: int, spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, min(end, length)])
    return [Span(start, end) for start, end in joined]


def share_covered(text: str, sentence: tuple[int, int], covered: Sequence[Span]) -> float:
    """The share of a sentence's words that stand in one of the stretches."""
    first = bisect_right(covered, sentence[0], key=lambda span: span.end)
    last = bisect_right(covered, sentence[1], key=lambda span: span.start)
    near = covered[first:last]
    starts = [span.start for span in near]
    words = [match.start() for match in _WORD.finditer(text, *sentence)]
    inside = sum(w < near[at - 1].end for w in words if (at := bisect_right(starts, w)))
    return inside / len(words) if words else 0.0
