"""From the encoder's labels and arcs to attributions: which cue has which source and which content.

Works on words (runs of letters, or one mark).  Every word that may begin a cue is asked, by its arcs, for the rest of
its cue, for one stretch of source and for the stretches of content; of cues that claim the same content the likelier
keeps it, since PolNeAR's statements are the outermost ones and share no words of content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lagebild.models.encoder import CUE, Encoded
from lagebild.models.quotations import find_quotations
from lagebild.records import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Range = tuple[int, int]
"""Words from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution; `confidence` is the chance, in [0, 1], that content and source are both right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds, set on articles of the training set that the weights were not fitted on."""

    cue: float = 0.2
    keep: float = 0.35
    switch: float = 0.5
    content: float = -0.5
    source: float = -1.0
    fill: float = 0.4
    edge: float = 0.3
    left: float = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: offsets, role probabilities [words, 4], begins and ends [words, 3], and their pieces."""

    starts: Ints
    ends: Ints
    roles: Floats
    begins: Floats
    ends_of: Floats
    first: Ints
    quotations: tuple[Range, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """An attribution in the making: ranges of words, and the probabilities of its content over words from `low` on."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    score: float
    low: int
    shares: Floats


def link_spans(encoded: Encoded, text: str, limits: Limits | None = None) -> tuple[Linked, ...]:
    """The attributions of `text`, in the order of their cues."""
    if not len(encoded.pieces):
        return ()
    limits = limits or Limits()
    words = gather_words(encoded, text)
    drafts = [d for c in find_cues(words, limits) if (d := draft_attribution(encoded, words, c, limits)) is not None]
    drafts = settle_claims(drop_twins(drafts), words, limits)
    found = [_finish(d, words) for d in drafts if d.content and d.score >= limits.keep]
    return tuple(sorted(found, key=lambda a: a.cue[0].start))


def gather_words(encoded: Encoded, text: str) -> Words:
    """The words with the labels of their pieces: roles are means, a begin is the first piece's, an end the last's."""
    pieces = encoded.pieces
    first = np.flatnonzero(np.diff(pieces.words, prepend=-2))
    sizes = np.diff(first, append=len(pieces))
    last = first + sizes - 1
    roles = np.add.reduceat(encoded.roles, first, axis=0) / sizes[:, None]
    starts, ends = pieces.starts[first], pieces.ends[last]
    quotations = [
        (int(np.searchsorted(ends, s, side="right")), int(np.searchsorted(starts, e, side="left")))
        for s, e in find_quotations(text)
    ]
    return Words(
        starts,
        ends,
        roles.astype(np.float32),
        encoded.begins[first],
        encoded.ends[last],
        first,
        tuple(q for q in quotations if q[0] < q[1]),
    )


def find_cues(words: Words, limits: Limits) -> list[int]:
    """The words that may begin a cue."""
    role = words.roles[:, CUE]
    likely = (words.begins[:, CUE - 1] >= limits.cue) | (
        (role >= 0.5) & (np.concatenate(([0.0], role[:-1])) < 0.5) & (words.begins[:, CUE - 1] >= 0.1)
    )
    return [int(i) for i in np.flatnonzero(likely)]


def draft_attribution(encoded: Encoded, words: Words, cue: int, limits: Limits) -> Draft | None:
    """What the cue that begins at word `cue` claims; None when its piece has no arcs."""
    read = read_arcs(encoded, words, [cue])
    if read is None:
        return None
    low, shares = read
    extent = _grow(shares[2], cue - low, 0.5)
    read = read_arcs(encoded, words, range(low + extent[0], low + extent[1]))
    assert read is not None  # the word `cue` is among them
    low, shares = read
    extent = _grow(shares[2], cue - low, 0.5)
    taken = np.zeros(shares.shape[1], bool)
    taken[extent[0] : extent[1]] = True
    enter, leave = _edge_gains(words, low, shares.shape[1], limits)
    source = find_stretch(np.where(taken, -9.0, _logit(shares[1]) - limits.source), enter[0], leave[0])
    content = find_stretches(np.where(taken, -9.0, _logit(shares[3]) - limits.content), enter[2], leave[2])
    start, end = low + extent[0], low + extent[1]
    score = float((words.begins[start, CUE - 1] + words.roles[start:end, CUE].mean()) / 2)
    return Draft(
        (start, end),
        None if source is None else (low + source[0], low + source[1]),
        _fill_quotations([(low + a, low + b) for a, b in content], words.quotations, (start, end), limits),
        score,
        low,
        shares[3],
    )


def _edge_gains(words: Words, low: int, count: int, limits: Limits) -> tuple[Floats, Floats]:
    """What it gains (mostly: costs) to begin and to end a source, cue, content at each word, two times [3, words]."""
    begins = np.log(np.maximum(words.begins[low : low + count], 0.002)).T
    ends = np.log(np.maximum(words.ends_of[low : low + count], 0.002)).T
    return limits.edge * begins - limits.switch, limits.edge * ends - limits.switch


def read_arcs(encoded: Encoded, words: Words, cues: Sequence[int]) -> tuple[int, Floats] | None:
    """Probabilities [none, source, cue, content] over the words from the first one returned on, for a cue of `cues`."""
    rows = [row for c in cues if (row := encoded.rows.get(int(words.first[c]))) is not None]
    if not rows:
        return None
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


def _logit(shares: Floats) -> Floats:
    """Log odds, clipped to ±6 so that no single word outvotes its neighbours."""
    clipped = np.clip(shares, 0.0025, 0.9975)
    odds: Floats = np.log(clipped / (1 - clipped))
    return odds


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


def _fill_quotations(
    content: list[Range], quotations: Sequence[Range], cue: Range, limits: Limits
) -> tuple[Range, ...]:
    """The content with every quotation that it holds enough of made whole."""
    for start, end in quotations:
        inside = sum(max(0, min(end, b) - max(start, a)) for a, b in content)
        if end - start > 2 and limits.fill * (end - start) <= inside and (end <= cue[0] or cue[1] <= start):
            apart = [r for r in content if r[1] < start or end < r[0]]
            near = [r for r in content if r not in apart]
            content = [*apart, (min(start, *(r[0] for r in near)), max(end, *(r[1] for r in near)))]
    return tuple(sorted(content))


def drop_twins(drafts: list[Draft]) -> list[Draft]:
    """Of drafts whose cues overlap, the one with the best score."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: -d.score):
        if all(draft.cue[1] <= k.cue[0] or k.cue[1] <= draft.cue[0] for k in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.cue)


def settle_claims(drafts: list[Draft], words: Words, limits: Limits) -> list[Draft]:
    """The drafts with every word of content left to the one that claims it most strongly; cues are nobody's content."""
    owner = np.full(len(words.starts), -1)
    strength = np.zeros(len(words.starts), np.float32)
    for number, draft in enumerate(drafts):
        for start, end in draft.content:
            claim = draft.shares[start - draft.low : end - draft.low] * draft.score
            better = claim > strength[start:end]
            owner[start:end][better] = number
            strength[start:end][better] = claim[better]
    settled = []
    for number, draft in enumerate(drafts):
        mine = owner == number
        content: list[Range] = []
        for start, end in draft.content:
            content.extend((start + a, start + b) for a, b in _runs(mine[start:end]))
        size = sum(b - a for a, b in draft.content)
        left = sum(b - a for a, b in content)
        if size and left >= limits.left * size:
            settled.append(replace(draft, content=tuple(content)))
    return settled


def _runs(flags: NDArray[np.bool_]) -> list[Range]:
    """The runs of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _finish(draft: Draft, words: Words) -> Linked:
    """The draft in characters."""

    def span(stretch: Range) -> Span:
        return Span(int(words.starts[stretch[0]]), int(words.ends[stretch[1] - 1]))

    return Linked(
        () if draft.source is None else (span(draft.source),),
        (span(draft.cue),),
        tuple(span(c) for c in draft.content),
        draft.score,
    )
