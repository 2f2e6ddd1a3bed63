"""The best stretches of a sequence of words, by the sums of their log odds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Range = tuple[int, int]
"""Words from the first up to, not including, the second."""


def find_stretch(odds: Floats, enter: Floats, leave: Floats) -> Range | None:
    """The one stretch with the largest sum of log odds, `enter` of its first and `leave` of its last word; or None.

    None when no sum is above zero.
    """
    best, found = 0.0, None
    total, start = -1e9, 0
    for i, (value, begin, end) in enumerate(zip(odds.tolist(), enter.tolist(), leave.tolist(), strict=True)):
        if begin > total:
            total, start = begin, i
        total += value
        if total + end > best:
            best, found = total + end, (start, i + 1)
    return found


def find_stretches(odds: Floats, enter: Floats, leave: Floats) -> list[Range]:
    """The stretches that together have the largest sum, each as in `find_stretch` (Viterbi over two states)."""
    out, inside = 0.0, -1e9
    opened: list[bool] = []
    closed: list[bool] = []
    for value, begin, end in zip(odds.tolist(), enter.tolist(), leave.tolist(), strict=True):
        opened.append(out + begin > inside)
        inside = max(inside, out + begin) + value
        closed.append(inside + end > out)
        out = max(out, inside + end)
    found: list[Range] = []
    i = len(opened) - 1
    while i >= 0:
        if not closed[i]:
            i -= 1
            continue
        end = i + 1
        while not opened[i]:
            i -= 1
        found.append((i, end))
        i -= 1
    return found[::-1]


def find_runs(flags: NDArray[np.bool_]) -> list[Range]:
    """The runs of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def find_log_odds(shares: Floats) -> Floats:
    """Log odds, clipped to ±6 so that no single word outvotes its neighbours."""
    clipped = np.clip(shares, 0.0025, 0.9975)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds
