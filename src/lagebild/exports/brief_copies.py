"""The stored copy of a report, cut into blocks, sentences and stretches that somebody answers for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lagebild.records import Part, Sentence, Statement, Stored


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a report for which one speaker, or nobody but the report, answers."""

    text: str
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in its stretches, or what stands between sentences (`number` None).

    `sentence` is the finding itself, None where `number` is.  `begins` is false where a sentence goes on from an
    earlier block, so that its anchor stands on the page once.
    """

    number: int | None
    begins: bool
    stretches: tuple[Stretch, ...]
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the report as a block of the page."""

    part: str
    pieces: tuple[Piece, ...]


def cut_copy(stored: Stored) -> Iterator[Block]:
    """The whole text of a stored report in its blocks; nothing is left out but the white space between blocks."""
    reading = stored.reading
    text = reading.report.text
    parts: Sequence[Part] = reading.report.parts or (Part(0, len(text), "body"),)
    numbered = list(enumerate(reading.sentences))
    owner = _own_characters(len(text), reading.statements)
    for part in parts:
        inside = [(n, s) for n, s in numbered if s.start < part.end and part.start < s.end]
        end = part.start + len(text[part.start : part.end].rstrip())
        pieces = tuple(_cut_part(text, part.start, end, inside, owner))
        if pieces:
            yield Block(part.part, pieces)


def _own_characters(length: int, statements: Sequence[Statement]) -> Callable[[int], Statement | None]:
    """Which statement answers for a character: the innermost whose content holds it."""
    sized = sorted(statements, key=lambda s: -sum(end - start for start, end in s.content))
    owners: list[Statement | None] = [None] * length
    for statement in sized:
        for start, end in statement.content:
            owners[start:end] = [statement] * len(owners[start:end])
    return owners.__getitem__


def _cut_part(
    text: str,
    start: int,
    end: int,
    inside: Sequence[tuple[int, Sentence]],
    owner: Callable[[int], Statement | None],
) -> Iterator[Piece]:
    """A block's sentences and what stands between them."""
    at = start
    for number, sentence in inside:
        first, last = max(sentence.start, at), min(sentence.end, end)
        if first > at:
            yield Piece(None, False, tuple(_cut_stretches(text, at, first, owner)))
        if last > first:
            yield Piece(number, sentence.start >= start, tuple(_cut_stretches(text, first, last, owner)), sentence)
            at = last
    if end > at:
        yield Piece(None, False, tuple(_cut_stretches(text, at, end, owner)))


def _cut_stretches(text: str, start: int, end: int, owner: Callable[[int], Statement | None]) -> Iterator[Stretch]:
    """Runs of characters that the same statement answers for."""
    at = start
    for place in range(start + 1, end + 1):
        if place == end or owner(place) is not owner(at):
            yield Stretch(text[at:place], owner(at))
            at = place
