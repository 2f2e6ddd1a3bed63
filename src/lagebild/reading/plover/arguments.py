"""What may name an event, and the noun phrases around it: the record that verbs and nouns of events are read into."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from lagebild.reading.plover.words import Sense, read_list


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


def is_light(verb: Token) -> bool:
    """Whether a verb's object names what its subject does ("held talks", "launched an attack")."""
    return verb.lemma_.lower() in read_list("light")
