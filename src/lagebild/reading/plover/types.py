"""Of which PLOVER type an event is: the words' usual meaning and the encoder's probabilities, weighed together.

Who decides: where the encoder has a head for events, its probabilities, to the power HEAD_POWER, are multiplied with
the prior that the tables give, so that a sure head can overrule a word of the tables.  Of a candidate without senses it
decides alone (verbs of no table, and `plover.bare`).  Without a head the tables decide alone, and only words of the
tables name events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.reading.plover.words import EVENT_TYPES, NONE, Sense
from lagebild.records import EventStatus

HEAD_POWER = 0.5
"""How much the head counts against the tables: 1 takes both for independent witnesses, 0 ignores the head.

On given pairs 0.5 is best, by little (root .805, .803 at 0.7, .802 at 1).  On sentences of real articles held out of
the fitting more would be a little better; on short plain sentences the tables are surer than the head."""
UNKNOWN_SURE = 0.7
"""How sure the head must be of the type of a candidate without senses."""
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
        return {kind: 1 / len(prior) for kind in prior}
    for rank, sense in enumerate(senses):
        prior[sense.type] = max(prior[sense.type], sense.strength * (_SECOND if rank else 1.0))
    prior[NONE] = max(_FLOOR, 1 - senses[0].strength)
    whole = sum(prior.values())
    return {kind: value / whole for kind, value in prior.items()}


def weigh_types(
    senses: Sequence[Sense], types: dict[str, float] | None, status: EventStatus | None = None
) -> dict[str, float]:
    """The probability of each type and of NONE, from the tables and, where there are any, the head's `types`.

    The head was taught that what is planned is an agreement; so the tables' word is changed first.
    """
    prior = dict.fromkeys((*EVENT_TYPES, NONE), 0.0)
    for kind, value in make_prior(senses).items():
        prior[change_by_status(kind, status)] += value
    if types is None:
        return prior
    joint = {kind: types.get(kind, 0.0) ** HEAD_POWER * prior[kind] for kind in prior}
    whole = sum(joint.values()) or 1.0
    return {kind: value / whole for kind, value in joint.items()}


def decide_type(
    senses: Sequence[Sense], types: dict[str, float] | None, status: EventStatus | None = None
) -> Verdict | None:
    """The verdict on a candidate, None when it most likely is no event.

    Of a candidate without senses only the head knows.
    """
    if types is None:
        if not senses:
            return None
        return Verdict(change_by_status(senses[0].type, status), senses[0].strength, senses[0].mode)
    weighed = weigh_types(senses, types, status) if senses else types
    best = max(weighed, key=lambda kind: weighed[kind])
    if best == NONE or (not senses and weighed[best] < UNKNOWN_SURE):
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
