"""Whom a bare family name means that several people of a report have.

A report calls the one it is about by the family name, and tells the others apart: by their given name alone
("Melina said"), or by kinship to somebody ("his wife, Melina Rask").  Where that leaves one of them, the bare name is
that one's; else it is so only where one was introduced before the others and is named in full at least twice as often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from lagebild.reading.naming.given_names import read_given_gender
from lagebild.reading.naming.introductions import read_introductions
from lagebild.reading.naming.names import same_word, split_name, surname_key
from lagebild.reading.naming.people import Person
from lagebild.reading.tables import read_words

_KIN_NOUNS = read_words("kin_nouns")
_INTRODUCED_AT = 3  # mentions of a person at which an introduction is looked for
_TWICE = 2


def settle_namesakes(doc: Doc, people: Sequence[Person]) -> list[Person]:
    """The people, those of a bare family name merged into the one of its bearers whom it means."""
    named = [p for p in people if split_name(p.words)[0]]
    bearers: dict[str, list[Person]] = {}
    for person in named:
        bearers.setdefault(surname_key(person.words), []).append(person)
    alone = _find_alone(doc, {split_name(p.words)[0][0] for p in named})
    merged: list[Person] = []
    for person in people:
        rivals = bearers.get(surname_key(person.words), []) if len(person.words) == 1 else []
        meant = _choose(doc, person, rivals, alone) if len(rivals) > 1 else None
        if meant is None:
            merged.append(person)
            continue
        for mention in person.mentions:
            meant.add(mention)
        meant.mentions.sort(key=lambda m: m.first)
    return sorted(merged, key=lambda p: p.mentions[0].first)


def _choose(doc: Doc, bare: Person, rivals: Sequence[Person], alone: Mapping[str, int]) -> Person | None:
    """The one of several people with a family name whom it means where it stands alone, or None."""
    fitting = [p for p in rivals if same_word(split_name(p.words)[1][-1], bare.words[-1])]
    if bare.gender:
        fitting = [p for p in fitting if (p.gender or read_given_gender(p.words)) in ("", bare.gender)]
    main = [p for p in fitting if not _is_kin(doc, p)]
    if len(main) > 1:
        main = _leave_called_by_given_name(main, alone)
    if len(main) == 1:
        return main[0]
    main.sort(key=lambda p: p.mentions[0].first)
    if not main or any(_count_full(main[0]) < _TWICE * _count_full(other) for other in main[1:]):
        return None
    return main[0]


def _leave_called_by_given_name(people: Sequence[Person], alone: Mapping[str, int]) -> list[Person]:
    """The people without those whose given name stands alone, unless that leaves nobody.

    A given name that stands alone once, as a friend says it, is little against being named in full more often.
    """
    times = [alone.get(split_name(p.words)[0][0], 0) for p in people]
    left = [p for p, n in zip(people, times, strict=True) if not n]
    outweighed = bool(left) and 1 in times and _count_full(left[0]) < max(map(_count_full, people))
    return left if left and not outweighed else list(people)


def _count_full(person: Person) -> int:
    return sum(len(mention.words) > 1 for mention in person.mentions)


def _is_kin(doc: Doc, person: Person) -> bool:
    """Whether somebody is introduced as a relative."""
    introduced = (i for m in person.mentions[:_INTRODUCED_AT] for i in read_introductions(doc, m))
    return any(i.role is not None and i.role.words.lower().split()[-1:][0] in _KIN_NOUNS for i in introduced)


def _find_alone(doc: Doc, given: set[str]) -> dict[str, int]:
    """How often each given name stands alone: no name before or after it, nor "and" with a name after it."""
    found: dict[str, int] = {}
    for token in doc:
        if token.text not in given or token.pos_ != "PROPN":
            continue
        after = [t.text for t in doc[token.i + 1 : token.i + 3]]
        before = doc[token.i - 1].text if token.i > token.sent.start else ""
        joined = after[:1] in (["and"], ["&"]) and after[1:] and after[1][:1].isupper()
        if not (after and after[0][:1].isupper()) and not joined and not before[:1].isupper():
            found[token.text] = found.get(token.text, 0) + 1
    return found
