"""Whether words have the shape of a person's name or of a body's, by capitals, grammar and tables."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import find_capital, find_country
from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.naming.honorifics import HONORIFICS, is_honorific, read_title
from lagebild.reading.naming.names import PARTICLES
from lagebild.reading.naming.terms import find_institution, find_term
from lagebild.reading.tables import read_words

_ORGANISATION_WORDS = read_words("organisation_words")
_KIN_NOUNS = read_words("kin_nouns")
_NO_NAMES = read_words("no_names")
_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’-])*$")


def means_something(word: str) -> bool:
    """Whether a capitalised word is an office, body, state or title, so that it is no given name."""
    lower = word.lower()
    return bool(
        find_term(word)
        or find_term(word, modifier=True)
        or find_country(word)
        or find_institution(word)
        or lower in _ORGANISATION_WORDS
        or lower in _NO_NAMES
        or lower.rstrip(".") in HONORIFICS
    )


def is_introduced(doc: Doc, first: int, last: int) -> bool:
    """Whether name-like words are a person although the model says otherwise.

    Evidence is a given name that is known, a noun for a person before the name, or one in apposition after it; for a
    given name alone, a relative before it ("his wife, Anna").
    """
    if last == first:
        return is_given_name(doc[first].text) and _follows_kin(doc, first)
    if last - first > 3:
        return False
    if first > 0 and doc[first - 1].lower_ in _KIN_NOUNS:
        return True
    return all(doc[i].pos_ == "PROPN" for i in range(first, last + 1)) and _is_told_apart(doc, first, last)


def _is_told_apart(doc: Doc, first: int, last: int) -> bool:
    """Whether a known given name, a noun for a person before the name or one in apposition tells of a person."""
    if is_given_name(doc[first].text) and not means_something(doc[last].text):
        return True
    before = find_term(doc[first - 1].text) if first > 0 else None
    if before is not None and before.sort == "person" and doc[first - 1].dep_ == "compound":
        return True
    for child in doc[last].children:
        noun = find_term(child.text) if child.dep_ == "appos" and child.i > last else None
        if noun is not None and noun.sort == "person" and child.pos_ == "NOUN":
            return True
    return False


def _follows_kin(doc: Doc, position: int) -> bool:
    """Whether a noun for a relative stands right before a token, or before the comma there."""
    before = position - 1 - (position > 1 and doc[position - 1].text == ",")
    return before >= 0 and doc[before].lower_ in _KIN_NOUNS


def is_person_name(doc: Doc, first: int, last: int, text: str) -> bool:
    """Whether these tokens look like a personal name and nothing else."""
    tokens = doc[first : last + 1]
    if len(tokens) > 5 or find_institution(text) or find_country(text):
        return False
    if not all(_can_be_name(token) for token in tokens):
        return False
    if len(tokens) == 1:
        alone = tokens[0]
        if alone.text.isupper():  # an acronym
            return False
        return alone.pos_ in ("PROPN", "NOUN", "X") and find_term(alone.text) is None and len(alone.text) > 1
    if find_term(text) is not None or _is_heading(doc, first, last):
        return False
    # "Jim Jordan" is a man, but "Northern Jordan" is none.
    return find_country(tokens[-1].text) is None or is_given_name(tokens[0].text) or read_title(doc, first)[1]


def _is_heading(doc: Doc, first: int, last: int) -> bool:
    """Whether two capitalised words are those of a headline: "Exit Polls", "Federal Judge"."""
    one, two = doc[first], doc[last]
    if last != first + 1 or is_given_name(one.text) or read_title(doc, first)[1]:
        return False
    office = find_term(two.text) is not None and find_term(one.text, modifier=True) is not None
    return two.tag_ in ("NNS", "NNPS") or office


def _can_be_name(token: Token) -> bool:
    """Whether a word can be part of a personal name: capitalised letters or a particle, no day, no word of a body."""
    if token.lower_ in _ORGANISATION_WORDS or token.lower_ in _NO_NAMES or is_honorific(token):
        return False
    if not _WORD.match(token.text):
        return token.text in ("-", "'", "’", ".")
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        return True  # "Ki-moon"
    return not token.text[0].islower() or token.lower_ in PARTICLES or token.lower_.startswith(("al-", "el-"))


def is_organisation_name(doc: Doc, first: int, last: int, text: str, label: str) -> bool:
    """Whether these tokens name a body: a known one, or capitalised words with a word that bodies have."""
    if find_institution(text):
        return True
    if not text[0].isupper() or find_capital(text):
        return False
    lower = {token.lower_ for token in doc[first : last + 1]}
    if lower & _NO_NAMES and len(lower) == 1:
        return False
    if lower & _ORGANISATION_WORDS:
        return True
    return label == "ORG" and (last > first or (text.isupper() and len(text) > 1))
