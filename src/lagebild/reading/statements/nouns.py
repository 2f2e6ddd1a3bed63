"""Statements that hang on no verb: "according to X", "in X's view", "X's claim that …", "fears of …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import child, indices, phrase_spans, spans_of
from lagebild.reading.statements.cues import Lexicon, frames_of
from lagebild.reading.statements.verbs import Found
from lagebild.records import Span

_OPINIONS = frozenset({"opinion", "view", "eye", "eyes", "words", "word", "judgment", "judgement", "assessment"})
_PREPOSITIONS = frozenset({"of", "about", "for", "to", "on", "against", "over"})


def find_nouns(doc: Doc, lexicon: Lexicon) -> Iterator[Found]:
    """Every attribution of the document whose cue is a preposition or a noun."""
    for token in doc:
        found = None
        if token.lower_ == "according":
            found = _read_according(doc, token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            found = _read_opinion(doc, token) if token.lower_ in _OPINIONS else None
            cues = lexicon.nouns.get(token.lemma_.lower())
            if found is None and cues and token.pos_ == "NOUN":
                found = _read_noun(doc, token, frames_of(cues))
        if found is not None and found.content:
            yield found


def _read_according(doc: Doc, token: Token) -> Found | None:
    to = child(token, "prep")
    who = child(to, "pobj") if to is not None else None
    if to is None or who is None or to.lower_ != "to":
        return None
    content = _clause_around(token) - indices(token) - {token.i}
    cue = (Span(token.idx, to.idx + len(to)),)
    return Found(phrase_spans(doc, who), cue, spans_of(doc, content), token.i, "according")


def _clause_around(token: Token) -> set[int]:
    """The clause that a phrase stands in: the subtree of the nearest verb above it that is no participle."""
    head = token
    for _ in range(8):
        if head.head.i == head.i:
            break
        head = head.head
        if head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"xcomp", "acl", "advcl", "pcomp", "amod"}:
            break
    if head.dep_ == "conj" and head.head.pos_ in {"VERB", "AUX"} and token.i > head.i:
        head = head.head
    return indices(head)


def _read_opinion(doc: Doc, noun: Token) -> Found | None:
    """ "In our opinion, …": the holder is the possessive, the content the clause around."""
    holder, before = child(noun, "poss"), noun.head
    if holder is None or before.dep_ != "prep" or before.lower_ not in {"in", "to"}:
        return None
    content = _clause_around(before) - indices(before) - {before.i}
    cue = spans_of(doc, indices(before) - indices(holder))
    return Found(phrase_spans(doc, holder), cue, spans_of(doc, content), noun.i, "opinion")


def _read_noun(doc: Doc, noun: Token, frames: frozenset[str]) -> Found | None:
    content = _noun_content(noun, frames)
    holder = _find_holder(noun)
    if not content or (holder is None and not _stands_before_colon(noun)):
        return None
    source = phrase_spans(doc, holder) if holder is not None else ()
    if holder is not None:
        content -= indices(holder)
    return Found(source, (Span(noun.idx, noun.idx + len(noun)),), spans_of(doc, content), noun.i, "noun")


def _noun_content(noun: Token, frames: frozenset[str]) -> set[int]:
    if _stands_before_colon(noun) and noun.dep_ in {"ROOT", "dep", "nsubj", "appos", "npadvmod", "dislocated", "ccomp"}:
        return {t.i for t in noun.sent if t.i > noun.i + 1}
    for c in noun.children:
        if c.dep_ in {"acl", "relcl", "ccomp"} and c.i > noun.i:
            mark = child(c, "mark")
            if "clause" in frames and mark is not None and mark.lower_ in {"that", "whether"} and c.dep_ != "relcl":
                return indices(c)
            if "infinitive" in frames and c.dep_ == "acl" and c.tag_ == "VB":
                return indices(c)
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in frames & _PREPOSITIONS and c.i > noun.i:
            return indices(c) - {c.i}
    return set()


def _stands_before_colon(noun: Token) -> bool:
    """Whether a colon follows, so that the sentence itself says what the noun holds ("The fear: …")."""
    following = noun.i + 1
    return following < len(noun.doc) and noun.doc[following].text == ":"


def _find_holder(noun: Token) -> Token | None:
    """Whose claim or fear it is: the possessive, else "by …", "from …", else the subject of a verb that makes it."""
    if (holder := child(noun, "poss")) is not None:
        return holder
    for c in noun.children:
        if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "among"}:
            return child(c, "pobj")
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in {"make", "have", "express", "voice", "raise", "issue", "give"}:
        return child(verb, "nsubj")
    return None
