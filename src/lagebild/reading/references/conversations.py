"""Who speaks in a transcript or an interview: labels in capitals, and the one who answers.

A label holds a family name, mostly ("SEN. BEL"); whoever answers to "A:", or in paragraphs without a label, is the one
person that headline and introduction name beside the authors, or say that the interview was with.
"""

from __future__ import annotations

import re

from lagebild.reading.naming.names import fold_word
from lagebild.reading.statements.layouts import load_layout_words, strip_asides
from lagebild.records import Actor, Report, Span, Statement

_WITH = re.compile(
    r"\b(?:interview(?:ed|s)?|conversation|talk(?:ed|s)?|spoke|speaks|sat down|chat(?:ted)?)\s+(?:(?:with|to)\s+)?"
    r"(?:[\w.,’'-]+\s+){0,8}$",
    re.IGNORECASE,
)
_REACH = 90  # characters before a name in which it says that the interview was with this person
_LONGEST_LEAD = 3_000  # characters


class Conversation:
    """The people of one report who may speak in its transcript or interview."""

    def __init__(self, report: Report, actors: tuple[Actor, ...]) -> None:
        self._report = report
        self._people = [a for a in actors if a.kind == "person" and a.mentions]
        self._by_surname: dict[str, set[str]] = {}
        for actor in self._people:
            self._by_surname.setdefault(fold_word(actor.name.split()[-1]), set()).add(actor.id)

    def find_labelled(self, words: str) -> str | None:
        """The only person of the report whose family name ends a label, or None."""
        name = strip_asides(words).split()
        fitting = self._by_surname.get(fold_word(name[-1]), set()) if name else set()
        return next(iter(fitting)) if len(fitting) == 1 else None

    def find_answerer(self, first: int) -> str | None:
        """Who is interviewed, judged by what stands before the first answer at this place; None when that is open."""
        authors = {fold_word(name.split()[-1]) for name in self._report.authors if name.split()}
        lead = min(first, _LONGEST_LEAD)
        people = [a for a in self._people if fold_word(a.name.split()[-1]) not in authors]
        named = {a.id: [s for s in a.mentions if s.end <= lead] for a in people}
        named = {actor: spans for actor, spans in named.items() if spans}
        met = {actor for actor, spans in named.items() if any(self._is_met(span) for span in spans)}
        for group in (met, set(named)):
            if len(group) == 1:
                return next(iter(group))
        return None

    def _is_met(self, name: Span) -> bool:
        """Whether the words before a name say that the interview was with this person."""
        before = self._report.text[max(0, name.start - _REACH) : name.start]
        return _WITH.search(before.rsplit("\n", 1)[-1].rsplit(". ", 1)[-1]) is not None


def is_answer(report: Report, statement: Statement) -> bool:
    """Whether a statement is an answer of an interview: under a label for answers, or without source and cue."""
    if statement.quote != "direct" or not statement.content:
        return False
    if not statement.source:
        return not statement.cue
    return _read_label(report, statement) in load_layout_words()["answerers"]


def is_question(report: Report, statement: Statement) -> bool:
    """Whether a statement stands under a label for whoever asks."""
    return bool(statement.source) and _read_label(report, statement) in load_layout_words()["askers"]


def is_label(report: Report, statement: Statement) -> bool:
    """Whether the source of a statement is a label in capitals before a colon."""
    return _read_label(report, statement) != "" and report.text[slice(*statement.source[0])].isupper()


def _read_label(report: Report, statement: Statement) -> str:
    """The label in lower case, "" where the statement has none."""
    if len(statement.source) != 1 or not statement.cue or report.text[slice(*statement.cue[0])] != ":":
        return ""
    return report.text[slice(*statement.source[0])].lower().rstrip(".")
