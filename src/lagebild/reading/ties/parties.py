"""Who stands on either side of a relation: from a word of the text to an actor of the reading, and back to clauses."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import find_country
from lagebild.reading.references.sources import MentionIndex
from lagebild.records import Actor

_FARTHEST = 6  # steps in the parse
_RELATIVES = frozenset(["who", "which", "that"])


@functools.cache
def relation_words() -> dict[str, Any]:  # Any: the tables of a TOML file
    """The tables of `data/relations_en.toml`."""
    text = resources.files("lagebild.reading").joinpath("data/relations_en.toml").read_text("utf-8")
    return tomllib.loads(text)


class Parties:
    """The actors of one reading, found by the words that name them."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self._index = MentionIndex(actors)
        self._actors = {actor.id: actor for actor in actors}
        self._states = {a.country: a.id for a in reversed(actors) if a.kind == "state" and a.country}

    def get(self, actor: str) -> Actor:
        """The actor with this id."""
        return self._actors[actor]

    def find(self, token: Token) -> str | None:
        """The actor that a noun names, or None; a state's name outside its mentions is the state all the same."""
        if token.pos_ == "PRON":
            return None
        found = self._index.around(token.idx)
        if found is not None:
            return found
        word = find_country(token.text) if token.text[:1].isupper() else None
        return self._states.get(word.country) if word is not None and word.sense == "name" else None

    def find_state(self, token: Token) -> str | None:
        """The state that an adjective or name points to ("Russian"), if it is an actor of this reading."""
        word = find_country(token.text) if token.text[:1].isupper() else None
        return self._states.get(word.country) if word is not None and word.sense in ("name", "adjective") else None

    def state_of(self, country: str) -> str | None:
        """The state with this code, if it is an actor of this reading."""
        return self._states.get(country)

    def find_all(self, token: Token | None) -> list[str]:
        """The actors of a noun and of those joined to it by "and"; none where the first cannot be resolved."""
        if token is None:
            return []
        found = []
        for one in _joined(token):
            actor = self.find(one)
            if actor is not None and actor not in found:
                found.append(actor)
        return found


def _joined(token: Token) -> list[Token]:
    """A token and its conjuncts after it, a few at most."""
    chain = [token]
    while len(chain) < _FARTHEST:
        following = next((c for c in chain[-1].children if c.dep_ == "conj"), None)
        if following is None:
            break
        chain.append(following)
    return chain


def find_child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations to its head."""
    return next((child for child in token.children if child.dep_ in deps), None)


def find_complement(token: Token, *prepositions: str) -> Token | None:
    """The noun after one of these prepositions that hangs on a token."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            noun = find_child(child, "pobj")
            if noun is not None:
                return noun
    return None


def find_subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, that of the verb it is joined to, or what a relative clause is about."""
    for _ in range(_FARTHEST):
        subject = find_child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
                return verb.head
            return subject
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def is_unsure(token: Token, doc: Doc) -> bool:
    """Whether what hangs on a word of relation is negated, asked, possible, wanted, or over."""
    unsure = relation_words()["unsure"]
    at = token
    for _ in range(_FARTHEST):
        for child in at.children:
            lower = child.lower_
            if child.dep_ == "neg" or (
                child.pos_ in ("AUX", "VERB") and child.dep_ == "aux" and lower in unsure["modals"]
            ):
                return True
            if child.dep_ in ("amod", "det", "compound", "nmod") and at is token and lower in unsure["adjectives"]:
                return True
            if child.dep_ in ("advmod", "preconj", "cc") and lower in unsure["adverbs"]:
                return True
            if child.dep_ == "mark" and lower in unsure["subordinators"]:
                return True
        verbal = at.pos_ in ("VERB", "AUX")
        if verbal and _is_ruled(at):
            return True
        if at.dep_ == "ROOT" or (verbal and at.dep_ not in ("xcomp", "pcomp")):
            break
        at = at.head
    last = token.sent[-1]
    return doc[last.i].text == "?" or (last.is_space and last.i > 0 and doc[last.i - 1].text == "?")


def _is_ruled(clause: Token) -> bool:
    """Whether what governs a clause takes it back: "wants to be", "denies that", "it is not true that"."""
    if clause.dep_ not in ("xcomp", "ccomp", "pcomp", "advcl", "acl", "csubj"):
        return False
    governor = clause.head
    if governor.lemma_.lower() in relation_words()["unsure"]["governors"]:
        return True
    negated = any(child.dep_ == "neg" for child in governor.children)
    return (
        negated and clause.dep_ in ("ccomp", "csubj") and governor.lemma_ in ("be", "think", "believe", "mean", "true")
    )
