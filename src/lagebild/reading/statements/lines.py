"""The lines of a report in which somebody may speak, and which of them stand near each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from lagebild.records import Part, Span

_SILENT = frozenset({"teaser", "label", "caption", "headline", "key_point"})
_FARTHEST = 8  # lines from one turn or question to the next of the same conversation

Item = TypeVar("Item")


def read_lines(text: str, parts: Sequence[Part]) -> Iterator[Span]:
    """The lines with words, without blanks at their ends and outside of parts in which nobody speaks."""
    for part in parts or (Part(0, len(text), "body"),):
        if part.part in _SILENT:
            continue
        start = part.start
        while start < part.end:
            end = text.find("\n", start, part.end)
            end = part.end if end < 0 else end
            line = text[start:end]
            if line.strip():
                yield Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            start = end + 1


def group_near(items: Sequence[Item], line_of: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Turns or questions that stand near each other; `line_of` gives the number of an item's line, rising."""
    group: list[Item] = []
    for item in items:
        if group and line_of(item) - line_of(group[-1]) > _FARTHEST:
            yield group
            group = []
        group.append(item)
    if group:
        yield group
