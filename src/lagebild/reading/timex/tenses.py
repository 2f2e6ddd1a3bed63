"""Whether a time lies before or after the report: the tense of the clause around it, from the parse or from cues."""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Doc, Token

from lagebild.reading.timex.grammars import Grammar

Tense = Literal["past", "future"]

_LEFT, _RIGHT = 160, 110  # characters looked at before and after an expression
_BREAK = re.compile(r"[.!?;](?=\s|$)|\n\s*\n|[\"“”„«»]|``|''")
_WORD = re.compile(r"['’]?\w+")
_HOPS = 6  # how far up the parse a governing verb is looked for


def read_tense(text: str, start: int, end: int, grammar: Grammar, doc: Doc | None) -> Tense | None:
    """The tense that governs the expression at `start`, None when nothing decides it."""
    if doc is not None and (tense := _read_parse(doc, start, end, grammar)) is not None:
        return tense
    left = text[max(0, start - _LEFT) : start]
    for stop in _BREAK.finditer(left):
        last = stop.end()
        left = " " * last + left[last:]
    right = text[end : end + _RIGHT]
    if stop_right := _BREAK.search(right):
        right = right[: stop_right.start()]
    for word in reversed(_WORD.findall(left)):
        if (tense := _read_word(word, grammar)) is not None:
            return tense
    for word in _WORD.findall(right):
        if (tense := _read_word(word, grammar)) is not None:
            return tense
    return None


def _read_word(word: str, grammar: Grammar) -> Tense | None:
    """The tense that a single word points to."""
    lower = word.lower()
    if lower in grammar.tense["future"]:
        return "future"
    if lower in grammar.tense["past"]:
        return "past"
    if lower in grammar.tense["neither"] or grammar.past_endings is None:
        return None
    return "past" if len(word) <= 30 and grammar.past_endings.fullmatch(word) else None


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
