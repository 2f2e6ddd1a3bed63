"""The words around a noun that say who or where is meant: its phrase, the state it names, the places it is put in."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from lagebild.reading.clauses import child
from lagebild.reading.naming.countries import LONGEST_NAME, CountryWord, find_country
from lagebild.reading.plover.doers import expand_joined
from lagebild.records import Span

_LOCATING = frozenset(["in", "into", "at", "on", "across", "to", "near", "over"])
_COMING = frozenset(["of", "from", "in"])
_DEEPEST = 2  # places inside places that are looked into
_LONGEST_TAIL = 6  # words of "of …" that belong to a phrase


def phrase_span(token: Token) -> Span:
    """A noun with what stands before it and its "of …": the words that say who is meant."""
    if token.pos_ in ("PRON",) or token.dep_ in ("amod", "compound", "poss"):
        return Span(token.idx, token.idx + len(token))
    doc, first, last = token.doc, token.left_edge.i, token.i
    while first < token.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in ("cc", "preconj")):
        first += 1
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1), None)
    if of is not None and of.right_edge.i - token.i <= _LONGEST_TAIL:
        last = of.right_edge.i
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def match_country(token: Token) -> CountryWord | None:
    """The state that a capitalised word names, with the words before it that belong to the name."""
    if not token.text[:1].isupper():
        return None
    doc = token.doc
    for first in range(max(token.sent.start, token.i - LONGEST_NAME + 1), token.i + 1):
        if first != token.i and doc[first].head.i != token.i and doc[first].dep_ not in ("compound", "amod", "det"):
            continue
        if (word := find_country(doc[first : token.i + 1].text)) is not None:
            return word
    return None


def find_sides(thing: Token, *, people: bool) -> tuple[Token, ...]:
    """The states of "Chilean and Peruvian troops", and of `people` of several states: "lawmakers in X and Y"."""
    first = next((c for c in thing.children if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
    second = child(first, "conj") if first is not None else None
    if first is not None and second is not None and thing.i > second.i:
        return (first, second) if all(_has_sense(side, "adjective", "name") for side in (first, second)) else ()
    if not people or thing.tag_ != "NNS":
        return ()
    for c in thing.children:
        if c.dep_ == "prep" and c.lower_ in _COMING:
            named = expand_joined(child(c, "pobj"))
            if len(named) > 1 and all(_has_sense(side, "name") for side in named):
                return named
    return ()


def _has_sense(name: Token, *senses: str) -> bool:
    word = match_country(name)
    return word is not None and word.sense in senses


def find_placed(holder: Token, deep: int = _DEEPEST) -> Iterator[Token]:
    """Where a word is put, near things first: "strikes at several places across X"."""
    for preposition in holder.children:
        thing = child(preposition, "pobj") if preposition.lower_ in _LOCATING else None
        if thing is not None:
            yield thing
            if deep > 1:
                yield from find_placed(thing, deep - 1)
