"""Quotations that follow a statement and go on with it, where nothing beside them says who speaks.

A quotation that makes up whole sentences right after a statement belongs to that statement ("She called the plan a
mistake. “It will ruin us.”"): to the last one before it, also where the encoder gave it to an earlier one of the same
sentence ("“No,” she said, going on to call it a mistake. “It will ruin us.”").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from lagebild.reading.statements.quotations import WORD, Quote, classify_quote
from lagebild.reading.statements.spans import Linked
from lagebild.records import Span

_LEAST_WORDS = 6
_BLANK = " \t\n"
_ENDED = '.!?…”"'


def carry_quotes(doc: Doc, text: str, found: Sequence[Linked], quotes: Sequence[Quote]) -> list[Linked]:
    """The attributions, each with the quotations that go on with it."""
    ends = sorted((linked.content[-1].end, number) for number, linked in enumerate(found) if linked.content)
    owners = sorted((span, number) for number, linked in enumerate(found) for span in linked.content)
    carried = list(found)
    for quote in quotes:
        if not _stands_alone(text, quote):
            continue
        owner = _find_owner(owners, quote)
        before = _find_before(text, ends, quote)
        if before is None or before == owner or not found[before].cue:
            continue
        if owner is None and _leads_sentence(doc, text, found[before], quote):
            carried[before] = _give(carried[before], quote.span)
        elif owner is not None and _is_later(doc, found[owner], found[before], quote):
            carried[owner] = _take(carried[owner], quote.span)
            carried[before] = _give(carried[before], quote.span)
    return carried


def _stands_alone(text: str, quote: Quote) -> bool:
    """Whether a quotation of speech in double marks is all of its sentences: after a full stop, with its own end."""
    if text[quote.start] in "'‘‚‹" or classify_quote(text, quote) != "speech":
        return False
    before = text[max(quote.start - 4, 0) : quote.start].rstrip()
    after = text[quote.end : quote.end + 2].lstrip(" ")[:1]
    ended = text[quote.end - 2 : quote.end - 1] in ".!?…" and (not after or not after.islower())
    return (
        ended and before[-1:] in _ENDED and sum(1 for _ in WORD.finditer(text, quote.start, quote.end)) >= _LEAST_WORDS
    )


def _find_owner(owners: Sequence[tuple[Span, int]], quote: Quote) -> int | None:
    """The number of the attribution whose content has a piece of the quotation."""
    at = bisect_left(owners, quote.end, key=lambda o: o[0].start) - 1
    return owners[at][1] if at >= 0 and owners[at][0].end > quote.start else None


def _find_before(text: str, ends: Sequence[tuple[int, int]], quote: Quote) -> int | None:
    """The number of the attribution whose content ends right before the quotation, but for its full stop."""
    at = bisect_right(ends, quote.start, key=lambda e: e[0]) - 1
    if at < 0 or text[ends[at][0] : quote.start].strip(_BLANK + '.!?”"') or quote.start - ends[at][0] > 5:
        return None
    return ends[at][1]


def _leads_sentence(doc: Doc, text: str, linked: Linked, quote: Quote) -> bool:
    """Whether the attribution precedes the quotation and, from another paragraph, is its sentence's main clause."""
    if linked.cue[0].start > linked.content[-1].start:
        return False
    if "\n" not in text[linked.content[-1].end : quote.start]:
        return True
    cue = doc.char_span(*linked.cue[0], alignment_mode="expand")
    return cue is not None and any(token.dep_ == "ROOT" for token in cue)


def _is_later(doc: Doc, owner: Linked, before: Linked, quote: Quote) -> bool:
    """Whether the attribution right before the quotation stands in the sentence of its owner, and after it."""
    if not owner.cue or len(owner.content) < 2 or owner.content[-1].start < quote.start:
        return False
    first = doc.char_span(*owner.cue[0], alignment_mode="expand")
    return first is not None and owner.cue[0].end < before.cue[0].start < first.sent.end_char


def _give(linked: Linked, span: Span) -> Linked:
    return replace(linked, content=tuple(sorted({*linked.content, span})))


def _take(linked: Linked, span: Span) -> Linked:
    """The attribution without the stretch."""
    return replace(linked, content=tuple(s for s in linked.content if s.end <= span.start or s.start >= span.end))
