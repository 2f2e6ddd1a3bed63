"""Getting readings out of the tables, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, false, or_, select

from lagebild.records import Stored
from lagebild.store import tables
from lagebild.store.rows import Row, read_findings, read_report_row
from lagebild.store.tables import readers, reports, versions


def load_versions(connection: Connection, keys: Sequence[int]) -> list[Stored]:
    """The versions with these keys of `versions`, in this order; what is gone meanwhile is left out."""
    newest = versions.alias("newest")
    query = (
        select(versions, reports.c.identity, newest.c.number.label("versions"))
        .join(reports, versions.c.report == reports.c.key)
        .join(newest, and_(newest.c.report == versions.c.report, newest.c.newest))
        .where(versions.c.key.in_(keys))
    )
    rows = {row["key"]: row for row in connection.execute(query).mappings()}
    found = {table: _by_version(connection, table, keys) for table in tables.FINDINGS}
    return [
        _stored(rows[key], {table: of_table.get(key, ()) for table, of_table in found.items()})
        for key in keys
        if key in rows
    ]


def _by_version(connection: Connection, table: Table, keys: Sequence[int]) -> Mapping[int, Sequence[Row]]:
    """A findings table's rows of these versions, in the order of their numbers."""
    query = select(table).where(table.c.version.in_(keys)).order_by(table.c.version)
    if "number" in table.c:
        query = query.order_by(table.c.number)
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        grouped[row["version"]].append(row)
    return grouped


def _stored(row: Row, findings: Mapping[Table, Sequence[Row]]) -> Stored:
    report = read_report_row(row, row["identity"])
    return Stored(row["report"], row["number"], row["versions"], row["added"], read_findings(report, findings))


def outdated(current: Mapping[str, str], languages: Mapping[str, Iterable[str] | None]) -> ColumnElement[bool]:
    """The condition that a version's findings are not those of the present readers.

    `current` holds the present readers' versions.  A reader with `languages` is only missed in reports in one of them.
    """
    of_version = readers.c.version == versions.c.key
    present = or_(
        false(), *(and_(readers.c.name == name, readers.c.reader_version == made) for name, made in current.items())
    )
    conditions: list[ColumnElement[bool]] = [exists().where(of_version, ~present)]
    for name in current:
        missing = ~exists().where(of_version, readers.c.name == name)
        spoken = languages.get(name)
        conditions.append(missing if spoken is None else and_(versions.c.language.in_(sorted(spoken)), missing))
    return or_(*conditions)
