"""Events from the store on a terminal: type, who and whom, whether it happened, who says so, and where it stands."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from lagebild.cli.terminal import clean, say_where
from lagebild.exports.brief_words import STATUSES
from lagebild.situation.deeds import Deed


def render_deed(deed: Deed, *, where: bool = True, indent: int = 2) -> Padding:
    """One event in one line, in the report's own names and words."""
    line = Text("{} {}  ".format(*STATUSES[deed.status]))
    kind = deed.type if deed.mode is None else f"{deed.type} {deed.mode}"
    line.append(f"{kind}  ", style="bold")
    line.append(clean(", ".join(deed.actors) or "nobody named"))
    if deed.recipients:
        line.append(f" → {clean(', '.join(deed.recipients))}")
    line.append(f"  “{clean(deed.words)}”", style="italic")
    if deed.place is not None:
        line.append(f"  in {clean(deed.place)}")
    if deed.is_told:
        line.append(f"  says {clean(deed.told_by or 'nobody named')}", style="dim")
    line.append(f"  {deed.confidence:.2f}", style="dim")
    if where:
        line.append(f"  {deed.date or 'undated'}", style="dim")
        line.append(f"  {say_where(deed.citation)}", style="dim")
    return Padding(line, (0, 0, 0, indent), expand=False)
