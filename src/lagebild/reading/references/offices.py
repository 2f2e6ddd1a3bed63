"""Offices as a report gives them to people, and what it may call their holders later."""

from __future__ import annotations

import functools

from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.roles import read_head_term
from lagebild.reading.tables import read_table, split_cell
from lagebild.records import Actor

FORMER = frozenset(["former", "ex"])
_LONGEST_ROLE = 15  # words of a role that are looked at
_LONGEST_OFFICE = 3  # words after a possessive
# An office that a longer one contains, but that its holder does not hold.
_LESSER = frozenset(["vice", "deputy", "assistant", "former", "ex", "acting", "under", "sub", "junior"])


@functools.cache
def _title_forms() -> dict[str, tuple[str, ...]]:
    """Nouns that take up a title or profession later."""
    return {title: split_cell(nouns) for title, nouns in read_table("title_forms.tsv", 2)}


@functools.cache
def list_synonyms() -> dict[str, tuple[str, ...]]:
    """Nouns of role that mean the same: "lawyer" and "attorney"."""
    rows = [split_cell(nouns) for (nouns,) in read_table("role_synonyms.tsv", 1)]
    return {noun: nouns for nouns in rows for noun in nouns}


def index_owned(actors: tuple[Actor, ...]) -> dict[tuple[str, str], set[str]]:
    """Persons by a noun of their role and a name in it: "lawyer for Dora Kaya", "Kaya's lawyer"."""
    index: dict[tuple[str, str], set[str]] = {}
    for actor in actors:
        for role in actor.roles if actor.kind == "person" else ():
            words = role.words.split()[:_LONGEST_ROLE]
            names = [fold_word(w.removesuffix("'s").removesuffix("’s")) for w in words if w[:1].isupper()]
            for noun in (w for w in words if w.islower()):
                for name in names:
                    index.setdefault((noun, name), set()).add(actor.id)
    return index


def read_owner(words: str) -> str | None:
    """The last word, folded, of the name before a possessive mark: "Kaya's lawyer"."""
    for mark in ("’s ", "'s ", "’ ", "' "):
        name, found, rest = words.partition(mark)
        if found and name[:1].isupper() and rest and len(rest.split()) <= _LONGEST_OFFICE:
            return fold_word(name.split()[-1])
    return None


def name_offices(role: str) -> set[str]:
    """What somebody with a role may be called later: "Foreign Minister" gives foreign minister and minister.

    A vice president is no president, and a former one is none either.
    """
    office = read_head_term(role)
    if office is None:
        return set()
    words = office.split()
    if FORMER & set(role.lower().replace("-", " ").split()):
        return {f"former {office}"}
    names = {office}
    if not set(words) & _LESSER and "of" not in words:
        names.update(" ".join(words[start:]) for start in range(1, len(words)))
    return names.union(*(_title_forms().get(name, ()) for name in names))
