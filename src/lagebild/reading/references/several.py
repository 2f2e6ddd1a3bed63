"""Whom "they", "it" and "who" mean where no name fits: people, a body or a text named by a noun shortly before."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from lagebild.reading.naming.terms import find_term
from lagebild.reading.tables import read_words
from lagebild.records import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_GOVERNED = _SUBJECTS | {"dobj"}
_SAYING_NOUNS = read_words("saying_nouns")
_PLURAL = frozenset({"NNS", "NNPS"})
_LONGEST = 12  # words of a noun phrase
_CLIMB = 5  # verbs above "who"


def find_taken_up(pronoun: Token) -> Token | None:
    """The noun that "they" or "it" takes up where no name fits, or None."""
    if pronoun.lower_ == "they":
        return find_plural_subject(pronoun)
    return find_speaking_thing(pronoun) if pronoun.lower_ == "it" else None


def find_speaking_thing(pronoun: Token) -> Token | None:
    """The one noun for a body or for something that says something before "it", in its sentence or the one before."""
    first = pronoun.sent.start
    here = [t for t in pronoun.doc[first : pronoun.i] if _can_speak(t)]
    if not here and first > 0:
        here = [t for t in pronoun.doc[first - 1].sent if _can_speak(t)]
    return here[0] if len(here) == 1 else None


def _can_speak(noun: Token) -> bool:
    if noun.tag_ != "NN" or noun.dep_ not in _GOVERNED:
        return False
    term = find_term(noun.text)
    return noun.lower_ in _SAYING_NOUNS or (term is not None and term.sort == "body")


def find_plural_subject(pronoun: Token) -> Token | None:
    """The one plural noun that is a subject before "they" in its sentence, else in the sentence before; or None."""
    first = pronoun.sent.start
    here = _find_subjects(pronoun.doc[first : pronoun.i])
    if not here and first > 0:
        here = _find_subjects(pronoun.doc[first - 1].sent)
    return here[0] if len(here) == 1 else None


def _find_subjects(tokens: Iterable[Token]) -> list[Token]:
    """Plural subjects among tokens, without those that are only times or quantities of something."""
    plural = (t for t in tokens if t.tag_ in _PLURAL and t.dep_ in _SUBJECTS)
    return [t for t in plural if t.ent_type_ not in ("DATE", "TIME", "PERCENT")]


def find_antecedent_noun(pronoun: Token) -> Token | None:
    """The noun that a relative clause describes, by its "who", "which" or "that"."""
    verb = pronoun.head
    for _ in range(_CLIMB):
        if verb.dep_ == "relcl" or verb.head.i == verb.i:
            break
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" and verb.head.i < pronoun.i else None


def span_of_noun(noun: Token) -> Span:
    """The noun with what stands before it and the "of" or "for" phrase right after it, as far as that is short."""
    first = noun.left_edge if noun.i - noun.left_edge.i <= _LONGEST else noun
    last = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.right_edge.i - noun.i <= _LONGEST:
            last = child.right_edge
            break
    if any(t.dep_ == "relcl" for t in noun.doc[noun.i : last.i + 1]):
        last = noun
    return Span(first.idx, last.idx + len(last.text))
