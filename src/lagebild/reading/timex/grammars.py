"""Grammars of temporal expressions: a TOML file for each language, read once and compiled.

A file has tables of words (`[words.month]`: word = value), `[shapes]` of numbers as regular expressions, `[macros]`,
lists of cues for tense, and `[[rule]]` entries in order of preference.  In a rule's `find`, `<month>` stands for any
word of that table and `<n:count>` for one of table `count` under the name n (`n2` is another place for the same name);
`{name}` is a macro, a blank any gap of one or two blanks or one line break, `[- ]` a gap or a hyphen.  `after` and
`unless_after` are patterns for the words right before.  `does` names an operation of the resolver, and all other keys
are handed to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any  # TOML's tables are not typed; they are converted to Rule and str mappings right here

from lagebild.reading.timex.openings import index_openings, read_openings

GAP = r"(?:[ \t\u00a0]{1,2}|[ ]?\n[ ]?)"
_SLOT = re.compile(r"<([a-z_0-9]+)(?::([a-z_]+))?>")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_BLANKS = re.compile(r"\[- \]|\[ -\]| ")
_KEYS = frozenset({"find", "does", "type", "after", "unless_after"})

Slot = str | int | float


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time: its pattern, the words that must or must not come before it, and what it means.

    `openings` are the words it can begin with (see openings.py); `slots` says in which table a group is looked up.
    """

    pattern: re.Pattern[str]
    openings: frozenset[str]
    does: str
    type: str
    constants: Mapping[str, Slot]
    slots: Mapping[str, str]
    after: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is known of one language's temporal expressions.

    `words` maps a table's lower-case words to values; `openings` tells which rules have an opening; `order` is the
    order of numeric dates ("mdy" or "dmy"); `default_tense` is assumed where no cue decides; `seeds` are words and
    `seed_parts` parts of words without which no rule matches, so that the rest of a text is passed over.
    """

    language: str
    order: str
    default_tense: str
    words: Mapping[str, Mapping[str, Slot]]
    rules: tuple[Rule, ...]
    openings: Mapping[str, tuple[int, ...]]
    seeds: frozenset[str]
    seed_parts: tuple[str, ...]
    joiners: Mapping[str, re.Pattern[str]]
    tense: Mapping[str, frozenset[str]]
    tense_patterns: Mapping[str, re.Pattern[str]]


@cache
def load_grammar(language: str) -> Grammar | None:
    """The grammar of a language (ISO 639-1), None when there is no file for it."""
    if not re.fullmatch(r"[a-z]{2}", language):
        return None
    file = files("lagebild.reading") / "data" / f"dates_{language}.toml"
    if not file.is_file():
        return None
    return _compile(language, tomllib.loads(file.read_text(encoding="utf-8")))


def _compile(language: str, source: Mapping[str, Any]) -> Grammar:
    """The compiled form of one file's tables."""
    words = {name: _expand_numbers(table) for name, table in source["words"].items()}
    cased, bare = frozenset(source.get("cased", ())), frozenset(source.get("bare", ()))
    alternations = {name: _alternation(table, name in cased, name in bare) for name, table in words.items()}
    alternations |= {name: rf"(?<![0-9])(?:{shape})(?![0-9])" for name, shape in source["shapes"].items()}
    macros: Mapping[str, str] = source.get("macros", {})
    tense = source.get("tense", {})
    seeds = {w for table in source["seed_tables"] for word in words[table] for w in re.findall(r"\w+", word)}
    rules = tuple(_compile_rule(rule, macros, alternations, words, bare) for rule in source["rule"])
    return Grammar(
        language=language,
        order=source["order"],
        default_tense=source.get("default_tense", "past"),
        words=words,
        rules=rules,
        openings=index_openings(rule.openings for rule in rules),
        seeds=frozenset(seeds | set(source.get("seeds", ()))),
        seed_parts=tuple(source.get("seed_parts", ())),
        joiners={k: _compile_pattern(v, macros, alternations)[0] for k, v in source.get("joiners", {}).items()},
        tense={k: frozenset(v) for k, v in tense.items() if isinstance(v, list)},
        tense_patterns={k: re.compile(v) for k, v in tense.items() if isinstance(v, str)},
    )


def _compile_rule(
    source: Mapping[str, Any],
    macros: Mapping[str, str],
    alternations: Mapping[str, str],
    words: Mapping[str, Mapping[str, Slot]],
    bare: frozenset[str],
) -> Rule:
    """One rule of a file, compiled."""
    pattern, slots = _compile_pattern(source["find"], macros, alternations)

    def context(key: str) -> re.Pattern[str] | None:
        if key not in source:
            return None
        return _compile_pattern(rf"(?:^|(?<!\w))(?:{source[key]})\s{{0,2}}$", macros, alternations)[0]

    constants = {key: value for key, value in source.items() if key not in _KEYS}
    kind = source.get("type", "DATE")
    openings = read_openings(_put_macros(source["find"], macros), words, bare)
    return Rule(pattern, openings, source["does"], kind, constants, slots, context("after"), context("unless_after"))


def _compile_pattern(
    source: str, macros: Mapping[str, str], alternations: Mapping[str, str]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the file as a regular expression, with the table that each named group is looked up in."""
    source = _put_macros(source, macros)
    slots: dict[str, str] = {}

    def expand(match: re.Match[str]) -> str:
        name, table = match[1], match[2] or match[1]
        slots[name] = table
        return f"(?P<{name}>{alternations[table]})"

    source = _BLANKS.sub(lambda m: GAP if m[0] == " " else rf"(?:[-–]|{GAP})", source)
    return re.compile(_SLOT.sub(expand, source), re.IGNORECASE), slots


def _put_macros(source: str, macros: Mapping[str, str]) -> str:
    """A pattern with its macros written out; macros may stand in macros, three deep."""
    for _ in range(3):
        source = _MACRO.sub(lambda m: macros.get(m[1], m[0]), source)
    return source


def _alternation(table: Mapping[str, Slot], cased: bool, bare: bool) -> str:
    """Any word of a table, longest first; cased words only capitalised or in capitals; bare ones within a word too."""
    words = sorted(table, key=lambda w: (-len(w), w))
    if cased:
        words = [form for w in words for form in (" ".join(p[:1].upper() + p[1:] for p in w.split()), w.upper())]
    body = "|".join(re.escape(w).replace(r"\ ", GAP) for w in words)
    group = f"(?-i:{body})" if cased else f"(?:{body})"
    return group if bare else rf"\b{group}(?!\w)"


def _expand_numbers(table: Mapping[str, Any]) -> dict[str, Slot]:
    """A table with its compounds written out: `compose` = ["{tens}-{ones}"] joins each multiple of ten with 1 to 9."""
    forms = table.get("compose", ())
    words = {str(k): v for k, v in table.items() if k != "compose"}
    ones = {w: v for w, v in words.items() if isinstance(v, int) and 0 < v < 10 and " " not in w}
    tens = {w: v for w, v in words.items() if isinstance(v, int) and 20 <= v < 100 and v % 10 == 0}
    for form in forms:
        for ten, t in tens.items():
            for one, o in ones.items():
                words[form.format(tens=ten, ones=one)] = t + o
    return words
