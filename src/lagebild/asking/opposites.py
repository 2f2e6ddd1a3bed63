"""Verbs of which one excludes the other, from `opposites.txt`: who rejects an offer does not accept it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.tokens import Token


def is_opposite(asked: Token, said: Token) -> bool:
    """Whether what a verb of a sentence says excludes what the question's verb asks."""
    if asked.pos_ != "VERB" or said.pos_ != "VERB":
        return False
    excluded = frozenset().union(*(_read_opposites().get(words, frozenset()) for words in _forms(asked)))
    return any(words in excluded for words in _forms(said))


def _forms(verb: Token) -> tuple[str, ...]:
    """A verb's lemma with its particle where it has one, else alone: "turn down"."""
    particles = [t.lower_ for t in verb.children if t.dep_ in {"prt", "advmod", "prep"} and t.i == verb.i + 1]
    lemma = verb.lemma_.lower()
    return tuple(f"{lemma} {word}" for word in particles) + (() if _has_particle(verb) else (lemma,))


def _has_particle(verb: Token) -> bool:
    """Whether a particle makes another verb of it."""
    return any(t.dep_ == "prt" for t in verb.children)


@cache
def _read_opposites() -> dict[str, frozenset[str]]:
    """Each verb with those that it excludes."""
    table: dict[str, frozenset[str]] = {}
    for line in (Path(__file__).parent / "opposites.txt").read_text(encoding="utf-8").splitlines():
        first, colon, second = line.split("#", 1)[0].partition(":")
        if colon:
            one, other = (frozenset(word.strip() for word in side.split(",")) for side in (first, second))
            for words, opposed in ((one, other), (other, one)):
                table |= {word: table.get(word, frozenset()) | opposed for word in words}
    return table
