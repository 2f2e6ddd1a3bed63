"""`lagebild who`: an actor, with what is said of them and by them."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from lagebild.cli.said import render_said
from lagebild.cli.terminal import StoreOption, clean, existing_store, output, say_where
from lagebild.errors import LagebildError
from lagebild.records import Figure, Situation
from lagebild.situation import contradictions_of, draw_situation, find_figure, statements_of


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, state or body, in any spelling.")],
    store: StoreOption = None,
) -> None:
    """Show an actor: names, roles, affiliations, statements, and who contradicts them."""
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    figures = find_figure(situation, name)
    if not figures:
        raise LagebildError("nobody of this name appears in the stored reports", name, "try another spelling")
    console = output()
    for figure in figures:
        _print_figure(console, situation, figure)


def _print_figure(console: Console, situation: Situation, figure: Figure) -> None:
    """Everything on one actor."""
    head = Text(clean(figure.name), style="bold underline")
    codes = [code for code in (figure.country, figure.sector, "expert" if figure.expert else None) if code]
    head.append(f"  {' · '.join([figure.kind, *codes])}", style="dim not bold not underline")
    console.print(head)
    others = [other for other in figure.names if other != figure.name]
    if others:
        console.print(f"  also: {clean(', '.join(others))}", markup=False)
    for words, citation in (*figure.roles, *figure.affiliations):
        line = Text(f"  {clean(words)}")
        line.append(f"  {say_where(citation)}", style="dim")
        console.print(line)
    said = statements_of(situation, figure)
    console.print(Text(f"\nSays ({len(said)})" if said else "\nIs not quoted.", style="bold"))
    for one in said:
        console.print(render_said(one, speaker=False))
    against = contradictions_of(situation, figure)
    if against:
        console.print(Text("\nContradicted by", style="bold"))
        for one in against:
            console.print(render_said(one))
    console.print()
