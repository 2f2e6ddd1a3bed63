"""Which statements hold a word: those whose content it stands in, and the one whose cue it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from lagebild.records import Span, Statement

_DEEPEST = 6  # statements inside each other that are followed


class Holders:
    """The statements of one report by the tokens of their contents and cues; every look-up takes constant time."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self._content: dict[int, Statement] = {}
        self._cue: dict[int, Statement] = {}
        self._by_id = {statement.id: statement for statement in statements}
        offsets = [token.idx for token in doc]
        for statement in sorted(statements, key=_measure, reverse=True):  # the narrowest is written last
            _mark(self._content, statement, statement.content, offsets)
            _mark(self._cue, statement, statement.cue, offsets)

    def innermost(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds a word, None for the report's own voice."""
        return self._content.get(token.i)

    def chain(self, token: Token) -> tuple[Statement, ...]:
        """The statements around a word, innermost first."""
        found: list[Statement] = []
        at = self.innermost(token)
        while at is not None and at not in found and len(found) < _DEEPEST:
            found.append(at)
            at = self._by_id.get(at.parent) if at.parent is not None else None
        return tuple(found)

    def made_by(self, token: Token) -> Statement | None:
        """The statement that this word is the cue of."""
        return self._cue.get(token.i)


def _measure(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content)


def _mark(table: dict[int, Statement], statement: Statement, spans: Sequence[Span], offsets: list[int]) -> None:
    for start, end in spans:
        for i in range(bisect_left(offsets, start), bisect_left(offsets, end)):
            table[i] = statement
