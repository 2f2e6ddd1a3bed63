"""Where a statement stands, and its states: what the heads that judge statements read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lagebild.models.encoder import Encoded
from lagebild.models.heads import Floats, Pooling
from lagebild.records import Span


class StatementPlaces(NamedTuple):
    """The places of a statement: source, cue, content, and the passage around them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    passage: Span


def pool_statements(encoded: Encoded, statements: Sequence[StatementPlaces]) -> Floats:
    """The mean states of source, cue, content and passage side by side, [statements, 4 * 384]."""
    groups = [
        *(s.source for s in statements),
        *(s.cue for s in statements),
        *(s.content for s in statements),
        *((s.passage,) for s in statements),
    ]
    means = Pooling(encoded).means(groups).reshape(4, len(statements), -1)
    return np.concatenate(list(means), axis=1)
