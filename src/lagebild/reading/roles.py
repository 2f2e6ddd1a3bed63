"""A phrase that introduces somebody, read as PLOVER wants it: country and sector.

The words of the phrase decide, by tables of countries, offices and organisations; no office-holder is looked up.
A phrase is read as English builds it: modifiers, then a head noun, then complements ("the lower *house* of the Russian
parliament").  The head decides the sector if it has one of its own ("police *officer*"); open heads ("spokesman",
"member", "chief") take it from what stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.reading.countries import LONGEST_NAME, CountryWord, find_capital, find_country_at
from lagebild.reading.tables import read_words
from lagebild.reading.terms import LONGEST_TERM, Institution, Term, find_institution, find_term, normalise_term

LONGEST_PHRASE = 60  # words read; what introduces somebody is shorter
_TOKEN = re.compile(r"\w+(?:[.'’-]\w+)*\.?|[,;:()]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PREPOSITIONS = read_words("prepositions")
_LOCATING = frozenset(["of", "in", "for", "from", "at", "within", "inside", "near"])
_BREAKS = read_words("breaks")
_FORMER = read_words("former")
# What a former holder loses; a former rebel or farmer is not a member of the elite.
_HELD = frozenset(["GOV", "LEG", "SPY", "JUD", "MIL"])
# "Russia Program", "China desk": what they work on, not where they belong.
_TOPICAL = read_words("topical")
# "Russia expert" knows about Russia and need not be Russian; "Russian expert" is.
_STUDENTS_OF = read_words("students_of")
_SHARED_OFFICES = frozenset(["president", "secretary", "commissioner", "administrator", "secretary-general"])
_RELATIVES = frozenset(
    ["wife", "husband", "son", "daughter", "brother", "sister", "family", "father", "mother", "nephew"]
)
_SELF_STATED = frozenset(["IGO", "NGO", "MNC", "IMG", "UNO", "EUR"])


@dataclass(frozen=True, slots=True)
class Role:
    """What a phrase says about who acts: country and PLOVER sector (None: not said) and the sort of its head noun.

    `sort` is "person", "body", "people", "thing" or "place" for a noun of `offices.tsv`, "name" where only a name was
    recognised, None where nothing was.
    """

    country: str | None
    sector: str | None
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class _Finding:
    """A stretch of words with a meaning; `zone` is 0 in the head, 1 in a complement, 2 after "to", "against"…"""

    start: int
    end: int
    zone: int
    meaning: CountryWord | Institution | Term
    modifier: bool = False


def read_role_phrase(phrase: str) -> tuple[str | None, str | None]:
    """Country (ISO 3166 alpha-3 or PLOVER's UNO, EUR, IGO…) and PLOVER sector that a phrase's words give, each or None.

    >>> read_role_phrase("the lower house of the Russian parliament")
    ('RUS', 'LEG')
    """
    role = read_role(phrase)
    return role.country, role.sector


def read_role(phrase: str) -> Role:
    """The same with the sort of the head noun."""
    words = _split_words(phrase)
    if not words:
        return Role(None, None)
    findings = _find_meanings(words, _mark_zones(words))
    alone = _read_alone(words, findings)
    if alone is not None:
        return alone
    deciding = _choose_term(findings, words)
    sector = deciding.sector if deciding else None
    if deciding is None and _only_partial(findings):
        sector = "PRE"
    if sector == "GOV" and _heads_unknown_body(words, findings):
        sector = None
    if (sector in _HELD and _is_former(words, findings)) or _is_relative(findings, words):
        sector = "ELI"
    head = _find_head(findings)
    return Role(_choose_country(findings, words), sector, head.sort if head else ("name" if findings else None))


def read_head_term(phrase: str) -> str | None:
    """The office or other noun of `offices.tsv` that heads a phrase, singular and lower case, or None.

    >>> read_head_term("the German Foreign Minister for Europe")
    'foreign minister'
    """
    words = _split_words(phrase)
    zones = _mark_zones(words)
    end = next((i for i, zone in enumerate(zones) if zone > 0), len(words))
    for stop in (end, *range(min(len(words), end + LONGEST_TERM), end, -1)):
        start = 0 if stop == end else max(0, end - 1)
        for first in range(start, stop):
            term = normalise_term(" ".join(words[first:stop]))
            reaches = stop > end or not _continues(words, first, end)
            if term is not None and (stop == end or first < end) and reaches:
                return term
    return None


def _continues(words: list[str], first: int, end: int) -> bool:
    """Whether a term that ends the head is only the start of one with a preposition inside ("secretary | of state")."""
    return any(
        find_term(" ".join(words[first:stop])) for stop in range(end + 2, min(len(words), end + LONGEST_TERM) + 1)
    )


def _split_words(phrase: str) -> list[str]:
    """Words and the punctuation that divides them; full stops stay in abbreviations only."""
    text = re.sub(r"\s+['’]s\b", "'s", phrase.strip())[:1000]
    words = []
    for word in _TOKEN.findall(text)[:LONGEST_PHRASE]:
        kept = word if "." not in word or word.count(".") > 1 else word.rstrip(".")
        words.append(kept)
    while words and words[0].lower() in {"the", "a", "an"}:
        words.pop(0)
    return words


def _mark_zones(words: list[str]) -> list[int]:
    """For each word whether it stands in the head (0), a locating complement (1) or another complement (2)."""
    zones, zone = [], 0
    for position, word in enumerate(words):
        lower = word.lower()
        if zone == 1 and position and _POSSESSIVE.search(words[position - 1]) and lower not in _BREAKS:
            zone = 0  # "the Bank of Ghana's governor": what the possessive belongs to is the head
        if position and lower in _BREAKS:
            zone = 2 if zone == 0 and lower != "," else max(zone, 1)
        elif position and lower in _PREPOSITIONS:
            zone = (1 if lower in _LOCATING else 2) if zone < 2 else 2
        zones.append(zone)
    return zones


def _find_meanings(words: list[str], zones: list[int]) -> list[_Finding]:
    """All stretches with a meaning, longest first at each place, names before nouns."""
    findings: list[_Finding] = []
    position = 0
    while position < len(words):
        found = _find_longest(words, position, zones)
        if found is None:
            position += 1
        else:
            findings.extend(found)
            position = max(f.end for f in found)
    return findings


def _find_longest(words: list[str], start: int, zones: list[int]) -> list[_Finding] | None:
    """The longest meaning that begins at `start`; a noun that can also modify is read by its place."""
    country = find_country_at([_POSSESSIVE.sub("", word) for word in words[start : start + LONGEST_NAME]], 0)
    country = (country[0], country[1] + start) if country else None
    for end in range(min(len(words), start + LONGEST_TERM), start, -1):
        named = " ".join(words[start:end])
        text = _POSSESSIVE.sub("", named)
        institution = find_institution(named) or find_institution(text)
        if country and country[1] >= end and not (institution and country[0].sense != "name"):
            return [_Finding(start, country[1], zones[start], country[0])]
        if institution is not None:
            return [_Finding(start, end, zones[start], institution)]
        followed = end < len(words) and zones[end] == zones[start] and words[end] not in _BREAKS
        modifier = find_term(text, modifier=True)
        if modifier is not None and followed and words[end].lower() not in _PREPOSITIONS:
            return [_Finding(start, end, zones[start], modifier, modifier=True)]
        if (noun := find_term(text)) is not None:
            return [_Finding(start, end, zones[start], noun)]
    return None


def _read_alone(words: list[str], findings: list[_Finding]) -> Role | None:
    """A phrase that is nothing but one name: a capital or seat stands for its government, a state has no sector."""
    if len(findings) != 1 or findings[0].start != 0 or findings[0].end != len(words):
        return None
    meaning = findings[0].meaning
    if isinstance(meaning, Institution):
        return Role(meaning.country, meaning.sector, "name")
    if isinstance(meaning, CountryWord):
        if meaning.partial:
            return Role(meaning.country, "PRE", "name")
        acts = meaning.sense == "seat" or (meaning.sense == "capital" and find_capital(" ".join(words)) is not None)
        return Role(meaning.country, "GOV" if acts else None, "name")
    return None


def _find_head(findings: list[_Finding]) -> Term | None:
    """The last noun of the head of the phrase."""
    heads = [f.meaning for f in findings if isinstance(f.meaning, Term) and f.zone == 0 and not f.modifier]
    return heads[-1] if heads else None


def _choose_term(findings: list[_Finding], words: list[str]) -> Term | Institution | None:
    """What decides the sector; see the module's docstring for the order."""
    head_zone = [f for f in findings if f.zone == 0]
    over = [f.meaning for f in head_zone if isinstance(f.meaning, Term) and f.meaning.strength == "over"]
    if over:
        return over[0]
    nouns = [f for f in head_zone if isinstance(f.meaning, Term) and not f.modifier]
    head = nouns[-1].meaning if nouns else None
    bodies = [f for f in findings if f.zone < 2 and _has_own_sector(f.meaning)]
    beside = [f for f in bodies if not nouns or f is not nouns[-1]]
    modifiers = [f.meaning for f in head_zone if f.modifier and isinstance(f.meaning, Term)]
    if isinstance(head, Term) and head.strength == "strong":
        return head
    near = [f for f in beside if f.zone == 0]
    of_what = [f for f in beside if f.zone == 1 and _follows_of(f, words)]
    for candidates in (near, of_what):
        if candidates:
            return _meaning_with_sector(candidates[-1 if candidates is near else 0].meaning)
    if modifiers:
        return modifiers[-1]
    if isinstance(head, Term) and head.sector is not None:
        return head
    rest = [
        f for f in findings if f.zone == 1 and isinstance(f.meaning, Term | Institution) and _has_own_sector(f.meaning)
    ]
    return _meaning_with_sector(rest[0].meaning) if rest else None


def _has_own_sector(meaning: CountryWord | Institution | Term) -> bool:
    """Whether this alone gives a sector: a known organisation, a strong noun, a seat of power."""
    if isinstance(meaning, CountryWord):
        return meaning.sense == "seat"
    if isinstance(meaning, Institution):
        return meaning.sector is not None
    return meaning.strength in ("strong", "weak") and meaning.sector is not None


def _meaning_with_sector(meaning: CountryWord | Institution | Term) -> Term | Institution:
    """A seat of power as the government that it stands for."""
    return Term("GOV", "strong", "body") if isinstance(meaning, CountryWord) else meaning


def _follows_of(finding: _Finding, words: list[str]) -> bool:
    """Whether the complement in which this stands begins with "of", "for", "from" or "at", not with a place's "in"."""
    for position in range(finding.start - 1, -1, -1):
        if words[position].lower() in _PREPOSITIONS:
            return words[position].lower() in {"of", "for", "from", "at"}
    return False


def _only_partial(findings: list[_Finding]) -> bool:
    """Whether nothing but a partially recognised territory was found."""
    return bool(findings) and all(isinstance(f.meaning, CountryWord) and f.meaning.partial for f in findings)


def _is_former(words: list[str], findings: list[_Finding]) -> bool:
    """Whether the head of the phrase is a former one: "a former CIA official", "ex-minister"."""
    end = next((f.start for f in findings if f.zone > 0), len(words))
    return any(word.lower() in _FORMER or word.lower().startswith("ex-") for word in words[:end])


def _heads_unknown_body(words: list[str], findings: list[_Finding]) -> bool:
    """Whether an office that firms have too is held at a body no table knows: "vice president of Acme"."""
    nouns = [f for f in findings if f.zone == 0 and isinstance(f.meaning, Term) and not f.modifier]
    if not nouns or words[nouns[-1].end - 1].lower() not in _SHARED_OFFICES or any(f.zone for f in findings):
        return False
    after = words[nouns[-1].end : nouns[-1].end + 3]
    named = [word for word in after[1:] if word.lower() != "the"]
    others = [f for f in findings if f.zone == 0 and not isinstance(f.meaning, Term)]
    return not others and after[:1] == ["of"] and bool(named) and named[0][:1].isupper()


def _is_relative(findings: list[_Finding], words: list[str]) -> bool:
    """Whether the head is a relative of somebody in office, whom the manual counts to the elite: "the emir's son"."""
    heads = [f for f in findings if f.zone == 0 and isinstance(f.meaning, Term) and not f.modifier]
    if not heads or words[heads[-1].end - 1].lower() not in _RELATIVES:
        return False
    return any(
        f.meaning.sector in _HELD and f.meaning.strength != "open" for f in heads[:-1] if isinstance(f.meaning, Term)
    )


def _choose_country(findings: list[_Finding], words: list[str]) -> str | None:
    """The country: the head's own words first, then where it is said to belong; whom it acts upon never counts."""
    weak: str | None = None
    for zone in (0, 1):
        for finding in findings:
            meaning = finding.meaning
            if finding.zone != zone or isinstance(meaning, Term) or meaning.country is None:
                continue
            if isinstance(meaning, CountryWord) and _is_topic(finding, meaning, words):
                continue
            if meaning.country in _SELF_STATED and isinstance(meaning, Institution) and zone == 1:
                weak = weak or meaning.country
                continue
            return meaning.country
    return weak


def _is_topic(finding: _Finding, meaning: CountryWord, words: list[str]) -> bool:
    """Whether a state's name says what somebody works on: "Russia expert", "head of the China desk"."""
    if meaning.sense != "name" or finding.end >= len(words):
        return False
    studied = finding.zone == 0 and any(word.lower() in _STUDENTS_OF for word in words)
    return studied or words[finding.end].lower() in _TOPICAL
