"""What a text type is judged by: the report's own prose, with what others say in it blanked out."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spacy.tokens import Doc

from lagebild.reading.kind_facts import cover_reported
from lagebild.reading.parsed import Parsed
from lagebild.reading.statements.quotations import find_quotes
from lagebild.records import Part, Reading, Sentence, Span

_OWN_PARTS = frozenset({"body", "key_point"})
_HEADINGS = frozenset({"headline", "subheading"})
Patterns = Mapping[str, "re.Pattern[str]"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A report as its own prose and headings.

    `sentences` are those of body and key points; `paragraphs` are body parts, trimmed; `headings` are headline and
    sub-headings.  `voice` has the length of `text`: quotations and, where statements were read, what they report are
    blank in it, so that only what the text itself says is left.  `kinds_read` says whether kinds were judged.
    """

    reading: Reading
    doc: Doc | None
    text: str
    voice: str
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[Span, ...]
    kinds_read: bool

    @property
    def language(self) -> str:
        """The language whose lists of words are used; those of English where there are none for it."""
        language = self.reading.report.language
        return language if language in _load_lists() else "en"

    def find_words(self, name: str) -> tuple[Span, ...]:
        """Where words of a list ("first_person") stand in the voice of the text, one place a sentence at most."""
        pattern = load_patterns(self.language, "words")[name]
        found = (pattern.search(self.voice, s.start, s.end) for s in self.sentences)
        return tuple(Span(*match.span()) for match in found if match)

    def find_headings(self, name: str) -> tuple[Span, ...]:
        """The headings that hold words of a list ("explainer")."""
        pattern = load_patterns(self.language, "headings")[name]
        return tuple(h for h in self.headings if pattern.search(self.text[h.start : h.end].strip()))


def read_prose(parsed: Parsed, reading: Reading) -> Prose:
    """The prose of a report, from its reading so far."""
    report = parsed.report
    parts = report.parts or (Part(0, len(report.text), "body"),)
    starts = [part.start for part in parts]
    names = [part.part for part in parts]
    own = tuple(
        s
        for s in reading.sentences
        if names[max(bisect_right(starts, s.start) - 1, 0)] in _OWN_PARTS and s.end > s.start
    )
    judged = sum(s.kind not in ("unknown", "question", "other") for s in own)
    return Prose(
        reading=reading,
        doc=parsed.doc,
        text=report.text,
        voice=blank_others(report.text, parts, reading),
        sentences=own,
        paragraphs=_trim_parts(report.text, parts, frozenset({"body"})),
        headings=_trim_parts(report.text, parts, _HEADINGS),
        kinds_read=bool(own) and judged > len(own) / 3,
    )


def blank_others(text: str, parts: Sequence[Part], reading: Reading) -> str:
    """The text with blanks, character for character, where it quotes somebody or reports what somebody says."""
    pieces: list[str] = []
    at = 0
    quotes = [quote.span for quote in find_quotes(text, parts)]
    for start, end in sorted([*quotes, *cover_reported(len(text), reading.statements)]):
        if end <= at:
            continue
        begin = max(start, at)
        pieces += [text[at:begin], " " * (end - begin)]
        at = end
    return "".join([*pieces, text[at:]])


def _trim_parts(text: str, parts: Sequence[Part], names: frozenset[str]) -> tuple[Span, ...]:
    """The parts of these names without the blank space at their ends; empty ones are left out."""
    found = []
    for part in parts:
        words = text[part.start : part.end]
        if part.part in names and words.strip():
            start = part.start + len(words) - len(words.lstrip())
            found.append(Span(start, start + len(words.strip())))
    return tuple(found)


@cache
def _load_lists() -> dict[str, dict[str, dict[str, list[str]]]]:
    raw = resources.files("lagebild.reading").joinpath("data/text_type_words.toml").read_text("utf-8")
    return tomllib.loads(raw)


@cache
def load_patterns(language: str, table: str) -> Patterns:
    """The lists of `text_type_words.toml` as patterns; KeyError for a language or table that is not there."""
    return {name: _make_pattern(words) for name, words in _load_lists()[language][table].items()}


def _make_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """One pattern for a list: whole words; a capital in an entry is looked for as it stands."""
    folded = [_bind(w) for w in words if w == w.lower()]
    exact = [_bind(w) for w in words if w != w.lower()]
    choices = [f"(?i:{'|'.join(folded)})"] if folded else []
    return re.compile("|".join([*choices, *exact]))


def _bind(word: str) -> str:
    """An entry as a pattern that matches it between borders of words, at the beginning after "^"."""
    bare = word.lstrip("^")
    before = r"^\W*" if word.startswith("^") else ""
    return before + (r"\b" if bare[0].isalnum() else "") + re.escape(bare) + (r"\b" if bare[-1].isalnum() else "")
