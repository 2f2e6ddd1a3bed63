"""What the encoder's head says of candidates: one call for all candidates of a report.

It is asked twice of each, with the trigger and without: the trigger tells the type best, but one that names another
event than the parties' own misleads it, and then the rest of the sentence does better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from lagebild.models.encoder import WEIGHTS
from lagebild.models.event_types import EventPlaces, EventScores, score_events
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import find_bare, find_candidates
from lagebild.reading.plover.words import NONE
from lagebild.records import Span

_HEADS = WEIGHTS / "heads.npz"
WORTH = 0.35
"""Probability of being an event from which a word of no table is looked at further."""


def score_places(parsed: Parsed, places: Sequence[EventPlaces]) -> list[EventScores] | None:
    """The scores of each place in order; None where the report was not encoded or no head is installed."""
    if parsed.encoded is None or not places or not _HEADS.exists():
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


def find_all_candidates(parsed: Parsed, own: Sequence[bool]) -> list[Candidate]:
    """The candidates of the tables, and the other verbs and nouns that the head takes for events, in reading order."""
    assert parsed.doc is not None
    candidates = list(find_candidates(parsed.doc, own))
    bare = list(find_bare(parsed.doc, own, {c.trigger.i for c in candidates}))
    asked = score_places(parsed, [_place_bare(candidate.trigger) for candidate in bare])
    if asked is not None:
        candidates += [c for c, scores in zip(bare, asked, strict=True) if 1 - scores.types[NONE] >= WORTH]
        candidates.sort(key=lambda candidate: candidate.trigger.i)
    return candidates


def _place_bare(trigger: Token) -> EventPlaces:
    """A trigger alone in its sentence, without parties."""
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
    return EventPlaces(Span(trigger.idx, trigger.idx + len(trigger)), (), (), sentence)


def mix_scores(types: dict[str, float], alone: dict[str, float]) -> dict[str, float]:
    """The geometric mean of two answers' probabilities, summing to 1."""
    mixed = {kind: (p * alone.get(kind, 0.0)) ** 0.5 for kind, p in types.items()}
    whole = sum(mixed.values()) or 1.0
    return {kind: value / whole for kind, value in mixed.items()}
