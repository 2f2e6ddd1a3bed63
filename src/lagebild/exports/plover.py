"""Events as tab-separated records with the field names of PLOVER, and where each one comes from.

The names are those of the manual's chapter "Data Fields"; those of its nested objects follow a dot ("actor.code").
Several values in a field are divided by a semicolon, in the same order in all fields of an object.  `date` is the first
day of what the text says, `enddate` the last where it says more than a day; where it says nothing both are empty.
After them stand our own columns: the report, the characters of the event's words, their sentence, the statement that
tells of the event with its speaker and stance, whether it happened, and how sure the reading is.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from lagebild.records import Event, Reading, Stored

QUADS: Mapping[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""PLOVER's quad categories: verbal and material cooperation, verbal and material conflict (sections of the manual)."""
PLOVER_FIELDS = (
    *("id", "date", "time", "enddate", "event", "mode", "context", "quad_code"),
    *("actor.code", "actor.sector", "actor.entity_text", "recipient.code", "recipient.sector", "recipient.entity_text"),
    *("event_text", "event_loc.extracted_place", "event_loc.country_code", "event_loc.lat", "event_loc.lon"),
    *("cite_info.url", "cite_info.title", "cite_info.publication", "cite_info.language", "cite_info.coder"),
    "cite_info.codebook",
)
OWN_FIELDS = (
    *("report", "version", "published", "start", "end", "sentence", "sentence_text", "timex", "status", "quantities"),
    *("statement", "speaker", "stance", "confidence"),
)
CODEBOOK = "PLOVER 2021"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_VALUE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2})|-Q([1-4])|-H([12]))?(?:-WE|-\d)?(?:T(\d{2}:\d{2}(?::\d{2})?).*|T.*)?"
)


def render_plover(reports: Iterable[Stored]) -> Iterator[str]:
    """The header, then a line for each event, without line breaks."""
    fields = (*PLOVER_FIELDS, *OWN_FIELDS)
    yield "\t".join(fields)
    for stored in reports:
        for event in stored.reading.events:
            row = {**_plover_row(stored, event), **_own_row(stored, event)}
            yield "\t".join(make_safe(row[field]) for field in fields)


def make_safe(value: object) -> str:
    """A cell that neither breaks the table nor is taken for a formula by a spreadsheet; None is an empty one.

    >>> make_safe("=1+1"), make_safe("two\\twords"), make_safe(-3.5)
    ("'=1+1", 'two words', '-3.5')
    """
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(_RISKY) else text


def _plover_row(stored: Stored, event: Event) -> dict[str, object]:
    reading, report = stored.reading, stored.reading.report
    first, last, time = span_days(event.date)
    place = event.place
    return {
        "id": f"{stored.key}-{stored.version}-{event.id}",
        "date": first,
        "time": time,
        "enddate": last if last != first else None,
        "event": event.type,
        "mode": event.mode,
        "context": ";".join(event.contexts),
        "quad_code": QUADS.get(event.type),
        **_entities(reading, "actor", event.actors),
        **_entities(reading, "recipient", event.recipients),
        "event_text": report.text[event.trigger.start : event.trigger.end],
        "event_loc.extracted_place": place.name if place else None,
        "event_loc.country_code": place.country if place else None,
        "event_loc.lat": place.lat if place else None,
        "event_loc.lon": place.lon if place else None,
        "cite_info.url": report.url,
        "cite_info.title": report.title,
        "cite_info.publication": report.outlet,
        "cite_info.language": report.language,
        "cite_info.coder": f"lagebild events {reading.readers.get('events', '')}".strip(),
        "cite_info.codebook": CODEBOOK,
    }


def _entities(reading: Reading, side: str, ids: Iterable[str]) -> dict[str, object]:
    """Codes, sectors and names of one side, each list in the order of the actors; nothing known is an empty place."""
    actors = [actor for actor_id in ids if (actor := reading.actor(actor_id)) is not None]
    return {
        f"{side}.code": ";".join(actor.country or "" for actor in actors),
        f"{side}.sector": ";".join(actor.sector or "" for actor in actors),
        f"{side}.entity_text": ";".join(actor.name.replace(";", ",") for actor in actors),
    }


def _own_row(stored: Stored, event: Event) -> dict[str, object]:
    reading, report = stored.reading, stored.reading.report
    statement = reading.statement(event.statement)
    speaker = reading.actor(statement.speaker) if statement else None
    numbered = [(i, s) for i, s in enumerate(reading.sentences, 1) if s.start <= event.trigger.start < s.end]
    sentence = numbered[0] if numbered else None
    return {
        "report": report.identity,
        "version": stored.version,
        "published": report.published.isoformat() if report.published else None,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "sentence": sentence[0] if sentence else None,
        "sentence_text": report.text[sentence[1].start : sentence[1].end] if sentence else None,
        "timex": event.date,
        "status": event.status,
        "quantities": ";".join(report.text[q.start : q.end].replace(";", ",") for q in event.quantities),
        "statement": event.statement,
        "speaker": speaker.name if speaker else None,
        "stance": statement.stance if statement else None,
        "confidence": event.confidence,
    }


def span_days(value: str | None) -> tuple[str | None, str | None, str | None]:
    """First day, last day and time of day of a TIMEX3 value; None for what it does not say.

    >>> span_days("2022-W51"), span_days("2024-02"), span_days("2022-12-19T08:30")
    (('2022-12-19', '2022-12-25', None), ('2024-02-01', '2024-02-29', None), ('2022-12-19', '2022-12-19', '08:30'))
    """
    match = _VALUE.fullmatch(value or "")
    if match is None:
        return None, None, None
    year, month, day, week, quarter, half, time = match.groups()
    try:
        if week:
            first = date.fromisocalendar(int(year), int(week), 1)
            return first.isoformat(), (first + timedelta(days=6)).isoformat(), time
        if day:
            exact = date(int(year), int(month), int(day)).isoformat()
            return exact, exact, time
        if quarter or half:
            begin = 3 * int(quarter) - 2 if quarter else 6 * int(half) - 5
            end = begin + (2 if quarter else 5)
        else:
            begin, end = (int(month), int(month)) if month else (1, 12)
        last = calendar.monthrange(int(year), end)[1]
        return date(int(year), begin, 1).isoformat(), date(int(year), end, last).isoformat(), time
    except (ValueError, OverflowError):
        return None, None, None
