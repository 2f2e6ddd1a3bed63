"""Many readings to what is going on."""

from lagebild.situation.changes import Alteration, Changes, compare_versions
from lagebild.situation.lookups import contradictions_of, find_figure, statements_of
from lagebild.situation.situations import draw_situation

__all__ = [
    "Alteration",
    "Changes",
    "compare_versions",
    "contradictions_of",
    "draw_situation",
    "find_figure",
    "statements_of",
]
