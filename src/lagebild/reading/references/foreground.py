"""How much a mention stands in the foreground of its sentence, by grammar: what a pronoun takes up first."""

from __future__ import annotations

from spacy.tokens import Token

OWNING = 0.65  # the weight of a subject's possessor; from it on, one named in the pronoun's own sentence
FOREGROUND = 0.7  # the weight from which a mention counts into the next paragraph
_SINCE = frozenset({"since", "after", "before", "because", "until", "once"})


def weigh(head: Token) -> float:
    """How much a mention is in the foreground of its sentence; what "and" joins stands equal."""
    for _ in range(10):
        if head.dep_ != "conj":
            break
        head = head.head
    if head.dep_ in ("nsubj", "nsubjpass", "agent"):
        return _weigh_subject(head)
    if head.dep_ in ("appos", "ROOT"):
        return 0.75
    if head.dep_ == "poss" and head.head.dep_ in ("nsubj", "nsubjpass"):
        return OWNING
    if head.dep_ in ("dobj", "pobj"):
        example = head.head.lower_ in ("like", "including") and head.head.head.dep_ in ("nsubj", "nsubjpass")
        return FOREGROUND if example else 0.5
    return 0.4


def _weigh_subject(head: Token) -> float:
    """The same for a subject: less of whom somebody speaks than who does, less in a clause that hangs on another."""
    if is_told(head.head) or (head.head.dep_ == "advcl" and head.dep_ != "agent"):
        return FOREGROUND  # "Since Berg came, Lind …" is of Lind
    return 0.9 if head.head.dep_ in ("ROOT", "conj", "ccomp") or head.head.pos_ == "VERB" else 0.8


def is_bygone(head: Token) -> bool:
    """Whether a noun is the subject of a clause that only says since when or why: "Since Berg came, Lind …".

    Even a speaker there is not in the foreground; one in "As Berg told reporters, …" is.
    """
    clause = head.head
    hung = head.dep_ == "nsubj" and clause.dep_ == "advcl"
    return hung and any(c.dep_ == "mark" and c.lower_ in _SINCE for c in clause.children)


def is_told(verb: Token) -> bool:
    """Whether a clause only says what the subject of another verb says or thinks."""
    for _ in range(4):
        if verb.dep_ not in ("conj", "advcl", "relcl"):
            break
        verb = verb.head
    return verb.dep_ == "ccomp" and any(c.dep_ == "nsubj" for c in verb.head.children)
