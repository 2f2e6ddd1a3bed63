"""The standing relations of one figure, from all reports: one line for each other side, with its places."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lagebild.records import Citation, Figure, Relation, RelationType, Situation, Stored
from lagebild.situation.citations import cite_span
from lagebild.situation.said import name_speaker

SYMMETRICAL: frozenset[RelationType] = frozenset(["ally_of", "at_war_with", "borders"])


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation seen from one figure: to whom, in which direction, since and until when, and where it is written.

    `outward` is true where the figure is the subject ("is at"), or the relation holds both ways.  `speakers` names, for
    each of `citations`, who answers for it; None where the report itself says so.  Times are TIMEX3 values.
    """

    type: RelationType
    other: str
    outward: bool
    since: str | None
    until: str | None
    citations: tuple[Citation, ...]
    speakers: tuple[str | None, ...]


def relations_of(situation: Situation, figure: Figure) -> tuple[Tie, ...]:
    """The figure's relations: those with most places first, one for each type, other side and direction."""
    held: dict[int, set[str]] = defaultdict(set)
    for key, actor in figure.members:
        held[key].add(actor)
    figures = {member: other for other in situation.figures for member in other.members}
    gathered: dict[tuple[RelationType, str, bool], list[tuple[Stored, Relation]]] = defaultdict(list)
    for stored in situation.reports:
        own = held.get(stored.key)
        for relation in stored.reading.relations if own else ():
            if own and (relation.subject in own) != (relation.object in own):
                subject = relation.subject in own
                other = figures.get((stored.key, relation.object if subject else relation.subject))
                if other is not None:
                    outward = subject or relation.type in SYMMETRICAL
                    gathered[relation.type, other.name, outward].append((stored, relation))
    ties = [_make_tie(key, places) for key, places in gathered.items()]
    return tuple(sorted(ties, key=lambda tie: (-len(tie.citations), tie.type, tie.other)))


def _make_tie(key: tuple[RelationType, str, bool], places: list[tuple[Stored, Relation]]) -> Tie:
    """One tie from all its places; a time counts where no other place gives another."""
    times = [{getattr(r, name) for _, r in places if getattr(r, name)} for name in ("since", "until")]
    since, until = (found.pop() if len(found) == 1 else None for found in times)
    return Tie(
        *key,
        since=since,
        until=until,
        citations=tuple(cite_span(stored, r.start, r.end) for stored, r in places),
        speakers=tuple(_name_source(stored, r) for stored, r in places),
    )


def _name_source(stored: Stored, relation: Relation) -> str | None:
    """Who says so, where a statement carries the relation."""
    statement = stored.reading.statement(relation.statement)
    return None if statement is None else name_speaker(stored.reading, statement) or "nobody named"
