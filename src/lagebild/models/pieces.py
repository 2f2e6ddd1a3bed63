"""A text cut into word-pieces, each with its place in the text and what its letters look like.

The encoder reads lower-case pieces; capital letters and quotation marks, which an uncased vocabulary cannot see, reach
it as a small feature of each piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from lagebild.models.quotations import find_quotations

CLS, SEP = 101, 102
FEATURES = 8
"""Size of the feature table: letter case (0 lower, 1 initial capital, 2 capitals) times two, plus 1 in quotation."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The word-pieces of a text, in order.

    `ids`, `starts`, `ends` and `features` have one entry a piece; starts and ends are character offsets.  `words` is
    the number of the word a piece belongs to.  `paragraphs` holds the indices of the pieces that begin a line of the
    text, 0 included when there are any.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints
    words: Ints
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.ids)


def split_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of `text`; empty arrays for a text without any."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    breaks = np.array([i for i, character in enumerate(text) if character == "\n"], dtype=np.int64)
    lines = np.searchsorted(breaks, starts)
    fresh = np.flatnonzero(np.diff(lines, prepend=-1))
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=starts,
        ends=ends,
        features=_read_features(text, starts, ends),
        words=np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64),
        paragraphs=fresh,
    )


def _read_features(text: str, starts: Ints, ends: Ints) -> Ints:
    """Letter case and quotation of each piece, as FEATURES describes."""
    case = np.fromiter(
        (_read_case(text[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)), np.int64, len(starts)
    )
    quotations = np.array(find_quotations(text), dtype=np.int64).reshape(-1, 2)
    inside = np.searchsorted(quotations[:, 0], starts, side="right") > np.searchsorted(
        quotations[:, 1], starts, side="right"
    )
    return case * 2 + inside


def _read_case(piece: str) -> int:
    """0 without a leading capital, 1 with one, 2 when all of several letters are capitals."""
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def lay_out(pieces: Pieces, start: int, end: int) -> tuple[Ints, Ints, Ints]:
    """Pieces `start` to `end` as the encoder reads them: [CLS] … [SEP] between paragraphs … [SEP].

    Returns ids, features and, for each position, the index of its piece (-1 for the marks put in), of equal length.
    """
    inner = pieces.paragraphs[(pieces.paragraphs > start) & (pieces.paragraphs < end)] - start

    def put(values: Ints, mark: int, first: int) -> Ints:
        return np.concatenate(([first], np.insert(values, inner, mark), [mark]))

    ids = put(pieces.ids[start:end], SEP, CLS)
    features = put(pieces.features[start:end], 0, 0)
    places = put(np.arange(start, end, dtype=np.int64), -1, -1)
    return ids, features, places


def load_tokenizer(source: Any) -> Tokenizer:  # Any: a path in either of the forms that `str` takes
    """The tokenizer in the JSON file `source`, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
