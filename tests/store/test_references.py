"""A person names a report in any way that fits just one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.errors import StoreError
from lagebild.records import Document
from lagebild.store import Store

Keep = Callable[..., tuple[str, int]]


@pytest.mark.parametrize(
    "reference",
    ["1", "#1", "https://example.org/news/talks.html", "talks", "talks.html", "https://example.org/live/talks"],
)
def test_a_report_goes_by_number_identity_label_file_name_and_address(store: Store, keep: Keep, reference: str) -> None:
    url = "https://example.org/live/talks"
    keep("Text.", "https://example.org/news/talks.html", id="talks", url=url)
    keep("Other.", "https://example.org/news/other.html", id="other")
    found = store.find(reference)
    assert found is not None
    assert found.key == 1


def test_a_path_means_the_file_whatever_folder_it_is_named_from(
    store: Store, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("Text.", str(tmp_path / "saved" / "a.txt"), id="first")
    monkeypatch.chdir(tmp_path)
    for reference in ("saved/a.txt", f".{os.sep}saved{os.sep}a.txt", "a.txt"):
        found = store.find(reference)
        assert found is not None
        assert found.key == 1


def test_a_name_that_fits_two_reports_is_told_with_both(store: Store, keep: Keep) -> None:
    keep("One.", "/x/a.html", id="a")
    keep("Two.", "/y/a.html", id="b")
    with pytest.raises(StoreError, match=r"several.*1 \(/x/a\.html\), 2 \(/y/a\.html\)"):
        store.find("a.html")


def test_many_candidates_are_cut_short(store: Store, keep: Keep) -> None:
    for number in range(9):
        keep("One.", f"/{number}/a.html", id="same")
    with pytest.raises(StoreError, match=r"5 \(/4/a\.html\), \.\.\.$"):
        store.find("same")


def test_a_label_of_an_earlier_version_no_longer_counts(store: Store, keep: Keep) -> None:
    keep("One.", "/x", id="before")
    keep("Two.", "/x", id="after")
    assert store.find("before") is None
    assert store.find("after") is not None


def test_a_version_can_be_named(store: Store, keep: Keep) -> None:
    keep("One.", "/x")
    keep("Two.", "/x")
    old = store.find("/x", 1)
    assert old is not None
    assert old.reading.report.text == "One."
    assert store.find("/x", 3) is None


@pytest.mark.parametrize("reference", ["", "0", "99", "nothing", "%", "_", "a%", "\0", "half \ud83d", "9" * 40, "²"])
def test_what_fits_nothing_is_none(store: Store, keep: Keep, reference: str) -> None:
    keep("One.", "/x/a.html", id="label")
    assert store.find(reference) is None


def test_the_address_a_report_was_read_from_names_it(store: Store, report: Callable, reading: Callable) -> None:  # type: ignore[type-arg]
    one = report("Text.", "https://example.org/canonical")
    document = Document("saved/page.html", b"x")
    store.add(document, one, reading(one), by="", how="", at=datetime.now(UTC))
    for reference in ("saved/page.html", "page.html"):
        found = store.find(reference)
        assert found is not None
        assert found.key == 1
