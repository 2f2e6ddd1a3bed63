"""Whether a sentence tells of a part only where a question asks about all: "released only some of the prisoners"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from lagebild.asking.deed_words import read_deed_words


def asks_for_all(doc: Doc) -> bool:
    """Whether a question asks about all of something: "all the prisoners", "the whole loan", "fully"."""
    return any(t.lower_ in read_deed_words("whole") for t in doc)


def find_part(action: Token) -> Token | None:
    """The word by which only a part of what a verb is done to is reached; None where none says so."""
    for adverb in action.children:
        if adverb.dep_ == "advmod" and adverb.lower_ in read_deed_words("partly"):
            return adverb
    for token in action.children:
        if token.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
            continue
        limits = [
            t for t in (*token.children, *action.children) if t.lower_ in read_deed_words("only") and t.i < token.i
        ]
        words = (token, *token.children)
        parts = [t for t in words if t.lemma_.lower() in read_deed_words("parts") or t.pos_ == "NUM"]
        if limits and parts and limits[0].i > action.i - 2:
            return parts[0]
    return None
