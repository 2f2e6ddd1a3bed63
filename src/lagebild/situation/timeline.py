"""The dated sentences of all reports in the order of what they speak of, not of when they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from lagebild.records import Moment, Stored
from lagebild.situation.citations import cite_span, number_of_sentence, part_at

# A year, month, week or day, with an optional time of day or part of the day; nothing that is left open by an X.
_RESOLVED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-W(\d{2})(?:-(?:\d|WE))?|-Q([1-4])|-H([12]))?(T.*)?")
_DAY_PARTS = {"TMO": "T06", "TAF": "T12", "TEV": "T18", "TNI": "T21"}


def draw_timeline(reports: Sequence[Stored]) -> tuple[Moment, ...]:
    """A moment for each resolved date or time of the reports' body, earliest first, each sentence once a date."""
    found: dict[tuple[int, int, str], Moment] = {}
    for stored in reports:
        text = stored.reading.report.text
        for mention in stored.reading.dates:
            part = part_at(stored.reading, mention.start)
            body = part.part == "body" if part else not stored.reading.report.parts
            if mention.type not in {"DATE", "TIME"} or not body or sort_key(mention.value) is None:
                continue
            number = number_of_sentence(stored.reading, mention.start)
            span = stored.reading.sentences[number] if stored.reading.sentences else mention
            moment = Moment(mention.value, text[mention.start : mention.end], cite_span(stored, span.start, span.end))
            found.setdefault((stored.key, number, mention.value), moment)
    return tuple(sorted(found.values(), key=lambda m: (sort_key(m.value) or "", m.citation.key, m.citation.start)))


def sort_key(value: str) -> str | None:
    """When a TIMEX3 value begins, as text that sorts; None for a value that names no time of the calendar.

    >>> sort_key("2022-W51"), sort_key("2022-12"), sort_key("PRESENT_REF")
    ('2022-12-19', '2022-12', None)
    """
    match = _RESOLVED.fullmatch(value)
    if match is None:
        return None
    year, month, day, week, quarter, half, time = match.groups()
    try:
        if week:
            return date.fromisocalendar(int(year), int(week), 1).isoformat()
        if month:
            date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if quarter or half:
        return f"{year}-{3 * int(quarter) - 2 if quarter else 6 * int(half) - 5:02}"
    stem = "-".join(piece for piece in (year, month, day) if piece)
    return stem + _DAY_PARTS.get(time, time) if time else stem
