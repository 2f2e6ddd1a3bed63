"""Words before a name that make it a person's: "Mr", "Dr.", "Gen." (`data/honorifics.tsv`)."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from lagebild.reading.tables import read_table, split_cell

HONORIFICS = {word: gender for gender, words in read_table("honorifics.tsv", 2) for word in split_cell(words)}
"""The gender that each tells, "m", "f" or "" for either."""


def is_honorific(token: Token) -> bool:
    """Whether a capitalised word is an honorific, with its full stop or without."""
    return token.lower_.rstrip(".") in HONORIFICS and token.text[:1].isupper()


def read_title(doc: Doc, first: int) -> tuple[str, bool]:
    """Gender ("m", "f", "") of the honorific before a name, and whether there is one."""
    position = first - 1
    if position >= 0 and doc[position].text == ".":
        position -= 1
    if position >= 0 and is_honorific(doc[position]):
        return HONORIFICS[doc[position].lower_.rstrip(".")], True
    return "", False
