"""The words of a phrase that introduces somebody: split, marked by their place, each stretch with its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.reading.naming.countries import LONGEST_NAME, CountryWord, find_capital, find_country_at
from lagebild.reading.naming.terms import (
    LONGEST_TERM,
    Institution,
    Term,
    find_institution,
    find_term,
    may_begin_institution,
)
from lagebild.reading.tables import read_words

LONGEST_PHRASE = 60  # words read; what introduces somebody is shorter
_TOKEN = re.compile(r"\w+(?:[.'’-]\w+)*\.?|[,;:()]")
_EX = re.compile(r"\b[Ee]x-(?=\w)")
_HYPHENED = re.compile(r"(?<=\w)-(?=(?:based|led|flagged|run|owned|registered|headquartered)\b)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
PREPOSITIONS = read_words("prepositions")
_LOCATING = frozenset(["of", "in", "for", "from", "at", "within", "inside", "near"])
_BREAKS = read_words("breaks")


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of words with a meaning; `zone` is 0 in the head, 1 in a complement, 2 after "to", "against"…"""

    start: int
    end: int
    zone: int
    meaning: CountryWord | Institution | Term
    modifier: bool = False


def split_words(phrase: str) -> list[str]:
    """Words and the punctuation that divides them; full stops stay in abbreviations only."""
    text = re.sub(r"\s+['’]s\b", "'s", phrase.strip())[:1000]
    words = []
    text = _EX.sub("ex ", _HYPHENED.sub(" ", text))
    for word in _TOKEN.findall(text)[:LONGEST_PHRASE]:
        kept = word if "." not in word or word.count(".") > 1 else word.rstrip(".")
        words.append(kept)
    while words and words[0].lower() in {"the", "a", "an"}:
        words.pop(0)
    return words


def mark_zones(words: list[str]) -> list[int]:
    """For each word whether it stands in the head (0), a locating complement (1) or another complement (2)."""
    zones, zone = [], 0
    for position, word in enumerate(words):
        lower = word.lower()
        if zone == 1 and position and _POSSESSIVE.search(words[position - 1]) and lower not in _BREAKS:
            zone = 0  # "the Bank of Ghana's governor": what the possessive belongs to is the head
        if position and lower in _BREAKS:
            zone = 2 if zone == 0 and lower != "," else max(zone, 1)
        elif position and lower in PREPOSITIONS:
            zone = (1 if lower in _LOCATING else 2) if zone < 2 else 2
        zones.append(zone)
    return zones


def find_meanings(words: list[str], zones: list[int]) -> list[Finding]:
    """All stretches with a meaning, longest first at each place, names before nouns."""
    findings: list[Finding] = []
    position = 0
    while position < len(words):
        found = _find_longest(words, position, zones)
        if found is None:
            position += 1
        else:
            findings.extend(found)
            position = max(f.end for f in found)
    return findings


def _find_longest(words: list[str], start: int, zones: list[int]) -> list[Finding] | None:
    """The longest meaning that begins at `start`; a noun that can also modify is read by its place."""
    country = find_country_at([_POSSESSIVE.sub("", word) for word in words[start : start + LONGEST_NAME]], 0)
    country = (country[0], country[1] + start) if country else None
    begins = may_begin_institution(words[start])
    for end in range(min(len(words), start + LONGEST_TERM), start, -1):
        named = " ".join(words[start:end])
        text = _POSSESSIVE.sub("", named)
        institution = (find_institution(named) or find_institution(text)) if begins else None
        if country and country[1] >= end and not (institution and country[0].sense != "name"):
            return [Finding(start, country[1], zones[start], country[0])]
        if institution is not None and zones[start] == 1 and find_capital(text) is not None and country:
            return [Finding(start, country[1], zones[start], country[0])]  # "in Brussels" is a place
        if institution is not None:
            return [Finding(start, end, zones[start], institution)]
        followed = end < len(words) and zones[end] == zones[start] and words[end] not in _BREAKS
        modifier = find_term(text, modifier=True)
        if modifier is not None and followed and words[end].lower() not in PREPOSITIONS:
            return [Finding(start, end, zones[start], modifier, modifier=True)]
        if (noun := find_term(text)) is not None:
            return [Finding(start, end, zones[start], noun)]
    return None
