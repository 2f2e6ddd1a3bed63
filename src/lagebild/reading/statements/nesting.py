"""Which statement stands inside which: pure functions over spans, whoever found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lagebild.records import Span, Statement


def nest_statements(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with `parent` set to the narrowest other statement whose content holds their cue and content."""
    order = sorted(range(len(statements)), key=lambda i: _extent(statements[i]))
    parents: dict[int, str] = {}
    open_: list[int] = []
    for i in order:
        start = _extent(statements[i])[0]
        open_ = [j for j in open_ if _content_end(statements[j]) > start]
        holders = [j for j in open_ if j != i and _holds(statements[j], statements[i])]
        if holders:
            best = min(holders, key=lambda j: sum(e - s for s, e in statements[j].content))
            parents[i] = statements[best].id
        open_.append(i)
    return tuple(replace(s, parent=parents.get(i)) for i, s in enumerate(statements))


def _extent(statement: Statement) -> tuple[int, int]:
    spans = statement.content + statement.cue + statement.source
    return min(s.start for s in spans), -max(s.end for s in spans)


def _content_end(statement: Statement) -> int:
    return max((s.end for s in statement.content), default=-1)


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the cue of one statement lies in the content of the other, and not the other way round."""
    if not inner.cue or not outer.content:
        return False
    if not all(_inside(cue, outer.content) for cue in inner.cue):
        return False
    return not (outer.cue and all(_inside(cue, inner.content) for cue in outer.cue))


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)
