"""The bundled example: an invented situation as saved pages, a feed, a corrected page and what a reader should find.

States, people and outlets do not exist.  README.md beside this file tells the story; expected.json is the gold list.
"""

from __future__ import annotations

from pathlib import Path


def example_folder() -> Path:
    """The folder with the pages, `feed.xml`, `corrected/` and `expected.json`."""
    return Path(__file__).parent
