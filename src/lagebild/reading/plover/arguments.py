"""Candidates for events: verbs and event nouns, with who does them and who receives them, from the parse alone.

Nothing is decided here: a candidate has the senses of its word (none for a verb that no table knows) and the heads of
the noun phrases that stand where actor and recipient stand.  `plover.parties` says which of them are anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import child
from lagebild.reading.plover.doers import expand_joined, find_subjects, find_undergoers, follow_relative, is_passive_use
from lagebild.reading.plover.words import (
    NONE,
    STRENGTHS,
    Sense,
    find_noun_senses,
    find_verb_senses,
    has_paired_object,
    read_list,
)

_EMPTY_VERBS = frozenset(
    [
        "be",
        "have",
        "do",
        "say",
        "tell",
        "know",
        "think",
        "get",
        "become",
        "make",
        "go",
        "come",
        "see",
        "seem",
        "add",
        "want",
    ]
)
_SITUATING = frozenset(["on", "in", "for"])  # "on a visit to …"


_ANY_FRAME = ("object", "to", "with", "against", "on", "from", "for")
_OBJECT_SLOTS = frozenset(["object", "mutual", "reverse"])
_ABOUT_THINGS = frozenset(["REJECT", "ACCUSE", "SUPPORT", "CONCEDE"])  # "rejected a Swedish request"
_HARM = "ASSAULT"
_OBLIGING = frozenset(["must", "should", "ought"])
_DEMAND = Sense("REQUEST", None, STRENGTHS["middle"], ("object",))
_JOINED_IN = frozenset(["CONSULT", "PROTEST"])  # "in talks", "on strike"
_VOICED = frozenset(["ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"])  # "criticism from X" is X's
_SAYING_TOO = frozenset(["insist", "recognize", "recognise", "appreciate"])  # with a clause they only state
_NO_PLACES = frozenset(["mutual", "own", "bare", "-", "between"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event: `places` are the noun phrases where recipients stand, most telling first.

    `carrier` is the verb whose tense and mood tell whether it happens, the trigger itself for most verbs.  `mutual`
    is set where all parties take part alike, `reverse` where the subject receives ("hosted").
    """

    trigger: Token
    senses: tuple[Sense, ...]
    subjects: tuple[Token, ...]
    places: tuple[tuple[Token, ...], ...]
    carrier: Token
    mutual: bool = False
    reverse: bool = False


def find_candidates(doc: Doc, own: Sequence[bool]) -> Iterator[Candidate]:
    """All candidates of the report's own prose, in reading order."""
    for token in doc:
        candidate = _read_token(token) if own[token.i] else None
        if candidate is not None:
            yield candidate


def _read_token(token: Token) -> Candidate | None:
    if token.pos_ == "VERB":
        return read_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return read_noun(token)
    return read_obligation(token) if token.lower_ in _OBLIGING else None


def read_verb(verb: Token) -> Candidate | None:
    """A verb with its arguments, None for one that only carries the event its object names, or that says nothing."""
    senses = find_verb_senses(verb)
    thing = child(verb, "dobj", "nsubjpass")
    if _says_nothing(verb, senses, thing):
        return None
    frame = senses[0].frame if senses else _ANY_FRAME
    subjects, things = find_subjects(verb), find_undergoers(verb)
    if _is_consequence(verb, senses):
        subjects = ()
    places = [
        things if slot in _OBJECT_SLOTS else _find_obliques(verb, slot, thing)
        for slot in frame
        if slot not in {"-", "own", "bare"}
    ]
    if not any(places):
        places.append(_find_inner_recipients(verb))
    if senses and senses[0].type in _ABOUT_THINGS:
        places.append(things)
    if "mutual" in frame and len(subjects) == 1:
        subjects = _split_members(subjects[0])
    found = tuple(place for place in places if place)
    return Candidate(verb, senses, subjects, found, verb, "mutual" in frame, "reverse" in frame)


def _says_nothing(verb: Token, senses: tuple[Sense, ...], thing: Token | None) -> bool:
    """Whether a verb is no event of its own: empty, light, reflexive, or with an object that its sense excludes."""
    if not senses:
        return verb.lemma_.lower() in _EMPTY_VERBS or verb.dep_ in {"aux", "auxpass", "amod"} or _carries(verb, thing)
    if senses[0].type == NONE or _carries(verb, thing) or _is_question(verb):
        return True
    if "bare" in senses[0].frame and (thing is not None or child(verb, "ccomp") is not None):
        return True
    return thing is not None and thing.lower_.endswith(("self", "selves"))


def _is_question(verb: Token) -> bool:
    """Whether a verb is about words, not deeds: "asked about the smell", "asked to comment", "insist that …"."""
    if verb.lemma_.lower() in _SAYING_TOO:
        clause = child(verb, "ccomp")
        return clause is not None and clause.tag_ != "VB" and clause.i > verb.i
    if verb.lemma_.lower() != "ask":
        return False
    wanted = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
    if wanted is None:
        return not any(c.dep_ == "prep" and c.lower_ == "for" for c in verb.children)
    asked_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in wanted.children)
    return not asked_to or wanted.lemma_.lower() in {"comment", "respond", "describe", "explain", "say"}


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


def is_light(verb: Token) -> bool:
    """Whether a verb's object names what its subject does ("held talks", "launched an attack")."""
    return verb.lemma_.lower() in read_list("light")


def _find_obliques(verb: Token, slot: str, thing: Token | None) -> tuple[Token, ...]:
    """What stands after a preposition of the verb or of its object, or in its dative."""
    for holder in (verb, thing) if thing is not None else (verb,):
        for c in holder.children:
            if c.dep_ == "dative" and slot in {"to", "for", "dative"}:
                return expand_joined(c if c.pos_ != "ADP" else child(c, "pobj"))
            if c.dep_ in {"prep", "dative"} and c.lower_ == slot:
                found = child(c, "pobj")
                if found is not None:
                    return expand_joined(follow_relative(found))
    return ()


def _find_inner_recipients(verb: Token) -> tuple[Token, ...]:
    """To whom the content of a verbal act is addressed: "agreed to send tanks to X", "threatened to attack X"."""
    inner = child(verb, "xcomp", "ccomp")
    if inner is None or verb.lemma_.lower() not in read_list("folding"):
        return ()
    asked = child(inner, "nsubj")
    if asked is not None and inner.dep_ == "ccomp":  # "demanded that X prove …"
        return expand_joined(asked)
    for slot in ("object", "to", "with", "against", "on", "from", "for"):
        found = find_undergoers(inner) if slot == "object" else _find_obliques(inner, slot, child(inner, "dobj"))
        wanted = find_verb_senses(inner)
        if found and (slot != "object" or not wanted or "object" in wanted[0].frame or "mutual" in wanted[0].frame):
            return found
    return ()


def read_noun(noun: Token) -> Candidate | None:
    """An event noun with its arguments; None where the word is part of a name or of another noun, or stands alone."""
    if noun.dep_ in {"compound", "nmod", "amod"} or (
        noun.pos_ == "PROPN" and noun.ent_type_ in {"ORG", "PERSON", "DATE"}
    ):
        return None
    senses = find_noun_senses(noun)
    if not senses or senses[0].type == NONE or _asks_for_words(noun) or _names_treaty(noun, senses[0]):
        return None
    frame = senses[0].frame
    carrier, shared = _find_carrier(noun)
    if noun.dep_ in {"dobj", "nsubjpass"} and has_paired_object(carrier):
        return None  # "signed an agreement": the verb with this object is the candidate
    mutual = "mutual" in frame
    subjects = _find_noun_doers(noun, frame, mutual=mutual)
    if not subjects and senses[0].type in _VOICED and "from" not in frame:
        subjects = _find_noun_obliques(noun, "from", None)
    places = [_find_noun_obliques(noun, slot, shared) for slot in frame if slot not in _NO_PLACES]
    if "own" in frame and not any(places):
        owner = child(noun, "poss")
        if owner is not None and child(noun, "agent") is None:
            subjects, places = _find_by(noun), [expand_joined(follow_relative(owner))]
    if not any(places) and shared is not None and noun.dep_ == "dobj" and _undergoes(shared):
        places.append(find_subjects(shared))  # "X faced criticism"
    if not subjects and shared is not None and _gives_subject(noun, shared, senses[0]):
        subjects = find_subjects(shared)
    found = tuple(place for place in (*places, _find_opposed(noun)) if place)
    return Candidate(noun, senses, subjects, found, carrier, mutual) if subjects or found else None


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
    by = next((c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by"), None)
    return expand_joined(child(by, "pobj")) if by is not None else ()


def _find_noun_doers(noun: Token, frame: tuple[str, ...], *, mutual: bool) -> tuple[Token, ...]:
    """Whose doing an event noun is: "X's", "by X", "between X and Y", "the X …", or "of X" unless that receives."""
    if mutual:
        for c in noun.children:
            if c.dep_ == "prep" and c.lower_ in {"between", "among"}:
                return expand_joined(child(c, "pobj"))
    found = _find_by(noun)
    owner = child(noun, "poss")
    if owner is not None and not found and "own" not in frame:
        found = expand_joined(follow_relative(owner))
    if not found:
        named = (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_ in _NAMING)
        found = tuple(c for c in named if not _is_prefixed(c))
    if not found and "of" not in frame:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        found = expand_joined(child(of, "pobj")) if of is not None else ()
    return found


def _asks_for_words(noun: Token) -> bool:
    """Whether the press asks for a comment: "did not respond to requests for comment"."""
    asked = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    thing = child(asked, "pobj") if asked is not None else None
    return thing is not None and thing.lower_ in {"comment", "comments", "interview"}


def _names_treaty(noun: Token, sense: Sense) -> bool:
    """Whether an agreement is only spoken of by its name ("under the Paris agreement"), not made."""
    return sense.type == "AGREE" and any(c.dep_ in {"compound", "nmod"} and c.ent_type_ for c in noun.children)


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


_SIDES = frozenset(["anti", "pro"])
_NAMING = frozenset(["NORP", "GPE", "ORG", "PERSON"])


def _find_noun_obliques(noun: Token, slot: str, shared: Token | None) -> tuple[Token, ...]:
    """What stands after a preposition of the noun, or of the light verb that the noun is the object of."""
    light = shared if shared is not None and noun.dep_ in {"dobj", "nsubjpass"} and is_light(shared) else None
    for holder in (noun, light) if light is not None else (noun,):
        for c in holder.children:
            if c.dep_ in {"prep", "dative"} and c.lower_ == slot and (found := child(c, "pobj")) is not None:
                return expand_joined(follow_relative(found))
    return ()
