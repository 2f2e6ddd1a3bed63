"""Opening a store: its address, its connection settings, what it is, and bringing an older one up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from lagebild.errors import StoreError
from lagebild.store.failures import told
from lagebild.store.rows import write_json
from lagebild.store.tables import REVISIONS, SCHEMA_TABLE

BUSY_SECONDS = 30
MIGRATIONS = Path(__file__).parent / "migrations"

_NO_STORE = "this is a database, but no lagebild store"
_NAME_ANOTHER = "name another file for the store"


def open_engine(address: str, *, create: bool) -> Engine:
    """The engine of the store at a path or SQLAlchemy address, with its schema brought up to date.

    A missing store is made, unless `create` is False.  Raises StoreError.
    """
    url = _url(address)
    _check_place(url, address, create=create)
    engine = create_engine(url, json_serializer=write_json, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with told(address):
            _bring_up_to_date(engine, address, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _url(address: str) -> URL:
    """The address as SQLAlchemy understands it; a plain path is a SQLite file."""
    if not address:
        raise StoreError("the store has no name", advice="name a file, such as lagebild.db")
    if "\0" in address:
        raise StoreError("this can be no file's name", address, "name a file, such as lagebild.db")
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise StoreError("this is no address of a store", address, "name a file, such as lagebild.db") from None
    if backend != "sqlite":
        what = f"stores in {backend} cannot be used yet"
        raise StoreError(what, url.render_as_string(hide_password=True), "name a file, such as lagebild.db")
    return url


def _check_place(url: URL, address: str, *, create: bool) -> None:
    """Say what is wrong with the place before SQLite can only say that it cannot open it."""
    database = url.database
    if not database or database == ":memory:" or database.startswith("file:"):
        return
    path = Path(database)
    try:
        if path.is_dir():
            raise StoreError("this is a folder", address, "name a file in it, such as lagebild.db")
        if not create and not path.exists():
            raise StoreError("there is no store here", address, "read reports into it with `lagebild read` first")
        if not path.parent.is_dir():
            raise StoreError("its folder does not exist", address, "make the folder first")
    except OSError as error:
        raise StoreError(f"the store cannot be used: {error.strerror}", address, "name another file") from None


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    """What each connection needs: no transactions begun behind our back, and foreign keys."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was reported as stored survives a power cut as well


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes its lock at once, so that it can only wait, never clash."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, address: str, *, create: bool) -> None:
    """Check that this is a store of ours and of no later time; make it or bring it up to date in one transaction."""
    with engine.begin() as connection:
        revision = _revision(connection, address, create=create)
    if revision == REVISIONS[-1]:
        return
    if revision is None:
        _use_write_ahead_log(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        # Asked again under the lock: another program may just have done it.
        if _revision(connection, address, create=create) != REVISIONS[-1]:
            migrate(connection)


def _revision(connection: Connection, address: str, *, create: bool) -> str | None:
    """The schema's revision, None for an empty database; StoreError for what is no store, or one from the future."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        if not create:
            raise StoreError("this file is empty, no lagebild store", address, "read reports into it first")
        return None
    if SCHEMA_TABLE not in tables:
        raise StoreError(_NO_STORE, address, _NAME_ANOTHER)
    revision: str | None = connection.execute(text(f"SELECT version_num FROM {SCHEMA_TABLE}")).scalar()  # noqa: S608
    if revision is None:
        raise StoreError(_NO_STORE, address, _NAME_ANOTHER)
    if revision not in REVISIONS:
        raise StoreError(f"a newer lagebild made this store (schema {revision})", address, "update lagebild")
    return revision


def _use_write_ahead_log(engine: Engine) -> None:
    """Readers and a writer at once; the file remembers it.  It cannot be set inside a transaction."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # busy: another program is just setting it
            raise
    finally:
        connection.close()


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to `revision` by the migrations, on this connection and in its transaction."""
    from alembic import command  # needed once in a store's life, and slow to import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
