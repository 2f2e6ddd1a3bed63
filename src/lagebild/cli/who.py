"""`lagebild who`: an actor, with what is said of them and by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from lagebild.cli.deeds import render_deed
from lagebild.cli.relations import render_tie
from lagebild.cli.said import render_said
from lagebild.cli.terminal import StoreOption, clean, existing_store, need_words, output, say_where
from lagebild.errors import LagebildError
from lagebild.exports.voices import gather_voices, say_own
from lagebild.records import Figure, Said, Situation
from lagebild.situation import contradictions_of, draw_situation, find_figure, statements_of
from lagebild.situation.deeds import Deed, deeds_of, gather_deeds
from lagebild.situation.relations import relations_of


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, state or body, in any spelling.")],
    store: StoreOption = None,
) -> None:
    """Show an actor: names, roles, affiliations, statements, who contradicts them, and events."""
    need_words(name, "NAME")
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    figures = find_figure(situation, name)
    if not figures:
        raise LagebildError("nobody of this name appears in the stored reports", name, "try another spelling")
    deeds = gather_deeds(situation.reports, situation.figures)
    console = output()
    for figure in figures:
        _print_figure(console, situation, figure)
        _print_deeds(console, deeds_of(deeds, situation.figures.index(figure)))
        console.print()


def _print_deeds(console: Console, deeds: tuple[Deed, ...]) -> None:
    """What the actor does and what is done to them."""
    if deeds:
        console.print(Text(f"\nDoes and receives ({len(deeds)})", style="bold"))
    for deed in deeds:
        console.print(render_deed(deed))


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
    _print_relations(console, situation, figure)
    _print_statements(console, statements_of(situation, figure))
    against = contradictions_of(situation, figure)
    if against:
        console.print(Text("\nContradicted by", style="bold"))
        for one in against:
            console.print(render_said(one))


def _print_statements(console: Console, said: Sequence[Said]) -> None:
    """What the actor says: the sure statements, then the less certain ones under a heading of their own."""
    if not said:
        console.print(Text("\nIs not quoted.", style="bold"))
    for voice in gather_voices(said):
        if voice.sure:
            head = Text(f"\nSays ({len(voice.sure)})", style="bold")
            console.print(head.append(f"  {say_own([s.quote for s in voice.sure])}", style="dim not bold"))
        for one in voice.sure:
            console.print(render_said(one, speaker=False))
        if voice.weak:
            console.print(Text(f"\nLess certain ({len(voice.weak)})", style="bold dim"))
        for one in voice.weak:
            console.print(render_said(one, speaker=False))


def _print_relations(console: Console, situation: Situation, figure: Figure) -> None:
    """Whom the actor is tied to, and where that is written."""
    ties = relations_of(situation, figure)
    if ties:
        console.print(Text("\nRelations", style="bold"))
    for tie in ties:
        console.print(render_tie(tie))
