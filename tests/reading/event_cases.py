"""Readings of a few sentences with all that events need, and what their events look like in one line."""

from __future__ import annotations

from datetime import UTC, datetime

from lagebild.reading import READERS
from lagebild.reading.parse import parse_report
from lagebild.reading.parsed import Parsed
from lagebild.records import Event, Part, Reading, Report
from lagebild.settings import Settings

_NEEDED = ("sentences", "dates", "actors", "attribution", "stances", "speakers", "events")


def read_parsed_events(text: str, parts: tuple[Part, ...] | None = None) -> tuple[Parsed, Reading]:
    own = parts or (Part(0, len(text), "body"),)
    published = datetime(2031, 5, 7, 12, 0, tzinfo=UTC)
    report = Report(id="case", identity="case", text=text, parts=own, published=published, language="en")
    parsed = parse_report(report, Settings())
    reading = Reading(report=report)
    for reader in READERS:
        if reader.name in _NEEDED:
            reading = reader.read(parsed, reading)
    return parsed, reading


def read_events_of(text: str, parts: tuple[Part, ...] | None = None) -> Reading:
    return read_parsed_events(text, parts)[1]


def find_event(reading: Reading, words: str) -> Event | None:
    """The event whose trigger is these words, None when there is none."""
    text = reading.report.text
    return next((e for e in reading.events if text[e.trigger.start : e.trigger.end] == words), None)


def name_sides(reading: Reading, event: Event) -> tuple[str, str]:
    """Actors and recipients by country, else by name, as "RUS+BLR"."""

    def say(ids: tuple[str, ...]) -> str:
        actors = [reading.actor(i) for i in ids]
        return "+".join((a.country or a.name) if a else "?" for a in actors)

    return say(event.actors), say(event.recipients)
