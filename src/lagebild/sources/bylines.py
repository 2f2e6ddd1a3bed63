"""Bylines: the names of authors out of what pages write where authors stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lagebild.sources.blocks import tidy_line
from lagebild.sources.word_files import load_rows

_MARKUP = re.compile(r"<[^<>]{0,500}>")
_MAIL = re.compile(r"\S{1,80}@\S{0,120}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]{2,60}\.(?:com|de|org|net|co\.uk|fr|ch|at)/\S*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_STRONG = re.compile(r"\s*(?:[;|•·\n]|\s/\s|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2}))\s*")
_PLACE_AFTER = re.compile(r"\s+(?:in|aus)\s+[A-ZÄÖÜ].*$")
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|Ltd|LLC|Inc|S\.?A\.?|SpA|B\.V|PLC|e\.\s?V)\b\.?", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{4}\b")
# Words that open a byline and also begin surnames.
_PARTICLES = frozenset({"Da", "Di", "Von", "Av", "Af", "Od", "Par", "Por", "Door"})
_LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST_AUTHORS = 30


def split_authors(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in what a page states about its authors, in order, each once.

    Roles, addresses, e-mails, places and the words that open a byline are dropped; agencies and outlets stay, because a
    page that names one as its author says something.
    """
    names: dict[str, str] = {}
    for words in stated:
        for piece in _split(_clean(words)):
            if name := _keep_name(piece):
                names.setdefault(_same(name), name)
    return tuple(names.values())[:_MOST_AUTHORS]


def is_company(name: str) -> bool:
    """Whether a name is that of a firm: such an "author" is who owns the page, not who wrote it."""
    return bool(_COMPANY.search(name))


def _clean(words: str) -> str:
    """The words without markup, addresses, e-mails, brackets, and what opens a byline."""
    line = tidy_line(_MARKUP.sub(" ", words[:1_000].replace("\n", ";")))
    for pattern in (_BRACKETS, _MAIL, _ADDRESS):
        line = pattern.sub(" ", line)
    line = " ".join(line.split()).strip(" ,;:|–—-")
    return _drop_opening(line)


def _drop_opening(line: str) -> str:
    """The line without "By", "Von", "Text:"; a particle before a single word stays, it belongs to the name."""
    while found := _opening().match(line):
        rest = line[found.end() :].lstrip(" :")
        if found.group(1) in _PARTICLES and ":" not in found.group() and len(rest.split()) < 2:
            return line
        line = rest
    return line


def _split(line: str) -> list[str]:
    """The pieces of a byline; a comma parts names only where each side looks like one."""
    pieces: list[str] = []
    for strong in _STRONG.split(line):
        for part in strong.split(","):
            pieces.extend(_joints().split(part))
    return pieces


def _keep_name(piece: str) -> str | None:
    """The name in one piece of a byline, None when it is a role, a time or nobody."""
    name = piece.strip(" ,;:.|–—-*\"'")
    name = _PLACE_AFTER.sub("", _drop_opening(name))
    head, dash, tail = name.partition(" - ")
    if dash and (tail.casefold() in _words("role") or len(head.split()) >= 2):
        name = head
    lowered = name.casefold()
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return None
    if (
        lowered in _words("never")
        or lowered in _words("role")
        or lowered in _words("and")
        or lowered in _words("before")
    ):
        return None
    if _TIME.search(name) or name.startswith("@") or not any(c.isalpha() for c in name) or len(name) < 2:
        return None
    return name


def _same(name: str) -> str:
    """What two spellings of one author share."""
    return " ".join(re.findall(r"\w+", name.casefold()))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in load_rows("byline_words.tsv") if row[0] == kind)


@cache
def _opening() -> re.Pattern[str]:
    """What opens a byline: a word of the list, with a colon or a blank after it."""
    words = sorted(_words("before"), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, words))})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _joints() -> re.Pattern[str]:
    """What stands between two names; in lower case only when it is one letter, which may be an initial."""
    words = sorted({w for word in _words("and") for w in (word, word.upper() if len(word) > 1 else word)}, key=len)
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, reversed(words)))})\s+")
