"""What makes a deed hang on something, or a mere wish, duty or possibility: the word that says so."""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.asking.deed_words import read_deed_words


def find_condition(head: Token) -> Token | None:
    """The word that makes a deed hang on something ("if", "unless", a "would" of its own) or only wished or weighed."""
    top = head
    while top.dep_ in {"conj", "xcomp"} and top.head != top and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    for verb in {head.i: head, top.i: top}.values():
        for clause in (t for t in verb.children if t.dep_ == "advcl"):
            for mark in clause.children:
                if mark.dep_ in {"mark", "aux"} and mark.lower_ in {"if", "unless", "provided", "should", "were"}:
                    return mark
    inverted = _find_inversion(top)
    if inverted is not None:
        return inverted
    would = next((t for t in head.children if t.dep_ == "aux" and t.lower_ == "would"), None)
    return would if would is not None and head.dep_ == "ROOT" else _find_wish(head)


def _find_inversion(verb: Token) -> Token | None:
    """The helping verb that stands before its subject ("had they paid, …") or only says what ought to be ("should")."""
    subject = next((t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
    helpers = [t for t in verb.children if t.dep_ in {"aux", "auxpass"}]
    for helper in helpers:
        moved = helper.lower_ in {"had", "were", "should"} and subject is not None and helper.i < subject.i
        if helper.lower_ == "should" or (moved and verb.dep_ in {"advcl", "ccomp", "dep", "csubj"}):
            return helper
    return None


def _find_wish(head: Token) -> Token | None:
    """The verb or adjective above a deed under which it is only hoped for, weighed, asked about or possible."""
    below = head
    for _ in range(3):
        above = below.head
        if above == below or below.dep_ in {"conj", "relcl", "nsubj"}:
            return None
        calls = above.lemma_ != "call" or any(t.lower_ in {"on", "upon", "for"} for t in above.children)
        said = [t for t in above.children if t.dep_ == "acomp" and below.dep_ == "ccomp"]  # "it is conceivable that"
        if above.lemma_ == "be" and said and said[0].lemma_.lower() in read_deed_words("possible"):
            return said[0]
        possible = above.pos_ == "ADJ" and above.lemma_.lower() in read_deed_words("possible")
        if possible or (above.pos_ in {"VERB", "ADJ"} and above.lemma_.lower() in read_deed_words("wishing") and calls):
            return above
        below = above
    return None
