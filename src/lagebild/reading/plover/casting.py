"""Who takes part in an event: the words that the encoder's head of parties finds likely, else those of the grammar.

The head reads the trigger, each word of the sentence that may name somebody, and where the grammar puts it; so it hears
the grammar and may overrule it.  Where a report was not encoded the grammar decides alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from lagebild.models.encoder import Encoded
from lagebild.models.event_parties import ROLES, SlotPlace, score_parties
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.phrases import phrase_span
from lagebild.reading.plover.slots import Slot, find_slots
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
    slots = [find_slots(candidate) for candidate in candidates]
    places = [_locate(c.trigger, slot) for c, own in zip(candidates, slots, strict=True) for slot in own]
    shares = score_parties(encoded, places).tolist()
    castings: list[Casting | None] = []
    at = 0
    for own in slots:
        castings.append(_choose(own, shares[at : at + len(own)]))
        at += len(own)
    return castings


def _locate(trigger: Token, slot: Slot) -> SlotPlace:
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
    place = Span(trigger.idx, trigger.idx + len(trigger))
    return SlotPlace(place, phrase_span(slot.token), sentence, slot.path, slot.signs)


def _choose(slots: Sequence[Slot], shares: Sequence[Sequence[float]]) -> Casting:
    actors, sure_actors = _choose_side(slots, [row[_ACTOR] for row in shares])
    recipients, sure_recipients = _choose_side(slots, [row[_RECIPIENT] for row in shares])
    return Casting(actors, recipients, sure_actors * sure_recipients)


def _choose_side(slots: Sequence[Slot], shares: Sequence[float]) -> tuple[tuple[Token, ...], float]:
    """The words of one role and how sure they are."""
    likely: dict[int, tuple[Token, float]] = {}
    for slot, share in zip(slots, shares, strict=True):
        if share >= LIKELY:
            likely[slot.meant.i] = (slot.meant, max(share, likely.get(slot.meant.i, (slot.meant, 0.0))[1]))
    if not likely:
        return (), 1.0 - max(shares, default=0.0)
    return tuple(token for token, _ in likely.values()), min(share for _, share in likely.values())
