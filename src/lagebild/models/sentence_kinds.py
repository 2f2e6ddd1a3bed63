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

    `facts`: [sentences, FACTS], what `reading.kind_facts` makes.
    """
    if not sentences:
        return np.zeros((0, len(KINDS)), np.float32)
    heads = load_heads()
    means = Pooling(encoded).means([(s,) for s in sentences])
    return share_out(heads.kinds.score(gather_kinds(means, facts)), heads.temperatures["kinds"])


def gather_kinds(means: Floats, facts: Floats) -> Floats:
    """What the head reads of each sentence, a row each, from the means of their states and their facts.

    The sentence, the ones before and after it, the opening of the report (its first two sentences, headline included),
    the whole of it, how far the sentence agrees with the opening (their product, number by number), and the facts of
    the sentence and of its neighbours.
    """
    opening, whole = (np.broadcast_to(part.mean(axis=0), means.shape) for part in (means[:OPENING], means))
    states = (means, *_shift(means), opening, whole, means * opening)
    return np.concatenate([*states, facts, *_shift(facts)], axis=1)


def _shift(rows: Floats) -> tuple[Floats, Floats]:
    """The row before each and the row after each, zeros where there is none."""
    none = np.zeros_like(rows[:1])
    return np.concatenate([none, rows[:-1]]), np.concatenate([rows[1:], none])
