"""What is read in a report: every finding points into `Report.text` by character offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lagebild.records.reports import Report, TextTypeName
from lagebild.records.spans import Span

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
