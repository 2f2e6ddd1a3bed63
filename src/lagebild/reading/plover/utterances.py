"""Verbs of deeds that only say something where they stand: opinions, cautions and questions are no events."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.words import read_list

_ANSWERS = frozenset(["comment", "respond", "describe", "explain", "say"])
_PROMISING = frozenset(["will", "would"])


def only_says(verb: Token) -> bool:
    """Whether a verb is about words, not deeds: "asked about the smell", "warned that it would rain"."""
    judge = _JUDGES.get(verb.lemma_.lower())
    return judge is not None and judge(verb)


def _only_states(verb: Token) -> bool:
    """ "insisted that the rules were old", against "insisted on new rules"."""
    clause = child(verb, "ccomp")
    return clause is not None and clause.tag_ != "VB" and clause.i > verb.i


def _only_cautions(verb: Token) -> bool:
    """ "warned that the total would rise", against a warning of consequences and a warning to do something."""
    addressed = any(c.dep_ == "aux" and c.lower_ == "to" for t in verb.children for c in t.children)
    return not addressed and not any(t.lemma_.lower() in read_list("menace") for t in verb.subtree)


def _only_opines(verb: Token) -> bool:
    """ "voters agreed", "agreed that the rules were old", against "agreed to meet"."""
    clause = child(verb, "ccomp")
    if clause is None:
        return child(verb, "xcomp", "prep", "dobj", "prt") is None
    return not any(c.dep_ == "aux" and c.lower_ in _PROMISING for c in clause.children)


def _only_asks(verb: Token) -> bool:
    """ "asked about the smell", "asked to comment", against "asked for help", "asked X to leave"."""
    wanted = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
    if wanted is None:
        return not any(c.dep_ == "prep" and c.lower_ == "for" for c in verb.children)
    asked_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in wanted.children)
    return not asked_to or wanted.lemma_.lower() in _ANSWERS


_JUDGES: dict[str, Callable[[Token], bool]] = {
    **dict.fromkeys(("insist", "recognize", "recognise", "appreciate"), _only_states),
    **dict.fromkeys(("warn", "caution"), _only_cautions),
    "agree": _only_opines,
    "ask": _only_asks,
}
