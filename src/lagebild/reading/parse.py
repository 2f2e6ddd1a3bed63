"""One parse of a report and one pass of the encoder, in linear time, whatever its length.

The sentence borders found by `sentences` are given to the parser, which then attaches nothing across them.  Long
reports are parsed in stretches and joined; offsets stay those of the report.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lagebild.errors import SettingsError
from lagebild.models.encoder import load_encoder
from lagebild.reading.parsed import Parsed
from lagebild.reading.sentences import report_sentences
from lagebild.records import Report, Span
from lagebild.settings import Settings

PARSED_LANGUAGES = frozenset({"en"})
_STRETCH = 8_000  # characters parsed at once; more gains no speed and costs memory
_BATCH = 8  # stretches in one batch of the parser
_LONGEST_RUN = 400  # characters without blank space that the tokeniser gets at once: its time grows with the square
_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")
_CONTRACTED = re.compile(r"(?:n’t|’(?:s|re|ve|ll|d|m))", re.IGNORECASE)
_PARSED: list[int | str] = [
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "ENT_IOB",
    "ENT_TYPE",
]  # what a parse adds to its tokens
_LONGEST_SENTENCE = 2_000  # characters; a longer one is cut at blank space, for the parser only


class _Stretch(NamedTuple):
    """Consecutive sentences of the report with number `report`, as they go to the parser."""

    report: int
    start: int
    end: int
    sentences: tuple[Span, ...]


def load_parser(settings: Settings, language: str | None) -> Language | None:
    """The spaCy pipeline for a language (loaded once), or None where there is none.

    Raises SettingsError when the package that `settings.model` names is not installed.
    """
    return _load(settings.model) if language in PARSED_LANGUAGES else None


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    try:
        if importlib.util.find_spec(model) is not None:
            loaded: Language = importlib.import_module(model).load()
            return loaded
        return spacy.load(model)
    except (OSError, ImportError, AttributeError, ValueError) as error:
        raise SettingsError(f"the spaCy pipeline cannot be loaded: {error}", f"model={model}", "install it") from None


def parse_report(report: Report, settings: Settings) -> Parsed:
    """The report with its parse; `doc` is None for a language without a parser."""
    return next(parse_reports([report], settings))


def parse_reports(reports: Iterable[Report], settings: Settings) -> Iterator[Parsed]:
    """The reports in order, each with its parse.

    Reports of one language that follow each other share the parser's batches, so this is faster than one at a time.
    """
    for parser, group in groupby(reports, key=lambda report: load_parser(settings, report.language)):
        if parser is None:
            yield from (Parsed(report, None) for report in group)
        else:
            yield from _parse_group(group, parser)


def _parse_group(reports: Iterable[Report], parser: Language) -> Iterator[Parsed]:
    waiting: list[Report] = []

    def feed() -> Iterator[tuple[Doc, tuple[_Stretch, bool]]]:
        for number, report in enumerate(reports):
            waiting.append(report)
            stretches = list(_cut_report(report, number))
            for stretch in stretches:
                yield _tokenise(report.text, stretch, parser), (stretch, stretch is stretches[-1])

    done: list[Doc] = []
    for doc, (stretch, last) in parser.pipe(feed(), as_tuples=True, batch_size=_BATCH):
        done.append(_restore(doc, waiting[0].text[stretch.start : stretch.end]))
        if last:
            whole = done[0] if len(done) == 1 else Doc.from_docs(done, ensure_whitespace=False)
            done = []
            yield _encode(waiting.pop(0), whole)


def _restore(doc: Doc, text: str) -> Doc:
    """The parsed stretch with the apostrophes of the text, without the tagger's vectors, which nobody reads."""
    doc.tensor = doc.tensor[:0]
    if doc.text == text:
        return doc
    words = [text[token.idx : token.idx + len(token)] for token in doc]
    restored = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    restored.tensor = doc.tensor
    return restored.from_array(_PARSED, cast("Any", doc.to_array(_PARSED)))


def _encode(report: Report, doc: Doc) -> Parsed:
    """The parsed report with what the encoder says of it, in windows cut where the parser's sentences begin."""
    return Parsed(report, doc, load_encoder().encode(report.text, [s.start_char for s in doc.sents]))


def _cut_report(report: Report, number: int) -> Iterator[_Stretch]:
    """Stretches that together cover the whole text, each of whole sentences as far as those are not overlong."""
    length = len(report.text)
    sentences: list[Span] = []
    start = 0
    for sentence in report_sentences(report):
        for piece in _cut_sentence(report.text, sentence):
            if sentences and piece.end - start > _STRETCH:
                yield _Stretch(number, start, piece.start, tuple(sentences))
                sentences, start = [], piece.start
            sentences.append(piece)
    yield _Stretch(number, start, length, tuple(sentences))


def _cut_sentence(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while sentence.end - start > _LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = blank + 1 if blank > 0 else start + _LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    if start < sentence.end:
        yield Span(start, sentence.end)


def _tokenise(text: str, stretch: _Stretch, parser: Language) -> Doc:
    """The tokens of a stretch with the beginnings of its sentences set, and every other token marked as none.

    The parser knows "n't" and "'s" with straight apostrophes only: with others it reads "didn’t attack" as an attack.
    """
    words: list[str] = []
    spaces: list[bool] = []
    begins: list[bool | int | None] = []
    borders = {stretch.start, stretch.end, *(s.start for s in stretch.sentences)}
    for run in _RUN.finditer(text, stretch.start, stretch.end):
        borders.add(run.end())
    starts = {s.start for s in stretch.sentences}
    ordered = sorted(borders)
    for begin, end in pairwise(ordered):
        for position, token in enumerate(parser.make_doc(text[begin:end])):
            words.append(token.text.replace("’", "'") if _CONTRACTED.fullmatch(token.text) else token.text)
            spaces.append(bool(token.whitespace_))
            begins.append(position == 0 and begin in starts)
    return Doc(parser.vocab, words=words, spaces=spaces, sent_starts=begins)
