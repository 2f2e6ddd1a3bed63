"""The bundled example: an invented situation as saved pages, a feed, a corrected page and what a reader should find.

States, people and outlets do not exist.  README.md beside this file tells the story; expected.json is the gold list.
"""

from __future__ import annotations

from pathlib import Path

TITLE = "The visit to Lurna (an invented example)"
QUESTION = "Will Ostelia enter the war against Havrenia?"


def example_folder() -> Path:
    """The folder with the pages, `feed.xml`, `corrected/` and `expected.json`."""
    return Path(__file__).parent


def example_sources() -> tuple[Path, ...]:
    """What a demonstration reads, in this order: the feed with the first versions, then the corrected page."""
    folder = example_folder()
    return (folder / "feed.xml", folder / "corrected" / "01-wire-visit.html")
