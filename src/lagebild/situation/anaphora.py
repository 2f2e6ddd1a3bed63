"""Denials that point back: "Lurna has denied this" denies what somebody else said just before."""

from __future__ import annotations

from lagebild.records import Reading, Statement
from lagebild.situation.citations import number_of_sentence
from lagebild.situation.terms import read_list, split_tokens

REACH = 2  # sentences from the denied statement to its denial
SHORTEST = 3  # words of a statement that can be pointed back to
_JUDGEMENT = frozenset({"as"})  # what follows says how it is judged: "rejected this as a fantasy"


def points_back(words: str) -> bool:
    """Whether a content only points to something said before: "this", "the accusation", "these claims as untrue".

    >>> points_back("the allegations"), points_back("the war")
    (True, False)
    """
    named = False
    for token in split_tokens(words):
        if token.word in _JUDGEMENT:
            break
        if token.word not in read_list("pointers.txt"):
            return False
        named = named or token.word not in {"the", "all", "such", "any"}
    return named


def find_denied(reading: Reading, denial: Statement) -> Statement | None:
    """The statement that a denial or doubt points back to: the nearest of another speaker, whole and affirmed."""
    text = reading.report.text
    words = " ".join(text[start:end] for start, end in denial.content)
    spans = (*denial.content, *denial.cue)
    if denial.stance not in {"denies", "doubts"} or not spans or not points_back(words):
        return None
    start = min(span.start for span in spans)
    number = number_of_sentence(reading, start)
    nearest: Statement | None = None
    for statement in reading.statements:
        if not _may_be_denied(statement, denial, start, text):
            continue
        end = max(span.end for span in statement.content)
        if number - number_of_sentence(reading, end - 1) > REACH:
            continue
        if nearest is None or _rank(statement) > _rank(nearest):
            nearest = statement
    return nearest


def _rank(statement: Statement) -> tuple[int, int]:
    """Later is nearer; of two that end together the longer one is whole."""
    return max(s.end for s in statement.content), sum(end - start for start, end in statement.content)


def _may_be_denied(statement: Statement, denial: Statement, start: int, text: str) -> bool:
    """Whether a statement is another speaker's, affirmed, of some length, and over before the denial begins."""
    if not statement.content or statement.id == denial.id or statement.stance not in {"asserts", "expects"}:
        return False
    same = statement.speaker is not None and statement.speaker == denial.speaker
    words = sum(len(text[s:e].split()) for s, e in statement.content)
    return not same and words >= SHORTEST and max(span.end for span in statement.content) <= start
