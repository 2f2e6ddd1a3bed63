"""Who does an action and who receives it, read off the parse of one sentence: verbs, nominal actions, control.

Nothing here knows names; the findings are tokens, each the head of a phrase that fills a part of the action.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Stretch
from spacy.tokens import Token

from lagebild.asking.conditions import find_condition
from lagebild.asking.deed_words import read_deed_words

_CLIMBS = 6  # steps from an action to the verb or noun that says whose it is
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_CARRYING = frozenset({"with", "for", "in", "into", "on", "about"})
_DESCRIBING = frozenset({"poss", "amod", "compound", "nmod"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An action in a sentence: heads of the phrases that name who does it and who receives it, empty when unsaid.

    `described` are words before a nominal action that may be either ("Ostelian strikes").  `said_of` is the phrase of
    which a nominal action is said ("the law is a step towards participation").  `past` is set for what has happened,
    `coming` for what is said to lie ahead, `present` for a bare present.
    `condition` is the word that makes it hang on something, or a mere wish.
    """

    action: Token
    doers: tuple[Token, ...]
    receivers: tuple[Token, ...]
    described: tuple[Token, ...] = ()
    said_of: tuple[Token, ...] = ()
    past: bool = False
    coming: bool = False
    present: bool = False
    condition: Token | None = None


def read_deed(action: Stretch, others: tuple[Stretch, ...] = ()) -> Deed:
    """The deed whose action these words name; `others` are the further words of the action ("enter" … "the war")."""
    head = _find_head(action)
    verbal = head.pos_ in {"VERB", "AUX"}
    doers = tuple(_doers_of_verb(head) if verbal else _doers_of_noun(head))
    receivers = list(_receivers(head))
    for other in others:
        receivers.extend(t for t in _receivers(_find_head(other)) if t.i not in {r.i for r in receivers})
    within = {t.i for stretch in (action, *others) for t in stretch}
    return Deed(
        action=head,
        doers=_spread(doers),
        receivers=_spread(tuple(t for t in receivers if t.i not in within)),
        described=() if verbal else tuple(t for t in head.children if t.dep_ in _DESCRIBING),
        said_of=() if verbal or doers else tuple(_said_of(head)),
        past=_is_past(head),
        coming=_is_coming(head),
        present=head.tag_ in {"VBZ", "VBP"} and not any(t.dep_ in {"aux", "auxpass"} for t in head.children),
        condition=find_condition(head),
    )


def _find_head(stretch: Stretch) -> Token:
    """The word of a phrase on which its meaning hangs; a preposition's noun or verb."""
    head = stretch.root
    if head.pos_ in {"ADP", "PART", "SCONJ", "ADV"}:
        inside = [t for t in stretch if t.pos_ in {"VERB", "NOUN", "PROPN"}]
        return inside[0] if inside else head.head
    return head


def _spread(heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """The heads with what is coordinated with them, each once."""
    found: dict[int, Token] = {}
    for head in heads:
        for token in (head, *head.conjuncts):
            if token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"}:
                found[token.i] = token
    return tuple(found.values())


# ---- verbs -------------------------------------------------------------------------------------------------------


def _is_passive(verb: Token) -> bool:
    """Whether the verb is passive: an auxiliary or subject says so, or a participle after its noun ("hit by")."""
    if any(t.dep_ in {"auxpass", "nsubjpass"} for t in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not any(t.dep_ == "aux" for t in verb.children)


def _is_caused(verb: Token) -> bool:
    """Whether somebody has it done: "had the prisoners shot"."""
    held = any(t.dep_ in _SUBJECTS for t in verb.children) and not any(t.dep_ == "aux" for t in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "ccomp" and verb.head.lemma_ in {"have", "get"} and held


def _children(token: Token, labels: frozenset[str] | set[str]) -> list[Token]:
    return [t for t in token.children if t.dep_ in labels]


def _objects_of(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The nouns of the prepositions that hang on a word."""
    for preposition in _children(token, _PREPOSITIONS):
        if preposition.lower_ in prepositions:
            yield from _children(preposition, {"pobj"})


def _doers_of_verb(verb: Token, climbs: int = _CLIMBS) -> Iterator[Token]:
    if verb.lemma_.lower() in read_deed_words("moved") and not _children(verb, {"xcomp", "ccomp"}):
        moved = _children(verb, {"nsubjpass"}) or _children(verb, {"dobj"})
        if moved:
            yield from map(_antecedent, moved)
            return
    if _is_caused(verb) or _is_passive(verb):
        yield from _governor(verb.head, climbs) if _is_caused(verb) else _objects_of(verb, frozenset({"by"}))
        return
    subjects = _children(verb, _SUBJECTS)
    if subjects:
        yield from map(_antecedent, subjects)
    elif climbs:
        yield from _controllers(verb, climbs - 1)


def _antecedent(subject: Token) -> Token:
    """The noun for which a relative pronoun stands; else the word itself."""
    if subject.lower_ in {"who", "which", "that"} and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def _controllers(verb: Token, climbs: int) -> Iterator[Token]:
    """Who does what a verb without a subject of its own names."""
    above = verb.head
    if above == verb:
        return
    if verb.dep_ in {"conj", "dep"} and above.pos_ in {"VERB", "AUX"}:
        yield from _governor(above, climbs) if _is_passive(above) else _doers_of_verb(above, climbs)
    elif verb.dep_ in {"xcomp", "ccomp", "advcl"} and above.pos_ in {"VERB", "AUX", "ADJ"}:
        objects = _children(above, {"dobj"}) if verb.dep_ != "advcl" else []
        if above.lemma_ == "call":
            objects = objects or list(_objects_of(above, frozenset({"on", "upon", "for"})))
        if objects and above.lemma_.lower() in read_deed_words("control"):
            yield from objects
        else:
            yield from _governor(above, climbs)
    elif verb.dep_ == "pcomp":
        yield from _controllers_of_gerund(above, climbs)
    elif verb.dep_ == "acl" and verb.tag_ == "VBG":
        yield above
    elif verb.dep_ in {"acl", "relcl"}:
        yield from _doers_of_noun(above, climbs)


def _governor(verb: Token, climbs: int) -> Iterator[Token]:
    """The subject of a verb, active or passive, that its dependent verb shares."""
    subjects = _children(verb, {"nsubj", "nsubjpass"})
    if subjects:
        yield from map(_antecedent, subjects)
    elif climbs:
        yield from _controllers(verb, climbs - 1)


def _controllers_of_gerund(preposition: Token, climbs: int) -> Iterator[Token]:
    """Who does the gerund after a preposition: "accused Ostelia of attacking", "its plan of attacking"."""
    above = preposition.head
    if above.pos_ in {"VERB", "AUX"}:
        objects = _children(above, {"dobj"})
        if objects and above.lemma_.lower() in read_deed_words("control"):
            yield from objects
        else:
            yield from _governor(above, climbs)
    elif above.pos_ == "NOUN":
        yield from _doers_of_noun(above, climbs)
    elif above.pos_ == "ADJ":
        yield from _governor(above.head, climbs)


# ---- nominal actions ---------------------------------------------------------------------------------------------


def _doers_of_noun(noun: Token, climbs: int = _CLIMBS) -> Iterator[Token]:
    """Who does what a noun names: by possessor, "by", "of", or the verb that carries it out."""
    possessors = [t for t in _children(noun, {"poss"}) if t.lemma_.lower() not in read_deed_words("times")]
    own = [*possessors, *_objects_of(noun, frozenset({"by"}))]
    if noun.lemma_.lower() in read_deed_words("suffered"):  # parsers hang "by" on the nearer noun
        own += [by for held in _objects_of(noun, frozenset({"of"})) for by in _objects_of(held, frozenset({"by"}))]
    announced = noun.lemma_.lower() in read_deed_words("leading")  # "talk of a cut": the cut talks to nobody
    if noun.lemma_.lower() not in read_deed_words("suffered") and not own and not announced:
        own = list(_objects_of(noun, frozenset({"of"})))
    if own:
        yield from own
        return
    if any(t.pos_ in {"PROPN", "ADJ"} and t.text[0].isupper() and t.dep_ in _DESCRIBING for t in noun.children):
        return  # an adjective before it may say whose it is
    if climbs:
        yield from _carriers(noun, climbs - 1)


def _carriers(noun: Token, climbs: int) -> Iterator[Token]:
    """Who does a noun's action through the verb or noun on which it hangs."""
    above = noun.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        yield from _doers_of_noun(above, climbs)
    elif noun.dep_ in {"dobj", "attr", "acomp"} and above.pos_ in {"VERB", "AUX"}:
        if above.lemma_.lower() in read_deed_words("carrying"):
            yield from _doers_of_verb(above, climbs)
    elif noun.dep_ == "nsubjpass" and above.lemma_.lower() in read_deed_words("carrying"):
        yield from _objects_of(above, frozenset({"by"}))
    elif noun.dep_ in {"pobj", "pcomp"} and above.head != above:
        governor = above.head
        if governor.pos_ == "NOUN" and governor.lemma_.lower() in read_deed_words("leading"):
            yield from _doers_of_noun(governor, climbs)
        elif above.lower_ in _CARRYING and governor.lemma_.lower() in read_deed_words("carrying"):
            yield from _doers_of_verb(governor, climbs)


def _said_of(noun: Token) -> Iterator[Token]:
    """The phrase of which a noun is said: subject of "is a step towards …", object of "see … as a step towards …"."""
    top = noun
    for _ in range(_CLIMBS):
        if top.dep_ == "pobj" and top.head.lower_ == "as" and top.head.head.pos_ == "VERB":
            yield from _children(top.head.head, {"dobj", "nsubjpass"})
            return
        if top.dep_ == "attr":
            yield from _children(top.head, {"nsubj"})
            return
        if top.dep_ != "pobj" or top.head.head.pos_ != "NOUN":
            return
        top = top.head.head


# ---- who receives ------------------------------------------------------------------------------------------------


def _receivers(head: Token) -> Iterator[Token]:
    """Who receives what a verb or noun names."""
    to = read_deed_words("to")
    if head.lemma_.lower() in read_deed_words("leaving"):
        to |= {"from"}
    if head.pos_ in {"VERB", "AUX"}:
        suffering = {"dobj", "nsubjpass", "dative"} | ({"nsubj"} if _is_caused(head) else set())
        yield from map(_antecedent, _children(head, suffering))
        if _is_passive(head) and head.dep_ == "acl":
            yield head.head
        yield from _objects_of(head, to)
        return
    for preposition in _children(head, _PREPOSITIONS):
        found = _children(preposition, {"pobj"})
        if preposition.lower_ in to or (preposition.lower_ == "of" and _suffers(head)):
            yield from found
        if preposition.lower_ in {"by", "of", "between"}:
            for noun in found:
                yield from [noun] if preposition.lower_ == "between" else _objects_of(noun, to - {"in", "with"})
    above = head.head
    if head.dep_ == "dobj" and above.lemma_.lower() in read_deed_words("carrying"):
        yield from _objects_of(above, to)


def _suffers(noun: Token) -> bool:
    """Whether what follows the noun's "of" receives the action."""
    by = bool(_children(noun, {"poss"})) or any(t.lower_ == "by" for t in _children(noun, _PREPOSITIONS))
    return by or noun.lemma_.lower() in read_deed_words("suffered")


def _is_past(head: Token) -> bool:
    """Whether the words say that the action has happened."""
    if head.pos_ in {"VERB", "AUX"}:
        if head.tag_ == "VBD":
            return True
        helpers = {t.lower_ for t in head.children if t.dep_ in {"aux", "auxpass"}}
        return head.tag_ == "VBN" and bool(helpers & {"has", "have", "had", "was", "were", "'ve"})
    above = head.head
    if head.dep_ == "pobj" and above.lower_ in {"after", "since", "during", "following"}:
        return True
    carried = head.dep_ in {"dobj", "nsubj", "nsubjpass"} and above.pos_ == "VERB"
    return carried and above.tag_ in {"VBD", "VBN"} and (head.dep_ != "dobj" or _carries_out(above))


def _carries_out(verb: Token) -> bool:
    """Whether a past verb says that its object took place."""
    return verb.lemma_.lower() in {"launch", "conduct", "carry", "mount", "start", "begin", "stage", "unleash", "lunch"}


def _is_coming(head: Token) -> bool:
    """Whether the words put the action ahead: "will sign", "is to be signed", "is going to", "plans to"."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    if any(t.dep_ == "aux" and t.lower_ in {"will", "shall", "would", "'ll", "’ll", "wo"} for t in head.children):
        return True
    if head.dep_ == "xcomp" and head.head.lemma_.lower() in read_deed_words("ahead"):
        return True
    infinitive = head.tag_ == "VB" and any(t.dep_ == "aux" and t.lower_ == "to" for t in head.children)
    open_ended = head.dep_ in {"xcomp", "acl", "advcl"} and head.head.lemma_.lower() not in read_deed_words("achieving")
    return infinitive and open_ended
