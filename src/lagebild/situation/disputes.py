"""Claims that some affirm and others deny or doubt; rather none than a false one.

Two statements are held to contradict each other when different speakers make them, they speak of the same actor, the
denied claim's own words come back in one sentence of the affirming one (at least `SHARED` of them, and two, or the
only one when it is an action of `concepts.txt`), their signs differ, and neither their numbers nor their times do.
Besides, a denial may point back: "X has denied this", right after what somebody else said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lagebild.records import Dispute, Figure, Said, Stored
from lagebild.situation.anaphora import find_denied
from lagebild.situation.claims import Piece, cut_claims
from lagebild.situation.terms import cut_stem, fold, is_stop, overlap

SHARED = 0.6
MOST_WORDS = 5  # words shown of a claim that is only pointed back to
COMMON = 400  # a term in more pieces than this says too little to look for company by


@dataclass(frozen=True, slots=True)
class _Edge:
    """The statement `denying` contradicts the statement `affirming` in these words and terms."""

    affirming: int
    denying: int
    words: tuple[str, ...]
    terms: frozenset[str]


@dataclass(slots=True)
class _Side:
    """A dispute while it is gathered."""

    affirming: set[int] = field(default_factory=set)
    denying: set[int] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)


def _find_pointed(reports: Sequence[Stored], figures: Sequence[Figure], said: Sequence[Said]) -> Iterator[_Edge]:
    """Contradictions that the text itself makes: "X has denied this", right after somebody else's statement."""
    readings = {(stored.key, stored.version): stored.reading for stored in reports}
    numbers = {(one.citation.key, one.statement_id): at for at, one in enumerate(said)}
    for at, one in enumerate(said):
        reading = readings[one.citation.key, one.citation.version]
        denial = reading.statement(one.statement_id)
        denied = find_denied(reading, denial) if denial else None
        other = numbers.get((one.citation.key, denied.id)) if denied else None
        if other is None or said[other].serious is False or one.serious is False:
            continue
        if not _may_contradict(said[other], one):
            continue
        pieces = cut_claims(reports, figures, said[other : other + 1])
        shown = [p.text[p.tokens[m.first].start : p.tokens[m.last].end] for p in pieces for m in p.terms]
        words = [word for word in shown if not any(word != other and word in other.split() for other in shown)]
        terms = frozenset(match.term for piece in pieces for match in piece.terms)
        yield _Edge(other, at, tuple(words[:MOST_WORDS]), terms)


def find_disputes(reports: Sequence[Stored], figures: Sequence[Figure], said: Sequence[Said]) -> tuple[Dispute, ...]:
    """The disputes among the statements, those with most statements first."""
    pieces = cut_claims(reports, figures, said)
    sides: list[_Side] = []
    for edge in chain(_find_edges(pieces, figures, said), _find_pointed(reports, figures, said)):
        _add_edge(sides, edge)
    ordered = sorted(sides, key=lambda s: (-len(s.affirming) - len(s.denying), min(s.affirming)))
    return tuple(
        Dispute(
            about=tuple(side.words),
            affirming=tuple(said[at] for at in sorted(side.affirming)),
            denying=tuple(said[at] for at in sorted(side.denying)),
        )
        for side in ordered
    )


def _find_edges(pieces: Sequence[Piece], figures: Sequence[Figure], said: Sequence[Said]) -> Iterator[_Edge]:
    """Every pair of pieces that contradict each other, once a pair of statements."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        for term in {match.term for match in piece.terms}:
            holders[term].append(at)
    seen: set[tuple[int, int]] = set()
    for denied in pieces:
        near: Counter[int] = Counter()
        for term in {match.term for match in denied.terms}:
            near.update(holders[term] if len(holders[term]) <= COMMON else ())
        for at, _ in sorted(near.items()):
            affirmed = pieces[at]
            pair = (affirmed.said, denied.said)
            if pair in seen or not _may_contradict(said[affirmed.said], said[denied.said]):
                continue
            if edge := _compare(affirmed, denied, figures, said):
                seen.add(pair)
                yield edge


def _may_contradict(one: Said, other: Said) -> bool:
    """Whether the two have known, different speakers and do not stand inside one another."""
    if one.speaker is None or other.speaker is None or fold(one.speaker) == fold(other.speaker):
        return False
    if one.figure is not None and one.figure == other.figure:
        return False
    near, far = one.citation, other.citation
    return near.key != far.key or near.end <= far.start or far.end <= near.start


def _compare(affirmed: Piece, denied: Piece, figures: Sequence[Figure], said: Sequence[Said]) -> _Edge | None:
    """The contradiction between two pieces, if there is one."""
    actors = affirmed.actors & denied.actors
    known = {match.term for match in affirmed.terms}
    shared = [match for match in denied.terms if match.term in known]
    places = {match.first for match in shared}
    wanted = {match.first for match in denied.terms}
    enough = len(places) >= 2 or (len(wanted) == 1 and any(match.term.startswith("~") for match in shared))
    if not actors or not enough or len(places) < SHARED * len(wanted) or _differ(affirmed, denied):
        return None
    terms = frozenset(match.term for match in shared)
    matches = [match for match in affirmed.terms if match.term in terms]
    signs = (
        affirmed.sign(said[affirmed.said].stance, matches[0].first, matches[-1].last),
        denied.sign(said[denied.said].stance, shared[0].first, shared[-1].last),
    )
    if signs != (1, -1):
        return None
    names = [figures[actor].name for actor in sorted(a for a in actors if isinstance(a, int))]
    names = names or [figures[a].name for a in sorted(b for b in denied.actors if isinstance(b, int))]
    words = [denied.text[denied.tokens[m.first].start : denied.tokens[m.last].end] for m in shared]
    return _Edge(affirmed.said, denied.said, (*names[:2], *words), terms)


def _differ(one: Piece, other: Piece) -> bool:
    """Whether numbers or times show that the two speak of different things."""
    numbers = bool(one.numbers and other.numbers and one.numbers != other.numbers)
    return numbers or (one.future is not None and other.future is not None and one.future != other.future)


def _add_edge(sides: list[_Side], edge: _Edge) -> None:
    """Put a contradiction to the dispute that it belongs to, or begin one."""
    for side in sides:
        touches = edge.affirming in side.affirming or edge.denying in side.denying
        crosses = edge.affirming in side.denying or edge.denying in side.affirming
        if touches and not crosses and overlap(side.terms, edge.terms) >= 0.5:
            break
    else:
        side = _Side()
        sides.append(side)
    side.affirming.add(edge.affirming)
    side.denying.add(edge.denying)
    side.terms |= edge.terms
    held = {cut_stem(fold(word)) for word in side.words}
    for word in edge.words:
        if cut_stem(fold(word)) not in held and not is_stop(fold(word)):
            held.add(cut_stem(fold(word)))
            side.words.append(word)
