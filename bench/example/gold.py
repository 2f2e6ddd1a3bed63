"""The gold list of the example, and what it takes to compare a reading with it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lagebild.example import example_folder
from lagebild.records import Actor, Span

Row = dict[str, Any]  # Any: an object of JSON

_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "der", "die", "das", "ein", "eine", "s"})
_TITLES = frozenset({"general", "president", "colonel", "mr", "ms", "mrs", "prime", "minister"})
_ALIKE = 0.5  # of all words of two stretches, from here on they are the same one
# The gold tells this name of a government by its sentence, for elsewhere it is a town's.
_BY_SENTENCE = {"Lurna has denied": "Lurna"}


@dataclass
class Tally:
    """How often something was right of how often it was asked, and each miss in words."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def judge(self, figure: str, right: bool, miss: str = "") -> None:
        """Count one case; `miss` says what was wrong, for people."""
        self.asked[figure] += 1
        self.right[figure] += right
        if not right and miss:
            self.misses.append(f"{figure}: {miss}")

    def share(self, figure: str) -> float:
        """The share that was right, in percent; 0 when nothing was asked."""
        return round(100 * self.right[figure] / self.asked[figure], 1) if self.asked[figure] else 0.0


def load_gold() -> Row:
    """The gold list."""
    found: Row = json.loads((example_folder() / "expected.json").read_text(encoding="utf-8"))
    return found


def locate(text: str, words: str, within: str | None = None) -> Span | None:
    """Where the words stand in a report's text, inside the stretch `within` if that is given; None when they do not."""
    outer = text.find(within) if within else 0
    start = text.find(words, outer) if outer >= 0 else -1
    if start < 0 or (within and start + len(words) > outer + len(within)):
        return None
    return Span(start, start + len(words))


def words_at(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The words in these spans, each as the offset at which it begins."""
    return frozenset(m.start() for start, end in spans for m in re.compile(r"\w+").finditer(text, start, end))


def likeness(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Jaccard's index of two sets, 0 for two empty ones."""
    return len(one & other) / len(one | other) if one | other else 0.0


def bare_words(name: str) -> frozenset[str]:
    """The words of a name, case folded, without articles and titles (unless it has nothing else)."""
    words = [w for w in re.findall(r"\w+", name.casefold()) if w not in _ARTICLES]
    return frozenset(w for w in words if w not in _TITLES) or frozenset(words)


def plain_words(phrase: str) -> frozenset[str]:
    """The words of a phrase, case folded, without articles."""
    return frozenset(w for w in re.findall(r"\w+", phrase.casefold()) if w not in _ARTICLES)


def same_words(found: str, wanted: str) -> bool:
    """Whether a phrase has all the words wanted, or at least half of both phrases' words are common."""
    held, due = plain_words(found), plain_words(wanted)
    return due <= held or likeness(held, due) >= _ALIKE


@dataclass(frozen=True)
class Names:
    """The gold's actors that have several names: (names, kind)."""

    groups: tuple[tuple[tuple[str, ...], str], ...]

    @classmethod
    def of(cls, gold: Row) -> Names:
        """From the gold's `same_actor`."""
        return cls(
            tuple((tuple(_BY_SENTENCE.get(n, n) for n in row["names"]), row["kind"]) for row in gold["same_actor"])
        )

    def aliases(self, name: str) -> tuple[tuple[str, ...], str | None]:
        """All names of the actor that bears this one, and its kind where the gold gives it."""
        for names, kind in self.groups:
            if any(bare_words(name) == bare_words(one) for one in names):
                return (name, *names), kind
        return (name,), None

    def fit(self, actor: Actor, text: str, name: str) -> bool:
        """Whether an actor found is the one that the gold names so.

        One of its names has the same words; a person also fits by a part of the name, and somebody unnamed by a
        shorter phrase, or a longer one that begins with an article.
        """
        names, kind = self.aliases(name)
        if not may_be(actor.kind, kind):
            return False
        borne = {bare_words(actor.name), *(bare_words(text[start:end]) for start, end in actor.mentions)}
        for wanted in map(bare_words, names):
            if wanted in borne or (len(wanted) > 1 and any(wanted <= b for b in borne)):
                return True
            if actor.kind in {"person", "unnamed"} and any(b and b <= wanted for b in borne):
                return True
            # "a letter" fits "a letter that is being shared", but "government" no spokesman of it.
            if actor.kind == "unnamed" and name[:2].casefold() == "a " and any(wanted <= b for b in borne):
                return True
        return False


def may_be(found: str, wanted: str | None) -> bool:
    """Whether an actor of one kind can be one of the other: a state is not its government."""
    return {found, wanted} != {"state", "organisation"}
