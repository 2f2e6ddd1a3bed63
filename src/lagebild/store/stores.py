"""A store of reports and their readings: what the rooms after it work on."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select

from lagebild.errors import StoreError
from lagebild.records import Document, Hit, Outcome, Reading, Report, Stored
from lagebild.store.failures import told
from lagebild.store.fulltext import search_sentences
from lagebild.store.loading import load_versions, outdated
from lagebild.store.opening import open_engine
from lagebild.store.references import find_report
from lagebild.store.tables import additions, blobs, reports, versions
from lagebild.store.writing import Origin, add_report, hash_bytes, replace_findings

CHUNK = 50  # readings held in memory while streaming
NO_LANGUAGES: Mapping[str, Iterable[str] | None] = {}


@dataclass(frozen=True, slots=True)
class Addition:
    """One time that bytes came in for a version of a report: when, how and through whom, and from which address.

    `identity` is what the source itself said which report this is; `size` counts the bytes before compression.
    """

    version: int
    at: datetime
    how: str
    by: str
    address: str
    identity: str | None
    sha256: str
    size: int
    media_type: str | None
    fetched: datetime | None
    headers: Mapping[str, str]


def open_store(address: str, *, create: bool = True) -> Store:
    """The store at a path ("lagebild.db") or SQLAlchemy address ("sqlite:///lagebild.db"), made if it is missing.

    An older store is brought up to date.  Raises StoreError when it cannot be opened, is no lagebild store, was made by
    a newer lagebild, or is missing and `create` is False.
    """
    return Store(open_engine(address, create=create), address)


class Store:
    """Reports with their versions, bytes and findings.  Every method is one transaction; errors are StoreError.

    Several programs may read at the same time while one writes.  Iterators load a few readings at a time and hold no
    transaction between them, so the store may be written to while they run.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self.address = address

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # ---- putting in ------------------------------------------------------------------------------------------------

    def add(
        self, document: Document, report: Report, reading: Reading, *, by: str, how: str, at: datetime
    ) -> tuple[Outcome, int]:
        """Store a report with its bytes and findings; returns what became of it and its key.

        "unchanged": the newest version says the same (text and title, and a time and a language if the report has
        them), or an older version was made from these very bytes.  Bytes from another place, or other bytes with the
        same text, are then noted as an addition, and findings of other readers than before replace those (if they knew
        the same time and language).
        Raises Refused when this report cannot be stored, StoreError when none can.
        """
        if reading.report != report:
            raise ValueError("the reading is of another report")
        with self._writing(report.identity) as connection:
            return add_report(connection, document, report, reading, Origin(at, how, by))

    def replace_reading(self, key: int, version: int, reading: Reading) -> None:
        """Put new findings in the place of a version's present ones.  The reading must be of that version's report."""
        with self._writing(reading.report.identity) as connection:
            row = connection.execute(select(versions).where(*_is(key, version))).mappings().one_or_none()
            if row is None:
                raise self._absent(key, version)
            if load_versions(connection, [row["key"]])[0].reading.report != reading.report:
                raise ValueError("the reading is of another report")
            replace_findings(connection, row, reading)

    # ---- asking ----------------------------------------------------------------------------------------------------

    def count(self) -> int:
        """How many reports there are."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(reports)).scalar_one()

    def holds(
        self,
        document: Document,
        readers: Mapping[str, str] | None = None,
        languages: Mapping[str, Iterable[str] | None] = NO_LANGUAGES,
    ) -> bool:
        """Whether these very bytes were read before from this address, so that reading them again changes nothing.

        With `readers` (name to version), only when the findings of the newest version are theirs; a reader with
        `languages` (name to ISO 639-1 codes) is only expected in reports in one of them.
        """
        query = (
            select(additions.c.key)
            .join(versions)
            .where(
                additions.c.blob == hash_bytes(document.raw),
                additions.c.address == document.address,
                additions.c.identity.is_not_distinct_from(document.identity),
            )
        )
        if readers is not None:
            query = query.where(~(versions.c.newest & outdated(readers, languages)))
        with self._reading() as connection:
            return connection.execute(query.limit(1)).scalar() is not None

    def current_reading(
        self,
        report: Report,
        readers: Mapping[str, str],
        languages: Mapping[str, Iterable[str] | None] = NO_LANGUAGES,
    ) -> Reading | None:
        """The findings stored for this very report, if the newest version is it and the present readers made them."""
        query = (
            select(versions.c.key)
            .join(reports)
            .where(
                reports.c.identity == report.identity,
                versions.c.newest,
                versions.c.text_sha256 == hash_bytes(report.text.encode("utf-8", "surrogatepass")),
                ~outdated(readers, languages),
            )
        )
        with self._reading(report.identity) as connection:
            stored = load_versions(connection, list(connection.execute(query).scalars()))
        return stored[0].reading if stored and stored[0].reading.report == report else None

    def find(self, reference: str, version: int | None = None) -> Stored | None:
        """The report that a person means: by number, identity, id label, address or file name, tried in this order.

        The newest version unless one is given.  None when nothing fits; StoreError naming them when several do.
        """
        plain = reference.encode("utf-8", "replace").decode()
        with self._reading() as connection:
            key = find_report(connection, plain)
        return None if key is None else self.load(key, version)

    def load(self, key: int, version: int | None = None) -> Stored | None:
        """A report by its number, its newest version unless one is given; None when there is no such one."""
        with self._reading() as connection:
            keys = connection.execute(select(versions.c.key).where(*_is(key, version))).scalars().all()
            return next(iter(load_versions(connection, keys)), None)

    def versions(self, key: int) -> tuple[Stored, ...]:
        """All versions of a report, oldest first; empty when there is no such report."""
        query = select(versions.c.key).where(versions.c.report == key).order_by(versions.c.number)
        return tuple(self._stream(query))

    def reports(self) -> Iterator[Stored]:
        """The newest version of each report: newest published first, undated last."""
        return self._stream(
            select(versions.c.key)
            .where(versions.c.newest)
            .order_by(versions.c.published_at.desc().nulls_last(), versions.c.report)
        )

    def stale(
        self, readers: Mapping[str, str], languages: Mapping[str, Iterable[str] | None] = NO_LANGUAGES
    ) -> Iterator[Stored]:
        """Newest versions whose findings come from other readers, or other versions of them, than these.

        A reader with `languages` (name to ISO 639-1 codes) is only missed in reports in one of them.
        """
        condition = outdated(readers, languages)
        return self._stream(select(versions.c.key).where(versions.c.newest, condition).order_by(versions.c.report))

    def search(self, terms: Sequence[str], limit: int = 200, *, every: bool = False) -> tuple[Hit, ...]:
        """Sentences of newest versions that hold any (or `every` one) of the terms, best first by BM25.

        Terms are compared as word stems without diacritics; several words in one term are a phrase.  Nothing in a term
        is query syntax.
        """
        with self._reading() as connection:
            return search_sentences(connection, terms, limit, every=every)

    def raw(self, key: int, version: int) -> bytes:
        """The bytes that a version was first made from; StoreError when there is none such, or they are damaged."""
        query = (
            select(blobs.c.sha256, blobs.c.compressed)
            .join(additions, additions.c.blob == blobs.c.sha256)
            .join(versions)
            .where(*_is(key, version))
            .order_by(additions.c.key)
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise self._absent(key, version)
        try:
            raw = zlib.decompress(row.compressed)
        except zlib.error:
            raw = b""
        if hash_bytes(raw) != row.sha256:
            raise StoreError(f"the bytes of report {key} are damaged", self.address, "read its source again")
        return raw

    def additions(self, key: int) -> tuple[Addition, ...]:
        """When, how and through whom bytes of a report came in, in the order in which they did."""
        query = (
            select(additions, versions.c.number, blobs.c.size)
            .join(versions, additions.c.version == versions.c.key)
            .join(blobs)
            .where(versions.c.report == key)
            .order_by(additions.c.key)
        )
        with self._reading() as connection:
            return tuple(
                Addition(
                    version=row.number,
                    at=row.at,
                    how=row.how,
                    by=row.by,
                    address=row.address,
                    identity=row.identity,
                    sha256=row.blob,
                    size=row.size,
                    media_type=row.media_type,
                    fetched=row.fetched,
                    headers=row.headers,
                )
                for row in connection.execute(query)
            )

    # ---- within ----------------------------------------------------------------------------------------------------

    def _stream(self, query: Select[int]) -> Iterator[Stored]:
        """The readings of these versions; their keys are taken at once, the readings a few at a time."""
        with self._reading() as connection:
            keys = connection.execute(query).scalars().all()
        for start in range(0, len(keys), CHUNK):
            with self._reading() as connection:
                chunk = load_versions(connection, keys[start : start + CHUNK])
            yield from chunk

    @contextmanager
    def _reading(self, report: str = "") -> Iterator[Connection]:
        """A transaction that only reads: all of it sees the store at one moment."""
        with told(self.address, report), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self, report: str) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with (
            told(self.address, report),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _absent(self, key: int, version: int) -> StoreError:
        return StoreError(f"there is no version {version} of report {key}", self.address, "look at its versions")


def _is(key: int, version: int | None) -> tuple[ColumnElement[bool], ...]:
    """The conditions for a version of a report by its number, for the newest if that is None."""
    return (versions.c.report == key, versions.c.newest if version is None else versions.c.number == version)
