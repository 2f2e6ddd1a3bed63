"""A long text cut into overlapping windows that end at paragraphs or sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Window(NamedTuple):
    """Pieces `start` to `end` are read; what is read of `core_start` to `core_end` counts. Cores tile the text."""

    start: int
    end: int
    core_start: int
    core_end: int


class Reach(NamedTuple):
    """How far windows reach, in pieces: `size` at most in all, of which up to `before` and `after` are context."""

    size: int = 256
    before: int = 32
    after: int = 16


def cut_windows(length: int, paragraphs: Sequence[int], sentences: Sequence[int], reach: Reach) -> list[Window]:
    """Windows over pieces 0 to `length`; `paragraphs` and `sentences` are the indices of the pieces that begin one.

    A core ends at the last paragraph border in its second half, else at the last sentence border, else anywhere.
    Context too is whole sentences, or as much as fits where a sentence is longer.
    """
    borders = sorted({0, length, *paragraphs, *sentences})
    windows = []
    core = 0
    while core < length:
        start = max(core - reach.before, 0)
        nearest = borders[bisect_left(borders, start)]
        start = nearest if nearest < core else start
        room = start + reach.size
        if room >= length:
            windows.append(Window(start, length, core, length))
            break
        core_end = _find_cut(core, room - reach.after, paragraphs, borders)
        end = borders[bisect_right(borders, core_end + reach.after) - 1]
        windows.append(Window(start, max(end, core_end), core, core_end))
        core = core_end
    return windows


def _find_cut(core: int, limit: int, paragraphs: Sequence[int], borders: Sequence[int]) -> int:
    """Where a core that begins at `core` ends, at `limit` at the latest."""
    at = bisect_right(paragraphs, limit) - 1
    if at >= 0 and paragraphs[at] > (core + limit) // 2:
        return paragraphs[at]
    cut = borders[bisect_right(borders, limit) - 1]
    return cut if cut > core else limit
