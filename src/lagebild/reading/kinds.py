"""What each sentence does: fact, background, assessment, expectation, question or other; and whether it is `reported`.

The encoder's head of kinds decides where there is one, from the sentence, its neighbours, its place and the statements.
Form decides before it: captions, labels and teasers are `other`, and what ends in a question mark and is nobody else's
is a question.  A sentence is `reported` when contents that somebody answers for cover most of its words that do not
only say who speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from lagebild.models.sentence_kinds import KINDS, score_kinds
from lagebild.reading.kind_facts import cover_reported, cover_statements, read_facts, select_answered, share_covered
from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Kind, Part, Reading, Span

_QUESTION = re.compile(r"[?？؟][\"”“»'’)\]]*$")
_OTHER_PARTS = frozenset({"caption", "label", "teaser"})
_ENOUGH = 0.5


def read_kinds(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with `kind`, its confidence and `reported` of each sentence set.

    Confidence is the calibrated probability of the kind, None where form alone decided.  In a language without an
    encoder a kind that form leaves open stays unknown.
    """
    text = parsed.report.text
    covered = cover_reported(len(text), select_answered(text, reading.statements))
    spoken = cover_statements(len(text), reading.statements)
    judged = _judge_words(parsed, reading)
    starts = [part.start for part in parsed.report.parts]
    sentences = []
    for sentence, judgement in zip(reading.sentences, judged, strict=True):
        part = _part_at(parsed.report.parts, starts, sentence.start)
        by_form = _kind_by_form(text[sentence.start : sentence.end], part)
        kind, confidence = judgement if by_form is None else (by_form, None)
        reported = _is_reported(text, (sentence.start, sentence.end), covered, spoken)
        sentences.append(replace(sentence, kind=kind, reported=reported, confidence=confidence))
    return replace(reading, sentences=tuple(sentences))


READER = Reader("kinds", "5", None, read_kinds)


def _judge_words(parsed: Parsed, reading: Reading) -> list[tuple[Kind, float | None]]:
    """The kind that the head finds most likely for each sentence, with its probability."""
    if parsed.encoded is None:
        return [("unknown", None)] * len(reading.sentences)
    spans = [Span(sentence.start, sentence.end) for sentence in reading.sentences]
    facts = read_facts(parsed.report.text, spans, reading.statements)
    shares = score_kinds(parsed.encoded, spans, facts)
    return [(cast(Kind, KINDS[row.argmax()]), round(float(row.max()), 3)) for row in shares]


def _is_reported(text: str, sentence: tuple[int, int], covered: Sequence[Span], spoken: Sequence[Span]) -> bool:
    """Whether contents have most of a sentence's words; those that only say who speaks are not counted."""
    said = share_covered(text, sentence, covered)
    telling = share_covered(text, sentence, spoken) - said
    return said > _ENOUGH * (1 - telling)


def _part_at(parts: tuple[Part, ...], starts: list[int], offset: int) -> Part | None:
    """The part in which this character stands."""
    at = bisect_right(starts, offset) - 1
    return parts[at] if at >= 0 else None


def _kind_by_form(text: str, part: Part | None) -> Kind | None:
    """The kind that part and punctuation alone decide."""
    if part is not None and part.part in _OTHER_PARTS:
        return "other"
    return "question" if _QUESTION.search(text) else None
