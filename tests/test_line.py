"""From bytes to a reading: what holds for every report."""

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.errors import LagebildError, Unreadable
from lagebild.reading import read_report
from lagebild.records import Document, Part, Reading, Report, Span
from lagebild.settings import Settings
from lagebild.sources import understand_document

EDGES = sorted((Path(__file__).parent / "data/edge").glob("*.txt"))
SETTINGS = Settings()
QUICKLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = "“ ” \" ' ‘ ’ „ « » ( ) . , : ; ? ! — -"
TERMS = "said says denied that not Minister Ana Bel Velt the on Monday 2031 soldiers 9,000 he she they Mr. U.S."
WORDS = st.sampled_from([*MARKS.split(), *TERMS.split(), "\n", "\n\n", "🙂", "שלום", "مرحبا", "Ось"])


def read_text(text: str, language: str | None = "en") -> Reading:
    """The reading of a text that is one body part."""
    parts = (Part(0, len(text), "body"),) if text else ()
    return read_report(Report("a", "a", text, parts, language=language), SETTINGS)


def spans_in(value: object) -> Iterator[Span]:
    """Every span of a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        if hasattr(value, "start") and hasattr(value, "end"):
            yield Span(value.start, value.end)
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))


def check_reading(reading: Reading) -> None:
    """What holds for every reading: places exist, sentences do not overlap, ids lead somewhere."""
    text = reading.report.text
    for start, end in spans_in(reading):
        assert 0 <= start < end <= len(text)
    ends = [0, *(s.end for s in reading.sentences)]
    assert all(sentence.start >= end for sentence, end in zip(reading.sentences, ends))
    actors = {actor.id for actor in reading.actors}
    statements = {statement.id for statement in reading.statements}
    assert len(statements) == len(reading.statements)
    assert len(actors) == len(reading.actors)
    for statement in reading.statements:
        assert statement.speaker is None or statement.speaker in actors
        assert statement.addressee is None or statement.addressee in actors
        assert statement.parent is None or (statement.parent in statements and statement.parent != statement.id)
        assert 0 <= statement.confidence <= 1
    if reading.report.parts:
        borders = [reading.report.parts[0].start, *(part.end for part in reading.report.parts)]
        assert borders == [*(part.start for part in reading.report.parts), len(text)]
        assert borders[0] == 0


@QUICKLY
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_finding_slices_to_its_text(text):
    check_reading(read_text(text))


@QUICKLY
@given(st.text(max_size=200), st.sampled_from(["en", "de", "ru", "ar", None]))
def test_any_text_in_any_language_is_read(text, language):
    check_reading(read_text(text, language))


@QUICKLY
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_reading_is_the_same_each_time(text):
    assert read_text(text) == read_text(text)


@QUICKLY
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/plain", "application/pdf", "text/xml"]))
def test_any_bytes_give_a_report_or_a_lagebild_error(raw, media_type):
    try:
        report = understand_document(Document("somewhere", raw, media_type), SETTINGS)
    except LagebildError as error:
        refused = str(error)
    else:
        refused = ""
        assert report.text.strip()
    assert "\n" not in refused


@pytest.mark.parametrize("path", EDGES, ids=lambda path: path.stem)
def test_odd_inputs_are_read_or_refused_in_one_line(path):
    document = Document(str(path), path.read_bytes())
    if path.stem == "only_spaces":
        with pytest.raises(Unreadable):
            understand_document(document, SETTINGS)
    else:
        check_reading(read_report(understand_document(document, SETTINGS), SETTINGS))


@pytest.mark.parametrize(
    "unit",
    ["“Yes,” he said. ", "“", "5,000 ", "Ana Bel said on Monday that the gate is open. ", "a.b."],
    ids=["quotations", "marks", "numbers", "sentences", "dots"],
)
def test_reading_takes_time_linear_in_length(unit):
    """Eight times the text may cost at most some sixteen times the time; a square would cost sixty-four times."""
    seconds = []
    for length in (2_000, 16_000):
        text = unit * (length // len(unit))
        began = time.process_time()
        read_text(text)
        seconds.append(time.process_time() - began)
    assert seconds[1] < 20 * max(seconds[0], 0.1)
