"""What a sentence does, by the encoder's head of kinds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lagebild.models.encoder import Encoded
from lagebild.models.heads import Floats, Pooling, load_heads, share_out
from lagebild.records import Span

KINDS = ("fact", "background", "assessment", "expectation", "question", "other")
OPENING = 2
"""Sentences that open a report and mostly tell what it is about."""


def score_kinds(encoded: Encoded, sentences: Sequence[Span], facts: Floats) -> Floats:
    """Probabilities of KINDS for each sentence of a report, [sentences, 6], calibrated.

    The head reads the sentence, its two neighbours, the opening of the report (its first two sentences, headline
    included), the whole of it, and `facts`: [sentences, 11], what `reading.kind_facts` makes.
    """
    if not sentences:
        return np.zeros((0, len(KINDS)), np.float32)
    heads = load_heads()
    means = Pooling(encoded).means([(s,) for s in sentences])
    around = np.concatenate([np.zeros_like(means[:1]), means, np.zeros_like(means[:1])])
    opening, whole = (np.broadcast_to(part.mean(axis=0), means.shape) for part in (means[:OPENING], means))
    pooled = np.concatenate([means, around[:-2], around[2:], opening, whole, facts], axis=1)
    return share_out(heads.kinds.score(pooled), heads.temperatures["kinds"])
