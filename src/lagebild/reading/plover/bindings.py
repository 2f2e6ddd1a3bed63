"""Whom a pronoun cannot mean: "X endorsed her" is not about X, whoever else it is about (Chomsky's second principle).

A pronoun that is object of a verb, or stands after a preposition of it, means nobody who does what the verb says;
one would say "herself".  What belongs to somebody is free: "X defended her record" may be about X's.
"""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.arguments import is_light
from lagebild.reading.plover.doers import find_subjects

_OBJECTS = frozenset(["dobj", "dative"])
_ABOUT = frozenset(["to", "on", "for", "against", "with", "of"])


def find_rivals(pronoun: Token) -> tuple[Token, ...]:
    """The heads of those who stand beside a pronoun in its clause as the doers, so that it cannot mean them."""
    verb = _find_verb(pronoun)
    return tuple(doer for doer in find_subjects(verb) if doer.i != pronoun.i) if verb is not None else ()


def _find_verb(pronoun: Token) -> Token | None:
    """The verb that a pronoun is an object of, directly, after a preposition or as whoever is to do something."""
    head = pronoun.head
    if pronoun.dep_ in _OBJECTS:
        verb = head
    elif pronoun.dep_ == "pobj" and head.lower_ in _ABOUT:
        noun = head.head
        carried = noun.dep_ == "dobj" and is_light(noun.head) and child(noun, "poss") is None
        verb = noun.head if carried else noun
    elif pronoun.dep_ == "nsubj" and head.dep_ == "ccomp" and any(c.lower_ == "to" for c in head.children):
        verb = head.head  # "urged him to resign"
    else:
        return None
    return verb if verb.pos_ == "VERB" else None
