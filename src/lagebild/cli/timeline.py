"""`lagebild timeline`: what is dated, in order of time."""

from __future__ import annotations

from rich.text import Text

from lagebild.cli.terminal import StoreOption, clean, existing_store, output, say_where
from lagebild.situation import draw_situation


def timeline(store: StoreOption = None) -> None:
    """Show the dated sentences of all stored reports in order of time."""
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    console = output()
    if not situation.timeline:
        console.print("Nothing in the stored reports could be dated.")
    for moment in situation.timeline:
        line = Text(f"{moment.value:<18} ", style="bold cyan")
        line.append(" ".join(clean(moment.citation.text).split()), style="default not bold")
        line.append(f"  {say_where(moment.citation)}", style="dim not bold")
        console.print(line)
