"""What goes into a store comes out of it, to the last character."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild import records
from lagebild.records import Document, Reading, Report
from lagebild.store import Refused, Store, open_store

AT = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
ZONES = [UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-3, minutes=-30)), None]

characters = st.characters(exclude_categories=("Cs",))  # half characters are refused, see below
texts = st.text(characters, max_size=200)
words = st.text(characters, max_size=12)
offsets = st.integers(0, 250)
shares = st.floats(0, 1)
spans = st.builds(records.Span, offsets, offsets)
times = st.datetimes(timezones=st.sampled_from(ZONES), allow_imaginary=False)


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


def one_of_names(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(getattr(records, name)))


def build(record: type, **values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Records with every field drawn: a field left at its default would never be tried."""
    assert set(values) == {field.name for field in fields(record)}
    return st.builds(record, **values)


LABEL, CONFIDENCE = one_of_names("TextTypeName"), maybe(shares)
claims = build(records.Claim, words=words, span=spans)
reports = build(
    Report,
    id=words,
    identity=words,
    text=texts,
    parts=some(build(records.Part, start=offsets, end=offsets, part=one_of_names("PartName"))),
    url=maybe(words),
    outlet=maybe(words),
    title=maybe(words),
    authors=some(words),
    published=maybe(times),
    published_is_date=st.booleans(),
    updated=maybe(times),
    language=maybe(st.sampled_from(["en", "de", "uk"])),
    declared=some(build(records.Declaration, words=words, where=words, label=maybe(LABEL), span=maybe(spans))),
    pages=some(build(records.Page, start=offsets, end=offsets, page=offsets)),
    stub=st.booleans(),
    warnings=some(words),
)
sentences = build(
    records.Sentence,
    start=offsets,
    end=offsets,
    kind=one_of_names("Kind"),
    reported=st.booleans(),
    confidence=CONFIDENCE,
)
statements = build(
    records.Statement,
    id=words,
    source=some(spans),
    cue=some(spans),
    content=some(spans),
    quote=one_of_names("Quotation"),
    speaker=maybe(words),
    addressee=maybe(words),
    stance=one_of_names("Stance"),
    certainty=one_of_names("Certainty"),
    serious=maybe(st.booleans()),
    said=maybe(words),
    parent=maybe(words),
    confidence=shares,
)
actors = build(
    records.Actor,
    id=words,
    name=words,
    kind=one_of_names("ActorKind"),
    mentions=some(spans),
    country=maybe(words),
    sector=maybe(words),
    roles=some(claims),
    affiliations=some(claims),
    expert=st.booleans(),
)
numbers = maybe(st.floats(allow_nan=False))
events = build(
    records.Event,
    id=words,
    type=words,
    trigger=spans,
    mode=maybe(words),
    contexts=some(words),
    actors=some(words),
    recipients=some(words),
    quantities=some(
        build(
            records.Quantity, start=offsets, end=offsets, low=numbers, high=numbers, unit=maybe(words), of=maybe(words)
        )
    ),
    date=maybe(words),
    place=maybe(
        build(
            records.Place,
            name=words,
            start=offsets,
            end=offsets,
            country=maybe(words),
            lat=maybe(shares),
            lon=maybe(shares),
        )
    ),
    status=one_of_names("EventStatus"),
    statement=maybe(words),
    confidence=shares,
)
relations = build(
    records.Relation,
    type=one_of_names("RelationType"),
    subject=words,
    object=words,
    start=offsets,
    end=offsets,
    since=maybe(words),
    until=maybe(words),
    statement=maybe(words),
    confidence=shares,
)
readings = build(
    Reading,
    report=reports,
    sentences=some(sentences),
    statements=some(statements),
    dates=some(
        build(
            records.DateMention,
            start=offsets,
            end=offsets,
            type=one_of_names("DateType"),
            value=words,
            alternatives=some(words),
        )
    ),
    actors=some(actors),
    events=some(events),
    relations=some(relations),
    links=some(
        build(records.Link, type=one_of_names("LinkType"), source=words, target=words, start=offsets, end=offsets)
    ),
    text_type=build(
        records.TextType,
        label=LABEL,
        declared=maybe(words),
        confidence=CONFIDENCE,
        reasons=some(build(records.Reason, start=offsets, end=offsets, why=words)),
    ),
    readers=st.dictionaries(words, words, max_size=3),
    warnings=some(words),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("shared") / "lagebild.db")) as store:
        yield store


@contextmanager
def fresh(empty: Path) -> Iterator[Store]:
    """A store of one example's own."""
    with tempfile.TemporaryDirectory() as folder, open_store(str(shutil.copy(empty, folder))) as store:
        yield store


@settings(max_examples=60, deadline=None)
@given(reading=readings, raw=st.binary(max_size=100))
def test_any_reading_comes_back_equal(shared: Store, reading: Reading, raw: bytes) -> None:
    """Two readings under one identity are two versions, unless they say the same or come from bytes read before."""
    outcome, key = shared.add(Document("there", raw), reading.report, reading, by="ada", how="read", at=AT)
    stored = shared.load(key)
    assert stored is not None
    if outcome != "unchanged":
        assert stored.reading == reading
        assert shared.raw(key, stored.version) == raw
        published = stored.reading.report.published
        if reading.report.published is not None and published is not None:
            assert published.utcoffset() == reading.report.published.utcoffset()
            assert published.tzname() == reading.report.published.tzname()
    assert stored.version == stored.versions


captures = st.builds(
    lambda identity, text, title, published, language, raw: (
        Report(identity, identity, text, title=title, published=published, language=language),
        raw,
    ),
    identity=st.sampled_from("ab"),
    text=st.sampled_from(["One.", "Two."]),
    title=st.sampled_from([None, "Title"]),
    published=st.sampled_from([None, AT]),
    language=st.sampled_from([None, "en"]),
    raw=st.sampled_from([b"1", b"2", b"3"]),
)


@settings(max_examples=50, deadline=None)
@given(found=st.lists(captures, min_size=1, max_size=6))
def test_reading_twice_stores_once(empty: Path, found: list[tuple[Report, bytes]]) -> None:
    """The same bytes with the same reading change nothing, however often, and whatever came between."""
    with fresh(empty) as store:

        def add(report: Report, raw: bytes) -> str:
            reading = Reading(report, (records.Sentence(0, 4),), readers={"sentences": "1"})
            return store.add(Document("there", raw), report, reading, by="ada", how="read", at=AT)[0]

        def everything() -> list[object]:
            return [(store.versions(s.key), store.additions(s.key)) for s in store.reports()]

        for report, raw in found:
            add(report, raw)
        before = everything()
        assert [add(report, raw) for report, raw in found] == ["unchanged"] * len(found)
        assert everything() == before


@settings(max_examples=20, deadline=None)
@given(readings=st.lists(readings, min_size=1, max_size=4))
def test_the_index_holds_just_the_newest_sentences(empty: Path, readings: list[Reading]) -> None:
    """However versions and readings follow one another, the index can be taken apart to nothing."""
    with fresh(empty) as store:
        for number, reading in enumerate(readings):
            report = Report(**{**_fields(reading.report), "identity": "one"})
            kept = Reading(**{**_fields(reading), "report": report})
            store.add(Document("there", bytes([number])), report, kept, by="ada", how="read", at=AT)
        (stored,) = store.reports()
        for term in {word for s in stored.reading.sentences for word in stored.reading.report.text[s.start : s.end]}:
            for hit in store.search([term], limit=1000):
                assert (hit.key, hit.version) == (stored.key, stored.version)
        store.replace_reading(stored.key, stored.version, Reading(stored.reading.report))
        with store._engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT count(*) FROM sentence_index_docsize").scalar()
            connection.exec_driver_sql("INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')")
        assert rows == 0


def _fields(record: object) -> dict[str, object]:
    return {f.name: getattr(record, f.name) for f in fields(record)}  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["text", "identity", "title"])
def test_half_a_character_is_refused_and_others_can_still_be_stored(shared: Store, field: str) -> None:
    before = shared.count()
    report = Report(**{"id": "x", "identity": f"half-{field}", "text": "Whole.", field: "half \ud83d"})  # type: ignore[arg-type]
    with pytest.raises(Refused, match=r"half a character \(U\+D83D\)") as raised:
        shared.add(Document("there", b"1"), report, Reading(report), by="ada", how="read", at=AT)
    assert str(raised.value).encode()
    assert shared.count() == before
    assert not shared.holds(Document("there", b"1"))


def test_a_number_beyond_the_database_is_refused(shared: Store) -> None:
    report = Report("x", "too-large", "Whole.")
    reading = Reading(report, sentences=(records.Sentence(0, 2**64),))
    with pytest.raises(Refused, match="too large"):
        shared.add(Document("there", b"2"), report, reading, by="ada", how="read", at=AT)
    assert shared.find("too-large") is None


def test_an_hour_repeated_by_a_clock_change_comes_back_as_the_same_one(shared: Store) -> None:
    for fold in (0, 1):
        time = datetime(2031, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
        report = Report("x", f"fold-{fold}", "Whole.", published=time)
        _, key = shared.add(Document("there", b"3"), report, Reading(report), by="ada", how="read", at=AT)
        stored = shared.load(key)
        assert stored is not None
        published = stored.reading.report.published
        assert published is not None
        assert (published.utcoffset(), published.fold) == (time.utcoffset(), fold)
