"""What the encoder's head says of candidates: one call for all candidates of a report.

It is asked twice of each, with the trigger and without: the trigger tells the type best, but one that names another
event than the parties' own misleads it, and then the rest of the sentence does better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lagebild.models.event_types import EventPlaces, EventScores, score_events
from lagebild.reading.parsed import Parsed


def score_places(parsed: Parsed, places: Sequence[EventPlaces]) -> list[EventScores] | None:
    """The scores of each place in order; None where the report was not encoded."""
    if parsed.encoded is None or not places:
        return None
    return score_events(parsed.encoded, places)


def score_candidates(parsed: Parsed, places: Sequence[EventPlaces]) -> list[EventScores] | None:
    """The scores of each place with both answers' types as one; modes only where the mixed types agree with them."""
    asked = score_places(parsed, [*places, *(replace(place, trigger=None) for place in places)])
    if asked is None:
        return None
    found = []
    for scores, alone in zip(asked[: len(places)], asked[len(places) :], strict=True):
        mixed = replace(scores, types=mix_scores(scores.types, alone.types))
        found.append(mixed if mixed.best == scores.best else replace(mixed, modes={}))
    return found


def mix_scores(types: dict[str, float], alone: dict[str, float]) -> dict[str, float]:
    """The geometric mean of two answers' probabilities, summing to 1."""
    mixed = {kind: (p * alone.get(kind, 0.0)) ** 0.5 for kind, p in types.items()}
    whole = sum(mixed.values()) or 1.0
    return {kind: value / whole for kind, value in mixed.items()}
