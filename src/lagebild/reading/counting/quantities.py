"""Quantities: numbers with bounds, unit and what they count ("up to 9,000 soldiers": at most 9,000 of them).

`low` and `high` are what the words bound: "at least three" has no `high`, "up to 9,000" and "nearly 400" no `low`, an
exact or a rough number ("about 400") has both alike; how rough it is stands in the words, which are part of the span.
`unit` and `of` are slices of the text.  Dates, years, clock times, durations, ages, scores of games and
numbers that are labels ("Resolution 2231") are no quantities.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from lagebild.reading.counting.nouns import find_counted, number_words
from lagebild.reading.counting.numbers import Number, may_begin, quantity_words, read_number
from lagebild.records import Quantity

_YEARS = (1900, 2100)
_DAYS = 31
_BOUND_WORDS = 6  # tokens before a number that may say what it bounds
_ARTICLES = frozenset(["the", "a", "an", "all"])
_SPATIAL = frozenset(["over", "above", "under", "below"])


def find_quantities(doc: Doc, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities whose words lie in the characters `start` to `end` of the text, in reading order.

    Time is linear in the number of tokens between the two.
    """
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None:
        return ()
    found: list[Quantity] = []
    at, stop = span.start, span.end
    floor = at
    while at < stop:
        number = read_number(doc, at, stop) if may_begin(doc[at]) else None
        if number is None:
            at += 1
            continue
        if (result := _skip_result(doc, number, stop)) is not None:
            at = floor = result
            continue
        quantity, after = _read_quantity(doc, number, floor, stop)
        if quantity is not None:
            found.append(quantity)
        at = floor = max(after, number.last + 1)
    return tuple(found)


def _skip_result(doc: Doc, number: Number, stop: int) -> int | None:
    """The token after the result of a game or vote ("3-2"), where one begins with this number; else None."""
    at = number.last + 1
    if not number.plain or at + 1 >= stop or doc[at].text not in ("-", "–") or not doc[at + 1].text.isdecimal():
        return None
    counted = find_counted(doc, at + 1, stop)
    rises = number.low < float(doc[at + 1].text[:15])
    return None if rises and counted is not None and not _is_played(doc, number) else at + 2


def _is_played(doc: Doc, number: Number) -> bool:
    """Whether words of winning and losing stand shortly before a number."""
    return any(
        t.lower_ in number_words().none["games"] for t in doc[max(0, number.first - _BOUND_WORDS) : number.first]
    )


def _read_quantity(doc: Doc, number: Number, floor: int, stop: int) -> tuple[Quantity | None, int]:
    """The quantity around a number (None for what is none), and the token after which to go on."""
    first, bound = _read_bound(doc, number, floor)
    sign = first - 1 if first - 1 >= floor and doc[first - 1].lower_ in number_words().signs else None
    if sign is None and number.first - 1 >= floor and doc[number.first - 1].lower_ in number_words().signs:
        sign = number.first - 1
    if sign is not None:
        first, bound = _read_bound(doc, Number(sign, number.last, number.low, number.high), floor)
    whole = _read_range(doc, number, stop)
    last = whole.last
    unit_end = _find_unit(doc, last, stop) if sign is None else None
    if unit_end is None and sign is None and not bound and _is_none(doc, whole, number):
        return None, last + 1
    bare = bound and first == number.first - 1 and doc[first].lower_ in _SPATIAL
    if bare and number.low < 100 and find_counted(doc, last, stop) is None and sign is None and unit_end is None:
        return None, last + 1  # "people under 30"
    if _counts_time(doc, last, stop) or _is_idle_one(doc, whole, bound):
        return None, last + 1
    unit = doc[sign].text if sign is not None else None
    if unit_end is not None:
        unit = doc[last + 1 : unit_end + 1].text.lstrip("-").strip()
        last = unit_end
    if last + 1 < stop and doc[last + 1].text == "+":
        last, bound = last + 1, "low"
    counted = find_counted(doc, last, stop)
    of = doc[counted[0] : counted[1] + 1].text if counted else None
    last = counted[1] if counted else last
    low, high = _apply_bound(whole, bound)
    low, high, last = _apply_after(doc, (low, high), last, stop)
    if whole is not number and doc[first - 1].lower_ == "between" and first - 1 >= floor:
        first -= 1
    begin, finish = doc[first].idx, doc[last].idx + len(doc[last])
    return Quantity(begin, finish, low, high, unit, of), last + 1


def _read_bound(doc: Doc, number: Number, floor: int) -> tuple[int, str]:
    """The first token of the words that bound a number, and how: "low", "high", "about" or "" for nothing."""
    first, sense = number.first, ""
    reach = first
    while reach > max(floor, number.first - _BOUND_WORDS):
        match = _match_bound(doc, reach, floor, number)
        if match is None:
            break
        words, kind = match
        reach -= words
        if kind != "about" or doc[reach].lower_ not in _ARTICLES:
            first = reach
        sense = kind if sense in ("", "about") else sense
    return first, sense if first < number.first else ""


def _match_bound(doc: Doc, reach: int, floor: int, number: Number) -> tuple[int, str] | None:
    """The longest bounding phrase that ends before token `reach`: its length in tokens and its sense."""
    for words, kind in number_words().bounds.get(doc[reach - 1].lower_, ()):
        begin = reach - len(words)
        if begin < floor or any(doc[begin + k].lower_ != word for k, word in enumerate(words)):
            continue
        if len(words) == 1 and words[0] in _SPATIAL and doc[begin].dep_ == "prep" and number.low < 20:
            return None  # "a quarrel over three islands"
        return len(words), kind
    return None


def _read_range(doc: Doc, number: Number, stop: int) -> Number:
    """The number, or the range that it begins: "20 to 30", "two or three", "between 20 and 30"."""
    at = number.last + 1
    between = any(t.lower_ == "between" for t in doc[max(0, number.first - 2) : number.first])
    if at + 1 >= stop or not (doc[at].lower_ in number_words().none["joins"] or (between and doc[at].lower_ == "and")):
        return number
    begin = at + 2 if doc[at + 1].lower_ in number_words().signs and at + 2 < stop else at + 1
    other = read_number(doc, begin, stop) if may_begin(doc[begin]) else None
    if other is None or other.high is None or number.high is None:
        return number
    low, high = number.low, other.high
    if low < high and low < 1000 <= high and doc[number.last].text[-1:].isdigit() and _is_scaled(doc, other):
        low *= _scale_of(other, doc)  # "two to three million"
    elif low < 100 and high >= 1000 and _is_scaled(doc, other):
        low *= _scale_of(other, doc)
    if doc[at].lower_ == "or" and not low < high <= 2 * max(low, 1) + 8:
        return number
    return Number(number.first, other.last, low, high) if low < high else number


def _is_scaled(doc: Doc, number: Number) -> bool:
    return doc[number.last].lower_ in quantity_words()["scales"] and number.last > number.first


def _scale_of(number: Number, doc: Doc) -> float:
    scale: float = quantity_words()["scales"][doc[number.last].lower_]
    return scale


def _find_unit(doc: Doc, last: int, stop: int) -> int | None:
    """The last token of the unit after a number, or None."""
    words = number_words()
    at = last + 1
    if at < stop and doc[at].text == "-":
        at += 1
    for length in (2, 1):
        if at + length > stop:
            continue
        text = doc[at : at + length].text.lower()
        if text in words.shares:
            return at + length - 1
        lemma = " ".join([*(t.lower_ for t in doc[at : at + length - 1]), doc[at + length - 1].lemma_.lower()])
        if (text in words.units or lemma in words.units) and doc[at + length - 1].pos_ in ("NOUN", "PROPN", "X", "SYM"):
            return at + length - 1
    return None


def _is_none(doc: Doc, whole: Number, number: Number) -> bool:
    """Whether a number without unit and bound is a date, a year, a clock time, a label, an age, a score or a list's."""
    none = number_words().none
    before = doc[whole.first - 1] if whole.first > 0 else None
    after = doc[whole.last + 1] if whole.last + 1 < len(doc) else None
    if after is not None and (after.lower_ in none["clock"] or _is_month(after, whole)):
        return True
    if before is not None and (_is_month(before, whole) or _is_label(before, number)):
        return True
    if number.plain and _YEARS[0] <= number.low < _YEARS[1]:
        return True
    if _is_age(doc, whole) or _is_listed(doc, whole, after):
        return True
    return whole is not number and doc[number.last + 1].lower_ == "to" and _is_played(doc, whole)


def _is_month(token: Token, number: Number) -> bool:
    return token.text[:1].isupper() and token.lower_ in number_words().none["months"] and number.low <= _YEARS[1]


def _is_label(before: Token, number: Number) -> bool:
    """Whether a number is the name of something: "Article 5", "Boeing 737"."""
    if before.lower_ in number_words().none["labels"] and before.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "DET", "ADV"):
        return number.plain or before.text[:1].isupper() or before.lower_.startswith("age")
    following = before.doc[number.last + 1] if number.last + 1 < len(before.doc) else None
    counts = following is not None and following.pos_ in ("NOUN", "ADJ") and following.tag_ != "NN"
    return number.plain and before.pos_ == "PROPN" and before.whitespace_ != "" and not counts


def _is_age(doc: Doc, number: Number) -> bool:
    """ "NAME, 45, said", "who is 70": a number between commas after a name, or said to be what somebody is."""
    first, last = number.first, number.last
    if number.plain and number.low < 120 and doc[last].dep_ == "attr" and doc[last].head.lemma_ == "be":
        return not any(child.dep_ == "expl" for child in doc[last].head.children)
    if first < 2 or last + 1 >= len(doc) or doc[first - 1].text not in (",", "("):
        return False
    return number.low < 120 and doc[last + 1].text in (",", ")", ".") and doc[first - 2].pos_ == "PROPN"


def _is_listed(doc: Doc, number: Number, after: Token | None) -> bool:
    """The number of an item in a list."""
    return bool(doc[number.first].is_sent_start and after is not None and after.text in (".", ")", ":"))


def _counts_time(doc: Doc, last: int, stop: int) -> bool:
    """Whether what a number counts is time ("two to three weeks", "a 45-year-old") or it is part of an idiom."""
    none = number_words().none
    at = last + 1
    if at < stop and doc[at].text == "-" and at + 1 < len(doc):
        after = doc[at + 1]
        return after.lower_ in none["hyphenated"] or after.lemma_.lower() in none["time"]
    for step in range(3):  # "three more days", "two long years"
        if at + step >= len(doc):
            return False
        token = doc[at + step]
        if token.lemma_.lower() in none["time"] and token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ != "ADJ" and token.lower_ not in ("of", "more", "and", "half", "a"):
            return False
    return False


def _is_idle_one(doc: Doc, number: Number, bound: str) -> bool:
    """Whether "one" stands for somebody or something rather than for a number: "one of them", "no one"."""
    one = doc[number.first]
    if number.first != number.last or one.lower_ != "one" or bound:
        return False
    return one.dep_ != "nummod" or one.head.i <= one.i or one.head.pos_ not in ("NOUN", "PROPN")


def _apply_bound(number: Number, bound: str) -> tuple[float | None, float | None]:
    """The bounds of a number, as the words before it narrow them."""
    if bound == "low":
        return number.low, None if number.low == number.high else number.high
    if bound == "high":
        return None, number.high if number.high is not None else number.low
    return number.low, number.high


def _apply_after(
    doc: Doc, bounds: tuple[float | None, float | None], last: int, stop: int
) -> tuple[float | None, float | None, int]:
    """The bounds with what follows taken in: "40 people or more"."""
    low, high = bounds
    if low is None or high is None or low != high:
        return low, high, last
    for words, sense in number_words().after:
        if last + len(words) < stop and all(doc[last + 1 + k].lower_ == word for k, word in enumerate(words)):
            end = last + len(words)
            return (low, None, end) if sense == "low" else (None, high, end)
    return low, high, last
