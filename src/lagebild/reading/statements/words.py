"""The words of a text with what the encoder says of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lagebild.models.encoder import Encoded
from lagebild.models.quotations import find_quotations
from lagebild.reading.statements.stretches import Floats, Range, find_log_odds, find_stretches

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: offsets, role probabilities [words, 4], begins and ends [words, 3].

    `first` is the first piece of each word, `quotations` ranges of words, `lines` the number of each word's line
    and `quoted` 1 inside quotations.
    """

    starts: Ints
    ends: Ints
    roles: Floats
    begins: Floats
    ends_of: Floats
    first: Ints
    quotations: tuple[Range, ...]
    lines: Ints
    quoted: Floats


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
    quoted = np.zeros(len(first), np.float32)
    for start, end in quotations:
        quoted[start:end] = 1
    breaks = np.array([i for i, character in enumerate(text) if character == "\n"], dtype=np.int64)
    return Words(
        starts,
        ends,
        roles.astype(np.float32),
        encoded.begins[first],
        encoded.ends[last],
        first,
        tuple(q for q in quotations if q[0] < q[1]),
        np.searchsorted(breaks, starts),
        quoted,
    )


def find_units(words: Words, role: int) -> list[Range]:
    """The stretches of a role by the words' own labels, whomever they belong to, cut at line ends."""
    least = np.float32(0.002)
    enter: Floats = np.float32(0.3) * np.log(np.maximum(words.begins[:, role - 1], least)) - np.float32(0.5)
    leave: Floats = np.float32(0.3) * np.log(np.maximum(words.ends_of[:, role - 1], least)) - np.float32(0.5)
    units: list[Range] = []
    for start, end in find_stretches(find_log_odds(words.roles[:, role]), enter, leave):
        cuts = [start, *(start + 1 + np.flatnonzero(np.diff(words.lines[start:end]))).tolist(), end]
        units.extend((a, b) for a, b in pairwise(cuts))
    return units
