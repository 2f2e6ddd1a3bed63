"""A situation on a terminal: key points, who says what, disputes, events, sources; the page says the rest."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lagebild.cli.said import render_said
from lagebild.cli.terminal import clean, say_when, say_where
from lagebild.exports.brief_events import EventLine, list_events
from lagebild.exports.voices import Voice, gather_voices, say_weak
from lagebild.records import Said, Situation

_STATEMENTS_SHOWN = 3
_SPEAKERS_SHOWN = 8
_DISPUTES_SHOWN = 5
_KEY_POINTS_SHOWN = 8
_EVENTS_SHOWN = 8


def print_briefing(console: Console, situation: Situation, title: str) -> None:
    """Print the most important of a situation; each cut is said."""
    console.print(Text(clean(title), style="bold underline"))
    voices = gather_voices(situation.said)
    weak = say_weak(sum(len(voice.weak) for voice in voices))
    counts = (
        _count(len(situation.reports), "report"),
        _count(sum(len(voice.sure) for voice in voices), "statement") + (weak and f" ({weak})"),
        _count(len(situation.figures), "actor"),
    )
    console.print(Text(f"{', '.join(counts)}. Shown is what is stated, and by whom.\n"))
    _print_key_points(console, situation)
    _print_speakers(console, situation, [v for v in voices if v.name is not None and v.sure])
    _print_disputes(console, situation)
    _print_events(console, situation)
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
    _say_rest(console, len(situation.key_points) - _KEY_POINTS_SHOWN, "key point")
    console.print()


def _print_speakers(console: Console, situation: Situation, voices: Sequence[Voice]) -> None:
    """Those with most sure statements, and the surest of these."""
    if not voices:
        return
    console.print(Text("Who says what", style="bold"))
    for voice in voices[:_SPEAKERS_SHOWN]:
        console.print(_name_voice(situation, voice))
        for said in sorted(voice.sure, key=_most_certain)[:_STATEMENTS_SHOWN]:
            console.print(render_said(said, speaker=False, indent=4))
        _say_rest(console, len(voice.sure) - _STATEMENTS_SHOWN, "statement", say_weak(len(voice.weak)), indent=4)
    _say_rest(console, len(voices) - _SPEAKERS_SHOWN, "speaker")
    console.print()


def _name_voice(situation: Situation, voice: Voice) -> Text:
    """A speaker with role and affiliation, the number of sure statements, and how many of them are quoted."""
    about = [voice.name or ""]
    if voice.figure is not None:
        figure = situation.figures[voice.figure]
        about += [words for words, _ in (*figure.roles[:1], *figure.affiliations[:1])]
    head = Text("  " + clean(", ".join(about)), style="bold")
    return head.append(f"  ({voice.quoted})", style="dim not bold")


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
    _say_rest(console, len(situation.disputes) - _DISPUTES_SHOWN, "dispute")
    console.print()


def _print_events(console: Console, situation: Situation) -> None:
    """The surest dated events."""
    found = list_events(situation, _EVENTS_SHOWN)
    if not found.lines:
        return
    console.print(Text("Events", style="bold"))
    for event in found.lines:
        console.print(Padding(_render_event(event), (0, 0, 0, 2), expand=False))
    _say_rest(console, found.left_out, "dated event")
    console.print()


def _render_event(event: EventLine) -> Text:
    """An event in one line: when, whether, who, what, to whom, the words for it, who tells of it, and where."""
    line = Text(f"{event.when}  ", style="bold cyan")
    line.append(f"{event.sign} {event.status}  ", style="default not bold")
    line.append(clean(event.actors), style="default bold")
    line.append(f"  {event.kind}", style="default not bold")
    if event.recipients:
        line.append(f" → {clean(event.recipients)}", style="default bold")
    line.append(f"  “{clean(event.words)}”", style="default not bold italic")
    about = (clean(event.place) and f"in {clean(event.place)}", clean(event.teller), say_where(event.citation))
    return line.append("  " + " · ".join(words for words in about if words), style="dim not bold")


def _say_rest(console: Console, number: int, what: str, weak: str = "", *, indent: int = 2) -> None:
    """Say how much is not shown; `weak` says what else there is that is less certain."""
    words = ", ".join(part for part in (f"and {_count(number, f'more {what}')}" if number > 0 else "", weak) if part)
    if words:
        console.print(Text(" " * indent + words, style="dim"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
