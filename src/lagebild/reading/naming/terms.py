"""What nouns say about who acts: `data/offices.tsv` (offices and bodies), `data/institutions.tsv` (names)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from lagebild.reading.naming.countries import fold_name
from lagebild.reading.tables import read_table, split_cell

LONGEST_TERM = 5  # words
_BREAK = re.compile(r"[ .'-]")


@dataclass(frozen=True, slots=True)
class Term:
    """A noun or modifier: its PLOVER sector (None for "open" terms), its strength and sort as in `offices.tsv`."""

    sector: str | None
    strength: str
    sort: str


@dataclass(frozen=True, slots=True)
class Institution:
    """An organisation known by name, with its country (or PLOVER's code for what is no state) and sector."""

    country: str | None
    sector: str | None


@functools.cache
def _terms() -> tuple[dict[str, Term], dict[str, Term]]:
    """Nouns and modifiers of the table; the first row that has a term wins."""
    nouns: dict[str, Term] = {}
    modifiers: dict[str, Term] = {}
    for words, sector, strength, sort in read_table("offices.tsv", 4):
        table = modifiers if strength in ("modifier", "over") else nouns
        for word in split_cell(words):
            table.setdefault(fold_name(word), Term(sector or None, strength, sort))
    return nouns, modifiers


@functools.cache
def _institutions() -> dict[str, Institution]:
    """Organisations by their folded name; the first row that has a name wins."""
    table: dict[str, Institution] = {}
    for names, country, sector in read_table("institutions.tsv", 3):
        for name in split_cell(names):
            table.setdefault(fold_name(name), Institution(country or None, sector or None))
    return table


@functools.cache
def _shouted() -> dict[str, Institution]:
    """The same names in capitals, for headlines; acronyms are left as they are."""
    return {name.upper(): value for name, value in _institutions().items() if len(name) > 5}


@functools.cache
def _first_words() -> frozenset[str]:
    """What stands before the first blank, hyphen, stop or apostrophe of the names of organisations."""
    return frozenset(_BREAK.split(name, 1)[0] for name in (*_institutions(), *_shouted()))


def may_begin_institution(word: str) -> bool:
    """Whether the name of an organisation of the table may begin with a word; an article may always."""
    return _BREAK.split(fold_name(word), 1)[0] in _first_words() or word.lower() == "the"


def singular_forms(word: str) -> tuple[str, ...]:
    """What a lower-case English noun may be the plural of, itself first.

    >>> singular_forms("secretaries")
    ('secretaries', 'secretarie', 'secretary')
    """
    forms = [word]
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    return tuple(forms)


def find_term(words: str, *, modifier: bool = False) -> Term | None:
    """The entry of a noun, singular or plural (of a modifier if asked), or None; case does not count."""
    form = normalise_term(words, modifier=modifier)
    return _terms()[1 if modifier else 0][form] if form is not None else None


def normalise_term(words: str, *, modifier: bool = False) -> str | None:
    """The form under which the table has a noun or modifier (singular, lower case), or None where it has none."""
    folded = fold_name(words).lower().replace(".", "")
    table = _terms()[1 if modifier else 0]
    head, space, last = folded.rpartition(" ")
    for form in singular_forms(last):
        if f"{head}{space}{form}" in table:
            return f"{head}{space}{form}"
    if space and head.endswith("s"):  # "prime ministers of", "secretaries general"
        first, _, rest = folded.partition(" ")
        for form in singular_forms(first):
            if f"{form} {rest}" in table:
                return f"{form} {rest}"
    return None


def find_institution(name: str) -> Institution | None:
    """The organisation of this name, or None; case counts, except that a name may be all in capitals."""
    folded = fold_name(name)
    for article in ("the ", "The ", "THE "):
        folded = folded.removeprefix(article)
    return _institutions().get(folded) or _shouted().get(folded)
