"""Actors: who acts or speaks in one report, each under all its names, with country, sector, roles and affiliations.

Names come from `mentions`, persons are gathered in `people`, states and bodies in `bodies`, what introduces a person in
`introductions`; countries and sectors are read from the words by `roles`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from lagebild.reading.naming.bodies import Body, find_bodies
from lagebild.reading.naming.introductions import Introduction, read_introductions
from lagebild.reading.naming.mentions import find_mentions, mark_own_prose, span_of, text_of
from lagebild.reading.naming.namesakes import settle_namesakes
from lagebild.reading.naming.people import Person, gather_people
from lagebild.reading.naming.roles import read_role
from lagebild.reading.naming.unlisted_states import find_unlisted_states
from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Actor, Claim, Reading, Span

EXPERT_PHRASES = frozenset(["the expert", "the analyst", "the professor", "the researcher", "the political scientist"])
MOST_CLAIMS = 12  # roles kept for one person


@dataclass(frozen=True, slots=True)
class _Draft:
    """An actor before it gets its number."""

    start: int
    actor: Actor


def read_actors(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its persons, states, organisations and groups, in the order of their first mention."""
    doc = parsed.doc
    if doc is None:
        return reading
    own = mark_own_prose(doc, parsed.report.parts)
    unlisted = find_unlisted_states(doc, own)
    mentions = [m for m in find_mentions(doc, own) if not (len(m.words) == 1 and unlisted.stem(m.words[0]))]
    people = settle_namesakes(doc, gather_people([m for m in mentions if m.sort == "person"]))
    drafts = [_draft_person(doc, person) for person in people]
    drafts += _draft_bodies(doc, find_bodies(doc, own, mentions, unlisted))
    drafts.sort(key=lambda d: d.start)
    actors = [replace(d.actor, id=f"a{number}") for number, d in enumerate(drafts, 1)]
    return replace(reading, actors=tuple(_add_definite_mentions(doc, own, actors)))


def _draft_person(doc: Doc, person: Person) -> _Draft:
    """A person with name, mentions, and what the introductions say."""
    mentions = tuple(span_of(doc, m.first, m.last) for m in person.mentions)
    introductions = _collect_introductions(doc, person)
    roles = _distinct([i.role for i in introductions if i.role])
    affiliations = _distinct([i.affiliation for i in introductions if i.affiliation])
    country, sector = read_standing(roles, affiliations)
    longest = max(person.mentions, key=lambda m: (len(m.words), sum(map(len, m.words)), -m.first))
    name = text_of(doc, longest.first, longest.last)
    expert = any(i.expert for i in introductions)
    actor = Actor("", name, "person", mentions, country, sector, roles, affiliations, expert)
    return _Draft(mentions[0].start, actor)


def _collect_introductions(doc: Doc, person: Person) -> list[Introduction]:
    """Introductions at all mentions until enough are found."""
    found: list[Introduction] = []
    for mention in person.mentions:
        found.extend(read_introductions(doc, mention))
        if len(found) >= MOST_CLAIMS:
            break
    return found


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    """Claims without repetitions of the same words; the fuller ones first, else in reading order."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        seen.setdefault(claim.words.lower(), claim)
    kept = [claim for words, claim in seen.items() if not any(words != other and words in other for other in seen)]
    return tuple(kept)


def read_standing(roles: tuple[Claim, ...], affiliations: tuple[Claim, ...]) -> tuple[str | None, str | None]:
    """Country and sector of a person: from the first role that gives each, then from the affiliations."""
    country = sector = None
    for claim in (*roles, *affiliations):
        role = read_role(claim.words)
        country = country or role.country
        sector = sector or role.sector
    return country, sector


def _draft_bodies(doc: Doc, bodies: list[Body]) -> list[_Draft]:
    """Bodies with one key gathered into one actor, named by the fullest form."""
    gathered: dict[tuple[str, ...], list[Body]] = {}
    for body in bodies:
        gathered.setdefault(body.key, []).append(body)
    drafts = []
    for same in gathered.values():
        spans = tuple(span_of(doc, b.first, b.last) for b in same)
        name = max(same, key=lambda b: (len(b.name.split()), len(b.name), -b.first)).name
        first = next((b for b in same if b.sector), same[0])
        drafts.append(_Draft(spans[0].start, Actor("", name, first.kind, spans, first.country, first.sector)))
    return drafts


def _add_definite_mentions(doc: Doc, own: list[bool], actors: list[Actor]) -> list[Actor]:
    """Adds "the expert" as a mention of the only expert of the report."""
    experts = [a for a in actors if a.expert]
    if len(experts) != 1:
        return actors
    spans = [
        Span(chunk.start_char, chunk.end_char)
        for chunk in doc.noun_chunks
        if own[chunk.start] and chunk.text.lower() in EXPERT_PHRASES
    ]
    expert = experts[0]
    mentions = tuple(sorted({*expert.mentions, *spans}))
    return [replace(a, mentions=mentions) if a is expert else a for a in actors]


READER = Reader("actors", "6", frozenset({"en"}), read_actors)
