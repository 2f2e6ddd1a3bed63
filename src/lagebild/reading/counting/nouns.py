"""What a number counts, and the words around numbers: "of …", the nouns after it, units and idioms."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.counting.numbers import quantity_words

_WIDEST = 9  # tokens between a number and the noun that it counts
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "his", "her", "our", "these", "those", "this", "that", "all"])


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The word lists of `data/quantities_en.toml` as sets; bounds as token tuples by their last word."""

    bounds: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    after: tuple[tuple[tuple[str, ...], str], ...]
    shares: frozenset[str]
    signs: frozenset[str]
    units: frozenset[str]
    none: dict[str, frozenset[str]]


@functools.cache
def number_words() -> NumberWords:
    """The word lists of the table, read once."""
    raw = quantity_words()
    by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sense in ("low", "high", "about"):
        for phrase in raw["bounds"][sense]:
            words = tuple(phrase.split())
            by_last.setdefault(words[-1], []).append((words, sense))
    bounds = {last: tuple(sorted(found, key=lambda f: -len(f[0]))) for last, found in by_last.items()}
    after = tuple(
        (tuple(phrase.split()), sense) for sense in ("low", "high") for phrase in raw["bounds"][f"{sense}_after"]
    )
    units = raw["units"]
    none = {name: frozenset(words) for name, words in raw["none"].items()}
    return NumberWords(
        bounds, after, frozenset(units["share"]), frozenset(units["signs"]), frozenset(units["nouns"]), none
    )


def find_counted(doc: Doc, last: int, stop: int) -> tuple[int, int] | None:
    """First and last token of what is counted after a number or unit, or None where it is not named."""
    at = last + 1
    if at >= stop:
        return None
    token = doc[at]
    if token.text == "-" and at + 1 < stop:
        return _find_hyphenated(doc, at + 1, stop)
    if token.lower_ in number_words().none["harmed"]:
        return at, at
    if at + 1 < stop and (token.lower_ == "of" or (token.lower_ == "in" and _is_money(doc, last, doc[at + 1]))):
        return _take_phrase(doc, _skip_articles(doc, at + 1, stop), stop)
    head = doc[last].head
    if doc[last].dep_ in ("nummod", "amod") and last < head.i < min(stop, last + _WIDEST) and head.pos_ != "NUM":
        return (at, head.i) if _is_counted_noun(head) else None
    return _take_phrase(doc, at, stop)


def _is_money(doc: Doc, last: int, following: Token) -> bool:
    """Whether a sum of money ends here and a noun says what it is: "$40 million in aid"."""
    signs = number_words().signs
    paid = doc[last].lemma_.lower() in number_words().units or any(
        t.lower_ in signs for t in doc[max(0, last - 3) : last]
    )
    return paid and following.pos_ == "NOUN"


def _find_hyphenated(doc: Doc, at: int, stop: int) -> tuple[int, int] | None:
    """ "9,000-strong force": the force; "12-member council": members."""
    if doc[at].lower_ != "strong":
        return (at, at) if doc[at].pos_ in ("NOUN", "PROPN") else None
    return _take_phrase(doc, at + 1, stop)


def _skip_articles(doc: Doc, at: int, stop: int) -> int:
    while at < stop and doc[at].lower_ in _ARTICLES:
        at += 1
    return at


def _take_phrase(doc: Doc, first: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase without article that begins at a token, up to its last noun."""
    last = None
    for at in range(first, min(stop, first + _WIDEST)):
        token = doc[at]
        if _is_counted_noun(token):
            last = at
        elif token.text != "-" and (last is not None or not _may_modify(token)) and token.tag_ != "POS":
            break
    return (first, last) if last is not None else None


def _may_modify(token: Token) -> bool:
    """Whether a word can stand between a number and the noun that it counts: "heavily armed Russian …"."""
    return token.pos_ in ("ADJ", "ADV", "NUM") or token.tag_ in ("VBN", "VBG")


def _is_counted_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME") and not token.is_space
