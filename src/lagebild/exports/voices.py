"""Who says what, by speaker: the statements that can be built on, apart from the ones that a reader is less sure of.

How often somebody speaks is counted by the sure ones alone.  The others are never dropped: they are counted beside
them and stand in what a person can open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.records import Quotation, Said
from lagebild.situation.anaphora import SHORTEST, points_back

SURE = 0.5
"""Confidence from which a statement counts and is shown at once."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker (`name` None where not known) with the `sure` statements and the `weak` ones, each in given order."""

    name: str | None
    figure: int | None
    sure: tuple[Said, ...]
    weak: tuple[Said, ...]

    @property
    def quoted(self) -> str:
        """How the speaker is quoted, in words; empty where no statement is sure."""
        return say_quotations([said.quote for said in self.sure])


def is_sure(confidence: float, quote: Quotation, words: str) -> bool:
    """Whether a statement can be built on: the reader is sure of it, and it says something.

    A word or two that nobody quotes ("oil", "on Thursday") name what was spoken of and not what was said of it;
    "this" and its like are another matter, since they lead back to a sentence.
    """
    if confidence < SURE:
        return False
    return quote != "indirect" or len(words.split()) >= SHORTEST or points_back(words)


def gather_voices(said: Iterable[Said]) -> tuple[Voice, ...]:
    """The speakers: those with most sure statements first, whoever is not known last."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[one.speaker or ""].append(one)
    voices = [_make_voice(name or None, group) for name, group in groups.items()]
    return tuple(sorted(voices, key=lambda v: (v.name is None, -len(v.sure), -len(v.weak), v.name or "")))


def _make_voice(name: str | None, group: Sequence[Said]) -> Voice:
    sure = tuple(s for s in group if is_sure(s.confidence, s.quote, s.words))
    kept = {id(s) for s in sure}
    return Voice(
        name=name,
        figure=next((s.figure for s in group if s.figure is not None), None),
        sure=sure,
        weak=tuple(s for s in group if id(s) not in kept),
    )


def say_quotations(quotes: Sequence[Quotation]) -> str:
    """How many statements somebody makes and how much of it is quoted, in words; empty where there are none.

    >>> say_quotations(["indirect", "indirect"]), say_quotations(["direct", "indirect", "mixed"])
    ('2 statements, quoted only indirectly', '3 statements, 2 in their own words')
    """
    return f"{len(quotes)} statement{'' if len(quotes) == 1 else 's'}, {say_own(quotes)}" if quotes else ""


def say_own(quotes: Sequence[Quotation]) -> str:
    """How many of somebody's statements are quoted, wholly or in part.

    >>> say_own(["direct", "indirect"])
    '1 in their own words'
    """
    own = sum(quote != "indirect" for quote in quotes)
    return "quoted only indirectly" if not own else f"{'' if own == len(quotes) else f'{own} '}in their own words"


def say_weak(number: int, *, alone: bool = False) -> str:
    """How many less certain statements there are, besides sure ones or `alone`; empty for none."""
    return f"{'' if alone else 'and '}{number} less certain" if number else ""
