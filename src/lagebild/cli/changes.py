"""`lagebild changes`: what changed between two versions of a report."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lagebild.cli.terminal import StoreOption, clean, existing_store, need_words, output, say_when, say_where
from lagebild.errors import LagebildError
from lagebild.situation.changes import Changes, compare_versions


def changes(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its number, file name or address.")],
    store: StoreOption = None,
) -> None:
    """Show what changed from version to version of a report."""
    need_words(report, "REPORT")
    with existing_store(store) as opened:
        stored = opened.find(report)
        if stored is None:
            raise LagebildError("no such report in the store", report, "`lagebild brief` lists what is there")
        versions = opened.versions(stored.key)
    console = output()
    if len(versions) == 1:
        console.print("The store holds one version of this report: nothing to compare.")
    for old, new in pairwise(versions):
        line = f"Version {old.version} ({say_when(old.added)}) to version {new.version} ({say_when(new.added)})"
        console.print(line, style="bold", markup=False)
        _print_changes(console, compare_versions(old, new))


def _print_changes(console: Console, changes: Changes) -> None:
    """One step from a version to the next: what its page says of itself, then its sentences in their order."""
    if changes.nothing:
        console.print("  nothing that a reader would see")
    if changes.title:
        console.print(Text(f"  title: {_or_none(changes.title[0])} → {_or_none(changes.title[1])}"))
    for name, times in (("published", changes.published), ("updated", changes.updated)):
        if times:
            console.print(Text(f"  {name}: {say_when(times[0])} → {say_when(times[1])}"))
    lines = [(citation.start, "−", "red", citation.text) for citation in changes.removed]
    lines += [(citation.start, "+", "green", citation.text) for citation in changes.added]
    for _, sign, colour, words in sorted(lines):
        console.print(Padding(Text(f"{sign} {_one_line(words)}", style=colour), (0, 0, 0, 2), expand=False))
    for altered in changes.altered:
        line = Text(f"~ {_one_line(altered.new.text)}", style="yellow")
        for sign, colour, changed in (("−", "red", altered.removed), ("+", "green", altered.added)):
            if changed:
                line.append(f"\n  {sign} {_one_line(' … '.join(changed))}", style=colour)
        line.append(f"  {say_where(altered.new)}", style="dim")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    console.print()


def _one_line(text: str) -> str:
    """Foreign text on one line."""
    return " ".join(clean(text).split())


def _or_none(text: str | None) -> str:
    return _one_line(text) if text else "none"
