"""What else is known of an event: mode, contexts, date, place and quantities, from words of its own clause."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from lagebild.reading.counting.quantities import find_quantities
from lagebild.reading.geography.places import place_of
from lagebild.reading.tables import read_table
from lagebild.records import DateMention, Place, Quantity

_CLAUSES = frozenset(["ccomp", "relcl", "parataxis"])  # a date above such a clause belongs to what stands above
_CLIMBS = 12
_DATED = re.compile(r"\d{4}")  # a year, so that the date has a place in the calendar
_VERBS = frozenset(["VERB", "AUX"])
_CONTENT_MODES = frozenset(["REQUEST", "REJECT", "THREATEN"])  # their mode is what is asked, refused, threatened


@functools.cache
def _load_modes() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    table: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for kind, mode, words in read_table("events_modes.tsv", 3):
        table[kind] = (*table.get(kind, ()), (mode, frozenset(words.split())))
    return table


@functools.cache
def _load_contexts() -> dict[str, str]:
    return {word: context for context, words in read_table("events_contexts.tsv", 2) for word in words.split()}


def read_mode(kind: str, trigger: Token, carrier: Token) -> str | None:
    """The mode that a word of the event's clause tells; for demands, refusals and threats one of their content."""
    rows = _load_modes().get(kind)
    if not rows:
        return None
    top = trigger if kind in _CONTENT_MODES else carrier
    words = {t.lemma_.lower() for t in top.subtree if t.i != trigger.i or kind not in _CONTENT_MODES}
    return next((mode for mode, said in rows if words & said), None)


def read_contexts(sentence: Sequence[Token]) -> tuple[str, ...]:
    """The contexts that words of the sentence tell, in the order of the words."""
    table = _load_contexts()
    found = (table.get(t.lemma_.lower()) for t in sentence if t.is_alpha)
    return tuple(dict.fromkeys(context for context in found if context is not None))


class Surroundings:
    """When, where and how many: the dates and places of one report, each with the words that it hangs on."""

    def __init__(self, doc: Doc, dates: Sequence[DateMention], places: tuple[Place, ...]) -> None:
        self._doc = doc
        self._places = places
        self._counted: dict[int, tuple[tuple[Quantity, Token], ...]] = {}
        self._dates: list[tuple[DateMention, Token]] = []
        self._offsets = [token.idx for token in doc]
        for date in sorted(dates, key=lambda d: d.start):
            if date.type in {"DATE", "TIME"} and _DATED.match(date.value) and self._offsets:
                self._dates.append((date, self._root(date.start, date.end)))
        self._starts = [date.start for date, _ in self._dates]

    def _root(self, start: int, end: int) -> Token:
        """The word that a stretch of text hangs on."""
        root = self._doc[max(0, bisect_right(self._offsets, start) - 1)]
        while root.head.i != root.i and start <= root.head.idx < end:
            root = root.head
        return root

    def find_place(self, trigger: Token) -> Place | None:
        """Where the event happens, as far as the grammar ties a place to it."""
        return place_of(self._doc, trigger, self._places)

    def find_quantities(self, trigger: Token, carrier: Token) -> tuple[Quantity, ...]:
        """The numbers that belong to the event's own words: nothing counted in another clause."""
        sentence = trigger.sent
        if sentence.start not in self._counted:
            found = find_quantities(self._doc, sentence.start_char, sentence.end_char)
            self._counted[sentence.start] = tuple((q, self._root(q.start, q.end)) for q in found)
        own = self._counted[sentence.start]
        return tuple(q for q, root in own if _rank(root, trigger, carrier, frozenset()) is not None)

    def find_date(self, trigger: Token, carrier: Token) -> str | None:
        """The value of the date in the event's own clause, else of the only one of its sentence that can be meant."""
        sentence = trigger.sent
        low = bisect_left(self._starts, sentence.start_char)
        high = bisect_left(self._starts, sentence.end_char)
        near = self._dates[low:high]
        if not near:
            return None
        above = _list_above(carrier)
        ranked = sorted(
            (rank, abs(root.i - trigger.i), date.value)
            for date, root in near
            if (rank := _rank(root, trigger, carrier, above)) is not None
        )
        if not ranked or (ranked[0][0] == 2 and len({value for _, _, value in ranked}) > 1):
            return None
        return ranked[0][2]


def _list_above(carrier: Token) -> frozenset[int]:
    """The verbs that the event's clause hangs on without being what one of them says."""
    found, at = set(), carrier
    for _ in range(_CLIMBS):
        if at.dep_ in _CLAUSES or at.head.i == at.i:
            break
        at = at.head
        if at.pos_ in _VERBS:
            found.add(at.i)
    return frozenset(found)


def _rank(root: Token, trigger: Token, carrier: Token, above: frozenset[int]) -> int | None:
    """0 for a date that hangs on the event's own word, 1 on its verb, 2 on a verb above it; None for any other."""
    at = root
    for _ in range(_CLIMBS):
        if at.i == trigger.i:
            return 0
        if at.pos_ in _VERBS and at.i != root.i:
            if at.i == carrier.i:
                return 1
            return 2 if at.i in above else None
        if at.head.i == at.i:
            return None
        at = at.head
    return None
