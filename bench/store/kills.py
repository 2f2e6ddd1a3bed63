"""Runs that are killed while they read reports into a store, and what must be true of the store afterwards.

A run goes through the very code of `lagebild read`, with invented documents and a reader that costs nothing, so that
most of the time goes into the store.  Each report it says is stored comes through a pipe.  At a random moment it gets
SIGKILL.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import sqlite3
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lagebild.ingest import Line, Progress, Summary, read_sources
from lagebild.records import Actor, Document, Failure, Hints, Part, Reading, Report, Sentence, Span, Statement
from lagebild.settings import Settings
from lagebild.store import open_store

READERS = {"sentences": "1"}


@dataclass(frozen=True, slots=True)
class Killed:
    """What a killed run said it had stored, (identity, outcome) in order, and whether it was done before the kill."""

    reported: tuple[tuple[str, str], ...]
    finished: bool


def make_documents(count: int, sentences: int = 12) -> list[Document]:
    """Two captures of each of `count` pages, the second with a correction: new reports and new versions."""
    return [
        Document(f"capture-{capture}.txt#{number}", _write(number, capture, sentences).encode(), None, f"page-{number}")
        for number in range(count)
        for capture in (1, 2)
    ]


def _write(number: int, capture: int, sentences: int) -> str:
    lines = [f"Speaker {number} said in line {line} that word{number * line} would come." for line in range(sentences)]
    return "\n".join([*lines, f"This is capture {capture}."])


def understand(document: Document, _: Settings, __: Hints) -> Report:
    """The document's bytes as a report of one part."""
    text = document.raw.decode()
    assert document.identity is not None
    return Report(document.address, document.identity, text, (Part(0, len(text), "body"),), language="en")


def read(report: Report, _: Settings) -> Reading:
    """A sentence, a statement and an actor for each line."""
    sentences, statements, actors = [], [], []
    start = 0
    for number, line in enumerate(report.text.split("\n")):
        span = Span(start, start + len(line))
        sentences.append(Sentence(*span))
        cue = (Span(start, start + 4),)
        statements.append(Statement(f"s{number}", (span,), cue, (span,), "indirect", speaker=f"a{number}"))
        actors.append(Actor(f"a{number}", line[:9], "person", (span, cue[0])))
        start = span.end + 1
    return Reading(report, tuple(sentences), tuple(statements), actors=tuple(actors), readers=READERS)


def make_line(documents: list[Document]) -> Line:
    """The line of `read_sources` over these documents."""

    def find(_: str, __: Settings) -> Iterator[Document | Failure]:
        yield from documents

    return Line(find, understand, read, READERS)


def run_whole(address: str, documents: list[Document]) -> Summary:
    """Read all the documents into the store, undisturbed."""
    with open_store(address) as store:
        return read_sources(["bench"], store, Settings(), by="bench", line=make_line(documents))


def run_killed(address: str, documents: list[Document], delay: float) -> Killed:
    """Read the documents in a process of its own and kill that after `delay` seconds."""
    reading_end, writing_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_end)
        _run_in_child(address, documents, writing_end)
    os.close(writing_end)
    said, finished = _listen(reading_end, delay)
    if not finished:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        while piece := os.read(reading_end, 65_536):  # what it said before it died counts
            said += piece
    os.close(reading_end)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the run ended with status {status} of its own accord")
    lines = said.decode().splitlines()
    return Killed(tuple((line.split("\t")[0], line.split("\t")[1]) for line in lines), status == 0)


def _run_in_child(address: str, documents: list[Document], pipe: int) -> None:
    """Read, telling of each report after its commit; never returns."""
    status = 1

    def tell(progress: Progress) -> None:
        os.write(pipe, f"{progress.identity}\t{progress.outcome}\n".encode())

    try:
        with open_store(address) as store:
            line = make_line(documents)
            summary = read_sources(["bench"], store, Settings(), by="bench", line=line, progress=tell)
        status = 1 if summary.failures or summary.stopped else 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _listen(pipe: int, delay: float) -> tuple[bytes, bool]:
    """What the run says until the delay is over, and whether it was done by then."""
    said, end = b"", time.monotonic() + delay
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe], [], [], left)
        if ready:
            piece = os.read(pipe, 65_536)
            if not piece:
                return said, True
            said += piece
    return said, False


def time_whole_run(folder: Path, documents: list[Document]) -> float:
    """Seconds that a run takes when nobody kills it.

    The first one is here, so that what is imported on first use is there for every child and takes none of its time.
    """
    run_whole(str(folder / "first.db"), documents)
    began = time.monotonic()
    if not run_killed(str(folder / "timed.db"), documents, 600).finished:
        raise RuntimeError("a run over a few documents takes ten minutes")
    return time.monotonic() - began


def find_faults(address: str, documents: list[Document], reported: tuple[tuple[str, str], ...]) -> list[str]:
    """What is wrong with a store after a kill; nothing is the only right answer."""
    faults = []
    captures: dict[str, list[Document]] = {}
    for document in documents:
        captures.setdefault(document.identity or "", []).append(document)
    said: dict[str, int] = {}
    for identity, outcome in reported:
        said[identity] = said.get(identity, 0) + (outcome in ("new", "new version"))
    with open_store(address) as store:
        stored = 0
        for identity, of_page in captures.items():
            found = store.find(identity)
            versions = store.versions(found.key) if found else ()
            stored += len(versions)
            if len(versions) < said.get(identity, 0):
                faults.append(f"{identity}: said to be stored in {said[identity]} versions, found in {len(versions)}")
            for version, document in zip(versions, of_page, strict=False):
                expected = read(understand(document, Settings(), Hints()), Settings())
                if version.reading != expected:
                    faults.append(f"{identity} version {version.version}: not as it was read")
                if store.raw(version.key, version.version) != document.raw:
                    faults.append(f"{identity} version {version.version}: not its bytes")
        if stored > sum(said.values()) + 1:
            faults.append(f"{stored} versions stored, {sum(said.values())} told of: more than one was under way")
    return faults + find_damage(address)


def find_damage(address: str) -> list[str]:
    """What SQLite itself finds wrong, rows that belong to nothing, and an index that holds what it should not."""
    connection = sqlite3.connect(address)
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"a row of {row[0]} belongs to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    counts = {
        "versions without their bytes": """SELECT count(*) FROM versions WHERE key NOT IN
            (SELECT version FROM additions JOIN blobs ON blob = sha256)""",
        "bytes without a version": "SELECT count(*) FROM blobs WHERE sha256 NOT IN (SELECT blob FROM additions)",
        "versions without a reading": "SELECT count(*) FROM versions WHERE key NOT IN (SELECT version FROM readings)",
        "reports without one newest version": """SELECT count(*) FROM reports WHERE
            (SELECT count(*) FROM versions WHERE report = reports.key AND newest) <> 1""",
        "sentences missing in the index, or there without need": """SELECT count(*) FROM
            (SELECT id FROM sentence_index_docsize EXCEPT SELECT sentences.key FROM sentences
             JOIN versions ON version = versions.key WHERE newest
             UNION ALL SELECT * FROM (SELECT sentences.key FROM sentences
             JOIN versions ON version = versions.key WHERE newest EXCEPT SELECT id FROM sentence_index_docsize))""",
    }
    for what, query in counts.items():
        if count := connection.execute(query).fetchone()[0]:
            faults.append(f"{count} {what}")
    connection.close()
    return faults


def kill_and_check(
    folder: Path, documents: list[Document], chance: random.Random, longest: float
) -> tuple[int, list[str]]:
    """One kill at a random moment within `longest` seconds: how many reports were told of, and every fault found.

    After the kill the same documents are read again, which must complete what is missing and change nothing else.
    """
    address = str(folder / f"killed-{chance.getrandbits(48):012x}.db")
    killed = run_killed(address, documents, chance.uniform(0, longest))
    faults = find_faults(address, documents, killed.reported)
    told = len(killed.reported)
    summary = run_whole(address, documents)
    if summary.new + summary.new_versions + summary.unchanged != len(documents) or summary.failures:
        faults.append(f"the run after the kill did not complete: {summary}")
    if summary.unchanged not in (told, told + 1):
        faults.append(f"{told} reports told of, but {summary.unchanged} were there already")
    everything = tuple((document.identity or "", "new") for document in documents)
    faults += [f"after reading again: {fault}" for fault in find_faults(address, documents, everything)]
    for leftover in folder.glob(f"{Path(address).name}*"):
        leftover.unlink()
    return told, faults
