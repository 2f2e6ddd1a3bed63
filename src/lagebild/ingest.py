"""Sources to reading to store for many reports, with the policy for what fails.

What one input costs is decided here: an input that cannot be read, whatever the reason, becomes one Failure and all
others are kept.  A store that cannot be written to (a full disk) would fail for all, so it ends the run.  Each report
is one transaction: whatever ends the run, finished reports are kept and no half one is.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Literal, NoReturn, Self

from lagebild import reading, sources
from lagebild.errors import LagebildError, StoreError
from lagebild.records import Document, Failure, Hints, Reading, Report, Stored
from lagebild.settings import Settings
from lagebild.store import Refused, Store

logger = logging.getLogger(__name__)

INTERRUPTED = "interrupted: what was stored before is kept, and reading again goes on from there"


Done = Literal["new", "unchanged", "new version", "read again", "failed"]
NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Progress:
    """One input is done: how many are by now, which one it was, what became of it, and which report it is.

    `identity` is None for what failed; for what was not read again it is what the source calls itself.
    """

    done: int
    address: str
    outcome: Done
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
        find=lambda locator, settings: sources.find_documents(locator, settings, getattr(sys.stdin, "buffer", None)),
        understand=sources.understand_document,
        read=reading.read_report,
        readers=reading.current_readers(),
        languages={reader.name: reader.languages for reader in reading.READERS},
    )


class _Stopped(Exception):
    """The run cannot go on: its store fails, or a person interrupted it."""


@dataclass(slots=True)
class _Run:
    """A run while it goes on: what was counted so far, and whom to tell of it."""

    progress: Callable[[Progress], None] | None
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    stopped: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        if kind is KeyboardInterrupt:
            self.stopped = INTERRUPTED
        return kind is KeyboardInterrupt or kind is _Stopped

    def attempt(self, address: str, act: Callable[[], tuple[Done, str]]) -> None:
        """Do one input; what goes wrong with it alone is recorded, a store that fails stops the run."""
        try:
            outcome, identity = act()
        except StoreError as error:
            if not isinstance(error, Refused):
                self._stop(address, error)
            self.fail(_failure(address, error))
        except Exception as error:
            self.fail(_failure(address, error))
        else:
            self._count(address, outcome, identity)

    def fail(self, failure: Failure) -> None:
        """Record an input that could not be read."""
        self.failures.append(failure)
        self._count(failure.address, "failed", None)

    def _stop(self, address: str, error: StoreError) -> NoReturn:
        self.stopped = str(error)
        stored = self.counts.total() - self.counts["failed"]
        self.fail(Failure(address, f"{error} (stopped at {address!r}; reports kept before it in this run: {stored})"))
        raise _Stopped

    def _count(self, address: str, outcome: Done, identity: str | None) -> None:
        self.counts[outcome] += 1
        if self.progress is not None:
            self.progress(Progress(self.counts.total(), address, outcome, identity))

    def summary(self) -> Summary:
        """What the run came to."""
        return Summary(
            new=self.counts["new"],
            unchanged=self.counts["unchanged"],
            new_versions=self.counts["new version"],
            read_again=self.counts["read again"],
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
    """Read what is at these places ("-" is standard input) into the store; `by` is who does so.

    A document that is stored already, as the present readers read it, is not read again.  A person's interrupt and a
    store that fails end the run early: the summary tells what was done and why it stopped.
    """
    line = line or present_line()
    with _Run(progress) as run:
        for locator in locators:
            for found in _find(locator, settings, line):
                if isinstance(found, Failure):
                    run.fail(found)
                else:
                    taking = _Taking(store, settings, hints, line, by, f"read {locator}")
                    run.attempt(found.address, partial(taking.take_in, found))
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

    def renew(stored: Stored) -> tuple[Done, str]:
        report = stored.reading.report
        store.replace_reading(stored.key, stored.version, line.read(report, settings))
        return "read again", report.identity

    with _Run(progress) as run:
        for stored in store.stale(line.readers, line.languages):
            run.attempt(stored.reading.report.identity, partial(renew, stored))
    return run.summary()


def _find(locator: str, settings: Settings, line: Line) -> Iterator[Document | Failure]:
    """What is at a place; if looking there breaks off, what was found before comes first and then the failure."""
    try:
        for found in line.find(locator, settings):
            yield _named(found) if isinstance(found, Failure) else found
    except Exception as error:
        yield _failure(locator, error)


@dataclass(frozen=True, slots=True)
class _Taking:
    """How documents of one source are taken into a store, and on whose behalf."""

    store: Store
    settings: Settings
    hints: Hints
    line: Line
    by: str
    how: str

    def take_in(self, document: Document) -> tuple[Done, str]:
        """Store one document, reading it only if that is new; what became of it, and which report it is."""
        present = (self.line.readers, self.line.languages)
        if self.hints == NO_HINTS and self.store.holds(document, *present):
            return "unchanged", document.identity or document.address
        report = self.line.understand(document, self.settings, self.hints)
        reading = self.store.current_reading(report, *present) or self.line.read(report, self.settings)
        outcome, _ = self.store.add(document, report, reading, by=self.by, how=self.how, at=datetime.now(UTC))
        return outcome, report.identity


def _failure(address: str, error: Exception) -> Failure:
    """The error as one line that names its input; an error nobody foresaw says so, and its trace is logged."""
    if isinstance(error, LagebildError):
        return _named(Failure(address, str(error)))
    logger.debug("reading %r failed", address, exc_info=error)
    said = " ".join(str(error).split())
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return _named(Failure(address, f"an unforeseen error ({what}); run again with --debug to see where"))


def _named(failure: Failure) -> Failure:
    """The failure with a reason that can stand alone, since it names its input."""
    if repr(failure.address) in failure.reason:
        return failure
    return Failure(failure.address, f"{failure.address!r}: {failure.reason}")
