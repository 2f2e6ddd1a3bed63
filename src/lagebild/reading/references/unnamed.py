"""What the words for a speaker say whom no reader of names saw: a person or a thing, and whether they hold a name."""

from __future__ import annotations

import re

from spacy.tokens import Token

from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.tables import read_words
from lagebild.records import ActorKind

_SAYING_NOUNS = read_words("saying_nouns")
_PERSON_NOUNS = read_words("person_nouns")
_CALLING_ENDS = tuple(read_words("calling_ends"))  # of nouns of callings that no table has: "neurosurgeon"
_AGENT_ENDS = tuple(read_words("agent_ends"))  # of nouns that may be of persons: "attendee", "endorser", "organist"
_NO_CALLINGS = read_words("no_callings")
_INNER = re.compile(r"[a-z][A-Z]|\d|[a-z]\.[a-z]")
_SMALL = frozenset(["of", "the", "for", "and", "in", "on", "&", "de"])


def cut_name(words: str, head: Token) -> str | None:
    """The name that a phrase begins with and then explains ("Acme, a firm"), where the readers of names saw none."""
    name = words.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0].removeprefix("the ").removeprefix("The ").strip()
    proper = head.pos_ == "PROPN" and head.text in name.split()
    return name if proper and all(w[:1].isupper() or w in _SMALL for w in name.split()) else None


def guess_kind(name: str) -> ActorKind:
    """A person for a given name and another, a body for what is written as no family name is ("EgyptAir", "A24")."""
    words = name.split()
    if len(words) in (2, 3) and is_given_name(words[0]):
        return "person"
    inner = any(_INNER.search(word.removeprefix("Mc").removeprefix("Mac").removeprefix("De")) for word in words)
    return "organisation" if inner and not any(mark in name for mark in "'’-") else "unnamed"


def is_thing(noun: Token, sort: str | None) -> bool:
    """Whether the noun of somebody unnamed is no person: it says or counts something, or is no role that is known."""
    word = noun.lower_
    if word in _SAYING_NOUNS:
        return True
    known = sort in ("person", "people") or word in _PERSON_NOUNS or noun.pos_ in ("PROPN", "PRON", "NUM")
    return not known and (word in _NO_CALLINGS or not word.endswith(_AGENT_ENDS))


def is_calling(word: str) -> bool:
    """Whether a noun in lower case ends as callings do ("neurosurgeon") and does not only look so ("list")."""
    return word.endswith(_CALLING_ENDS) and word not in _NO_CALLINGS
