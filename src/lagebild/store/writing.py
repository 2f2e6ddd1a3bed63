"""Putting reports and readings into the tables, inside a transaction that the caller holds."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, exists, insert, or_, select, update

from lagebild.records import Document, Outcome, Reading, Report
from lagebild.store import fulltext, tables
from lagebild.store.rows import finding_rows, report_row
from lagebild.store.tables import additions, blobs, readers, reports, sentences, versions


@dataclass(frozen=True, slots=True)
class Origin:
    """When a document was added, how (the verb and source that brought it), and by whom."""

    at: datetime
    how: str
    by: str


def hash_bytes(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def add_report(
    connection: Connection, document: Document, report: Report, reading: Reading, origin: Origin
) -> tuple[Outcome, int]:
    """Store one report: what became of it, and its key."""
    text_sha256 = hash_bytes(report.text.encode())
    key = _find_report(connection, report.identity)
    outcome: Outcome
    if key is None:
        key = _inserted(connection, insert(reports).values(identity=report.identity))
        outcome, version = "new", _add_version(connection, key, 1, report_row(report, text_sha256), origin)
        insert_findings(connection, version, reading)
    elif (same := _find_same(connection, key, document, report, text_sha256)) is not None:
        outcome, version = "unchanged", same["key"]
        if _is_renewed(connection, same, reading):
            replace_findings(connection, same, reading)
    else:
        number = _retire_newest(connection, key) + 1
        outcome, version = "new version", _add_version(connection, key, number, report_row(report, text_sha256), origin)
        insert_findings(connection, version, reading)
    _add_bytes(connection, version, document, origin)
    return outcome, key


def _find_report(connection: Connection, identity: str) -> int | None:
    return connection.execute(select(reports.c.key).where(reports.c.identity == identity)).scalar()


def _find_same(
    connection: Connection, key: int, document: Document, report: Report, text_sha256: str
) -> RowMapping | None:
    """The version that says the same already: the last one made from these very bytes, else the newest.

    An older version with the same text but other bytes is not the same: the page went back to what it said before.
    """
    made_of_these = exists().where(additions.c.version == versions.c.key, additions.c.blob == hash_bytes(document.raw))
    query = (
        select(versions)
        .where(versions.c.report == key, or_(versions.c.newest, made_of_these))
        .order_by(made_of_these.desc(), versions.c.number.desc())
    )
    rows = connection.execute(query).mappings()
    return next((row for row in rows if _says_the_same(row, report, text_sha256)), None)


def _retire_newest(connection: Connection, key: int) -> int:
    """Make room for another newest version of a report; returns the number of the one that was."""
    newest = connection.execute(select(versions).where(versions.c.report == key, versions.c.newest)).mappings().one()
    drop_from_index(connection, newest)
    connection.execute(update(versions).where(versions.c.key == newest["key"]).values(newest=False))
    return int(newest["number"])


def _says_the_same(row: RowMapping, report: Report, text_sha256: str) -> bool:
    """Whether a version has the report's text and title, and knows its time and language if the report does.

    Time and language decide what is read in a text: a person who states them later gets a version that has them.
    """
    return (
        row["text_sha256"] == text_sha256
        and row["title"] == report.title
        and not (row["published"] is None and report.published is not None)
        and not (row["language"] is None and report.language is not None)
    )


def _is_renewed(connection: Connection, row: RowMapping, reading: Reading) -> bool:
    """Whether other readers than the stored ones read a newest version, knowing its time and language no worse.

    The same text without the time that a person once stated would lose what that time resolved.
    """
    report = reading.report
    return (
        row["newest"]
        and (row["published"], row["language"]) == (report.published, report.language)
        and _readers_of(connection, row["key"]) != dict(reading.readers)
    )


def _add_version(connection: Connection, key: int, number: int, row: dict[str, object], origin: Origin) -> int:
    values = {**row, "report": key, "number": number, "newest": True, "added": origin.at}
    return _inserted(connection, insert(versions).values(values))


def _inserted(connection: Connection, statement: object) -> int:
    """The key of the row that the insert makes."""
    (key,) = connection.execute(statement).inserted_primary_key  # type: ignore[call-overload]
    return int(key)


def _add_bytes(connection: Connection, version: int, document: Document, origin: Origin) -> None:
    """Keep the bytes once, and how they came once for each place they came from."""
    blob = hash_bytes(document.raw)
    if connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == blob)).scalar() is None:
        values = {"sha256": blob, "size": len(document.raw), "compressed": zlib.compress(document.raw)}
        connection.execute(insert(blobs).values(values))
    known = select(additions.c.address, additions.c.identity).where(
        additions.c.version == version, additions.c.blob == blob
    )
    if (document.address, document.identity) in [tuple(row) for row in connection.execute(known)]:
        return
    connection.execute(
        insert(additions).values(
            version=version,
            blob=blob,
            at=origin.at,
            how=origin.how,
            by=origin.by,
            address=document.address,
            identity=document.identity,
            media_type=document.media_type,
            fetched=document.fetched,
            headers=dict(document.headers),
        )
    )


# ---- findings ------------------------------------------------------------------------------------------------------


def insert_findings(connection: Connection, version: int, reading: Reading, *, newest: bool = True) -> None:
    """Put in everything a reading found; the sentences of a newest version go into the index as well."""
    for table, rows in finding_rows(reading, version).items():
        if rows:
            connection.execute(insert(table), rows)
    if newest:
        fulltext.put_in(connection, _sentences_of(connection, version, reading.report.text))


def replace_findings(connection: Connection, version: RowMapping, reading: Reading) -> None:
    """Put new findings in the place of the present ones of a version, given as its row of `versions`."""
    if version["newest"]:
        drop_from_index(connection, version)
    for table in tables.FINDINGS:
        connection.execute(delete(table).where(table.c.version == version["key"]))
    insert_findings(connection, version["key"], reading, newest=version["newest"])


def drop_from_index(connection: Connection, version: RowMapping) -> None:
    """Take the sentences of a version, given as its row, out of the index."""
    fulltext.take_out(connection, _sentences_of(connection, version["key"], version["text"]))


def _sentences_of(connection: Connection, version: int, text: str) -> list[tuple[int, str]]:
    query = select(sentences.c.key, sentences.c.start, sentences.c.end).where(sentences.c.version == version)
    return [(key, text[start:end]) for key, start, end in connection.execute(query)]


def _readers_of(connection: Connection, version: int) -> Mapping[str, str]:
    query = select(readers.c.name, readers.c.reader_version).where(readers.c.version == version)
    return {row.name: row.reader_version for row in connection.execute(query)}
