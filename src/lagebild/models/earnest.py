"""Whether a statement is meant in earnest, by the encoder's head of earnestness."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.models.encoder import Encoded
from lagebild.models.heads import load_heads, share_out
from lagebild.models.statement_places import StatementPlaces, pool_statements


def score_earnest(encoded: Encoded, statements: Sequence[StatementPlaces]) -> list[float]:
    """The probability that each statement is its speaker's own and meant in earnest, calibrated."""
    if not statements:
        return []
    heads = load_heads()
    logits = heads.earnest.score(pool_statements(encoded, statements))
    shares: list[float] = share_out(logits, heads.temperatures["earnest"])[:, 1].tolist()
    return shares
