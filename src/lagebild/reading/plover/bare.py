"""Nouns for events around which the grammar finds nobody ("the deal", "attacks"): the heads may know better.

The head of events says which of them are worth a look, the head of parties may find somebody.  Nouns that are no event
of their own by the tables and the grammar are left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from lagebild.models.event_types import EventPlaces
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import find_candidates
from lagebild.reading.plover.nouns import find_own_senses
from lagebild.reading.plover.scores import score_places
from lagebild.reading.plover.words import NONE
from lagebild.records import Span

WORTH = 0.35
"""Probability of being an event from which such a noun becomes a candidate."""


def gather_candidates(parsed: Parsed, own: Sequence[bool]) -> list[Candidate]:
    """The candidates of the grammar and the bare nouns that the head finds worth it, in reading order."""
    assert parsed.doc is not None
    candidates = list(find_candidates(parsed.doc, own))
    bare = list(find_bare(parsed.doc, own, {c.trigger.i for c in candidates}))
    asked = score_places(parsed, [_place_bare(candidate.trigger) for candidate in bare])
    if asked is not None:
        candidates += [c for c, scores in zip(bare, asked, strict=True) if 1 - scores.types[NONE] >= WORTH]
        candidates.sort(key=lambda candidate: candidate.trigger.i)
    return candidates


def find_bare(doc: Doc, own: Sequence[bool], known: Collection[int]) -> Iterator[Candidate]:
    """The bare nouns as candidates without senses, for only the head may tell; `known` are the words of the others."""
    for token in doc:
        if own[token.i] and token.i not in known and token.pos_ == "NOUN" and find_own_senses(token):
            yield Candidate(token, (), (), (), token)


def _place_bare(trigger: Token) -> EventPlaces:
    """A trigger alone in its sentence, without parties."""
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
    return EventPlaces(Span(trigger.idx, trigger.idx + len(trigger)), (), (), sentence)
