"""The gazetteer: places by name, with coordinates, country and size (`data/gazetteer.tsv`, from GeoNames).

Look-ups fold names to plain letters, so Zürich and Zurich are one; German and older English names are in the table for
the larger cities.  Nothing is read before the first look-up; a row is taken apart only when it is asked for.
"""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import Literal

LONGEST_PLACE = 5  # words
_FAR_LARGER = 4  # times as many people as the next place of the name
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "’": "'"}
)

PlaceKind = Literal["s", "r", "c"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer: a state ("s"), first-order region ("r") or city ("c"); degrees in WGS 84.

    `country` is ISO 3166 alpha-3, `region` the number of the region it is or lies in ("" where unknown), `people`
    in thousands.
    """

    kind: PlaceKind
    country: str
    region: str
    lat: float
    lon: float
    people: int


def fold_place(name: str) -> str:
    """A name in plain letters, as the gazetteer is looked up by.

    >>> fold_place("Şanlıurfa")
    'Sanliurfa'
    """
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@functools.cache
def _rows() -> tuple[dict[str, str], dict[str, int]]:
    """Rows by folded name, several divided by line breaks; and for each first word the longest name's words."""
    text = resources.files("lagebild.reading").joinpath("data", "gazetteer.tsv").read_text(encoding="utf-8")
    rows: dict[str, str] = {}
    longest: dict[str, int] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        kind, names, rest = line.split("|", 2)
        row = f"{kind}|{rest}"
        for folded in {fold_place(name) for name in names.split(";")}:
            rows[folded] = f"{rows[folded]}\n{row}" if folded in rows else row
            first, _, others = folded.partition(" ")
            longest[first] = max(longest.get(first, 1), 1 + others.count(" ") + bool(others))
    return rows, longest


@functools.lru_cache(maxsize=4096)
def find_entries(name: str) -> tuple[Entry, ...]:
    """All places of this name, in any size; empty where the gazetteer has none.

    >>> [entry.country for entry in find_entries("Kyiv") if entry.kind == "c"]
    ['UKR']
    """
    rows = _rows()[0].get(fold_place(name))
    if rows is None:
        return ()
    entries = []
    for row in rows.split("\n"):
        kind, country, region, lat, lon, people = row.split("|")
        entries.append(Entry(kind, country, region, float(lat), float(lon), int(people)))  # type: ignore[arg-type]  # s, r or c
    return tuple(entries)


@functools.cache
def state_centres() -> dict[str, Entry]:
    """States by code."""
    rows = (row for found in _rows()[0].values() for row in found.split("\n") if row.startswith("s|"))
    entries = (
        Entry("s", c, "", float(lat), float(lon), int(p)) for _, c, _, lat, lon, p in (r.split("|") for r in rows)
    )
    return {entry.country: entry for entry in entries}


def longest_from(word: str) -> int:
    """How many words the longest name that begins with this word has; 0 where none begins so."""
    return min(LONGEST_PLACE, _rows()[1].get(fold_place(word), 0))


@functools.cache
def _read_words() -> dict[str, list[str] | dict[str, str]]:
    text = resources.files("lagebild.reading").joinpath("data/places_en.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def place_words() -> dict[str, frozenset[str]]:
    """The word lists of `data/places_en.toml`."""
    return {name: frozenset(words) for name, words in _read_words().items() if isinstance(words, list)}


@functools.cache
def abbreviated_states() -> dict[str, str]:
    """States of the USA by the abbreviations of newspapers: "Mich." is Michigan."""
    table = _read_words()["abbreviated_states"]
    return dict(table) if isinstance(table, dict) else {}


def find_town_country(name: str) -> str | None:
    """The state in which a town or region of this name lies, where one is far larger than its namesakes elsewhere.

    >>> find_town_country("Puerto Penasco")
    'MEX'
    """
    largest: dict[str, int] = {}
    for entry in find_entries(name):
        largest[entry.country] = max(largest.get(entry.country, 0), entry.people)
    ordered = sorted(largest, key=lambda country: -largest[country])
    if not ordered or (len(ordered) > 1 and largest[ordered[0]] < _FAR_LARGER * largest[ordered[1]]):
        return None
    return ordered[0]
