"""States, governments, other bodies and groups as actors, told apart from places that are merely named.

A state is an actor where its name does or receives something ("attacks on Ukraine"), not where it says where ("in
Ukraine").  A capital or a palace is its government where it acts ("Minsk has denied"), else a place.  A government, its
armed forces and its people are different actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import LONGEST_NAME, CountryWord, find_country, longest_country
from lagebild.reading.naming.mentions import Mention, take_tokens, text_of
from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.roles import Role, read_role
from lagebild.reading.naming.terms import find_institution, find_term, singular_forms
from lagebild.reading.naming.unlisted_states import UnlistedStates, is_government
from lagebild.reading.tables import read_words
from lagebild.records import ActorKind

_SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent", "csubj"])
_OBJECTS = frozenset(["dobj", "dative", "iobj", "obj"])
_LOCATIVE = read_words("locative")
_MOTION = read_words("motion")
# A capital is the subject of these without its government doing anything.
_SCENIC = read_words("scenic")
_GOVERNMENT_NOUNS = frozenset(
    ["government", "administration", "regime", "leadership", "authority", "authorities", "cabinet"]
)
_OUTSIDE = frozenset(["DET", "PUNCT", "NUM", "SPACE", "PRON", "PART", "ADV", "CCONJ"])  # before a phrase's own words


@dataclass(frozen=True, slots=True)
class Body:
    """A state, body or group at one place; equal `key` means the same actor within one report."""

    first: int
    last: int
    key: tuple[str, ...]
    kind: ActorKind
    name: str
    country: str | None
    sector: str | None


def find_bodies(doc: Doc, own: list[bool], mentions: list[Mention], unlisted: UnlistedStates) -> list[Body]:
    """States, governments, organisations and groups in reading order, not overlapping, outside persons' names."""
    taken = bytearray(len(doc))
    for mention in mentions:
        if mention.sort == "person":
            take_tokens(taken, mention.first, mention.last)
    listed = (*_find_groups(doc, own), *_read_organisations(doc, mentions), *_find_states(doc, own))
    bodies = (*listed, *_find_unlisted(doc, own, unlisted))
    return sorted((b for b in bodies if take_tokens(taken, b.first, b.last)), key=lambda b: b.first)


def _read_organisations(doc: Doc, mentions: list[Mention]) -> Iterator[Body]:
    """Organisations by name; the acronym in brackets after a name is the same body."""
    long_names: dict[str, str] = {}
    for mention in mentions:
        following = mention.last + 2
        if mention.sort == "organisation" and following < len(doc) and doc[mention.last + 1].text == "(":
            long_names[doc[following].text] = text_of(doc, mention.first, mention.last)
    for mention in mentions:
        if mention.sort != "organisation":
            continue
        name = text_of(doc, mention.first, mention.last).removeprefix("the ")
        country_word = find_country(name)
        if country_word is not None and country_word.sense in ("capital", "seat"):
            continue
        full = long_names.get(name, name)
        role = read_role(full)
        if role.sector is None and (acronym := next((a for a, f in long_names.items() if f == full), None)):
            known = find_institution(acronym)
            role = Role(known.country, known.sector, "name") if known else role
        if role.sector is not None and not _is_headed_by_term(full):
            role = Role(role.country, None, role.sort)
        key = _body_key(full, role)
        yield Body(mention.first, mention.last, key, "organisation", name, role.country, role.sector)


def _is_headed_by_term(name: str) -> bool:
    """Whether the last word of a name's head says what sort of body it is: "Labour Force Survey" is no force."""
    head = name.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].split()
    last = head[-1] if head else ""
    two_words = " ".join(head[-2:])
    return any(find_institution(words) or find_term(words) for words in (name, last, two_words)) or (
        find_country(name) is not None
    )


def _body_key(name: str, role: Role) -> tuple[str, ...]:
    """One key for a body's spellings: folded words; a country's government under all its names is one."""
    words = tuple(fold_word(word) for word in name.split() if fold_word(word) not in ("the", "of", ""))
    if role.country and role.sector == "GOV" and words and words[-1] in _GOVERNMENT_NOUNS:
        return ("government", role.country)
    return ("body", *words)


def _find_groups(doc: Doc, own: list[bool]) -> Iterator[Body]:
    """Noun phrases that name a country's body or people: "the Belarusian government", "rebels in eastern Congo"."""
    for chunk in doc.noun_chunks:
        if not own[chunk.start] or chunk.root.pos_ not in ("NOUN", "PROPN"):
            continue
        first, last = chunk.start, chunk.root.i
        while first < last and (doc[first].pos_ in _OUTSIDE or doc[first].lower_ in ("some", "several", "many")):
            first += 1
        last = _extend_complement(doc, last)
        words = text_of(doc, first, last)
        if "\n" in words or find_country(words) is not None or find_institution(words) is not None:
            continue
        body = _read_group(doc, first, last, chunk.root, words)
        if body is not None:
            yield body


def _extend_complement(doc: Doc, last: int) -> int:
    """Takes in "of …" and "in …" after a noun while they lead to a name of a state."""
    position, end = last, last
    while position + 1 < len(doc) and doc[position + 1].lower_ in ("of", "in") and position - last < 3 * LONGEST_NAME:
        position += 2
        start = position
        while (
            position < len(doc)
            and doc[position].pos_ in ("DET", "ADJ", "PROPN", "NOUN")
            and position - start < LONGEST_NAME
        ):
            position += 1
        position -= 1
        for name in range(start, position + 1):
            if find_country(doc[name : position + 1].text) is not None:
                end = position
        if end != position and doc[position].pos_ not in ("NOUN", "PROPN"):
            break
    return end


def _read_group(doc: Doc, first: int, last: int, root: Token, words: str) -> Body | None:
    """A phrase as an actor when its words give a country and its head is a body or people in the plural."""
    term = find_term(doc[max(first, root.i - 1) : root.i + 1].text) or find_term(root.text)
    if term is None or term.strength == "open":
        return None
    if root.tag_ not in ("NNS", "NNPS") and term.sort != "body" and root.lower_ != "people":
        return None
    role = read_role(words)
    if role.country is None or role.sort not in ("body", "people", "person"):
        return None
    head = singular_forms(root.lower_)[-1]
    sector = None if root.lower_ == "people" and role.sector == "CVL" else role.sector
    if role.sector == "GOV" and head in _GOVERNMENT_NOUNS | {"authority"}:
        return Body(first, last, ("government", role.country), "organisation", words, role.country, "GOV")
    folded = tuple(fold_word(w) for w in words.split())
    kind: ActorKind = "organisation" if term.sort == "body" else "group"
    key = ("people", role.country) if root.lower_ == "people" else ("group", role.country, *folded[-3:])
    return Body(first, last, key, kind, words, role.country, sector)


def _find_states(doc: Doc, own: list[bool]) -> Iterator[Body]:
    """States, their governments by capital or palace, and their people by name."""
    position = 0
    while position < len(doc):
        token = doc[position]
        if not own[position] or not token.text[:1].isupper():
            position += 1
            continue
        found = _match_country(doc, position)
        if found is None:
            position += 1
            continue
        word, end = found
        if token.lower_ == "the" and find_country(doc[position + 1 : end].text) is not None:
            position += 1  # the article is no part of the name, except in The Hague
        body = _read_state(doc, position, end - 1, word)
        if body is not None:
            yield body
        position = end


def _find_unlisted(doc: Doc, own: list[bool], unlisted: UnlistedStates) -> Iterator[Body]:
    """States that only the report shows to be such, and their governments: "Karvelia", "the Karvelian government"."""
    if not unlisted.names and not unlisted.adjectives:
        return
    for token in doc:
        stem = unlisted.stem(token.text) if own[token.i] and token.text[:1].isupper() else None
        if stem is None:
            continue
        if is_government(token.head) and token.head.i == token.i + 1:
            name = text_of(doc, token.i, token.i + 1)
            yield Body(token.i, token.i + 1, ("government", "", stem), "organisation", name, None, "GOV")
        elif token.text in unlisted.names and (_is_involved(token) or _possesses(token)):
            yield Body(token.i, token.i, ("state", "", stem), "state", token.text, None, None)


def _match_country(doc: Doc, start: int) -> tuple[CountryWord, int] | None:
    """The longest word for a state that begins at a token, and where it ends."""
    for end in range(min(len(doc), start + longest_country(doc[start].text)), start, -1):
        if (word := find_country(doc[start:end].text)) is not None:
            return word, end
    return None


def _read_state(doc: Doc, first: int, last: int, word: CountryWord) -> Body | None:
    """A state's name, capital, palace or people at one place as an actor, None where it is none."""
    head = doc[last]
    name = text_of(doc, first, last)
    if word.sense == "name" and (_is_involved(head) or _possesses(head)):
        return Body(first, last, ("state", word.country), "state", name, word.country, None)
    if word.sense in ("capital", "seat") and _acts(head, word.sense == "seat"):
        return Body(first, last, ("government", word.country), "organisation", name, word.country, "GOV")
    if word.sense in ("people", "adjective") and head.tag_ in ("NNPS", "NNS") and _is_involved(head):
        return Body(first, last, ("people", word.country), "group", name, word.country, None)
    return None


def _conjunct_head(token: Token) -> Token:
    """The first of the things joined by "and", with a bound on the walk."""
    for _ in range(20):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _is_involved(token: Token) -> bool:
    """Whether a noun does or receives something: subject, object, or the object of a preposition that is no place's."""
    token = _conjunct_head(token)
    if token.dep_ in _SUBJECTS or token.dep_ in _OBJECTS:
        return not (token.dep_ in _OBJECTS and token.head.lemma_.lower() in _MOTION)
    if token.dep_ == "pobj":
        preposition = token.head
        if preposition.lower_ in _LOCATIVE:
            return False
        if preposition.lower_ == "to" and preposition.head.lemma_.lower() in _MOTION:
            return False
        return not (preposition.lower_ == "of" and find_term(preposition.head.text) is not None)
    return False


def _possesses(token: Token) -> bool:
    """Whether a state's possessive names its own doing ("Russia’s ally"), not merely where something lies."""
    return token.dep_ == "poss" and not find_term(token.head.text)


def _acts(token: Token, is_seat: bool) -> bool:
    """Whether a capital or palace stands for its government: subject of what only somebody can do, or party to it."""
    token = _conjunct_head(token)
    if token.dep_ == "nsubj" and token.head.pos_ in ("VERB", "AUX"):
        verb = token.head
        return is_seat or verb.lemma_.lower() not in _SCENIC or any(c.dep_ == "acomp" for c in verb.children)
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    if token.dep_ == "pobj" and token.head.lower_ in ("with", "between", "against", "to"):
        return token.head.head.lemma_.lower() not in _MOTION and (is_seat or token.head.lower_ != "to")
    return is_seat and token.dep_ in ("pobj", "dobj") and token.head.lower_ not in _LOCATIVE
