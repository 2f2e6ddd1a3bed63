"""A situation on a terminal: key points, who says what, disputes, sources; the page says the rest."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lagebild.cli.said import render_said
from lagebild.cli.terminal import clean, say_when, say_where
from lagebild.records import Said, Situation

_STATEMENTS_SHOWN = 3
_SPEAKERS_SHOWN = 8
_DISPUTES_SHOWN = 5
_KEY_POINTS_SHOWN = 8


def print_briefing(console: Console, situation: Situation, title: str) -> None:
    """Print the most important of a situation; each cut is said."""
    console.print(Text(clean(title), style="bold underline"))
    counts = (len(situation.reports), len(situation.said), len(situation.figures))
    console.print(Text("{} reports, {} statements, {} actors. Shown is what is stated, and by whom.\n".format(*counts)))
    _print_key_points(console, situation)
    _print_speakers(console, situation)
    _print_disputes(console, situation)
    console.print(Text("Sources", style="bold"))
    for stored in situation.reports:
        report = stored.reading.report
        line = Text(f"  {stored.key:>3}  {clean(report.title or report.id)}")
        kind = stored.reading.text_type
        declared = f"declares {kind.declared}" if kind.declared else "type not declared"
        versions = f" · version {stored.version}" if stored.versions > 1 else ""
        where = f"{clean(report.outlet or '')} · {say_when(report.published, report.published_is_date)}"
        line.append(f"  {where} · {declared}, reads as {kind.label}{versions}", style="dim")
        console.print(line)
    console.print()


def _print_key_points(console: Console, situation: Situation) -> None:
    if not situation.key_points:
        return
    console.print(Text("Key points", style="bold"))
    for point in situation.key_points[:_KEY_POINTS_SHOWN]:
        line = Text(" ".join(clean(point.text).split()))
        line.append(f"  {say_where(point)}", style="dim")
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    _say_rest(console, len(situation.key_points) - _KEY_POINTS_SHOWN, "key points")
    console.print()


def _print_speakers(console: Console, situation: Situation) -> None:
    """The most quoted with their most certain statements."""
    counted = Counter(said.figure for said in situation.said if said.figure is not None)
    if not counted:
        return
    console.print(Text("Who says what", style="bold"))
    for index, number in counted.most_common(_SPEAKERS_SHOWN):
        figure = situation.figures[index]
        about = [figure.name, *(words for words, _ in (*figure.roles[:1], *figure.affiliations[:1]))]
        head = Text("  " + clean(", ".join(about)), style="bold")
        head.append(f"  ({number})", style="dim not bold")
        console.print(head)
        chosen = sorted((s for s in situation.said if s.figure == index), key=_most_certain)
        for said in chosen[:_STATEMENTS_SHOWN]:
            console.print(render_said(said, speaker=False, indent=4))
        _say_rest(console, len(chosen) - _STATEMENTS_SHOWN, "statements", indent=4)
    _say_rest(console, len(counted) - _SPEAKERS_SHOWN, "speakers")
    console.print()


def _most_certain(said: Said) -> tuple[float, int, int]:
    """Sorts the reader's surest finds first, then by place."""
    return -said.confidence, said.citation.key, said.citation.start


def _print_disputes(console: Console, situation: Situation) -> None:
    if not situation.disputes:
        return
    console.print(Text("Disputed", style="bold"))
    for dispute in situation.disputes[:_DISPUTES_SHOWN]:
        console.print(Text("  " + clean(", ".join(dispute.about)), style="italic"))
        for said in (*dispute.affirming, *dispute.denying):
            console.print(render_said(said, indent=4))
    _say_rest(console, len(situation.disputes) - _DISPUTES_SHOWN, "disputes")
    console.print()


def _say_rest(console: Console, number: int, what: str, indent: int = 2) -> None:
    """Say how much is not shown."""
    if number > 0:
        console.print(Text(f"{' ' * indent}and {number} more {what}", style="dim"))
