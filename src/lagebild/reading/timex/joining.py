"""Neighbouring matches that are one expression: "Monday, 3 October", "Friday morning", "9 a.m. Tuesday"."""

from __future__ import annotations

from lagebild.reading.timex.grammars import Grammar
from lagebild.reading.timex.scanning import Match

DAYS = frozenset({"day", "date", "weekday", "festival", "numeric", "iso", "day_of_month"})
EXACT = frozenset({"date", "numeric", "iso", "day_of_month", "festival"})
TIMES = frozenset({"clock", "daypart"})
_WIDEST = 12  # characters that may stand between two parts of one expression


def join_matches(matches: list[Match], text: str, grammar: Grammar) -> list[tuple[Match, ...]]:
    """The matches in groups, each of which is one expression; most groups have one member."""
    groups: list[list[Match]] = []
    for match in matches:
        if groups and _belongs(groups[-1], match, text, grammar):
            groups[-1].append(match)
        else:
            groups.append([match])
    return [tuple(group) for group in groups]


def _belongs(group: list[Match], match: Match, text: str, grammar: Grammar) -> bool:
    """Whether a match continues the expression before it."""
    start, end = group[-1].end, match.start
    if end - start > _WIDEST or any(m.rule.type == "SET" for m in (*group, match)):
        return False
    dated = [m for m in group if m.rule.does in DAYS]
    timed = any(m.rule.does in TIMES for m in group)
    if match.rule.does in TIMES and dated and not timed:
        kind = "date_time"
    elif match.rule.does in DAYS and timed and not dated:
        kind = "time_date"
    elif match.rule.does in EXACT and len(group) == 1 and group[0].rule.does == "weekday":
        kind = "date_date"
    else:
        return False
    joiner = grammar.joiners.get(kind)
    return joiner is not None and joiner.fullmatch(text, start, end) is not None


def split_group(group: tuple[Match, ...]) -> tuple[Match | None, Match | None]:
    """The member that says the day best, and the one that says the time of day."""
    exact = [m for m in group if m.rule.does in EXACT]
    days = exact or [m for m in group if m.rule.does not in TIMES]
    times = [m for m in group if m.rule.does in TIMES]
    return (days[0] if days else None), (times[0] if times else None)
