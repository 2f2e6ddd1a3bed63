"""What a text is, on a terminal: its label, the share of each kind of sentence, the expert box; and the filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from lagebild.cli.terminal import clean
from lagebild.exports.brief_words import KINDS, say_shares
from lagebild.records import Kind, Reading, Sentence
from lagebild.situation.labels import count_kinds, list_experts, write_label

KIND_COLOURS: dict[Kind, str] = {
    "fact": "green",
    "background": "blue",
    "assessment": "magenta",
    "expectation": "cyan",
    "question": "yellow",
    "other": "bright_black",
    "unknown": "bright_black",
}
REPORTED = "”"  # set beside a kind's sign where somebody else answers for the sentence
_BAR = 60  # columns
_WORDS_SHOWN = 48  # characters of a reason's words
_SENTENCES_SHOWN = 3  # of those that introduce an expert

KindsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help=f"Only sentences of this kind, repeatable: {', '.join(get_args(Kind))}."
    ),
]
ReportedOption = Annotated[
    bool | None, typer.Option("--reported/--own", help="Only sentences that others answer for, or only the text's own.")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sentences to show; `kinds` empty and `reported` None stand for all."""

    kinds: frozenset[str] = frozenset()
    reported: bool | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out at all."""
        return bool(self.kinds) or self.reported is not None

    def takes(self, sentence: Sentence) -> bool:
        """Whether a sentence is to be shown."""
        return (not self.kinds or sentence.kind in self.kinds) and self.reported in (None, sentence.reported)


def wanted_from(kinds: list[str] | None, reported: bool | None) -> Wanted:
    """The filter that the command line asks for; a usage error for a kind that there is not."""
    for kind in kinds or ():
        if kind not in get_args(Kind):
            raise typer.BadParameter(f"{kind!r} is none of {', '.join(get_args(Kind))}", param_hint="--kind")
    return Wanted(frozenset(kinds or ()), reported)


def mark_sentence(sentence: Sentence) -> Text:
    """The sign of a sentence's kind in its colour, with a closing quotation mark where it is reported."""
    sign, _ = KINDS[sentence.kind]
    return Text(sign + (REPORTED if sentence.reported else "") + " ", style=f"not bold {KIND_COLOURS[sentence.kind]}")


def render_label(reading: Reading) -> RenderableType:
    """The reader's label, how the type came about, and the share of each kind."""
    lines: list[RenderableType] = [Text(clean(write_label(reading)), style="bold"), _explain_type(reading)]
    counts = count_kinds(reading)
    if set(counts) - {"unknown"}:
        lines += [_draw_bar(counts), _draw_legend(counts)]
    return Group(*lines, Text())


def _explain_type(reading: Reading) -> Text:
    """What the page declares, what the text supports, how sure that is, and why."""
    kind = reading.text_type
    declared = f"declares itself: {kind.declared}" if kind.declared else "declares no type"
    sure = f" ({kind.confidence:.2f})" if kind.confidence is not None else ""
    line = Text(clean(f"{declared} · the text itself: {kind.label}{sure}"), style="dim")
    seen: dict[str, str] = {}
    for reason in kind.reasons:
        words = " ".join(reading.report.text[reason.start : reason.end].split())
        seen.setdefault(reason.why, words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN].rstrip() + "…")
    for why, words in seen.items():
        line.append(clean(f"\n  because: {why}: “{words}”"))
    return line


def _draw_bar(counts: dict[Kind, tuple[int, int]]) -> Text:
    """A line of signs in their colours, each kind as long as its share; no kind that is there is left out."""
    total = sum(number for number, _ in counts.values())
    bar = Text()
    for kind, (number, _) in counts.items():
        bar.append(KINDS[kind][0] * max(1, round(_BAR * number / total)), style=KIND_COLOURS[kind])
    return bar


def _draw_legend(counts: dict[Kind, tuple[int, int]]) -> Text:
    """Each kind's sign, words and share, and how much of it is reported."""
    legend = Text()
    for kind, words in say_shares(counts).items():
        legend.append(KINDS[kind][0] + " ", style=KIND_COLOURS[kind])
        legend.append(words + "   ", style="dim")
    legend.append(f"{REPORTED} beside a sign: others answer for it", style="dim")
    return legend


def render_experts(reading: Reading) -> RenderableType | None:
    """The expert box: who, in the text's words, and the sentences that say so."""
    experts = list_experts(reading)
    if not experts:
        return None
    lines: list[RenderableType] = [Text("Experts", style="bold underline")]
    for expert in experts:
        line = Text(clean(expert.actor.name), style="bold")
        for words in expert.about:
            line.append(clean(f" · {words}"), style="not bold")
        number = len(expert.judges)
        if number:
            line.append(f"  {number} assessment{'' if number == 1 else 's'} quoted", style="dim not bold")
        lines.append(line)
        for start, end in expert.said_in[:_SENTENCES_SHOWN]:
            words = " ".join(clean(reading.report.text[start:end]).split())
            lines.append(Padding(Text(f"says so: {words}", style="dim"), (0, 0, 0, 2), expand=False))
    return Group(*lines, Text())
