"""Which PLOVER event stands at a place of the text, by the encoder's head of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.models.encoder import Encoded
from lagebild.models.heads import Floats, Pooling, load_heads, share_out
from lagebild.records import Span

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"),
)
"""The sixteen types of PLOVER 2021, and NONE: no event at all."""
STATUSES = ("happened", "ongoing", "planned", "hypothetical", "denied", "unknown")


@dataclass(frozen=True, slots=True)
class EventPlaces:
    """Where an event might stand: its trigger, its actors and recipients, and the sentence around them.

    `trigger` may be None: then the head goes by the others alone.
    """

    trigger: Span | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class EventScores:
    """Probabilities of types (TYPES, summing to 1), of statuses (summing to 1) and of contexts (each for itself).

    `modes` are those of the most likely type, by name, "" for none.
    """

    types: dict[str, float]
    statuses: dict[str, float]
    modes: dict[str, float]
    contexts: dict[str, float]

    @property
    def best(self) -> str:
        """The most likely type."""
        return max(self.types, key=self.types.__getitem__)


def score_events(encoded: Encoded, places: Sequence[EventPlaces]) -> list[EventScores]:
    """What the head makes of each place; all in one go."""
    if not places:
        return []
    heads, pooling = load_heads(), Pooling(encoded)
    groups = [
        *((p.trigger,) if p.trigger is not None else () for p in places),
        *(p.actors for p in places),
        *(p.recipients for p in places),
        *((p.sentence,) for p in places),
    ]
    means = pooling.means(groups).reshape(4, len(places), -1)
    logits = heads.events.score(np.concatenate(list(means), axis=1))
    cuts = np.cumsum([len(TYPES), len(STATUSES), len(heads.modes)])
    types, statuses, modes, contexts = np.split(logits, cuts, axis=1)
    shares = share_out(types, heads.temperatures["types"]), share_out(statuses, heads.temperatures["statuses"])
    likely = 1.0 / (1.0 + np.exp(-contexts))
    return [
        EventScores(
            dict(zip(TYPES, shares[0][i].tolist(), strict=True)),
            dict(zip(STATUSES, shares[1][i].tolist(), strict=True)),
            _share_modes(modes[i], TYPES[int(types[i].argmax())], heads.modes),
            dict(zip(heads.contexts, likely[i].tolist(), strict=True)),
        )
        for i in range(len(places))
    ]


def _share_modes(logits: Floats, best: str, names: Sequence[str]) -> dict[str, float]:
    """Probabilities of the modes that the type has."""
    own = [i for i, name in enumerate(names) if name.startswith(f"{best}:")]
    if not own:
        return {"": 1.0}
    shares = share_out(logits[own])
    return {names[i].partition(":")[2]: float(share) for i, share in zip(own, shares, strict=True)}
