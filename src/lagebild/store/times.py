"""Points in time as the store keeps them: exactly as the report gave them, and as one number to sort by."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1)


class ZonedTime(TypeDecorator[datetime]):
    """A time in the notation of RFC 9557: ISO 8601 with its offset, and the zone's name where there is one.

    "2022-12-22T18:58:00+01:00[Europe/Berlin]" comes back with that very zone; a time without a zone stays without.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> str | None:
        """The time as text."""
        return None if value is None else write_time(value)

    def process_result_value(self, value: str | None, _: Dialect) -> datetime | None:
        """The text as time."""
        return None if value is None else read_time(value)


def write_time(time: datetime) -> str:
    """The time with its offset and, where its zone has one, its zone's name."""
    zone = time.tzinfo.key if isinstance(time.tzinfo, ZoneInfo) else None
    return time.isoformat() + (f"[{zone}]" if zone else "")


def read_time(text: str) -> datetime:
    """The time that `write_time` wrote; where this machine knows no such zone, its offset alone is kept."""
    stated, _, zone = text.partition("[")
    time = datetime.fromisoformat(stated)
    if not zone:
        return time
    try:
        named = time.replace(tzinfo=ZoneInfo(zone.removesuffix("]")))
    except (KeyError, ValueError, OSError):
        return time
    if named.utcoffset() != time.utcoffset():
        named = named.replace(fold=1)  # the second pass of an hour that a clock change repeats
    return named if named.utcoffset() == time.utcoffset() else time


def microseconds(time: datetime | None) -> int | None:
    """Microseconds since 1970 in UTC, for sorting; a time without a zone counts as UTC, None stays None."""
    if time is None:
        return None
    since = time.replace(tzinfo=None) - _EPOCH - (time.utcoffset() or timedelta())
    return since // timedelta(microseconds=1)
