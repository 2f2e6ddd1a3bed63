"""Relative units, parts of the year, festivals, durations and sets: the operations beside dates proper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lagebild.reading.timex import calendars
from lagebild.reading.timex.calendars import UNKNOWN, Point
from lagebild.reading.timex.resolving import Context, Resolved, Slots, choose, full_year, number, of_point

_CLOCK_UNITS = {"h": "H", "min": "M", "s": "S"}
_MULTIPLES = {"DE": (10, "Y"), "CE": (100, "Y"), "FN": (2, "W"), "Q": (3, "M"), "H": (6, "M")}
_COARSE = {"DE": "Y", "CE": "Y", "FN": "W", "H": "M", "WE": "WE"}


def resolve_unit(slots: Slots, context: Context) -> Resolved | None:
    """This, last, next week, month, quarter, year, weekend, counted from the reference."""
    unit, rel = str(slots["unit"]), slots.get("rel")
    if context.reference is None:
        return Resolved(UNKNOWN.get(unit, "XXXX"))
    if unit in _CLOCK_UNITS:
        return None
    if unit == "WE" and rel is None:
        return of_point(_choose_weekend(context), "")
    day = calendars.add(context.reference, number(slots, "rel"), unit)
    return None if day is None else of_point(Point(day, unit), "")


def _choose_weekend(context: Context) -> Point | None:
    """The weekend meant without "last" or "next": the coming one in the future, else the latest that has begun."""
    if context.reference is None:
        return None
    future = (context.tense() or context.default_tense) == "future"
    back = 0 if future or context.reference.isoweekday() >= 6 else -1
    day = calendars.add(context.reference, back, "W")
    return None if day is None else Point(day, "WE")


def resolve_shift(slots: Slots, context: Context) -> Resolved | None:
    """Three years ago, in two weeks, a year earlier: units counted from the reference or from the date named last."""
    unit, sign, count = str(slots["unit"]), number(slots, "sign"), slots.get("n", 1)
    anchored = slots.get("base") == "anchor"
    if not isinstance(count, (int, float)):
        if anchored or "keep_length" in slots:
            return resolve_duration(slots, context)
        return Resolved("PAST_REF" if sign < 0 else "FUTURE_REF")
    count += 0.5 if slots.get("half") else 0
    if unit in _CLOCK_UNITS:
        return _shift_clock(unit, sign * count, anchored, context)
    grain = _COARSE.get(unit, unit)
    base = _find_base(context, unit, grain, anchored, sign)
    if base is None:
        return Resolved(UNKNOWN.get(grain, "XXXX"))
    day = calendars.add(base.day, *_whole_steps(sign * count, unit))
    if day is None:
        return None
    if (
        anchored and unit == "Y" and base.grain in ("Q", "M", "W", "H", "S")
    ):  # "a year earlier" than a quarter: a quarter
        grain = base.grain
    length = resolve_duration(slots, context) if "keep_length" in slots else None
    return of_point(Point(day, grain), "", (length.value,) if length else ())


def _find_base(context: Context, unit: str, grain: str, anchored: bool, sign: int) -> Point | None:
    """What a shift is counted from; "a year earlier" before any date was named is a year before the report."""
    now = None if context.reference is None else Point(context.reference, grain)
    if not anchored:
        return now
    if context.anchor is None:
        return now if sign < 0 and unit in ("Y", "DE") else None
    return None if _is_finer(unit, context.anchor.grain) else context.anchor


def resolve_in_shift(slots: Slots, context: Context) -> Resolved | None:
    """ "In three years": that long from now where the clause speaks of the future, else how long something took.

    The other meaning stays as an alternative where the clause's tense decided for the future.
    """
    length = resolve_duration(slots, context)
    future = (context.tense() or slots.get("default")) == "future"
    if not future or context.reference is None or length is None:
        return length
    moved = resolve_shift(slots, context)
    if moved is None or moved.point is None:
        return length
    return replace(moved, alternatives=(length.value,), type=moved.type or "DATE")


def _is_finer(unit: str, grain: str) -> bool:
    """Whether a step is too small for what is known of its start: "three days" after "spring 1954"."""
    sizes = {"D": 1, "W": 7, "WE": 7, "FN": 14, "M": 30, "Q": 91, "S": 91, "H": 182, "Y": 365, "DE": 3650, "CE": 36500}
    return sizes.get(unit, 0) < sizes.get(grain, 0)


def _whole_steps(count: int | float, unit: str) -> tuple[int, str]:
    """A count with a fraction in a unit that makes it whole: half years in months, half weeks in days."""
    bounded = max(-100_000.0, min(100_000.0, float(count)))
    if bounded == int(bounded):
        return int(bounded), unit
    finer = {"Y": (12, "M"), "W": (7, "D"), "M": (30, "D"), "DE": (10, "Y"), "CE": (100, "Y")}
    factor, name = finer.get(unit, (1, unit))
    return round(bounded * factor), name


def _shift_clock(unit: str, count: int | float, anchored: bool, context: Context) -> Resolved | None:
    """Hours, minutes or seconds counted from the published moment; only to the grain that the unit has."""
    if anchored or context.moment is None:
        return Resolved("XXXX-XX-XXTXX:XX", type="TIME")
    seconds = {"h": 3600, "min": 60, "s": 1}[unit]
    try:
        moment = context.moment + timedelta(seconds=count * seconds)
    except OverflowError:
        return None
    value = moment.strftime("%Y-%m-%dT%H") if unit == "h" else moment.strftime("%Y-%m-%dT%H:%M")
    return Resolved(value, Point(moment.date(), "D"), type="TIME")


def resolve_year_before(slots: Slots, context: Context) -> Resolved | None:
    """The same quarter, month or week of the year before."""
    unit = str(slots["unit"])
    if context.reference is None:
        return Resolved(UNKNOWN.get(unit, "XXXX"))
    day = calendars.add(context.reference, -1, "Y")
    return None if day is None else of_point(Point(day, unit), "")


def resolve_anchored_unit(slots: Slots, context: Context) -> Resolved | None:
    """That day, the same year, the following month: a unit counted from the date named last."""
    unit = str(slots["unit"])
    if context.anchor is None or unit in _CLOCK_UNITS:
        return Resolved(UNKNOWN.get(unit, "XXXX"))
    coarser = calendars.DAYS_IN.get(unit, 0) < calendars.DAYS_IN.get(context.anchor.grain, 0)
    if unit == "D" and (context.anchor.grain != "D" or coarser):
        return Resolved("XXXX-XX-XX")
    day = calendars.add(context.anchor.day, number(slots, "rel"), unit)
    return None if day is None else of_point(Point(day, unit), "")


def resolve_season(slots: Slots, context: Context) -> Resolved | None:
    """A season, its year stated, relative or chosen by tense; a winter's January counts to the year it lies in."""
    return _resolve_part(slots, context, "S", f"XXXX-{slots['season']}")


def resolve_quarter(slots: Slots, context: Context) -> Resolved | None:
    """A quarter of a year; fiscal quarters keep TIDES' prefix FY, since their months differ from house to house."""
    found = _resolve_part(slots, context, "Q", f"XXXX-Q{slots['n']}") if 1 <= number(slots, "n") <= 4 else None
    if found is not None and slots.get("fiscal"):
        return Resolved("FY" + found.value, None, (found.value,))
    return found


def resolve_half(slots: Slots, context: Context) -> Resolved | None:
    """A half of a year."""
    return _resolve_part(slots, context, "H", f"XXXX-H{slots['n']}") if 1 <= number(slots, "n") <= 2 else None


def _resolve_part(slots: Slots, context: Context, grain: str, unknown: str) -> Resolved | None:
    """A season, quarter or half, by the year stated, by "last", "this", "next", or by the tense."""
    if grain == "S":
        months = [1, 12] if slots["season"] == "WI" else [calendars.SEASONS[str(slots["season"])]]
    else:
        months = [(number(slots, "n") - 1) * calendars.MONTHS_IN[grain] + 1]
    year = slots.get("year")
    if "year_rel" in slots and context.reference is not None:
        year = context.reference.year + number(slots, "year_rel")
    if year is not None:
        day = calendars.make_date(full_year(number({"y": year}, "y")), months[-1], 1)
        return None if day is None else of_point(Point(day, grain), "")
    if context.reference is None:
        return Resolved(unknown)
    around = range(context.reference.year - 1, context.reference.year + 2)
    days = [calendars.make_date(y, m, 1) for y in around for m in months]
    points = [Point(d, grain) for d in days if d is not None]
    rel, now = slots.get("rel"), Point(context.reference, grain)
    if rel == 0:
        points = [p for p in points if p.day.year == context.reference.year]
    elif rel is not None:
        before = number(slots, "rel") < 0
        points = [p for p in points if p.value != now.value and (p.day < context.reference) == before]
        points = [p for p in points if p.grain != "S" or abs((p.day - context.reference).days) > 27]
    elif (context.tense() or context.default_tense) == "past":
        points = [p for p in points if p.day <= context.reference] or points
    return of_point(choose(points, context), unknown)


def resolve_festival(slots: Slots, context: Context) -> Resolved | None:
    """A feast of the calendar; one whose date no rule here gives is named, with its year when that is stated."""
    rule = str(slots["festival"])
    if rule == "named":
        return Resolved(f"{number(slots, 'year'):04d}" if "year" in slots else "XXXX-XX")
    if "year" in slots:
        day = calendars.festival_date(rule, number(slots, "year"))
        return None if day is None else of_point(Point(day, "D"), "")
    if context.reference is None:
        return Resolved(f"XXXX-{rule}" if rule[:2].isdigit() and "d" not in rule else "XXXX-XX-XX")
    reference = context.reference
    days = [calendars.festival_date(rule, reference.year + step) for step in (-1, 0, 1)]
    points = [Point(d, "D") for d in days if d is not None]
    if "rel" in slots and slots["rel"] != 0:
        before = number(slots, "rel") < 0
        points = [p for p in points if p.day != reference and (p.day < reference) == before]
    if "rel" in slots and slots["rel"] == 0:
        points = [p for p in points if p.day.year == reference.year]
    chosen = choose(points, context)
    if chosen is not None and "week" in slots:
        return of_point(Point(chosen.day, "W"), "")
    return of_point(chosen, "")


def resolve_week_of(slots: Slots, context: Context) -> Resolved | None:
    """The week of a month and day."""
    from lagebild.reading.timex.resolving import resolve_date

    found = resolve_date(slots, context)
    if found is None or found.point is None:
        return found and Resolved("XXXX-WXX")
    return of_point(Point(found.point.day, "W"), "")


def resolve_duration(slots: Slots, context: Context) -> Resolved | None:
    """A length of time; a number that is not said is an X."""
    del context
    count, unit = slots.get("n", "X"), str(slots["unit"])
    if isinstance(count, (int, float)):
        count = count + number(slots, "whole") + (0.5 if slots.get("half") else 0)
    factor, base = _MULTIPLES.get(unit, (1, unit))
    if count == 0.5 and unit == "Y":
        factor, base = 12, "M"
    if unit == "h" and isinstance(count, float) and count % 1 == 0.5:
        hours = f"{int(count)}H" if count > 1 else ""
        return Resolved(f"PT{hours}30M", type="DURATION")
    written = _write_number(count * factor) if isinstance(count, (int, float)) else "X"
    if unit in _CLOCK_UNITS:
        return Resolved(f"PT{written}{_CLOCK_UNITS[unit]}", type="DURATION")
    return Resolved(f"P{written}{base}", type="DURATION")


def _write_number(count: int | float) -> str:
    """A count without an empty fraction."""
    return str(int(count)) if count == int(count) else f"{count:g}"


def resolve_set(slots: Slots, context: Context) -> Resolved | None:
    """What recurs: every day, weekly, each Monday."""
    if "weekday" in slots:
        part = f"T{slots['daypart']}" if "daypart" in slots else ""
        return Resolved(f"XXXX-WXX-{slots['weekday']}{part}")
    if "month" in slots:
        day = f"-{number(slots, 'day'):02d}" if "day" in slots else ""
        return Resolved(f"XXXX-{number(slots, 'month'):02d}{day}")
    if "daypart" in slots:
        return Resolved(f"XXXX-XX-XXT{slots['daypart']}")
    if "season" in slots:
        return Resolved(f"XXXX-{slots['season']}")
    length = resolve_duration({"n": 1, **slots}, context)
    return length and replace(length, type="SET")


def resolve_present(slots: Slots, context: Context) -> Resolved | None:
    """A year by the reference alone (German "heuer")."""
    del slots
    return Resolved("XXXX") if context.reference is None else of_point(Point(context.reference, "Y"), "")


def clock_value(slots: Slots, day: date | None) -> str | None:
    """The value of a clock time on a day; without a day only the time; None for 25 o'clock or 10:75."""
    hour, minute = number(slots, "hour", number(slots, "n")), number(slots, "minute")
    if "hhmm" in slots:
        hour, minute = divmod(number(slots, "hhmm"), 100)
    if "ampm" in slots and not 1 <= hour <= 12:
        return None
    if slots.get("ampm") == "pm" and hour < 12:
        hour += 12
    if slots.get("ampm") == "am" and hour == 12:
        hour = 0
    if slots.get("to"):
        hour, minute = (hour - 1) % 24, 30
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    time = f"T{hour:02d}:{minute:02d}" + str(slots.get("zone", ""))
    return time if day is None else day.isoformat() + time


def resolve_clock(slots: Slots, context: Context) -> Resolved | None:
    """A clock time: on the day named last (the published day stays an alternative), else on the published day."""
    named = context.anchor.day if context.anchor and context.anchor.grain == "D" else None
    day = named or context.reference
    value = clock_value(slots, day)
    if value is None:
        return None
    other = clock_value(slots, context.reference) if named and context.reference not in (None, named) else None
    return Resolved(value, Point(day, "D") if day else None, (other,) if other else ())


def resolve_daypart(slots: Slots, context: Context) -> Resolved | None:
    """A part of a day: of the published one, or counted from the day named last."""
    base = context.reference
    if slots.get("base") == "anchor" and context.anchor is not None and context.anchor.grain == "D":
        base = context.anchor.day
    day = None if base is None else calendars.add(base, number(slots, "rel"), "D")
    part = f"T{slots['daypart']}"
    return Resolved(f"XXXX-XX-XX{part}") if day is None else Resolved(day.isoformat() + part, Point(day, "D"))
