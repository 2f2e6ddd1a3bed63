"""Small factories for what a store keeps."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.records import Actor, Document, Part, Reading, Report, Sentence, Span
from lagebild.store import Store, open_store

AT = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def make_report(text: str, identity: str = "https://example.org/a", **fields: object) -> Report:
    """A report of one body part."""
    parts = (Part(0, len(text), "body"),) if text else ()
    return Report(**{"id": "a.html", "identity": identity, "text": text, "parts": parts, **fields})  # type: ignore[arg-type]


def make_reading(report: Report, version: str = "1") -> Reading:
    """A reading with a sentence for each line and an actor for the first word."""
    sentences, start = [], 0
    for line in report.text.split("\n"):
        sentences.append(Sentence(start, start + len(line)))
        start += len(line) + 1
    first = report.text.split(" ")[0]
    actor = Actor("a1", first, "state", (Span(0, len(first)),))
    return Reading(report, sentences=tuple(sentences), actors=(actor,), readers={"sentences": version})


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "lagebild.db")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy, since making one anew takes a while."""
    path = tmp_path_factory.mktemp("empty") / "lagebild.db"
    open_store(str(path)).close()
    return path


@pytest.fixture
def store(empty: Path, address: str) -> Iterator[Store]:
    with open_store(str(shutil.copy(empty, address))) as opened:
        yield opened


@pytest.fixture
def report() -> Callable[..., Report]:
    return make_report


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return make_reading


@pytest.fixture
def keep(store: Store) -> Callable[..., tuple[str, int]]:
    """Store a text under an identity, from bytes that default to the text."""

    def add(text: str, identity: str = "https://example.org/a", raw: bytes | None = None, **fields: object) -> tuple:  # type: ignore[type-arg]
        one = make_report(text, identity, **fields)
        document = Document(identity, text.encode() if raw is None else raw)
        return store.add(document, one, make_reading(one), by="ada", how="read", at=AT)

    return add
