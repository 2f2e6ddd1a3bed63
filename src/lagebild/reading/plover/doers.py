"""Who does what a verb says, and to whom: read off the parse, through passives, relatives and control.

All functions give the heads of noun phrases; what "and" joins is given one by one.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.words import read_list

_CLIMBS = 10  # clauses looked at on the way up to a subject
_MOST_JOINED = 12  # parts of one "X, Y and Z"
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
_TAKING = frozenset(["of", "from", "for", "into", "against"])  # "accused X of attacking": X does it
_SHARING = frozenset(["conj", "xcomp", "advcl", "dep", "ccomp", "parataxis", "acomp", "prep", "attr", "advmod"])
_GOVERNING = frozenset(["VERB", "AUX", "ADJ", "ADP", "ADV", "SCONJ"])  # "is willing to send", "is about to send"
_WITNESSING = frozenset(["see", "get", "have", "leave", "hear", "find", "want", "watch", "keep"])
_RELATIVES = frozenset(["WDT", "WP"])


def expand_joined(token: Token | None) -> tuple[Token, ...]:
    """A noun and the nouns joined to it by "and" or a comma."""
    if token is None:
        return ()
    joined, at = [token], token
    while len(joined) < _MOST_JOINED:
        following = next((c for c in at.children if c.dep_ == "conj" and c.pos_ in _NOMINAL and c.i > at.i), None)
        if following is None:
            break
        joined.append(following)
        at = following
    return tuple(joined)


def follow_relative(token: Token) -> Token:
    """The noun that "who" or "which" stands for; any other word itself."""
    if token.tag_ not in _RELATIVES and token.lower_ != "that":
        return token
    at = token.head
    for _ in range(_CLIMBS):
        if at.dep_ == "relcl":
            return at.head
        if at.head.i == at.i or at.dep_ not in {"conj", "xcomp", "ccomp", "prep", "pcomp"}:
            break
        at = at.head
    return token


def is_passive_use(verb: Token) -> bool:
    """Whether a verb stands in the passive, also as a bare participle ("troops deployed by …", "shot and wounded")."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if _is_bare_participle(verb):
        return True
    if verb.dep_ == "conj" and child(verb, "nsubj", "aux", "dobj") is None and verb.head.pos_ == "VERB":
        return is_passive_use(verb.head) if verb.head.dep_ != "conj" else child(verb.head, "auxpass") is not None
    return False


def _is_bare_participle(verb: Token) -> bool:
    """Whether a participle without its auxiliary is meant: "GP staff urged to stay", "saw officers assaulted"."""
    if any(c.dep_ in {"aux", "dobj", "dative"} for c in verb.children) or child(verb, "nsubj") is None:
        return False
    if verb.dep_ == "ccomp" and verb.tag_ == "VBN" and verb.head.lemma_.lower() in _WITNESSING:
        return True
    clause = child(verb, "ccomp")
    return verb.lemma_.lower() in read_list("undergoing") and (clause is None or clause.tag_ == "VB")


def find_subjects(verb: Token) -> tuple[Token, ...]:
    """Who does what the verb says: the agent of a passive, else the subject, its own or taken over; else empty."""
    if is_passive_use(verb):
        by = child(verb, "agent") or _find_far_agent(verb)
        return expand_joined(child(by, "pobj")) if by is not None else ()
    own = child(verb, "nsubj")
    if own is not None:
        return expand_joined(follow_relative(own))
    return expand_joined(_climb(verb))


def _find_far_agent(verb: Token) -> Token | None:
    """The "by X" that the parser hangs on the charge: "was accused of spying by X"."""
    of = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"of", "for"}), None)
    charge = child(of, "pcomp") if of is not None else None
    if charge is None or charge.tag_ != "VBG":
        return None
    return next((c for c in charge.children if c.lower_ == "by" and c.dep_ in {"prep", "agent"}), None)


def find_undergoers(verb: Token) -> tuple[Token, ...]:
    """What a verb is done to: its object, or the subject of a passive."""
    if is_passive_use(verb):
        own = child(verb, "nsubjpass") or child(verb, "nsubj")
        if own is not None:
            return expand_joined(follow_relative(own))
        return expand_joined(verb.head) if verb.dep_ == "acl" else expand_joined(_climb(verb))
    thing = child(verb, "dobj")
    if thing is not None:
        return expand_joined(follow_relative(thing))
    inner = child(verb, "ccomp")  # "urged Russia to withdraw", read as a clause with a subject
    if inner is not None and inner.tag_ == "VB" and (own := child(inner, "nsubj")) is not None:
        return expand_joined(own)
    if verb.dep_ == "relcl" and child(verb, "nsubj") is not None and verb.head.pos_ in _NOMINAL:
        has_relative = any(c.tag_ in _RELATIVES for c in verb.children)
        return () if has_relative else expand_joined(verb.head)
    return ()


def _climb(verb: Token) -> Token | None:
    """The subject that a verb without one takes over from above."""
    at = verb
    for _ in range(_CLIMBS):
        head = at.head
        if at.dep_ in _TAKERS:
            return _TAKERS[at.dep_](at, head)
        shares = at.dep_ in _SHARING and head.pos_ in _GOVERNING and head.i != at.i
        if not shares or (at.dep_ == "ccomp" and at.tag_ not in {"VB", "VBG"}):
            break
        thing = child(head, "dobj") if at.dep_ == "xcomp" else None
        if thing is None or head.lemma_.lower() in read_list("own_promise") | read_list("own_purpose"):
            thing = child(head, "nsubj", "nsubjpass")
        if thing is not None:
            return follow_relative(thing)
        at = head
    return None


def _take_from_noun(verb: Token, noun: Token) -> Token | None:
    """ "a plan to attack": whose plan; "troops attacking": the troops."""
    if verb.tag_ != "VB":
        return noun
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    if noun.dep_ in {"dobj", "attr"}:
        return child(noun.head, "nsubj", "nsubjpass") or _climb(noun.head)
    return None


def _take_from_preposition(_verb: Token, preposition: Token) -> Token | None:
    """ "accused X of attacking", "was charged with killing", "a plan for attacking"."""
    above = preposition.head
    if above.pos_ in {"VERB", "AUX"}:
        thing = child(above, "dobj")
        if thing is not None and preposition.lower_ in _TAKING:
            return follow_relative(thing)
        own = child(above, "nsubjpass", "nsubj")
        return follow_relative(own) if own is not None else _climb(above)
    if above.pos_ in _NOMINAL:
        owner = child(above, "poss")
        if owner is not None:
            return owner
        if preposition.lower_ == "for" and above.pos_ == "PROPN":  # "ridiculed X and Y for attacking", hung on a name
            return next((t for t in (*reversed(above.conjuncts), above) if t.dep_ == "dobj"), above)
        if above.dep_ in {"dobj", "attr"}:
            return child(above.head, "nsubj")
    return None


def _take_noun(_verb: Token, noun: Token) -> Token | None:
    """A relative clause without a subject: "the troops that crossed"."""
    return noun


_TAKERS: dict[str, Callable[[Token, Token], Token | None]] = {
    "acl": _take_from_noun,
    "relcl": _take_noun,
    "pcomp": _take_from_preposition,
}
