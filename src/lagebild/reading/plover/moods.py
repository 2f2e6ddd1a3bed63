"""What the form of a verb, and what governs it, say of whether something happened: negation, mood, tense, control.

Each small reader answers for one way in which English says it, or gives None; the first answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import child, is_negated
from lagebild.reading.plover.words import read_list
from lagebild.records import EventStatus

VERBS = frozenset(["VERB", "AUX"])
_MODALS: dict[str, EventStatus] = {
    "will": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned", "shall": "planned",
    "may": "hypothetical", "might": "hypothetical", "could": "hypothetical", "can": "hypothetical",
    "should": "hypothetical", "must": "hypothetical", "ought": "hypothetical", "ca": "hypothetical",
}  # fmt: skip
_WOULD = frozenset(["would", "'d", "’d"])
_WILLING = frozenset(["will", "wo", "'ll", "’ll"]) | _WOULD
_PRESENT = frozenset(["is", "are", "'s", "’s", "'re", "’re", "been", "am"])
_CONDITIONS = frozenset(["if", "unless", "whether", "lest"])
_WE = frozenset(["i", "we"])
_POLITE = frozenset(["would", "'d", "’d", "must"])
_PERHAPS = frozenset(["perhaps", "maybe", "possibly"])
_CLOSING = frozenset(["”", '"', "’", "'", ")", "»"])
_AFTER = frozenset(["after", "since", "by", "following"])
_CHARGED = frozenset(["of", "with", "for"])  # "accused of attacking": nobody says here that it happened
_CLIMBS = 12


def read_verb(verb: Token, climbs: int = _CLIMBS) -> EventStatus | None:
    """Whether what a verb says happened, as far as the grammar tells; looks at most `climbs` clauses up."""
    if climbs <= 0:
        return None
    if is_negated(verb):
        return "denied"
    if any(c.dep_ == "advmod" and c.lower_ in _PERHAPS for c in verb.children):
        return "hypothetical"
    if _is_conditional(verb) or (verb.dep_ == "ROOT" and _is_question(verb)):
        return "hypothetical"
    own = _read_auxiliaries(verb)
    return own if own is not None else _read_form(verb, climbs)


def is_performed(verb: Token) -> bool:
    """Whether speakers do by saying it what they say they would do: "I would urge you", "we want to thank them"."""
    above = verb.head if verb.dep_ == "xcomp" else verb
    own = child(above, "nsubj")
    if own is None or own.lower_ not in _WE or is_negated(above):
        return False
    polite = any(c.dep_ == "aux" and c.lower_ in _POLITE for c in above.children)
    return polite or (above is not verb and above.tag_ == "VBP" and above.lemma_ in {"want", "wish"})


def is_refusal(verb: Token) -> bool:
    """Whether somebody says that they will not do something: "said it would not meet"."""
    return is_negated(verb) and any(c.lower_ in _WILLING for c in verb.children if c.dep_ == "aux")


def _read_form(verb: Token, climbs: int) -> EventStatus | None:
    """What the bare form says: past and present happened, infinitives and gerunds are what governs them."""
    above = verb.head
    bare = verb.tag_ in {"VB", "VBG", "VBN"}
    if bare and verb.dep_ == "conj" and above.pos_ in VERBS and child(verb, "nsubj", "nsubjpass") is None:
        return read_verb(above, climbs - 1)
    if verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return _read_infinitive(verb, climbs)
    if verb.tag_ == "VBG":
        return _read_gerund(verb, climbs)
    return "happened" if verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"} else None


def _is_question(verb: Token) -> bool:
    """Whether the sentence is asked, not told: its last mark is a question mark."""
    doc, last = verb.doc, verb.sent.end - 1
    while last > verb.i and (doc[last].is_space or doc[last].text in _CLOSING):
        last -= 1
    return doc[last].text.endswith("?")


def _read_auxiliaries(verb: Token) -> EventStatus | None:
    """Modal verbs, the future, the progressive and the perfect."""
    lowers = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    modal = next((low for low in lowers if low in _MODALS), None)
    if modal is not None:
        return _MODALS[modal]
    if not _WOULD.isdisjoint(lowers):
        return _read_would(verb, lowers)
    if "to" in lowers or not lowers:
        return None
    if verb.tag_ == "VBG":
        return "ongoing" if not _PRESENT.isdisjoint(lowers) else "happened"
    return "happened" if verb.tag_ in {"VBN", "VBD"} else None


def _read_would(verb: Token, lowers: Sequence[str]) -> EventStatus:
    """ "said it would send" is a plan told in the past; "would have sent" and "would send" alone are not real."""
    at = verb
    for _ in range(_CLIMBS):
        if at.dep_ == "ccomp" and at.head.tag_ in {"VBD", "VBN"} and "have" not in lowers:
            return "planned"
        if at.dep_ not in {"conj", "xcomp"} or at.head.i == at.i:
            break
        at = at.head
    return "hypothetical"


def _read_infinitive(verb: Token, climbs: int) -> EventStatus | None:
    """ "agreed to send", "threatened to attack", "refused to meet", "a plan to attack", "in order to"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.tag_ in {"VBZ", "VBP"}:
        return "planned"  # "is to meet"
    if verb.dep_ in {"xcomp", "ccomp"}:
        return judge_governor(verb.head, climbs - 1)
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ == "NOUN":
        return judge_noun(verb.head)
    return "hypothetical" if verb.dep_ in {"advcl", "pcomp"} else None


def _read_gerund(verb: Token, climbs: int) -> EventStatus | None:
    """ "denied attacking", "troops attacking", "after attacking", "without attacking"."""
    above = verb.head
    by_place: dict[str, Callable[[], EventStatus | None]] = {
        "pcomp": lambda: _judge_preposition(above, climbs),
        "xcomp": lambda: judge_governor(above, climbs - 1),
        "ccomp": lambda: judge_governor(above, climbs - 1),
        "advcl": lambda: read_verb(above, climbs - 1) if above.pos_ in VERBS else None,
        "acl": lambda: "ongoing",
    }
    read = by_place.get(verb.dep_)
    return read() if read is not None else None


def _judge_preposition(preposition: Token, climbs: int) -> EventStatus | None:
    """What a preposition and what stands before it make of a gerund."""
    word, governor = preposition.lower_, preposition.head
    if word in {"without", "from"} or (word == "of" and governor.lower_ == "instead"):
        return "denied"
    if word in _AFTER:
        return "happened"
    if governor.pos_ == "NOUN":
        return judge_noun(governor)
    if governor.pos_ in VERBS and word not in _CHARGED and word != "against":
        return judge_governor(governor, climbs - 1)
    return "hypothetical" if word == "against" else "unknown"


def names_of(verb: Token) -> set[str]:
    """A verb as the lists have it: its lemma, and with its particle or its prepositions."""
    lemma = verb.lemma_.lower()
    return {lemma, *(f"{lemma}_{c.lower_}" for c in verb.children if c.dep_ in {"prt", "prep"})}


def judge_governor(verb: Token, climbs: int = _CLIMBS) -> EventStatus | None:
    """What a verb or adjective makes of the event it governs, as far as it is real itself."""
    names = names_of(verb)
    if names & read_list("failing"):
        open_itself = is_negated(verb) or _read_auxiliaries(verb) in {"hypothetical", "planned"}
        return "hypothetical" if open_itself else "denied"
    if names & read_list("planning"):
        return "denied" if is_negated(verb) else "hypothetical" if "expect" in names else "planned"
    if names & read_list("wishing"):
        return "hypothetical"
    outer = read_verb(verb, climbs) if verb.pos_ in VERBS else None
    return "ongoing" if names & read_list("going_on") and outer in {"happened", None} else outer


def judge_noun(noun: Token) -> EventStatus | None:
    """What a noun makes of the event in its complement: "a plan to", "the threat of"."""
    lemma = noun.lemma_.lower()
    if any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children):
        return "denied"
    if lemma in read_list("plan_nouns"):
        return "planned"
    return "hypothetical" if lemma in read_list("open_nouns") else None


def _is_conditional(verb: Token) -> bool:
    """Whether the verb or a clause around it stands under "if" or "whether"."""
    at = verb
    for _ in range(_CLIMBS):
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in at.children):
            return True
        if at.dep_ not in {"xcomp", "conj", "ccomp", "acl"} or at.head.i == at.i or at.head.pos_ not in VERBS:
            return False
        at = at.head
    return False
