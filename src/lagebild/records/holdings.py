"""What is kept: readings as the store holds them, and what a full-text query finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lagebild.records.findings import Reading

Outcome = Literal["new", "unchanged", "new version"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading as the store holds it: `key` is the report's number in the store, `version` counts from 1."""

    key: int
    version: int
    versions: int
    added: datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored sentence that a full-text query found; `rank` is BM25 as SQLite gives it (lower is better)."""

    key: int
    version: int
    sentence: int
    rank: float
