"""The words by which the grammar of a deed is read, from `deed_words.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def read_deed_words(name: str) -> frozenset[str]:
    """The words of one line of `deed_words.txt`."""
    for line in (Path(__file__).parent / "deed_words.txt").read_text(encoding="utf-8").splitlines():
        head, colon, words = line.split("#", 1)[0].partition(":")
        if colon and head.strip() == name:
            return frozenset(word.strip() for word in words.split(","))
    raise KeyError(name)
