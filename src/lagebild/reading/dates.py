"""The dates of a report: TIMEX3 expressions with values, resolved against its published time and the dates before them.

What counts as an expression and what its value looks like follows the TimeML annotation guidelines 1.2.1 and, for
values, TIDES 2005.  The words and rules of a language stand in `data/dates_LANGUAGE.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from spacy.tokens import Doc

from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.timex.calendars import Point
from lagebild.reading.timex.grammars import Grammar, load_grammar
from lagebild.reading.timex.joining import DAYS, join_matches, split_group
from lagebild.reading.timex.operations import OPERATIONS
from lagebild.reading.timex.periods import clock_value
from lagebild.reading.timex.resolving import Context, Resolved
from lagebild.reading.timex.scanning import Match, find_matches
from lagebild.reading.timex.tenses import Tense, read_tense
from lagebild.records import DateMention, DateType, Reading, Span

QUIET_PARTS = frozenset({"teaser", "label"})
_MEMORY = 1500  # characters after which a date named before is no longer what "that day" speaks of


def read_dates(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its dates added; in labels and teasers they are found, but nothing is reckoned from them.

    Dates of a language without a grammar are left out, and a warning says so.
    """
    report = parsed.report
    language = (report.language or "").lower()[:2]
    if load_grammar(language) is None:
        warning = f"dates: no grammar for the language {report.language or 'unknown'!r}"
        return replace(reading, warnings=(*reading.warnings, warning))
    quiet = tuple(Span(p.start, p.end) for p in report.parts if p.part in QUIET_PARTS)
    published = report.published.date() if report.published and report.published_is_date else report.published
    found = find_dates(report.text, published, language, doc=parsed.doc, quiet=quiet)
    return replace(reading, dates=found)


READER = Reader("dates", "1", None, read_dates)


def find_dates(
    text: str,
    reference: datetime | date | None,
    language: str,
    *,
    doc: Doc | None = None,
    quiet: Iterable[Span] = (),
) -> tuple[DateMention, ...]:
    """The temporal expressions of a text in order, with TIMEX3 types and values.

    `reference` is when the text was published, in its own zone; without it relative expressions get values with X's.
    `doc` is the text's parse, used for tense only.  Spans in `quiet` hold dates that no other date is reckoned from.
    A language without a grammar has no dates here.
    """
    grammar = load_grammar(language)
    if grammar is None:
        return ()
    moment = reference if isinstance(reference, datetime) else None
    day = reference.date() if isinstance(reference, datetime) else reference
    setting = _Setting(text, grammar, day, moment, doc)
    return tuple(_resolve_all(setting, sorted(quiet)))


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stays the same for all expressions of one text."""

    text: str
    grammar: Grammar
    day: date | None
    moment: datetime | None
    doc: Doc | None


def _resolve_all(setting: _Setting, quiet: list[Span]) -> Iterator[DateMention]:
    """Each expression with its value, carrying along the date named last."""
    anchor: Point | None = None
    anchored_at = 0
    quiet_index = 0
    for group in join_matches(find_matches(setting.text, setting.grammar), setting.text, setting.grammar):
        start, end = group[0].start, group[-1].end
        while quiet_index < len(quiet) and quiet[quiet_index].end <= start:
            quiet_index += 1
        silent = quiet_index < len(quiet) and quiet[quiet_index].start <= start
        if silent or start - anchored_at > _MEMORY:
            anchor = None if start - anchored_at > _MEMORY else anchor
        resolved = _resolve_group(group, setting, None if silent else anchor)
        if resolved is None:
            continue
        kind: DateType = resolved.type or group[0].rule.type  # type: ignore[assignment]  # checked by the grammar tests
        yield DateMention(start, end, kind, resolved.value, resolved.alternatives)
        if resolved.point is not None and not silent:
            anchor, anchored_at = resolved.point, end


def _resolve_group(group: tuple[Match, ...], setting: _Setting, anchor: Point | None) -> Resolved | None:
    """The value of one expression; None when it names a time that does not exist."""
    start, end = group[0].start, group[-1].end

    def tense() -> Tense | None:
        return read_tense(setting.text, start, end, setting.grammar, setting.doc)

    grammar = setting.grammar
    context = Context(setting.day, setting.moment, anchor, tense, grammar.order, grammar.default_tense)
    day_match, time_match = split_group(group)
    if day_match is None or time_match is None:
        match = day_match or time_match
        return None if match is None else _resolve_match(match, context)
    found = _resolve_match(day_match, context)
    if found is None:
        return None
    if found.point is not None and found.point.grain != "D":
        return found
    if time_match.rule.does == "daypart":
        return replace(found, value=f"{found.value}T{time_match.slots['daypart']}", type="TIME")
    clock = clock_value(time_match.slots, None)
    return None if clock is None else replace(found, value=found.value + clock, type="TIME")


def _resolve_match(match: Match, context: Context) -> Resolved | None:
    """The value of one match; a day said together with its part ("Montagabend") carries that part."""
    found = OPERATIONS[match.rule.does](match.slots, context)
    if found is None or match.rule.does not in DAYS or "daypart" not in match.slots:
        return found
    return replace(found, value=f"{found.value}T{match.slots['daypart']}", type="TIME")
