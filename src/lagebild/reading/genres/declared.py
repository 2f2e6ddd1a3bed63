"""What a page or text declares itself to be: by its data, by its address, or by a word at its headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args
from urllib.parse import urlsplit

from lagebild.reading.tables import read_table
from lagebild.records import Report, Span, TextTypeName

_PREFIX = re.compile(r"\W{0,3}([\w &’'-]{2,30}?)\s*(?:[:|]|\s[–—-]\s)")
_SUFFIX = re.compile(r"[|]\s*([\w &-]{2,30})\s*$")


@dataclass(frozen=True, slots=True)
class Declared:
    """A type that is stated, in which words, and where in the text; `span` is None where that was outside of it."""

    label: TextTypeName
    words: str
    span: Span | None


def find_declared(report: Report) -> tuple[Declared, ...]:
    """What is declared, the weightiest first.

    What stands in the text outweighs the page's data, for it is what people were shown; then come the data, then the
    section of the address.
    """
    stated = [Declared(d.label, d.words, d.span) for d in report.declared if d.label is not None]
    inside = [d for d in stated if d.span is not None]
    headline = _read_headline(report)
    section = _read_section(report.url)
    order = [*inside, headline, *(d for d in stated if d.span is None), section]
    return tuple(declared for declared in order if declared is not None)


def _read_headline(report: Report) -> Declared | None:
    """The type that a word before a colon or bar at the headline states."""
    part = next((p for p in report.parts if p.part == "headline"), None)
    line = report.text[part.start : part.end].strip() if part else report.title or ""
    for pattern in (_PREFIX, _SUFFIX):
        match = pattern.match(line) if pattern is _PREFIX else pattern.search(line)
        label = _load("text_type_headlines.tsv").get(match[1].strip().casefold()) if match else None
        if match and label:
            at = report.text.index(line, part.start) if part else 0
            return Declared(label, match[1], Span(at + match.start(1), at + match.end(1)) if part else None)
    return None


def _read_section(url: str | None) -> Declared | None:
    """The type that a directory of the address states."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    sections = [name.lower() for name in path.split("/")[:-1]]
    label = next(
        (_load("text_type_sections.tsv")[name] for name in sections if name in _load("text_type_sections.tsv")), None
    )
    return Declared(label, path, None) if label else None


@cache
def _load(name: str) -> dict[str, TextTypeName]:
    """Words and the type they state; ValueError for a type that there is not."""
    rows = {row[0]: row[1] for row in read_table(name, 2)}
    if wrong := set(rows.values()) - set(get_args(TextTypeName)):
        raise ValueError(f"{name}: no such text type: {', '.join(sorted(wrong))}")
    return cast("dict[str, TextTypeName]", rows)
