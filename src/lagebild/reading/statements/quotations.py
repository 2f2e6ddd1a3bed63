"""Quotation marks paired, and how much of a stretch of text stands inside them.

Every function is pure and works on characters, whoever found the stretches it is given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.records import Part, Quotation, Span

# A word as in the measure for attribution: letters or digits, joined over an inner apostrophe, full stop or hyphen.
WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_MARK = re.compile(r"''|[\"“”„‟«»‘’‚‛‹›']|\n[^\S\n]*+\n")
_PAIRS = {  # opening mark: the marks that close it
    "“": '”"‟',
    "„": '“”"',
    "«": "»",
    "»": "«",
    '"': '"”',
    "''": "''",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
_SINGLE = frozenset("‘’‚‛'")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_LONGEST_SINGLE = 600  # characters between single marks; more is taken for two apostrophes


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included; `closed` is false when the closing mark is missing."""

    start: int
    end: int
    closed: bool = True

    @property
    def span(self) -> Span:
        """The stretch as a span."""
        return Span(self.start, self.end)


def find_quotes(text: str, parts: Sequence[Part] = ()) -> tuple[Quote, ...]:
    """The outermost quotations of a text, in order; none crosses the border of a part or an empty line.

    A quotation that lacks its closing mark ends with its paragraph when the next one opens with a mark again (the
    custom for quotations of several paragraphs), else with its sentence.  Time grows linearly with the text.
    """
    blocks = [(p.start, p.end) for p in parts] or [(0, len(text))]
    found: list[Quote] = []
    for start, end in blocks:
        found.extend(_pair_marks(text, start, end))
    return tuple(found)


def _pair_marks(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if mark[0][0] == "\n":
            if opened:
                yield from _close_at_paragraph(text, opened, mark.start(), end)
            opened = None
        elif opened is None:
            if mark[0] in _PAIRS and _can_open(text, mark):
                opened = (mark.start(), mark[0])
        elif mark[0] in _PAIRS[opened[1]] and _can_close(text, mark, opened):
            yield Quote(opened[0], mark.end())
            opened = None
        elif opened[1] in _SINGLE and mark[0] in _PAIRS and mark[0] not in _SINGLE and _can_open(text, mark):
            opened = (mark.start(), mark[0])  # the single mark was an apostrophe
        elif mark[0] in "“«" and mark[0] == opened[1] and _can_open(text, mark):
            yield from _close_at_paragraph(text, opened, mark.start(), mark.start())
            opened = (mark.start(), mark[0])
    if opened:
        yield from _close_at_paragraph(text, opened, end, end)


def _can_open(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark stands where a quotation can begin: something follows, and no word ends right before it."""
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()] if mark.start() else " "
    if not after or after == "\n" or (after.isspace() and mark[0] not in "«»"):
        return False
    if mark[0] in _SINGLE:
        return not before.isalnum() and before not in '.,!?”"' and (after.isupper() or mark[0] != "'")
    if mark[0] in ('"', "''", "»"):
        return not before.isalnum() and before not in ".,!?"
    return True


def _can_close(text: str, mark: re.Match[str], opened: tuple[int, str]) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    if opened[1] in _SINGLE:  # no apostrophe: no letter follows, and a plural's "s’" needs a mark before it to count
        return not after.isalnum() and (before in ".,!?…" or before != "s") and not before.isspace()
    if mark[0] in ('"', "''"):
        return not (before.isspace() and after.isalnum())
    return True


def _close_at_paragraph(text: str, opened: tuple[int, str], stop: int, end: int) -> Iterator[Quote]:
    """The quotation that was opened and never closed before `stop`; an unclosed single mark is an apostrophe."""
    if opened[1] in _SINGLE:
        return
    rest = text[stop : min(stop + 40, len(text))].lstrip()
    finish = len(text[opened[0] : stop].rstrip()) + opened[0]
    if not rest.startswith(opened[1]) and (ending := _SENTENCE_END.search(text, opened[0], finish)):
        finish = ending.end()
    if finish > opened[0] + len(opened[1]):
        yield Quote(opened[0], min(finish, end), closed=False)


def find_words(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The words inside the spans, each as (start, end)."""
    return [m.span() for s, e in spans for m in WORD.finditer(text, s, e)]


def quotation_kind(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Quotation:
    """Direct when at least 90% of the content's words stand inside quotation marks, indirect when none does."""
    words = find_words(text, content)
    if not words:
        return "indirect"
    inside = sum(quote_at(quotes, start) is not None for start, _ in words)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= 0.9 * len(words) else "mixed"


def quote_at(quotes: Sequence[Quote], position: int) -> Quote | None:
    """The quotation in which the character at `position` stands; `quotes` are in order."""
    index = bisect_right(quotes, position, key=lambda q: q.start) - 1
    return quotes[index] if index >= 0 and position < quotes[index].end else None


def is_led_by_colon(text: str, quote: Quote) -> bool:
    """Whether a colon stands right before the quotation."""
    return text[max(quote.start - 3, 0) : quote.start].rstrip()[-1:] == ":"


def classify_quote(text: str, quote: Quote) -> Literal["speech", "words"]:
    """Whether a quotation can stand alone as speech, or only quotes single words (a title, a nickname, an expression).

    Speech ends in a mark of its own inside the quotation, or follows a colon, or is long and begins like a sentence.
    """
    if is_led_by_colon(text, quote) and text[quote.start : quote.end].count(" "):
        return "speech"
    inner = text[quote.start : quote.end].strip("\"“”„‟«»‘’‚‛‹›' \n\t")
    count = sum(1 for _ in WORD.finditer(inner))
    ended = inner[-1:] in ".,!?…;—-"
    if (ended and count >= 2) or (ended and inner[-1:] in "!?"):
        return "speech"
    return "speech" if count >= 6 and inner[:1].isupper() else "words"
