"""Whether the words above a deed say that it does not come about: a failed attempt, a plan dropped, a rumour scotched.

The deed's own clause holds no negation then; the verb that governs it turns it around.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from lagebild.asking.deed_words import read_deed_words, read_light_words

_CLIMBS = 5
_GOVERNED = frozenset({"dobj", "xcomp", "ccomp", "pcomp", "pobj", "nsubjpass", "acl", "prep", "agent", "appos", "oprd"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_LINKING = frozenset({"be", "prove", "turn", "remain", "seem", "appear"})


def find_turn(action: Token, own: Collection[int] = ()) -> Token | None:
    """The word above an action by which it fails, is dropped or is called untrue; None where there is none.

    `own` are the places of the words that the question itself asks about: who is asked to cancel does so by cancelling.
    """
    below = action
    for _ in range(_CLIMBS):
        above = below.head
        if above == below:
            return None
        called = _find_predicate(above, below)
        if called is not None:
            return called
        fails = below.dep_ in {"nsubj", "csubj"} and above.lemma_.lower() in read_deed_words("failing")
        if not fails and below.dep_ not in _GOVERNED:
            return None
        if above.i not in own and (fails or _turns(above, below)):
            return above
        below = above
    return None


def find_delay(action: Token) -> Token | None:
    """The verb by which a deed has been put off; None where none is."""
    if action.pos_ != "NOUN" and action.dep_ not in {"xcomp", "acl"}:
        return None
    top = action if action.pos_ == "NOUN" else action.head
    verb = top.head if top.dep_ in {"nsubjpass", "dobj", "nsubj"} else top
    if top.dep_ == "nsubj" and any(t.dep_ == "dobj" for t in verb.children):
        return None  # "the attack delayed the vote"
    particles = [t.lower_ for t in verb.children if t.dep_ in {"prt", "advmod"}]
    words = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {p}" for p in particles)}
    return verb if verb.pos_ == "VERB" and words & read_deed_words("delaying") else None


def is_negated(turn: Token) -> bool:
    """Whether the turning word is itself negated: "has not abandoned", "were not unfounded", "did not prove false"."""
    said = turn.head.head if turn.dep_ == "pobj" else turn.head if turn.dep_ in _PREDICATES else turn
    verbs = (turn, said, said.head) if said.dep_ == "xcomp" else (turn, said)
    return any(t.dep_ == "neg" for verb in verbs for t in verb.children)


def _find_predicate(above: Token, below: Token) -> Token | None:
    """What calls a report of the deed untrue: "claims that … were baseless", "it was false to say that …"."""
    spoken = below.pos_ == "NOUN" and below.lemma_.lower() in read_deed_words("hearsay")
    said = below.pos_ == "VERB" and below.lemma_.lower() in read_light_words()["saying"]
    clause = below.dep_ in {"ccomp", "csubj", "xcomp", "advcl"} and above.pos_ != "VERB"
    untrue = read_deed_words("untrue") - (frozenset() if spoken or said else read_deed_words("unwise"))
    if clause and above.dep_ in _PREDICATES and above.lemma_.lower() in untrue:
        return above
    if above.lemma_.lower() not in _LINKING or not (clause or (spoken and below.dep_ in {"nsubj", "nsubjpass"})):
        return None
    verbs = [above, *(t for t in above.children if t.dep_ == "xcomp" and t.lemma_ == "be")]
    named = [t for verb in verbs for t in verb.children if t != below and t.dep_ in _PREDICATES]
    without = [t for t in above.children if t.dep_ == "prep" and t.lower_ == "without"]
    baseless = (n for t in without for n in t.children if n.lemma_.lower() in read_deed_words("groundless"))
    return next((t for t in named if t.lemma_.lower() in untrue), None) or next(baseless, None)


def _turns(above: Token, below: Token) -> bool:
    """Whether a word that governs a deed, or what carries it, makes nothing of it."""
    particles = [t.lower_ for t in above.children if t.dep_ in {"prt", "advmod"}]
    lemma = above.lemma_.lower()
    turning = read_deed_words("turning")
    if lemma in read_deed_words("alleging") and any(t.lower_ in read_deed_words("misleading") for t in above.children):
        return True
    objects = [t.lemma_.lower() for t in above.children if t.dep_ == "dobj" and t != below]
    tried = (lemma, *(f"{lemma} {word}" for word in (*particles, *objects)))
    if above.pos_ in {"VERB", "NOUN"} and any(words in turning for words in tried):
        return True
    named = [t for t in above.children if t != below and t.dep_ in {"oprd", "attr", "dobj", "ccomp", "acomp"}]
    if below.pos_ == "NOUN" and below.lemma_.lower() in read_deed_words("hearsay"):
        named += [t for t in below.subtree if t.dep_ == "npadvmod" or (t.dep_ == "appos" and t.head == below)]
    branded = {w.lemma_.lower() for t in named for w in (t, *t.children)}
    return lemma in read_deed_words("branding") and bool(branded & read_deed_words("untrue"))
