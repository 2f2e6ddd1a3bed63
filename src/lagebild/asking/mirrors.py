"""Whether a sentence says of the same what a question asks, word for word: who, what, and to whom or of what.

Beside `casts`, which knows states and people by their names, this compares the words of both parses, and so also
serves where who acts or receives has no name of its own: "the teachers of Hoyle", "the district".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.asking.deed_words import read_deed_words, read_light_words
from lagebild.asking.deeds import read_deed
from lagebild.asking.opposites import is_opposite
from lagebild.reading.naming.countries import find_country
from lagebild.situation.terms import cut_stem, fold, is_stop, read_list

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_PREDICATES = frozenset({"attr", "acomp"})
_TIMES = frozenset({"DATE", "TIME"})
_OPENERS = frozenset({"will", "did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "would", "can"})
_PLACING = frozenset({"in", "at", "near", "inside"})
_NOMINAL = ("al", "ure", "ion", "ation", "ment", "ement", "ance", "ence", "ery")
_NEEDED = 0.75
"""Share of the words after the question's verb that a sentence must hold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The clause of a question: its verb, and the words that matter before and after it."""

    verb: Token
    before: tuple[Token, ...]
    after: tuple[Token, ...]


def read_asked(doc: Doc) -> Asked | None:
    """The clause that a parsed question asks about; None where it has no verb of its own or nobody before it."""
    verb = _find_verb(doc)
    if verb is None:
        return None
    own = {t.i for t in verb.subtree if t.i < verb.i} if _is_predicate(verb) else set()
    before = tuple(t for t in doc[: verb.i] if _counts(t) and t.i not in own)
    after = tuple(t for t in doc if _counts(t) and (t.i > verb.i or t.i in own))
    return Asked(verb, before, after) if before else None


def _is_predicate(token: Token) -> bool:
    """Whether a word is what its sentence says somebody is, or is in: "is the new chief", "is under arrest"."""
    if token.dep_ in _PREDICATES:
        return token.head.lemma_ == "be"
    return token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.lemma_ == "be"


def _find_verb(doc: Doc) -> Token | None:
    """The question's verb; where the parser sees none, the first plain word right after a name that follows "Will"."""
    being = next((t for t in doc if t.dep_ == "ROOT" and t.lemma_ == "be"), None)
    predicate = next((t for t in being.children if t.dep_ in _PREDICATES and t.i > being.i), None) if being else None
    placed = (n for t in being.children if t.dep_ == "prep" for n in t.children) if being else iter(())
    predicate = predicate or next((n for n in placed if n.dep_ == "pobj" and n.pos_ == "NOUN"), None)
    if predicate is not None:
        return None if predicate.lemma_.lower() in read_light_words()["light"] else predicate
    verbs = [t for t in doc if t.pos_ == "VERB"]
    verb = next((t for t in verbs if t.dep_ == "ROOT"), verbs[0] if verbs else None)
    if not len(doc) or doc[0].lower_ not in _OPENERS:
        return verb
    after = (t for t in doc[2:] if t.text[0].islower() and doc[t.i - 1].pos_ == "PROPN" and t.pos_ in _CONTENT)
    first = next((t for t in after if not is_stop(fold(t.text)) and not _is_subject(t)), None)
    return first if first is not None and (verb is None or first.i < verb.i) else verb


def _is_subject(token: Token) -> bool:
    """Whether a noun is the subject of a verb after it, and so no verb mistaken for a noun."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"} and token.i < token.head.i


def _counts(token: Token) -> bool:
    """Whether a word says who or what, rather than when, how or nothing."""
    return token.pos_ in _CONTENT and token.ent_type_ not in _TIMES and not is_stop(fold(token.text))


def find_deed(asked: Asked, doc: Doc, source: Sequence[Token] = ()) -> Token | None:
    """The word of a sentence that names the deed asked about, with the parts asked about; None where there is none.

    `source` are the words that name the speaker, for whom "we" and "it" may stand.
    """
    for token in doc:
        if (
            (token.pos_ in {"VERB", "NOUN"} or token.dep_ in _PREDICATES)
            and is_same(asked.verb, token)
            and _mirrors(asked, token, source)
        ):
            return token
    return None


def find_opposite(asked: Asked, doc: Doc, source: Sequence[Token] = ()) -> Token | None:
    """The verb of a sentence that excludes the deed asked about, with the same parts; None where there is none."""
    return next((t for t in doc if is_opposite(asked.verb, t) and _mirrors(asked, t, source)), None)


def _mirrors(asked: Asked, action: Token, source: Sequence[Token]) -> bool:
    """Whether who is asked about does or suffers this, and what is asked about stands in its phrase."""
    deed = read_deed(action.doc[action.i : action.i + 1])
    passive = any(t.dep_ in {"nsubjpass", "auxpass"} for t in asked.verb.children)
    suffers = any(t.dep_ in {"nsubjpass", "auxpass"} for t in action.children)
    heads = _find_sufferers(action) if passive else list(deed.doers)
    if _is_predicate(action):
        being = action.head if action.dep_ in _PREDICATES else action.head.head
        heads = [t for t in being.children if t.dep_ == "nsubj"]
    if action.pos_ == "NOUN" and not heads:
        heads = [*deed.described, *deed.said_of]
        if not heads and is_spoken_of(action):
            return False
    heads = [t for t in heads if not is_excluded(t)]
    if suffers and not passive and not heads and action.pos_ == "VERB":
        return False
    doing = [w for head in heads for w in _phrase(head) if not _is_owner(w, asked)]
    if not heads or any(t.pos_ == "PRON" for t in heads):
        doing = [*source, *(t for t in action.doc[: action.i] if t.dep_ in {"nsubj", "compound", "poss", "pobj"})]
    if not _holds(asked.before, doing, 0.6) or (passive and not suffers and not heads):
        return False
    if any(_is_kin_of(asked, t) for t in deed.receivers):
        return False
    if _is_done_to_others(asked, [w for head in deed.receivers for w in _phrase(head) if w not in doing]):
        return False
    around = [t for t in action.doc if t.i > action.i or t in action.subtree]
    wanted = _without_unsaid_names(asked, action.doc, source)
    wanted = [t for t in wanted if not _is_known_place(t, action)]
    return _holds(wanted, [t for t in around if t not in doing], _NEEDED)


def _find_sufferers(action: Token) -> list[Token]:
    """The heads of the phrases that name to whom or what a verb or a noun is done."""
    if action.pos_ != "NOUN":
        return [t for t in action.children if t.dep_ in {"nsubjpass", "dobj", "dative"}]
    of = [n for t in action.children if t.dep_ == "prep" and t.lower_ == "of" for n in t.children if n.dep_ == "pobj"]
    return of or [t for t in action.children if t.dep_ == "poss"]


def is_excluded(head: Token) -> bool:
    """Whether a phrase is only named to say that it was another: "not the storm, but a mine"."""
    first = head.left_edge.i
    return any(t.dep_ == "neg" for t in head.children) or (first > 0 and head.doc[first - 1].lower_ == "not")


def _is_owner(word: Token, asked: Asked) -> bool:
    """Whether a word only names whose brother, neighbour or rival acts: who is asked about does not act then."""
    owner = next((t for t in (word, *word.ancestors) if t.dep_ == "poss"), None)
    if owner is None or owner.head.lemma_.lower() in read_deed_words("acting"):
        return False
    return not any(is_same(token, owner.head) for token in asked.before)


def _is_kin_of(asked: Asked, head: Token) -> bool:
    """Whether a brother, a daughter and the like of somebody receives the deed, and the question asks of none."""
    return head.lemma_.lower() in read_deed_words("kin") and not any(is_same(t, head) for t in asked.after)


def _is_done_to_others(asked: Asked, receiving: Sequence[Token]) -> bool:
    """Whether the words that name who receives hold names, and none of those that the question puts there."""
    wanted, found = ([t for t in words if is_name(t)] for words in (asked.after, receiving))
    return bool(wanted and found) and not any(is_same(t, w) for t in wanted for w in found)


def is_spoken_of(noun: Token) -> bool:
    """Whether a noun only takes up a deed already known, or one that somebody blames on another."""
    known = any(t.lower_ in {"the", "this", "that", "these", "those"} for t in noun.children)
    return known or (noun.dep_ == "dobj" and noun.head.lemma_.lower() in read_deed_words("blaming"))


def is_anothers(asked: Asked, doc: Doc) -> bool:
    """Whether the same is done to the same, and by somebody named in quite other words."""
    for token in doc:
        if token.pos_ != "VERB" or not is_same(asked.verb, token) or not asked.after:
            continue
        doers = read_deed(doc[token.i : token.i + 1]).doers
        doing = [w for head in doers for w in _phrase(head)]
        rest = [t for t in doc if t not in doing]
        strange = not any(is_same(t, w) for t in asked.before for w in doing)
        if doing and strange and all(t.pos_ in {"NOUN", "PROPN"} for t in doers) and _holds(asked.after, rest, 1.0):
            return True
    return False


def _without_unsaid_names(asked: Asked, doc: Doc, source: Sequence[Token]) -> list[Token]:
    """What is asked about, without names that the sentence leaves unsaid, naming nobody and nowhere else instead."""
    known = (*asked.before, *asked.after, *source)
    if any(w.pos_ == "PROPN" and not any(is_same(t, w) for t in known) for w in doc):
        return list(asked.after)
    return [t for t in asked.after if not is_name(t) or any(is_same(t, w) for w in doc)]


def _is_known_place(name: Token, action: Token) -> bool:
    """Whether a name only says where, and the sentence names it elsewhere and puts the deed in no other place."""
    if not (is_name(name) and name.dep_ == "pobj" and name.head.lower_ in _PLACING):
        return False
    places = [n for t in action.children if t.dep_ == "prep" and t.lower_ in _PLACING for n in t.children if is_name(n)]
    return not places and any(is_same(name, word) for word in action.doc)


def _phrase(head: Token, *, inner: bool = False) -> Iterable[Token]:
    """The words of the phrase of a head, without what is coordinated with it and the clauses that hang on it."""
    yield head
    for child in head.children:
        if child.dep_ not in {"relcl", "acl", "advcl", "cc", "punct"} and (inner or child.dep_ != "conj"):
            yield from _phrase(child, inner=True)


def _holds(wanted: Sequence[Token], words: Sequence[Token], share: float) -> bool:
    """Whether the words hold so much of what is wanted, heads and last names among it, and no other name instead."""
    if not wanted:
        return True
    found = [token for token in wanted if any(is_same(token, word) for word in words)]
    heads = [t for t in wanted if t.dep_ not in {"compound", "amod", "poss", "nmod"} or t.head not in wanted]
    if len(found) < share * len(wanted) or not all(head in found for head in heads):
        return False
    missing = [token for token in wanted if token not in found and is_name(token)]
    others = [w for w in words if is_name(w) and not any(is_same(token, w) for token in wanted)]
    return not (missing and any(any(is_same(t, other.head) for t in wanted) for other in others))


def is_name(token: Token) -> bool:
    """Whether a word is a name and no title."""
    return (
        token.text[0].isupper() and token.pos_ in {"PROPN", "ADJ"} and fold(token.text) not in read_list("titles.txt")
    )


def _is_inflected(shorter: str, longer: str) -> bool:
    """Whether a verb is another with an ending, its last letter doubled or not: "shred", "shredded"."""
    rest = longer[len(shorter) :]
    ended = rest.removeprefix(shorter[-1:]) in {"ed", "ing"} or rest in {"ed", "ing", "es"}
    ended = ended or (shorter.endswith("e") and rest == "d")
    return len(shorter) >= 3 and longer.startswith(shorter) and ended


def _is_nominal(verb: Token, noun: Token) -> bool:
    """Whether a noun names what a verb does, by its ending: "dismiss", "dismissal"."""
    if verb.pos_ != "VERB" or noun.pos_ != "NOUN":
        return False
    pair = f"{verb.lemma_.lower()} {noun.lemma_.lower()}"
    if pair in read_deed_words("nominals") or pair in read_deed_words("unrelated"):
        return pair in read_deed_words("nominals")
    base = fold(verb.lemma_).removesuffix("e")
    return len(base) >= 4 and fold(noun.lemma_) in {base + ending for ending in _NOMINAL}


def is_same(first: Token, second: Token) -> bool:
    """Whether two words are one in other forms: by lemma, by stem, or as a state and its adjective."""
    one, two = fold(first.text).removesuffix("'s"), fold(second.text).removesuffix("'s")
    if one == two or fold(first.lemma_) == fold(second.lemma_) or cut_stem(one) == cut_stem(two):
        return True
    if _is_inflected(*sorted((one, two), key=len)) or _is_nominal(first, second) or _is_nominal(second, first):
        return True
    if not (first.text[0].isupper() and second.text[0].isupper()):
        return False
    state, other = find_country(first.text), find_country(second.text)
    if state is not None and other is not None:
        return state.country == other.country and "city" not in {state.sense, other.sense}
    shorter, longer = (one, two) if len(one) <= len(two) else (two, one)
    stem = shorter.rstrip("aeiouy")
    return len(stem) >= 4 and longer.startswith(stem) and longer[len(stem) :] in read_deed_words("adjectives")
