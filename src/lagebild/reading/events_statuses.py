"""Whether an event happened: what the grammar says of it, then what the speaker says who tells of it.

Grammar comes first: negation, modal verbs, conditions, the future, plans and threats.  A statement around it may only
take certainty away: nothing becomes a fact because somebody denies its contrary.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import child, is_negated
from lagebild.reading.events_words import read_list
from lagebild.records import EventStatus, Statement

_MODALS: dict[str, EventStatus] = {
    "will": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned", "shall": "planned",
    "may": "hypothetical", "might": "hypothetical", "could": "hypothetical", "can": "hypothetical",
    "should": "hypothetical", "must": "hypothetical", "ought": "hypothetical", "ca": "hypothetical",
}  # fmt: skip
_CONDITIONS = frozenset(["if", "unless", "whether", "lest"])
_CHAIN = frozenset(["conj", "xcomp", "ccomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "dep"])
_CLIMBS = 12
_TIGHTER: dict[EventStatus, int] = {"happened": 0, "ongoing": 0, "unknown": 1, "planned": 2, "hypothetical": 3, "denied": 4}


def read_status(trigger: Token, carrier: Token) -> EventStatus | None:
    """What the grammar says of an event named by `trigger`, whose tense stands at `carrier`; None if it says nothing."""
    if trigger.pos_ in {"NOUN", "PROPN"}:
        return _read_noun(trigger, carrier)
    return _read_verb(trigger)


def weigh_statement(status: EventStatus | None, holders: Sequence[Statement]) -> EventStatus | None:
    """The status as those who tell of the event leave it; `holders` are the statements around it, innermost first."""
    for statement in holders:
        said = _from_stance(statement, status)
        if said is not None and (status is None or _TIGHTER[said] > _TIGHTER[status]):
            status = said
    return status


def _from_stance(statement: Statement, status: EventStatus | None) -> EventStatus | None:
    if statement.serious is False:
        return "hypothetical"
    match statement.stance:
        case "denies":
            return "denied" if status != "denied" else None
        case "doubts" | "demands" | "asks":
            return "hypothetical"
        case "expects":
            return None if status == "planned" else "hypothetical"
        case "intends":
            return "planned"
        case "declines" | "unknown":
            return "unknown"
    return "hypothetical" if statement.certainty == "possible" and status is None else None


def _read_verb(verb: Token) -> EventStatus | None:
    if is_negated(verb):
        return "denied"
    if _is_conditional(verb):
        return "hypothetical"
    own = _read_auxiliaries(verb)
    if own is not None:
        return own
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ in {"VERB", "AUX"} and child(verb, "nsubj", "nsubjpass") is None:
        inherits = verb.tag_ in {"VB", "VBG", "VBN"} or verb.tag_ == above.tag_
        if inherits and verb.tag_ not in {"VBD", "VBZ", "VBP"}:
            return _read_verb(above)
    if verb.tag_ == "VB" or _has_to(verb):
        return _read_infinitive(verb)
    if verb.tag_ == "VBG":
        return _read_gerund(verb)
    if verb.sent.text.rstrip().endswith("?"):
        return "hypothetical"
    if verb.tag_ in {"VBD", "VBZ", "VBP"} or verb.tag_ == "VBN":
        return "happened"
    return None


def _read_auxiliaries(verb: Token) -> EventStatus | None:
    lowers = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    for lower in lowers:
        if lower in _MODALS:
            return "hypothetical" if "have" in lowers and _MODALS[lower] != "planned" else _MODALS[lower]
        if lower in {"would", "'d", "’d"}:
            return _read_would(verb, lowers)
    if "to" in lowers:
        return None
    progressive = verb.tag_ == "VBG" and any(low in {"is", "are", "'s", "’s", "'re", "’re", "been", "am"} for low in lowers)
    if progressive:
        return "ongoing"
    if verb.tag_ == "VBG" and any(low in {"was", "were"} for low in lowers):
        return "happened"
    return "happened" if lowers and verb.tag_ in {"VBN", "VBD"} else None


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


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _read_infinitive(verb: Token) -> EventStatus | None:
    """ "agreed to send", "threatened to attack", "refused to meet", "a plan to attack", "in order to"."""
    above = verb.head
    if verb.dep_ in {"xcomp", "ccomp"}:
        return _judge_governor(above)
    if verb.dep_ in {"acl", "relcl"} and above.pos_ == "NOUN":
        return _judge_noun(above)
    return "hypothetical" if verb.dep_ in {"advcl", "pcomp"} else None


def _read_gerund(verb: Token) -> EventStatus | None:
    above = verb.head
    if verb.dep_ == "pcomp":
        if above.lower_ in {"without", "against", "from"} or (above.lower_ == "of" and above.head.lower_ == "instead"):
            return "denied" if above.lower_ != "against" else "hypothetical"
        if above.lower_ in {"after", "since", "by", "following"}:
            return "happened"
        governor = above.head
        if governor.pos_ in {"VERB", "AUX"} and above.lower_ in {"of", "for", "with", "to", "on", "about", "in"}:
            return "unknown" if above.lower_ in {"of", "with", "for"} else _judge_governor(governor)
        return _judge_noun(governor) if governor.pos_ == "NOUN" else "unknown"
    if verb.dep_ in {"xcomp", "ccomp"}:
        return _judge_governor(above)
    if verb.dep_ == "advcl" and above.pos_ in {"VERB", "AUX"}:
        return _read_verb(above)
    return "ongoing" if verb.dep_ == "acl" else None


def _judge_governor(verb: Token) -> EventStatus | None:
    """What a verb makes of the event it governs, as far as the verb itself is real."""
    lemma = verb.lemma_.lower()
    particle = child(verb, "prt")
    names = {lemma, f"{lemma}_{particle.lower_}"} if particle is not None else {lemma}
    if names & read_list("failing"):
        return "hypothetical" if is_negated(verb) or _read_auxiliaries(verb) in {"hypothetical", "planned"} else "denied"
    if names & read_list("planning"):
        return "denied" if is_negated(verb) else "planned" if lemma != "expect" else "hypothetical"
    if names & read_list("wishing"):
        return "hypothetical"
    outer = _read_verb(verb)
    if names & read_list("going_on"):
        return "ongoing" if outer in {"happened", None} else outer
    return outer


def _judge_noun(noun: Token) -> EventStatus | None:
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
        if at.dep_ not in {"xcomp", "conj", "ccomp", "acl"} or at.head.i == at.i or at.head.pos_ not in {"VERB", "AUX"}:
            return False
        at = at.head
    return False


def _read_noun(noun: Token, carrier: Token) -> EventStatus | None:
    own = _read_modifiers(noun)
    if own is not None:
        return own
    above = noun.head
    if noun.dep_ == "conj":
        return _read_noun(above, carrier) if above.pos_ in {"NOUN", "PROPN"} else None
    if noun.dep_ == "pobj":
        governor = above.head
        if above.lower_ in {"of", "for", "about", "against", "to", "on"} and governor.pos_ == "NOUN":
            judged = _judge_noun(governor)
            return judged or ("happened" if _is_definite(noun) else None)
        if above.lower_ in {"without"}:
            return "denied"
        if governor.pos_ in {"VERB", "AUX"} and above.lower_ in {"for", "on", "of", "to", "with", "about", "against"}:
            return _judge_over_noun(noun, governor)
        if governor.pos_ in {"VERB", "AUX"} and above.lower_ in {"on", "in", "during", "at"}:
            return "happened"
        return "happened" if _is_definite(noun) else None
    if noun.dep_ in {"dobj", "nsubjpass", "oprd"} and carrier.i != noun.i:
        return _judge_over_noun(noun, carrier)
    if noun.dep_ == "nsubj" and carrier.i != noun.i:
        occurs = carrier.lemma_.lower() in read_list("occurring") or _takes_place(carrier)
        return _read_verb(carrier) if occurs else ("happened" if _is_definite(noun) else None)
    return "happened" if _is_definite(noun) else None


def _takes_place(verb: Token) -> bool:
    thing = child(verb, "dobj")
    return verb.lemma_ == "take" and thing is not None and thing.lower_ == "place"


def _judge_over_noun(noun: Token, verb: Token) -> EventStatus | None:
    """An event as the object of a verb: planned, called for, cancelled, done by a light verb, or merely spoken of."""
    lemma = verb.lemma_.lower()
    particle = child(verb, "prt")
    names = {lemma, f"{lemma}_{particle.lower_}"} if particle is not None else {lemma}
    if names & read_list("failing"):
        return "denied" if not is_negated(verb) else "hypothetical"
    real = _read_verb(verb)
    if names & read_list("planning") and not names & read_list("light"):
        return "planned" if real != "denied" else "denied"
    if names & read_list("wishing"):
        return "hypothetical"
    if names & read_list("light") or names & read_list("going_on"):
        return real
    return "happened" if _is_definite(noun) else None


def _is_definite(noun: Token) -> bool:
    """Whether the text takes an event for known: an article, a demonstrative, an owner, or a doer named with it."""
    return any(
        c.dep_ == "poss"
        or (c.dep_ == "det" and c.lower_ in {"the", "this", "these", "that", "those", "a", "an"})
        or (c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "between"})
        or (c.dep_ in {"amod", "compound"} and c.ent_type_ in {"NORP", "GPE"})
        for c in noun.children
    )


def _read_modifiers(noun: Token) -> EventStatus | None:
    for c in noun.children:
        if c.dep_ == "det" and c.lower_ in {"no", "neither"}:
            return "denied"
        if c.dep_ in {"amod", "det", "compound"} and c.i < noun.i:
            if c.lower_ in read_list("ended_adjectives"):
                return "denied"
            if c.lower_ in read_list("planned_adjectives"):
                return "planned"
            if c.lower_ in read_list("open_adjectives"):
                return "hypothetical"
    return None
