"""A report to its reading: each reader is one file with one function, run in the order of READERS.

What a reader needs stands in a room beside it: `timex` for dates, `naming` for actors, `statements` for attribution,
`references` for speakers, `plover`, `counting` and `geography` for events, `ties` for relations, `genres` for the text
type; `data` holds the word lists and tables of them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lagebild.reading import (
    actors,
    attribution,
    dates,
    earnest,
    events,
    experts,
    kinds,
    relations,
    sentences,
    speakers,
    stances,
    text_type,
)
from lagebild.reading.parse import parse_reports
from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Reading, Report
from lagebild.settings import Settings

__all__ = ["READERS", "Parsed", "Reader", "current_readers", "read_parsed", "read_report", "read_reports"]

READERS: tuple[Reader, ...] = (
    sentences.READER,
    dates.READER,
    actors.READER,
    attribution.READER,
    stances.READER,
    speakers.READER,
    earnest.READER,
    events.READER,
    relations.READER,
    kinds.READER,
    experts.READER,
    text_type.READER,
)


def current_readers() -> dict[str, str]:
    """The name and version of each reader: what a stored reading is compared with to find it stale."""
    return {reader.name: reader.version for reader in READERS}


def read_report(report: Report, settings: Settings) -> Reading:
    """One report with everything that the readers of its language find in it."""
    return next(read_reports((report,), settings))


def read_reports(reports: Iterable[Report], settings: Settings) -> Iterator[Reading]:
    """The readings of reports, in their order; each report is parsed once."""
    for parsed in parse_reports(reports, settings):
        yield read_parsed(parsed)


def read_parsed(parsed: Parsed) -> Reading:
    """The reading of a parsed report.

    A reader that cannot read the report's language is left out, and a warning of the reading says so.
    """
    reading = Reading(report=parsed.report)
    left_out = []
    for reader in READERS:
        if reader.languages is not None and parsed.report.language not in reader.languages:
            left_out.append(reader.name)
            continue
        reading = reader.read(parsed, reading)
    warnings = reading.warnings
    if left_out:
        language = parsed.report.language or "unknown"
        warnings += (f"language {language!r} cannot be read yet: left out {', '.join(left_out)}",)
    done = {name: version for name, version in current_readers().items() if name not in left_out}
    return replace(reading, readers=done, warnings=warnings)
