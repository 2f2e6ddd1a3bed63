"""`lagebild ask`: a question, answered with passages and their speakers."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from lagebild.asking import ask as ask_store
from lagebild.cli.terminal import STANCE_COLOURS, StoreOption, clean, existing_store, need_words, output, say_where
from lagebild.exports.brief_words import DIRECTIONS, OPEN, say_reasons
from lagebild.records import Answer, Direction, Evidence

_COLOURS: dict[Direction, str] = {"affirms": "green", "denies": "red", "unclear": "yellow"}
_TALLY: dict[Direction, str] = {"affirms": "affirming", "denies": "denying", "unclear": "unclear"}


def ask(
    question: Annotated[str, typer.Argument(metavar='"QUESTION"', help="A question in English, in quotation marks.")],
    store: StoreOption = None,
) -> None:
    """List each passage that bears on a question, with its speaker and whether they affirm or deny, newest first."""
    need_words(question, "QUESTION")
    with existing_store(store) as opened:
        answer = ask_store(question, opened)
    print_answer(output(), answer)


def print_answer(console: Console, answer: Answer) -> None:
    """Print an answer: how it was understood, its passages, and what is missing."""
    asked = answer.proposition
    console.print(Text(clean(asked.question), style="bold"))
    understood = [
        ("who", ", ".join(asked.actors)),
        ("does", asked.action or ""),
        ("to", ", ".join(asked.recipients)),
    ]
    shown = " · ".join(f"{name}: {clean(words)}" for name, words in understood if words)
    if shown:
        console.print(Text(f"Read as  {shown}", style="dim"))
    for evidence in answer.evidence:
        console.print(_evidence(evidence))
    if answer.evidence:
        counts = [(words, sum(e.direction == d for e in answer.evidence)) for d, words in _TALLY.items()]
        tally = ", ".join(f"{count} {words}" for words, count in counts)
        searched = f"{answer.searched} report{'' if answer.searched == 1 else 's'}"
        console.print(Text(f"\n{tally}; from {searched}. No estimate is made.", style="dim"))
    for missing in answer.missing:
        console.print(Text(clean(missing), style="yellow"))


def _evidence(evidence: Evidence) -> Padding:
    """One passage with its direction, speaker, words, place and reasons."""
    sign, word = DIRECTIONS[evidence.direction]
    line = Text(f"{sign} {word:<8}", style=f"bold {_COLOURS[evidence.direction]}")
    line.append(clean(evidence.speaker or "the text itself"), style="bold")
    if evidence.stance != "unknown":
        line.append(f" · {evidence.stance}", style=STANCE_COLOURS[evidence.stance])
    if evidence.serious is False:
        line.append(" (not in earnest)", style="bold magenta")
    elif evidence.serious is None and evidence.speaker is not None:
        line.append(f" ({OPEN})", style="magenta")
    line.append("\n          " + " ".join(clean(evidence.citation.text).split()))
    line.append(f"\n          {say_where(evidence.citation)}", style="dim")
    if evidence.repeats:
        line.append(f"; the same words in {', '.join(say_where(c) for c in evidence.repeats)}", style="dim")
    if evidence.reasons:
        line.append(f"\n          because {clean('; '.join(say_reasons(evidence.reasons)))}", style="dim italic")
    return Padding(line, (1, 0, 0, 0), expand=False)
