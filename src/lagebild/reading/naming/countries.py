"""States under all the words English has for them: names, adjectives, people, capitals, palaces, regions, cities.

The tables are `data/countries.tsv`, `data/regions.tsv` and `data/cities.tsv`; each says where its facts come from.
Codes are ISO 3166 alpha-3; dependencies stand under the state that holds them, as PLOVER 2021 counts them.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from normality import ascii_text

from lagebild.reading.tables import read_table, split_cell

Sense = Literal["name", "adjective", "people", "capital", "seat", "region", "city"]

# When one word has several senses the first of these wins: "Singapore" is first of all the state.
ORDER: tuple[Sense, ...] = ("name", "adjective", "people", "seat", "capital", "region", "city")
_SPACES = re.compile(r"\s+")
LONGEST_NAME = 6  # words; "Democratic People's Republic of Korea" is the longest name in the table


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word that points to a state, and in which sense; `partial` marks what PLOVER calls partially recognised."""

    country: str
    sense: Sense
    partial: bool = False


def fold_name(words: str) -> str:
    """Words in one form for look-up: plain letters without diacritics, one kind of apostrophe, single spaces."""
    plain = ascii_text(words.replace("’", "'")) or ""
    return _SPACES.sub(" ", plain).strip()


@functools.cache
def _read_words() -> dict[str, CountryWord]:
    """Every word of the tables, folded, with its first sense."""
    found: dict[Sense, list[tuple[str, CountryWord]]] = {sense: [] for sense in ORDER}
    for code, names, adjectives, people, capitals, seats in read_table("countries.tsv", 6):
        plural = ";".join(f"{word}s" for word in split_cell(adjectives) if word[-1] in "nitbkc")
        cells: tuple[tuple[Sense, str], ...] = (
            ("name", names),
            ("adjective", adjectives),
            ("people", f"{people};{plural}"),
            ("capital", capitals),
            ("seat", seats),
        )
        for sense, cell in cells:
            found[sense].extend((word, CountryWord(code, sense)) for word in split_cell(cell))
    for names, code, mark in read_table("regions.tsv", 3):
        found["region"].extend((word, CountryWord(code, "region", mark == "PRE")) for word in split_cell(names))
    found["city"].extend((name, CountryWord(code, "city")) for name, code in read_table("cities.tsv", 2))
    words: dict[str, CountryWord] = {}
    for sense in ORDER:
        for word, meaning in found[sense]:
            words.setdefault(fold_name(word), meaning)
    return words


@functools.cache
def _capitals() -> dict[str, CountryWord]:
    """Capitals by their folded name, also those that share it with a state."""
    return {
        fold_name(word): CountryWord(row[0], "capital")
        for row in read_table("countries.tsv", 6)
        for word in split_cell(row[4])
    }


def find_country(words: str) -> CountryWord | None:
    """The state that these words name, or None; case counts, but words all in capitals are read as a headline's.

    >>> find_country("Belarusian")
    CountryWord(country='BLR', sense='adjective', partial=False)
    """
    folded = fold_name(words)
    table = _read_words()
    if (meaning := table.get(folded)) is not None:
        return meaning
    for article in ("the ", "The "):
        folded = folded.removeprefix(article)
    if (meaning := table.get(folded)) is not None:
        return meaning
    if len(folded) > 3 and folded.isupper():
        return table.get(folded.title())
    return None


@functools.cache
def _longest() -> dict[str, int]:
    """For each first word of a name in the tables how many words the longest such name has."""
    longest: dict[str, int] = {}
    for name in _read_words():
        first = name.split(" ", 1)[0].split("-", 1)[0].split("'", 1)[0]
        longest[first] = max(longest.get(first, 0), name.count(" ") + name.count("-") * 2 + name.count("'") + 1)
    return longest


def longest_country(word: str) -> int:
    """How many tokens a name of a state that begins with this word, or article, may have; 0 where none begins so."""
    if word.lower() == "the":
        return LONGEST_NAME
    first = fold_name(word).split("-", 1)[0].split("'", 1)[0]
    longest = _longest()
    return min(LONGEST_NAME, longest.get(first, 0) or (longest.get(first.title(), 0) if first.isupper() else 0))


def find_capital(words: str) -> str | None:
    """The state whose capital these words name, or None."""
    folded = fold_name(words)
    capital = _capitals().get(folded) or (_capitals().get(folded.title()) if folded.isupper() else None)
    return capital.country if capital else None


def find_country_at(words: list[str], start: int) -> tuple[CountryWord, int] | None:
    """The longest name of a state that begins at `words[start]`, and the index after it."""
    reach = longest_country(words[start]) if start < len(words) else 0
    for end in range(min(len(words), start + reach), start, -1):
        if (meaning := find_country(" ".join(words[start:end]))) is not None:
            return meaning, end
    return None
