"""What comes in: documents as they are found, and reports freed of their format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from lagebild.records.spans import Span

PartName = Literal["headline", "key_point", "body", "subheading", "caption", "info_box", "teaser", "label"]
TextTypeName = Literal["news", "background", "analysis", "opinion", "interview", "feature", "other", "unknown"]


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
