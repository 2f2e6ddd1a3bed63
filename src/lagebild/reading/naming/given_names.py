"""Given names and nouns of role that tell a person's gender (`data/genders.tsv`, `data/given_names.tsv`)."""

from __future__ import annotations

import functools

from lagebild.reading.naming.names import fold_word
from lagebild.reading.tables import read_table, split_cell


@functools.cache
def gender_words() -> dict[str, dict[str, str]]:
    """Gender by word, for given names and for nouns of role; a name in both lists counts for neither."""
    table: dict[str, dict[str, str]] = {"name": {}, "role": {}}
    for kind, gender, words in read_table("genders.tsv", 3):
        for word in split_cell(words):
            table[kind][word] = "" if table[kind].get(word, gender) != gender else gender
    for gender, words in read_table("given_names.tsv", 2):
        for word in split_cell(words):
            table["name"].setdefault(word, gender)
    return table


def read_given_gender(words: tuple[str, ...]) -> str:
    """ "m" or "f" by the first of several words of a name, "" where the table has it not or for both."""
    return gender_words()["name"].get(fold_word(words[0]), "") if len(words) > 1 else ""


def is_given_name(word: str) -> bool:
    """Whether a word is one of the given names of the table, of whatever gender."""
    return word[:1].isupper() and fold_word(word) in gender_words()["name"]
