"""Words made comparable across reports: folded, cut to stems, and gathered under the concepts of `concepts.txt`.

A term is a stem ("sanction") or a concept ("~enter"), under which "entry", "join" and "drawn into" are one.  No
parser is needed, so that stored readings can be compared without reading them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from normality import ascii_text

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DATA = Path(__file__).parent
_DERIVATIONS = ("ment", "ion", "er")
_FINALS = "ey"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: its characters `start` to `end`, the word folded to plain lower case, and its stem."""

    start: int
    end: int
    word: str
    stem: str


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text: tokens `first` to `last`, both included."""

    term: str
    first: int
    last: int


def fold(text: str) -> str:
    """The text in plain lower-case letters: marks dropped, other scripts transliterated, white space made single.

    >>> fold("Gürth  Лукашенко")
    'gurth lukasenko'
    """
    plain = text if text.isascii() else (ascii_text(text) or "")
    return " ".join(plain.lower().split())


def cut_stem(word: str) -> str:
    """The part of a folded English word that its inflections and common nouns share; a crude cut, not a dictionary.

    >>> cut_stem("sanctions"), cut_stem("sanctioned"), cut_stem("attacking"), cut_stem("stopped")
    ('sanct', 'sanct', 'attack', 'stop')
    """
    word = _cut_inflection(word.removesuffix("'s").removesuffix("'"))
    word = word.rstrip(_FINALS) if len(word) > 4 else word
    for suffix in _DERIVATIONS:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle" else word


def _cut_inflection(word: str) -> str:
    """The word without its plural or verb ending, where at least three letters remain."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    for ending in ("ings", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) >= 4 else word


def split_tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their places in it."""
    found = []
    for match in _WORD.finditer(text):
        word = fold(match.group()).replace("’", "'")
        found.append(Token(match.start(), match.end(), word, cut_stem(word)))
    return tuple(found)


@cache
def read_list(name: str) -> frozenset[str]:
    """The entries of a data file of this folder, one a line; what follows "#" is comment."""
    lines = (line.split("#", 1)[0].strip() for line in (_DATA / name).read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line)


@cache
def _read_concepts() -> dict[str, tuple[str, ...]]:
    """Concept to its entries, as words; the order of the file."""
    table = {}
    for line in (_DATA / "concepts.txt").read_text(encoding="utf-8").splitlines():
        name, colon, entries = line.split("#", 1)[0].partition(":")
        if colon:
            table["~" + name.strip()] = tuple(entry.strip() for entry in entries.split(",") if entry.strip())
    return table


@cache
def _index_concepts() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First stem of an entry to (all its stems, concept), longest entries first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, entries in _read_concepts().items():
        for entry in entries:
            stems = tuple(token.stem for token in split_tokens(entry))
            index.setdefault(stems[0], []).append((stems, concept))
    return {stem: tuple(sorted(set(found), key=lambda f: (-len(f[0]), f))) for stem, found in index.items()}


def words_of_concept(concept: str) -> tuple[str, ...]:
    """The words and phrases that `concepts.txt` gathers under a concept; empty for a plain stem."""
    return _read_concepts().get(concept, ())


def find_concepts(tokens: Sequence[Token]) -> tuple[Match, ...]:
    """Every concept in a text; one word may stand for several concepts, the longest phrase is taken for each."""
    index = _index_concepts()
    found: dict[tuple[str, int], Match] = {}
    for first, token in enumerate(tokens):
        for stems, concept in index.get(token.stem, ()):
            last = first + len(stems) - 1
            if (concept, first) not in found and tuple(t.stem for t in tokens[first : last + 1]) == stems:
                found[concept, first] = Match(concept, first, last)
    return tuple(found.values())


def is_stop(word: str) -> bool:
    """Whether a folded word says nothing about the subject of a text."""
    return word in read_list("stop_words.txt") or (len(word) == 1 and not word.isdigit())


def find_terms(tokens: Sequence[Token]) -> tuple[Match, ...]:
    """Every term of a text in its order: concepts where a word has one, else the stem of each word that is no stop."""
    concepts = find_concepts(tokens)
    covered = {i for match in concepts for i in range(match.first, match.last + 1)}
    plain = (Match(token.stem, i, i) for i, token in enumerate(tokens) if i not in covered and not is_stop(token.word))
    return tuple(sorted((*concepts, *plain), key=lambda match: (match.first, match.last, match.term)))


def shingle(text: str, size: int = 5) -> frozenset[tuple[str, ...]]:
    """Runs of `size` folded words, for telling whether two texts carry the same words; short texts are one run."""
    words = tuple(token.word for token in split_tokens(text))
    if len(words) <= size:
        return frozenset([words]) if words else frozenset()
    return frozenset(words[i : i + size] for i in range(len(words) - size + 1))


def overlap(left: Iterable[object], right: Iterable[object]) -> float:
    """The share of the smaller of two sets that the larger one holds too, in [0, 1]; 0 when either is empty."""
    one, other = frozenset(left), frozenset(right)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
