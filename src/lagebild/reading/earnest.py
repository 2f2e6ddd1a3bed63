"""Which statements are meant in earnest, and which are jokes, irony, or words only played through.

What words of joking say around a statement has been judged with its stance (`statements.jokes`) and stands.  The others
are judged by the encoder's head of earnestness, which reads source, cue, content and the sentences around: `serious` is
True where it is sure, else None, left open.  The head alone marks nothing as a joke: it errs too often on sincere words
beside laughter, and calling what was meant a joke costs more than leaving it open.
"""

from __future__ import annotations

from dataclasses import replace

from lagebild.models.earnest import score_earnest
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.statements.passages import locate_statements
from lagebild.records import Reading

SURE = 0.85
"""Probability from which a statement is taken to be meant: of 140 held-out ones that are not, 4 % get there, of 156 in
real articles 96 %."""


def read_earnest(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with `serious` of its statements set where the head is sure."""
    if parsed.encoded is None:
        return reading
    open_ones = [s for s in reading.statements if s.serious is None and (s.content or s.cue)]
    said = locate_statements(open_ones, reading.sentences)
    shares = dict(zip((s.id for s in open_ones), score_earnest(parsed.encoded, said), strict=True))
    statements = tuple(replace(s, serious=_judge(shares[s.id])) if s.id in shares else s for s in reading.statements)
    return replace(reading, statements=statements)


READER = Reader("earnest", "3", frozenset({"en"}), read_earnest)


def _judge(share: float) -> bool | None:
    """What the head's probability comes to."""
    return True if share >= SURE else None
