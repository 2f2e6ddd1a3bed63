"""The persons of a report: mentions of one name in all its spellings and lengths gathered into one.

Full names make persons; two full names are one person when the family names are the same word (or transliterations of
it, `names.same_word`) and the given names agree.  A bare family name belongs to the one person who has it; where
several have it and neither title nor order of introduction tells which, it stays a person of its own, because a
quotation given to the wrong one is worse than one given to nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from lagebild.reading.naming.given_names import read_given_gender
from lagebild.reading.naming.mentions import Mention
from lagebild.reading.naming.names import (
    fold_word,
    given_names_agree,
    near_word,
    same_word,
    skeleton_word,
    split_name,
    surname_key,
)

MOST_COMPARED = 40  # persons with similar family names compared with a new one: keeps many names linear
_NEAR = 150  # words: of two people with one name, one named this shortly before is meant …
_FAR = 400  # words: … when the other has not been named for this long
_MOST_RECENT = 5


@dataclass(slots=True)
class Person:
    """One person while the report is read: the mentions so far (first the `fully_named`) and the longest name."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    gender: str = ""
    fully_named: int = 0

    def add(self, mention: Mention) -> None:
        """Takes a mention in, with the longer name and the title's gender."""
        self.mentions.append(mention)
        self.gender = self.gender or mention.gender
        if (len(mention.words), len("".join(mention.words))) > (len(self.words), len("".join(self.words))):
            self.words = mention.words


class _Register:
    """Persons by family name and by every word of their name."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._by_prefix: dict[str, list[Person]] = {}
        self._by_word: dict[str, list[Person]] = {}

    def add(self, mention: Mention) -> None:
        """A mention as the first of a new person."""
        person = Person(mention.words)
        person.add(mention)
        self.people.append(person)
        self._by_surname.setdefault(surname_key(mention.words), []).append(person)
        given, family, _ = split_name(mention.words)
        if given:
            prefix = fold_word(given[0])[:3] + skeleton_word(family[-1])[:2]
            self._by_prefix.setdefault(prefix, []).append(person)
        for word in set(mention.words):
            self._by_word.setdefault(fold_word(word), []).append(person)

    def find_full(self, words: tuple[str, ...]) -> list[Person]:
        """Persons that a full name can belong to."""
        given, family, suffix = split_name(words)
        found = [p for p in self._by_word.get(fold_word(words[-1]), ())[:MOST_COMPARED] if _ends_with(p.words, words)]
        for person in () if found else self._by_surname.get(surname_key(words), ())[:MOST_COMPARED]:
            other_given, other_family, other_suffix = split_name(person.words)
            same_family = suffix == other_suffix and same_word(family[-1], other_family[-1])
            if same_family and given_names_agree(given, other_given):
                found.append(person)
        if not found and given:
            prefix = fold_word(given[0])[:3] + skeleton_word(family[-1])[:2]
            for person in self._by_prefix.get(prefix, ())[:MOST_COMPARED]:
                other_given, other_family, _ = split_name(person.words)
                if other_given and near_word(family[-1], other_family[-1]) and given_names_agree(given, other_given):
                    found.append(person)
        return found

    def find_bare(self, word: str) -> list[Person]:
        """Persons that a single word of a name can mean: by family name, else by another word of the name."""
        same = [
            person
            for person in self._by_surname.get(surname_key((word,)), ())[:MOST_COMPARED]
            if same_word(split_name(person.words)[1][-1], word)
        ]
        if same:
            return same
        folded = fold_word(word)
        return self._by_word.get(folded, [])[:MOST_COMPARED] if len(folded) > 1 else []


def gather_people(mentions: list[Mention]) -> list[Person]:
    """Persons in the order in which they first appear, from mentions of sort "person"."""
    register = _Register()
    full = sorted((m for m in mentions if _is_full(m)), key=lambda m: (-len(m.words), m.first))
    for mention in full:
        candidates = register.find_full(mention.words)
        if len(candidates) == 1:
            candidates[0].add(mention)
        elif not candidates:
            register.add(mention)
        else:
            _choose_same_length(candidates, mention).add(mention)
    for person in register.people:
        person.mentions.sort(key=lambda m: m.first)
        person.fully_named = len(person.mentions)
    loose: dict[str, Person] = {}
    for mention in mentions:
        if not _is_full(mention):
            _place_bare(register, mention, loose)
    for person in register.people:
        person.mentions.sort(key=lambda m: m.first)
    return sorted(register.people, key=lambda p: p.mentions[0].first)


def _ends_with(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words are the family names at the end of a longer name: "Peña Nieto" of "Enrique Peña Nieto"."""
    return len(name) > len(words) and tuple(map(fold_word, name[-len(words) :])) == tuple(map(fold_word, words))


def _is_full(mention: Mention) -> bool:
    return len(split_name(mention.words)[0]) > 0


def _choose_same_length(candidates: list[Person], mention: Mention) -> Person:
    """Of several that agree, the one with the very same name, else the first introduced."""
    return next((p for p in candidates if p.words == mention.words), candidates[0])


def _place_bare(register: _Register, mention: Mention, loose: dict[str, Person]) -> None:
    """Gives a bare name to the one person it can mean, or to a person of its own."""
    word = mention.words[-1]
    key = surname_key((word,)) + mention.gender
    candidates = [p for p in register.find_bare(word) if not (mention.gender and p.gender not in ("", mention.gender))]
    if len(candidates) > 1:
        candidates = _narrow(candidates, mention)
    if len(candidates) == 1:
        candidates[0].add(mention)
    elif key in loose:
        loose[key].add(mention)
    else:
        register.add(mention)
        loose[key] = register.people[-1]


def _narrow(candidates: list[Person], mention: Mention) -> list[Person]:
    """Candidates that the text tells apart: by title, by who was named before, by who was named just now."""
    if mention.gender:
        titled = [p for p in candidates if (p.gender or read_given_gender(p.words)) == mention.gender]
        if len(titled) == 1:
            return titled
    before = [(mention.first - last, p) for p in candidates if (last := _last_before(p, mention.first)) is not None]
    before.sort(key=lambda pair: pair[0])
    if len(before) == 1:
        return [before[0][1]]
    if len(before) > 1 and before[0][0] <= _NEAR and before[1][0] > _FAR:
        return [before[0][1]]
    return candidates


def _last_before(person: Person, position: int) -> int | None:
    """The last mention of a person before a token, looked for among those placed latest and those with full name."""
    near = [m.first for m in person.mentions[-_MOST_RECENT:] if m.first < position]
    at = bisect_left(person.mentions, position, hi=person.fully_named, key=lambda m: m.first)
    if at > 0:
        near.append(person.mentions[at - 1].first)
    return max(near, default=None)
