"""A text to the places where a grammar's rules match: seeds first, rules only around them, so that time is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lagebild.reading.timex.grammars import Grammar, Rule, Slot
from lagebild.reading.timex.openings import find_opened

_TOKEN = re.compile(r"\w+")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DIGITS_BEFORE_TIME = re.compile(r"[:/.\-][0-9]{1,2}(?![0-9])")
_LEFT = 8  # how many words before a seed a rule may begin
_CHAIN = (":", ".", "/", "-")  # a number after one of these is no beginning
_RIGHT = 2  # how many words after a seed a rule may begin ("April 3 to 5")
_LONGEST_WORD = 40  # longer "words" are addresses or noise, and hold no date
_MEMORY = 50_000  # different words remembered with what is known of them
_CONTEXT = 40  # characters looked at before a match


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched: where, and the values of its slots together with the rule's constants."""

    start: int
    end: int
    rule: Rule
    slots: Mapping[str, Slot]


def find_matches(text: str, grammar: Grammar) -> list[Match]:
    """All matches from left to right, the longest at each place (the earlier rule among equals), none overlapping."""
    found: list[Match] = []
    end = 0
    known: dict[str, tuple[Rule, ...]] = {}
    for start, word in _candidate_starts(text, grammar):
        if start < end:
            continue
        if len(known) > _MEMORY:
            known.clear()
        key = "0" if word[0].isdecimal() else word  # all numbers open the same rules
        if (rules := known.get(key)) is None:
            rules = known[key] = tuple(grammar.rules[i] for i in find_opened(key.lower(), grammar.openings))
        match = _match_at(text, start, rules, grammar) if rules else None
        if match is not None:
            found.append(match)
            end = match.end
    return found


def _candidate_starts(text: str, grammar: Grammar) -> Iterator[tuple[int, str]]:
    """The words from which a rule might reach a seed, each with its place, in order."""
    known: dict[str, bool] = {}
    following = 0  # how many words after a seed are still given out
    recent: list[tuple[int, str]] = []  # words not yet given out, at most _LEFT of them
    for token in _TOKEN.finditer(text):
        word = token.group()
        recent.append((token.start(), word))
        if len(word) > _LONGEST_WORD:
            recent.clear()
            continue
        seeded = known.get(word)
        if seeded is None:
            if len(known) > _MEMORY:
                known.clear()
            seeded = known[word] = _is_seed(word, grammar)
        if not seeded and word.isdecimal() and len(word) <= 2 and text[token.start() - 1 : token.start()] not in _CHAIN:
            seeded = _DIGITS_BEFORE_TIME.match(text, token.end()) is not None
        if seeded:
            yield from recent
            recent.clear()
            following = _RIGHT
        elif following:
            following -= 1
            yield recent.pop()
        elif len(recent) > _LEFT:
            del recent[0]


def _is_seed(word: str, grammar: Grammar) -> bool:
    """Whether a word can be what a temporal expression is about."""
    lower = word.lower()
    if lower[:1].isdigit():
        return _YEAR.match(lower) is not None or not lower.isdecimal()
    return lower in grammar.seeds or any(part in lower for part in grammar.seed_parts)


def _match_at(text: str, start: int, rules: tuple[Rule, ...], grammar: Grammar) -> Match | None:
    """The longest match of any of the rules at one place."""
    best: re.Match[str] | None = None
    chosen: Rule | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best.end()) or match.end() == start:
            continue
        if _fits_context(text, start, rule):
            best, chosen = match, rule
    if best is None or chosen is None:
        return None
    return Match(start, best.end(), chosen, {**chosen.constants, **_slot_values(best, chosen, grammar)})


def _fits_context(text: str, start: int, rule: Rule) -> bool:
    """Whether the words before a match are ones that its rule asks for, and none that it forbids."""
    if rule.after is None and rule.unless_after is None:
        return True
    before = text[max(0, start - _CONTEXT) : start]
    if rule.after is not None and rule.after.search(before) is None:
        return False
    return rule.unless_after is None or rule.unless_after.search(before) is None


def _slot_values(match: re.Match[str], rule: Rule, grammar: Grammar) -> dict[str, Slot]:
    """The named groups of a match as values: words looked up in their table, digits as numbers."""
    values: dict[str, Slot] = {}
    for group, table in rule.slots.items():
        words = match.group(group)
        if words is None:
            continue
        key = " ".join(words.lower().split())
        name = group.rstrip("0123456789")  # n and n2 are two ways of saying the same slot
        if table in grammar.words:
            values[name] = grammar.words[table][key]
        else:
            values[name] = _number(key)
    return values


def _number(digits: str) -> Slot:
    """A number as written: "12", "3,435", "3.5"; the string itself when it is no number."""
    if digits.isdecimal():
        return int(digits)
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", digits):
        return int(digits.replace(",", ""))
    if re.fullmatch(r"[0-9]{1,6}[.,][0-9]{1,2}", digits):
        return float(digits.replace(",", "."))
    return digits
