"""Event nouns as candidates for events: whose doing they name, and whom it reaches."""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.arguments import Candidate, is_light
from lagebild.reading.plover.doers import expand_joined, find_subjects, follow_relative
from lagebild.reading.plover.phrases import match_country
from lagebild.reading.plover.words import (
    NONE,
    Sense,
    find_noun_senses,
    find_verb_senses,
    has_fixed_end,
    has_paired_object,
    read_list,
)

_SITUATING = frozenset(["on", "in", "for", "during"])  # "on a visit to …"
_JOINED_IN = frozenset(["CONSULT", "PROTEST"])  # "in talks", "on strike"
_VOICED = frozenset(["ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"])  # "criticism from X" is X's
_ANSWERED = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_NO_PLACES = frozenset(["mutual", "own", "bare", "-", "between"])
_SIDES = frozenset(["anti", "pro"])
_HARM = "ASSAULT"
_PLACING = frozenset(["in", "at", "near", "across"])
_NAMING = frozenset(["NORP", "GPE", "ORG", "PERSON"])


def read_noun(noun: Token) -> Candidate | None:
    """An event noun with its arguments; None where the word names no event of its own, or stands alone."""
    senses = find_own_senses(noun)
    if not senses:
        return None
    frame = senses[0].frame
    carrier, shared = _find_carrier(noun)
    mutual = "mutual" in frame
    backed = _find_backed(noun, senses[0])
    subjects = find_noun_doers(noun, (*frame, "of") if backed else frame, mutual=mutual)
    taken = _find_noun_obliques(noun, "from", None) if senses[0].type in _VOICED and "from" not in frame else ()
    subjects = subjects or taken
    places = [_find_noun_obliques(noun, slot, shared) for slot in frame if slot not in _NO_PLACES]
    if "own" in frame and not any(places):
        owner = child(noun, "poss")
        if owner is not None and child(noun, "agent") is None:
            subjects, places = _find_by(noun), [expand_joined(follow_relative(owner))]
    if not any(places) and shared is not None and noun.dep_ == "dobj" and (_undergoes(shared) or taken):
        places.append(find_subjects(shared))  # "X faced criticism", "X has support from Y"
    if not subjects and shared is not None and _gives_subject(noun, shared, senses[0]):
        subjects = find_subjects(shared)
    if not any(places):
        places.append(_find_named_place(noun, senses[0]))
    found = tuple(place for place in (*places, backed or _find_denier(noun, senses[0]), _find_opposed(noun)) if place)
    placed = senses[0].type == _HARM and any(c.dep_ == "prep" and c.lower_ in _PLACING for c in noun.children)
    return Candidate(noun, senses, subjects, found, carrier, mutual) if subjects or found or placed else None


def find_own_senses(noun: Token) -> tuple[Sense, ...]:
    """The senses of a noun that names an event of its own; empty for part of a name, of another noun or of a verb."""
    if noun.dep_ in {"compound", "nmod", "amod"} or (
        noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "PERSON", "DATE"}
    ):
        return ()
    if noun.dep_ == "pobj" and has_fixed_end(noun.head.head):
        return ()  # "went on strike": the verb with this end is the candidate
    senses = find_noun_senses(noun)
    if not senses or senses[0].type == NONE:
        return ()
    if _asks_for_words(noun) or _is_judged(noun) or _names_treaty(noun, senses[0]):
        return ()
    if noun.dep_ in {"dobj", "nsubjpass"} and has_paired_object(_find_carrier(noun)[0]) and not _is_anothers(noun):
        return ()  # "signed an agreement": the verb with this object is the candidate
    return senses


def _find_named_place(noun: Token, sense: Sense) -> tuple[Token, ...]:
    """Of whom something is asked, where "for" tells, or the place that harm is named after."""
    if sense.type == "REQUEST":
        return _find_asked(noun)
    return tuple(c for c in noun.children if _is_place(c)) if sense.type == _HARM else ()


def _find_backed(noun: Token, sense: Sense) -> tuple[Token, ...]:
    """Whom somebody acts "in support of", or "throws his support behind"."""
    if sense.type != "SUPPORT":
        return ()
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and not any(c.dep_ in {"det", "poss"} for c in noun.children):
        return _find_noun_obliques(noun, "of", None)
    for holder in (noun, noun.head) if noun.dep_ in {"dobj", "nsubjpass"} else (noun,):
        behind = next((c for c in holder.children if c.dep_ == "prep" and c.lower_ == "behind"), None)
        if behind is not None:
            return expand_joined(child(behind, "pobj"))
    return ()


def _find_denier(noun: Token, sense: Sense) -> tuple[Token, ...]:
    """Whom somebody else's accusation, demand or threat is about, as they answer it: "X denied Y's accusations"."""
    verb = noun.head
    if sense.type not in _ANSWERED or noun.dep_ != "dobj" or not _is_anothers(noun):
        return ()
    answers = find_verb_senses(verb)
    return find_subjects(verb) if answers and answers[0].type == "REJECT" else ()


def _is_anothers(noun: Token) -> bool:
    """Whether what a verb speaks of has its own doer: "denied Chile's accusations"."""
    return child(noun, "poss") is not None or bool(_find_by(noun))


def _find_carrier(noun: Token) -> tuple[Token, Token | None]:
    """The verb that tells whether the event happens, and the one whose subject may do it; the noun itself if none."""
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:
        return _find_carrier(head)
    if noun.dep_ in {"dobj", "nsubjpass", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        return head, head if noun.dep_ != "attr" else None
    if noun.dep_ in {"nsubj"} and head.pos_ in {"VERB", "AUX"}:
        return head, None
    if noun.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        return head.head, head.head if head.lower_ in _SITUATING else None
    return noun, None


def _gives_subject(noun: Token, verb: Token, sense: Sense) -> bool:
    """Whether who does the verb does the noun: a light verb with its object, or somebody "on a visit", "in talks"."""
    if noun.dep_ in {"dobj", "nsubjpass"} or noun.dep_ == "conj":
        return is_light(verb) or verb.lemma_.lower() in read_list("planning")
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)
    return sense.type in _JOINED_IN and noun.dep_ == "pobj" and not definite


def _undergoes(verb: Token) -> bool:
    """Whether a verb's subject receives what its object names."""
    return verb.lemma_.lower() in read_list("receiving")


def _find_by(noun: Token) -> tuple[Token, ...]:
    """ "an attack by X", also where the parser hangs it on whom it strikes: "the arrest of Y by X"."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    struck = child(of, "pobj") if of is not None else None
    for holder in (noun, struck) if struck is not None else (noun,):
        by = next((c for c in holder.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by"), None)
        if by is not None:
            return expand_joined(child(by, "pobj"))
    return ()


def find_noun_doers(noun: Token, frame: tuple[str, ...], *, mutual: bool) -> tuple[Token, ...]:
    """Whose doing an event noun is: "X's", "by X", "between X and Y", "the X …", or "of X" unless that receives."""
    if mutual:
        for c in noun.children:
            if c.dep_ == "prep" and c.lower_ in {"between", "among"}:
                return expand_joined(child(c, "pobj"))
    found, harm = _find_by(noun), any(sense.type == _HARM for sense in find_noun_senses(noun))
    owner = child(noun, "poss")
    if owner is not None and not found and "own" not in frame:
        found = expand_joined(follow_relative(owner))
    if not found:
        named = (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _NAMING)
        named = (c for c in named if not (harm and _is_place(c)))
        found = tuple(c for c in named if not _is_prefixed(c)) or _find_leaders(noun)
    if not found and "of" not in frame:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        found = expand_joined(child(of, "pobj")) if of is not None else ()
    return found


def _find_leaders(noun: Token) -> tuple[Token, ...]:
    """Who leads a deed: "the Chile-led attack"."""
    led = next((c for c in noun.children if c.lower_ == "led" or c.lower_.endswith("-led")), None)
    return tuple(c for c in led.children if c.pos_ == "PROPN") if led is not None else ()


def _find_asked(noun: Token) -> tuple[Token, ...]:
    """Of whom something is asked: "a call for X to leave"."""
    inner = next((c for c in noun.children if c.dep_ in {"relcl", "acl"} and child(c, "nsubj") is not None), None)
    if inner is None or not any(m.dep_ == "mark" and m.lower_ == "for" for m in inner.children):
        return ()
    return expand_joined(child(inner, "nsubj"))


def _is_judged(noun: Token) -> bool:
    """Whether a noun says what something is taken for ("as the biggest threat") or goes to a court ("appeal of")."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return True
    return noun.lemma_ == "appeal" and any(c.dep_ == "prep" and c.lower_ in {"of", "against"} for c in noun.children)


def _asks_for_words(noun: Token) -> bool:
    """Whether the press asks for a comment: "did not respond to requests for comment"."""
    asked = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    thing = child(asked, "pobj") if asked is not None else None
    return thing is not None and thing.lower_ in {"comment", "comments", "interview"}


def _names_treaty(noun: Token, sense: Sense) -> bool:
    """Whether an agreement is only spoken of by its name ("under the Paris agreement"), not made."""
    return sense.type == "AGREE" and any(c.dep_ in {"compound", "nmod"} and c.ent_type_ for c in noun.children)


def _is_place(name: Token) -> bool:
    """Whether a word before a deed is a town's or region's name, who are nobody: "the Paris attacks" happened there."""
    if name.dep_ != "compound":
        return False
    word = match_country(name)
    if word is None:
        return name.ent_type_ == "GPE"
    return word.sense in {"capital", "city"} or (word.sense == "region" and not word.partial)


def _is_prefixed(name: Token) -> bool:
    """Whether a name is only part of "anti-X" or "pro-X"."""
    doc, i = name.doc, name.i
    return name.lower_.startswith(("anti-", "pro-")) or (
        i > 1 and doc[i - 1].text == "-" and doc[i - 2].lower_ in _SIDES
    )


def _find_opposed(noun: Token) -> tuple[Token, ...]:
    """Against whom an "anti-X" rally is."""
    doc = noun.doc
    names = (c for c in noun.children if c.i < noun.i and c.ent_type_ in _NAMING and c.i > 1)
    return tuple(c for c in names if doc[c.i - 1].text == "-" and doc[c.i - 2].lower_ == "anti")


def _find_noun_obliques(noun: Token, slot: str, shared: Token | None) -> tuple[Token, ...]:
    """What stands after a preposition of the noun, or of the light verb that the noun is the object of."""
    light = shared if shared is not None and noun.dep_ in {"dobj", "nsubjpass"} and is_light(shared) else None
    for holder in (noun, light) if light is not None else (noun,):
        for c in holder.children:
            if c.dep_ in {"prep", "dative"} and c.lower_ == slot and (found := child(c, "pobj")) is not None:
                return expand_joined(follow_relative(found))
    return ()
