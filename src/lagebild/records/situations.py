"""What is going on: the actors, statements, disputes and moments of many stored reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lagebild.records.findings import ActorKind, Certainty, Quotation, Stance
from lagebild.records.holdings import Stored


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
