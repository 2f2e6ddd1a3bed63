"""Getting readings out of the tables, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import BindParameter, ColumnElement, Connection, Table, and_, bindparam, exists, false, or_, select

from lagebild.records import Stored
from lagebild.store import tables
from lagebild.store.rows import Row, read_findings, read_report_row
from lagebild.store.tables import readers, reports, versions

_NEWEST = versions.alias("newest")
_KEYS: BindParameter[list[int]] = bindparam("keys", expanding=True)
_VERSIONS = (
    select(versions, reports.c.identity, _NEWEST.c.number.label("versions"))
    .join(reports, versions.c.report == reports.c.key)
    .join(_NEWEST, and_(_NEWEST.c.report == versions.c.report, _NEWEST.c.newest))
    .where(versions.c.key.in_(_KEYS))
)
_FINDINGS = {
    table: select(table)
    .where(table.c.version.in_(_KEYS))
    .order_by(table.c.version, *([table.c.number] if "number" in table.c else []))
    for table in tables.FINDINGS
}


def load_versions(connection: Connection, keys: Sequence[int]) -> list[Stored]:
    """The versions with these keys of `versions`, in this order; what is gone meanwhile is left out."""
    if not keys:
        return []
    rows = {row["key"]: row for row in connection.execute(_VERSIONS, {"keys": list(keys)}).mappings()}
    found = {table: _by_version(connection, table, keys) for table in tables.FINDINGS}
    return [
        _stored(rows[key], {table: of_table.get(key, ()) for table, of_table in found.items()})
        for key in keys
        if key in rows
    ]


def _by_version(connection: Connection, table: Table, keys: Sequence[int]) -> Mapping[int, Sequence[Row]]:
    """A findings table's rows of these versions, in the order of their numbers."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    names = table.columns.keys()
    for row in connection.execute(_FINDINGS[table], {"keys": list(keys)}):
        values = dict(zip(names, row, strict=True))  # SQLAlchemy's own mapping of a row is slow
        grouped[values["version"]].append(values)
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
