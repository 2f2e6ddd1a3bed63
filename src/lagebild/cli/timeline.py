"""`lagebild timeline`: what is dated, in order of time."""

from __future__ import annotations

from collections import defaultdict

from rich.text import Text

from lagebild.cli.deeds import render_deed
from lagebild.cli.terminal import StoreOption, clean, existing_store, output, say_where
from lagebild.situation import draw_situation
from lagebild.situation.deeds import Deed, gather_deeds


def timeline(store: StoreOption = None) -> None:
    """Show the dated sentences of all stored reports in order of time, with the events that they date."""
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    dated: dict[tuple[int, int, str], list[Deed]] = defaultdict(list)
    for deed in gather_deeds(situation.reports, situation.figures):
        if deed.date is not None:
            dated[deed.citation.key, deed.citation.sentence, deed.date].append(deed)
    console = output()
    if not situation.timeline:
        console.print("Nothing in the stored reports could be dated.")
    for moment in situation.timeline:
        line = Text(f"{moment.value:<18} ", style="bold cyan")
        line.append(" ".join(clean(moment.citation.text).split()), style="default not bold")
        line.append(f"  {say_where(moment.citation)}", style="dim not bold")
        console.print(line)
        for deed in dated[moment.citation.key, moment.citation.sentence, moment.value]:
            console.print(render_deed(deed, where=False, indent=19))
