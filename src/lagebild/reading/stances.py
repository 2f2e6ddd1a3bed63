"""How speakers stand to what they say: the rules' judgement, heard and revised by the encoder's head of stances.

The rules judge each statement by its cue and the words around it when it is found (`statements.stances`).  The head
reads source, cue, content and the sentences around, and what the rules say; it revises them where it is surer than a
threshold.  The thresholds were chosen on statements held out of the fitting: what the rules miss most are denials, and
few of those that the head adds are false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lagebild.models.stances import STANCES, score_stances
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.statements.passages import locate_statements
from lagebild.records import Certainty, Reading, Stance, Statement

REVISE = 0.75
"""How sure the head must be of another stance than the rules'."""
DENY = 0.6
"""The same for a denial that the rules did not see."""
UNDENY = 0.9
"""The same where the rules see a denial or a doubt: about nine in ten of theirs are right."""
_NOES = frozenset(["denies", "doubts"])
_SAYING = frozenset(["asserts", "denies", "expects", "intends", "demands", "concedes"])
_CERTAINTIES: dict[Stance, Certainty] = {
    **dict.fromkeys(("asserts", "denies", "intends", "concedes", "declines"), "certain"),
    **dict.fromkeys(("doubts", "expects"), "probable"),
    **dict.fromkeys(("demands", "asks", "unknown"), "unknown"),
}


def read_stances(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with the stances of its statements as rules and head together judge them."""
    if parsed.encoded is None:
        return reading
    judged = [s for s in reading.statements if s.cue or s.content]
    shares = score_stances(
        parsed.encoded, locate_statements(judged, reading.sentences), [s.stance for s in judged]
    ).tolist()
    revised = {s.id: revise(s, dict(zip(STANCES, row, strict=True))) for s, row in zip(judged, shares, strict=True)}
    return replace(reading, statements=tuple(revised.get(s.id, s) for s in reading.statements))


def revise(statement: Statement, shares: Mapping[Stance, float]) -> Statement:
    """The statement with the stance that the head finds most likely, if it is sure enough; else as it was.

    What the rules leave open, mostly for a "not" or "would" in the cue, the head may not call affirmed or denied.
    """
    best = max(STANCES, key=lambda stance: shares[stance])
    if best == statement.stance or (statement.stance == "unknown" and best in _SAYING):
        return statement
    if shares[best] < (DENY if best == "denies" else UNDENY if statement.stance in _NOES else REVISE):
        return statement
    return replace(statement, stance=best, certainty=_CERTAINTIES[best])


READER = Reader("stances", "2", frozenset({"en"}), read_stances)
