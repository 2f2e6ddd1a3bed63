"""The word lists and tables that lie beside the readers of sources: tab-separated lines, "#" starts a comment."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name` in this folder, comments and empty lines left out."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def load_words(name: str) -> frozenset[str]:
    """The first column of the table `name`, case folded."""
    return frozenset(row[0].casefold() for row in load_rows(name))
