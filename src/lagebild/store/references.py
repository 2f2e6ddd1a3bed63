"""Which report a person means by what they type."""

from __future__ import annotations

import os
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, or_, select

from lagebild.errors import StoreError
from lagebild.store.tables import additions, reports, versions

_MANY = 5


def find_report(connection: Connection, reference: str) -> int | None:
    """The key of the report meant by its number, identity, id label, address or file name: the first that fits.

    Raises StoreError when several reports fit equally well.
    """
    if reference.isascii() and reference.removeprefix("#").isdigit() and len(reference) < 19:
        number = int(reference.removeprefix("#"))
        if connection.execute(select(reports.c.key).where(reports.c.key == number)).scalar() is not None:
            return number
    for condition in _readings_of(reference):
        query = (
            select(reports.c.key, reports.c.identity)
            .join(versions, versions.c.report == reports.c.key)
            .join(additions, additions.c.version == versions.c.key)
            .where(condition)
            .distinct()
            .order_by(reports.c.key)
            .limit(_MANY + 1)
        )
        found = {row.key: row.identity for row in connection.execute(query)}
        if len(found) > 1:
            raise StoreError("several reports go by this name", reference, f"name one by its number: {_list(found)}")
        if found:
            return int(next(iter(found)))
    return None


def _readings_of(reference: str) -> Iterable[ColumnElement[bool]]:
    """What the reference may stand for, the most exact first."""
    yield reports.c.identity == reference
    yield versions.c.newest & (versions.c.id == reference)
    yield or_(additions.c.address == reference, versions.c.url == reference)
    if "://" not in reference:
        path = os.path.abspath(os.path.expanduser(reference))
        yield or_(reports.c.identity == path, additions.c.address == path)
    if "/" not in reference:
        ends = (f"/{reference}", f"\\{reference}")
        columns = (reports.c.identity, additions.c.address)
        yield or_(*(column.endswith(end, autoescape=True) for column in columns for end in ends))


def _list(found: dict[int, str]) -> str:
    named = [f"{key} ({identity})" for key, identity in found.items()]
    return ", ".join(named[:_MANY]) + (", ..." if len(named) > _MANY else "")
