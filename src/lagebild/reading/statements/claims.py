"""Claims settled: every word of content to one statement, and content that no cue claimed found one.

PolNeAR's statements are the outermost ones, so no two of them share words of content.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lagebild.models.encoder import CONTENT
from lagebild.reading.statements.drafts import Draft, Limits, read_shares
from lagebild.reading.statements.stretches import Range, find_runs
from lagebild.reading.statements.words import Words, find_units

Owners = NDArray[np.int64]
NEAR = 250
"""Words between a cue and its content at most: no window of the encoder is longer."""


def settle_claims(drafts: list[Draft], words: Words, limits: Limits) -> list[Draft]:
    """The statements: drafts above the limit, each with its own words, then those that orphaned content calls for."""
    drafts = drop_twins(drafts, len(words.starts))
    kept = [d for d in drafts if d.score >= limits.keep]
    spare = [d for d in drafts if d.score < limits.keep]
    owner = own_words(kept, words, limits)
    units = find_units(words, CONTENT)
    extend_claims(owner, units, limits)
    orphans = Orphans(kept, spare, set(owner.tolist()), words, limits)
    for start, end in units:
        if not (owner[start:end] >= 0).any():
            owner[start:end] = orphans.adopt((start, end))
    content: dict[int, list[Range]] = {}
    for start, end in _cut_runs(owner):
        content.setdefault(int(owner[start]), []).append((start, end))
    return [replace(d, content=drop_earlier(content[n], d, words)) for n, d in enumerate(kept) if n in content]


def drop_earlier(content: list[Range], draft: Draft, words: Words) -> tuple[Range, ...]:
    """The content without what stands in a paragraph before the cue's, unless there is nothing else."""
    line = words.lines[draft.cue[0]]
    return tuple(c for c in content if words.lines[c[0]] >= line) or tuple(content)


def drop_twins(drafts: list[Draft], count: int) -> list[Draft]:
    """Of drafts whose cues overlap, the one with the best score; `count` is the number of words."""
    taken = np.zeros(count, bool)
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if not taken[slice(*draft.cue)].any():
            taken[slice(*draft.cue)] = True
            kept.append(draft)
    return sorted(kept, key=lambda d: d.cue)


def own_words(drafts: list[Draft], words: Words, limits: Limits) -> Owners:
    """The number of the draft that owns each word of content, -1 for none: the one that claims it most strongly.

    A draft that is left with too small a share of what it claims loses the rest.
    """
    owner = np.full(len(words.starts), -1)
    strength = np.zeros(len(words.starts), np.float32)
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            claim = np.maximum(read_shares(draft, start, end), np.float32(0.01)) * draft.score
            better = claim > strength[start:end]
            owner[start:end][better] = number
            strength[start:end][better] = claim[better]
    sizes = np.bincount(owner[owner >= 0], minlength=len(drafts))
    claims = np.array([sum(b - a for a, b in d.content) for d in drafts])
    lost = np.append(sizes < limits.left * claims, True)  # the last for words without an owner
    owner[lost[owner]] = -1
    return owner


def extend_claims(owner: Owners, units: list[Range], limits: Limits) -> None:
    """Gives what nobody claims of a stretch of content to the neighbour who claims enough of the same stretch.

    Scraps go the same way: a word or two inside another's stretch, or alone outside of all stretches.
    """
    inside = np.zeros(len(owner), bool)
    for start, end in units:
        inside[start:end] = True
        mine = owner[start:end]
        if (mine >= 0).mean() < limits.extend:
            continue
        for a, b in _cut_runs(mine):
            if mine[a] >= 0 and b - a <= limits.scrap < end - start:
                mine[a:b] = -1
        if (mine >= 0).any():
            for a, b in find_runs(mine < 0):
                mine[a:b] = mine[a - 1] if a else mine[b]
    for a, b in _cut_runs(owner):
        if b - a <= limits.scrap and not inside[a:b].any():
            owner[a:b] = -1


def _cut_runs(owner: Owners) -> list[Range]:
    """The runs of words with one owner, or none."""
    cuts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(owner)]
    return list(pairwise(cuts))


class Orphans:
    """Finds statements for content that no cue claimed: a draft so far thought too weak, else a cue left without any.

    `kept` grows by the drafts that are taken up; `busy` are the numbers of drafts that own words already.
    """

    def __init__(self, kept: list[Draft], spare: list[Draft], busy: set[int], words: Words, limits: Limits) -> None:
        self.kept, self.words, self.limits = kept, words, limits
        self.spare = sorted(spare, key=lambda d: d.cue)
        self.idle = [n for n in range(len(kept)) if n not in busy]

    def adopt(self, unit: Range) -> int:
        """The number of the draft, in `kept`, that gets the unit; -1 for none."""
        start, end = unit
        if end - start < 3 or self.words.roles[start:end, CONTENT].mean() < self.limits.orphan:
            return -1
        low = bisect_left(self.spare, start - NEAR, key=lambda d: d.cue[0])
        high = bisect_left(self.spare, end + NEAR, key=lambda d: d.cue[0])
        best = max(self.spare[low:high], key=lambda d: d.score * _cover(d, unit), default=None)
        if best is not None and _cover(best, unit) >= 0.5 and best.score >= self.limits.spare:
            self.spare.remove(best)
            self.kept.append(best)
            return len(self.kept) - 1
        at = bisect_right(self.idle, start, key=lambda n: self.kept[n].cue[1]) - 1
        if at >= 0 and start - self.kept[self.idle[at]].cue[1] <= self.limits.reach:
            return self.idle.pop(at)
        return -1


def _cover(draft: Draft, unit: Range) -> float:
    """The share of a unit that a draft claims."""
    return sum(max(0, min(b, unit[1]) - max(a, unit[0])) for a, b in draft.content) / (unit[1] - unit[0])
