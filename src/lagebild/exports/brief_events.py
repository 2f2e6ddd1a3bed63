"""The surest dated events of a situation, for the brief: who does what to whom, when, and who tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.exports.brief_words import STATUSES
from lagebild.records import Citation, Situation
from lagebild.situation.deeds import Deed, gather_deeds
from lagebild.situation.timeline import sort_key

MOST_EVENTS = 12


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as a line; `kind` is the PLOVER type in lower case, `words` name the event in the text.

    `teller` says who tells of it in words for people, `sentence` is the whole sentence at `citation`.
    """

    when: str
    sign: str
    status: str
    kind: str
    actors: str
    recipients: str
    words: str
    place: str
    teller: str
    sentence: str
    confidence: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class EventList:
    """The events to show, in order of time, and how many dated ones were left out as less sure than these."""

    lines: tuple[EventLine, ...]
    left_out: int


def list_events(situation: Situation, most: int = MOST_EVENTS) -> EventList:
    """The surest events that have a date of the calendar, and somebody who acts or receives.

    What is only supposed is left out: no date is its own.
    """
    dated = [
        deed
        for deed in gather_deeds(situation.reports, situation.figures)
        if deed.figures and deed.status != "hypothetical" and deed.date and sort_key(deed.date) is not None
    ]
    surest = sorted(dated, key=lambda deed: -deed.confidence)[:most]
    lines = tuple(see_deed(deed) for deed in sorted(surest, key=_place_in_time))
    return EventList(lines, len(dated) - len(lines))


def _place_in_time(deed: Deed) -> tuple[str, int, int, str]:
    """When, then where it is written."""
    return sort_key(deed.date or "") or "", deed.citation.key, deed.citation.start, deed.words


def see_deed(deed: Deed) -> EventLine:
    """An event in words."""
    sign, status = STATUSES[deed.status]
    return EventLine(
        when=deed.date or "undated",
        sign=sign,
        status=status,
        kind=deed.type.lower() + (f" ({deed.mode})" if deed.mode else ""),
        actors=", ".join(deed.actors) or "nobody named",
        recipients=", ".join(deed.recipients),
        words=" ".join(deed.words.split()),
        place=deed.place or "",
        teller=f"says {deed.told_by or 'somebody not named'}" if deed.is_told else "the report itself says so",
        sentence=" ".join(deed.citation.text.split()),
        confidence=f"{deed.confidence:.2f}",
        citation=deed.citation,
    )
