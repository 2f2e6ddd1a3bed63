"""What a sentence does, as far as its form alone shows it; the rest is said to be unknown.

A question mark makes a question, and captions, labels and teasers are `other`.  Whether a sentence is `reported`
follows from the statements: it is, when their contents cover most of its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Kind, Part, Reading, Sentence

_WORD = re.compile(r"\w+")
_QUESTION = re.compile(r"[?？؟][\"”“»'’)\]]*$")
_OTHER_PARTS = frozenset({"caption", "label", "teaser"})
_MOST = 0.5


def read_kinds(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with `kind` and `reported` of its sentences set where their form decides."""
    starts = [part.start for part in parsed.report.parts]
    covered = _reported_characters(reading)
    sentences = []
    for sentence in reading.sentences:
        part = _part_at(parsed.report.parts, starts, sentence.start)
        text = parsed.report.text[sentence.start : sentence.end]
        kind, confidence = _kind_by_form(text, part)
        reported = _share_covered(sentence, text, covered) > _MOST
        sentences.append(replace(sentence, kind=kind, reported=reported, confidence=confidence))
    return replace(reading, sentences=tuple(sentences))


READER = Reader("kinds", "1", None, read_kinds)


def _part_at(parts: tuple[Part, ...], starts: list[int], offset: int) -> Part | None:
    """The part in which this character stands."""
    at = bisect_right(starts, offset) - 1
    return parts[at] if at >= 0 else None


def _kind_by_form(text: str, part: Part | None) -> tuple[Kind, float | None]:
    """The kind that part and punctuation alone decide, with its confidence."""
    if part is not None and part.part in _OTHER_PARTS:
        return "other", None
    if _QUESTION.search(text):
        return "question", None
    return "unknown", None


def _reported_characters(reading: Reading) -> bytearray:
    """One byte for each character of the text: 1 where the content of a statement covers it."""
    covered = bytearray(len(reading.report.text))
    for statement in reading.statements:
        for start, end in statement.content:
            covered[start:end] = b"\x01" * (end - start)
    return covered


def _share_covered(sentence: Sentence, text: str, covered: bytearray) -> float:
    """The share of a sentence's words that stand in the content of a statement."""
    words = [match.start() + sentence.start for match in _WORD.finditer(text)]
    return sum(covered[start] for start in words) / len(words) if words else 0.0
