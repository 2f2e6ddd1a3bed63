"""The operations that a grammar's rules may name, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lagebild.reading.timex import periods, resolving
from lagebild.reading.timex.resolving import Operation

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "constant": resolving.resolve_constant,
        "day": resolving.resolve_day,
        "generic_day": resolving.resolve_generic_day,
        "day_or_present": resolving.resolve_day_or_present,
        "date": resolving.resolve_date,
        "numeric": resolving.resolve_numeric,
        "iso": resolving.resolve_iso,
        "day_of_month": resolving.resolve_day_of_month,
        "weekday": resolving.resolve_weekday,
        "year": resolving.resolve_year,
        "decade": resolving.resolve_decade,
        "century": resolving.resolve_century,
        "unit": periods.resolve_unit,
        "in_shift": periods.resolve_in_shift,
        "shift": periods.resolve_shift,
        "anchored_unit": periods.resolve_anchored_unit,
        "year_before": periods.resolve_year_before,
        "season": periods.resolve_season,
        "quarter": periods.resolve_quarter,
        "half": periods.resolve_half,
        "festival": periods.resolve_festival,
        "week_of": periods.resolve_week_of,
        "duration": periods.resolve_duration,
        "set": periods.resolve_set,
        "present_year": periods.resolve_present,
        "clock": periods.resolve_clock,
        "daypart": periods.resolve_daypart,
    }
)
