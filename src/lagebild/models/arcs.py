"""Arcs: how likely each piece is to be source, cue or content of the statement that a cue piece makes.

For each role, a query of the cue piece times a key of the other piece, scaled, plus learned weights for their distance
and for a paragraph border between them, says whether the two belong together (biaffine scoring after Dozat and Manning,
2017).  The other piece must also have the role: the arc's logit, against "not of this statement" at 0, is the log odds
of the product of both probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagebild.models.pieces import Ints

Floats = NDArray[np.float32]
ROLES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Learned weights for source, cue, content.

    `near` [3, 33] by bucket of signed distance; `border` [3] for another paragraph; `gate` [2, 3] stretches and shifts
    the log odds of a piece's own role.
    """

    near: Floats
    border: Floats
    gate: Floats

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Distances:  # Any: the parsed JSON of the weights' table
        """The weights as the table beside the graph states them."""
        return cls(*(np.array(table[name], np.float32) for name in ("distance", "border", "gate")))


@dataclass(frozen=True, slots=True, eq=False)
class ArcRow:
    """The arcs of one cue piece to pieces `start` on: `logits` is [3, pieces] for source, cue, content."""

    start: int
    logits: Floats


def bucket_distances(distance: Ints) -> Ints:
    """Bucket numbers 0 to 32 of signed distances: exact up to 8 pieces, then by powers of about 1.5."""
    size = np.abs(distance)
    far = 8 + np.floor(np.log2(np.maximum(size, 8) / 8.0) * 1.6).astype(np.int64)
    bucket: Ints = np.where(size <= 8, size, np.minimum(far, 16)) * np.sign(distance) + 16
    return bucket


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """One window as the graph returned it, without padding; `places` says which piece stands at a position (-1: none).

    `senses` [positions, 384], `logits` [positions, 10], `queries` and `keys` [positions, 3 * width].
    """

    places: Ints
    senses: Floats
    logits: Floats
    queries: Floats
    keys: Floats


def score_rows(read: Read, cues: Ints, weights: Distances) -> dict[int, ArcRow]:
    """The arcs of the positions `cues` of one window, by piece."""
    if not len(cues):
        return {}
    count, width = len(read.places), read.queries.shape[1] // ROLES
    q = read.queries[cues].reshape(len(cues), ROLES, width).transpose(1, 0, 2)
    k = read.keys.reshape(count, ROLES, width).transpose(1, 2, 0)
    link = q @ k / np.float32(width**0.5)
    link += weights.near[:, bucket_distances(np.arange(count)[None, :] - cues[:, None])]
    paragraph = np.cumsum(read.places < 0)
    link += weights.border[:, None, None] * (paragraph[None, :] != paragraph[cues, None])
    logits = join_odds(link, _role_odds(read.logits, weights)[:, None, :])
    real = np.flatnonzero(read.places >= 0)
    start = int(read.places[real[0]])
    return {int(read.places[c]): ArcRow(start, np.ascontiguousarray(logits[:, i, real])) for i, c in enumerate(cues)}


def _role_odds(logits: Floats, weights: Distances) -> Floats:
    """The log odds of each position's being source, cue, content, [3, positions]."""
    roles = logits[:, : ROLES + 1]
    powers = np.exp(roles - roles.max(axis=1, keepdims=True))
    shares = np.clip((powers / powers.sum(axis=1, keepdims=True))[:, 1:], 3e-7, 1 - 1e-6)
    odds: Floats = (np.log(shares / (1 - shares)) * weights.gate[0] + weights.gate[1]).T.astype(np.float32)
    return odds


def join_odds(first: Floats, second: Floats) -> Floats:
    """The log odds of the product of two probabilities given by their log odds."""
    joined: Floats = -np.logaddexp(np.logaddexp(-first, -second), -first - second)
    return joined
