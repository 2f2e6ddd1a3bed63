"""The place of an event told apart from places merely named beside it: by what the grammar ties to the trigger.

A place counts when a preposition of place ties it to the trigger itself, to the trigger's objects or subject, or to the
verb that carries a nominal trigger ("carried out an attack in …"); when it is where a motion leads ("travelled to"); or
when the trigger is done to the place itself ("shelled Kharkiv", "a visit to Minsk").  A place in a dateline or another
clause is none: then nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from lagebild.reading.geography.gazetteer import place_words
from lagebild.reading.naming.countries import find_country
from lagebild.reading.naming.terms import find_term
from lagebild.records import Place

_LONGEST_CLIMB = 8  # steps from a place up to the trigger
_NOUN_LINKS = frozenset(["conj", "appos", "compound", "nmod", "npadvmod"])
_ARGUMENTS = frozenset(
    ["dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "agent", "conj", "compound", "dative", "appos"]
)
_OBJECTS = frozenset(["dobj", "nsubjpass"])


def place_of(doc: Doc, trigger: Token, places: tuple[Place, ...]) -> Place | None:
    """The place where the event of a trigger happens, of `places` in reading order; None where the parse names none.

    Of several the one tied most closely is taken, the first named where two are equal.
    """
    sentence = trigger.sent
    first, last = sentence.start_char, sentence.end_char
    found: list[tuple[int, int, Place]] = []
    for place in places[bisect_left(places, first, key=lambda p: p.start) :]:
        if place.start >= last:
            break
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        distance = _measure(span.root, trigger, place) if span is not None else None
        if distance is not None:
            found.append((distance, place.start, place))
    return min(found)[2] if found else None


def _measure(name: Token, trigger: Token, place: Place) -> int | None:
    """How far a place is from the trigger; None where the tie is not one of place."""
    token, steps = _climb_name(name)
    if token.dep_ in _OBJECTS and token.head == trigger:
        return steps if _is_reached(trigger, place) else None
    if token.dep_ == "poss" and token.head == trigger:
        return steps + 1 if _is_reached(trigger, place) else None
    if token.dep_ != "pobj":
        return None
    preposition = token.head
    anchor = preposition.head
    if anchor.dep_ == "prep" and anchor.lower_ == "from":
        preposition, anchor = anchor, anchor.head
    if not _leads_there(preposition.lower_, anchor, trigger, place) or _is_seat(anchor):
        return None
    distance = _climb_to(anchor, trigger)
    return None if distance is None else distance + steps


def _climb_name(token: Token) -> tuple[Token, int]:
    """The top of the name's own phrase ("the Kharkiv region", "Goma and Bukavu", "the city of Odesa") and the steps."""
    words = place_words()
    for steps in range(_LONGEST_CLIMB):
        if token.dep_ in _NOUN_LINKS and token.head.pos_ in ("NOUN", "PROPN"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and _is_part(token.head.head, words):
            token = token.head.head
        else:
            return token, steps
    return token, _LONGEST_CLIMB


def _is_part(noun: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether a noun names a settlement, region or direction of what follows: "the outskirts of", "the south of"."""
    return noun.lemma_.lower() in words["settlements"] | words["regions"] | words["directions"]


def _leads_there(preposition: str, anchor: Token, trigger: Token, place: Place) -> bool:
    """Whether a preposition says where something happens, given what it hangs on."""
    words = place_words()
    lemma = anchor.lemma_.lower()
    if preposition in ("of", "on", "against", "to", "into", "toward", "towards", "for"):
        if preposition in ("to", "into", "toward", "towards") and lemma in words["motion"]:
            return True
        if preposition == "for" or anchor != trigger:
            return False
        return _is_reached(trigger, place)
    if preposition == "from":
        return lemma in words["leaving"]
    return preposition in words["locative"]


def _is_seat(anchor: Token) -> bool:
    """Whether a place only says where somebody in office sits: "officials in Kyiv said", "the government in Kabul"."""
    term = find_term(anchor.text) if anchor.dep_ == "nsubj" else None
    return term is not None and term.sector in ("GOV", "LEG", "JUD") and term.sort in ("person", "body")


def _is_reached(trigger: Token, place: Place) -> bool:
    """Whether what the trigger is done to is its place: a town that is shelled, or any place that is visited.

    A state that is attacked receives the attack; where in it, the text says elsewhere or not at all.
    """
    lemma = trigger.lemma_.lower()
    if lemma not in place_words()["reaching"]:
        return False
    word = find_country(place.name)
    state = word is not None and word.sense == "name"
    return not state or lemma in ("visit", "enter", "tour", "leave", "invade", "invasion", "occupy", "occupation")


def _climb_to(anchor: Token, trigger: Token) -> int | None:
    """Steps from what a preposition hangs on to the trigger, along arguments; None where a clause lies between."""
    token = anchor
    for steps in range(_LONGEST_CLIMB):
        if token == trigger:
            return steps
        if token.dep_ not in _ARGUMENTS or token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    # The other way: the preposition hangs on the verb that carries the trigger ("carried out an attack in …").
    token = trigger
    for steps in range(1, _LONGEST_CLIMB):
        carried = token.dep_ in _OBJECTS or token.dep_ in (
            "nsubj",
            "attr",
            "xcomp",
            "pobj",
            "prep",
            "agent",
            "compound",
        )
        if not carried or (token.dep_ in ("pobj", "prep") and token.head.pos_ not in ("ADP", "VERB")):
            return None
        token = token.head
        if token == anchor:
            return steps
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "xcomp":
            return None
    return None
