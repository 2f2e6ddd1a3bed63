"""Times as pages write them: ISO 8601, RFC 5322, epoch numbers, and dates in the words of many languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lagebild.sources.word_files import load_rows

# A page cannot have been published before the web's oldest archives of print, nor in a far future.
_FIRST_YEAR, _LAST_YEAR = 1700, 2100
_LONGEST = 200

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:\s?T\s?|\s+|\s*,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?::\d{2})?|[+-]\d{2})?(?![\d:]))?",
    re.IGNORECASE,
)
_BASIC = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$")
_EPOCH = re.compile(r"^(\d{10})(\d{3})?(?:\.\d+)?$")
_NUMBERS = re.compile(r"(?<![\d.:/])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d.:/])(\d{4})[./](\d{1,2})[./](\d{1,2})(?![\d/])")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?\s(?:de\s|of\s)?([^\W\d_]{3,15})\.?,?\s(?:de\s|del\s)?(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,15})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[:.h](\d{2}))(?::(\d{2}))?(?![\d.]*\d)\s?([ap])?\.?(?:m\b\.?)?", re.IGNORECASE
)
_HOUR = re.compile(r"(?<![\d.:])(\d{1,2})\s?(?:([ap])\.?m\b|Uhr\b)", re.IGNORECASE)
_OFFSET_AFTER = re.compile(r"^\s?(?:GMT|UTC)?\s?([+-]\d{2}:?\d{2})(?!\d)")
_ZONE_AFTER = re.compile(r"^\W{0,3}(Z|UTC|GMT|CET|CEST|MEZ|MESZ|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|MSK|SAST)\b")
# Hours from UTC. BST is read as British Summer Time; names with several meanings on the web otherwise are left out.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "SAST": 2, "MSK": 3,
    "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a source states: `when` always carries a zone.

    `is_date` is true for a date without a time of day (then `when` is midnight in the outlet's zone); `zone_assumed`
    when the zone is the outlet's because the source names none.
    """

    when: datetime
    is_date: bool = False
    zone_assumed: bool = False


def parse_moment(words: object, zone: tzinfo, month_first: bool = False) -> Moment | None:
    """The time that the words state, None when they state none; what has no zone is taken in `zone`.

    `month_first` reads 05/12/2022 as May 12; a clock with am or pm reads it so in any case.
    """
    line = " ".join(str(words).split())[:_LONGEST] if isinstance(words, str | int | float) else ""
    if not line:
        return None
    for parse in (_parse_epoch, _parse_basic, _parse_iso):
        if found := parse(line, zone):
            return found
    return _parse_words(line, zone, month_first)


def load_zone(name: str) -> tzinfo:
    """The IANA zone of this name, UTC when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def zone_of_host(host: str) -> tzinfo | None:
    """The zone that the country in a host's name clearly gives, else None."""
    name = _country_zones().get(host.rpartition(".")[2].lower())
    return ZoneInfo(name) if name else None


@cache
def _country_zones() -> dict[str, str]:
    return {row[0]: row[1] for row in load_rows("country_zones.tsv")}


@cache
def _months() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in load_rows("month_names.tsv")}


def _parse_epoch(line: str, _zone: tzinfo) -> Moment | None:
    """Seconds or milliseconds since 1970."""
    if not (found := _EPOCH.match(line)):
        return None
    when = datetime.fromtimestamp(int(found.group(1)), tz=UTC)
    return Moment(when) if when.year <= _LAST_YEAR else None


def _parse_basic(line: str, zone: tzinfo) -> Moment | None:
    """ISO 8601 without separators: 20221222, 20221222T185800Z."""
    if not (found := _BASIC.match(line)):
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    return _build((int(year), int(month), int(day)), clock, _read_offset(offset), zone)


def _parse_iso(line: str, zone: tzinfo) -> Moment | None:
    """ISO 8601 as the web writes it: a blank for the T, zones with or without a colon."""
    if not (found := _ISO.search(line)):
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    moment = _build((int(year), int(month), int(day)), clock, _read_offset(offset), zone)
    if moment and fraction:
        return Moment(moment.when.replace(microsecond=int(fraction[:6].ljust(6, "0"))), False, moment.zone_assumed)
    return moment


def _parse_words(line: str, zone: tzinfo, month_first: bool) -> Moment | None:
    """Dates in numbers or month names, with the clock that stands beside them."""
    found = _find_date(line, month_first or bool(re.search(r"\d\s?[ap]\.?m\b", line, re.IGNORECASE)))
    if not found:
        return None
    date, start, end = found
    rest = line[:start] + " | " + line[end:]
    clock, after = _find_clock(rest)
    stated = _OFFSET_AFTER.match(after)
    offset = _read_offset(stated.group(1)) if stated else None
    if offset is None and (named := _ZONE_AFTER.match(after)):
        offset = timezone(timedelta(hours=_ZONES[named.group(1)]))
    return _build(date, clock, offset if clock else None, zone)


def _find_date(line: str, month_first: bool) -> tuple[tuple[int, int, int], int, int] | None:
    """Year, month, day of the first date in a line, and where it stands."""
    if m := _YEAR_FIRST.search(line):
        return (int(m[1]), int(m[2]), int(m[3])), m.start(), m.end()
    for m in _DAY_MONTH.finditer(line):
        if month := _months().get(m[2].casefold()):
            return (int(m[3]), month, int(m[1])), m.start(), m.end()
    for m in _MONTH_DAY.finditer(line):
        if month := _months().get(m[1].casefold()):
            return (int(m[3]), month, int(m[2])), m.start(), m.end()
    if m := _NUMBERS.search(line):
        first, second = int(m[1]), int(m[3])
        year = int(m[4]) + (2000 if len(m[4]) == 2 else 0)
        swap = m[2] == "/" and (second > 12 or (month_first and first <= 12))
        day, month = (second, first) if swap else (first, second)
        return (year, month, day), m.start(), m.end()
    return None


def _find_clock(line: str) -> tuple[tuple[int, int, int] | None, str]:
    """Hour, minute and second of the first clock in a line, and what follows it."""
    m = _CLOCK.search(line)
    if m:
        hour, minute, second, half = int(m[1]), int(m[2]), int(m[3] or 0), m[4]
    elif m := _HOUR.search(line):
        hour, minute, second, half = int(m[1]), 0, 0, m[2]
    else:
        return None, ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return (hour, minute, second), line[m.end() :]


def _read_offset(words: str | None) -> tzinfo | None:
    """The zone of "Z", "+01:00", "-0500" or "+02"."""
    if not words:
        return None
    if words.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = words[1:].replace(":", "")
    gap = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    return timezone(gap if words[0] == "+" else -gap) if gap < timedelta(hours=15) else None


def _build(
    date: tuple[int, int, int], clock: tuple[int, int, int] | None, offset: tzinfo | None, zone: tzinfo
) -> Moment | None:
    """The moment of these numbers, None when there is no such day or time."""
    if not _FIRST_YEAR <= date[0] <= _LAST_YEAR:
        return None
    try:
        when = datetime(*date, *(clock or (0, 0, 0)), tzinfo=offset or zone)
    except ValueError:
        return None
    return Moment(when, is_date=clock is None, zone_assumed=clock is not None and offset is None)
