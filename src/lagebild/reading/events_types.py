"""Of which PLOVER type an event is: the words' usual meaning and the encoder's probabilities, weighed together.

Who decides: where the encoder has a head for events, its probabilities, to the power HEAD_POWER, are multiplied with
the prior that the tables give, so that a sure head can overrule a word of the tables, and a verb of no table passes
only when the head is very sure of it.  Without a head the
tables decide alone, and only words of the tables name events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.models.event_types import EventScores
from lagebild.reading.events_words import EVENT_TYPES, NONE, Sense
from lagebild.records import EventStatus

HEAD_POWER = 0.25
"""How much the head counts against the tables: 1 takes both for independent witnesses, 0 ignores the head.

Chosen on the project's own sentences; to be chosen again whenever the head's weights change."""
UNKNOWN_NONE = 0.9
"""Prior that a verb of no table is no event."""
_FLOOR = 0.01
_SECOND = 0.4  # of its strength, for a sense that is not the word's first
_FUTURE = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID"])  # in the future these are agreements (PLOVER, AGREE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The most likely type of a candidate, how likely it is, and the mode that goes with it where a word tells."""

    type: str
    probability: float
    mode: str | None = None


def make_prior(senses: Sequence[Sense]) -> dict[str, float]:
    """How likely each type and NONE are from the word alone; sums to 1."""
    prior = dict.fromkeys((*EVENT_TYPES, NONE), _FLOOR)
    if not senses:
        share = (1 - UNKNOWN_NONE) / len(EVENT_TYPES)
        return {kind: UNKNOWN_NONE if kind == NONE else share for kind in prior}
    for rank, sense in enumerate(senses):
        prior[sense.type] = max(prior[sense.type], sense.strength * (_SECOND if rank else 1.0))
    prior[NONE] = max(_FLOOR, 1 - senses[0].strength)
    whole = sum(prior.values())
    return {kind: value / whole for kind, value in prior.items()}


def weigh_types(senses: Sequence[Sense], scores: EventScores | None) -> dict[str, float]:
    """The probability of each type and of NONE, from the tables and, where there are any, the head's scores."""
    prior = make_prior(senses)
    if scores is None:
        return prior
    joint = {kind: scores.types.get(kind, 0.0) ** HEAD_POWER * prior[kind] for kind in prior}
    whole = sum(joint.values()) or 1.0
    return {kind: value / whole for kind, value in joint.items()}


def decide_type(senses: Sequence[Sense], scores: EventScores | None) -> Verdict | None:
    """The verdict on a candidate, None when it most likely is no event."""
    if scores is None:
        return Verdict(senses[0].type, senses[0].strength, senses[0].mode) if senses else None
    weighed = weigh_types(senses, scores)
    best = max(weighed, key=lambda kind: weighed[kind])
    if best == NONE:
        return None
    mode = next((sense.mode for sense in senses if sense.type == best), None)
    return Verdict(best, weighed[best], mode)


def change_by_status(kind: str, status: EventStatus | None) -> str:
    """The type of what has not happened yet: to PLOVER cooperation to come is an agreement, retreat a concession."""
    if status != "planned":
        return kind
    if kind in _FUTURE:
        return "AGREE"
    return "CONCEDE" if kind == "RETREAT" else kind
