"""How a speaker stands to what is said, by the encoder's head of stances, which hears what the rules say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from lagebild.models.encoder import Encoded
from lagebild.models.heads import Floats, load_heads, share_out
from lagebild.models.statement_places import StatementPlaces, pool_statements
from lagebild.records import Stance

STANCES: tuple[Stance, ...] = get_args(Stance)
"""The stances in the order in which the head was taught them."""


def score_stances(encoded: Encoded, statements: Sequence[StatementPlaces], hints: Sequence[Stance]) -> Floats:
    """Probabilities of STANCES for each statement, [statements, 10], calibrated; `hints` are the rules' stances."""
    if not statements:
        return np.zeros((0, len(STANCES)), np.float32)
    heads = load_heads()
    told = np.eye(len(STANCES), dtype=np.float32)[[STANCES.index(hint) for hint in hints]]
    logits = heads.stances.score(np.concatenate([pool_statements(encoded, statements), told], axis=1))
    return share_out(logits, heads.temperatures["stances"])
