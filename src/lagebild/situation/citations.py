"""From a stretch of a stored report to the citation that leads back to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from lagebild.records import Citation, Part, PartName, Reading, Span, Stored

PROSE: frozenset[PartName] = frozenset({"body", "key_point"})


def cite_span(stored: Stored, start: int, end: int) -> Citation:
    """The citation of characters `start` to `end` of the stored report; white space at its ends is left out."""
    report = stored.reading.report
    text = report.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Citation(
        key=stored.key,
        version=stored.version,
        report_id=report.id,
        outlet=report.outlet,
        title=report.title,
        url=report.url,
        published=report.published,
        start=start,
        end=start + len(text),
        text=text,
        sentence=number_of_sentence(stored.reading, start),
        page=next((page.page for page in report.pages if page.start <= start < page.end), None),
    )


def number_of_sentence(reading: Reading, offset: int) -> int:
    """The number of the sentence in or after whose beginning the character stands; 0 before the first."""
    return max(0, bisect_right(reading.sentences, offset, key=lambda sentence: sentence.start) - 1)


def part_at(reading: Reading, offset: int) -> Part | None:
    """The part of the report that holds this character."""
    at = bisect_right(reading.report.parts, offset, key=lambda part: part.start) - 1
    return reading.report.parts[at] if at >= 0 and offset < reading.report.parts[at].end else None


def is_prose(reading: Reading, offset: int) -> bool:
    """Whether the character stands in the report's own prose; a report without parts is all prose."""
    part = part_at(reading, offset)
    return part.part in PROSE if part else not reading.report.parts


def slice_spans(text: str, spans: Iterable[Span]) -> str:
    """The stretches of a text joined by an ellipsis; nothing else is added."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans if end > start)
