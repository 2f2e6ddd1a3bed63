"""The small tables beside the readers: lines of columns divided by a bar, comments after a hash; or TOML."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any


def read_table(name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of `data/NAME` as tuples of `columns` strings; ValueError for a row of another width."""
    text = resources.files("lagebild.reading").joinpath("data", name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = tuple(cell.strip() for cell in line.split("|"))
        if len(row) != columns:
            raise ValueError(f"{name}, line {number}: {len(row)} columns instead of {columns}")
        yield row


def read_toml(name: str) -> dict[str, Any]:  # Any: values as TOML gives them
    """The tables and values of `data/NAME`."""
    text = resources.files("lagebild.reading").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def split_cell(cell: str) -> tuple[str, ...]:
    """The alternatives of one cell, divided by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@functools.cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_table("actor_words.tsv", 2)}


def read_words(name: str) -> frozenset[str]:
    """The set of this name in `data/actor_words.tsv`; KeyError if there is none."""
    return _word_sets()[name]
