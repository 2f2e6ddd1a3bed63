"""Words of a sentence that may name a party of an event, and what their place in the parse says for it.

A slot is described by numbers (`SIGNS` of them) and by its path from the trigger through the parse; the encoder's head
of parties reads both beside the states.  The paths that the head knows ship with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.doers import follow_relative, is_passive_use
from lagebild.reading.plover.phrases import phrase_span
from lagebild.records import Span

_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_ENTITIES = ("PERSON", "GPE", "NORP", "ORG")
_NO_PARTY = frozenset(["DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"])
_INNER = frozenset(["compound", "nmod", "amod"])
_LONGEST = 4  # steps of one side of a path that are told apart
_FAR = 60  # words; slots farther from the trigger are not looked at
SIGNS = 16
"""Numbers that describe a slot: of its distance 2, of the word 9, of the trigger 2, of the grammar's choice 3."""


@dataclass(frozen=True, slots=True)
class Nameable:
    """A word that may name somebody, whatever the event.

    `meant` is the noun that "who" or "which" stands for, else the word itself; `span` is its phrase, `signs` describe
    the word alone.
    """

    token: Token
    meant: Token
    span: Span
    signs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A word that may name a party of one event, its path from the trigger, and its signs."""

    word: Nameable
    path: str
    signs: tuple[float, ...]


def find_nameable(sentence: SpacySpan) -> list[Nameable]:
    """The words of a sentence that may name somebody, in the order of the text."""
    return [
        Nameable(token, follow_relative(token), phrase_span(token), _describe(token))
        for token in sentence
        if _may_name(token)
    ]


def find_slots(candidate: Candidate, nameable: Sequence[Nameable]) -> list[Slot]:
    """The slots of a candidate among the words of its sentence that may name somebody."""
    trigger = candidate.trigger
    places = ({t.i for place in some for t in place} for some in (candidate.places[:1], candidate.places[1:]))
    grammar = ({t.i for t in candidate.subjects}, *places)
    shape = (float(trigger.pos_ == "VERB" and is_passive_use(trigger)), float(trigger.pos_ == "VERB"))
    above = (trigger, *islice(trigger.ancestors, _LONGEST))
    slots = []
    for word in nameable:
        away = word.token.i - trigger.i
        if away == 0 or abs(away) > _FAR:
            continue
        where = (float(away < 0), math.log1p(abs(away)) / 4)
        chosen = (float(word.meant.i in place) for place in grammar)
        slots.append(Slot(word, describe_path(above, word.token), (*where, *word.signs, *shape, *chosen)))
    return slots


def _describe(token: Token) -> tuple[float, ...]:
    """Which sort of word it is, of which place in its phrase, and what kind of name."""
    return (
        float(token.pos_ == "PRON" or token.tag_ == "PRP$"),
        float(token.pos_ == "PROPN"),
        float(token.pos_ == "NOUN"),
        float(token.dep_ == "poss"),
        float(token.dep_ in _INNER),
        *(float(token.ent_type_ == kind) for kind in _ENTITIES),
    )


def describe_path(above: Sequence[Token], token: Token) -> str:
    """The way through the parse from a trigger to a word: labels up, ">", labels down; prepositions by their word.

    `above` are the trigger and the words over it, as far as paths are told apart; beyond it a word is "far".
    """
    heights = {t.i: steps for steps, t in enumerate(above)}
    down: list[str] = []
    at = token
    while at.i not in heights:
        if len(down) == _LONGEST or at.head.i == at.i:
            return "far"
        down.append(_name_step(at))
        at = at.head
    up = map(_name_step, above[: heights[at.i]])
    return " ".join([*up, ">", *reversed(down)])


def _name_step(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "agent"} else token.dep_


def _may_name(token: Token) -> bool:
    """Whether a word may name somebody: a noun that heads its phrase, a pronoun, a name or people before a noun."""
    if token.ent_type_ in _NO_PARTY and token.pos_ != "NOUN":
        return False
    if token.tag_ == "PRP$" or token.ent_type_ == "NORP":
        return True
    if token.pos_ not in _NOMINAL or token.lower_ in {"there", "itself", "himself", "herself", "themselves"}:
        return False
    if token.dep_ in _INNER:
        return token.pos_ == "PROPN" and token.ent_type_ in {"GPE", "NORP"} and token.head.ent_type_ != token.ent_type_
    return True
