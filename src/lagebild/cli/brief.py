"""`lagebild brief`: the situation as one page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lagebild.asking import ask as ask_store
from lagebild.cli.files import write_lines
from lagebild.cli.terminal import StoreOption, clean, existing_store, need_words, notices
from lagebild.errors import LagebildError
from lagebild.exports.brief_html import render_brief_html
from lagebild.exports.brief_markdown import render_brief_markdown
from lagebild.situation import draw_situation


def brief(
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one HTML page.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write Markdown to a file.")] = None,
    title: Annotated[str, typer.Option(help="The page's title.")] = "Situation",
    question: Annotated[list[str] | None, typer.Option("--ask", help="A question to answer on the page.")] = None,
    store: StoreOption = None,
) -> None:
    """Print the situation as Markdown, or write it as one self-contained HTML page."""
    for one in question or ():
        need_words(one, "--ask")
    made = datetime.now(UTC)
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
        if not situation.reports:
            raise LagebildError("the store holds no reports", advice="read some with `lagebild read SOURCE...`")
        answers = tuple(ask_store(one, opened) for one in question or ())
    if html is not None:
        write_lines((render_brief_html(situation, made, title, answers),), html)
        notices().print(f"wrote {clean(str(html))}", markup=False)
    if html is None or out is not None:
        write_lines((render_brief_markdown(situation, made, title, answers),), out)
