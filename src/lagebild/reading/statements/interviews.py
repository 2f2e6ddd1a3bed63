"""Interviews printed without labels: paragraphs that only ask, each followed by the paragraphs that answer.

Told from questions that an author puts to the reader by their words: who asks says "you", who answers says "I" or "we",
and the text before them says that it is an interview.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lagebild.reading.statements.lines import group_near
from lagebild.records import Span

_LONGEST_QUESTION = 400  # characters
_LEAST_QUESTIONS = 3
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:I|we|my|our|me|us)\b|\bI['’]|\b(?:We|My|Our)\b")
_CREDIT = re.compile(r"\binterview(?:ed)?\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\b(?:interview\w*|q\s?&\s?a|conversation with|(?:spoke|talk\w*|speaks|sat down|chat\w*) (?:with|to)"
    r"|asked (?:him|her|them)|answer\w* (?:our |your |the |some )?questions)(?!\w)",
    re.IGNORECASE,
)
_QUOTED = "“„«\"'‘”"


def find_answers(text: str, lines: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The answers of an interview, each as its lines; empty when the text is none. `lines` are in order."""
    asked = [number for number, line in enumerate(lines) if _is_question(text, line)]
    return tuple(
        answer for group in group_near(asked, lambda number: number) for answer in _read_interview(text, lines, group)
    )


def _is_question(text: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST_QUESTION and text[line.end - 1] == "?" and text[line.start] not in _QUOTED


def _read_interview(text: str, lines: Sequence[Span], asked: Sequence[int]) -> list[tuple[Span, ...]]:
    """The answers to these questions, or none where the words are not those of an interview."""
    if len(asked) < _LEAST_QUESTIONS or _ANNOUNCED.search(text, 0, lines[asked[0]].end) is None:
        return []
    answers = [tuple(lines[a + 1 : b]) for a, b in pairwise(asked)]
    longest = max(map(len, answers))
    rest = lines[asked[-1] + 1 : asked[-1] + 1 + longest]
    closing = next((n for n, line in enumerate(rest) if _CREDIT.search(text, line.start, line.end)), len(rest))
    answers = [answer for answer in (*answers, tuple(rest[:closing])) if answer]
    addressed = sum(bool(_YOU.search(text, lines[n].start, lines[n].end)) for n in asked)
    own = sum(any(_ME.search(text, s.start, s.end) for s in answer) for answer in answers)
    if 2 * addressed < len(asked) or 2 * own < len(answers) or len(answers) < _LEAST_QUESTIONS:
        return []
    return answers
