"""Words that may name an event though the tables propose none: the head of events says which are worth a look.

They are verbs of no table that the grammar passes over, and nouns for events around which it finds nobody ("the deal",
"attacks"): the head of parties may find somebody.  What the tables have judged stays judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from lagebild.models.event_types import EventPlaces
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import find_candidates
from lagebild.reading.plover.doers import find_subjects, find_undergoers
from lagebild.reading.plover.scores import score_places
from lagebild.reading.plover.words import NONE, find_noun_senses, find_verb_senses, read_list
from lagebild.records import Span

WORTH = 0.35
"""Probability of being an event from which such a word becomes a candidate."""
_NAMED = frozenset(["PERSON", "ORG", "GPE", "DATE", "TIME", "MONEY"])


def gather_candidates(parsed: Parsed, own: Sequence[bool]) -> list[Candidate]:
    """The candidates of the tables and the bare words that the head finds worth it, in reading order."""
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


def find_bare(doc: Doc, own: Sequence[bool], known: Collection[int]) -> Iterator[Candidate]:
    """The words that the tables have not judged, as candidates without senses; `known` are numbers of candidates."""
    for token in doc:
        if not own[token.i] or token.i in known or token.pos_ not in {"VERB", "NOUN"}:
            continue
        if token.ent_type_ in _NAMED or not token.is_alpha or token.lemma_.lower() in read_list("empty"):
            continue
        if _is_settled(token):
            continue
        if token.pos_ == "VERB":
            places = tuple(place for place in (find_undergoers(token),) if place)
            yield Candidate(token, (), find_subjects(token), places, token)
        else:
            yield Candidate(token, (), (), (), token)


def _is_settled(token: Token) -> bool:
    """Whether the tables have judged a word: verbs that they know, nouns but those for events, parts of other words."""
    if token.pos_ == "VERB":
        return bool(find_verb_senses(token))
    senses = find_noun_senses(token)
    return not senses or senses[0].type == NONE or token.dep_ in {"compound", "nmod"}
