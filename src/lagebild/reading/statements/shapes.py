"""How a content stands: its head, its first word, its finite verb, and whether it is a clause or a noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_MOST_BEFORE = 3  # words among which "whether" is looked for
_OPENERS = frozenset({"that", "whether", "if", "why", "how"})


def find_head(words: Sequence[Token]) -> Token | None:
    """The word on which the others hang."""
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)


def find_opening(held: Sequence[Token]) -> str:
    """The word that opens a content, "whether" also after "about" or right before the content; "" without any."""
    said = [t for t in held if t.is_alpha][:_MOST_BEFORE]
    while len(said) > 1 and said[0].pos_ in ("ADP", "ADV") and any(t.lower_ == "whether" for t in said):
        said = said[1:]
    if not said:
        return ""
    before = said[0].doc[said[0].i - 1].lower_ if said[0].i > said[0].sent.start else ""
    return before if before == "whether" else said[0].lower_


def find_shape(words: Sequence[Token], held: Sequence[Token]) -> str:
    """How the content stands: clause, infinitive, person (object and infinitive), gerund, object, or none."""
    said = [t for t in held if t.is_alpha]
    if not said:
        return "none"
    first = said[1] if said[0].lower_ in ("not", "never") and said[1:] else said[0]
    if first.lower_ == "to" or (words and words[-1].lower_ == "to" and first.tag_ == "VB"):
        return "person" if _has_object(words, held) else "infinitive"
    if first.lower_ not in _OPENERS:
        if first.tag_ == "VBG":
            return "gerund"
        if _holds_person(words, said):
            return "person"
    return "clause" if first.lower_ in _OPENERS or find_top(said) is not None else "object"


def _holds_person(words: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether the content is somebody with an infinitive: "them to leave"."""
    top = find_head(said)
    if top is not None and top.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in top.children):
        return True
    to = next((t for t in said[1:12] if t.lower_ == "to" and t.tag_ == "TO"), None)
    return to is not None and to.head.dep_ in ("xcomp", "ccomp") and any(to.head.head.i == w.i for w in words)


def _has_object(words: Sequence[Token], held: Sequence[Token]) -> bool:
    """Whether somebody else is told or asked: an object of the cue's verb that stands outside the content."""
    inside = {t.i for t in held}
    return any(
        child.dep_ in ("dobj", "dative", "pobj") and child.pos_ in ("PROPN", "PRON", "NOUN") and child.i not in inside
        for word in words
        if word.pos_ in ("VERB", "ADP")
        for child in word.children
        if child.i > word.i and (child.pos_ != "NOUN" or word.pos_ == "VERB")
    )


def find_top(held: Sequence[Token]) -> Token | None:
    """The finite verb of the content's first main clause, None for a noun phrase."""
    inside = {t.i for t in held}
    for token in held:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("relcl", "acl", "aux", "auxpass", "advcl", "amod"):
            continue
        finite = token.tag_ in _FINITE or any(
            c.tag_ in _FINITE and c.dep_ in ("aux", "auxpass") for c in token.children
        )
        subject = any(c.dep_ in _SUBJECTS for c in token.children)
        above = token.head
        hangs_free = above.i not in inside or above.i == token.i or above.dep_ in ("ROOT", "ccomp")
        if (finite or token.tag_ == "VB") and (subject or token.dep_ == "ROOT") and hangs_free:
            return token
    return None
