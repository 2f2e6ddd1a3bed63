"""Candidates for events: verbs and event nouns, with who does them and who receives them, from the parse alone.

Nothing is decided here: a candidate has the senses of its word (none for a verb that no table knows) and the heads of
the noun phrases that stand where actor and recipient stand.  `plover.parties` says which of them are anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from lagebild.reading.naming.terms import find_term
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.doers import find_subjects, find_undergoers
from lagebild.reading.plover.nouns import read_noun
from lagebild.reading.plover.verbs import OBLIGING, read_obligation, read_verb
from lagebild.reading.plover.words import read_list

_PEOPLE = frozenset(["person", "people", "body"])
_NAMED = frozenset(["PERSON", "ORG", "GPE", "DATE", "TIME", "MONEY"])


def find_candidates(doc: Doc, own: Sequence[bool]) -> Iterator[Candidate]:
    """All candidates of the report's own prose, in reading order."""
    for token in doc:
        candidate = read_candidate(token) if own[token.i] else None
        if candidate is not None:
            yield candidate


def find_bare(doc: Doc, own: Sequence[bool], known: Collection[int]) -> Iterator[Candidate]:
    """The verbs and nouns that are no candidates by the tables: only the encoder can tell whether they name events."""
    for token in doc:
        if not own[token.i] or token.i in known or token.pos_ not in {"VERB", "NOUN"}:
            continue
        if token.ent_type_ in _NAMED or not token.is_alpha or token.lemma_.lower() in read_list("empty"):
            continue
        if token.pos_ == "NOUN" and (_names_people(token) or token.dep_ in {"compound", "nmod"}):
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


def _names_people(noun: Token) -> bool:
    """Whether a noun means people or a body: they take part in events and are none."""
    term = find_term(noun.text) or find_term(noun.lemma_)
    return term is not None and term.sort in _PEOPLE
