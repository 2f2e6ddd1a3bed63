"""Relations on a terminal: to whom, since when, who says so and where."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from lagebild.cli.terminal import clean, say_where
from lagebild.records import RelationType
from lagebild.situation.relations import Tie

# What a relation is called from its subject's side and from its object's.
_WORDS: dict[RelationType, tuple[str, str]] = {
    "ally_of": ("ally of", "ally of"),
    "member_of": ("member of", "has as member"),
    "part_of": ("part of", "has as part"),
    "head_of": ("heads", "headed by"),
    "role_at": ("holds a role at", "has in a role"),
    "dependent_on": ("depends on", "is depended on by"),
    "at_war_with": ("at war with", "at war with"),
    "sanctions": ("sanctions", "sanctioned by"),
    "borders": ("borders", "borders"),
}
_MOST_PLACES = 3


def render_tie(tie: Tie) -> Padding:
    """One relation with its first places; what somebody else answers for names them."""
    line = Text(_WORDS[tie.type][0 if tie.outward else 1], style="cyan")
    line.append(f"  {clean(tie.other)}", style="bold default")
    for word, value in (("since", tie.since), ("until", tie.until)):
        if value is not None:
            line.append(f"  {word} {clean(value)}", style="default")
    for citation, speaker in list(zip(tie.citations, tie.speakers, strict=True))[:_MOST_PLACES]:
        says = f"{clean(speaker)} says so, " if speaker is not None else ""
        line.append(f"  {says}{say_where(citation)}", style="dim not bold")
    if len(tie.citations) > _MOST_PLACES:
        line.append(f"  and {len(tie.citations) - _MOST_PLACES} more", style="dim not bold")
    return Padding(line, (0, 0, 0, 2), expand=False)
