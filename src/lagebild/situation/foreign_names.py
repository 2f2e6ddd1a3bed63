"""Names that figures bear in reports whose language has no parser: "Schestowa" for Zhestova, "Hawrenien" for Havrenia.

Such reports have no actors of their own.  A full name in them that is spelled like a person's up to transliteration,
or the German form of a state that no table has, is added to the figure's names so that it can be looked up; nothing is
merged by it, and one name that fits two figures is given to neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lagebild.records import Figure, Stored

_LONGEST_WORD = 40
_ENDINGS = ("ien", "ia")  # of states in German and English
_SHORTEST = 4  # letters of a state's stem


def add_foreign_names(
    figures: Sequence[Figure], reports: Sequence[Stored], spell: Callable[[str], tuple[str, ...]]
) -> tuple[Figure, ...]:
    """The figures with the names found; `spell` gives a name's words without what transliterations exchange.

    Time is linear in the length of the reports without actors.
    """
    texts = [s.reading.report.text for s in reports if not s.reading.actors and s.reading.report.text]
    if not texts:
        return tuple(figures)
    wanted: dict[tuple[str, ...], int | None] = {}
    for at, figure in enumerate(figures):
        for key in _keys(figure, spell):
            wanted[key] = at if wanted.get(key, at) == at else None
    added: dict[int, list[str]] = {}
    for text in texts:
        for name in _candidates(text):
            words = spell(name)
            bearer = wanted.get(words) if len(words) > 1 else wanted.get(_stem(words))
            if bearer is not None and name not in figures[bearer].names and name not in added.get(bearer, ()):
                added.setdefault(bearer, []).append(name)
    return tuple(replace(f, names=(*f.names, *added[at])) if at in added else f for at, f in enumerate(figures))


def _keys(figure: Figure, spell: Callable[[str], tuple[str, ...]]) -> set[tuple[str, ...]]:
    """What a name in another language must be spelled like to be the figure's."""
    if figure.kind == "person":
        return {words for name in figure.names if len(words := spell(name)) > 1}
    if figure.kind == "state" and figure.country is None:
        return {stem for name in figure.names if (stem := _stem(spell(name)))}
    return set()


def _stem(words: tuple[str, ...]) -> tuple[str, ...]:
    """The one word of a state's name without its ending, marked so that it is no person's name; () for all others."""
    if len(words) != 1:
        return ()
    for ending in _ENDINGS:
        if words[0].endswith(ending) and len(words[0]) - len(ending) >= _SHORTEST:
            return ("state", words[0].removesuffix(ending))
    return ()


def _candidates(text: str) -> Iterator[str]:
    """Capitalised words, alone and in pairs and threes, as they follow each other in a text."""
    previous: list[tuple[str, int]] = []
    for match in re.finditer(r"[^\W\d_][^\W_’']*", text):
        word = match[0]
        joined = previous and text[previous[-1][1] : match.start()] == " "
        previous = previous[-2:] if joined else []
        if not word[0].isupper() or len(word) > _LONGEST_WORD:
            previous = []
            continue
        previous.append((word, match.end()))
        for count in range(1, len(previous) + 1):
            yield " ".join(part for part, _ in previous[-count:])
