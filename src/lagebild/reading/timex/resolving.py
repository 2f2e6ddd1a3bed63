"""What a match means: one function for each operation a rule may name, from slots and context to a TIMEX3 value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from lagebild.reading.timex import calendars
from lagebild.reading.timex.calendars import Point
from lagebild.reading.timex.grammars import Slot
from lagebild.reading.timex.tenses import Tense

Slots = Mapping[str, Slot]
# How many days nearer a candidate against the tense must be to be preferred all the same: a day of a month is named
# across the tense ("said the summit on 24 April") more often than a bare month.
_BIAS = {"D": 100}
_WIDE_BIAS = {True: 250, False: 130}  # whether a word of the clause shows the tense


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against.

    `reference` is the published day in its own zone and `moment` its clock, both None when unknown; `anchor` the date
    named last in the report's own prose; `tense` reads the clause's tense when it is needed; `order` is how the
    language writes numeric dates; `default_tense` holds where the clause has none.
    """

    reference: date | None
    moment: datetime | None
    anchor: Point | None
    tense: Callable[[], Tense | None]
    order: str
    default_tense: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value, the calendar point behind it where there is one, and readings left open.

    `type` overrides the rule's type when the meaning decides it.
    """

    value: str
    point: Point | None = None
    alternatives: tuple[str, ...] = ()
    type: str | None = None


def number(slots: Slots, name: str, default: int = 0) -> int:
    """A slot as a whole number, `default` when it is not there."""
    value = slots.get(name, default)
    return int(value) if isinstance(value, (int, float)) else default


def of_point(point: Point | None, unknown: str, alternatives: tuple[str, ...] = ()) -> Resolved:
    """A point's value, or the value with X's that stands for it."""
    return Resolved(unknown) if point is None else Resolved(point.value, point, alternatives)


def choose(candidates: list[Point], context: Context) -> Point | None:
    """The candidate nearest to the reference, those against the clause's tense pushed away by about a season."""
    if context.reference is None or not candidates:
        return None
    reference = context.reference
    shown = context.tense()
    tense = shown or context.default_tense

    def cost(point: Point) -> int:
        distance = (point.day - reference).days
        same = Point(reference, point.grain).value == point.value
        if same:
            return 0
        against = (tense == "past" and distance > 0) or (tense == "future" and distance < 0)
        return abs(distance) + (_BIAS.get(point.grain, _WIDE_BIAS[shown is not None]) if against else 0)

    return min(candidates, key=cost)


def resolve_constant(slots: Slots, context: Context) -> Resolved | None:
    """A value that the rule states itself (PRESENT_REF)."""
    del context
    return Resolved(str(slots["value"]))


def resolve_day(slots: Slots, context: Context) -> Resolved | None:
    """Today, yesterday, the day after tomorrow: days counted from the reference."""
    if context.reference is None:
        return Resolved("XXXX-XX-XX")
    day = calendars.add(context.reference, number(slots, "offset"), "D")
    return None if day is None else of_point(Point(day, "D"), "")


def resolve_generic_day(slots: Slots, context: Context) -> Resolved | None:
    """ "Today" in the sense of "nowadays"; that the day itself may be meant stays as an alternative."""
    del slots
    return Resolved("PRESENT_REF", None, (context.reference.isoformat(),) if context.reference else ())


def resolve_day_or_present(slots: Slots, context: Context) -> Resolved | None:
    """A day where the clause has a past or a future, else the present; the other meaning is said as well."""
    if context.tense() is None:
        return resolve_generic_day(slots, context)
    day = resolve_day(slots, context)
    return day and replace(day, alternatives=("PRESENT_REF",))


def resolve_date(slots: Slots, context: Context) -> Resolved | None:
    """A month with or without a day and a year; None for a date that no calendar has."""
    year, month, day = slots.get("year", slots.get("yy")), number(slots, "month"), number(slots, "day")
    grain = "D" if day else "M"
    if "year_rel" in slots:
        if context.reference is None:
            return Resolved(f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
        year = context.reference.year + number(slots, "year_rel")
    if year is not None:
        full = full_year(number({"y": year}, "y"))
        stated = calendars.make_date(full, month, day or 1)
        return None if stated is None else of_point(Point(stated, grain), "")
    unknown = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    if calendars.make_date(2000, month, day or 1) is None:  # 2000 was a leap year: no year at all has this day
        return None
    return of_point(choose_year(context, month, day, slots), unknown)


def choose_year(context: Context, month: int, day: int, slots: Slots) -> Point | None:
    """The year that a month or day without one belongs to; `rel` -1, 0, 1 says last, this, next."""
    if context.reference is None:
        return None
    reference, grain = context.reference, "D" if day else "M"
    days = [calendars.make_date(reference.year + step, month, day or 1) for step in range(-4, 5)]
    candidates = [Point(d, grain) for d in days if d is not None]
    now = Point(reference, grain)
    if "rel" not in slots:
        return choose([p for p in candidates if abs(p.day.year - reference.year) <= 1] or candidates, context)
    rel = number(slots, "rel")
    if rel == 0:
        return next((p for p in candidates if p.day.year == reference.year), None)
    side = [p for p in candidates if (p.value < now.value if rel < 0 else p.value > now.value)]
    return (max if rel < 0 else min)(side, key=lambda p: p.day, default=None)


def full_year(year: int) -> int:
    """A year of two digits in full: 50 to 99 are of the twentieth century, 00 to 49 of this one."""
    if year >= 100:
        return year
    return year + (1900 if year >= 50 else 2000)


def resolve_numeric(slots: Slots, context: Context) -> Resolved | None:
    """A date in digits; when both orders of day and month are dates, the other one is said as an alternative."""
    first, second, year = number(slots, "a"), number(slots, "b"), slots.get("year", slots.get("yy"))
    order = str(slots.get("order", context.order))
    readings: list[str] = []
    points: list[Point] = []
    for month, day in ((first, second), (second, first)) if order == "mdy" else ((second, first), (first, second)):
        if year is None:
            found = resolve_date({"month": month, "day": day}, context) if 1 <= month <= 12 and day else None
        else:
            found = resolve_date({"month": month, "day": day, "year": year}, context) if month and day else None
        if found is not None:
            readings.append(found.value)
            points += [found.point] if found.point else []
    if not readings:
        return None
    others = () if "order" in slots or readings[1:] == readings[:1] else tuple(readings[1:])
    return Resolved(readings[0], points[0] if points else None, others)


def resolve_iso(slots: Slots, context: Context) -> Resolved | None:
    """A date as ISO 8601 writes it."""
    del context
    day = calendars.make_date(number(slots, "year"), number(slots, "month"), number(slots, "day"))
    return None if day is None else of_point(Point(day, "D"), "")


def resolve_day_of_month(slots: Slots, context: Context) -> Resolved | None:
    """A day without its month: in the month named last, else in the month that fits the tense."""
    day = number(slots, "day")
    if not 1 <= day <= 31:
        return None
    base = context.anchor.day if context.anchor and context.anchor.grain in ("D", "M") else None
    if base is not None:
        stated = calendars.make_date(base.year, base.month, day)
        return None if stated is None else of_point(Point(stated, "D"), "")
    if context.reference is None:
        return Resolved(f"XXXX-XX-{day:02d}")
    months = [calendars.add(context.reference.replace(day=1), step, "M") for step in (-1, 0, 1)]
    days = [calendars.make_date(m.year, m.month, day) for m in months if m is not None]
    return of_point(choose([Point(d, "D") for d in days if d is not None], context), f"XXXX-XX-{day:02d}")


def resolve_weekday(slots: Slots, context: Context) -> Resolved | None:
    """A weekday: by "last", "this", "next", else by the tense of its clause; the published day itself counts.

    Where nothing decides, and for "next", the other week is said as an alternative.
    """
    weekday, reference = number(slots, "weekday"), context.reference
    if reference is None:
        return Resolved(f"XXXX-WXX-{weekday}")
    other: date | None = None
    if "after_anchor" in slots and context.anchor is not None and context.anchor.grain == "D":
        day = calendars.weekday_near(context.anchor.day, weekday, 1)
    elif slots.get("rel") == 0 or "week_rel" in slots:
        day = calendars.add(reference, 7 * number(slots, "week_rel") + weekday - reference.isoweekday(), "D")
    elif "rel" in slots:
        direction = 1 if number(slots, "rel") > 0 else -1
        day = calendars.weekday_near(reference, weekday, direction)
        other = calendars.add(day, 7, "D") if day and direction > 0 else None
    elif reference.isoweekday() == weekday:
        day = reference
    else:
        shown = context.tense()
        direction = 1 if (shown or context.default_tense) == "future" else -1
        day = calendars.weekday_near(reference, weekday, direction)
        other = calendars.weekday_near(reference, weekday, -direction) if shown is None else None
    return None if day is None else of_point(Point(day, "D"), "", (other.isoformat(),) if other else ())


def resolve_year(slots: Slots, context: Context) -> Resolved | None:
    """A year as a number; "fiscal 2022" keeps TIDES' prefix FY, since it need not be the calendar's year."""
    year = full_year(number(slots, "year", number(slots, "yy")))
    if slots.get("base") == "anchor" and context.anchor is not None:  # the second year of "1941/42"
        before = context.anchor.day.year
        year = before - before % 100 + number(slots, "yy")
        year += 100 if year < before else 0
    day = calendars.make_date(year, 1, 1)
    if day is None:
        return None
    if slots.get("fiscal"):
        return Resolved(f"FY{year}")
    return of_point(Point(day, "Y"), "")


def resolve_decade(slots: Slots, context: Context) -> Resolved | None:
    """A decade ("the 1990s", "the nineties"); two digits below 50 leave the century open."""
    del context
    decade = number(slots, "decade")
    if decade >= 100:
        return Resolved(f"{decade // 10:03d}", Point(date(decade // 10 * 10, 1, 1), "DE"))
    late, early = f"19{decade // 10}", f"20{decade // 10}"
    return Resolved(late, None, (early,) if decade < 30 else ())


def resolve_century(slots: Slots, context: Context) -> Resolved | None:
    """A century counted from the first ("the 21st century" is 20)."""
    century = number(slots, "n")
    if "rel" in slots:
        if context.reference is None:
            return Resolved("XX")
        century = context.reference.year // 100 + 1 + number(slots, "rel")
    return Resolved(f"{century - 1:02d}") if 1 <= century <= 99 else None


Operation = Callable[[Slots, Context], "Resolved | None"]
