"""Blocks: the paragraphs, headings and bullets of a report, before they are joined to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.records import Part, PartName

BETWEEN = "\n\n"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = {ord(c): None for c in "\u200b\u2060\ufeff\u00ad"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a report and the part it plays; `text` is one line without spaces at its ends, never empty."""

    text: str
    part: PartName


def tidy_line(words: str | None) -> str:
    """The words as one line: white space folded, invisible and control characters dropped."""
    if not words:
        return ""
    line = " ".join((words if words.isascii() else words.translate(_INVISIBLE)).split())
    return line if line.isprintable() else _CONTROLS.sub("", line).strip()


def join_blocks(blocks: Iterable[Block]) -> tuple[str, tuple[Part, ...]]:
    """The text that the blocks make and the parts that tile it."""
    kept = [b for b in blocks if b.text]
    text = BETWEEN.join(b.text for b in kept)
    return text, tile_parts(text, [b.part for b in kept], _starts_of(kept))


def _starts_of(blocks: Sequence[Block]) -> list[int]:
    """The offset at which each block starts in the joined text."""
    starts, here = [], 0
    for block in blocks:
        starts.append(here)
        here += len(block.text) + len(BETWEEN)
    return starts


def tile_parts(text: str, names: Sequence[PartName], starts: Sequence[int]) -> tuple[Part, ...]:
    """Parts from the offsets where they start: the first reaches back to 0, the last on to the end of the text."""
    if not text or not names:
        return ()
    borders = [0, *starts[1:], len(text)]
    return tuple(Part(borders[i], borders[i + 1], name) for i, name in enumerate(names))
