"""A run killed at any moment loses no report it said was stored, and leaves no half one."""

from __future__ import annotations

import importlib.util
import os
import random
import sqlite3
import sys
import traceback
from pathlib import Path
from types import ModuleType

import pytest

from lagebild.store import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
KILLS = 20
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kills() -> ModuleType:
    """The measure's own code, so that the tests and the measure kill alike."""
    spec = importlib.util.spec_from_file_location("store_kills", ROOT / "bench" / "store" / "kills.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_killed_runs_lose_nothing_they_told_of_and_leave_nothing_half(kills: ModuleType, tmp_path: Path) -> None:
    documents = kills.make_documents(5)
    longest = kills.time_whole_run(tmp_path, documents)
    chance = random.Random(20310504)
    told = []
    for _ in range(KILLS):
        count, faults = kills.kill_and_check(tmp_path, documents, chance, longest)
        assert faults == []
        told.append(count)
    assert any(0 < count < len(documents) for count in told), "no kill fell into the midst of a run"


def test_the_check_sees_a_lost_report_and_a_half_one(kills: ModuleType, tmp_path: Path) -> None:
    """A check that cannot fail would prove nothing."""
    documents = kills.make_documents(2)
    address = str(tmp_path / "lagebild.db")
    kills.run_whole(address, documents)
    told = tuple((document.identity, "new") for document in documents)
    assert kills.find_faults(address, documents, told) == []
    assert kills.find_faults(address, documents, (*told, ("page-0", "new"))) != []
    with sqlite3.connect(address) as damaged:
        damaged.execute("DELETE FROM statements WHERE version = 4 AND number = 3")
        damaged.execute("DELETE FROM readings WHERE version = 3")
    damaged.close()
    assert "1 versions without a reading" in kills.find_damage(address)
    with sqlite3.connect(address) as damaged:
        damaged.execute(
            "INSERT INTO readings SELECT 3, warnings, text_type, declared, confidence, reasons FROM readings LIMIT 1"
        )
        damaged.execute("UPDATE versions SET newest = 0 WHERE key = 2")
    damaged.close()
    assert any("not as it was read" in fault for fault in kills.find_faults(address, documents[2:], told))
    faults = kills.find_damage(address)
    assert any("newest" in fault for fault in faults)
    assert any("in the index" in fault for fault in faults)
    with open_store(address) as store:
        assert store.count() == 2


def test_several_runs_at_once_store_each_report_once(kills: ModuleType, tmp_path: Path) -> None:
    """Two programs may read the same sources into one store at the same time."""
    documents = [document for document in kills.make_documents(6) if "capture-1" in document.address]
    address = str(tmp_path / "lagebild.db")
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                summary = kills.run_whole(address, documents)
                status = 0 if summary.new + summary.unchanged == len(documents) else 2
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert kills.find_damage(address) == []
    with open_store(address) as store:
        assert store.count() == len(documents)
        for stored in store.reports():
            assert (stored.versions, len(store.additions(stored.key))) == (1, 1)
