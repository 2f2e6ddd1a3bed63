"""Statements from the store on a terminal: stance, words, and where they stand."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from lagebild.cli.terminal import clean, say_stance, say_where
from lagebild.records import Said


def render_said(said: Said, *, speaker: bool = True, indent: int = 2) -> Padding:
    """One statement, with its speaker unless the heading names them already."""
    line = Text()
    if speaker:
        line.append(clean(said.speaker or "nobody named") + "  ", style="bold")
    line.append_text(say_stance(said.stance, said.certainty, said.quote, said.serious))
    line.append("  " + " ".join(clean(said.words).split()))
    line.append(f"  {say_where(said.citation)}", style="dim")
    if said.repeats:
        line.append(f"; the same words in {', '.join(say_where(c) for c in said.repeats)}", style="dim")
    return Padding(line, (0, 0, 0, indent), expand=False)
