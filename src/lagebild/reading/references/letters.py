"""Who writes the letters of a page of letters: each is signed, and its "I" is whoever signs it.

A signature is a paragraph that is nothing but a full name; a page of letters has several of them.
"""

from __future__ import annotations

from bisect import bisect_right

from lagebild.records import Actor, Report

_FEWEST = 2  # signatures of a page of letters
_MOST_WORDS = 5  # words of a signature
_LONGEST = 3_000  # characters of a letter


class Letters:
    """The letters of one report by the places where they are signed; none where it is no page of letters."""

    def __init__(self, report: Report, actors: tuple[Actor, ...]) -> None:
        names = {(span.start, span.end): a.id for a in actors if a.kind == "person" for span in a.mentions}
        signed: list[tuple[int, str]] = []
        for part in report.parts:
            words = report.text[part.start : part.end].strip().rstrip(".,")
            start = report.text.find(words, part.start) if words else part.start
            writer = names.get((start, start + len(words)))
            if part.part == "body" and writer is not None and 2 <= len(words.split()) <= _MOST_WORDS:
                signed.append((start, writer))
        self._signed = sorted(signed) if len(signed) >= _FEWEST else []
        self._starts = [start for start, _ in self._signed]

    def find_writer(self, at: int) -> str | None:
        """Who signs the letter in which a character stands, or None."""
        number = bisect_right(self._starts, at)
        if number == len(self._signed) or self._starts[number] - at > _LONGEST:
            return None
        return self._signed[number][1]
