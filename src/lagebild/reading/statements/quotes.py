"""Quotations and their attributions: before, after, around, by a colon, or carried on from the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import child, cue_spans, find_subject, indices, phrase_spans, spans_of, text_of
from lagebild.reading.statements.cues import Lexicon, frames_of
from lagebild.reading.statements.quotations import Quote, classify_quote, is_led_by_colon
from lagebild.reading.statements.verbs import Found
from lagebild.records import Span

_REACH = 25  # tokens between a quotation and its verb
_LABEL = re.compile(r"(?:^|\n)[^\S\n]*((?:[^\W\d_][\w.'’()-]*[^\S\n]?){1,8})(:)[^\S\n]*$")
_CONTINUES = 400  # characters between a quotation and one that carries it on without a cue
_QUOTE_MARKS = frozenset({"“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", ",", "--", "—", "–"})


def attach_quotes(doc: Doc, quotes: Sequence[Quote], lexicon: Lexicon, found: list[Found]) -> list[Found]:
    """The attributions with every quotation of speech given to the one it belongs to.

    A quotation goes to an attribution whose content it overlaps and whose cue stands outside it; else to the verb of
    saying beside it; else to the label, or the noun and the colon, before it; else it carries on the attribution of
    the quotation before it.  Another attribution that has nothing but a piece of the quotation is dropped.
    """
    known = {f.anchor: f for f in found}
    overlaps = _Overlaps(found)
    last: Found | None = None
    last_end = -_CONTINUES
    for quote in quotes:
        if classify_quote(text_of(doc), quote) != "speech":
            continue
        owner, others = overlaps.find_owner(doc, quote)
        holder = known.get(owner) if owner is not None else _beside(doc, quote, lexicon)
        if holder is None and last is not None and _carries_on(doc, last_end, quote):
            holder = known.get(last.anchor, last)
        if holder is None:
            continue
        holder = known.get(holder.anchor, holder)
        for anchor in others:
            known.pop(anchor, None)
        last = known[holder.anchor] = _with_quote(holder, quote)
        last_end = quote.end
    return list(known.values())


class _Overlaps:
    """Contents of attributions, walked through once while the quotations come in order."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._spans = sorted((span, f.anchor, f.frame) for f in found for span in f.content)
        self._next = 0
        self._open: list[tuple[Span, int, str]] = []

    def find_owner(self, doc: Doc, quote: Quote) -> tuple[int | None, list[int]]:
        """The widest attribution that overlaps the quotation with its cue outside, and others that lie within it."""
        while self._next < len(self._spans) and self._spans[self._next][0].start < quote.end:
            self._open.append(self._spans[self._next])
            self._next += 1
        self._open = [item for item in self._open if item[0].end > quote.start]
        fits = [
            (span.end - span.start, anchor, span)
            for span, anchor, frame in self._open
            if frame not in {"according", "evidence"} and not quote.start <= doc[anchor].idx < quote.end
        ]
        if not fits:
            return None, []
        owner = max(fits)[1]
        within = [a for _, a, s in fits if a != owner and quote.start <= s.start and s.end <= quote.end]
        return owner, within


def _with_quote(found: Found, quote: Quote) -> Found:
    """The attribution with the whole quotation in its content; what touches or overlaps it is joined."""
    start, end = quote.start, quote.end
    kept: list[Span] = []
    for span in found.content:
        if span.end < start or span.start > end:
            kept.append(span)
        else:
            start, end = min(start, span.start), max(end, span.end)
    return replace(found, content=tuple(sorted([*kept, Span(start, end)])))


def _carries_on(doc: Doc, last_end: int, quote: Quote) -> bool:
    """Whether the quotation begins a sentence, or goes on after the attribution of the quotation before it."""
    between = text_of(doc)[last_end : quote.start]
    if len(between) >= _CONTINUES or is_led_by_colon(text_of(doc), quote):
        return False
    first = _token_at(doc, quote.start)
    begins = first < len(doc) and (doc[first].is_sent_start or doc[first - 1].is_sent_start)
    return not between.strip() or bool(begins) or between.rstrip()[-1] in ",;–—-"


def _beside(doc: Doc, quote: Quote, lexicon: Lexicon) -> Found | None:
    return (
        _after(doc, quote, lexicon)
        or _before(doc, quote, lexicon)
        or _by_label(doc, quote)
        or _by_colon_noun(doc, quote, lexicon)
    )


def _token_at(doc: Doc, position: int) -> int:
    """The number of the first token that ends after a character position."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx + len(doc[middle]) <= position:
            low = middle + 1
        else:
            high = middle
    return low


def _speech_verb(token: Token, lexicon: Lexicon) -> bool:
    cues = lexicon.verbs.get(token.lemma_.lower()) or lexicon.verbs.get(token.lower_)
    return bool(cues) and "clause" in frames_of(cues or ()) and token.tag_ not in {"NN", "NNS", "JJ", "IN"}


def _after(doc: Doc, quote: Quote, lexicon: Lexicon) -> Found | None:
    first = _token_at(doc, quote.end)
    while first < len(doc) and doc[first].lower_ in _QUOTE_MARKS:
        first += 1
    if first >= len(doc) or "\n" in text_of(doc)[quote.end : doc[first].idx]:
        return None
    for i in range(first, min(first + _REACH, len(doc))):
        token = doc[i]
        if i > first and (token.is_sent_start or token.text in {"“", '"', ":", ";", "."}):
            return None
        if _speech_verb(token, lexicon):
            subject = find_subject(token)
            begins = subject is not None and subject.left_edge.i <= first <= token.i
            if i == first or begins or i - first <= 3:
                return Found(_near_source(doc, token, quote, first), cue_spans(doc, token), (), i, "quote")
            return None
    return None


def _before(doc: Doc, quote: Quote, lexicon: Lexicon) -> Found | None:
    first = _token_at(doc, quote.start)
    if first == 0:
        return None
    led = text_of(doc)[max(quote.start - 2, 0) : quote.start].strip()[-1:]
    for i in range(first - 1, max(first - _REACH, -1), -1):
        token = doc[i]
        if token.text in {"”", ";", "\n\n"} or "\n" in token.text:
            return None
        if _speech_verb(token, lexicon) and (led in {",", ":"} or first - i <= 3):
            return Found(_near_source(doc, token, quote, i), cue_spans(doc, token), (), i, "quote")
        if token.is_sent_start:
            return None
    return None


def _near_source(doc: Doc, verb: Token, quote: Quote, first: int) -> tuple[Span, ...]:
    """The subject when it stands outside the quotation, else the noun phrase next to the verb."""
    subject = find_subject(verb)
    if subject is not None and not quote.start <= subject.idx < quote.end:
        return phrase_spans(doc, subject, without=verb if verb.i in indices(subject) else None)
    for i in [*range(verb.i + 1, min(verb.i + 8, len(doc))), *range(first, verb.i)]:
        token = doc[i]
        if token.is_sent_start and i > verb.i:
            continue
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and not quote.start <= token.idx < quote.end:
            while token.dep_ in {"compound", "poss", "nmod", "amod"} and token.head.i > verb.i:
                token = token.head
            inside = {
                n
                for n in indices(token)
                if (n > verb.i) == (token.i > verb.i) and not quote.start <= doc[n].idx < quote.end
            }
            return spans_of(doc, inside)[:1]
    return ()


def _by_label(doc: Doc, quote: Quote) -> Found | None:
    """A label and a colon before the quotation: "Expert: “…”"."""
    head = text_of(doc)[max(quote.start - 120, 0) : quote.start]
    label = _LABEL.search(head if quote.start > 120 else "\n" + head)
    if label is None:
        return None
    shift = quote.start - len(head) - (0 if quote.start > 120 else 1)
    source = Span(label.start(1) + shift, label.end(1) + shift)
    cue = Span(label.start(2) + shift, label.end(2) + shift)
    return Found((source,), (cue,), (), _token_at(doc, cue.start), "colon")


def _by_colon_noun(doc: Doc, quote: Quote, lexicon: Lexicon) -> Found | None:
    """A noun for something said, and a colon: "he may be right with this statement from Monday: “…”"."""
    if not is_led_by_colon(text_of(doc), quote):
        return None
    for i in range(_token_at(doc, quote.start) - 1, -1, -1):
        token = doc[i]
        if token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.nouns:
            holder = child(token, "poss") or _clause_subject(token)
            source = phrase_spans(doc, holder) if holder is not None and holder.i < i else ()
            return Found(source, (Span(token.idx, token.idx + len(token)),), (), i, "colon_noun")
        if token.is_sent_start:
            return None
    return None


def _clause_subject(token: Token) -> Token | None:
    """The subject of the nearest verb above a word."""
    for _ in range(8):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return find_subject(token)
    return None
