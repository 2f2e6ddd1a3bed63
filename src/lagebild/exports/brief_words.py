"""Words and signs for people, on the page and on the terminal: stances, directions, kinds of text, sectors, times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from lagebild.records import Direction, EventStatus, Kind, Stance, TextTypeName

# A sign and words for each stance, so that nothing hangs on colour.
STANCES: dict[Stance, tuple[str, str]] = {
    "asserts": ("+", "asserts"),
    "denies": ("−", "denies"),
    "doubts": ("≁", "doubts"),
    "expects": ("→", "expects"),
    "intends": ("⇒", "intends"),
    "demands": ("!", "demands"),
    "asks": ("?", "asks"),
    "concedes": ("±", "concedes"),
    "declines": ("∅", "declines to say"),
    "unknown": ("·", "stance not known"),
}
DIRECTIONS: dict[Direction, tuple[str, str]] = {
    "affirms": ("+", "affirms"),
    "denies": ("−", "denies"),
    "unclear": ("~", "unclear"),
}
TEXT_TYPES: dict[TextTypeName, str] = {
    "news": "news: what happened, sourced, without the author's view",
    "background": "background: explains history, definitions, context",
    "analysis": "analysis: facts with the interpretation of author or experts",
    "opinion": "opinion: argues a view",
    "interview": "interview: question and answer",
    "feature": "feature: scene, person, reportage",
    "other": "another kind of text",
    "unknown": "not known",
}
# A sign and words for each kind of sentence; the text itself does it, so "stated as fact" and not "fact".
KINDS: dict[Kind, tuple[str, str]] = {
    "fact": ("●", "stated as fact"),
    "background": ("○", "background"),
    "assessment": ("◆", "assessment"),
    "expectation": ("▷", "expectation"),
    "question": ("?", "question"),
    "other": ("–", "other"),
    "unknown": ("·", "kind not known"),
}
# A sign and words for each status of an event.
STATUSES: dict[EventStatus, tuple[str, str]] = {
    "happened": ("●", "happened"),
    "ongoing": ("◐", "ongoing"),
    "planned": ("○", "planned"),
    "hypothetical": ("◌", "hypothetical"),
    "denied": ("✕", "denied"),
    "unknown": ("·", "not said whether it happened"),
}
SECTORS = {  # the PLOVER codes that are met most, in words; the others are shown as they are
    "GOV": "government",
    "MIL": "armed forces",
    "LEG": "parliament",
    "JUD": "courts",
    "SPY": "intelligence service",
    "PTY": "party",
    "OPP": "opposition",
    "MED": "media",
    "REB": "armed group",
    "COP": "police",
    "BUS": "business",
    "EDU": "education and research",
    "CVL": "civilians",
    "IGO": "international body",
    "NGO": "non-governmental body",
}
OPEN = "open whether meant"
"""Said of a statement that reads neither as surely meant nor as a joke; it is no plain assertion."""
NOTE = "This page shows what is stated, and by whom. It does not know what is true."


def say_shares(counts: Mapping[Kind, tuple[int, int]]) -> dict[Kind, str]:
    """The share of each kind in words; `counts` are sentences, and how many of them are reported."""
    total = sum(number for number, _ in counts.values())
    return {
        kind: f"{KINDS[kind][1]} {_percent(number, total)}"
        + (f" ({_percent(reported, total)} reported)" if reported and kind != "other" else "")
        for kind, (number, reported) in counts.items()
    }


def _percent(number: int, total: int) -> str:
    """A share as people read it; what is there is never zero."""
    return "under 1 %" if 0 < number < total / 200 else f"{100 * number / total:.0f} %"


def say_reasons(reasons: Sequence[str]) -> tuple[str, ...]:
    """Why a passage bears on a question as it does, and at the end which of grammar and model decided that.

    >>> say_reasons(["negated: “not”", "by the grammar"])
    ('negated: “not”', 'decided by the grammar')
    """
    *why, last = reasons or ("",)
    return tuple(words for words in (*why, f"decided {last}" if last.startswith("by the ") else last) if words)


def say_day(time: datetime | None) -> str:
    """The day in figures that every reader takes the same way; empty for None."""
    return time.strftime("%Y-%m-%d") if time else ""


def say_time(time: datetime | None) -> str:
    """Day, time and zone ("UTC" or the offset); empty for None."""
    if time is None:
        return ""
    zone = "" if time.tzinfo is None else " UTC" if time.utcoffset() == UTC.utcoffset(None) else time.strftime(" %z")
    return time.strftime("%Y-%m-%d %H:%M") + zone
