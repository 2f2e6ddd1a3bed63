"""Candidates for events: verbs and event nouns, with who does them and who receives them, from the parse alone.

Nothing is decided here: a candidate has the senses of its word (none for a verb that no table knows) and the heads of
the noun phrases that stand where actor and recipient stand.  `plover.parties` says which of them are anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.doers import find_subjects, find_undergoers
from lagebild.reading.plover.nouns import read_noun
from lagebild.reading.plover.verbs import OBLIGING, read_obligation, read_verb
from lagebild.reading.plover.words import NONE, find_noun_senses, find_verb_senses, read_list

_NAMED = frozenset(["PERSON", "ORG", "GPE", "DATE", "TIME", "MONEY"])


def find_candidates(doc: Doc, own: Sequence[bool]) -> Iterator[Candidate]:
    """All candidates of the report's own prose, in reading order."""
    for token in doc:
        candidate = read_candidate(token) if own[token.i] else None
        if candidate is not None:
            yield candidate


def find_bare(doc: Doc, own: Sequence[bool], known: Collection[int]) -> Iterator[Candidate]:
    """Verbs of no table, and nouns for events around which the grammar finds nobody: the encoder may find somebody."""
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


def read_candidate(token: Token) -> Candidate | None:
    """The word as a candidate, None where it names no event or nobody stands around it."""
    if token.pos_ == "VERB":
        return read_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return read_noun(token)
    return read_obligation(token) if token.lower_ in OBLIGING else None


def _is_settled(token: Token) -> bool:
    """Whether the tables have judged a word: verbs that they know, nouns but those for events, parts of other words."""
    if token.pos_ == "VERB":
        return bool(find_verb_senses(token))
    senses = find_noun_senses(token)
    return not senses or senses[0].type == NONE or token.dep_ in {"compound", "nmod"}
