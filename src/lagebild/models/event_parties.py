"""Who does an event and whom it reaches, by the encoder's head of parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lagebild.models.encoder import Encoded
from lagebild.models.heads import Floats, Pooling, load_heads, share_out
from lagebild.records import Span

NONE = "none"
ROLES = (NONE, "actor", "recipient")


class SlotPlace(NamedTuple):
    """Words that may name a party: the trigger, the words, the sentence, the path through the parse, its signs."""

    trigger: Span
    words: Span
    sentence: Span
    path: str
    signs: tuple[float, ...]


def score_parties(encoded: Encoded, places: Sequence[SlotPlace]) -> Floats:
    """Probabilities of ROLES for each place, [places, 3], calibrated."""
    if not places:
        return np.zeros((0, len(ROLES)), np.float32)
    heads = load_heads()
    pooling = Pooling(encoded)
    columns = ([p.trigger for p in places], [p.words for p in places], [p.sentence for p in places])
    means = [pooling.mean_each(column) for column in columns]
    paths = np.zeros((len(places), len(heads.paths)), np.float32)
    numbers = {path: number for number, path in enumerate(heads.paths)}
    for row, place in enumerate(places):
        if place.path in numbers:
            paths[row, numbers[place.path]] = 1
    signs = np.array([p.signs for p in places], np.float32)
    logits = heads.parties.score(np.concatenate([*means, signs, paths], axis=1))
    return share_out(logits, heads.temperatures["parties"])
