"""What the encoder's head says of candidates: one call for all candidates of a report."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.models.encoder import WEIGHTS
from lagebild.models.event_types import EventPlaces, EventScores, score_events
from lagebild.reading.parsed import Parsed

_HEADS = WEIGHTS / "heads.npz"


def score_places(parsed: Parsed, places: Sequence[EventPlaces]) -> list[EventScores] | None:
    """The scores of each place in order; None where the report was not encoded or no head is installed."""
    if parsed.encoded is None or not places or not _HEADS.exists():
        return None
    return score_events(parsed.encoded, places)
