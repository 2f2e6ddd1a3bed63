"""What makes a report new, changed or the same, and what is kept of how it came in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lagebild.errors import StoreError
from lagebild.records import Document
from lagebild.store import Store

AT = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
ONE = "https://example.org/a"
Keep = Callable[..., tuple[str, int]]


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(store: Store, keep: Keep) -> None:
    assert keep("Norland denies it.") == ("new", 1)
    assert keep("Norland confirms it.") == ("new version", 1)
    old, new = store.versions(1)
    assert (old.version, old.versions, old.reading.report.text) == (1, 2, "Norland denies it.")
    assert (new.version, new.versions, new.reading.report.text) == (2, 2, "Norland confirms it.")
    assert store.load(1) == new
    assert store.load(1, 1) == old
    assert store.load(1, 3) is None
    assert (store.raw(1, 1), store.raw(1, 2)) == (b"Norland denies it.", b"Norland confirms it.")
    assert store.count() == 1


def test_a_changed_title_is_a_new_version(keep: Keep) -> None:
    assert keep("Text.", title="Before")[0] == "new"
    assert keep("Text.", raw=b"other", title="After")[0] == "new version"


def test_another_capture_of_the_same_text_is_noted_and_makes_no_version(store: Store, keep: Keep) -> None:
    keep("Text.", raw=b"<p>Text.</p><!-- 1 -->")
    assert keep("Text.", raw=b"<p>Text.</p><!-- 2 -->") == ("unchanged", 1)
    assert [addition.version for addition in store.additions(1)] == [1, 1]
    assert len({addition.sha256 for addition in store.additions(1)}) == 2
    assert store.raw(1, 1) == b"<p>Text.</p><!-- 1 -->"


def test_the_very_same_bytes_add_nothing(store: Store, keep: Keep) -> None:
    keep("Text.")
    assert keep("Text.") == ("unchanged", 1)
    assert len(store.additions(1)) == 1


def test_old_and_new_captures_read_again_in_turn_change_nothing(store: Store, keep: Keep) -> None:
    """A folder that holds two captures of one page may be read any number of times."""
    keep("Before.")
    keep("After.")
    assert keep("Before.") == ("unchanged", 1)
    assert keep("After.") == ("unchanged", 1)
    assert len(store.versions(1)) == len(store.additions(1)) == 2


def test_a_page_that_goes_back_to_what_it_said_is_a_third_version(store: Store, keep: Keep) -> None:
    keep("Before.", raw=b"1")
    keep("After.", raw=b"2")
    assert keep("Before.", raw=b"3") == ("new version", 1)
    assert [stored.reading.report.text for stored in store.versions(1)] == ["Before.", "After.", "Before."]


def test_a_time_or_language_stated_later_makes_a_version_that_has_it(store: Store, keep: Keep) -> None:
    keep("Text.")
    assert keep("Text.", published=AT) == ("new version", 1)
    assert keep("Text.", published=AT, language="en") == ("new version", 1)
    assert keep("Text.", published=AT, language="en") == ("unchanged", 1)
    assert keep("Text.") == ("unchanged", 1)


def test_bytes_read_without_and_with_a_stated_time_stay_with_their_versions(store: Store, keep: Keep) -> None:
    keep("Text.")
    keep("Text.", raw=b"other", published=AT)
    assert keep("Text.") == ("unchanged", 1)
    assert [(addition.version, addition.size) for addition in store.additions(1)] == [(1, 5), (2, 5)]


def test_how_a_report_came_in_is_kept(store: Store, report: Callable, reading: Callable) -> None:  # type: ignore[type-arg]
    zone = timezone(timedelta(hours=5, minutes=45))
    one = report("Text.", ONE)
    fetched = datetime(2031, 5, 4, 17, 0, tzinfo=zone)
    document = Document("https://example.org/?a", b"<p>", "text/html", ONE, fetched, {"etag": '"x"'})
    store.add(document, one, reading(one), by="ada", how="read feed.xml", at=AT)
    (addition,) = store.additions(1)
    assert (addition.by, addition.how, addition.at, addition.size) == ("ada", "read feed.xml", AT, 3)
    assert (addition.address, addition.identity, addition.media_type) == (document.address, ONE, "text/html")
    assert (addition.fetched, addition.headers) == (fetched, {"etag": '"x"'})
    assert addition.fetched is not None
    assert addition.fetched.utcoffset() == zone.utcoffset(None)


def test_holds_knows_bytes_by_their_address(store: Store, keep: Keep) -> None:
    keep("Text.")
    assert store.holds(Document(ONE, b"Text."))
    assert not store.holds(Document(ONE, b"Other."))
    assert not store.holds(Document("elsewhere", b"Text."))
    assert not store.holds(Document(ONE, b"Text.", identity="row 2"))


def test_holds_asks_for_the_present_readers(store: Store, keep: Keep) -> None:
    keep("Text.", language="en")
    document = Document(ONE, b"Text.")
    assert store.holds(document, {"sentences": "1"})
    assert not store.holds(document, {"sentences": "2"})
    assert not store.holds(document, {"sentences": "1", "dates": "1"})
    assert store.holds(document, {"sentences": "1", "dates": "1"}, {"sentences": None, "dates": {"de"}})


def test_an_older_version_need_not_have_the_present_readers(store: Store, keep: Keep) -> None:
    """Only newest versions are read again, so an old capture must not ask for it for ever."""
    keep("Before.")
    keep("After.")
    assert store.holds(Document(ONE, b"Before."), {"sentences": "2"})
    assert not store.holds(Document(ONE, b"After."), {"sentences": "2"})


def test_stale_finds_what_other_readers_read_and_replacing_settles_it(
    store: Store,
    keep: Keep,
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    keep("One here.", "1")
    keep("Two here.", "2")
    keep("Two there.", "2")
    present = {"sentences": "2"}
    stale = list(store.stale(present))
    assert [(stored.key, stored.version) for stored in stale] == [(1, 1), (2, 2)]
    for stored in stale:
        store.replace_reading(stored.key, stored.version, reading(stored.reading.report, "2"))
    assert list(store.stale(present)) == []
    assert [s.reading.readers for s in store.versions(2)] == [{"sentences": "1"}, {"sentences": "2"}]
    assert [(hit.key, hit.version) for hit in store.search(["two"])] == [(2, 2)]


def test_a_reader_that_is_no_more_leaves_its_findings_stale(store: Store, keep: Keep) -> None:
    keep("Text.")
    assert [stored.key for stored in store.stale({})] == [1]


def test_adding_the_same_with_newer_readers_renews_the_findings(
    store: Store,
    keep: Keep,
    report: Callable,  # type: ignore[type-arg]
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    keep("Text.")
    one = report("Text.", ONE)
    newer = reading(one, "2")
    assert store.add(Document(ONE, b"Text."), one, newer, by="ada", how="read", at=AT) == ("unchanged", 1)
    stored = store.load(1)
    assert stored is not None
    assert stored.reading == newer
    assert len(store.additions(1)) == 1


def test_newer_readers_that_know_less_do_not_renew_the_findings(
    store: Store,
    keep: Keep,
    report: Callable,  # type: ignore[type-arg]
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    """The time that a person stated once decides what "on Monday" means, and the next run may not state it."""
    keep("Text.", published=AT)
    one = report("Text.", ONE)
    assert store.add(Document(ONE, b"Text."), one, reading(one, "2"), by="", how="", at=AT) == ("unchanged", 1)
    (stored,) = store.stale({"sentences": "2"})
    assert stored.reading == reading(report("Text.", ONE, published=AT))


def test_an_older_versions_reading_can_be_replaced_and_is_not_searched(
    store: Store,
    keep: Keep,
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    keep("Older words.")
    keep("Newer words.")
    old = store.versions(1)[0]
    store.replace_reading(1, 1, reading(old.reading.report, "2"))
    assert store.versions(1)[0].reading.readers == {"sentences": "2"}
    assert store.search(["older"]) == ()


def test_a_reading_of_another_report_is_a_mistake_of_the_caller(
    store: Store,
    keep: Keep,
    report: Callable,  # type: ignore[type-arg]
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    keep("Text.")
    with pytest.raises(ValueError, match="another report"):
        store.add(Document("x", b"x"), report("One."), reading(report("Two.")), by="", how="", at=AT)
    with pytest.raises(ValueError, match="another report"):
        store.replace_reading(1, 1, reading(report("Other.")))
    with pytest.raises(StoreError, match="no version 7 of report 1"):
        store.replace_reading(1, 7, reading(report("Text.", ONE)))


def test_reports_come_newest_published_first_and_undated_last(store: Store, keep: Keep) -> None:
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-9))
    keep("Undated.", "1")
    keep("Later, though its clock shows less.", "2", published=datetime(2031, 1, 1, 9, tzinfo=west))
    keep("Earlier.", "3", published=datetime(2031, 1, 1, 20, tzinfo=east))
    keep("Latest.", "4", published=datetime(2031, 1, 3, tzinfo=UTC))
    assert [stored.reading.report.identity for stored in store.reports()] == ["4", "2", "3", "1"]


def test_a_store_may_be_written_to_while_its_reports_are_gone_through(
    store: Store,
    keep: Keep,
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    for number in range(120):
        keep(f"Report {number}.", str(number))
    seen = 0
    for stored in store.reports():
        store.replace_reading(stored.key, stored.version, reading(stored.reading.report, "2"))
        seen += 1
    assert seen == 120


def test_damaged_bytes_are_not_handed_out(store: Store, keep: Keep) -> None:
    keep("Text.")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE blobs SET compressed = x'00'")
    with pytest.raises(StoreError, match="damaged"):
        store.raw(1, 1)
    with pytest.raises(StoreError, match="no version 2"):
        store.raw(1, 2)
