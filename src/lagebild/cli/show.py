"""`lagebild show`: one stored report, annotated."""

from __future__ import annotations

from typing import Annotated

import typer

from lagebild.cli.annotated import print_reading
from lagebild.cli.labelled import KindsOption, ReportedOption, wanted_from
from lagebild.cli.terminal import StoreOption, clean, existing_store, need_words, output, say_when
from lagebild.errors import LagebildError


def show(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its number, file name or address.")],
    version: Annotated[int | None, typer.Option(help="Which version; else the newest.", min=1)] = None,
    kind: KindsOption = None,
    reported: ReportedOption = None,
    store: StoreOption = None,
) -> None:
    """Show a stored report with what was found in it."""
    wanted = wanted_from(kind, reported)
    need_words(report, "REPORT")
    with existing_store(store) as opened:
        stored = opened.find(report, version)
        newest = opened.find(report) if stored is None and version is not None else None
    if newest is not None:
        held = f"it has {newest.versions} version{'' if newest.versions == 1 else 's'}"
        raise LagebildError(f"this report has no version {version}", report, held)
    if stored is None:
        raise LagebildError("no such report in the store", report, "`lagebild brief` lists what is there")
    console = output()
    line = f"Report {stored.key}, version {stored.version} of {stored.versions}, added {say_when(stored.added)}"
    console.print(line, markup=False, style="dim")
    if stored.reading.report.url:
        console.print(clean(stored.reading.report.url), markup=False, style="dim", soft_wrap=True)
    print_reading(console, stored.reading, numbered=True, wanted=wanted)
