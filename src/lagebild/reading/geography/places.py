"""Places named in a report, with country and coordinates where the gazetteer and the text leave no doubt.

A capitalised name counts as a place when the parser sees one in it or a preposition of place stands before it, and when
it is no part of a longer name ("Washington Post", "Paris Hilton").  Of several places with one name the text decides: a
region or state named beside it ("Springfield, Ohio"), countries named elsewhere, then size; where two remain about as
likely, the place has a name and no coordinates.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from lagebild.reading.geography.choices import PlaceName, choose_place, has_region_after, has_state_before
from lagebild.reading.geography.event_places import place_of
from lagebild.reading.geography.gazetteer import Entry, find_entries, longest_from, place_words, state_centres
from lagebild.reading.naming.countries import CountryWord, find_capital, find_country, longest_country
from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.naming.honorifics import HONORIFICS
from lagebild.reading.naming.mentions import mark_own_prose, text_of
from lagebild.reading.naming.terms import find_institution
from lagebild.records import Place, Report

__all__ = ["find_places", "place_of"]

_SEEN_AS_PLACE = frozenset(["GPE", "LOC", "FAC"])
_SEATS = frozenset(
    ["mayor", "governor", "bishop", "archbishop", "police", "university", "part", "north", "south", "east", "west"]
)
_LARGE = 100  # thousands of people; a smaller city needs more evidence
_NEAR = 6  # tokens within which a country's word says where a place lies


def find_places(doc: Doc, report: Report) -> tuple[Place, ...]:
    """The places that the report's own prose names, in reading order; time is linear in the length of the text."""
    own = mark_own_prose(doc, report.parts)
    country_words = list(_find_country_words(doc, own))
    named = Counter(word.country for _, _, word in country_words if word.sense in ("name", "adjective", "people"))
    states = {first: (last, word) for first, last, word in country_words if word.sense in ("name", "region")}
    beside: dict[int, set[str]] = {}
    for first, last, word in country_words:
        if word.sense not in ("name", "adjective", "people", "region"):
            continue
        for at in range(first - _NEAR, last + _NEAR + 1):
            beside.setdefault(at, set()).add(word.country)
    people = _find_names_of_people(doc)
    candidates = [c for c in _find_candidates(doc, own, states) if not _is_namesake(doc, c, people)]
    return tuple(_make_place(doc, c, choose_place(doc, c, named, beside)) for c in candidates)


def _find_names_of_people(doc: Doc) -> frozenset[str]:
    """Words of the names of two or more words that the parser takes for persons'."""
    named = (entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1)
    return frozenset(token.text for entity in named for token in entity)


def _is_namesake(doc: Doc, candidate: PlaceName, people: frozenset[str]) -> bool:
    """Whether a name of one word is rather that of a person of this report: only a state or a capital is not."""
    word = doc[candidate.first].text
    if candidate.last > candidate.first or word not in people:
        return False
    return find_capital(word) is None and all(entry.kind == "c" for entry in candidate.entries)


def _find_country_words(doc: Doc, own: list[bool]) -> Iterator[tuple[int, int, CountryWord]]:
    """Every word of a state (name, adjective, people, capital…) with its first and last token."""
    at = 0
    while at < len(doc):
        reach = longest_country(doc[at].text) if own[at] and doc[at].text[:1].isupper() else 0
        for end in range(min(len(doc), at + reach), at, -1):
            word = find_country(text_of(doc, at, end - 1))
            if word is not None and doc[at].lower_ != "the":
                yield at, end - 1, word
                at = end - 1
                break
        at += 1


def _find_candidates(doc: Doc, own: list[bool], states: dict[int, tuple[int, CountryWord]]) -> Iterator[PlaceName]:
    """Names that may be places and have evidence for it, not overlapping."""
    at = 0
    while at < len(doc):
        token = doc[at]
        if not own[at] or not token.text[:1].isupper() or token.is_space:
            at += 1
            continue
        candidate = _match(doc, at, states) or _read_unknown(doc, at)
        if candidate is not None and _is_place(doc, candidate):
            yield candidate
        at = candidate.last + 1 if candidate is not None else at + 1


def _match(doc: Doc, first: int, states: dict[int, tuple[int, CountryWord]]) -> PlaceName | None:
    """The longest known name that begins here."""
    state_end = states[first][0] if first in states else -1
    word = doc[first].text
    reach = longest_from(word) or (longest_from(word.title()) if word.isupper() and len(word) > 3 else 0)
    for end in range(min(len(doc), first + reach), max(first, state_end), -1):
        name = text_of(doc, first, end - 1)
        entries = find_entries(name) or (find_entries(name.title()) if name.isupper() and len(name) > 3 else ())
        if entries:
            extra = _state_entries(states[first][1]) if end - 1 == state_end else ()
            own = any(e.kind == "s" for e in entries)
            extra = tuple(e for e in extra if own or all(e.country != other.country for other in entries))
            return PlaceName(first, end - 1, (*extra, *(e for e in entries if e.kind != "s")) or entries)
    if state_end < 0:
        return None
    known = _state_entries(states[first][1])
    return PlaceName(first, state_end, known)


def _state_entries(word: CountryWord) -> tuple[Entry, ...]:
    """The state behind a country's name; a region that only the actors' table has keeps its country, no coordinates."""
    centre = state_centres().get(word.country)
    if word.sense == "name" and centre is not None:
        return (centre,)
    return (Entry("r", word.country, "", math.nan, math.nan, 0),)


def _read_unknown(doc: Doc, first: int) -> PlaceName | None:
    """A name that only the parser takes for a place, where a preposition or a noun for a settlement agrees."""
    token = doc[first]
    called = _is_called_settlement(token)
    if (token.ent_type_ not in ("GPE", "LOC") and not called) or token.pos_ != "PROPN":
        return None
    if token.ent_iob_ == "I" and not called:
        return None
    if token.lower_ in place_words()["directions"] or token.text.endswith("."):
        return None
    last = first
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].pos_ == "PROPN" and last - first < 4:
        last += 1
    name = text_of(doc, first, last)
    known = find_country(name) or find_institution(name) or is_given_name(token.text)
    return None if known or not _follows_preposition(doc, last) else PlaceName(first, last, ())


def _is_called_settlement(token: Token) -> bool:
    """Whether "the village of" or its like stands before a name."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_.lower() in place_words()["settlements"]
    )


def _is_place(doc: Doc, candidate: PlaceName) -> bool:  # noqa: PLR0911
    """Whether the text uses a name as that of a place."""
    first, last = candidate.first, candidate.last
    if _is_part_of_name(doc, first, last):
        return False
    if not candidate.entries:
        return True
    if candidate.entries[0].kind == "s":
        modifies = doc[last].dep_ in ("compound", "nmod", "amod") and doc[last].head.i > last
        return doc[first].ent_type_ != "PERSON" and not modifies
    seen = doc[last].ent_type_ in _SEEN_AS_PLACE
    after = _follows_preposition(doc, last)
    stated = has_region_after(doc, last) or has_state_before(doc, last)
    lower = doc[first].lower_
    large = max(e.people for e in candidate.entries) >= _LARGE or find_capital(text_of(doc, first, last)) is not None
    if last == first and (lower in place_words()["doubtful"] or is_given_name(doc[first].text)):
        return seen and (after or stated)
    if doc[last].ent_type_ == "PERSON":
        return stated or (after and _leads_to_place(doc[last])) or (large and _is_struck(doc[last]))
    if large:
        return seen or after or stated or _is_struck(doc[last])
    return stated or (seen and (after or candidate.entries[0].kind == "r"))


def _leads_to_place(name: Token) -> bool:
    """Whether a preposition that hardly ever precedes a person stands before a name."""
    if name.head.lower_ in ("from", "to", "into"):
        return name.head.head.lemma_.lower() in place_words()["motion"] | place_words()["leaving"]
    return name.head.lower_ in ("in", "near", "at", "outside") or (name.head.lower_ == "of" and _is_struck(name.head))


def _is_struck(name: Token) -> bool:
    """Whether a name is the object of what is done to towns: "Kharkiv was shelled", "the siege of Mariupol"."""
    if name.dep_ not in ("dobj", "nsubjpass", "prep"):
        return False
    return name.head.lemma_.lower() in place_words()["reaching"] - {"take", "hit", "leave", "attack", "visit", "target"}


def _is_part_of_name(doc: Doc, first: int, last: int) -> bool:
    """Whether the words belong to a longer name of something else, or to a person."""
    words = place_words()
    if last + 1 < len(doc):
        following = doc[last + 1]
        joined = following.pos_ == "PROPN" and doc[last].dep_ == "compound" and doc[last].head.i > last
        if joined and following.lower_ not in words["regions"] | words["settlements"]:
            return True
    if first == 0:
        return False
    before = doc[first - 1]
    if before.lower_.rstrip(".") in HONORIFICS and before.text[:1].isupper():
        return True
    compound = before.pos_ == "PROPN" and before.dep_ == "compound" and first <= before.head.i <= last
    return compound and before.text[:1].isupper() and before.lower_ not in words["directions"]


def _follows_preposition(doc: Doc, last: int) -> bool:
    """Whether a preposition of place or motion governs the name, or it is joined to one that has it."""
    words = place_words()
    token = doc[last]
    for _ in range(4):
        if token.dep_ == "pobj":
            lower = token.head.lower_
            if lower in words["locative"] or lower in ("from", "to", "into", "toward", "towards"):
                return True
            owner = token.head.head.lemma_.lower()
            return lower == "of" and owner in words["settlements"] | words["regions"] | words["reaching"] | _SEATS
        if token.dep_ not in ("conj", "appos", "compound", "nmod", "poss"):
            return False
        token = token.head
    return False


def _make_place(doc: Doc, candidate: PlaceName, found: Entry | str | None) -> Place:
    """The record of a place."""
    first, last = doc[candidate.first], doc[candidate.last]
    name, start, end = text_of(doc, first.i, last.i), first.idx, last.idx + len(last.text)
    if isinstance(found, Entry):
        return Place(name, start, end, found.country, found.lat, found.lon)
    return Place(name, start, end, found)
