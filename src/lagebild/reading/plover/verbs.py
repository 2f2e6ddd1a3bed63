"""Verbs as candidates for events: what they say is done, by whom and to whom, and what somebody says must be done."""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.arguments import Candidate, is_light
from lagebild.reading.plover.doers import expand_joined, find_subjects, find_undergoers, follow_relative, is_passive_use
from lagebild.reading.plover.nouns import find_noun_doers
from lagebild.reading.plover.utterances import only_says
from lagebild.reading.plover.words import (
    NONE,
    STRENGTHS,
    TIMES,
    Sense,
    find_noun_senses,
    find_verb_senses,
    has_paired_object,
    read_list,
)

OBLIGING = frozenset(["must", "should", "ought"])
_PLACES = ("object", "to", "with", "against", "on", "from", "for")  # where a recipient may stand, most telling first
_OBJECT_SLOTS = frozenset(["object", "mutual", "reverse"])
_ABOUT_THINGS = frozenset(["REJECT", "ACCUSE", "SUPPORT", "CONCEDE"])  # "rejected a Swedish request"
_HARM = "ASSAULT"
_DEMAND = Sense("REQUEST", None, STRENGTHS["middle"], ("object",))


def read_verb(verb: Token) -> Candidate | None:
    """A verb with its arguments, None for one that only carries the event its object names, or that says nothing."""
    senses = find_verb_senses(verb)
    thing = child(verb, "dobj", "nsubjpass")
    if _says_nothing(verb, senses, thing):
        return None
    frame = senses[0].frame if senses else _PLACES
    subjects, things = find_subjects(verb), find_undergoers(verb)
    if _is_consequence(verb, senses):
        subjects = ()
    places = [
        things if slot in _OBJECT_SLOTS else _find_obliques(verb, slot, thing)
        for slot in frame
        if slot not in {"-", "own", "bare", "given"}
    ]
    if not any(places):
        places.append(_find_inner_recipients(verb))
    if senses and senses[0].type in _ABOUT_THINGS:
        places.append(things)
    if "mutual" in frame and len(subjects) == 1:
        subjects = _split_members(subjects[0])
    if senses and senses[0].type == _DEMAND.type:
        places.append(_find_asked(verb, thing))
    if "dative" in frame and thing is not None and not any(places):
        places.append(_find_given(thing))
    found = tuple(place for place in places if place)
    return Candidate(verb, senses, subjects, found, verb, "mutual" in frame, "reverse" in frame)


def _says_nothing(verb: Token, senses: tuple[Sense, ...], thing: Token | None) -> bool:
    """Whether a verb is no event of its own: empty, light, reflexive, or with an object that its sense excludes."""
    if not senses:
        return (
            verb.lemma_.lower() in read_list("empty")
            or verb.dep_ in {"aux", "auxpass", "amod"}
            or _carries(verb, thing)
        )
    if senses[0].type == NONE or _carries(verb, thing) or only_says(verb):
        return True
    if "bare" in senses[0].frame and (thing is not None or child(verb, "ccomp") is not None):
        return True
    if "given" in senses[0].frame and thing is None:
        return True
    return thing is not None and thing.lower_.endswith(("self", "selves"))


def _carries(verb: Token, thing: Token | None) -> bool:
    """Whether the object of a light verb is the event ("held talks")."""
    return thing is not None and is_light(verb) and bool(find_noun_senses(thing)) and not has_paired_object(verb)


def _split_members(noun: Token) -> tuple[Token, ...]:
    """ "negotiators from X and Y" meet as X and Y."""
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in {"from", "of"} and noun.tag_ in {"NNS", "NNPS"}:
            members = expand_joined(child(c, "pobj"))
            if len(members) > 1:
                return members
    return (noun,)


def _is_consequence(verb: Token, senses: tuple[Sense, ...]) -> bool:
    """Whether harm follows from something that nobody did: "suffered a crash, killing all aboard"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not senses or senses[0].type != _HARM:
        return False
    above = find_verb_senses(verb.head)
    thing = child(verb.head, "dobj")
    named = find_noun_senses(thing) if thing is not None else ()
    return not any(sense.type == _HARM for sense in (*above, *named))


def read_obligation(modal: Token) -> Candidate | None:
    """What somebody says that others must do, as a demand on them; who says it may only be known from the statement."""
    verb = modal.head
    if (
        modal.dep_ != "aux"
        or verb.pos_ not in {"VERB", "AUX"}
        or any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children)
    ):
        return None
    obliged = () if is_passive_use(verb) else find_subjects(verb)
    above = verb.head if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" else modal
    sayers = find_subjects(above) if above is not modal else ()
    return Candidate(modal, (_DEMAND,), sayers, (obliged,), above) if obliged else None


def _find_obliques(verb: Token, slot: str, thing: Token | None) -> tuple[Token, ...]:
    """What stands after a preposition of the verb or of its object, or in its dative."""
    for holder in (verb, *_unfold(thing)):
        for c in holder.children:
            if slot == "from" and c.lower_ == "out":  # "pulled out of X"
                of = next((t for t in c.children if t.lower_ == "of"), c)
                if (left := child(of, "pobj")) is not None:
                    return expand_joined(left)
            if c.dep_ == "dative" and slot in {"to", "for", "dative"}:
                return expand_joined(c if c.pos_ != "ADP" else child(c, "pobj"))
            if c.dep_ in {"prep", "dative"} and c.lower_ == slot:
                found = child(c, "pobj")
                if found is not None and found.ent_type_ not in TIMES:  # "called on Monday on X"
                    return expand_joined(follow_relative(found))
    return ()


def _find_given(thing: Token) -> tuple[Token, ...]:
    """Who is given something, where the parser takes them for part of its name: "granted Peru loans"."""
    return tuple(c for c in thing.children if c.dep_ == "compound" and c.ent_type_ == "GPE" and c.tag_ == "NNP")


def _find_asked(verb: Token, thing: Token | None) -> tuple[Token, ...]:
    """Of whom something is demanded: "called for X to leave", "demanded the resignation of X"."""
    for c in verb.children:
        asked = child(c, "nsubj") if c.dep_ in {"advcl", "ccomp", "xcomp"} and c.i > verb.i else None
        if asked is not None and any(m.lower_ == "for" for m in c.children if m.dep_ == "mark"):
            return expand_joined(asked)
    wanted = thing or next((child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    senses = find_noun_senses(wanted) if wanted is not None else ()
    if wanted is None or not senses or {"of", "own", "mutual"}.intersection(senses[0].frame):
        return ()
    return find_noun_doers(wanted, senses[0].frame, mutual=False)


def _unfold(thing: Token | None) -> tuple[Token, ...]:
    """An object and what it is a number of: "a new round of sanctions"."""
    if thing is None:
        return ()
    of = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    inner = child(of, "pobj") if of is not None else None
    return (thing, inner) if inner is not None and inner.pos_ == "NOUN" else (thing,)


def _find_inner_recipients(verb: Token) -> tuple[Token, ...]:
    """To whom the content of a verbal act is addressed: "agreed to send tanks to X", "threatened to attack X"."""
    inner = child(verb, "xcomp", "ccomp")
    if inner is None or verb.lemma_.lower() not in read_list("folding"):
        return ()
    asked = child(inner, "nsubj")
    if asked is not None and inner.dep_ == "ccomp":  # "demanded that X prove …"
        return expand_joined(asked)
    thing = child(inner, "dobj")
    given = _find_obliques(inner, "to", thing) if thing is not None else ()
    for slot in ("to", *_PLACES) if given else _PLACES:  # "refused to hand the suspects over to X"
        found = find_undergoers(inner) if slot == "object" else _find_obliques(inner, slot, thing)
        wanted = find_verb_senses(inner)
        if found and (slot != "object" or not wanted or "object" in wanted[0].frame or "mutual" in wanted[0].frame):
            return found
    return ()
