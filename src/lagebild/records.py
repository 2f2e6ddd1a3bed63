"""The vocabulary of lagebild as frozen dataclasses; whatever passes between rooms is one of these.

Every finding points into `Report.text` by character offsets (Python string indices, end exclusive), and
`text[start:end]` is what a person is shown.  `None` means "not there" or "not known"; an empty tuple
means "looked for and none found".  Terms follow docs/vocabulary.md (PARC/PolNeAR for statements, TIMEX3 for
dates, PLOVER 2021 for actors and events, schema.org and IPTC for text types).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

PartName = Literal["headline", "key_point", "body", "subheading", "caption", "info_box", "teaser", "label"]
TextTypeName = Literal["news", "background", "analysis", "opinion", "interview", "feature", "other", "unknown"]
Kind = Literal["fact", "background", "assessment", "expectation", "question", "other", "unknown"]
Quotation = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts", "denies", "doubts", "expects", "intends", "demands", "asks", "concedes", "declines", "unknown"
]
Certainty = Literal["certain", "probable", "possible", "unknown"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
ActorKind = Literal["person", "state", "organisation", "group", "unnamed"]
EventStatus = Literal["happened", "ongoing", "planned", "hypothetical", "denied", "unknown"]
RelationType = Literal[
    "ally_of", "member_of", "part_of", "head_of", "role_at", "dependent_on", "at_war_with", "sanctions", "borders"
]
LinkType = Literal["doubts", "relies_on", "repeats", "because"]
Direction = Literal["affirms", "denies", "unclear"]


class Span(NamedTuple):
    """A stretch of a report's text: characters `start` up to, not including, `end`."""

    start: int
    end: int


# ---- what comes in -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One input as it was found, before anything was understood: its bytes and where they came from.

    `address` is the place as a person would name it (a path, an address, "-" for standard input); `identity` is set
    where the source itself says which report this is (a WARC record's target, a row of a JSON lines file).
    `media_type` is what the source declares ("text/html; charset=utf-8"), None when it declares nothing.
    `headers` holds the few response headers worth keeping (ETag, Last-Modified), in lower case.
    """

    address: str
    raw: bytes
    media_type: str | None = None
    identity: str | None = None
    fetched: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read, and the one line that says why; all other inputs are kept."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What a person says about a source that the source does not say itself; the source's own words win."""

    published: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a report's text and the part it plays; parts do not overlap and together cover the text."""

    start: int
    end: int
    part: PartName


@dataclass(frozen=True, slots=True)
class Page:
    """The stretch of text that stood on one page (numbered from 1) of a paginated source."""

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """A text type that the page states of itself, in its own words, and where on the page it stood.

    `where` is "json-ld", "meta" or "text"; in the last case `span` says where in the text.
    """

    words: str
    where: str
    label: TextTypeName | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, freed of its format: a text with its parts marked, and what its page says about it.

    `identity` is the canonical address, else the absolute path: the same identity with another text is another version
    of the same report.  `id` is only a label for people.  Times carry a zone wherever the source gave one; a date
    without a time is midnight in the outlet's zone with `published_is_date` set.  `language` is an ISO 639-1 code.
    """

    id: str
    identity: str
    text: str
    parts: tuple[Part, ...] = ()
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_is_date: bool = False
    updated: datetime | None = None
    language: str | None = None
    declared: tuple[Declaration, ...] = ()
    pages: tuple[Page, ...] = ()
    stub: bool = False
    warnings: tuple[str, ...] = ()


# ---- what is read in it ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: what the text itself does in it (`kind`), and whether someone else answers for it (`reported`)."""

    start: int
    end: int
    kind: Kind = "unknown"
    reported: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, thinks or wants something: source, cue and content in the sense of PARC and PolNeAR.

    `source` names who, `cue` holds the words that attribute, `content` is what is said; each may have several
    stretches or none.  `speaker` and `addressee` are ids of actors of the same reading.  `stance` is the speaker's
    toward the content.  `serious` is false for jokes and irony, None when it was not judged.  `said` is when it was
    said, as a TIMEX3 value.  `parent` is the statement in which this one is nested.  Confidence lies in [0, 1].
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: Quotation
    speaker: str | None = None
    addressee: str | None = None
    stance: Stance = "unknown"
    certainty: Certainty = "unknown"
    serious: bool | None = None
    said: str | None = None
    parent: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class DateMention:
    """A TIMEX3 expression: `value` in ISO 8601 as TIMEX3 extends it; `alternatives` are readings left open."""

    start: int
    end: int
    type: DateType
    value: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A short fact about an actor (a role, an affiliation) in the words of the text, with the place that says so."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks in one report, under all the names the report gives them.

    `name` is the fullest form found in the text.  `country` is ISO 3166 alpha-3 or PLOVER's code for what is no state;
    `sector` one PLOVER code; both None when unknown.  `roles` and `affiliations` are words of the text with their
    places, the first being the one shown.  `expert` is true for a person introduced as one or quoted for assessment.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    country: str | None = None
    sector: str | None = None
    roles: tuple[Claim, ...] = ()
    affiliations: tuple[Claim, ...] = ()
    expert: bool = False

    @property
    def role(self) -> str | None:
        """The role to show: the first one found, in the text's words."""
        return self.roles[0].words if self.roles else None

    @property
    def affiliation(self) -> str | None:
        """The affiliation to show: the first one found, in the text's words."""
        return self.affiliations[0].words if self.affiliations else None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds ("up to 9,000 soldiers": low None, high 9000, of "soldiers")."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text, with coordinates (degrees, WGS 84) and country where the gazetteer knows them."""

    name: str
    start: int
    end: int
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody does something to somebody: a PLOVER 2021 event; `actors` do it, `recipients` receive it (actor ids)."""

    id: str
    type: str
    trigger: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    date: str | None = None
    place: Place | None = None
    status: EventStatus = "unknown"
    statement: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two actors, at the place of the text that states it."""

    type: RelationType
    subject: str
    object: str
    start: int
    end: int
    since: str | None = None
    until: str | None = None
    statement: str | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """A tie that the text itself makes between two statements or events, at the words that make it."""

    type: LinkType
    source: str
    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was labelled as it was: the words that led there."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class TextType:
    """What kind of text a report is: what the text supports (`label`) and what the page declares (`declared`)."""

    label: TextTypeName = "unknown"
    declared: str | None = None
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything that was found in it; `readers` names who found it, in which version."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    text_type: TextType = field(default_factory=TextType)
    readers: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((a for a in self.actors if a.id == actor_id), None)

    def statement(self, statement_id: str | None) -> Statement | None:
        """The statement with this id, or None."""
        return next((s for s in self.statements if s.id == statement_id), None)


# ---- what is kept ------------------------------------------------------------------------------------------------

Outcome = Literal["new", "unchanged", "new version"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading as the store holds it: `key` is the report's number in the store, `version` counts from 1."""

    key: int
    version: int
    versions: int
    added: datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored sentence that a full-text query found; `rank` is BM25 as SQLite gives it (lower is better)."""

    key: int
    version: int
    sentence: int
    rank: float


# ---- what is going on --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one stored report: what every line of a picture or an answer leads back to.

    `text` is the report's own characters `start` to `end`; `sentence` is the number of the sentence around them in the
    reading, from 0.  `page` is set where the source is paginated.
    """

    key: int
    version: int
    report_id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: datetime | None
    start: int
    end: int
    text: str
    sentence: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor across reports: one person, state or body under all its names, with the mentions it was made from.

    `members` are (report key, actor id) pairs, so that the merging can be looked at and undone.  `roles` and
    `affiliations` each carry the sentence that says so.
    """

    name: str
    kind: ActorKind
    names: tuple[str, ...]
    members: tuple[tuple[int, str], ...]
    country: str | None = None
    sector: str | None = None
    roles: tuple[tuple[str, Citation], ...] = ()
    affiliations: tuple[tuple[str, Citation], ...] = ()
    expert: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement seen from outside its report: who (`speaker` as shown), how they stand to it, and where it stands.

    `figure` is the index of the speaker in `Situation.figures`, None when the speaker is unknown.  `words` are the
    content's own stretches joined by an ellipsis; nothing is rephrased.  `repeats` counts further outlets carrying the
    same words.
    """

    statement_id: str
    speaker: str | None
    figure: int | None
    stance: Stance
    certainty: Certainty
    quote: Quotation
    serious: bool | None
    words: str
    citation: Citation
    said: str | None = None
    confidence: float = 0.5
    repeats: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim with both sides: who affirms it and who denies or doubts it; `about` are the words they share."""

    about: tuple[str, ...]
    affirming: tuple[Said, ...]
    denying: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated sentence for the timeline: `value` is the TIMEX3 value that places it, `words` the expression."""

    value: str
    words: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Situation:
    """What a set of stored reports says is going on; the material of a brief."""

    reports: tuple[Stored, ...]
    figures: tuple[Figure, ...]
    said: tuple[Said, ...]
    disputes: tuple[Dispute, ...]
    timeline: tuple[Moment, ...]
    key_points: tuple[Citation, ...]


# ---- what is asked -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a question asks about: actors, action and recipients in the question's words, and the terms searched for."""

    question: str
    actors: tuple[str, ...]
    action: str | None
    recipients: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that bears on a question: where it stands, who answers for it, and which way it points.

    `direction` says whether the speaker (or the text, when nobody is quoted) affirms or denies what is asked about;
    "unclear" when the grammar does not decide.  `reasons` say why, in words for people.
    """

    citation: Citation
    speaker: str | None
    stance: Stance
    direction: Direction
    reasons: tuple[str, ...]
    score: float
    serious: bool | None = None
    repeats: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the store holds on a question, newest first; `missing` says what is not there.  No estimate yet."""

    proposition: Proposition
    evidence: tuple[Evidence, ...]
    searched: int
    missing: tuple[str, ...] = ()
