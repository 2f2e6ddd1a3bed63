"""States that no table has, known by what the report itself calls theirs: "the Velan government", "the army of Velan".

A capitalised word that is nobody's name counts as a state where the text gives it what only states have (a government,
an army, a foreign minister…).  Its adjective ("Karvelian") belongs to it when the stems agree.  Such a state has no
country code: none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import find_country
from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.naming.terms import find_institution, find_term
from lagebild.reading.tables import read_words

_OF_STATES = read_words("of_states")
_PERSONS_HAVE = read_words("persons_have")  # bodies that are also called by who leads them
_GOVERNING = frozenset(["government", "regime", "cabinet"])
_ENDINGS = ("ian", "ean", "an", "ish", "ese", "ic", "i", "n")  # of adjectives, longest first
_SHORTEST = 4  # letters of a stem


@dataclass(frozen=True, slots=True)
class UnlistedStates:
    """The words of a report that name states no table has (`names`), and their adjectives with the name's stem."""

    names: frozenset[str]
    adjectives: dict[str, str]

    def stem(self, word: str) -> str | None:
        """What all words for one such state share, or None for any other word."""
        if word in self.names:
            return _stem_name(word)
        return self.adjectives.get(word)


def find_unlisted_states(doc: Doc, own: list[bool]) -> UnlistedStates:
    """The names and adjectives of states that the report's prose shows to be such; linear in its tokens.

    A person can have a government or troops ("Johnson's cabinet"), so that a possessive counts only beside what no
    person has, and no word of a longer personal name counts.
    """
    people = {token.text for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1 for token in entity}
    stems = {_stem_name(t.text) for t in doc if t.text[:1].isupper() and _stem_name(t.text) != t.text}
    names: set[str] = set()
    adjectives: dict[str, str] = {}
    for token in doc:
        noun = token.lemma_.lower()
        if not own[token.i] or noun not in _OF_STATES or token.pos_ not in ("NOUN", "PROPN"):
            continue
        for owner in _owners(token):
            if owner.text in people or not _is_unknown(owner):
                continue
            stem = _stem_adjective(owner.text) if owner.dep_ in ("amod", "compound", "nmod") else None
            if stem is not None and (stem in stems or owner.ent_type_ == "NORP") and owner.ent_type_ != "PERSON":
                adjectives[owner.text] = stem
            elif owner.dep_ in ("poss", "pobj") and noun not in _PERSONS_HAVE:
                names.add(owner.text)
    due = set(adjectives.values())
    if due:
        names.update(t.text for t in doc if t.pos_ == "PROPN" and _stem_name(t.text) in due and _is_unknown(t))
    return UnlistedStates(frozenset(names - set(adjectives) - people), adjectives)


def _owners(noun: Token) -> Iterator[Token]:
    """The words that say whose a body is: before it, or after "of"."""
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.text[:1].isupper():
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (inner for inner in child.children if inner.dep_ == "pobj" and inner.text[:1].isupper())


def _is_unknown(token: Token) -> bool:
    """Whether a capitalised word is no listed state, body, office, given name or part of a longer name."""
    word = token.text
    alone = token.i == 0 or not (token.nbor(-1).dep_ == "compound" and token.nbor(-1).head == token)
    known = find_country(word) or find_institution(word) or find_term(word) or find_term(word, modifier=True)
    return (
        alone
        and word.isalpha()
        and not word.isupper()
        and len(word) > _SHORTEST
        and not known
        and not is_given_name(word)
    )


def _stem_adjective(word: str) -> str | None:
    """ "Karvelian" without its ending, or None for a word that does not end like an adjective of a state."""
    for ending in _ENDINGS[:5]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return None


def _stem_name(word: str) -> str:
    """ "Karvelia" without the vowels that its adjective lacks."""
    for ending in ("ia", "ea", "a", "y", "e", "o"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def is_government(noun: Token) -> bool:
    """Whether a noun says government, so that a state's adjective before it makes one actor under that name."""
    return noun.lemma_.lower() in _GOVERNING
