"""`lagebild export`: what the store holds, handed over in a format of the field."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lagebild.cli.files import write_lines
from lagebild.cli.terminal import StoreOption, existing_store
from lagebild.exports.annotations import render_annotation
from lagebild.exports.plover import render_plover


class Format(StrEnum):
    """The formats that can be written."""

    JSONL = "jsonl"
    PLOVER = "plover"


def export(
    wanted: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl: one reading a line, as `schema` says; plover: one event a line, tab-separated.",
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; else standard output.")] = None,
    store: StoreOption = None,
) -> None:
    """Hand over what the store holds: the newest version of each report with its findings."""
    with existing_store(store) as opened:
        reports = opened.reports()
        match wanted:
            case Format.JSONL:
                write_lines((render_annotation(stored.reading) for stored in reports), out)
            case Format.PLOVER:
                write_lines(render_plover(reports), out)
