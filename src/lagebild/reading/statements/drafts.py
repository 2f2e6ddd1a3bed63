"""Drafts: what each possible cue claims as its source and content, each cue for itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.models.encoder import CUE, Encoded
from lagebild.reading.statements.stretches import Floats, Range, find_log_odds, find_stretch, find_stretches
from lagebild.reading.statements.words import Words


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds, set on articles of the training set that the weights were not fitted on."""

    cue: float = 0.05
    keep: float = 0.25
    switch: float = 0.5
    content: float = -0.5
    source: float = -1.0
    fill: float = 0.4
    edge: float = 0.3
    left: float = 0.3
    extend: float = 0.1
    orphan: float = 0.8
    spare: float = 0.05
    reach: int = 40
    faint: float = -2.0
    scrap: int = 2
    sure: float = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """An attribution in the making, in ranges of words.

    `score` is how surely its cue is one, `named` how surely its source is its own (0 without one); `shares` are the
    probabilities of being its content, over the words from `low` on.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    score: float
    low: int
    shares: Floats
    named: float


def read_shares(draft: Draft, start: int, end: int) -> Floats:
    """How likely the words from `start` to `end` are the draft's content; 0 outside of what its cue was read with."""
    shares = np.zeros(end - start, np.float32)
    low, high = max(start, draft.low), min(end, draft.low + len(draft.shares))
    if low < high:
        shares[low - start : high - start] = draft.shares[low - draft.low : high - draft.low]
    return shares


def find_cues(words: Words, limits: Limits) -> list[int]:
    """The words that may begin a cue."""
    role = words.roles[:, CUE]
    likely = (words.begins[:, CUE - 1] >= limits.cue) | (
        (role >= 0.5) & (np.concatenate(([0.0], role[:-1])) < 0.5) & (words.begins[:, CUE - 1] >= 0.1)
    )
    return [int(i) for i in np.flatnonzero(likely)]


def draft_attribution(
    encoded: Encoded, words: Words, cue: int, sources: Sequence[Range], limits: Limits
) -> Draft | None:
    """What the cue that begins at word `cue` claims; None when its piece has no arcs."""
    read = read_arcs(encoded, words, [cue])
    if read is None:
        return None
    low, shares = read
    extent = _grow(shares[2], cue - low, 0.5)
    read = read_arcs(encoded, words, [cue, *range(low + extent[0], cue), *range(cue + 1, low + extent[1])])
    assert read is not None  # the word `cue` is among them
    low, shares = read
    extent = _grow(shares[2], cue - low, 0.5)
    taken = np.zeros(shares.shape[1], bool)
    taken[slice(*extent)] = True
    enter, leave = _edge_gains(words, low, shares.shape[1], limits)
    odds: Floats = np.where(taken, np.float32(-9.0), find_log_odds(shares[1]))
    source = find_stretch(odds - np.float32(limits.source), enter[0], leave[0]) or _find_unit(
        odds, low, sources, limits
    )
    if source is not None:
        taken[slice(*source)] = True
    content = find_stretches(
        np.where(taken, np.float32(-9.0), find_log_odds(shares[3]) - np.float32(limits.content)), enter[2], leave[2]
    )
    start, end = low + extent[0], low + extent[1]
    return Draft(
        (start, end),
        None if source is None else (low + source[0], low + source[1]),
        _fill_quotations([(low + a, low + b) for a, b in content], words.quotations, (start, end), limits),
        float((words.begins[start, CUE - 1] + words.roles[start:end, CUE].mean()) / 2),
        low,
        shares[3],
        0.0 if source is None else float(shares[1, slice(*source)].mean()),
    )


def _find_unit(odds: Floats, low: int, units: Sequence[Range], limits: Limits) -> Range | None:
    """Of the stretches that look like sources, the one that the cue claims most; None when it hardly claims any."""
    at = bisect_left(units, (low, low))
    best, found = limits.faint, None
    for start, end in units[at:]:
        if end > low + len(odds):
            break
        claim = float(odds[start - low : end - low].mean())
        if claim > best:
            best, found = claim, (start - low, end - low)
    return found


def _edge_gains(words: Words, low: int, count: int, limits: Limits) -> tuple[Floats, Floats]:
    """What it gains (mostly: costs) to begin and to end a source, cue, content at each word, two times [3, words]."""
    begins: Floats = np.log(np.maximum(words.begins[low : low + count], np.float32(0.002))).T
    ends: Floats = np.log(np.maximum(words.ends_of[low : low + count], np.float32(0.002))).T
    return limits.edge * begins - limits.switch, limits.edge * ends - limits.switch


def read_arcs(encoded: Encoded, words: Words, cues: Sequence[int]) -> tuple[int, Floats] | None:
    """Probabilities [none, source, cue, content] over the words from the first one returned on, for a cue of `cues`."""
    rows = [row for c in cues if (row := encoded.rows.get(int(words.first[c]))) is not None]
    if not rows:
        return None
    rows = [row for row in rows if row.start == rows[0].start]  # those of one window
    start = max(row.start for row in rows)
    end = min(row.start + row.logits.shape[1] for row in rows)
    logits: Floats = np.mean([row.logits[:, start - row.start : end - row.start] for row in rows], axis=0)
    low, high = np.searchsorted(words.first, start), np.searchsorted(words.first, end)
    first = words.first[low:high] - start
    sizes = np.diff(first, append=end - start)
    means = np.add.reduceat(logits[:, first[0] :], first - first[0], axis=1) / sizes
    powers = np.exp(np.clip(np.vstack([np.zeros((1, means.shape[1])), means]), -30, 30))
    return int(low), (powers / powers.sum(axis=0)).astype(np.float32)


def _grow(shares: Floats, at: int, floor: float) -> Range:
    """The run of words around `at` that are at least `floor`."""
    start, end = at, at + 1
    while start > 0 and shares[start - 1] >= floor:
        start -= 1
    while end < len(shares) and shares[end] >= floor:
        end += 1
    return start, end


def _fill_quotations(
    content: list[Range], quotations: Sequence[Range], cue: Range, limits: Limits
) -> tuple[Range, ...]:
    """The content with every quotation that it holds enough of made whole."""
    if not content:
        return ()
    first = max(bisect_left(quotations, (content[0][0], 0)) - 1, 0)
    for start, end in quotations[first : bisect_left(quotations, (content[-1][1], 0))]:
        inside = sum(max(0, min(end, b) - max(start, a)) for a, b in content)
        if end - start > 2 and limits.fill * (end - start) <= inside and (end <= cue[0] or cue[1] <= start):
            apart = [r for r in content if r[1] < start or end < r[0]]
            near = [r for r in content if r not in apart]
            content = [*apart, (min(start, *(r[0] for r in near)), max(end, *(r[1] for r in near)))]
    return tuple(sorted(content))
