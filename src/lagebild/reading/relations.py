"""Standing relations between the actors of a report, each with the sentence that states it.

Two sources: the roles and affiliations that actors carry (who heads what, who is at what), and clauses
(`ties.claims`).  What a statement denies, doubts, demands, asks, expects or does not mean in earnest is not stated;
what it asserts carries the statement's id, so that a reader sees who answers for it.  Dates after "since" and "until"
in the sentence bound it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from lagebild.reading.naming.countries import find_country
from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.roles import read_head_term, read_role
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.references.sources import MentionIndex
from lagebild.reading.ties.claims import find_stated
from lagebild.reading.ties.parties import Parties, relation_words
from lagebild.records import Actor, Claim, Reading, Relation, RelationType, Sentence, Span, Statement

_ASSERTED = frozenset(["asserts", "concedes", "unknown"])
_MOST_ROLES = 12  # claims of one person looked at


@dataclass(frozen=True, slots=True)
class _Found:
    """A relation with the character at which the text states it."""

    type: RelationType
    subject: str
    object: str
    place: int
    how: str


class _Frame:
    """Sentences, dates and statements of a reading, to be asked by character."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = [s.start for s in reading.sentences]
        self._statements = sorted((start, end, s.id) for s in reading.statements for start, end in s.content)
        self._by_id: dict[str, Statement] = {s.id: s for s in reading.statements}
        self._longest = max((end - start for start, end, _ in self._statements), default=0)
        self._dates = sorted(reading.dates, key=lambda d: d.start)
        self._date_starts = [d.start for d in self._dates]

    def sentence(self, place: int) -> Sentence | None:
        """The sentence around a character."""
        at = bisect_right(self._starts, place) - 1
        return self._reading.sentences[at] if at >= 0 and place < self._reading.sentences[at].end else None

    def statement(self, place: int) -> Statement | None:
        """The innermost statement in whose content a character stands."""
        at = bisect_right(self._statements, (place, 10**9, "")) - 1
        best: tuple[int, str] | None = None
        for start, end, identity in reversed(self._statements[max(0, at - 40) : at + 1]):
            if start <= place < end and (best is None or end - start < best[0]):
                best = (end - start, identity)
            if place - start > self._longest:
                break
        return self._by_id[best[1]] if best else None

    def bound(self, sentence: Sentence, word: str) -> str | None:
        """The value of the date that "since" (or "until") names in a sentence, if there is just one."""
        text = self._reading.report.text
        low = bisect_right(self._date_starts, sentence.start - 1)
        values = []
        for date in self._dates[low:]:
            if date.start >= sentence.end:
                break
            before = text[max(sentence.start, date.start - 12) : date.start].lower().split()
            within = text[date.start : date.end].lower().startswith(word)
            if date.type == "DATE" and not date.value.endswith("_REF") and (within or before[-1:] == [word]):
                values.append(date.value)
        return values[0] if len(values) == 1 else None


def read_relations(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with the relations that its text states; linear in the length of the text."""
    if parsed.doc is None or not reading.actors:
        return reading
    parties = Parties(reading.actors)
    found = [*_find_held(reading, parties), *_find_claimed(parsed.doc, parties)]
    frame = _Frame(reading)
    kept: dict[tuple[str, str, str, int], Relation] = {}
    for one in sorted(found, key=lambda f: f.place):
        relation = _make_relation(one, frame)
        if relation is not None:
            kept.setdefault((relation.type, relation.subject, relation.object, relation.start), relation)
    return replace(reading, relations=tuple(kept.values()))


def _find_claimed(doc: Doc, parties: Parties) -> Iterator[_Found]:
    """What clauses state."""
    for stated in find_stated(doc, parties):
        yield _Found(stated.type, stated.subject, stated.object, stated.trigger.idx, stated.how)


def _find_held(reading: Reading, parties: Parties) -> Iterator[_Found]:
    """What the roles and affiliations of persons say."""
    index = MentionIndex(reading.actors)
    by_name: dict[str, str] = {}
    for actor in reading.actors:
        if actor.kind in ("organisation", "group"):
            by_name.setdefault(_fold_name(actor.name), actor.id)
    for person in reading.actors:
        if person.kind != "person":
            continue
        for claim in person.roles[:_MOST_ROLES]:
            yield from _read_role_claim(person, claim, index, parties)
        for claim in person.affiliations[:_MOST_ROLES]:
            body = _find_body(person, claim.span, index, parties) or by_name.get(_fold_name(claim.words))
            if body is not None:
                yield _Found("role_at", person.id, body, claim.span.start, "role")


def _fold_name(name: str) -> str:
    return " ".join(fold_word(word) for word in name.split() if word.lower() != "the")


def _find_body(person: Actor, span: Span, index: MentionIndex, parties: Parties) -> str | None:
    """The longest organisation or group named inside a claim's words (or around its start)."""
    inside = [(found.end - found.start, actor) for found, actor in index.within(span) if actor != person.id]
    bodies = [(length, actor) for length, actor in inside if parties.get(actor).kind in ("organisation", "group")]
    if bodies:
        return max(bodies)[1]
    around = index.around(span.end - 1)
    if around is not None and around != person.id and parties.get(around).kind == "organisation":
        return around
    return None


def _read_role_claim(person: Actor, claim: Claim, index: MentionIndex, parties: Parties) -> Iterator[_Found]:
    """Whom a holder of a role heads or is at: the body that the role names, else its country."""
    words = relation_words()["roles"]
    lower = claim.words.lower().replace("-", " ").split()
    if set(lower) & set(words["gone"]):
        return
    office = read_head_term(claim.words)
    head = office is not None and office in words["heads"] and not set(lower) & set(words["lesser"])
    kind: RelationType = "head_of" if head else "role_at"
    body = _find_body(person, claim.span, index, parties)
    if body is not None:
        yield _Found(kind, person.id, body, claim.span.start, "role")
        return
    role = read_role(claim.words)
    state = parties.state_of(role.country) if role.country else None
    if state is None or not _names_country(claim.words):
        return
    if head and office in words["of_state"]:
        yield _Found("head_of", person.id, state, claim.span.start, "country")
    elif role.sector in ("GOV", "MIL", "LEG", "JUD", "SPY") and role.sort == "person":
        yield _Found("role_at", person.id, state, claim.span.start, "country")


def _names_country(words: str) -> bool:
    """Whether a role names a country by word ("the Belarusian ruler"), so that it is no guess from elsewhere."""
    parts = words.replace("’s", "").replace("'s", "").split()
    return any(
        find_country(" ".join(parts[i:j])) for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + 4) + 1)
    )


def _make_relation(found: _Found, frame: _Frame) -> Relation | None:
    """The record, or None where a statement takes it back or no sentence holds it."""
    sentence = frame.sentence(found.place)
    if sentence is None:
        return None
    statement = frame.statement(found.place)
    if statement is not None and (statement.stance not in _ASSERTED or statement.serious is False):
        return None
    confidence = relation_words()["confidence"][found.how]
    if statement is not None and statement.certainty in ("probable", "possible"):
        confidence *= 0.7
    return Relation(
        found.type,
        found.subject,
        found.object,
        sentence.start,
        sentence.end,
        since=frame.bound(sentence, "since"),
        until=frame.bound(sentence, "until"),
        statement=statement.id if statement else None,
        confidence=round(confidence, 2),
    )


# Runs after the speakers: it needs actors, dates, sentences and statements.
READER = Reader("relations", "1", frozenset({"en"}), read_relations)
