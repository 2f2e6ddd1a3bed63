"""Part forms: what a block of text is, told by how it begins and how it looks."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from functools import cache
from typing import Literal, cast

from lagebild.records import Declaration, PartName, Span, TextTypeName
from lagebild.sources.declared_types import declare_words
from lagebild.sources.times import Moment, parse_moment
from lagebild.sources.word_files import load_rows

Form = Literal["teaser", "label", "info_box", "caption", "key_points", "published", "updated"]

_FORMS: tuple[Form, ...] = ("teaser", "label", "info_box", "caption", "key_points", "updated", "published")
_LONGEST = {
    "teaser": 300,
    "label": 700,
    "info_box": 120,
    "caption": 300,
    "key_points": 60,
    "updated": 90,
    "published": 110,
}
_LONGEST_FORM = max(_LONGEST.values())
_OPENING = 3
_BULLET = re.compile(r"^(?:[-–—•▪●◦‣*·]|➤|►)\s+(?=\S)")
_STOP = re.compile(r"[.!…;,:।。][\"'”’»“)\]]*$")
_ASSESSOR = re.compile(
    r"(?:assessments?|views?|opinions?|analys[ie]s|Einschätzung(?:en)?|Meinung|Ansicht(?:en)?)\s+"
    r"(?:of|by|von|der Autorin|des Autors)\s+((?:[^\W\d_a-zß][\w’'-]{1,30})(?:\s(?:von|van|de|der|di|al)){0,2}"
    r"(?:\s[^\W\d_a-zß][\w’'.-]{0,30}){1,3})"
)
_NAME = r"(?:[^\W\d_a-zäöüßа-яіїєґ][\w’'.-]{0,30})(?:\s(?:von|van|der|de|den|di|da|du|al|el|bin))?"
_BYLINE = re.compile(
    rf"^(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Dd]eur|[Aa]v|[Aa]f|Text|Autor(?:in)?|Автор|Текст|Від)\s?:?\s"
    rf"{_NAME}(?:\s{_NAME}){{0,4}}(?:(?:,|\s(?:and|und|et|y|e|en|og|och|&|и|та|і))\s{_NAME}(?:\s{_NAME}){{0,4}}){{0,5}}\.?$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MOST_HEADING_WORDS = 14
_LONGEST_HEADING = 110


def form_of(line: str) -> Form | None:
    """What a block is by the way it begins, None for plain prose.

    `line` is one block; a long one is never a caption or heading, however it begins.
    """
    lowered = line[: _LONGEST_FORM + 1].casefold().lstrip("-–—•* >»")
    if lowered[:_OPENING] not in _openings() and lowered[:1] not in _openings():
        return None
    for form in _FORMS:
        whole, starts = _beginnings(form)
        if len(line) <= _LONGEST[form] and (lowered.rstrip(" :.") in whole or lowered.startswith(starts)):
            if form in {"updated", "published"} and not tells_time(line):
                continue
            return form
    return None


def part_of(form: Form | None) -> PartName | None:
    """The part that a block of this form is."""
    if form in {"published", "updated", "key_points"}:
        return "label"
    return cast(PartName, form) if form else None


def tells_time(line: str) -> bool:
    """Whether a line that begins like a time line goes on like one: a date soon, and little else."""
    return len(line.split()) <= 14 and any(c.isdigit() for c in line)


def read_time(line: str, zone: tzinfo, month_first: bool = False) -> Moment | None:
    """The time that a time line tells; only its first when it tells two."""
    return parse_moment(re.split(r"\s(?:\||–|updated|aktualisiert)\s", line, maxsplit=1)[0], zone, month_first)


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def drop_bullet(line: str) -> str:
    """The line without its bullet."""
    return _BULLET.sub("", line, count=1)


def is_byline(line: str) -> bool:
    """Whether a line does nothing but name its authors: "By Ann Example", "Von Max Muster und Eva Beispiel"."""
    return bool(_BYLINE.match(line)) and len(line.split()) <= 12 and not line.endswith(("!", "?", ":"))


def is_dateline(line: str) -> bool:
    """Whether a line does nothing but tell a date."""
    return (
        len(line) <= 50 and len(line.split()) <= 7 and bool(_YEAR.search(line)) and parse_moment(line, UTC) is not None
    )


def looks_like_heading(line: str) -> bool:
    """Whether a line has the form of a heading: short, one line, no full stop at its end."""
    return (
        0 < len(line) <= _LONGEST_HEADING
        and len(line.split()) <= _MOST_HEADING_WORDS
        and not _STOP.search(line)
        and any(c.isalpha() for c in line)
        and not is_bullet(line)
    )


def looks_like_prose(line: str) -> bool:
    """Whether a line has the form of a paragraph: it ends as a sentence does, or is long."""
    return bool(_STOP.search(line)) or len(line.split()) > 2 * _MOST_HEADING_WORDS


def declare_label(line: str, start: int) -> Declaration | None:
    """The text type that a label line states, with its place; `start` is the line's offset in the text."""
    span = Span(start, start + len(line))
    if whole := declare_words(line, "text"):
        return Declaration(line, "text", whole.label, span)
    lowered = line.casefold()
    kinds: tuple[TextTypeName, ...] = ("analysis", "opinion")
    for kind in kinds:
        if any(words in lowered for words in _beginnings(f"says_{kind}")[1]):
            return Declaration(line, "text", kind, span)
    return None


def assessor_in(line: str) -> str | None:
    """The person whose assessments a label line says the text contains, None when it names none."""
    found = _ASSESSOR.search(line)
    return found.group(1).rstrip(".") if found else None


@cache
def _openings() -> frozenset[str]:
    """The first letters of all beginnings: most lines are told by these alone."""
    starts = [words for form in _FORMS for group in _beginnings(form) for words in group]
    return frozenset(words[:_OPENING] for words in starts)


@cache
def _beginnings(form: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole lines and the beginnings that make a form."""
    words = [row[2] for row in load_rows("part_phrases.tsv") if row[0] == form]
    return frozenset(w[:-1] for w in words if w.endswith("=")), tuple(w for w in words if not w.endswith("="))
