"""Many reports are read into a store; each failure costs one line, and nothing that was stored is lost."""

from __future__ import annotations

import io
import logging
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild import sources
from lagebild.errors import StoreError, Unreadable
from lagebild.ingest import INTERRUPTED, Line, Progress, Summary, present_line, read_each, read_sources, read_stale
from lagebild.records import Document, Failure, Hints, Part, Reading, Report, Sentence
from lagebild.settings import Settings
from lagebild.store import Store, open_store

SETTINGS = Settings()


class Fake:
    """A line over documents given as {address: text or what goes wrong}, which counts what it is asked to do.

    A text may be "identity|text" or "identity|text|trimmings": trimmings are bytes that no report shows.
    """

    def __init__(self, **places: list[tuple[str, object]]) -> None:
        self.places = places
        self.understood: list[str] = []
        self.read_texts: list[str] = []

    def line(self, version: str = "1", languages: dict[str, frozenset[str] | None] | None = None) -> Line:
        return Line(self.find, self.understand, self.read, {"sentences": version}, languages or {})

    def find(self, locator: str, _: Settings) -> Iterator[Document | Failure]:
        for address, content in self.places[locator]:
            if isinstance(content, Failure):
                yield content
            elif isinstance(content, BaseException):
                if address == "find":
                    raise content
                self.errors = {**getattr(self, "errors", {}), address: content}
                yield Document(address, b"broken")
            else:
                yield Document(address, str(content).encode())

    def understand(self, document: Document, _: Settings, hints: Hints) -> Report:
        self.understood.append(document.address)
        error = getattr(self, "errors", {}).get(document.address)
        if error is not None and not isinstance(error, ReadingError):
            raise error
        identity, _, rest = document.raw.decode().partition("|")
        text = rest.partition("|")[0] or identity
        if error is not None:
            text = "unreadable"
        parts = (Part(0, len(text), "body"),)
        return Report(document.address, identity, text, parts, published=hints.published, language=hints.language)

    def read(self, report: Report, _: Settings) -> Reading:
        self.read_texts.append(report.text)
        if report.text == "unreadable":
            raise ReadingError("the reader tripped")
        sentences = (Sentence(0, len(report.text)),)
        return Reading(report, sentences, readers={"sentences": getattr(self, "version", "1")})


class ReadingError(Exception):
    pass


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("empty") / "lagebild.db"
    open_store(str(path)).close()
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, empty: bytes) -> Iterator[Store]:
    (tmp_path / "lagebild.db").write_bytes(empty)
    with open_store(str(tmp_path / "lagebild.db")) as opened:
        yield opened


def run(store: Store, fake: Fake, *locators: str, hints: Hints = Hints(), version: str = "1") -> Summary:  # noqa: B008
    fake.version = version  # type: ignore[attr-defined]
    return read_sources(locators or ("here",), store, SETTINGS, hints, by="ada", line=fake.line(version))


# ---- what is stored ----------------------------------------------------------------------------------------------


def test_reports_are_counted_as_new_unchanged_or_new_versions(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Text."), ("c", "one|Text.|other bytes"), ("d", "one|Changed.")])
    assert run(store, fake) == Summary(new=2, unchanged=1, new_versions=1)
    assert store.count() == 2


def test_the_store_says_by_whom_and_from_where_a_report_came(store: Store) -> None:
    run(store, Fake(here=[("a", "one|Text.")]))
    (addition,) = store.additions(1)
    assert (addition.by, addition.how, addition.address) == ("ada", "read here", "a")
    assert addition.at.tzinfo is not None


def test_what_is_stored_is_neither_understood_nor_read_again(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Text.")])
    run(store, fake)
    assert run(store, fake) == Summary(unchanged=2)
    assert (fake.understood, fake.read_texts) == (["a", "b"], ["Text.", "Text."])


def test_another_capture_of_a_stored_report_is_not_read_again(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text.")], later=[("a", "one|Text.|other bytes")])
    run(store, fake)
    assert run(store, fake, "later") == Summary(unchanged=1)
    assert len(store.additions(1)) == 2
    assert len(fake.read_texts) == 1


def test_newer_readers_read_again_what_is_named_again(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text.")])
    run(store, fake)
    assert run(store, fake, version="2") == Summary(unchanged=1)
    stored = store.load(1)
    assert stored is not None
    assert (stored.version, stored.reading.readers) == (1, {"sentences": "2"})
    assert run(store, fake, version="2") == Summary(unchanged=1)
    assert len(fake.read_texts) == 2


def test_a_hint_given_later_is_heeded(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text.")])
    run(store, fake)
    assert run(store, fake, hints=Hints(language="en")) == Summary(new_versions=1)
    assert run(store, fake, hints=Hints(language="en")) == Summary(unchanged=1)
    assert run(store, fake) == Summary(unchanged=1)


documents = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["1", "2"]), st.text("xy ", max_size=3)), max_size=7
)


@settings(max_examples=40, deadline=None)
@given(found=documents)
def test_reading_twice_stores_once(empty: bytes, found: list[tuple[str, str, str]]) -> None:
    """Whatever the documents, their order and their repetitions: a second run over them changes nothing."""
    fake = Fake(here=[(address, f"{identity}|text {text}") for address, identity, text in found])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "lagebild.db").write_bytes(empty)
        with open_store(f"{folder}/lagebild.db") as store:
            first = run(store, fake)
            before = [(store.versions(s.key), store.additions(s.key)) for s in store.reports()]
            assert run(store, fake) == Summary(unchanged=len(found))
            assert [(store.versions(s.key), store.additions(s.key)) for s in store.reports()] == before
            assert first.new == store.count() == len({identity for _, identity, _ in found})
            assert first.new + first.unchanged + first.new_versions == len(found)


# ---- what fails --------------------------------------------------------------------------------------------------


def test_each_failure_is_one_line_that_names_its_input_and_the_rest_is_kept(store: Store) -> None:
    fake = Fake(
        here=[
            ("a", "one|Text."),
            ("gone", Failure("gone", "there is no such file")),
            ("broken", Unreadable("this is no text but a binary file", "broken", "convert it")),
            ("nameless", Unreadable("it is empty")),
            ("odd", ValueError("two\nlines")),
            ("mute", KeyError()),
            ("slip", ReadingError()),
            ("z", "two|Text."),
        ]
    )
    summary = run(store, fake)
    assert (summary.new, summary.stopped, store.count()) == (2, None, 2)
    assert [(failure.address, failure.reason) for failure in summary.failures] == [
        ("gone", "'gone': there is no such file"),
        ("broken", "'broken': this is no text but a binary file; convert it"),
        ("nameless", "'nameless': it is empty"),
        ("odd", "'odd': an unforeseen error (ValueError: two lines); run again with --debug to see where"),
        ("mute", "'mute': an unforeseen error (KeyError); run again with --debug to see where"),
        ("slip", "'slip': an unforeseen error (ReadingError: the reader tripped); run again with --debug to see where"),
    ]


def test_an_unforeseen_error_leaves_its_trace_in_the_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "lagebild.ingest"):
        run(store, Fake(here=[("odd", ValueError("odd"))]))
    assert caplog.records[0].exc_info is not None


@pytest.mark.parametrize("error", [Unreadable("the archive ends", "here"), OSError("the cable broke")])
def test_a_source_that_breaks_off_keeps_what_came_before_and_the_next_source(store: Store, error: Exception) -> None:
    fake = Fake(here=[("a", "one|Text."), ("find", error)], there=[("b", "two|Text.")])
    summary = run(store, fake, "here", "there")
    assert summary.new == 2
    assert [failure.address for failure in summary.failures] == ["here"]
    assert "'here'" in summary.failures[0].reason


def test_a_report_that_cannot_be_stored_is_one_failure(store: Store) -> None:
    """Half a character comes from a file's name in an unknown encoding, for one."""
    fake = Fake(here=[("caf\udce9.txt", "one|Text."), ("b", "two|Text.")])
    summary = run(store, fake)
    assert (summary.new, summary.stopped) == (1, None)
    assert "half a character" in summary.failures[0].reason


def test_a_store_that_fails_stops_the_run_and_says_what_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Text."), ("c", "three|Text.")])
    real = Store.add

    def add(self: Store, document: Document, *rest: object, **named: object) -> object:
        if document.address == "b":
            raise StoreError("the disk is full", "lagebild.db", "make room and run again")
        return real(self, document, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "add", add)
    summary = run(store, fake)
    assert summary.new == store.count() == 1
    assert summary.stopped == "'lagebild.db': the disk is full; make room and run again"
    (failure,) = summary.failures
    assert failure.reason == f"{summary.stopped} (stopped at 'b'; reports kept before it in this run: 1)"
    monkeypatch.undo()
    assert run(store, fake) == Summary(new=2, unchanged=1)


def test_a_full_database_is_one_line(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|" + "Very long text. " * 100_000), ("c", "three|Text.")])
    with store._engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    summary = run(store, fake)
    assert summary.new == store.count() == 1
    assert summary.stopped is not None
    assert "the disk is full; make room" in summary.stopped


@pytest.mark.parametrize("where", ["find", "understand", "read"])
def test_an_interrupt_ends_the_run_with_what_was_done(store: Store, where: str) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Stop."), ("c", "three|Text.")])

    def interrupt_find(locator: str, given: Settings) -> Iterator[Document | Failure]:
        documents = fake.find(locator, given)
        yield next(documents)
        raise KeyboardInterrupt

    def interrupt_understand(document: Document, given: Settings, hints: Hints) -> Report:
        if document.address == "b":
            raise KeyboardInterrupt
        return fake.understand(document, given, hints)

    def interrupt_read(report: Report, given: Settings) -> Reading:
        if report.text == "Stop.":
            raise KeyboardInterrupt
        return fake.read(report, given)

    interrupted = {"find": interrupt_find, "understand": interrupt_understand, "read": interrupt_read}[where]
    line = replace(fake.line(), **{where: interrupted})  # type: ignore[arg-type]
    assert read_sources(["here"], store, SETTINGS, by="ada", line=line) == Summary(new=1, stopped=INTERRUPTED)
    assert store.count() == 1
    assert run(store, fake) == Summary(new=2, unchanged=1)


def test_progress_tells_of_every_input_after_it_is_stored(store: Store) -> None:
    told: list[tuple[Progress, int]] = []
    fake = Fake(here=[("a", "one|Text."), ("gone", Failure("gone", "no such file")), ("b", "one|Changed.")])
    read_sources(
        ["here"], store, SETTINGS, by="", progress=lambda done: told.append((done, store.count())), line=fake.line()
    )
    assert told == [
        (Progress(1, "a", "new", "one"), 1),
        (Progress(2, "gone", "failed", None), 1),
        (Progress(3, "b", "new version", "one"), 1),
    ]


# ---- what older readers read -------------------------------------------------------------------------------------


def test_stale_findings_are_read_again_from_the_stored_text(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Other.")])
    run(store, fake)
    fake.version = "2"  # type: ignore[attr-defined]
    assert read_stale(store, SETTINGS, line=fake.line("2")) == Summary(read_again=2)
    assert [stored.reading.readers for stored in store.reports()] == [{"sentences": "2"}] * 2
    assert read_stale(store, SETTINGS, line=fake.line("2")) == Summary()
    assert len(fake.understood) == 2


def test_a_reader_is_not_missed_in_a_language_it_cannot_read(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text.")])
    run(store, fake, hints=Hints(language="de"))
    line = fake.line(languages={"attribution": frozenset({"en"})})
    line = replace(line, readers={"sentences": "1", "attribution": "1"})
    assert read_stale(store, SETTINGS, line=line) == Summary()
    assert read_stale(store, SETTINGS, line=replace(line, languages={})) == Summary(read_again=1)


def test_what_cannot_be_read_again_keeps_its_old_findings(store: Store) -> None:
    fake = Fake(here=[("a", "one|Text."), ("b", "two|Other.")])
    run(store, fake)

    def read(report: Report, given: Settings) -> Reading:
        if report.identity == "one":
            raise ReadingError("the new reader trips")
        return replace(fake.read(report, given), readers={"sentences": "2"})

    summary = read_stale(store, SETTINGS, line=replace(fake.line("2"), read=read))
    assert (summary.read_again, [failure.address for failure in summary.failures]) == (1, ["one"])
    assert sorted(stored.reading.readers["sentences"] for stored in store.reports()) == ["1", "2"]


# ---- what is only read -------------------------------------------------------------------------------------------


def test_reading_without_a_store_gives_readings_and_failures_in_order() -> None:
    fake = Fake(here=[("a", "one|Text."), ("odd", ValueError("odd")), ("gone", Failure("gone", "no such file"))])
    reading, odd, gone = read_each(["here"], SETTINGS, line=fake.line())
    assert isinstance(reading, Reading)
    assert reading.report.text == "Text."
    assert isinstance(odd, Failure)
    assert odd.reason.startswith("'odd': an unforeseen error")
    assert gone == Failure("gone", "'gone': no such file")


# ---- the line as it stands ---------------------------------------------------------------------------------------


def test_the_present_line_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def find(locator: str, given: Settings, stdin: object = None) -> Iterator[Document | Failure]:
        asked.append((locator, stdin))
        return iter(())

    monkeypatch.setattr(sources, "find_documents", find)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Text.")))
    assert list(present_line().find("-", SETTINGS)) == []
    assert asked == [("-", sys.stdin.buffer)]


def test_real_files_go_the_whole_way_and_a_second_run_is_quiet(store: Store, tmp_path: Path) -> None:
    text = 'Talks in Norhaven\n\n"We will not take part," said Ada Berg, a spokeswoman for the ministry, on Monday.\n'
    (tmp_path / "talks.txt").write_text(text)
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)))
    named = [str(tmp_path / name) for name in ("talks.txt", "broken.txt", "missing.txt")]
    summary = read_sources(named, store, SETTINGS, by="ada")
    assert (summary.new, len(summary.failures), summary.stopped) == (1, 2, None)
    stored = store.find("talks.txt")
    assert stored is not None
    assert stored.reading.readers == present_line().readers
    assert "Ada Berg" in stored.reading.report.text
    assert len(store.search(["spokeswoman"])) == 1
    again = read_sources(named, store, SETTINGS, by="ada")
    assert (again.new, again.unchanged, len(again.failures)) == (0, 1, 2)
    assert read_stale(store, SETTINGS) == Summary()
