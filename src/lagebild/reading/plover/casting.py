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

LIKELY = 0.5
"""Probability of a role from which a word is taken for a party."""
_ACTOR, _RECIPIENT = ROLES.index("actor"), ROLES.index("recipient")


@dataclass(frozen=True, slots=True)
class Casting:
    """The words for the actors and the recipients of a candidate, and how likely each of them has its role."""

    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    shares: dict[int, float]

    def doubt(self, head: Token) -> float:
        """What a party deserves by its role alone; 1.0 for one that was found behind the word that was cast."""
        return self.shares.get(head.i, 1.0)


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
    actors: list[Token] = []
    recipients: list[Token] = []
    likely: dict[int, float] = {}
    for slot, row in zip(slots, shares, strict=True):
        for role, chosen in ((_ACTOR, actors), (_RECIPIENT, recipients)):
            if row[role] >= LIKELY:
                chosen.append(slot.meant)
                likely[slot.meant.i] = max(row[role], likely.get(slot.meant.i, 0.0))
    return Casting(tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(recipients)), likely)
