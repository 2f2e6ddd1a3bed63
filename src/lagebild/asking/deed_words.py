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


@cache
def read_light_words() -> dict[str, frozenset[str]]:
    """The verbs of a question that carry no action of their own, and those of saying, from `light_words.txt`."""
    table = {}
    for line in (Path(__file__).parent / "light_words.txt").read_text(encoding="utf-8").splitlines():
        name, colon, words = line.split("#", 1)[0].partition(":")
        if colon:
            table[name.strip()] = frozenset(word.strip() for word in words.split(","))
    return table
