"""Numbers as English writes them, read from tokens: "9,000", "1.2 million", "half a dozen", "tens of thousands".

The words stand in `data/quantities_en.toml`.  A plural without a number before it ("dozens of") says that there are at
least two of what it names, and no more than that.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?(k|m|mn|bn|tn)?\+?")
_LONGEST = 12  # tokens that one number is written with


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first` to `last` (inclusive); `low` and `high` differ where the words leave it open.

    `plain` is true for a bare row of up to four digits, which may be a year or a label.
    """

    first: int
    last: int
    low: float
    high: float | None
    plain: bool = False


@functools.cache
def quantity_words() -> dict[str, Any]:  # Any: the tables of a TOML file
    """The tables of `data/quantities_en.toml`."""
    text = resources.files("lagebild.reading").joinpath("data/quantities_en.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def _values() -> tuple[dict[str, float], dict[str, float], dict[str, float], frozenset[str]]:
    """Values of plain words, scales and plural scales, and the words that can begin a number."""
    raw = quantity_words()
    words, scales, plurals = raw["words"], raw["scales"], raw["plurals"]
    starts = frozenset([*words, *plurals, *scales, "a", "an", "half", "several", "few"])
    return words, scales, plurals, starts


def may_begin(token: Token) -> bool:
    """Whether a number can begin here; a quick look that spares most tokens the rest."""
    text = token.text
    return text[0].isdigit() or token.lower_ in _values()[3]


def read_number(doc: Doc, first: int, stop: int) -> Number | None:
    """The longest number that begins at token `first` and ends before token `stop`, or None."""
    token = doc[first]
    stop = min(stop, first + _LONGEST)
    if token.text[0].isdigit():
        return _read_digits(doc, first, stop)
    return _read_plural(doc, first, stop) or _read_vague(doc, first, stop) or _read_words(doc, first, stop)


def _read_digits(doc: Doc, first: int, stop: int) -> Number | None:
    """Figures, with the scale that is written after them."""
    match = _DIGITS.fullmatch(doc[first].text)
    if match is None:
        return None
    value = float(match[1].replace(",", "") + (match[2] or ""))
    scales = _values()[1]
    value *= scales[match[3]] if match[3] else 1
    last = first
    while last + 1 < stop and doc[last + 1].lower_ in scales and _is_scale(doc, first, last + 1):
        last += 1
        value *= scales[doc[last].lower_]
    plain = last == first and match[0].isdecimal() and len(match[0]) <= 4
    if match[0].endswith("+"):
        return Number(first, last, value, None)
    return Number(first, last, value, value, plain)


def _is_scale(doc: Doc, first: int, at: int) -> bool:
    """Whether a word multiplies the figures before it; "m" and "k" do so only where money is counted."""
    if doc[at].lower_ not in ("m", "k"):
        return True
    if doc[at].whitespace_ == "" and at == first + 1 and doc[first].whitespace_:
        return False
    money = quantity_words()["units"]
    before = first > 0 and doc[first - 1].lower_ in money["signs"]
    after = at + 1 < len(doc) and doc[at + 1].lemma_.lower() in money["nouns"][:40]
    return before or after


def _read_plural(doc: Doc, first: int, stop: int) -> Number | None:
    """ "dozens", "hundreds of thousands": at least two of each."""
    plurals = _values()[2]
    value = plurals.get(doc[first].lower_)
    if value is None:
        return None
    last = first
    while last + 2 < stop and doc[last + 1].lower_ == "of" and doc[last + 2].lower_ in plurals:
        last += 2
        value *= plurals[doc[last].lower_]
    if last == first and doc[first].lower_ in ("tens", "scores") and (last + 1 >= stop or doc[last + 1].lower_ != "of"):
        return None
    return Number(first, last, 2 * value, None)


def _read_vague(doc: Doc, first: int, stop: int) -> Number | None:
    """ "several hundred", "a few thousand": at least two of the scale."""
    scales = _values()[1]
    at = first + (doc[first].lower_ == "a")
    if at + 1 >= stop or doc[at].lower_ not in ("several", "few", "couple") or doc[at + 1].lower_ not in scales:
        return None
    value, last = 1.0, at
    while last + 1 < stop and doc[last + 1].lower_ in scales:
        last += 1
        value *= scales[doc[last].lower_]
    return Number(first, last, 2 * value, None)


def _read_words(doc: Doc, first: int, stop: int) -> Number | None:
    """Number words, with hyphens and "and" inside: "two hundred and five", "half a million", "a dozen"."""
    words, scales, _, _ = _values()
    at, factor = _skip_article(doc, first, stop)
    if at >= stop:
        return None
    total, current, last = 0.0, 0.0, -1
    article = at > first
    while at < stop:
        lower = doc[at].lower_
        if lower in words and not article:
            if current % 100 and not (current % 100 >= 20 and words[lower] < 10):
                break
            current += words[lower]
        elif lower in scales and len(lower) > 2 and (article or last >= 0 or lower != "dozen"):
            current = (current or 1) * scales[lower]
            if scales[lower] >= 1000:
                total, current = total + current, 0.0
            article = False
        elif last < 0 or not (lower in ("-", "and") and _goes_on(doc, at, stop, lower, current)):
            break
        if lower not in ("-", "and"):
            last = at
        at += 1
    if last < 0:
        return None
    value = (total + current) * factor
    return Number(first, last, value, value)


def _skip_article(doc: Doc, first: int, stop: int) -> tuple[int, float]:
    """Where the number itself begins after "a", "half a", and what it is multiplied with."""
    lower = doc[first].lower_
    if lower == "half" and first + 2 < stop and doc[first + 1].lower_ in ("a", "-"):
        return first + 2, 0.5
    return (first + 1, 1.0) if lower in ("a", "an", "half") else (first, 1.0)


def _goes_on(doc: Doc, at: int, stop: int, joint: str, current: float) -> bool:
    """Whether a hyphen or "and" stands inside a number word: before a unit after tens, or after hundreds."""
    words = _values()[0]
    after = words.get(doc[at + 1].lower_) if at + 1 < stop else None
    if after is None:
        return False
    return (joint == "-" and current % 100 >= 20 and 0 < after < 10) or (joint == "and" and current >= 100)
