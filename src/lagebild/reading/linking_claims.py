"""Claims settled: every word of content to one statement, and content that no cue claimed found one.

PolNeAR's statements are the outermost ones, so no two of them share words of content.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lagebild.models.encoder import CONTENT
from lagebild.reading.linking_drafts import Draft, Limits
from lagebild.reading.linking_stretches import Range, find_runs
from lagebild.reading.linking_words import Words, find_units

Owners = NDArray[np.int64]


def settle_claims(drafts: list[Draft], words: Words, limits: Limits) -> list[Draft]:
    """The statements: drafts above the limit, each with its own words, then those that orphaned content calls for."""
    drafts = drop_twins(drafts)
    kept = [d for d in drafts if d.score >= limits.keep]
    spare = [d for d in drafts if d.score < limits.keep]
    owner = own_words(kept, words, limits)
    units = find_units(words, CONTENT)
    extend_claims(owner, units, limits)
    for unit in units:
        adopt_orphan(unit, owner, kept, spare, words, limits)
    return [replace(d, content=content) for n, d in enumerate(kept) if (content := tuple(find_runs(owner == n)))]


def drop_twins(drafts: list[Draft]) -> list[Draft]:
    """Of drafts whose cues overlap, the one with the best score."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if all(draft.cue[1] <= k.cue[0] or k.cue[1] <= draft.cue[0] for k in kept):
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
            claim = draft.shares[start - draft.low : end - draft.low] * draft.score
            better = claim > strength[start:end]
            owner[start:end][better] = number
            strength[start:end][better] = claim[better]
    sizes = np.bincount(owner[owner >= 0], minlength=len(drafts))
    for number, draft in enumerate(drafts):
        if sizes[number] < limits.left * sum(b - a for a, b in draft.content):
            owner[owner == number] = -1
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


def adopt_orphan(
    unit: Range, owner: Owners, kept: list[Draft], spare: list[Draft], words: Words, limits: Limits
) -> None:
    """Finds a statement for content that no cue claimed; `owner` and `kept` are changed in place."""
    start, end = unit
    if end - start < 3 or (owner[start:end] >= 0).any() or words.roles[start:end, CONTENT].mean() < limits.orphan:
        return
    best = max(spare, key=lambda d: d.score * _cover(d, unit), default=None)
    if best is not None and _cover(best, unit) >= 0.5 and best.score >= limits.spare:
        spare.remove(best)
        owner[start:end] = len(kept)
        kept.append(best)
        return
    idle = [n for n, d in enumerate(kept) if not (owner == n).any() and 0 <= start - d.cue[1] <= limits.reach]
    if idle:
        owner[start:end] = max(idle, key=lambda n: kept[n].cue[1])


def _cover(draft: Draft, unit: Range) -> float:
    """The share of a unit that a draft claims."""
    return sum(max(0, min(b, unit[1]) - max(a, unit[0])) for a, b in draft.content) / (unit[1] - unit[0])
