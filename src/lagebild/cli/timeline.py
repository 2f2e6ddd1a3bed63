"""`lagebild timeline`: what is dated, in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.text import Text

from lagebild.cli.deeds import render_deed
from lagebild.cli.terminal import StoreOption, clean, existing_store, output, say_where
from lagebild.records import Moment
from lagebild.situation import draw_situation
from lagebild.situation.deeds import Deed, gather_deeds
from lagebild.situation.timeline import sort_key


def timeline(store: StoreOption = None) -> None:
    """Show the dated sentences of all stored reports in order of time, with the events that they date."""
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    dated: dict[tuple[int, int, str], list[Deed]] = defaultdict(list)
    for deed in gather_deeds(situation.reports, situation.figures):
        if deed.date is not None and sort_key(deed.date) is not None:
            dated[deed.citation.key, deed.citation.sentence, deed.date].append(deed)
    console = output()
    moments = _add_moments(situation.timeline, [deed for deeds in dated.values() for deed in deeds])
    if not moments:
        console.print("Nothing in the stored reports could be dated.")
    for moment in moments:
        line = Text(f"{moment.value:<18} ", style="bold cyan")
        line.append(" ".join(clean(moment.citation.text).split()), style="default not bold")
        line.append(f"  {say_where(moment.citation)}", style="dim not bold")
        console.print(line)
        for deed in dated[_place(moment)]:
            console.print(render_deed(deed, where=False, indent=19))


def _place(moment: Moment) -> tuple[int, int, str]:
    """Which sentence of which report, and the date."""
    return moment.citation.key, moment.citation.sentence, moment.value


def _add_moments(moments: Sequence[Moment], deeds: Sequence[Deed]) -> list[Moment]:
    """The timeline with the sentences of events that get their date from elsewhere, or stand outside the body."""
    found = {_place(moment): moment for moment in moments}
    for deed in deeds:
        moment = Moment(deed.date or "", "", deed.citation)
        found.setdefault(_place(moment), moment)
    return sorted(found.values(), key=lambda m: (sort_key(m.value) or "", m.citation.key, m.citation.start))
