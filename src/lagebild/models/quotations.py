"""Which stretches of a text stand inside quotation marks, over the styles that news reports use.

Knows “ ”, „ “, " ", « », » «, and single marks (‘ ’, ' ') where they close again in the same paragraph, so that an
apostrophe opens nothing.  A line break ends every quotation: a report that quotes over several paragraphs opens each
of them anew.
"""

from __future__ import annotations

import re

CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’'",
    "'": "'’",
}
"""The marks that may close a quotation, by the mark that opened it."""

_MARK = re.compile(
    r"[“”„‟\"«»‹›]|(?P<open>(?<!\w)[‘'](?=\w))|(?P<close>(?<=[^\s(\[—–-])['’](?!\w))",
)


def find_quotations(text: str) -> list[tuple[int, int]]:
    """The stretches inside quotation marks, marks included, in order and disjoint; one left open ends with its line."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found.extend(_find_in_line(text, start, end))
        start = end + 1
    return found


def _find_in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quotations of one line."""
    marks = list(_MARK.finditer(text, start, end))
    last_single = max((m.start() for m in marks if m["close"]), default=-1)
    found = []
    opened, closers = -1, ""
    for mark in marks:
        character, place = mark[0], mark.start()
        if opened >= 0:
            if character in closers and not mark["open"]:
                found.append((opened, place + 1))
                opened = -1
        elif mark["close"] or character == "”":
            continue
        elif character in CLOSERS and (not mark["open"] or place < last_single):
            opened, closers = place, CLOSERS[character]
    if opened >= 0:
        found.append((opened, end))
    return found
