"""Whom "they" and "who" mean where no name fits: the people or bodies that a plural noun shortly before speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from lagebild.records import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LONGEST = 12  # words of a noun phrase
_CLIMB = 5  # verbs above "who"


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
