"""What a database can complain of, as one line for people with what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lagebild.errors import StoreError

# SQLite's primary result codes (https://www.sqlite.org/rescode.html): what is wrong, and what to do.
_COMPLAINTS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and run again: what was stored before is kept"),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "is it full, over quota or failing? run again then"),
    sqlite3.SQLITE_READONLY: ("the store may only be read", "check the rights of the file and of its folder"),
    sqlite3.SQLITE_PERM: ("access to the store is denied", "check the rights of the file and of its folder"),
    sqlite3.SQLITE_CANTOPEN: ("the store cannot be opened", "check that the folder exists and may be written to"),
    sqlite3.SQLITE_BUSY: ("another program is writing to the store", "wait for it to end and run again"),
    sqlite3.SQLITE_LOCKED: ("another program is writing to the store", "wait for it to end and run again"),
    sqlite3.SQLITE_CORRUPT: ("the store is damaged", "restore it from a copy, or read the sources into a new one"),
    sqlite3.SQLITE_NOTADB: ("this is no SQLite database", "name another file for the store"),
    sqlite3.SQLITE_NOLFS: ("the store is larger than this disk allows", "move it to another file system"),
}
_UNSTORABLE = (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH)


class Refused(StoreError):
    """This one report holds something that no store can keep; others can still be stored."""


@contextmanager
def told(store: str, report: str = "") -> Iterator[None]:
    """What goes wrong with the database inside, raised as a StoreError about the store, or Refused about the report."""
    try:
        yield
    except UnicodeEncodeError as error:
        what = f"it holds half a character (U+{ord(error.object[error.start]):04X}), which cannot be stored"
        raise Refused(what, _printable(report), "save it in another encoding and read it again") from None
    except OverflowError:
        raise Refused("it holds a number too large to store", _printable(report), "check the source") from None
    except (DBAPIError, sqlite3.Error) as error:
        raise _complaint(error.orig if isinstance(error, DBAPIError) else error, store, report) from None
    except SQLAlchemyError as error:
        raise StoreError(f"the database says: {error}", _printable(store), "check the address") from None
    except OSError as error:
        raise StoreError(f"the store cannot be used: {error.strerror}", _printable(store), "check its place") from None


def _complaint(error: BaseException | None, store: str, report: str) -> StoreError:
    """The driver's error as one of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _UNSTORABLE and report:
        return Refused(f"it cannot be stored: {error}", _printable(report), "check the source")
    default = (f"the database says: {error}", "if this goes on, read the sources into a new store")
    what, advice = _COMPLAINTS.get(code, default)
    return StoreError(what, _printable(store), advice)


def _printable(text: str) -> str:
    """The text with half characters shown as escapes, so that the line can be printed."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
