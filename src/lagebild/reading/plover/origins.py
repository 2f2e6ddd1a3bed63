"""From which country those parties of events are of whom no word says it: by where they are put, else by the report.

"A reporter in Lebanon" is counted with Lebanon, "Tomas Varga of Slovakia" and "Slovakia's Tomas Varga" with Slovakia.
For others the report itself can tell: where nearly every state and place it names is of one country, its police,
courts, protesters and politicians are taken for that country's, as the manual's coders take them from the dateline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.naming.countries import find_country
from lagebild.reading.plover.doers import follow_relative
from lagebild.records import Actor, ActorKind, Place

_BEYOND = frozenset(["UNO", "EUR", "IGO", "IMG", "MNC", "NGO"])  # PLOVER's codes for what belongs to no country
_ENOUGH = 4  # mentions of states that a report needs before it tells a home
_SHARE = 0.75  # of them that must be of one country
_SHARE_OF_BODIES = 2 / 3  # of bodies and people only: a report may speak of many states and still be one country's
_SUFFERING = frozenset(["dobj", "nsubjpass", "dative"])  # places in a clause of those to whom something is done
_LOCAL: frozenset[ActorKind] = frozenset(["person", "unnamed", "group", "organisation"])
_LOCATING = frozenset(["of", "from", "in", "at", "near", "across", "outside", "inside"])


def find_home(actors: Sequence[Actor], places: Sequence[Place]) -> str | None:
    """The country that nearly all of a report is about, None where there is none or too little is named."""
    counts = Counter(place.country for place in places if place.country is not None)
    for actor in actors:
        if actor.country is not None and actor.country not in _BEYOND:
            counts[actor.country] += len(actor.mentions)
    if sum(counts.values()) < _ENOUGH:
        return None
    country, most = counts.most_common(1)[0]
    return country if most >= _SHARE * sum(counts.values()) else None


def find_scene(actors: Sequence[Actor]) -> str | None:
    """The country whose bodies and people fill a report, whatever other states it speaks of; None where none does."""
    counts: Counter[str] = Counter()
    for actor in actors:
        if actor.kind != "state" and actor.country is not None and actor.country not in _BEYOND:
            counts[actor.country] += len(actor.mentions)
    country, most = counts.most_common(1)[0] if counts else (None, 0)
    return country if sum(counts.values()) >= 2 * _ENOUGH and most >= _SHARE_OF_BODIES * sum(counts.values()) else None


def _places_its_noun(word: Token) -> bool:
    """Whether a word before a person says where they are from: "Slovakia's Tomas Varga", "Ohio governor Mary Bell"."""
    return word.dep_ == "poss" or (word.dep_ in {"compound", "nmod"} and word.ent_type_ == "GPE")


def _read_office(head: Token) -> Token | None:
    """The state of an office that the sentence says somebody holds: "X came as Peru's leader", "X is Peru's leader"."""
    if head.dep_ != "nsubj":
        return None
    role = next((child(c, "pobj") for c in head.head.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    role = role or (child(head.head, "attr") if head.head.lemma_ == "be" else None)
    return child(role, "poss") if role is not None else None


class Origins:
    """The countries of the places of one report, and its home, looked up for parties."""

    def __init__(self, actors: Sequence[Actor], places: Sequence[Place]) -> None:
        self._home = find_home(actors, places)
        self._scene = find_scene(actors)
        self._places = {place.start: place.country for place in places}

    def find(self, head: Token, actor: Actor, around: Place | None = None) -> str | None:
        """The country of an actor whose words do not tell it; `around` is the place of the event that it suffers."""
        if actor.country is not None or actor.kind not in _LOCAL:
            return None
        own = self._read_own_place(head)
        if own is None and around is not None and actor.kind in ("group", "unnamed"):
            own = around.country
        acting = head.dep_ not in _SUFFERING and (actor.kind == "person" or actor.sector == "GOV")
        return own or self._home or (self._scene if acting else None)

    def _read_own_place(self, head: Token) -> str | None:
        """The country of "X of Slovakia", "a reporter in Lebanon"; the words before a name may hold the preposition."""
        head = follow_relative(head)
        holders = [head, *(c for c in head.children if c.dep_ in {"compound", "appos"} and c.pos_ in {"NOUN", "PROPN"})]
        for holder in holders:
            for preposition in holder.children:
                if preposition.dep_ == "prep" and preposition.lower_ in _LOCATING:
                    thing = child(preposition, "pobj")
                    if thing is not None and (found := self.read_place(thing)) is not None:
                        return found
        if (office := _read_office(head)) is not None and (found := self.read_place(office)) is not None:
            return found
        before = (c for holder in holders for c in holder.children if _places_its_noun(c))
        return next((found for c in before if (found := self.read_place(c)) is not None), None)

    def read_place(self, thing: Token) -> str | None:
        """The country of a place's name, also of the longer name that ends in this word."""
        for first in range(max(thing.left_edge.i, thing.i - 3), thing.i + 1):
            start = thing.doc[first]
            if self._places.get(start.idx) is not None:
                return self._places[start.idx]
            if start.text[:1].isupper() and (word := find_country(thing.doc[first : thing.i + 1].text)) is not None:
                return word.country
        return None
