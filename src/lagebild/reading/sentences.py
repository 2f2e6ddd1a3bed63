"""Sentences, by rule and for every language: where one ends, and what only looks like an end.

The parser's own sentence borders are poor around quotation marks and abbreviated titles, so the borders are found here
from the characters and then given to the parser.  A sentence inside a quotation is a sentence; the closing mark
belongs to the sentence before it; "“Why?” she asked." is one sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Part, Reading, Report, Sentence, Span

# Terminal marks with what closes after them; marks that need no space after them; an empty line; a list item.
# Possessive repetitions and the look-behind keep the search linear on a long run of marks.
_END = re.compile(
    r"""(?<![.!?…؟।۔])[.!?…؟।۔]++["'”’»«“)\]]*+(?:[ \u00a0\u202f]»)?(?=\s|$)
      | [。！？]++[」』”’）]*+
      | \n[^\S\n]*+\n
      | \n(?=[^\S\n]*+[•‣▪*–—-][^\S\n])""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’„«»()\[\],;:!?/–—]+$")
_FIRST_WORD = re.compile(r"[\s\"'“”‘’„«»()\[\]–—-]*([^\s\"“”„«»()\[\],;:.!?]+)")
_CLOSERS = "\"'”’»«“)]」』）"
_MARKS = "\"'”’»«“」』"
_LOOK = 60  # characters looked at on either side of a mark
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_TAG = re.compile(  # "… ?” Smith asked." : who asked, and nothing said after it
    r"""\s*(?:[A-Z][\w.'’-]*\s|the\s|an?\s|his\s|her\s|[a-z]+\s){1,5}?
        (?:says?|said|asked|asks|wrote|writes|tweeted|added|replied|responded|answered|shouted|yelled|wondered|cried
         |exclaimed|continued|fragte|sagte|sagt|schrieb|erklärte|rief)\s*(?:[.,;:]|\son\b|\sin\b|\sat\b|\swhen\b|\sas\b)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    titles: frozenset[str]
    others: frozenset[str]
    starters: frozenset[str]


@cache
def _load_abbreviations(language: str | None) -> _Abbreviations:
    """The lists of one language; those of all languages together for one that has none."""
    raw = tomllib.loads(resources.files("lagebild.reading").joinpath("data/abbreviations.toml").read_text("utf-8"))
    chosen = [raw[language]] if language in raw else list(raw.values())
    return _Abbreviations(
        *(frozenset(w for r in chosen for w in r[n].split()) for n in ("titles", "others", "starters"))
    )


def split_sentences(text: str, start: int, end: int, language: str | None) -> Iterator[Span]:
    """Sentences of `text[start:end]`, trimmed of blank space; every other character lies in exactly one of them."""
    known = _load_abbreviations(language)
    begin = start
    for found in _END.finditer(text, start, end):
        if not found[0].isspace() and not _ends_sentence(text, found, end, known, language):
            continue
        if span := _trim(text, begin, found.end()):
            yield span
        begin = found.end()
    if span := _trim(text, begin, end):
        yield span


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _ends_sentence(text: str, found: re.Match[str], end: int, known: _Abbreviations, language: str | None) -> bool:
    """Whether the marks found close a sentence, judged by the word before and the words after."""
    if found.end() < end and not text[found.end()].isspace():
        return True  # 。and its like need no space after them
    after = text[found.end() : min(found.end() + _LOOK, end)]
    next_word = _FIRST_WORD.match(after)
    first = next_word[1] if next_word else ""
    marks = found[0].rstrip(_CLOSERS)
    quoted = any(c in _MARKS for c in found[0][len(marks) :])
    if first[:1].islower() and (quoted or marks[-1:] in ".…" or "," in after[:1]):
        return False
    if quoted and _TAG.match(after):
        return False
    if marks != "." or not first:
        return True
    before = _WORD_BEFORE.search(text, max(found.start() - _LOOK, 0), found.start())
    return not before or not _is_abbreviation(before[0], first, known, language)


def _is_abbreviation(word: str, following: str, known: _Abbreviations, language: str | None) -> bool:
    """Whether the full stop after `word` belongs to the word, given the word that follows."""
    lower = word.lower()
    if lower in known.titles:
        return True
    if following.lower().strip("'’") in known.starters:
        return False
    if lower in known.others or (_INITIALS.match(word) and not (len(word) == 1 and word in "I")):
        return True
    return language == "de" and word.isdigit() and len(word) <= 2


def parts_of(report: Report) -> tuple[Part, ...]:
    """The parts of a report; one part of body when the source marked none."""
    return report.parts or ((Part(0, len(report.text), "body"),) if report.text else ())


def report_sentences(report: Report) -> Iterator[Span]:
    """The sentences of a report in order; none crosses the border of a part."""
    for part in parts_of(report):
        yield from split_sentences(report.text, part.start, part.end, report.language)


def read_sentences(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its sentences; what kind each is remains unknown here."""
    return replace(reading, sentences=tuple(Sentence(*span) for span in report_sentences(parsed.report)))


READER = Reader("sentences", "1", None, read_sentences)
