"""Words of a sentence that may name a party of an event, and what their place in the parse says for it.

A slot is described by numbers (`SIGNS` of them) and by its path from the trigger through the parse; the encoder's head
of parties reads both beside the states.  The paths that the head knows ship with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.doers import follow_relative, is_passive_use

_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_ENTITIES = ("PERSON", "GPE", "NORP", "ORG")
_NO_PARTY = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"])
_INNER = frozenset(["compound", "nmod", "amod"])
_LONGEST = 4  # steps of one side of a path that are told apart
_FAR = 60  # words; slots farther from the trigger are not looked at
SIGNS = 16
"""Numbers that describe a slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A word that may name a party; for "who" and "which" `meant` is the noun they stand for, else the word itself."""

    token: Token
    meant: Token
    path: str
    signs: tuple[float, ...]


def find_slots(candidate: Candidate) -> list[Slot]:
    """The slots of the trigger's sentence, in the order of the text."""
    trigger = candidate.trigger
    subjects = {t.i for t in candidate.subjects}
    places = {t.i for t in candidate.places[0]} if candidate.places else set()
    others = {t.i for place in candidate.places[1:] for t in place}
    passive = trigger.pos_ == "VERB" and is_passive_use(trigger)
    slots = []
    for token in trigger.sent:
        if token.i == trigger.i or abs(token.i - trigger.i) > _FAR or not _may_name(token):
            continue
        meant = follow_relative(token)
        grammar = tuple(float(meant.i in place) for place in (subjects, places, others))
        signs = (
            float(token.i < trigger.i),
            math.log1p(abs(token.i - trigger.i)) / 4,
            float(token.pos_ == "PRON" or token.tag_ == "PRP$"),
            float(token.pos_ == "PROPN"),
            float(token.pos_ == "NOUN"),
            float(token.dep_ == "poss"),
            float(token.dep_ in _INNER),
            *(float(token.ent_type_ == kind) for kind in _ENTITIES),
            float(passive),
            float(trigger.pos_ == "VERB"),
            *grammar,
        )
        slots.append(Slot(token, meant, describe_path(trigger, token), signs))
    return slots


def describe_path(trigger: Token, token: Token) -> str:
    """The way through the parse from the trigger to a word: labels up, ">", labels down; prepositions by their word."""
    above = {trigger.i: 0}
    for steps, ancestor in enumerate(trigger.ancestors, 1):
        above[ancestor.i] = steps
    down: list[str] = []
    at = token
    while at.i not in above and len(down) < 2 * _LONGEST:
        down.append(_name_step(at))
        if at.head.i == at.i:
            return "far"
        at = at.head
    if at.i not in above:
        return "far"
    up = [_name_step(t) for t in (trigger, *trigger.ancestors)][: above[at.i]]
    if len(up) > _LONGEST or len(down) > _LONGEST:
        return "far"
    return " ".join([*up, ">", *reversed(down)])


def list_paths(slots: Sequence[Slot]) -> Iterator[str]:
    """The paths of slots."""
    return (slot.path for slot in slots)


def _name_step(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "agent"} else token.dep_


def _may_name(token: Token) -> bool:
    """Whether a word may name somebody: a noun that heads its phrase, a pronoun, a name or people before a noun."""
    if token.ent_type_ in _NO_PARTY and token.pos_ != "NOUN":
        return False
    if token.tag_ == "PRP$" or token.ent_type_ == "NORP":
        return True
    if token.pos_ not in _NOMINAL or token.lower_ in {"there", "it's", "itself", "himself", "herself", "themselves"}:
        return False
    if token.dep_ in _INNER:
        return token.pos_ == "PROPN" and token.ent_type_ in {"GPE", "NORP"} and token.head.ent_type_ != token.ent_type_
    return True
