"""Statements that are only told of by somebody who denies that they were made."""

from __future__ import annotations

from lagebild.records import Reading, Statement
from lagebild.situation.citations import slice_spans

_POSSESSIVES = ("'s", "’s", "s'", "s’")


def find_denier(reading: Reading, statement: Statement) -> Statement | None:
    """The statement of another speaker that denies this one was made: "rejected rumours that X had promised it".

    None where it was made whoever denies its content: in "rejected X's promise" the promise is presupposed.
    """
    around = reading.statement(statement.parent)
    if around is None or around.stance != "denies" or around.speaker == statement.speaker or not statement.source:
        return None
    inner = (*statement.source, *statement.cue)
    if not all(any(s <= start and end <= e for s, e in around.content) for start, end in inner):
        return None
    text = reading.report.text
    after = text[statement.source[-1].end : statement.source[-1].end + 2]
    source = slice_spans(text, statement.source)
    return None if source.endswith(_POSSESSIVES) or after.startswith(("'", "’")) else around
