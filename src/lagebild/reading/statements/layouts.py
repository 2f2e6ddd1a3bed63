"""Speech that the layout attributes: transcripts ("NAME: …", "Q: …"), signed quotations ("“…” — NAME"), interviews.

Neither has a verb, and in a transcript often not even quotation marks; lines tell who speaks and where the speech ends.
A label is believed in company only: several lines of at least two speakers, one of whom speaks again, so that "Update:"
or a list of results is taken for nobody's speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from lagebild.reading.statements.interviews import find_answers
from lagebild.reading.statements.lines import group_near, read_lines
from lagebild.reading.statements.spans import Linked
from lagebild.reading.tables import read_toml
from lagebild.records import Part, Span

LayoutSort = Literal["turn", "signature", "answer"]

_OPENING = "“„«\"'‘"
_DOUBLE = '“”„«»"'
_DASHES = "―—–‒-"
_LABEL = re.compile(r"[“„«\"]?[ \t]*(?P<label>[^\W\d_][^:\n“”\"]{0,58}?)[ \t]*(?P<colon>:)(?=[\s“„«\"])")
_SMALL = frozenset({"of", "the", "de", "van", "von", "der", "and", "for", "al", "bin", "da", "di"})
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_STAGE = re.compile(r"[“\"]?[(\[][^()\[\]\n]{0,80}[)\]][.”\"]*")
_SENTENCE_ENDS = '.?!…—–-”"»)'
_MOST_LABEL_WORDS = 6
_MOST_SIGNATURE = 120  # characters of a name with its role
_LEAST_WORDS = 3  # words of a turn on average; lists of figures have fewer
_LEAST_WORDS_OF_NAMES = 5  # the same after labels that are plain names


@dataclass(frozen=True, slots=True)
class Layout:
    """Speech attributed by layout: the label or signature, the colon or dash, and the lines of speech.

    An answer in an interview without labels has neither source nor cue.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    sort: LayoutSort

    @property
    def extent(self) -> Span:
        """From the first to the last character of label and speech."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line that begins with what may be a speaker's label; `line` is its number."""

    line: int
    label: Span
    colon: Span
    speech: Span
    name: str
    capital: bool


def find_layouts(text: str, parts: Sequence[Part]) -> tuple[Layout, ...]:
    """All speech attributed by layout, in the order of the text, in time linear in its length; disjoint."""
    lines = list(read_lines(text, parts))
    signed = list(_find_signed(text, lines))
    taken = {s.start for layout in signed for s in layout.content}
    turns = [t for n, line in enumerate(lines) if line.start not in taken and (t := _read_turn(text, line, n))]
    spoken = [
        layout for group in _group_turns(turns) if _is_conversation(text, group) for layout in _join(text, lines, group)
    ]
    taken |= {layout.extent.start for layout in spoken} | {s.start for layout in spoken for s in layout.content}
    free = [line for line in lines if line.start not in taken]
    answers = [Layout((), (), answer, "answer") for answer in find_answers(text, free)]
    return tuple(sorted([*signed, *spoken, *answers], key=lambda layout: layout.extent))


def _read_turn(text: str, line: Span, number: int) -> _Turn | None:
    found = _LABEL.match(text, line.start, min(line.end, line.start + 80))
    if found is None or found.end("colon") >= line.end:
        return None
    name = strip_asides(found["label"]).replace("’", "'")
    words = name.split()
    if not words or len(words) > _MOST_LABEL_WORDS or name.lower().rstrip(".") in load_layout_words()["unspoken"]:
        return None
    if not all(w[:1].isupper() or w in _SMALL or w[:1] in "&'" for w in words):
        return None
    rest = text[found.end("colon") : line.end]
    speech = Span(line.end - len(rest.lstrip()), line.end)
    return _Turn(
        number, Span(*found.span("label")), Span(*found.span("colon")), speech, name.lower(), _is_capital(name)
    )


def strip_asides(label: str) -> str:
    """A speaker's label without what it has in brackets: "BEL (by phone)"."""
    return _ASIDE.sub("", label).strip()


def _group_turns(turns: Sequence[_Turn]) -> Iterator[list[_Turn]]:
    """Turns that stand near each other; among labels in capitals only those are turns."""
    for group in group_near(turns, lambda turn: turn.line):
        capitals = [turn for turn in group if turn.capital]
        yield capitals if 2 * len(capitals) > len(group) else group


def _is_conversation(text: str, group: Sequence[_Turn]) -> bool:
    """Whether lines with labels are people talking: several labels, one of them again, and sentences after them."""
    names = Counter(turn.name.split()[-1] for turn in group)
    words = load_layout_words()
    letters = [turn for turn in group if turn.name.rstrip(".") in words["askers"] | words["answerers"]]
    capitals = all(turn.capital for turn in group)
    again = max(names.values()) > 1 or capitals or len(letters) == len(group)
    if len(group) < 2 or not again or (len(names) < 2 and len(letters) < 2):
        return False
    least = _LEAST_WORDS if capitals or len(letters) == len(group) else _LEAST_WORDS_OF_NAMES
    spoken = [text[slice(*turn.speech)] for turn in group]
    ended = sum(s[-1] in _SENTENCE_ENDS for s in spoken)
    return 2 * ended > len(group) and sum(s.count(" ") + 1 for s in spoken) >= least * len(group)


def _is_capital(label: str) -> bool:
    return label.isupper() and sum(c.isalpha() for c in label) > 1


def _join(text: str, lines: Sequence[Span], group: Sequence[_Turn]) -> Iterator[Layout]:
    """The turns, each with the lines up to the next one; the last has its own line only."""
    for turn, following in zip(group, [*group[1:], None], strict=True):
        after = lines[turn.line + 1 : following.line] if following is not None else ()
        more = [line for line in after if not _STAGE.fullmatch(text, line.start, line.end)]
        yield Layout((turn.label,), (turn.colon,), (turn.speech, *more), "turn")


def _find_signed(text: str, lines: Sequence[Span]) -> Iterator[Layout]:
    """Quotations that end in a dash and a name, on the same line or the next."""
    for number, line in enumerate(lines):
        if text[line.start] not in _OPENING + "”":
            continue
        closing = max(text.rfind(mark, line.start, line.end) for mark in _DOUBLE)
        if closing <= line.start:
            continue
        quote = Span(line.start, closing + 1)
        if closing + 1 == line.end:
            signature = _read_signature(text, lines[number + 1]) if number + 1 < len(lines) else None
        else:
            signature = _read_signature(text, Span(closing + 1, line.end))
        if signature is not None:
            yield Layout((signature[1],), (signature[0],), (quote,), "signature")


def _read_signature(text: str, line: Span) -> tuple[Span, Span] | None:
    """Dash and name of a stretch that is nothing else."""
    start = line.start
    while start < line.end and text[start].isspace():
        start += 1
    end = start
    while end < line.end and text[end] in _DASHES:
        end += 1
    words = text[end : line.end].strip().rstrip(".,")
    if end == start or not words or len(words) > _MOST_SIGNATURE or not words[0].isupper():
        return None
    if text[start:end] == "-" and text[end : end + 1].isalnum() and line.start == start:
        return None  # a hyphenated word or a bullet, not a dash
    if any(mark in words for mark in _DOUBLE) or words[-1] in ":;?!" + _DASHES:
        return None
    name = line.end - len(text[end : line.end].lstrip())
    return Span(start, end), Span(name, name + len(words))


def yield_to_layouts(linked: Linked, layouts: Sequence[Layout]) -> Linked | None:
    """An attribution without what the layout gives to somebody else; None when nothing of it is left.

    One whose cue stands in a turn stays within that turn; every other one keeps out of all turns and signed lines.
    """
    place = (linked.cue or linked.content or linked.source)[0].start
    home = _find_layout(layouts, place)
    spans = linked.source + linked.cue + linked.content
    if home is None and all(_find_layout(layouts, s.start) is _find_layout(layouts, s.end - 1) is None for s in spans):
        return linked
    if home is None:
        content = tuple(
            s for s in linked.content if _find_layout(layouts, s.start) is _find_layout(layouts, s.end - 1) is None
        )
        return replace(linked, content=content) if content or not linked.content else None
    if not any(s.start <= place < s.end for s in home.content):
        return None
    content, source = _clip(linked.content, home.content), _clip(linked.source, home.content)
    whole = sum(s.end - s.start for s in home.content)
    if not content or 10 * sum(s.end - s.start for s in content) > 9 * whole:
        return None
    return replace(linked, source=source, content=content)


def _find_layout(layouts: Sequence[Layout], place: int) -> Layout | None:
    """The layout around a character."""
    at = bisect_right(layouts, place, key=lambda layout: layout.extent.start) - 1
    return layouts[at] if at >= 0 and place < layouts[at].extent.end else None


def _clip(spans: Sequence[Span], home: Sequence[Span]) -> tuple[Span, ...]:
    """What of the spans lies in `home`."""
    return tuple(
        Span(max(s.start, h.start), min(s.end, h.end))
        for s in spans
        for h in home
        if s.start < h.end and h.start < s.end
    )


@cache
def load_layout_words() -> dict[str, frozenset[str]]:
    """The sets of labels of `data/attribution_layouts.toml` by name."""
    tables = read_toml("attribution_layouts.toml")
    return {name: frozenset(table["labels"]) for name, table in tables.items()}
