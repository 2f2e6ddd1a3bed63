"""Whether the one who receives a deed is the one asked about: a target, a place in it, or somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token as ParsedToken

from lagebild.asking.deed_words import read_deed_words
from lagebild.asking.deeds import Deed
from lagebild.asking.parties import Party
from lagebild.asking.questions import Sought
from lagebild.asking.stages import DEPTH, NAMING, STATES, Cast, Stage, find_state, is_inside, is_partial, names_party
from lagebild.reading.naming.countries import find_country
from lagebild.situation.terms import fold

_PLACING = frozenset({"in", "at", "near", "inside", "from", "on"})
_WITHIN = frozenset({"of", "in", "across", "inside", "at", "near", "between", "along", "against"})


def cast_targets(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether one of the phrases that name who receives names a target, a place in it, or nobody else."""
    compounds = tuple(t for t in deed.described if t.dep_ in {"compound", "nmod"})
    states: list[ParsedToken] = []
    for head in (*deed.receivers, *compounds):
        if head.lemma_.lower() in read_deed_words("kin") and not _asks_for(head, sought):
            continue
        for word in _words_within(head):
            for party in sought.targets:
                if names_party(stage, word, party):
                    return _cast_others(stage, deed, sought, party) or _cast_place(word, party)
                if is_inside(word, party):
                    return Cast("fits", (f"names {word.text}, not {party.words} itself",))
        states.extend(t for t in (head,) if head not in compounds and _is_other_state(stage, t, sought))
    return Cast("other") if states else _cast_unnamed(stage, deed, sought)


def _cast_others(stage: Stage, deed: Deed, sought: Sought, found: Party) -> Cast | None:
    """Open where one who receives is named, and another of those asked about nowhere in the sentence; else None."""
    for party in sought.targets:
        told = party is found or party.words in sought.places or stage.speaks(party)
        if not told and not stage.named(party, deed.action.sent):
            return Cast("open", (f"that it is done to {party.words} is not said",))
    return None


def _asks_for(kin: ParsedToken, sought: Sought) -> bool:
    """Whether the question itself speaks of a brother, a daughter and the like."""
    return kin.lemma_.lower() in fold(sought.proposition.question)


def _is_elsewhere(stage: Stage, deed: Deed, sought: Sought) -> bool:
    """Whether no place asked about is named in the sentence, and another is, right where the deed is placed."""
    sentence = list(deed.action.sent)
    if any(stage.named(party, sentence) or any(is_inside(t, party) for t in sentence) for party in sought.targets):
        return False
    verbs = {deed.action, *(t for t in deed.receivers), deed.action.head}
    placed = [n for t in sentence if t.dep_ == "prep" and t.lower_ in _PLACING and t.head in verbs for n in t.children]
    return any(n.pos_ == "PROPN" and not _is_agents_own(stage, n, sought) for n in placed)


def _cast_place(word: ParsedToken, party: Party) -> Cast:
    """A target that is named; open where a town is asked about and only its state is named."""
    asked = find_country(party.words)
    town = asked is not None and asked.sense in {"city", "capital"}
    if town and fold(word.text) not in party.names:
        return Cast("open", (f"names {word.text}, not {party.words} itself",))
    return Cast("fits")


def _cast_unnamed(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether a target receives it, where the grammar names neither a target nor another state."""
    named = [t for t in deed.receivers if t.pos_ == "PROPN" and any(a.kind != "unnamed" for a in stage.actors_at(t))]
    if any(stage.speaks(party) for party in sought.targets):
        if named and not any(_is_agents_own(stage, t, sought) for t in named):
            return Cast("other")
        return Cast("fits", ("who receives it is not named; the speaker may mean themselves",))
    if _is_war(sought):
        strange = [t for t in deed.receivers if t.pos_ == "PROPN" and not _is_agents_own(stage, t, sought)]
        return Cast("other" if strange else "fits")
    placed = len(sought.groups) > 1 and {party.words for party in sought.targets} <= sought.places
    if placed:
        return Cast("other" if _is_elsewhere(stage, deed, sought) else "fits")
    near = len(sought.groups) > 1 and any(stage.nearby(party) for party in sought.targets)
    if near or any(stage.named(party, deed.action.sent) for party in sought.targets):
        asked = ", ".join(party.words for party in sought.targets)
        return Cast("open", (f"that it is done to {asked} is not said",))
    return Cast("other")


def _is_war(sought: Sought) -> bool:
    """Whether the question is about a war, of which reports speak without naming both sides each time."""
    return any("~war" in group for group in sought.groups) and len(sought.groups) > 1


def _is_agents_own(stage: Stage, token: ParsedToken, sought: Sought) -> bool:
    """Whether a name is an agent's own, or a time that the parse took for one who receives."""
    timely = token.lemma_.lower() in read_deed_words("times")
    return timely or any(names_party(stage, token, p) or is_inside(token, p) for p in sought.agents)


def _words_within(head: ParsedToken, depth: int = DEPTH) -> Iterator[ParsedToken]:
    """The words of a phrase that may name who receives: head, what describes it, and where or whose it is."""
    yield head
    for child in head.children:
        if child.dep_ in NAMING and child.tag_ not in {"VBN", "VBG"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _WITHIN and depth:
            for noun in child.children:
                for one in (noun, *noun.conjuncts):
                    yield from _words_within(one, depth - 1)


def _is_other_state(stage: Stage, head: ParsedToken, sought: Sought) -> bool:
    """Whether a phrase's head, or the name that describes it, is a state that was not asked about as the target."""
    named = [t for t in (head, *head.children) if t is head or t.dep_ in {"poss", "amod", "compound"}]
    for token in named:
        if token.pos_ not in {"PROPN", "ADJ"} or is_partial(token):
            continue
        found = find_state(token)
        own = found is not None and any(found.country == agent.country for agent in sought.agents)
        if found is not None and (found.sense in STATES or not own):
            return True
        if any(actor.kind == "state" for actor in stage.actors_at(token)):
            return True
    return False
