"""A phrase that introduces somebody, read as PLOVER wants it: country and sector.

The words of the phrase decide, by tables of countries, offices and organisations; no office-holder is looked up.
A phrase is read as English builds it: modifiers, then a head noun, then complements ("the lower *house* of the Russian
parliament").  The head decides the sector if it has one of its own ("police *officer*"); open heads ("spokesman",
"member", "chief") take it from what stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.geography.gazetteer import find_town_country
from lagebild.reading.naming.countries import CountryWord, find_capital
from lagebild.reading.naming.role_words import PREPOSITIONS, Finding, find_meanings, mark_zones, split_words
from lagebild.reading.naming.terms import LONGEST_TERM, Institution, Term, find_term, normalise_term
from lagebild.reading.tables import read_words

_LONGEST_TOWN = 4  # words
_FORMER = read_words("former")
# What a former holder loses; a former rebel or farmer is not a member of the elite.
_HELD = frozenset(["GOV", "LEG", "SPY", "JUD", "MIL"])
# "Russia Program", "China desk": what they work on, not where they belong.
_TOPICAL = read_words("topical")
# "Russia expert" knows about Russia and need not be Russian; "Russian expert" is.
_STUDENTS_OF = read_words("students_of")
_SHARED_OFFICES = frozenset(["president", "secretary", "commissioner", "administrator", "secretary-general"])
_RELATIVES = read_words("relatives")
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


def read_role_phrase(phrase: str) -> tuple[str | None, str | None]:
    """Country (ISO 3166 alpha-3 or PLOVER's UNO, EUR, IGO…) and PLOVER sector that a phrase's words give, each or None.

    >>> read_role_phrase("the lower house of the Russian parliament")
    ('RUS', 'LEG')
    """
    role = read_role(phrase)
    return role.country, role.sector


def read_role(phrase: str) -> Role:
    """The same with the sort of the head noun."""
    words = split_words(phrase)
    if not words:
        return Role(None, None)
    findings = find_meanings(words, mark_zones(words))
    alone = _read_alone(words, findings)
    if alone is not None:
        return alone
    deciding = _choose_term(findings, words)
    sector = deciding.sector if deciding else None
    if (deciding is None or deciding.sector is None) and _only_partial(findings):
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
    words = split_words(phrase)
    zones = mark_zones(words)
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


def _read_alone(words: list[str], findings: list[Finding]) -> Role | None:
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


def _find_head(findings: list[Finding]) -> Term | None:
    """The last noun of the head of the phrase."""
    heads = [f.meaning for f in findings if isinstance(f.meaning, Term) and f.zone == 0 and not f.modifier]
    return heads[-1] if heads else None


def _choose_term(findings: list[Finding], words: list[str]) -> Term | Institution | None:
    """What decides the sector; see the module's docstring for the order."""
    head_zone = [f for f in findings if f.zone == 0]
    over = [f.meaning for f in head_zone if isinstance(f.meaning, Term) and f.meaning.strength == "over"]
    nouns = [f for f in head_zone if isinstance(f.meaning, Term) and not f.modifier]
    head = nouns[-1].meaning if nouns else None
    named = head_zone[-1].meaning if head_zone else None
    decided: list[Term | Institution] = [*over]
    if isinstance(named, Institution) and named.sector and isinstance(head, Term) and head.sort == "body":
        decided.append(named)  # "Senate Republicans"
    if isinstance(head, Term) and head.strength == "strong":
        decided.append(head)
    if decided:
        return decided[0]
    bodies = [f for f in findings if f.zone < 2 and _has_own_sector(f.meaning)]
    beside = [f for f in bodies if not nouns or f is not nouns[-1]]
    modifiers = [f.meaning for f in head_zone if f.modifier and isinstance(f.meaning, Term)]
    near = [f for f in beside if f.zone == 0]
    of_what = [f for f in beside if f.zone == 1 and _follows_of(f, words)]
    acting = [m for m in modifiers if m.sector not in ("GOV", None)]
    if acting and near and all(_is_above_states(f.meaning) for f in near):
        near, of_what = [], []  # "EU naval mission" is naval
    chosen = near[-1:] or of_what[:1]
    if chosen:
        return _meaning_with_sector(chosen[0].meaning)
    if modifiers:
        return (acting or modifiers)[-1]
    if isinstance(head, Term) and head.sector is not None:
        return head
    rest = [
        f for f in findings if f.zone == 1 and isinstance(f.meaning, Term | Institution) and _has_own_sector(f.meaning)
    ]
    return _meaning_with_sector(rest[0].meaning) if rest else None


def _is_above_states(meaning: CountryWord | Institution | Term) -> bool:
    """Whether this is an organisation of states, whose missions have sectors of their own."""
    return isinstance(meaning, Institution) and meaning.country in ("UNO", "EUR", "IGO")


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


def _follows_of(finding: Finding, words: list[str]) -> bool:
    """Whether the complement in which this stands begins with "of", "for", "from" or "at", not with a place's "in"."""
    for position in range(finding.start - 1, -1, -1):
        if words[position].lower() in PREPOSITIONS:
            return words[position].lower() in {"of", "for", "from", "at"}
    return False


def _only_partial(findings: list[Finding]) -> bool:
    """Whether nothing but a partially recognised territory was found."""
    places = [f.meaning for f in findings if not isinstance(f.meaning, Term)]
    return bool(places) and all(isinstance(place, CountryWord) and place.partial for place in places)


def _is_former(words: list[str], findings: list[Finding]) -> bool:
    """Whether the head of the phrase is a former one: "a former CIA official", "ex-minister"."""
    end = next((f.start for f in findings if f.zone > 0), len(words))
    return any(word.lower() in _FORMER or word.lower().startswith("ex-") for word in words[:end])


def _heads_unknown_body(words: list[str], findings: list[Finding]) -> bool:
    """Whether an office that firms have too is held at a body no table knows: "vice president of Acme"."""
    nouns = [f for f in findings if f.zone == 0 and isinstance(f.meaning, Term) and not f.modifier]
    if not nouns or words[nouns[-1].end - 1].lower() not in _SHARED_OFFICES or any(f.zone for f in findings):
        return False
    after = words[nouns[-1].end : nouns[-1].end + 3]
    named = [word for word in after[1:] if word.lower() != "the"]
    others = [f for f in findings if f.zone == 0 and not isinstance(f.meaning, Term)]
    return not others and after[:1] == ["of"] and bool(named) and named[0][:1].isupper()


def _is_relative(findings: list[Finding], words: list[str]) -> bool:
    """Whether the head is a relative of somebody in office, whom the manual counts to the elite: "the emir's son"."""
    heads = [f for f in findings if f.zone == 0 and isinstance(f.meaning, Term) and not f.modifier]
    if not heads or words[heads[-1].end - 1].lower() not in _RELATIVES:
        return False
    return any(
        f.meaning.sector in _HELD and f.meaning.strength != "open" for f in heads[:-1] if isinstance(f.meaning, Term)
    )


def _choose_country(findings: list[Finding], words: list[str]) -> str | None:
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
    return weak or _find_town(words, findings)


def _find_town(words: list[str], findings: list[Finding]) -> str | None:
    """The state of a smaller town that is the whole phrase, or stands after "in", "near" or an office's "of"."""
    taken = {at for f in findings for at in range(f.start, f.end)}
    first = next((i + 1 for i, word in enumerate(words) if word.lower() in ("in", "near", "of", "from")), 0)
    free = [i for i in range(first, len(words)) if i not in taken and words[i][:1].isupper()]
    if not free or (first == 0 and (len(free) != len(words) or len(words) < 2)):
        return None
    for end in range(min(len(words), free[0] + _LONGEST_TOWN), free[0], -1):
        if not taken & set(range(free[0], end)):
            country = find_town_country(" ".join(words[free[0] : end]))
            if country is not None:
                return country
    return None


def _is_topic(finding: Finding, meaning: CountryWord, words: list[str]) -> bool:
    """Whether a state's name says what somebody works on: "Russia expert", "head of the China desk"."""
    if meaning.sense != "name" or finding.end >= len(words):
        return False
    studied = finding.zone == 0 and any(word.lower() in _STUDENTS_OF for word in words)
    return studied or words[finding.end].lower() in _TOPICAL
