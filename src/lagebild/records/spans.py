"""Where a finding stands."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a report's text: characters `start` up to, not including, `end`."""

    start: int
    end: int
