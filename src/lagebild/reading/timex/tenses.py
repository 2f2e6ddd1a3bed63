"""Whether a time lies before or after the report: the tense of the clause around it, from the parse or from cues."""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Doc, Token

from lagebild.reading.timex.grammars import Grammar

Tense = Literal["past", "future"]

_LEFT, _RIGHT = 160, 200  # characters looked at before and after an expression
_BREAK = re.compile(r"[.!?;](?=\s|$)|\n\s*\n|[\"“”„«»]|``|''")
_WORD = re.compile(r"['’]?\w+|[,(]")
_BORDER = 8  # a comma or conjunction between an expression and a verb counts as so many words
_WEAK = 12  # how much farther away a participle counts than an auxiliary
_HOPS = 6  # how far up the parse a governing verb is looked for


def read_tense(text: str, start: int, end: int, grammar: Grammar, doc: Doc | None) -> Tense | None:
    """The tense that governs the expression at `start`, None when nothing decides it."""
    left = text[max(0, start - _LEFT) : start]
    breaks = [stop.end() for stop in _BREAK.finditer(left)]
    left = left[breaks[-1] :] if breaks else left
    if (neutral := grammar.tense_patterns.get("neutral")) is not None:
        left = neutral.sub("", left)
    if _matches_end(left, "future_before", grammar):
        return "future"
    if text.startswith(("'s ", "’s "), end) and grammar.language == "en":
        # "would look for ways around Wednesday's ruling": the clause's tense is not the ruling's
        return None
    if doc is not None and (tense := _read_parse(doc, start, end, grammar)) is not None:
        return tense
    right = text[end : end + _RIGHT]
    if stop_right := _BREAK.search(right):
        right = right[: stop_right.start()]
    before, after = _nearest(_WORD.findall(left)[::-1], grammar), _nearest(_WORD.findall(right), grammar)
    nearest = min((c for c in (before, after) if c is not None), default=None, key=lambda c: c[0])
    return None if nearest is None else nearest[1]


def _matches_end(left: str, name: str, grammar: Grammar) -> bool:
    """Whether the words right before an expression match one of the grammar's patterns."""
    pattern = grammar.tense_patterns.get(name)
    return pattern is not None and re.search(rf"\b(?:{pattern.pattern})\s$", left[-30:]) is not None


def _nearest(words: list[str], grammar: Grammar) -> tuple[int, Tense] | None:
    """The first word with a tense and how far away it is; a comma or conjunction counts as several."""
    distance = 0
    weak: tuple[int, Tense] | None = None
    participles = grammar.tense_patterns.get("past_participles")
    for word in words:
        distance += _BORDER if word in ",(" or word.lower() in grammar.tense["breaks"] else 1
        if (tense := _read_word(word, grammar)) is not None:
            return distance, tense
        if weak is None and participles is not None and len(word) <= 30 and participles.fullmatch(word):
            weak = distance + _WEAK, "past"
    return weak


def _read_word(word: str, grammar: Grammar) -> Tense | None:
    """The tense that a single word points to."""
    lower = word.lower()
    if lower in grammar.tense["future"]:
        return "future"
    if lower in grammar.tense["past"]:
        return "past"
    endings = grammar.tense_patterns.get("past_endings")
    if endings is None or len(word) > 30 or lower in grammar.tense["neither"]:
        return None
    return "past" if endings.fullmatch(word) else None


def _read_parse(doc: Doc, start: int, end: int, grammar: Grammar) -> Tense | None:
    """The tense of the verb that governs the expression, walking up from it; None when the parse does not say."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return None
    token = span.root
    for _ in range(_HOPS):
        if token.head is token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX") and (tense := _read_verb(token, grammar)) is not None:
            return tense
    return None


def _read_verb(verb: Token, grammar: Grammar) -> Tense | None:
    """The tense of one verb with its auxiliaries; None for a bare infinitive or a present, which its head decides."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(a.tag_ == "MD" and a.lower_ in grammar.tense["future"] for a in auxiliaries):
        return "future"
    if verb.lower_ in grammar.tense["future"]:
        return "future"
    if any(a.tag_ == "VBD" or a.lower_ in ("have", "has", "'ve", "having") for a in auxiliaries):
        return "past"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not any(a.tag_ in ("VBZ", "VBP", "MD") for a in auxiliaries)):
        return "past"
    return None
