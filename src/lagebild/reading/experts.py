"""Who is an expert: introduced as one, or placed in research and quoted for an assessment without being a party.

The readers of actors know the nouns ("analyst", "professor") beside a name.  This one, which runs once kinds and
statements are there, adds those whom only post and house tell: "NAME, deputy director of the Institute for …", where an
assessment or expectation of theirs is quoted.  Whoever speaks for a government, an army or a party is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.tables import read_table, split_cell
from lagebild.records import Actor, Reading, Sentence, Span, Statement

_STAKES = frozenset(["GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "COP", "REB", "PRM", "UAF", "CRM", "BUS", "LAB"])
_JUDGING = frozenset(["assessment", "expectation"])


def read_experts(_: Parsed, reading: Reading) -> Reading:
    """The reading with `expert` set for the persons whom this finds; nobody loses what an earlier reader found."""
    judged = judged_by(reading)
    actors = tuple(
        replace(actor, expert=True) if not actor.expert and _is_expert(actor, judged) else actor
        for actor in reading.actors
    )
    return replace(reading, actors=actors)


READER = Reader("experts", "1", frozenset({"en"}), read_experts)


def judged_by(reading: Reading) -> dict[str, tuple[Sentence, ...]]:
    """The sentences that assess or expect something, by the actor who answers for them.

    A sentence is an actor's where it is `reported` and the innermost statement in it that has most of it is theirs.
    """
    starts = [sentence.start for sentence in reading.sentences]
    best: dict[int, tuple[int, str]] = {}
    for statement in reading.statements:
        if statement.speaker is None or statement.serious is False:
            continue
        for number, covered in _cover(statement, reading.sentences, starts):
            if covered > best.get(number, (0, ""))[0]:
                best[number] = (covered, statement.speaker)
    found: dict[str, list[Sentence]] = {}
    for number, (_, speaker) in sorted(best.items()):
        sentence = reading.sentences[number]
        if sentence.reported and sentence.kind in _JUDGING:
            found.setdefault(speaker, []).append(sentence)
    return {speaker: tuple(sentences) for speaker, sentences in found.items()}


def _cover(statement: Statement, sentences: Sequence[Sentence], starts: Sequence[int]) -> list[tuple[int, int]]:
    """The sentences that a statement's content reaches into, each with the number of characters covered."""
    covered: dict[int, int] = {}
    for start, end in statement.content:
        number = max(bisect_right(starts, start) - 1, 0)
        while number < len(sentences) and sentences[number].start < end:
            shared = min(end, sentences[number].end) - max(start, sentences[number].start)
            if shared > 0:
                covered[number] = covered.get(number, 0) + shared
            number += 1
    return list(covered.items())


def _is_expert(actor: Actor, judged: dict[str, tuple[Sentence, ...]]) -> bool:
    """Whether roles and affiliations place somebody in research, and an assessment of theirs is quoted."""
    if actor.kind != "person" or actor.sector in _STAKES or actor.id not in judged:
        return False
    roles = " ; ".join(claim.words for claim in actor.roles)
    everything = " ; ".join([roles, *(claim.words for claim in actor.affiliations)])
    if _pattern("party").search(roles):
        return False
    return bool(
        _pattern("noun").search(roles) or (_pattern("post").search(roles) and _pattern("body").search(everything))
    )


def find_introducing(actor: Actor, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The sentences that say what an actor is, in reading order: those in which roles and affiliations stand."""
    starts = [sentence.start for sentence in sentences]
    numbers = {bisect_right(starts, claim.span.start) - 1 for claim in (*actor.roles, *actor.affiliations)}
    return tuple(Span(sentences[n].start, sentences[n].end) for n in sorted(numbers) if n >= 0)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The words of a set as one pattern."""
    words = next(split_cell(cell) for found, cell in read_table("expert_words.tsv", 2) if found == name)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.IGNORECASE)
