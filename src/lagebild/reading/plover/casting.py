"""Who may take part in an event, by the encoder's head of parties: for where the grammar finds nobody.

The head reads the trigger, each word of the sentence that may name somebody, and where the grammar puts it.  Whom the
grammar finds stays (`plover.sides`); but how sure the head is of the whole cast counts for every event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from spacy.tokens import Token

from lagebild.models.encoder import Encoded
from lagebild.models.event_parties import ROLES, SlotPlace, score_parties
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.slots import Nameable, Slot, find_nameable, find_slots
from lagebild.records import Span

LIKELY = 0.3
"""Probability of a role from which a word is taken for a party where the grammar finds nobody."""
_ACTOR, _RECIPIENT = ROLES.index("actor"), ROLES.index("recipient")


@dataclass(frozen=True, slots=True)
class Casting:
    """The words for the actors and the recipients of a candidate; `trust` is how likely both are right and complete.

    A side is as sure as its least likely word, and an empty one as nobody is likely to belong there.
    """

    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    trust: float


def cast_parties(candidates: Sequence[Candidate], encoded: Encoded | None) -> list[Casting | None]:
    """The casting of each candidate in one go; None for each where nothing was encoded."""
    if encoded is None:
        return [None] * len(candidates)
    nameable: dict[int, list[Nameable]] = {}
    for candidate in candidates:
        sentence = candidate.trigger.sent
        if sentence.start not in nameable:
            nameable[sentence.start] = find_nameable(sentence)
    slots = [find_slots(candidate, nameable[candidate.trigger.sent.start]) for candidate in candidates]
    shares = score_parties(
        encoded, [place for c, own in zip(candidates, slots, strict=True) for place in _locate(c, own)]
    )
    ends = list(accumulate(map(len, slots)))
    return [
        _choose(own, rows.tolist())
        for own, rows in zip(slots, np.split(shares, ends[:-1]) if slots else (), strict=True)
    ]


def _locate(candidate: Candidate, slots: Sequence[Slot]) -> list[SlotPlace]:
    trigger, whole = candidate.trigger, candidate.trigger.sent
    sentence = Span(whole.start_char, whole.end_char)
    place = Span(trigger.idx, trigger.idx + len(trigger))
    return [SlotPlace(place, slot.word.span, sentence, slot.path, slot.signs) for slot in slots]


def _choose(slots: Sequence[Slot], shares: Sequence[Sequence[float]]) -> Casting:
    actors, sure_actors = _choose_side(slots, [row[_ACTOR] for row in shares])
    recipients, sure_recipients = _choose_side(slots, [row[_RECIPIENT] for row in shares])
    return Casting(actors, recipients, sure_actors * sure_recipients)


def _choose_side(slots: Sequence[Slot], shares: Sequence[float]) -> tuple[tuple[Token, ...], float]:
    """The words of one role and how sure they are."""
    likely: dict[int, tuple[Token, float]] = {}
    for slot, share in zip(slots, shares, strict=True):
        if share >= LIKELY:
            meant = slot.word.meant
            likely[meant.i] = (meant, max(share, likely.get(meant.i, (meant, 0.0))[1]))
    if not likely:
        return (), 1.0 - max(shares, default=0.0)
    return tuple(token for token, _ in likely.values()), min(share for _, share in likely.values())
