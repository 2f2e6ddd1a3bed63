"""Words and phrases of a found cue, and the stance each gives (`data/stances_en.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from spacy.tokens import Token

from lagebild.reading.tables import read_toml
from lagebild.records import Certainty, Stance

_MOST_BETWEEN = 2  # words between two words of a phrase


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance with the certainty of its words.

    `shapes` are the shapes of content it holds for, empty for any; `against` names what it has to be said of ("claim").
    """

    stance: Stance
    certainty: Certainty
    shapes: frozenset[str] = frozenset()
    verb: bool = False
    against: str = ""


@dataclass(frozen=True, slots=True)
class Attitudes:
    """Attitudes by word, phrases with theirs by first word, and the smaller lists of the file by name."""

    words: Mapping[str, tuple[Attitude, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Attitude], ...]]
    lists: Mapping[str, frozenset[str]]


@cache
def load_attitudes() -> Attitudes:
    """The file, read once."""
    raw = read_toml("stances_en.toml")
    words: dict[str, list[Attitude]] = {}
    for entry in raw["words"]:
        for word in entry["words"].split():
            words.setdefault(word, []).append(_attitude_of(entry))
    phrases: dict[str, list[tuple[tuple[str, ...], Attitude]]] = {}
    for entry in raw["phrases"]:
        for phrase in entry["phrases"].split(";"):
            if parts := tuple(phrase.split()):
                phrases.setdefault(parts[0], []).append((parts, _attitude_of(entry)))
    return Attitudes(
        MappingProxyType({word: tuple(found) for word, found in words.items()}),
        MappingProxyType({word: tuple(found) for word, found in phrases.items()}),
        MappingProxyType({name: frozenset(value.split()) for name, value in raw["lists"].items()}),
    )


def _attitude_of(entry: Mapping[str, Any]) -> Attitude:  # Any: values as TOML gives them
    shapes = frozenset(entry.get("shapes", "").split())
    return Attitude(entry["stance"], entry["certainty"], shapes, entry.get("verb", False), entry.get("against", ""))


def find_phrase(words: Sequence[Token]) -> tuple[Token, Attitude] | None:
    """The longest phrase that stands in a cue (of equal ones the last), with the token that begins it, or None."""
    known = load_attitudes().phrases
    best: tuple[int, Token, Attitude] | None = None
    for position, token in enumerate(words):
        for parts, attitude in (entry for form in forms_of(token) for entry in known.get(form, ())):
            if (best is None or len(parts) >= best[0]) and _follows(words, position + 1, parts[1:]):
                best = (len(parts), token, attitude)
    return (best[1], best[2]) if best else None


def _follows(words: Sequence[Token], position: int, parts: Sequence[str]) -> bool:
    """Whether the parts follow from a position on, in order, with few words between."""
    for part in parts:
        reach = words[position : position + _MOST_BETWEEN + 1]
        found = next((n for n, token in enumerate(reach) if part in forms_of(token)), None)
        if found is None:
            return False
        position += found + 1
    return True


def find_attitude(token: Token, shape: str) -> Attitude | None:
    """The attitude of a word toward content of a shape: an entry for the shape before one for any."""
    known = load_attitudes().words
    for form in forms_of(token):
        fitting = [a for a in known.get(form, ()) if not (a.verb and _is_noun_in_phrase(token))]
        named = next((a for a in fitting if shape in a.shapes), None)
        found = named or next((a for a in fitting if not a.shapes), None)
        if found is not None:
            return found
    return None


def _is_noun_in_phrase(token: Token) -> bool:
    """Whether a word is surely a noun: it has a determiner, or hangs on a preposition."""
    return token.pos_ == "NOUN" and (token.dep_ == "pobj" or any(c.dep_ in ("det", "poss") for c in token.children))


def forms_of(token: Token) -> tuple[str, ...]:
    """The forms under which a word may be listed: its lemma, and what is left without an ending.

    Headlines capitalise verbs, which then are often taken for names and keep their ending.
    """
    lower = token.lower_
    forms = [token.lemma_.lower(), lower]
    if lower in ("n't", "n’t", "never"):
        forms.append("not")
    if lower in ("'s", "’s", "is", "are", "was", "were", "been"):
        forms.append("be")
    for ending in ("s", "es", "ed", "d", "ing"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stem = lower[: -len(ending)]
            forms.append(stem)
            if ending == "ing":
                forms.append(stem + "e")
    if lower.endswith(("ies", "ied")):
        forms.append(lower[:-3] + "y")
    return tuple(dict.fromkeys(forms))
