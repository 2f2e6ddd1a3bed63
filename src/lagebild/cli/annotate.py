"""`lagebild annotate`: readings printed, nothing stored."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from lagebild.cli.annotated import print_reading
from lagebild.cli.labelled import KindsOption, ReportedOption, wanted_from
from lagebild.cli.terminal import LanguageOption, PublishedOption, clean, hints_from, notices, output, settings_with
from lagebild.exports.annotations import render_annotation
from lagebild.ingest import read_each
from lagebild.records import Failure


class Format(StrEnum):
    """How readings are printed."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


def annotate(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, addresses, feeds, WARC files; - is stdin.")
    ],
    shape: Annotated[Format, typer.Option("--format", help="For people, or one JSON object a line.")] = Format.TERMINAL,
    published: PublishedOption = None,
    language: LanguageOption = None,
    kind: KindsOption = None,
    reported: ReportedOption = None,
) -> None:
    """Print what is read in reports; nothing is stored."""
    settings = settings_with()
    wanted = wanted_from(kind, reported)
    if wanted and shape is Format.JSONL:
        raise typer.BadParameter("a record is whole: filters are for --format terminal", param_hint="--kind")
    failures = 0
    for result in read_each(sources, settings, hints_from(published, language, settings)):
        if isinstance(result, Failure):
            failures += 1
            notices().print(f"failed: {clean(result.reason)}", markup=False, soft_wrap=True)
        elif shape is Format.JSONL:
            sys.stdout.write(render_annotation(result) + "\n")
        else:
            print_reading(output(), result, wanted=wanted)
    sys.stdout.flush()
    if failures:
        raise typer.Exit(1)
