"""The sentences around a statement that a reader needs to understand it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lagebild.models.statement_places import StatementPlaces
from lagebild.records import Sentence, Span, Statement

_FARTHEST = 1_000  # characters before and after a statement that belong to its passage at most


def locate_statements(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> list[StatementPlaces]:
    """Where each statement stands, with its passage, for the encoder's heads."""
    starts = [sentence.start for sentence in sentences]
    return [StatementPlaces(s.source, s.cue, s.content, _find_passage(s, sentences, starts)) for s in statements]


def _find_passage(statement: Statement, sentences: Sequence[Sentence], starts: Sequence[int]) -> Span:
    """From the sentence before the statement to the one after it, cut where those are overlong."""
    places = [*statement.source, *statement.cue, *statement.content]
    start, end = min(p.start for p in places), max(p.end for p in places)
    if not sentences:
        return Span(start, end)
    first = max(bisect_right(starts, start) - 2, 0)
    last = min(bisect_right(starts, end - 1), len(sentences) - 1)
    close = max(sentences[last].end, sentences[first].end)
    return Span(max(sentences[first].start, start - _FARTHEST), min(close, end + _FARTHEST))
