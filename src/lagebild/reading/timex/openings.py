"""The words a rule can begin with, reckoned from its pattern, so that few rules are tried at each word of a text.

An opening is a word in small letters followed by `END` (that word exactly), or the first letters of one; `DIGIT` stands
for any word that begins with a digit.  The set may be too large, never too small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

END = "\0"
DIGIT = "#" + END
_LENGTH = 6  # letters after which an opening is cut
_QUANTIFIER = re.compile(r"\?|\{([0-9]+),[0-9]*\}")
_SLOT = re.compile(r"<([a-z_0-9]+)(?::([a-z_]+))?>")
_ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")


class _Pattern:
    """A pattern being read from left to right; `at` is how far."""

    def __init__(self, source: str, tables: Mapping[str, Iterable[str]], bare: frozenset[str]) -> None:
        self.source = source
        self.tables = tables
        self.bare = bare
        self.at = 0

    def read_alternatives(self) -> set[str]:
        """The openings of everything up to the closing bracket or the end."""
        found: set[str] = set()
        current = {""}
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "|":
                self.at += 1
                found |= current
                current = {""}
            else:
                current = _join(current, self._read_repeated())
        self.at += 1
        return found | current

    def _read_repeated(self) -> set[str]:
        """One atom with its quantifier."""
        found = self._read_atom()
        quantifier = _QUANTIFIER.match(self.source, self.at)
        if quantifier is None:
            return found
        self.at = quantifier.end()
        if quantifier[0] == "?" or quantifier[1] == "0":
            return found | {""}
        return {o if o.endswith(END) else o + "*" for o in found}  # repeated: what follows is left open

    def _read_atom(self) -> set[str]:
        """One atom: a bracket, a slot, a class, an escape or a letter."""
        source, at = self.source, self.at
        if source.startswith(_ZERO_WIDTH, at):
            self.at += 3
            self.read_alternatives()
            return {""}
        if source[at] == "(":
            self.at += {"(?:": 3, "(?-": 5}.get(source[at : at + 3], 1)
            return self.read_alternatives()
        if slot := _SLOT.match(source, at):
            self.at = slot.end()
            return self._open_slot(slot[2] or slot[1])
        if source[at] == "[":
            self.at = source.index("]", at) + 1
            return self._open_class(source[at + 1 : self.at - 1])
        if source[at] == "\\":
            self.at += 2
            return {"\b"} if source[at + 1] == "b" else {END}
        self.at += 1
        return {_open_letter(source[at])}

    def _open_slot(self, table: str) -> set[str]:
        """The openings of a slot: its table's first words, or a digit for a shape."""
        if table not in self.tables:
            return {DIGIT}
        if table in self.bare:
            return {_cut(w.lower()) for w in self.tables[table]}
        return {re.split(r"\W", w.lower(), maxsplit=1)[0] + END for w in self.tables[table]}

    def _open_class(self, content: str) -> set[str]:
        """The openings of a character class; a range of letters is left open, as is a class that excludes."""
        if content.startswith("^"):
            return {"*"}
        if re.search(r"[0-9]-[0-9]", content):
            return {DIGIT}
        if re.search(r"\w-\w", content):
            return {"*"}
        return {_open_letter(letter) for letter in content}


def _open_letter(letter: str) -> str:
    """One literal character as an opening."""
    if letter.isdecimal():
        return DIGIT
    return letter.lower() if letter.isalpha() else END


def _join(first: set[str], second: set[str]) -> set[str]:
    """The openings of one thing after another."""
    joined: set[str] = set()
    for left in first:
        if left.endswith((END, "*")):
            joined.add(left)
            continue
        for right in second:
            if right == "\b":
                joined.add(left + END if left else left)
            elif right == END:
                joined.add(left + END if left else "*")
            elif right == DIGIT and left:
                joined.add(left + "*")
            elif right.startswith("#"):
                joined.add(right)
            else:
                joined.add(_cut(left + right))
    return joined


def _cut(opening: str) -> str:
    """An opening cut to the length that is looked at."""
    word = opening.rstrip(END + "*")
    return word[:_LENGTH] + "*" if len(word) > _LENGTH else opening


def read_openings(source: str, tables: Mapping[str, Iterable[str]], bare: frozenset[str]) -> frozenset[str]:
    """The openings of a rule's pattern, macros already put in; "" when it may begin with anything."""
    return frozenset(o.rstrip("*") for o in _Pattern(source, tables, bare).read_alternatives())


def index_openings(rules: Iterable[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """For each opening the places of the rules that have it; `rules` are the openings of each."""
    index: dict[str, list[int]] = {}
    for place, openings in enumerate(rules):
        for opening in openings:
            index.setdefault(opening, []).append(place)
    return {opening: tuple(places) for opening, places in index.items()}


def find_opened(word: str, index: Mapping[str, tuple[int, ...]]) -> list[int]:
    """The places, in order, of the rules that a word in small letters can begin; `index` is of `index_openings`."""
    keys = [*(word[:length] for length in range(min(_LENGTH, len(word)) + 1)), word + END]
    if word[:1].isdigit():
        keys.append(DIGIT)
    return sorted({place for key in keys for place in index.get(key, ())})
