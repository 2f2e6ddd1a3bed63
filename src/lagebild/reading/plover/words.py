"""Words that usually name an event, and what PLOVER 2021 makes of them: the tables `data/events_*.tsv`.

A table row is a prior: it says what a word usually means and where its recipient stands.  It never decides alone
whether an event is shown; `plover.types` weighs it against what the encoder says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.tables import read_table, split_cell

STRENGTHS = {"high": 0.9, "middle": 0.72, "low": 0.45}
NONE = "NONE"
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_OBJECTS = frozenset(["dobj", "nsubjpass"])
_FIXED = frozenset(["prt", "prep", "advmod", "dobj", "acomp", "oprd", "ccomp"])
_JOINED = frozenset(["compound", "amod", "nmod"])
TIMES = frozenset(["DATE", "TIME"])  # entities that say when
_EMPTY_HEADS = frozenset(["state", "series", "wave", "round", "number", "package", "set", "batch", "range", "act"])


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: PLOVER type and mode, how often it has it (0 to 1), and where its recipient stands.

    `frame` lists the places in the order in which they are looked at; see `data/events_words.tsv`.
    """

    type: str
    mode: str | None
    strength: float
    frame: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A verb with one of these objects."""

    sense: Sense
    verbs: frozenset[str]
    nouns: frozenset[str]


def find_verb_senses(verb: Token) -> tuple[Sense, ...]:
    """What a verb means with its object, particle or preposition, else alone; empty for a word of no table.

    Troops that are sent to keep the peace or to help after a disaster are aid (PLOVER, MOBILIZE and AID).
    """
    senses = _look_up(verb)
    if senses and senses[0].type == "MOBILIZE" and any(t.lemma_.lower() in read_list("helping") for t in verb.subtree):
        return (Sense("AID", None, senses[0].strength, senses[0].frame),)
    return senses


def _look_up(verb: Token) -> tuple[Sense, ...]:
    lemma = verb.lemma_.lower()
    thing = next((c for c in verb.children if c.dep_ in _OBJECTS), None)
    words = _load_words()["verb"]
    for fixed in _name_prepositions(verb):
        if found := words.get(f"{lemma}_{fixed}"):
            return found
    if thing is not None and (pair := _find_pair(verb, lemma, thing)) is not None:
        return (pair,)
    if thing is not None and (found := words.get(f"{lemma}_{_name_content(verb)}")):
        return found
    for c in verb.children:
        if any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children) and (found := words.get(f"{lemma}_for")):
            return found  # "called for X to leave"
        if c.dep_ in _FIXED and (found := words.get(f"{lemma}_{c.lower_}")) and not _is_loose(verb, c, found, thing):
            return found
    return words.get(lemma) or words.get(verb.lower_) or ()


def _is_loose(verb: Token, end: Token, senses: tuple[Sense, ...], thing: Token | None) -> bool:
    """Whether a preposition leaves a verb what it is: "called X on Monday", "seized a station on the edge of town"."""
    if end.dep_ != "prep":
        return False
    if any(t.ent_type_ in TIMES for t in end.children):
        return True
    if verb.lemma_ == "call":
        return thing is not None or child(verb, "oprd") is not None
    return thing is not None and senses[0].type == NONE


def has_fixed_end(verb: Token) -> bool:
    """Whether a table has this verb with the prepositional end that stands at it ("went on strike")."""
    words = _load_words()["verb"]
    return any(f"{verb.lemma_.lower()}_{fixed}" in words for fixed in _name_prepositions(verb))


def _name_prepositions(verb: Token) -> Iterator[str]:
    """The fixed ends of "went on strike", "put on alert", "took to the streets"."""
    for c in verb.children:
        if c.dep_ == "prep":
            yield from (f"{c.lower_}_{t.lemma_.lower()}" for t in c.children if t.dep_ == "pobj")


def _name_content(verb: Token) -> str:
    """What stands beside a verb's object: "that" for a clause, "to" for an infinitive, "as" for a name.

    "warned X that", "warned X to"; with a name the verb only says what somebody is called ("called him a liar").
    """
    if any(c.dep_ == "oprd" for c in verb.children):
        return "as"
    inner = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
    if inner is None:
        return ""
    return "to" if any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children) else "that"


def has_paired_object(verb: Token) -> bool:
    """Whether a table of pairs has this verb with this object, so that the two are one event."""
    thing = next((c for c in verb.children if c.dep_ in _OBJECTS), None)
    return thing is not None and _find_pair(verb, verb.lemma_.lower(), thing) is not None


def _find_pair(verb: Token, lemma: str, thing: Token) -> Sense | None:
    named = {name for joined in (thing, *thing.conjuncts) for name in _name_thing(joined)}
    particle = next((f"{lemma}_{c.lower_}" for c in verb.children if c.dep_ == "prt"), lemma)
    for pair in _pairs_of(lemma) + (_pairs_of(particle) if particle != lemma else ()):
        if not named & pair.nouns:
            continue
        if pair.sense.frame[:1] == ("at",) and not _has_oblique(verb, thing, pair):
            continue  # "fired a missile" is a test unless it was fired at somebody
        return pair.sense
    return None


def _name_thing(thing: Token) -> Iterator[str]:
    """The names under which a pair may list an object: alone, with what stands before it, with "of" after a mere form.

    "a mediation effort" is "mediation_effort" and "effort", "a state of emergency" is "emergency" as well, a sum
    is "money".
    """
    lemma = thing.lemma_.lower()
    yield from (lemma, thing.lower_)
    if thing.ent_type_ == "MONEY":
        yield "money"
    for c in thing.children:
        if c.dep_ in _JOINED and c.i < thing.i:
            yield f"{c.lower_}_{lemma}"
        if c.lower_ == "of" and lemma in _EMPTY_HEADS:
            yield from (t.lemma_.lower() for t in c.children if t.dep_ == "pobj")


def _has_oblique(verb: Token, thing: Token, pair: _Pair) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in pair.sense.frame for t in (verb, thing) for c in t.children)


def find_noun_senses(noun: Token) -> tuple[Sense, ...]:
    """What a noun means with the noun or adjective before it, else alone; empty for a word of no table."""
    words = _load_words()["noun"]
    lemma, lower = noun.lemma_.lower(), noun.lower_
    for c in noun.children:
        if c.dep_ in _JOINED and c.i < noun.i:
            found = words.get(f"{c.lower_}_{lemma}") or words.get(f"{c.lower_}_{lower}")
            if found is not None:
                return found
    if noun.dep_ == "pobj" and not any(c.dep_ in {"det", "poss"} for c in noun.children):  # "went on strike"
        found = words.get(f"{noun.head.lower_}_{lemma}")
        if found is not None:
            return found
    return words.get(lower) or words.get(lemma) or ()


@functools.cache
def _load_words() -> dict[str, dict[str, tuple[Sense, ...]]]:
    """Senses by part of speech and word, in the order of the table."""
    table: dict[str, dict[str, tuple[Sense, ...]]] = {"verb": {}, "noun": {}}
    for kind, mode, part, strength, frame, words in read_table("events_words.tsv", 6):
        sense = Sense(kind, mode or None, STRENGTHS[strength], split_cell(frame))
        for word in words.split():
            table[part][word] = (*table[part].get(word, ()), sense)
    return table


@functools.cache
def _load_pairs() -> dict[str, tuple[_Pair, ...]]:
    pairs: dict[str, tuple[_Pair, ...]] = {}
    for kind, mode, strength, frame, verbs, nouns in read_table("events_pairs.tsv", 6):
        sense = Sense(kind, mode or None, STRENGTHS[strength], split_cell(frame))
        pair = _Pair(sense, frozenset(verbs.split()), frozenset(nouns.split()))
        for verb in pair.verbs:
            pairs[verb] = (*pairs.get(verb, ()), pair)
    return pairs


def _pairs_of(lemma: str) -> tuple[_Pair, ...]:
    return _load_pairs().get(lemma, ())


@functools.cache
def _load_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_table("events_lists.tsv", 2)}


def read_list(name: str) -> frozenset[str]:
    """A list of `data/events_lists.tsv`; KeyError if there is none of this name."""
    return _load_lists()[name]
