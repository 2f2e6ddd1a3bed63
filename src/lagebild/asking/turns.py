"""Whether the words above a deed say that it does not come about: a failed attempt, a plan dropped, a rumour scotched.

The deed's own clause holds no negation then; the verb that governs it turns it around.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from lagebild.asking.deed_words import read_deed_words

_CLIMBS = 5
_GOVERNED = frozenset({"dobj", "xcomp", "ccomp", "pcomp", "pobj", "nsubjpass", "acl", "prep", "agent", "appos", "oprd"})
_BRANDING = frozenset({"call", "brand", "label", "describe", "denounce"})


def find_turn(action: Token, own: Collection[int] = ()) -> Token | None:
    """The word above an action by which it fails, is dropped or is called untrue; None where there is none.

    `own` are the places of the words that the question itself asks about: who is asked to cancel does so by cancelling.
    """
    below = action
    for _ in range(_CLIMBS):
        above = below.head
        if above == below:
            return None
        fails = below.dep_ in {"nsubj", "csubj"} and above.lemma_.lower() in read_deed_words("failing")
        if not fails and below.dep_ not in _GOVERNED:
            return None
        if above.i not in own and (fails or _turns(above, below)):
            return above
        below = above
    return None


def is_negated(turn: Token) -> bool:
    """Whether the turning word is itself negated: "has not abandoned"."""
    return any(t.dep_ == "neg" for t in turn.children)


def _turns(above: Token, below: Token) -> bool:
    """Whether a word that governs a deed, or what carries it, makes nothing of it."""
    particles = [t.lower_ for t in above.children if t.dep_ in {"prt", "advmod"}]
    lemma = above.lemma_.lower()
    turning = read_deed_words("turning")
    if above.pos_ in {"VERB", "NOUN"} and (lemma in turning or any(f"{lemma} {p}" in turning for p in particles)):
        return True
    named = [t for t in above.children if t != below and t.dep_ in {"oprd", "attr", "dobj", "ccomp", "acomp"}]
    branded = {w.lemma_.lower() for t in named for w in (t, *t.children)}
    return lemma in _BRANDING and bool(branded & read_deed_words("untrue"))
