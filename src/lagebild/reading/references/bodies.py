"""Which body a description means: "the agency", "the union", "the appeals court".

A body's name says of what kind it is ("Office", "Workers", "Circuit"), and so what it may be called later
(`data/body_kinds.tsv`).  The last fitting body named shortly before is meant where no other fits as near, the only
one of the text where it stands farther back; else the source keeps its own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from lagebild.reading.naming.names import fold_word
from lagebild.reading.tables import read_table, split_cell
from lagebild.records import Actor

_ARTICLES = frozenset({"the", "this", "that"})
_LONGEST = 4  # words of a description
_NEAR = 400  # characters before the description: the body named last is meant
_LEAD = 200  # characters by which it must be nearer than any other that fits
_FAR = 2_500  # characters: the only body of the text that fits is still meant
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "&"})


class BodyFinder:
    """The named bodies of one report by the place where they are named."""

    def __init__(self, actors: Sequence[Actor], fuller: Mapping[str, str]) -> None:
        bodies = [a for a in actors if a.kind == "organisation"]
        full_names = {a.id: a.name for a in bodies}
        self._words = {a.id: _fold_name(full_names.get(fuller.get(a.id, a.id), a.name)) for a in bodies}
        self._fuller = dict(fuller)
        self._places = sorted((span.start, span.end, a.id) for a in bodies for span in a.mentions)
        self._starts = [place[0] for place in self._places]

    def find(self, words: Sequence[Token]) -> str | None:
        """The body that a definite phrase of a few words takes up, or None."""
        if not 2 <= len(words) <= _LONGEST or words[0].lower_ not in _ARTICLES or words[-1].tag_ in ("NNS", "NNPS"):
            return None
        noun = " ".join(t.lower_ for t in words[1:])
        kinds = load_kinds()
        wanted = kinds.get(noun)
        if wanted is None and len(words) > 2 and words[-2].text[:1].islower() and words[-2].pos_ == "ADJ":
            wanted = kinds.get(words[-1].lower_)  # "the nonpartisan agency"
        return self._choose(words[0].idx, wanted, own=noun.split()) if wanted else None

    def _choose(self, at: int, wanted: frozenset[str], own: Sequence[str]) -> str | None:
        """The fitting body before a place that is the last one near it, or the only one."""
        fitting: dict[str, int] = {}
        for start, end, actor in self._places[: bisect_left(self._starts, at)]:
            name = self._words[actor]
            if end <= at and name & wanted and not name <= {*own}:
                fitting[self._fuller.get(actor, actor)] = start
        ranked = sorted(((start, actor) for actor, start in fitting.items()), reverse=True)
        if ranked and at - ranked[0][0] <= _NEAR and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD):
            return ranked[0][1]
        if len(fitting) == 1 and at - max(fitting.values()) <= _FAR:
            return next(iter(fitting))
        return None


def find_fuller_body(short: Actor, bodies: Sequence[Actor]) -> str | None:
    """The body with a longer name that a short one takes up, "FBI" or "Security Council" of the "UN …", or None."""
    words = [w for w in short.name.split() if w.lower() != "the"]
    if short.kind != "organisation" or not words:
        return None
    longer = [b for b in bodies if b.id != short.id and b.kind == "organisation" and _takes_up(words, b.name)]
    if len({_initial_letters(b.name.split()[: -len(words)]) for b in longer}) != 1:
        return None
    return max(longer, key=lambda b: len(b.name)).id


def _initial_letters(words: Sequence[str]) -> str:
    """The same for a name and its short form: "UN" for "United Nations" and for "U.N."."""
    return "".join(w.replace(".", "") if w.isupper() else w[0] for w in words if w.lower() not in _SMALL)


def _takes_up(words: Sequence[str], name: str) -> bool:
    """Whether words end a longer name that only says more exactly which one, or are its initials."""
    full = [w for w in name.split() if w.lower() != "the"]
    if len(words) == 1 and words[0].isupper() and len(words[0].replace(".", "")) >= 2:
        initials = "".join(w[0] for w in full if w.lower() not in _SMALL and w[0].isupper())
        letters = words[0].replace(".", "")
        return len(full) > 1 and (initials == letters or (len(letters) >= 2 and initials[1:] == letters))
    folded, short = [fold_word(w) for w in full], [fold_word(w) for w in words]
    return len(short) > 1 and len(folded) > len(short) and folded[-len(short) :] == short


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
