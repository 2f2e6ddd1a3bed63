"""Whether an event happened: what the grammar says of it, then what the speaker says who tells of it.

Grammar comes first (`plover.moods` for verbs).  A statement around it may only take certainty away: nothing becomes a
fact because somebody denies its contrary.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import child, is_negated
from lagebild.reading.plover.moods import VERBS, judge_noun, names_of, read_verb
from lagebild.reading.plover.words import read_list
from lagebild.records import EventStatus, Stance, Statement

_REAL = frozenset(["happened", "ongoing"])
_TIGHTER: dict[EventStatus, int] = {
    "happened": 0, "ongoing": 0, "unknown": 1, "planned": 2, "hypothetical": 3, "denied": 4,
}  # fmt: skip
_DOUBTED: dict[Stance, EventStatus] = {
    "denies": "denied",
    "doubts": "hypothetical",
    "declines": "unknown",
    "unknown": "unknown",
}
_WANTED: dict[Stance, EventStatus] = {
    "demands": "hypothetical",
    "asks": "hypothetical",
    "expects": "hypothetical",
    "intends": "planned",
}
_JUDGED_BY_VERB = frozenset(["for", "on", "of", "to", "with", "about", "against"])
_JUDGED_BY_NOUN = frozenset(["of", "for", "about", "against", "to", "on"])
_MOST_JOINED = 20


def read_status(trigger: Token, carrier: Token) -> EventStatus | None:
    """What the grammar says of an event named by `trigger`, whose tense stands at `carrier`; None for nothing."""
    return _read_noun(trigger, carrier) if trigger.pos_ in {"NOUN", "PROPN"} else read_verb(carrier)


def weigh_statement(status: EventStatus | None, holders: Sequence[Statement]) -> EventStatus | None:
    """The status as those who tell of the event leave it; `holders` are the statements around it, innermost first.

    What the grammar gives as having happened is presupposed by a demand or an expectation, not asked for by it.
    """
    for statement in holders:
        said = _from_stance(statement, status)
        if said is not None and (status is None or _TIGHTER[said] > _TIGHTER[status]):
            status = said
    return status


def _from_stance(statement: Statement, status: EventStatus | None) -> EventStatus | None:
    if statement.serious is False:
        return "hypothetical"
    if statement.stance in _DOUBTED:
        return _DOUBTED[statement.stance]
    if statement.stance in _WANTED:
        expected = statement.stance == "expects" and status == "planned"
        return None if status in _REAL or expected else _WANTED[statement.stance]
    return "hypothetical" if statement.certainty == "possible" and status is None else None


def _read_noun(noun: Token, carrier: Token) -> EventStatus | None:
    """An event noun by its own modifiers, else by what it is the subject, object or complement of."""
    for _ in range(_MOST_JOINED):
        own = _read_modifiers(noun)
        if own is not None or noun.dep_ != "conj" or noun.head.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = noun.head
    if own is not None:
        return own
    if noun.dep_ == "pobj":
        return _judge_complement(noun)
    if noun.dep_ in {"dobj", "nsubjpass", "oprd"} and carrier.i != noun.i:
        return _judge_over_noun(noun, carrier)
    if noun.dep_ == "nsubj" and carrier.i != noun.i and _occurs(carrier):
        return read_verb(carrier)
    return _presuppose(noun)


def _judge_complement(noun: Token) -> EventStatus | None:
    """ "plans for an attack", "called for talks", "on a visit", "without a visit"."""
    preposition, governor = noun.head, noun.head.head
    word = preposition.lower_
    if word == "without":
        return "denied"
    if governor.pos_ == "NOUN" and word in _JUDGED_BY_NOUN:
        return judge_noun(governor) or _presuppose(noun)
    if governor.pos_ in VERBS and word in _JUDGED_BY_VERB:
        return _judge_over_noun(noun, governor)
    return "happened" if governor.pos_ in VERBS and word in {"on", "in", "during", "at"} else _presuppose(noun)


def _occurs(verb: Token) -> bool:
    """Whether the verb says of its subject that it takes place."""
    thing = child(verb, "dobj")
    placed = verb.lemma_ == "take" and thing is not None and thing.lower_ == "place"
    return placed or verb.lemma_.lower() in read_list("occurring")


def _judge_over_noun(noun: Token, verb: Token) -> EventStatus | None:
    """An event as the object of a verb: planned, called for, cancelled, done by a light verb, or merely spoken of."""
    names = names_of(verb)
    if names & read_list("failing"):
        return "hypothetical" if is_negated(verb) else "denied"
    if names & read_list("wishing"):
        return "hypothetical"
    real = read_verb(verb)
    if names & read_list("light") or names & read_list("going_on"):
        return real
    if names & read_list("planning"):
        return "denied" if real == "denied" else "planned"
    return _presuppose(noun)


def _presuppose(noun: Token) -> EventStatus | None:
    """Happened where the text takes the event for known: an article, an owner, or a doer named with it."""
    known = any(
        c.dep_ == "poss"
        or (c.dep_ == "det" and c.lower_ in {"the", "this", "these", "that", "those", "a", "an"})
        or (c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "between"})
        or (c.dep_ in {"amod", "compound"} and c.ent_type_ in {"NORP", "GPE"})
        for c in noun.children
    )
    return "happened" if known else None


def _read_modifiers(noun: Token) -> EventStatus | None:
    for c in noun.children:
        if c.dep_ == "det" and c.lower_ in {"no", "neither"}:
            return "denied"
        if c.dep_ in {"amod", "det", "compound"} and c.i < noun.i:
            lists: tuple[tuple[str, EventStatus], ...] = (
                ("ended_adjectives", "denied"),
                ("planned_adjectives", "planned"),
                ("open_adjectives", "hypothetical"),
            )
            found = next((status for name, status in lists if c.lower_ in read_list(name)), None)
            if found is not None:
                return found
    return None
