"""What each report puts first: its own key points, else the first sentence of its body."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.records import Citation, Part, Stored
from lagebild.situation.citations import cite_span, part_at

FEWEST_WORDS = 6
_BULLETS = " \t\n-–—•·*▪‣"


def gather_key_points(reports: Sequence[Stored]) -> tuple[Citation, ...]:
    """The key points of the reports in the order given; a report with neither key point nor body has none."""
    found: list[Citation] = []
    for stored in reports:
        stated = [part for part in stored.reading.report.parts if part.part == "key_point"]
        text = stored.reading.report.text
        points = [cite_span(stored, _after_bullet(text, part), part.end) for part in stated] or _first_sentence(stored)
        found.extend(point for point in points if point.text)
    return tuple(found)


def _after_bullet(text: str, part: Part) -> int:
    """Where the part's words begin, after the bullet that a plain text sets before them."""
    words = text[part.start : part.end]
    return part.end - len(words.lstrip(_BULLETS)) if words.strip(_BULLETS) else part.start


def _first_sentence(stored: Stored) -> list[Citation]:
    """The first whole sentence of the body, since lines such as "Interview" stand there too; else its first line."""
    reading = stored.reading
    body = [
        cite_span(stored, sentence.start, sentence.end)
        for sentence in reading.sentences
        if (part.part == "body" if (part := part_at(reading, sentence.start)) else not reading.report.parts)
    ]
    return [point for point in body if _is_whole(point.text)][:1] or body[:1]


def _is_whole(words: str) -> bool:
    """Whether the words look like a sentence: long enough, and closed by a full stop."""
    return len(words.split()) >= FEWEST_WORDS and words.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))
