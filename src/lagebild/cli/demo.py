"""`lagebild demo`: the bundled example, end to end."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from lagebild.asking import ask as ask_store
from lagebild.cli.ask import print_answer
from lagebild.cli.briefing import print_briefing
from lagebild.cli.files import write_lines
from lagebild.cli.terminal import clean, notices, output, settings_with
from lagebild.example import QUESTION, TITLE, example_sources
from lagebild.exports.brief_html import render_brief_html
from lagebild.ingest import read_sources
from lagebild.situation import draw_situation
from lagebild.store import open_store

_DEFAULT_STORE = Path("lagebild-demo.db")
_DEFAULT_PAGE = Path("brief.html")


def demo(
    store: Annotated[Path, typer.Option("--store", metavar="FILE", help="Where to keep the example.")] = _DEFAULT_STORE,
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="Where to write the page.")] = _DEFAULT_PAGE,
) -> None:
    """Read the bundled example (an invented situation), print the briefing and write it as a page."""
    settings = settings_with(str(store))
    console = output()
    began = time.monotonic()
    with open_store(settings.store) as opened:
        summary = read_sources([str(source) for source in example_sources()], opened, settings, by="lagebild demo")
        seconds = time.monotonic() - began
        situation = draw_situation(opened.reports())
        answer = ask_store(QUESTION, opened)
    print_briefing(console, situation, TITLE)
    print_answer(console, answer)
    write_lines((render_brief_html(situation, datetime.now(UTC), TITLE, (answer,)),), html)
    done = f"{summary.new} new, {summary.unchanged} unchanged, {summary.new_versions} new version"
    console.print(Text(f"\nRead in {seconds:.1f} s: {done}.", style="bold"))
    console.print(Text(f"The same as a page: {clean(str(html.resolve()))}", style="bold"))
    _print_next_steps(str(store))
    for failure in summary.failures:
        notices().print(f"failed: {clean(failure.reason)}", markup=False, soft_wrap=True)
    if summary.failures:
        raise typer.Exit(1)


def _print_next_steps(store: str) -> None:
    """What a newcomer may try now."""
    steps = (
        (f"lagebild show 1 --store {store}", "one report, with who says what in it"),
        (f"lagebild timeline --store {store}", "what is dated, in order"),
        (f'lagebild ask "{QUESTION}" --store {store}', "each passage that bears on a question"),
        ("lagebild annotate your-report.html", "your own report, nothing stored"),
        ("lagebild read folder/ https://… && lagebild brief --html brief.html", "your own situation"),
    )
    console = output()
    console.print("\nTry next (`. .venv/bin/activate` first, where you came by `make demo`):")
    width = max(len(command) for command, _ in steps)
    for command, meaning in steps:
        console.print(Text(f"  {clean(command):<{width}}  {meaning}"), soft_wrap=True)
