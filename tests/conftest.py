"""What several rooms' tests share: the bundled example, read once."""

from pathlib import Path

import pytest

from lagebild.example import example_sources
from lagebild.ingest import read_sources
from lagebild.settings import Settings
from lagebild.store import open_store


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the bundled example, its corrected version included; tests only read it."""
    path = tmp_path_factory.mktemp("example") / "lagebild.db"
    with open_store(str(path)) as store:
        summary = read_sources([str(source) for source in example_sources()], store, Settings(), by="a test")
    assert not summary.failures
    assert (summary.new, summary.new_versions) == (11, 1)
    return path
