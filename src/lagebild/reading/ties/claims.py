"""Relations as clauses state them: by copulas, appositions, possessives, adjectives, verbs and nouns of relation.

Each finder looks at one kind of word and yields what it states; what is negated, asked, wanted, merely possible or over
states nothing (`ties.parties.is_unsure`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.ties.parties import (
    Parties,
    find_child,
    find_complement,
    find_subject,
    is_unsure,
    relation_words,
)
from lagebild.records import RelationType


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation found at a trigger: its type, the two actors, and how it is stated (a key of `confidence`)."""

    type: RelationType
    subject: str
    object: str
    trigger: Token
    how: str


Finder = Callable[[Token, Parties], Iterator[Stated]]


def find_stated(doc: Doc, parties: Parties) -> Iterator[Stated]:
    """All relations that clauses state, in reading order; time is linear in the number of tokens."""
    finders = _finders()
    for token in doc:
        finder = finders.get(token.lemma_.lower())
        if finder is None or token.pos_ not in ("NOUN", "VERB", "ADJ", "PROPN", "AUX"):
            continue
        found = list(finder(token, parties))
        if found and not is_unsure(token, doc):
            yield from (stated for stated in found if stated.subject != stated.object)


@functools.cache
def _finders() -> dict[str, Finder]:
    """The finder for each lemma; a lemma that is noun and verb is sorted out by its finder."""
    words = relation_words()
    table: dict[str, Finder] = {}
    for name in ("ally_of", "member_of", "part_of", "borders"):
        table.update(dict.fromkeys(words["nouns"][name], functools.partial(_read_noun, name)))
    table.update(dict.fromkeys(words["nouns"]["part_copula"], functools.partial(_read_noun, "part_of")))
    for name, lemmas in words["adjectives"].items():
        table.update(dict.fromkeys(lemmas, functools.partial(_read_adjective, name)))
    table.update(dict.fromkeys(words["verbs"]["dependent_on"], _read_dependence))
    table.update(dict.fromkeys(words["verbs"]["member_of"], _read_membership))
    table.update(dict.fromkeys(words["verbs"]["borders"], _read_border))
    table.update(dict.fromkeys((*words["sanctions"]["nouns"], *words["sanctions"]["verbs"]), _read_sanctions))
    table.update(dict.fromkeys(words["war"]["nouns"], _read_war))
    return table


def _read_noun(relation: RelationType, noun: Token, parties: Parties) -> Iterator[Stated]:
    """ "X is an ally of Y", "X, Y's closest ally,", "X and Y are allies", "NATO member X"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        if relation == "borders":
            yield from _read_border(noun, parties)
        return
    holders, how = _find_holders(noun, parties)
    others = _find_others(relation, noun, parties)
    if relation == "part_of" and noun.lemma_.lower() == "part" and how != "copula":
        return
    if (
        not others
        and how == "copula"
        and noun.tag_ == "NNS"
        and relation in ("ally_of", "borders")
        and len(holders) == 2
    ):
        yield Stated(relation, holders[0], holders[1], noun, how)
        return
    for holder in holders:
        for other in others:
            yield Stated(relation, holder, other, noun, how)


def _find_holders(noun: Token, parties: Parties) -> tuple[list[str], str]:
    """Of whom a noun of relation is said, and how."""
    head = noun.head
    if noun.dep_ == "attr" and head.lemma_ in ("be", "remain", "become"):
        return parties.find_all(find_subject(head)), "copula"
    if noun.dep_ == "conj" and head.dep_ == "attr" and head.head.lemma_ in ("be", "remain"):
        return parties.find_all(find_subject(head.head)), "copula"
    if noun.dep_ == "appos":
        held = parties.find(head)
        return ([held] if held else []), "apposition"
    named = find_child(noun, "appos")
    if named is not None:
        return parties.find_all(named), "apposition"
    if noun.dep_ in ("compound", "nmod", "amod") and head.i > noun.i:
        return parties.find_all(head), "apposition"
    return [], ""


def _find_others(relation: RelationType, noun: Token, parties: Parties) -> list[str]:
    """The other side of a noun of relation: after "of", before a possessive mark, or as a modifier."""
    complement = find_complement(noun, "of", "to", "with", "in") if relation != "ally_of" else None
    complement = find_complement(noun, "of", "to", "with") if relation == "ally_of" else complement
    found = parties.find_all(complement)
    if found:
        return found
    owner = find_child(noun, "poss")
    if owner is not None:
        return parties.find_all(owner)
    modifiers = [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod") and c.text[:1].isupper()]
    for modifier in modifiers:
        other = parties.find(modifier) if relation == "member_of" else parties.find_state(modifier)
        if other is not None:
            return [other]
    return []


def _read_adjective(relation: RelationType, adjective: Token, parties: Parties) -> Iterator[Stated]:
    """ "X is heavily dependent on Russian oil", "X, allied with Y,"."""
    complement = find_complement(adjective, "on", "upon", "with", "to")
    verb = adjective.head
    if adjective.dep_ in ("acomp", "conj", "ROOT", "attr") and verb.pos_ in ("AUX", "VERB"):
        subject = find_subject(verb)
    elif adjective.dep_ in ("amod", "acl", "relcl", "appos"):
        subject = verb
    else:
        subject = find_subject(adjective)
    yield from _pair(relation, parties.find_all(subject), complement, (adjective, parties))


def _read_dependence(verb: Token, parties: Parties) -> Iterator[Stated]:
    """ "X depends on Y", "X relies on Y's gas"; of a person it says whose word is taken, and is no relation."""
    complement = find_complement(verb, "on", "upon")
    subjects = [one for one in parties.find_all(find_subject(verb)) if parties.get(one).kind != "person"]
    yield from _pair("dependent_on", subjects, complement, (verb, parties))


def _read_membership(verb: Token, parties: Parties) -> Iterator[Stated]:
    """ "X belongs to Y"."""
    for subject in parties.find_all(find_subject(verb)):
        for other in parties.find_all(find_complement(verb, "to")):
            yield Stated("member_of", subject, other, verb, "verb")


def _pair(
    relation: RelationType, subjects: list[str], complement: Token | None, at: tuple[Token, Parties]
) -> Iterator[Stated]:
    """Subjects with whom or whose goods the complement names: "on Russia", "on Russian oil", "on Russia's goodwill"."""
    trigger, parties = at
    if complement is None:
        return
    others = parties.find_all(complement)
    if not others:
        owners = [c for c in complement.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        others = [found for owner in owners if (found := parties.find(owner) or parties.find_state(owner))]
    source = find_complement(complement, "from") if not others else None
    others = others or parties.find_all(source)
    for subject in subjects:
        for other in others:
            yield Stated(relation, subject, other, trigger, "verb")


def _read_border(token: Token, parties: Parties) -> Iterator[Stated]:
    """ "X borders Y", "X shares a border with Y", "the border between X and Y", "X's border with Y"."""
    if token.pos_ == "VERB":
        for subject in parties.find_all(find_subject(token)):
            for other in parties.find_all(find_child(token, "dobj")):
                yield Stated("borders", subject, other, token, "verb")
        return
    between = parties.find_all(find_complement(token, "between"))
    if len(between) == 2:
        yield Stated("borders", between[0], between[1], token, "possessive")
        return
    others = parties.find_all(find_complement(token, "with"))
    owner = find_child(token, "poss")
    if not others and token.dep_ == "dobj" and token.head.lemma_ in ("share", "have"):
        others = parties.find_all(find_complement(token.head, "with"))
    subjects = parties.find_all(owner)
    if owner is None and token.dep_ == "dobj" and token.head.lemma_ in ("share", "have"):
        subjects = parties.find_all(find_subject(token.head))
    for subject in subjects:
        for other in others:
            yield Stated("borders", subject, other, token, "possessive")


def _read_sanctions(token: Token, parties: Parties) -> Iterator[Stated]:
    """ "X imposed sanctions on Y", "sanctions imposed by X on Y", "X's sanctions against Y", "X has sanctioned Y"."""
    words = relation_words()["sanctions"]
    prepositions = words["prepositions"]
    if token.pos_ == "VERB":
        subjects, targets = parties.find_all(find_subject(token)), parties.find_all(find_child(token, "dobj"))
        subjects = [] if find_child(token, "nsubjpass") is not None else subjects
        yield from (Stated("sanctions", one, two, token, "verb") for one in subjects for two in targets)
        return
    owner = find_child(token, "poss")
    subjects, how = parties.find_all(owner), "possessive"
    target = find_complement(token, *prepositions)
    if not subjects:
        state = next(
            (c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper()), None
        )
        found = (parties.find(state) or parties.find_state(state)) if state is not None else None
        subjects = [found] if found is not None else []
    verb = token.head if token.dep_ in ("dobj", "nsubjpass") else find_child(token, "acl")
    if verb is not None and verb.lemma_ in words["impose"]:
        target = target or find_complement(verb, *prepositions)
        agent = find_complement(verb, "by")
        doer = agent if agent is not None else find_subject(verb) if token.dep_ == "dobj" else None
        subjects, how = parties.find_all(doer) or subjects, "verb"
    elif token.dep_ == "dobj" and token.head.lemma_ in (
        "lift",
        "remove",
        "end",
        "ease",
        "drop",
        "waive",
        "want",
        "oppose",
    ):
        return
    for subject in subjects:
        for other in parties.find_all(target):
            yield Stated("sanctions", subject, other, token, how)


def _read_war(noun: Token, parties: Parties) -> Iterator[Stated]:
    """ "X is at war with Y", "the war between X and Y", "X's war against Y", "X is waging war on Y"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return
    between = parties.find_all(find_complement(noun, "between"))
    if len(between) == 2:
        yield Stated("at_war_with", between[0], between[1], noun, "possessive")
        return
    words = relation_words()["war"]
    others = parties.find_all(find_complement(noun, *words["prepositions"]))
    subjects, how = parties.find_all(find_child(noun, "poss")), "possessive"
    if noun.dep_ == "pobj" and noun.head.lower_ == "at":
        verb = noun.head.head
        others = (
            others
            or parties.find_all(find_complement(verb, "with"))
            or parties.find_all(find_complement(noun.head, "with"))
        )
        subjects = parties.find_all(find_subject(verb) if verb.pos_ in ("VERB", "AUX") else verb)
        how = "copula"
        if not others and len(subjects) == 2:
            subjects, others = subjects[:1], subjects[1:]
    elif noun.dep_ == "dobj" and noun.head.lemma_ in words["wage"]:
        others = others or parties.find_all(find_complement(noun.head, "on", "against", "with"))
        subjects, how = parties.find_all(find_subject(noun.head)), "verb"
    for subject in subjects:
        for other in others:
            yield Stated("at_war_with", subject, other, noun, how)
