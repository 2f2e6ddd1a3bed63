"""The reader's label: one or two sentences that say what kind of text this is and whose assessments it holds.

Names, roles and houses in it are the text's own words; only the sentence around them is ours (`label_words.toml`).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Any stands for decoded TOML: tables of strings and tables.
from typing import Any

from lagebild.reading.experts import find_introducing, judged_by
from lagebild.records import Actor, Kind, Reading, Sentence, Span, TextTypeName

Counts = Mapping[Kind, tuple[int, int]]
LANGUAGES = ("en", "de")
KINDS: tuple[Kind, ...] = ("fact", "background", "assessment", "expectation", "question", "other", "unknown")
_NAMED = 3  # people whose assessments a label names, besides the author
_OUTSIDE = frozenset({"headline", "subheading", "caption", "label", "teaser"})
_JUDGING = frozenset({"assessment", "expectation"})
_FACTS = frozenset({"fact", "background"})
_READ = frozenset({"fact", "background", "assessment", "expectation"})
# A single find of the reader of kinds is no view of an author's, unless the text is of a type that holds one.
_FEWEST, _LEAST_SHARE = 2, 0.08
_LONGEST_ROLE = 120  # characters; what is longer is no role for a label
_GAP = 12  # characters between a role and its house that may be shown with them (" at the ", ", ")


@dataclass(frozen=True, slots=True)
class Expert:
    """A line of the expert box: who, how the text introduces them, the sentences that say so, and what they assess.

    `about` holds roles and houses in the text's words; `said_in` and `judges` are places in the text.
    """

    actor: Actor
    about: tuple[str, ...]
    said_in: tuple[Span, ...]
    judges: tuple[Span, ...]


def count_kinds(reading: Reading) -> dict[Kind, tuple[int, int]]:
    """How many sentences of the text's prose are of each kind, and how many of these are reported."""
    spoken: Counter[Kind] = Counter()
    reported: Counter[Kind] = Counter()
    for _, sentence in list_prose(reading):
        spoken[sentence.kind] += 1
        reported[sentence.kind] += sentence.reported
    return {kind: (spoken[kind], reported[kind]) for kind in KINDS if spoken[kind]}


def list_prose(reading: Reading) -> Iterator[tuple[int, Sentence]]:
    """The sentences of the text's prose with their numbers (from 0): no headings, captions, labels, teasers."""
    outside = [(p.start, p.end) for p in reading.report.parts if p.part in _OUTSIDE]
    at = 0
    for number, sentence in enumerate(reading.sentences):
        while at < len(outside) and outside[at][1] <= sentence.start:
            at += 1
        if at < len(outside) and outside[at][0] <= sentence.start:
            continue
        yield number, sentence


def list_experts(reading: Reading) -> tuple[Expert, ...]:
    """The expert box: those whose assessments are quoted most first."""
    judged = judged_by(reading)
    found = [
        Expert(
            actor,
            describe_role(reading, actor),
            find_introducing(actor, reading.sentences),
            tuple(Span(s.start, s.end) for s in judged.get(actor.id, ())),
        )
        for actor in reading.actors
        if actor.expert
    ]
    return tuple(sorted(found, key=lambda e: (-len(e.judges), e.actor.mentions[0].start if e.actor.mentions else 0)))


def describe_role(reading: Reading, actor: Actor) -> tuple[str, ...]:
    """Roles and houses in the text's words, the fullest first; a role and its house as one stretch where they adjoin.

    "Deputy Head of the Programme at the Institute" is one stretch although role and affiliation are two findings.
    """
    text = reading.report.text
    joined, used = [], set()
    for role in actor.roles:
        words = role.words
        for house in actor.affiliations:
            between = text[role.span.end : house.span.start]
            if role.span.end <= house.span.start <= role.span.end + _GAP and "\n" not in between:
                words = " ".join(text[role.span.start : house.span.end].split())
                used.add(house)
        joined.append(words)
    joined += [house.words for house in actor.affiliations if house not in used]
    return tuple(sorted(dict.fromkeys(joined), key=lambda words: -len(words)))


def write_label(reading: Reading, language: str = "en") -> str:
    """The label of a text in one or two sentences, and a further one where declared and supported type differ.

    `language` is one of LANGUAGES, which is that of the label and need not be that of the text; KeyError for another.
    """
    words = _load_words()[language]
    kind = reading.text_type
    shown = settle_type(reading)
    sentences = [words["type"][shown], _say_holders(reading, words)]
    if kind.declared and kind.label not in ("unknown", kind.declared):
        names: Mapping[str, str] = words["names"]
        declared = names.get(kind.declared, kind.declared)
        sentences.append(words["differs"]["differs"].format(declared=declared, label=names[kind.label]))
    return " ".join(sentence for sentence in sentences if sentence)


def settle_type(reading: Reading) -> TextTypeName:
    """The type to name where one must be named: what is declared, else what the text supports.

    A page that declares plain news says least by it, since whole sites are marked so: there the text decides.
    """
    kind = reading.text_type
    declared = next((name for name in _load_words()["en"]["type"] if name == kind.declared), None)
    if declared in (None, "news", "unknown"):
        return kind.label if kind.label != "unknown" else declared or "unknown"
    chosen: TextTypeName = declared
    return chosen


def _say_holders(reading: Reading, words: Mapping[str, Any]) -> str:  # Any: as above
    """The sentence that says whose assessments the text holds; empty for a text without sentences."""
    counts = count_kinds(reading)
    holds: Mapping[str, str] = words["holds"]
    if not set(counts) & _READ:
        return holds["unread"] if counts and "attribution" not in reading.readers else ""
    whose = [*_say_author(reading, counts, holds), *_say_others(reading, words)]
    if not whose:
        return holds["none"]
    total = sum(number for number, _ in counts.values())
    facts = sum(counts[kind][0] for kind in _FACTS if kind in counts)
    frame = holds["facts"] if facts >= total / 10 else holds["bare"]
    return frame.format(whose=_list_up(whose, words["and"]))


def _list_up(names: Sequence[str], last: str) -> str:
    """Names as a list in a sentence."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]


def _say_author(reading: Reading, counts: Counts, holds: Mapping[str, str]) -> list[str]:
    """The author, where enough of the text assesses in its own voice."""
    number, reported = counts.get("assessment", (0, 0))
    own = number - reported
    total = sum(each for each, _ in counts.values())
    expected = settle_type(reading) in ("analysis", "opinion")
    if own < (1 if expected else _FEWEST) or (not expected and own < _LEAST_SHARE * total):
        return []
    authors = reading.report.authors
    if not authors:
        return [holds["author"]]
    named = holds["author_named" if len(authors) == 1 else "authors_named"]
    return [named.format(name=", ".join(authors))]


def _say_others(reading: Reading, words: Mapping[str, Any]) -> list[str]:  # Any: as above
    """The people whose assessments are quoted: experts first, then those quoted most; how many more there are."""
    judged = judged_by(reading)
    actors = [actor for actor in reading.actors if actor.id in judged and not _is_author(actor, reading)]
    people = [actor for actor in actors if actor.kind == "person"]
    people.sort(key=lambda a: (not a.expert, -len(judged[a.id])))
    named = [a for a in people if a.expert][:_NAMED] or people[:_NAMED]
    holds: Mapping[str, str] = words["holds"]
    said = [holds["other"].format(name=_present(reading, actor, words["expert"])) for actor in named]
    rest = len(actors) - len(named)
    if rest:
        said.append(holds["more_one"] if rest == 1 else holds["more"].format(number=rest))
    elif not said and any(s.reported and s.kind in _JUDGING for s in reading.sentences):
        said.append(holds["unnamed"])
    return said


def _is_author(actor: Actor, reading: Reading) -> bool:
    """Whether an actor bears the name of an author of the text."""
    return actor.name.casefold() in (name.casefold() for name in reading.report.authors)


def _present(reading: Reading, actor: Actor, expert: str) -> str:
    """A person with the fullest of their roles, in the text's words."""
    role = next((words for words in describe_role(reading, actor) if len(words) <= _LONGEST_ROLE), None)
    name = f"{actor.name}, {role}" if role else actor.name
    return f"{name} ({expert})" if actor.expert else name


@cache
def _load_words() -> dict[str, Any]:  # Any: as above
    """The words of all languages; two languages have the same keys."""
    raw = resources.files("lagebild.situation").joinpath("label_words.toml").read_text("utf-8")
    return tomllib.loads(raw)
