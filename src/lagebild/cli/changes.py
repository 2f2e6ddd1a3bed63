"""`lagebild changes`: what changed between two versions of a report."""

from __future__ import annotations

from typing import Annotated

import typer

from lagebild.cli.terminal import StoreOption, clean, existing_store, output, say_when
from lagebild.errors import LagebildError
from lagebild.situation.changes import compare_versions


def changes(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its number, file name or address.")],
    store: StoreOption = None,
) -> None:
    """Show what changed from version to version of a report."""
    with existing_store(store) as opened:
        stored = opened.find(report)
        if stored is None:
            raise LagebildError("no such report in the store", report, "`lagebild brief` lists what is there")
        versions = opened.versions(stored.key)
    console = output()
    if len(versions) == 1:
        console.print("The store holds one version of this report: nothing to compare.")
    for old, new in zip(versions, versions[1:], strict=False):
        line = f"Version {old.version} ({say_when(old.added)}) to version {new.version} ({say_when(new.added)})"
        console.print(line, style="bold", markup=False)
        change = compare_versions(old, new)
        print(clean(repr(change)))
