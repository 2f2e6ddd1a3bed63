"""Declared types: what a page calls its own text, and which text type that safely means."""

from __future__ import annotations

from functools import cache
from typing import cast

from lagebild.records import Declaration, TextTypeName
from lagebild.sources.word_files import load_rows


def declare_schema_types(types: list[str]) -> tuple[Declaration, ...]:
    """A declaration for each schema.org type that says more than that this is an article."""
    found = [name.rpartition("/")[2] for name in types]
    return tuple(Declaration(name, "json-ld", _table("schema")[name]) for name in found if name in _table("schema"))


def declare_words(words: str, where: str) -> Declaration | None:
    """A declaration when the words, whole, name a text type; None for a topic such as "Politics"."""
    label = _table("word").get(words.strip(" :|-–").casefold())
    return Declaration(words.strip(), where, label) if label else None


@cache
def _table(where: str) -> dict[str, TextTypeName]:
    return {row[1]: cast(TextTypeName, row[2]) for row in load_rows("declared_types.tsv") if row[0] == where}
