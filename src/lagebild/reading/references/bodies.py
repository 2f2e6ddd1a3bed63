"""Which body a description means: "the agency", "the union", "the appeals court".

A body's name says of what kind it is ("Office", "Workers", "Circuit"), and so what it may be called later
(`data/body_kinds.tsv`).  The last fitting body named shortly before is meant where no other fits as near, the only
one of the paragraphs before where it stands farther back; else the source keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from lagebild.reading.naming.names import fold_word
from lagebild.reading.tables import read_table, read_words, split_cell
from lagebild.records import Actor

_ORGANISATION_WORDS = read_words("organisation_words")
_ARTICLES = frozenset({"the", "this", "that"})
_LONGEST = 4  # words of a description
_NEAR = 400  # characters before the description: the body named last is meant
_LEAD = 200  # characters by which it must be nearer than any other that fits
_FAR = 2_500  # characters: the only body so far back that fits is still meant
_MOST = 5  # longer names that are compared
_LONGEST_NAME = 10  # words
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "&"})


class BodyFinder:
    """The named bodies of one report by the place where they are named."""

    def __init__(self, actors: Sequence[Actor], fuller: Mapping[str, str]) -> None:
        bodies = [a for a in actors if a.kind == "organisation"]
        full_names = {a.id: a.name for a in bodies}
        self._words = {a.id: _fold_name(full_names.get(fuller.get(a.id, a.id), a.name)) for a in bodies}
        self._fuller = dict(fuller)
        # What letters stand for is not said: such a body may be of any kind.
        self._acronyms = {a.id for a in bodies if a.name.isupper() and a.id not in fuller}
        self._begun: dict[str, set[str]] = {}
        self._ended: dict[tuple[str, ...], set[str]] = {}
        for body in bodies:
            first, *rest = _split_name(body.name) or [""]
            for end in range(len(rest) - 1) if len(rest) < _LONGEST_NAME else ():
                words = tuple(word.lower() for word in rest[end:])
                self._ended.setdefault(words, set()).add(fuller.get(body.id, body.id))
            if rest and all(word.lower() in _ORGANISATION_WORDS for word in rest):
                self._begun.setdefault(first, set()).add(fuller.get(body.id, body.id))
        self._places = sorted((span.start, span.end, a.id) for a in bodies for span in a.mentions)
        self._starts = [place[0] for place in self._places]

    def find(self, words: Sequence[Token]) -> str | None:
        """The body that a definite phrase of a few words takes up, or None."""
        if len(words) > 2 and words[-1].text in ("'s", "’s", "'", "’"):
            words = words[:-1]
        if not 2 <= len(words) <= _LONGEST or words[0].lower_ not in _ARTICLES or words[-1].tag_ in ("NNS", "NNPS"):
            return None
        ended = self._ended.get(tuple(t.lower_ for t in words[1:]), set())
        if len(ended) == 1 and not words[-1].text[:1].isupper():  # "the budget office", of the Ardan Budget Office
            return next(iter(ended))
        noun = " ".join(t.lower_ for t in words[1:])
        kinds = load_kinds()
        wanted = kinds.get(noun)
        if wanted is None and len(words) > 2 and words[-2].text[:1].islower() and words[-2].pos_ == "ADJ":
            wanted = kinds.get(words[-1].lower_)  # "the nonpartisan agency"
        return self._choose(words[0].idx, wanted, own=noun.split()) if wanted else None

    def find_begun(self, words: Sequence[Token]) -> str | None:
        """The only body whose name goes on from a bare capitalised word with a word of bodies: "State", or None."""
        if len(words) != 1 or not words[0].text[:1].isupper() or words[0].tag_ not in ("NN", "NNP"):
            return None
        found = self._begun.get(words[0].text, set())
        return next(iter(found)) if len(found) == 1 else None

    def _choose(self, at: int, wanted: frozenset[str], own: Sequence[str]) -> str | None:
        """The fitting body before a place that is the last one near it, or the only one."""
        fitting: dict[str, int] = {}
        first, last = bisect_left(self._starts, at - _FAR), bisect_left(self._starts, at)
        for start, end, actor in self._places[first:last]:
            name = self._words[actor]
            fits = name & wanted and not name <= {*own}
            if end <= at and (fits or actor in self._acronyms):
                fitting[self._fuller.get(actor, actor)] = start
        ranked = sorted(((start, actor) for actor, start in fitting.items()), reverse=True)
        if ranked and ranked[0][1] in self._acronyms:
            return None
        if ranked and at - ranked[0][0] <= _NEAR and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD):
            return ranked[0][1]
        return next(iter(fitting)) if len(fitting) == 1 else None


def find_fuller_bodies(actors: Sequence[Actor]) -> dict[str, str]:
    """For each body with a short name the one with a longer name that it takes up, where only one can be meant.

    A short name is an acronym ("FBI"), the end of a name that says more exactly which one ("Security Council"), or its
    beginning before a preposition ("Linden Center", "Linden Center for Justice").
    """
    bodies = [a for a in actors if a.kind == "organisation"]
    by_end: dict[tuple[str, ...], list[Actor]] = {}
    by_initials: dict[str, list[Actor]] = {}
    by_begin: dict[tuple[str, ...], list[Actor]] = {}
    for body in bodies:
        words = _split_name(body.name)
        joint = next((at for at, word in enumerate(words) if at > 1 and word in _SMALL), None)
        if joint is not None and len(words) <= _LONGEST_NAME:
            by_begin.setdefault(tuple(words[:joint]), []).append(body)
        for first in range(1, min(len(words) - 1, _LONGEST_NAME)):
            by_end.setdefault(tuple(fold_word(w) for w in words[first:]), []).append(body)
        initials = "".join(w[0] for w in words if w.lower() not in _SMALL and w[0].isupper())
        for letters in {initials, initials[1:]} if len(words) > 1 else ():
            by_initials.setdefault(letters, []).append(body)
    found: dict[str, str] = {}
    for short in bodies:
        words = _split_name(short.name)
        longer = by_end.get(tuple(fold_word(w) for w in words), []) if len(words) > 1 else []
        if len(words) == 1 and words[0].isupper() and len(words[0].replace(".", "")) > 1:
            longer = by_initials.get(words[0].replace(".", ""), [])
        begun = by_begin.get(tuple(words), []) if len(words) > 1 and not longer else []
        if len({b.name for b in begun}) == 1:
            found[short.id] = begun[0].id
        beyond = {_initial_letters(_split_name(b.name)[: -len(words)]) for b in longer[:_MOST]}
        if len(beyond) == 1 and len(longer) <= _MOST:
            found[short.id] = max(longer, key=lambda b: len(b.name)).id
    return found


def _split_name(name: str) -> list[str]:
    return [w for w in name.split() if w.lower() != "the"]


def _initial_letters(words: Sequence[str]) -> str:
    """The same for a name and its short form: "UN" for "United Nations" and for "U.N."."""
    return "".join(w.replace(".", "") if w.isupper() else w[0] for w in words if w.lower() not in _SMALL)


def _fold_name(name: str) -> frozenset[str]:
    return frozenset(fold_word(w) for w in name.split()) | {w.lower().rstrip(".") for w in name.split()}


@cache
def load_kinds() -> dict[str, frozenset[str]]:
    """For each noun by which a body is called the words of which its name has one."""
    kinds: dict[str, frozenset[str]] = {}
    for nouns, words in read_table("body_kinds.tsv", 2):
        for noun in split_cell(nouns):
            kinds[noun] = kinds.get(noun, frozenset()) | frozenset(words.split())
    return kinds
