"""A store is made, opened and brought up to date, or says in one line why not and what to do."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from lagebild.errors import StoreError
from lagebild.records import Document, Reading, Report
from lagebild.store import Store, open_store, opening
from lagebild.store.tables import REVISIONS, SCHEMA_TABLE, metadata

AT = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
forks = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def complaint(address: str, *, create: bool = True) -> str:
    """The one line said when this cannot be opened: it names the input and what to do."""
    with pytest.raises(StoreError) as raised:
        open_store(address, create=create)
    line = str(raised.value)
    assert "\n" not in line
    assert "; " in line
    return line


def in_child(act: Callable[[], None]) -> None:
    """Run in a process of its own, which may give up rights and room; what fails there fails here."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def give_up_rights() -> None:
    """Go on as nobody, where we are the one whom no rights stop."""
    if os.geteuid() == 0:
        os.setuid(65534)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter and write to: the usual one is its owner's alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o777)
        yield path
        path.chmod(0o777)


# ---- making and opening ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_store_is_made_and_opened_again(tmp_path: Path, form: str) -> None:
    address = form.format(tmp_path / "new 100%.db")
    with open_store(address) as store:
        assert store.count() == 0
    with open_store(address, create=False) as store:
        assert store.count() == 0
    assert (tmp_path / "new 100%.db").exists()


def test_a_store_in_memory_works(report: Callable, reading: Callable) -> None:  # type: ignore[type-arg]
    with open_store("sqlite://") as store:
        one = report("Some words.")
        store.add(Document("x", b"x"), one, reading(one), by="", how="", at=AT)
        assert [stored.reading for stored in store.reports()] == [reading(one)]
        assert len(store.search(["words"])) == 1


def test_a_store_writes_ahead_and_checks_foreign_keys(store: Store) -> None:
    with store._engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == opening.BUSY_SECONDS * 1000


@forks
def test_programs_that_make_one_store_at_once_all_get_it(address: str) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with open_store(address) as store:
                    status = store.count()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4


# ---- the schema --------------------------------------------------------------------------------------------------


def test_the_migrations_make_the_tables_that_the_code_expects(store: Store) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and (name or "").startswith("sentence_index"))

    options = {"version_table": SCHEMA_TABLE, "include_object": ours, "compare_type": True}
    with store._engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_the_code_knows_every_migration() -> None:
    script = ScriptDirectory(str(opening.MIGRATIONS))
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(revisions)) == REVISIONS


def test_an_older_store_is_brought_up_to_date_with_all_it_holds(
    address: str,
    empty: Path,
    report: Callable,  # type: ignore[type-arg]
    reading: Callable,  # type: ignore[type-arg]
) -> None:
    """A store of revision 0001 gets its full-text index from the sentences it holds, newest versions only."""
    one, two = report("Older words."), report("Newer words.\nMore of them.")
    with open_store(address) as store:
        for number, each in enumerate((one, two)):
            store.add(Document("x", bytes([number])), each, reading(each), by="", how="", at=AT)
        before = store.versions(1)
    with sqlite3.connect(address) as old:
        old.execute("DROP TABLE sentence_index")
        old.execute(f"UPDATE {SCHEMA_TABLE} SET version_num = '0001'")
    old.close()
    with open_store(address) as store:
        assert store.versions(1) == before
        assert [(hit.version, hit.sentence) for hit in store.search(["words", "them"])] == [(2, 0), (2, 1)]
        assert store.search(["older"]) == ()
        three = report("Words again.")
        assert store.add(Document("x", b"3"), three, reading(three), by="", how="", at=AT) == ("new version", 1)
        assert [(hit.version, hit.sentence) for hit in store.search(["words", "them"])] == [(3, 0)]


def test_a_migration_that_breaks_off_leaves_the_store_as_it_was(
    address: str, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = opening.migrate

    def break_off(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "migrate", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_store(address)
    with sqlite3.connect(address) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    left.close()
    monkeypatch.undo()
    with open_store(address) as store:
        assert store.count() == 0


# ---- what cannot be opened ---------------------------------------------------------------------------------------


def test_a_missing_store_is_not_made_when_only_asked(address: str) -> None:
    assert "there is no store here" in complaint(address, create=False)
    assert not Path(address).exists()


def test_an_empty_file_is_no_store_when_only_asked(address: str) -> None:
    Path(address).touch()
    assert "empty" in complaint(address, create=False)
    open_store(address).close()


def test_a_file_of_something_else_is_left_alone(address: str) -> None:
    Path(address).write_bytes(b"<html>" * 1000)
    assert "no SQLite database" in complaint(address)
    assert Path(address).read_bytes() == b"<html>" * 1000


def test_another_programs_database_is_left_alone(address: str) -> None:
    with sqlite3.connect(address) as other:
        other.execute("CREATE TABLE reports (title)")
    other.close()
    before = Path(address).read_bytes()
    assert "no lagebild store" in complaint(address)
    assert Path(address).read_bytes() == before


def test_a_store_from_the_future_is_left_alone(address: str, store: Store) -> None:
    store.close()
    with sqlite3.connect(address) as future:
        future.execute(f"UPDATE {SCHEMA_TABLE} SET version_num = '9999'")
    future.close()
    assert "newer lagebild" in complaint(address)
    assert "update lagebild" in complaint(address)


def test_a_damaged_store_says_so(address: str, store: Store, keep: Callable) -> None:  # type: ignore[type-arg]
    for number in range(20):
        keep(f"Some words, {number}.", str(number))
    store.close()
    raw = bytearray(Path(address).read_bytes())
    raw[100:] = b"\xff" * (len(raw) - 100)
    Path(address).write_bytes(raw)
    assert "damaged" in complaint(address)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("", "no name"),
        ("{}", "this is a folder"),
        ("{}/nowhere/lagebild.db", "folder does not exist"),
        ("{}/" + "x" * 300, "too long"),
        ("a\0b", "no file's name"),
        ("nonsense://x", "cannot be used yet"),
        ("://", "no address"),
        ("postgresql://ada:secret@localhost/x", "cannot be used yet"),
    ],
)
def test_a_place_that_cannot_be_says_why(tmp_path: Path, place: str, says: str) -> None:
    line = complaint(place.format(tmp_path))
    assert says in line
    assert "secret" not in line


def test_a_locked_store_says_so(address: str, store: Store, monkeypatch: pytest.MonkeyPatch, keep: Callable) -> None:  # type: ignore[type-arg]
    store.close()
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(address, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    one = Report("a", "a", "Text.")
    with open_store(address) as waiting, pytest.raises(StoreError, match="another program is writing") as raised:
        waiting.add(Document("x", b"x"), one, Reading(one), by="", how="", at=AT)
    assert "run again" in str(raised.value)
    other.close()


@forks
def test_a_folder_without_rights_says_so(open_folder: Path) -> None:
    open_folder.chmod(0o555)

    def act() -> None:
        give_up_rights()
        line = complaint(str(open_folder / "lagebild.db"))
        assert "cannot be opened" in line
        assert "check that the folder exists and may be written to" in line

    in_child(act)
    assert list(open_folder.iterdir()) == []


@forks
def test_a_store_that_may_only_be_read_says_so_when_written(open_folder: Path, empty: Path) -> None:
    """The log beside the file can be made, so it can be read; the file itself may not be written."""
    path = shutil.copy(empty, open_folder)
    os.chmod(path, 0o444)

    def act() -> None:
        give_up_rights()
        with open_store(str(path)) as opened:
            assert opened.count() == 0
            one = Report("b", "b", "Text.")
            with pytest.raises(StoreError, match="may only be read"):
                opened.add(Document("x", b"x"), one, Reading(one), by="", how="", at=AT)

    in_child(act)


@forks
def test_a_full_disk_says_so_and_keeps_what_was_stored(address: str, store: Store) -> None:
    """A limit on the size of files stands in for a full disk: the system refuses to write just the same."""
    store.close()

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        stored = 0

        def fill(opened: Store) -> None:
            nonlocal stored
            for number in range(1000):
                one = Report("x", str(number), f"Some words {number}. " * 50)
                opened.add(Document("x", os.urandom(20_000)), one, Reading(one), by="", how="", at=AT)
                stored += 1

        with open_store(address) as opened, pytest.raises(StoreError, match="full"):
            fill(opened)
        assert 0 < stored < 1000
        (Path(address).parent / "stored").write_text(str(stored))

    in_child(act)
    with open_store(address) as opened:
        assert opened.count() == int((Path(address).parent / "stored").read_text())
        assert len(list(opened.reports())) == opened.count()


@forks
def test_a_store_that_found_no_room_to_be_made_can_be_made_later(address: str) -> None:
    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        assert "full" in complaint(address)

    in_child(act)
    with open_store(address) as store:
        assert store.count() == 0


def test_a_database_without_room_says_so(store: Store, keep: Callable) -> None:  # type: ignore[type-arg]
    keep("Before.", "before")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match=r"the disk is full; make room"):
        keep("After.", "after", raw=os.urandom(200_000))
    assert store.count() == 1
