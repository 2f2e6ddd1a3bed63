"""Where a name begins and ends: the small model's entities often hold a word too many or a name too few."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.naming.honorifics import HONORIFICS, is_honorific
from lagebild.reading.naming.shapes import means_something
from lagebild.reading.naming.terms import find_term
from lagebild.reading.tables import read_words

_PERSON_NOUNS = read_words("person_nouns")
_PROGRAMMES = read_words("programmes")
_PARTING = frozenset(["'s", "’s", "'", "’", ","])


def cut_before_name(doc: Doc, first: int, last: int) -> int:
    """Where a person's name begins within an entity: after a title, or a given name after what may introduce it.

    "Sonnet's Adam Sharp", "Thale, Adam Sharp", "Dyers' Union Chairman Adam Sharp", "Party Rep Sharp".
    """
    for position in range(first + 1, last):
        before = doc[position].lower_
        office = find_term(before) if before.isalpha() else None
        introduces = before in _PARTING or (office is not None and office.sort == "person")
        if before.rstrip(".") in HONORIFICS or (introduces and is_given_name(doc[position + 1].text)):
            return position + 1
    return first


def cut_at_dash(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A name up to a dash between blanks, where somebody else follows: "Dora Lind - Santo's partner"."""
    for position in range(first + 2, last):
        if doc[position].text in ("-", "–", "—") and doc[position - 1].whitespace_ and doc[position].whitespace_:
            return first, position - 1
    return first, last


def cut_around_name(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A full name without the capitalised word before it ("Endorses", "Rival") or the word of a programme after it."""
    if last - first < 2 or last - first > 4:
        return first, last
    verb, given = doc[first].text, doc[first + 1].text
    foreign = verb.lower() in _PERSON_NOUNS or (verb.endswith(("s", "ing")) and not means_something(verb))
    if foreign and not is_given_name(verb) and is_given_name(given):
        return first + 1, last
    if doc[last].lower_ in _PROGRAMMES and is_given_name(verb):
        return first, last - 1
    return first, last


def extend_left(doc: Doc, first: int) -> int:
    """Takes in given names that the model left out or labelled apart: capitalised words compounded with the name."""
    name = doc[first]
    start = first
    while start > 0 and first - start < 3:
        before = doc[start - 1]
        fits = before.pos_ == "PROPN" and before.dep_ == "compound" and before.text[:1].isupper() and before.is_alpha
        if not fits or before.head.i < first or before.head.i > name.i + 4 or means_something(before.text):
            break
        start -= 1
    return start


def trim_edges(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The entity without line breaks, articles, honorifics, possessive marks and auxiliaries at its ends."""
    for position in range(first, last + 1):
        if "\n" in doc[position].text:
            if position - first > last - position:
                last = position - 1
            else:
                first = position + 1
    edges = ("the", "a", "an", "'s", "’s", "'", "’", ",", ".", "-", "–", "—", '"', "“", "”", "‘", "(", ")", ":")
    while first <= last and (_is_edge(doc[first], edges) or is_honorific(doc[first])):
        first += 1
    while last >= first and (
        doc[last].lower_ in edges or doc[last].is_space or doc[last].pos_ in ("AUX", "VERB", "ADP")
    ):
        last -= 1
    return first, last


def _is_edge(token: Token, edges: tuple[str, ...]) -> bool:
    return token.lower_ in edges or token.is_space or token.pos_ in ("AUX", "DET", "PRON", "ADP", "SCONJ", "CCONJ")
