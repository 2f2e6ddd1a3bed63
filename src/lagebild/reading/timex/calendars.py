"""The calendar: points of time with a grain, their TIMEX3 values, and arithmetic that never leaves the years 1 to 9999.

Values follow TIMEX3 (TimeML 1.2.1, after TIDES 2005): 2022-12-19, 2022-W51, 2022-W51-WE, 2022-Q4, 2022-H2, 2022-WI,
2022, 202 (a decade), 20 (a century).  A digit that is not known is an X.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS_IN = {"D": 1, "W": 7, "WE": 7, "FN": 14}
UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "FN": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "S": "XXXX-XX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: the unit of size `grain` that holds `day`.

    Grains: D day, W week, WE weekend, M month, Q quarter, H half year, S season, Y year, DE decade, CE century.
    """

    day: date
    grain: str

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year = f"{self.day.year:04d}"
        if self.grain == "S":
            return f"{year}-{season_of(self.day)}"
        if self.grain in ("W", "WE", "FN"):
            iso = self.day.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.grain == "WE" else "")
        return {
            "D": self.day.isoformat(),
            "M": f"{year}-{self.day.month:02d}",
            "Q": f"{year}-Q{(self.day.month + 2) // 3}",
            "H": f"{year}-H{1 if self.day.month <= 6 else 2}",
            "DE": year[:3],
            "CE": year[:2],
        }.get(self.grain, year)

    def shift(self, steps: int, unit: str | None = None) -> Point | None:
        """This point moved by `steps` of `unit` (its own grain when None); None beyond the calendar."""
        unit = unit or self.grain
        moved = add(self.day, steps, "Q" if unit == "S" else unit)
        return None if moved is None else Point(moved, self.grain)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day (31 February, year 0)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add(day: date, steps: int, unit: str) -> date | None:
    """`day` moved by whole units; the day of the month is cut to the month's length; None beyond the calendar."""
    if unit in DAYS_IN:
        try:
            return day + timedelta(days=steps * DAYS_IN[unit])
        except OverflowError:
            return None
    months = day.year * 12 + day.month - 1 + steps * MONTHS_IN[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def season_of(day: date) -> str:
    """The season of a date's month; December counts to the winter of its own year."""
    return ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")[day.month - 1]


def weekday_near(day: date, weekday: int, direction: int) -> date | None:
    """The nearest day with ISO `weekday` before (`direction` -1) or after (+1) `day`, `day` itself left out."""
    distance = (day.isoweekday() - weekday) % 7 or 7 if direction < 0 else (weekday - day.isoweekday()) % 7 or 7
    return add(day, direction * distance, "D")


def easter(year: int) -> date | None:
    """Western Easter Sunday of a Gregorian year (the anonymous computus, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return make_date(year, month, day + 1)


def festival_date(rule: str, year: int) -> date | None:
    """The date of a festival in a year; None when the rule gives none.

    `rule` is "MM-DD", "easter+N" (days from Easter Sunday), "MM-dW+N" (the N-th ISO weekday W of a month, N -1 for the
    last), "dW<MM-DD" or "dW>MM-DD" (the last weekday W before, the first after a date).
    """
    if not 1 <= year <= 9999:
        return None
    if rule.startswith("easter"):
        sunday = easter(year)
        return None if sunday is None else add(sunday, int(rule[6:] or 0), "D")
    if rule.startswith("d"):
        month, _, day = rule[3:].partition("-")
        limit = make_date(year, int(month), int(day))
        return None if limit is None else weekday_near(limit, int(rule[1]), -1 if rule[2] == "<" else 1)
    month, _, rest = rule.partition("-")
    if not rest.startswith("d"):
        return make_date(year, int(month), int(rest))
    weekday, nth = int(rest[1]), int(rest[2:])
    if nth < 0:
        last = date(year, int(month), calendar.monthrange(year, int(month))[1])
        return last if last.isoweekday() == weekday else weekday_near(last, weekday, -1)
    first = date(year, int(month), 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
