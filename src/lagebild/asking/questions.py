"""A question in words to what it asks about: parties, action, and the terms to look for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as ParsedToken

from lagebild.asking.declaratives import state_question
from lagebild.asking.deed_words import read_deed_words, read_light_words
from lagebild.asking.parties import Party, name_party
from lagebild.reading.naming.countries import find_country
from lagebild.records import Proposition
from lagebild.situation.terms import cut_stem, find_concepts, fold, is_stop, split_tokens, words_of_concept

LONGEST = 600  # characters of a question that are read
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "poss", "agent", "csubj"})
_FUTURE = frozenset({"will", "would", "shall", "going", "about", "imminent", "plan", "plans", "planning"})
_PAST = frozenset({"did", "has", "have", "had", "was", "were"})  # as the question's first word
_PLACING = frozenset({"in", "at", "from", "near", "inside"})
_ACTION_WORDS = frozenset({"VERB", "NOUN", "NUM", "AUX"})


@dataclass(frozen=True, slots=True)
class Sought:
    """What passages are measured against.

    `groups` has a set of terms for each word of the action, of which a passage must hold one each; `agents` did it,
    `targets` received it; `speakers` are set when the question asks what somebody says.  `main` is the group
    of the question's verb, or of its first word of action; `future` says that the question asks what will happen,
    `past` that it asks what has; `places` are the words of those targets that only say where.
    """

    proposition: Proposition
    agents: tuple[Party, ...]
    targets: tuple[Party, ...]
    speakers: tuple[Party, ...]
    groups: tuple[frozenset[str], ...]
    main: int = 0
    future: bool = False
    places: frozenset[str] = frozenset()
    past: bool = False

    @property
    def empty(self) -> bool:
        """Whether the question names nothing that could be looked for."""
        return not (self.agents or self.targets or self.speakers or self.groups)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or name of the question with the role the parse gives it."""

    text: str
    start: int
    end: int
    name: bool
    subject: bool
    of_saying: bool = False
    main: bool = False
    by: bool = False
    place: bool = False


def read_question(question: str, parser: Language | None) -> Sought:
    """What the question asks about; without a parser capitals tell names, and what precedes the action is its agent."""
    text = " ".join(question[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode().split())
    asked = [token.word for token in split_tokens(text)]
    stated = state_question(text, parser) if parser and text else text
    named = stated != text and text.partition(" ")[2][:1].isupper()  # whether the statement begins with a name
    text = stated
    doc = parser(text) if parser and text else None
    words = (list(_parse_words(doc, named=named)) if doc is not None else []) or list(_plain_words(text))
    words = _set_sides(words)
    names = [word for word in words if word.name]
    agents = _name_parties(word for word in names if word.subject and not word.of_saying)
    speakers = _name_parties(word for word in names if word.of_saying)
    targets = _name_parties(word for word in names if not word.subject and not word.of_saying)
    action = [word for word in words if not word.name]
    groups = _group_terms(text, action)
    terms = _list_terms(groups, action, (*agents, *targets, *speakers))
    shown = text[action[0].start : action[-1].end] if action else None
    proposition = Proposition(
        question=question,
        actors=tuple(party.words for party in (*speakers, *agents)),
        action=shown,
        recipients=tuple(party.words for party in targets),
        terms=terms,
    )
    main = _find_main(text, words, groups)
    future, past = bool(_FUTURE & set(asked)), bool(_PAST & set(asked[:1])) or (doc is not None and _is_told(doc))
    places = frozenset(word.text for word in names if word.place and not word.subject)
    return Sought(proposition, agents, targets, speakers, groups, main, future, places, past)


def _name_parties(words: Iterator[_Word]) -> tuple[Party, ...]:
    found = (name_party(word.text) for word in words)
    return tuple(dict.fromkeys(party for party in found if party is not None))


def _is_told(doc: Doc) -> bool:
    """Whether a statement's verb is past: "has surrendered", "found the tomb"."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.pos_ != "VERB":
        return False
    helpers = {t.lower_ for t in root.children if t.dep_ in {"aux", "auxpass"}}
    return not helpers & _FUTURE and (root.tag_ == "VBD" or (root.tag_ == "VBN" and bool(helpers & _PAST)))


def _parse_words(doc: Doc, *, named: bool = False) -> Iterator[_Word]:
    """The words of a parsed question that matter, names whole; `named` says that its first word is (part of) a name."""
    light, saying = (read_light_words()[kind] for kind in ("light", "saying"))
    sayer = next((t for t in doc if t.lemma_ in saying and t.pos_ == "VERB"), None)
    at = 0
    while at < len(doc):
        token = doc[at]
        if _is_name(token) or (named and at == 0 and not is_stop(fold(token.text))):
            end = at + 1
            while end < len(doc) and _is_name(doc[end]) and doc[end].dep_ not in {"conj", "appos"}:
                end += 1
            head = doc[end - 1]
            while head.dep_ in {"compound", "conj", "amod", "nmod"} and head.head != head:
                head = head.head
            head = _bearer(head)
            of_saying = sayer is not None and head.dep_ == "nsubj" and head.head == sayer
            span = doc[at:end]
            before = doc[at - 1].lower_ if at else ""
            by = before == "by" or (head.dep_ == "pobj" and head.head.dep_ == "agent")
            subject = by or head.dep_ in _SUBJECTS or _is_moved(head) or _leads(head)
            word = _Word(span.text, span.start_char, span.end_char, True, subject, of_saying)
            yield replace(word, by=by, place=before in _PLACING)
            at = end
            continue
        wanted = token.pos_ in _ACTION_WORDS and token.ent_type_ not in _TIMES and not is_stop(fold(token.text))
        wanted = wanted and not _stands_for_name(token)
        if wanted and token.lemma_ not in light and (sayer is None or token.i != sayer.i):
            main = token.dep_ == "ROOT" and token.pos_ in {"VERB", "NOUN"}
            yield _Word(token.text, token.idx, token.idx + len(token), False, False, main=main)
        at += 1


def _bearer(head: ParsedToken) -> ParsedToken:
    """The body that acts for a name in its "of": "the government of Ostelia"; else the name's head itself."""
    above = head.head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and above.lemma_.lower() in read_deed_words("acting"):
        return above
    return head


def _stands_for_name(token: ParsedToken) -> bool:
    """Whether a noun only names the body by which somebody named acts: "the Ostelian army"."""
    if token.pos_ != "NOUN" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    inner = [n for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children]
    named = any(_is_name(t) for t in (*token.children, *inner))
    return named and token.lemma_.lower() in read_deed_words("bodies")


def _set_sides(words: Sequence[_Word]) -> list[_Word]:
    """The words with names after the verb no longer taken for its subject, as parsers take them in short questions."""
    if any(w.by for w in words):
        return [replace(w, subject=w.by) for w in words]
    first = next((w for w in words if w.name and w.subject), None)
    action = next((w for w in words if not w.name and first is not None and w.start > first.start), None)
    if action is None:
        return list(words)
    return [replace(w, subject=False) if w.name and w.subject and w.start > action.start else w for w in words]


def _is_moved(head: ParsedToken) -> bool:
    """Whether a name acts though it is a passive's subject: who "is dragged into" something."""
    return head.dep_ == "nsubjpass" and head.head.lemma_ in read_deed_words("moved")


def _leads(head: ParsedToken) -> bool:
    """Whether a name heads the question's clause or describes the noun that does ("Ostelian involvement")."""
    return head.dep_ == "ROOT" or (head.dep_ in {"attr", "dep"} and head.head.dep_ == "ROOT")


def _is_name(token: ParsedToken) -> bool:
    """Whether a parsed word is (part of) a name."""
    if token.ent_type_ in _TIMES or is_stop(fold(token.text)) or not token.text[0].isalnum():
        return False
    capital = token.text[0].isupper()
    if not capital and (country := find_country(token.text.title())) is not None:
        return country.sense == "name" and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.dep_ not in {"dobj"}
    return capital and (token.pos_ == "PROPN" or token.ent_type_ in _NAMES or token.i > 0)


def _plain_words(text: str) -> Iterator[_Word]:
    """The words of an unparsed question: capitals are names, those before the first other word are agents."""
    light = read_light_words()["light"]
    acted = False
    tokens = [token for token in split_tokens(text) if not is_stop(token.word)]
    at = 0
    while at < len(tokens):
        token = tokens[at]
        country = find_country(token.word.title())
        capital = text[token.start].isupper() and (token.start > 0 or len(tokens) == 1 or token.word not in light)
        name = capital or (country is not None and country.sense == "name")
        end = token.end
        while (
            name and at + 1 < len(tokens) and tokens[at + 1].start == end + 1 and text[tokens[at + 1].start].isupper()
        ):
            at += 1
            end = tokens[at].end
        if name or token.word not in light:
            yield _Word(text[token.start : end], token.start, end, name, name and not acted)
        acted = acted or (not name and token.word not in light)
        at += 1


def _find_main(text: str, words: Sequence[_Word], groups: Sequence[frozenset[str]]) -> int:
    """The number of the group that holds the question's verb: the parse's, else the word before the first target."""
    action = [word for word in words if not word.name]
    stated = [word for word in action if word.main]
    if not stated and action:
        target = next((w for w in words if w.name and not w.subject and w.start > action[0].start), None)
        stated = [word for word in action if target is not None and word.start < target.start][-1:]
    terms = _terms_of(text, stated[0]) if stated else frozenset()
    return next((at for at, group in enumerate(groups) if group & terms), 0)


def _terms_of(text: str, word: _Word) -> frozenset[str]:
    """The terms that say a word: the concept that bears its name, else every concept it belongs to, else its stem."""
    tokens = split_tokens(text)
    stems = frozenset(cut_stem(token.word) for token in split_tokens(word.text))
    held = [m.term for m in find_concepts(tokens) if tokens[m.first].start <= word.start < tokens[m.last].end]
    named = frozenset(term for term in held if cut_stem(term.removeprefix("~")) in stems)
    return named or frozenset(held) or stems


def _group_terms(text: str, action: Sequence[_Word]) -> tuple[frozenset[str], ...]:
    """For each word of the action the terms that say it; a word that says the same again adds none."""
    groups: list[frozenset[str]] = []
    for word in action:
        group = _terms_of(text, word)
        if group and not any(group & other for other in groups):
            groups.append(group)
    return tuple(groups)


def _list_terms(groups: Sequence[frozenset[str]], action: Sequence[_Word], parties: Sequence[Party]) -> tuple[str, ...]:
    """The words to search the store for: those of the question first, then those its concepts gather."""
    words = [word.text for word in action] + [name for party in parties for name in party.names]
    gathered = [word for group in groups for term in sorted(group) for word in words_of_concept(term)]
    return tuple(dict.fromkeys(fold(word) for word in (*words, *gathered)))
