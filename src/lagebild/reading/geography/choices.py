"""Which of several places of one name is meant: by what stands beside the name, what the text is about, and size."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from lagebild.reading.geography.gazetteer import Entry, abbreviated_states, find_entries, place_words
from lagebild.reading.naming.countries import find_capital, find_country
from lagebild.reading.naming.mentions import text_of

_CLEAR = 0.6  # how much likelier the best of several places must be than the next
_SAME = 0.7  # degrees within which two entries are one place (a city and the region around it)
_STATED, _BESIDE, _NAMED, _CAPITAL, _STATE = 5.0, 2.8, 1.2, 1.3, 1.0  # weights beside the logarithm of the population


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name at tokens `first` to `last` with the places that it may be; none for a name the gazetteer has not."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def has_region_after(doc: Doc, last: int) -> bool:
    """Whether a comma and a state or region follow: "Springfield, Ohio"."""
    if last + 2 >= len(doc) or doc[last + 1].text != ",":
        return False
    return _read_following(doc, last) is not None


def has_state_before(doc: Doc, last: int) -> bool:
    """Whether a state's possessive stands before the name: "Ukraine's Odesa"."""
    owners = (child for child in doc[last].children if child.dep_ == "poss" and child.text[:1].isupper())
    return any((word := find_country(owner.text)) is not None and word.sense == "name" for owner in owners)


def _read_following(doc: Doc, last: int) -> tuple[str, str] | None:
    """Country and number of the region named after a comma; the number is "" for a state."""
    first = last + 2
    while first < len(doc) and doc[first].lower_ in place_words()["directions"] and first - last < 4:
        first += 1
    for end in range(min(len(doc), first + 4), first, -1):
        name = text_of(doc, first, end - 1)
        if not name[:1].isupper():
            continue
        name = abbreviated_states().get(name, name)
        word = find_country(name)
        if word is not None and word.sense == "name":
            regions = [e for e in find_entries(name) if e.kind == "r" and e.country == "USA"]
            return (word.country, "") if not regions else None
        region = next((e for e in find_entries(name) if e.kind == "r"), None)
        if region is not None:
            return region.country, region.region
        if word is not None and word.sense == "region":
            return word.country, ""
    return None


def choose_place(
    doc: Doc,
    candidate: PlaceName,
    named: Counter[str],
    beside: dict[int, set[str]],
) -> Entry | str | None:
    """The place meant; only its country where no more is clear; None where even that is open."""
    stated = _read_following(doc, candidate.last) if has_region_after(doc, candidate.last) else None
    if not candidate.entries:
        return stated[0] if stated else None
    as_region = _is_called_region(doc, candidate)
    capital = find_capital(text_of(doc, candidate.first, candidate.last))
    near = beside.get(candidate.first, set())
    weights = [
        _score(entry, stated, near, named)
        + 3.0 * (as_region and entry.kind == "r")
        + _CAPITAL * (entry.kind == "c" and entry.country == capital)
        for entry in candidate.entries
    ]
    scored = sorted(zip(weights, candidate.entries, strict=True), key=lambda pair: -pair[0])
    best = scored[0][1]
    if as_region and best.kind == "c":
        return best.country  # "Kent County": a region that the gazetteer has not
    rivals = [entry for score, entry in scored[1:] if scored[0][0] - score < _CLEAR and not _is_same(best, entry)]
    if math.isnan(best.lat):
        return best.country
    if not rivals:
        return best
    return best.country if all(entry.country == best.country for entry in rivals) else None


def _score(entry: Entry, stated: tuple[str, str] | None, near: set[str], named: Counter[str]) -> float:
    """How likely an entry is meant; see the weights."""
    score = math.log10(entry.people + 1) + _STATE * (entry.kind == "s")
    if entry.kind == "r":
        score -= 0.5  # "in Kharkiv" is the city
    if stated is not None:
        fits = stated[0] == entry.country and stated[1] in ("", entry.region)
        score += _STATED if fits else -_STATED
    elif entry.kind != "s":
        score += _BESIDE if entry.country in near else _NAMED if named[entry.country] else 0.0
    elif named[entry.country] == 0:
        score -= _STATE
    return score


def _is_called_region(doc: Doc, candidate: PlaceName) -> bool:
    """Whether a noun for a region follows the name or stands before it: "Kharkiv region", "the province of Herat"."""
    regions = place_words()["regions"]
    if candidate.last + 1 < len(doc) and doc[candidate.last + 1].lower_ in regions:
        return True
    head = doc[candidate.last]
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.lower() in regions


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries are about one spot of one country."""
    return one.country == other.country and abs(one.lat - other.lat) < _SAME and abs(one.lon - other.lon) < _SAME
