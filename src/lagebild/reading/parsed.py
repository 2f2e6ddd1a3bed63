"""A report parsed once: what every reader works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from lagebild.models.encoder import Encoded
from lagebild.records import Reading, Report


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report, its one spaCy parse and its one pass through the encoder; both None where its language has none.

    `doc.text == report.text`, so a token's `idx` is an offset into the report.  All neural labels come from `encoded`.
    """

    report: Report
    doc: Doc | None
    encoded: Encoded | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: `read` takes the parse and the reading so far and returns it with its findings added.

    `version` changes when its findings would; what an older version found is then stale.  `languages` lists the ISO
    639-1 codes it can read, None when it needs none.
    """

    name: str
    version: str
    languages: frozenset[str] | None
    read: Callable[[Parsed, Reading], Reading]
