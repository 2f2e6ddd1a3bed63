"""Passages found by their words, checked by the grammar of their sentences: who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Stretch

from lagebild.asking.casts import cast_deed
from lagebild.asking.deeds import read_deed
from lagebild.asking.passages import Passage
from lagebild.asking.questions import Sought
from lagebild.asking.stages import Cast, Stage
from lagebild.reading.parse import PARSED_LANGUAGES
from lagebild.records import Stored
from lagebild.situation.terms import Match

MOST_SENTENCES = 80  # sentences parsed for one question
_LONGEST = 1_500  # characters; a longer sentence is not parsed
_LONG_RUN = re.compile(r"\S{400}")  # the tokeniser's time grows with the square of such a run
_BATCH = 32
_PAST_DEED = "happened already"

Found = tuple[Stored, Passage]


def is_parsed(stored: Stored) -> bool:
    """Whether the parser reads the report's language."""
    return stored.reading.report.language in PARSED_LANGUAGES


def check_passages(found: Sequence[Found], sought: Sought, parser: Language) -> Iterator[tuple[Stored, Passage, Cast]]:
    """The passages whose grammar does not speak against the question, each with how its parts are cast.

    At most MOST_SENTENCES sentences are parsed, in the order given; passages of others are left out.
    """
    sentences: dict[tuple[int, int], str] = {}
    for stored, passage in found:
        text = stored.reading.report.text[passage.sentence.start : passage.sentence.end]
        if len(sentences) < MOST_SENTENCES and len(text) <= _LONGEST and not _LONG_RUN.search(text):
            sentences.setdefault((stored.key, passage.number), text)
    docs = dict(zip(sentences, _parse(sentences.values(), parser), strict=True))
    for stored, passage in found:
        doc = docs.get((stored.key, passage.number))
        if doc is None:
            continue
        cast = _cast(stored, passage, sought, doc)
        if cast.fit != "other":
            yield stored, passage, cast


def _parse(texts: Iterable[str], parser: Language) -> Iterator[Doc]:
    """Each text as one parsed sentence."""
    docs = []
    for text in texts:
        doc = parser.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
    yield from parser.pipe(docs, batch_size=_BATCH, disable=["ner"])


def _cast(stored: Stored, passage: Passage, sought: Sought, doc: Doc) -> Cast:
    """How the deed that the passage names fits the question."""
    if not passage.places:
        return Cast("fits")
    stretches = [_stretch(doc, passage, match) for match in passage.places]
    held = [stretch for stretch in stretches if stretch is not None]
    if not held:
        return Cast("open", ("the grammar does not decide",))
    deed = read_deed(held[0], tuple(held[1:]))
    cast = cast_deed(Stage(stored.reading, passage.sentence, passage.statement), deed, sought)
    if cast.fit != "other" and sought.future and deed.past:
        return Cast(cast.fit, (*cast.reasons, _PAST_DEED))
    return cast


def _stretch(doc: Doc, passage: Passage, match: Match) -> Stretch | None:
    """The parsed words of a match of the passage's tokens."""
    start, end = passage.tokens[match.first].start, passage.tokens[match.last].end
    return doc.char_span(start, end, alignment_mode="expand")
