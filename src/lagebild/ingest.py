"""Sources to reading to store for many reports, with the policy for what fails.

What one input costs is decided here: an input that cannot be read, whatever the reason, becomes one Failure and all
others are kept.  A store that cannot be written to (a full disk) would fail for all, so it ends the run.  Each report
is one transaction: whatever ends the run, finished reports are kept and no half one is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from lagebild import reading, sources
from lagebild.errors import LagebildError, StoreError
from lagebild.records import Document, Failure, Hints, Outcome, Reading, Report
from lagebild.settings import Settings
from lagebild.store import Refused, Store

logger = logging.getLogger(__name__)

INTERRUPTED = "interrupted: what was stored before is kept, and reading again goes on from there"


@dataclass(frozen=True, slots=True)
class Progress:
    """One input is done: how many are by now, which one it was, what became of it, and which report it is."""

    done: int
    address: str
    outcome: Outcome | Literal["read again", "failed"]
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to; `stopped` says in one line why it ended before its inputs did, None if it did not.

    `unchanged` counts reports that were stored already, `read_again` those whose findings were renewed.
    """

    new: int = 0
    unchanged: int = 0
    new_versions: int = 0
    read_again: int = 0
    failures: tuple[Failure, ...] = ()
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The rooms before the store, as `read_sources` calls them.

    `find` brings documents from a place, `understand` makes a report of one, `read` finds what is in it.  `readers` are
    the names and versions of the present readers, `languages` what those read that cannot read everything.
    """

    find: Callable[[str, Settings], Iterator[Document | Failure]]
    understand: Callable[[Document, Settings, Hints], Report]
    read: Callable[[Report, Settings], Reading]
    readers: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, frozenset[str] | None] = field(default_factory=dict)


def present_line() -> Line:
    """The line as it stands: every kind of source, and every reader there is."""
    return Line(
        find=sources.find_documents,
        understand=sources.understand_document,
        read=reading.read_report,
        readers=reading.current_readers(),
        languages={reader.name: reader.languages for reader in reading.READERS},
    )


NO_HINTS = Hints()


@dataclass(slots=True)
class _Run:
    """The counts of a run while it goes on, and whom to tell of it."""

    progress: Callable[[Progress], None] | None
    counts: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    stopped: str | None = None

    def count(self, address: str, outcome: Outcome | Literal["read again", "failed"], identity: str | None) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1
        if self.progress is not None:
            self.progress(Progress(sum(self.counts.values()), address, outcome, identity))

    def fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.count(failure.address, "failed", None)

    def stop(self, address: str, error: StoreError) -> None:
        self.stopped = str(error)
        stored = sum(n for outcome, n in self.counts.items() if outcome != "failed")
        self.fail(Failure(address, f"{error} (stopped at {address!r}; the {stored} reports before it are stored)"))

    def summary(self) -> Summary:
        return Summary(
            new=self.counts.get("new", 0),
            unchanged=self.counts.get("unchanged", 0),
            new_versions=self.counts.get("new version", 0),
            read_again=self.counts.get("read again", 0),
            failures=tuple(self.failures),
            stopped=self.stopped,
        )


def read_sources(  # noqa: PLR0913  # `line` is there for tests; the six others are what a caller says
    locators: Sequence[str],
    store: Store,
    settings: Settings,
    hints: Hints = NO_HINTS,
    *,
    by: str,
    progress: Callable[[Progress], None] | None = None,
    line: Line | None = None,
) -> Summary:
    """Read what is at these places into the store; `by` is who does so.

    A document that is stored already, as the present readers read it, is not read again.  A person's interrupt and a
    store that fails end the run early: the summary tells what was done and why it stopped.
    """
    line = line or present_line()
    run = _Run(progress)
    try:
        for locator in locators:
            for found in _find(locator, settings, line):
                if isinstance(found, Failure):
                    run.fail(found)
                    continue
                try:
                    outcome, identity = _take_in(found, store, settings, hints, (line, by, f"read {locator}"))
                except StoreError as error:
                    if not isinstance(error, Refused):
                        run.stop(found.address, error)
                        return run.summary()
                    run.fail(_failure(found.address, error))
                except Exception as error:
                    run.fail(_failure(found.address, error))
                else:
                    run.count(found.address, outcome, identity)
    except KeyboardInterrupt:
        run.stopped = INTERRUPTED
    return run.summary()


def read_each(
    locators: Sequence[str],
    settings: Settings,
    hints: Hints = NO_HINTS,
    line: Line | None = None,
) -> Iterator[Reading | Failure]:
    """The readings of what is at these places, in order, with nothing stored; what cannot be read is a Failure."""
    line = line or present_line()
    for locator in locators:
        for found in _find(locator, settings, line):
            if isinstance(found, Failure):
                yield found
                continue
            try:
                result: Reading | Failure = line.read(line.understand(found, settings, hints), settings)
            except Exception as error:
                result = _failure(found.address, error)
            yield result


def read_stale(
    store: Store,
    settings: Settings,
    progress: Callable[[Progress], None] | None = None,
    line: Line | None = None,
) -> Summary:
    """Read again, from the stored texts, what other readers than the present ones read."""
    line = line or present_line()
    run = _Run(progress)
    try:
        for stored in store.stale(line.readers, line.languages):
            report = stored.reading.report
            try:
                store.replace_reading(stored.key, stored.version, line.read(report, settings))
            except StoreError as error:
                if not isinstance(error, Refused):
                    run.stop(report.identity, error)
                    break
                run.fail(_failure(report.identity, error))
            except Exception as error:
                run.fail(_failure(report.identity, error))
            else:
                run.count(report.identity, "read again", report.identity)
    except KeyboardInterrupt:
        run.stopped = INTERRUPTED
    return run.summary()


def _find(locator: str, settings: Settings, line: Line) -> Iterator[Document | Failure]:
    """What is at a place; if looking there breaks off, what was found before comes first and then the failure."""
    try:
        yield from line.find(locator, settings)
    except Exception as error:
        yield _failure(locator, error)


def _take_in(
    document: Document, store: Store, settings: Settings, hints: Hints, way: tuple[Line, str, str]
) -> tuple[Outcome, str | None]:
    """Store one document unless it is stored already; what became of it, and which report it is where that was seen."""
    line, by, how = way
    if hints == NO_HINTS and store.holds(document, line.readers, line.languages):
        return "unchanged", document.identity
    report = line.understand(document, settings, hints)
    found = store.current_reading(report, line.readers, line.languages)
    if found is None:
        found = line.read(report, settings)
    outcome, _ = store.add(document, report, found, by=by, how=how, at=datetime.now(UTC))
    return outcome, report.identity


def _failure(address: str, error: Exception) -> Failure:
    """The error as one line that names its input; an error nobody foresaw says so, and its trace is logged."""
    if isinstance(error, LagebildError):
        line = str(error)
        return Failure(address, line if error.subject else f"{address!r}: {line}")
    logger.debug("reading %r failed", address, exc_info=error)
    said = " ".join(str(error).split())
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Failure(address, f"{address!r}: an unforeseen error ({what}); run again with --debug to see where")
