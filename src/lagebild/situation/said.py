"""Statements seen from outside their reports, with the repetitions of the same words folded into one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lagebild.records import Citation, Figure, Reading, Said, Span, Statement, Stored
from lagebild.situation.citations import cite_span, is_prose, slice_spans
from lagebild.situation.terms import fold, is_stop, shingle, split_tokens

SAME_WORDS = 0.8
FEWEST_WORDS = 4
_LATEST = datetime.max.replace(tzinfo=UTC)


def gather_said(reports: Sequence[Stored], figures: Sequence[Figure]) -> tuple[Said, ...]:
    """Every statement of the reports' own prose, oldest report first; what others carry too is in `repeats`."""
    number = {member: at for at, figure in enumerate(figures) for member in figure.members}
    found = [
        _see_statement(stored, statement, figures, number)
        for stored in sorted(reports, key=lambda s: (time_of(s.reading.report.published), s.key))
        for statement in sorted(stored.reading.statements, key=lambda s: (_whole(s), s.id))
        if is_prose(stored.reading, _whole(statement).start)
    ]
    return fold_repeats(found)


def time_of(published: datetime | None) -> datetime:
    """The time to sort by: a time without a zone counts as UTC, no time at all comes last."""
    if published is None:
        return _LATEST
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def _whole(statement: Statement) -> Span:
    """From the first to the last character of the content; of source and cue where there is no content."""
    spans = statement.content or (*statement.source, *statement.cue) or (Span(0, 0),)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _see_statement(
    stored: Stored, statement: Statement, figures: Sequence[Figure], number: dict[tuple[int, str], int]
) -> Said:
    text = stored.reading.report.text
    figure = number.get((stored.key, statement.speaker)) if statement.speaker else None
    return Said(
        statement_id=statement.id,
        speaker=figures[figure].name if figure is not None else name_speaker(stored.reading, statement),
        figure=figure,
        stance=statement.stance,
        certainty=statement.certainty,
        quote=statement.quote,
        serious=statement.serious,
        words=slice_spans(text, statement.content or statement.cue),
        citation=cite_span(stored, *_whole(statement)),
        said=statement.said,
        confidence=statement.confidence,
    )


def name_speaker(reading: Reading, statement: Statement) -> str | None:
    """The speaker in the words of this report: the actor's name, else the source as it is written, else None.

    A source of nothing but pronouns names nobody: every "I" would seem to be one speaker.
    """
    actor = reading.actor(statement.speaker)
    if actor is not None:
        return actor.name
    words = slice_spans(reading.report.text, statement.source)
    return words if any(not is_stop(token.word) for token in split_tokens(words)) else None


@dataclass(frozen=True, slots=True)
class _Carried:
    """A statement already seen, with the shingles of its words."""

    said: Said
    shingles: frozenset[tuple[str, ...]]


def fold_repeats(found: Sequence[Said]) -> tuple[Said, ...]:
    """The statements in their order, those whose words another report carried before as `repeats` of the first."""
    kept: list[_Carried] = []
    repeats: dict[int, list[Citation]] = defaultdict(list)
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for said in found:
        shingles = shingle(said.words)
        shared = Counter(at for piece in shingles for at in holders[piece])
        first = next((at for at, count in shared.most_common() if _is_repeat(kept[at], said, shingles, count)), None)
        if first is not None:
            repeats[first].append(said.citation)
            continue
        for piece in shingles:
            holders[piece].append(len(kept))
        kept.append(_Carried(said, shingles))
    return tuple(replace(carried.said, repeats=tuple(repeats[at])) for at, carried in enumerate(kept))


def _is_repeat(first: _Carried, said: Said, shingles: frozenset[tuple[str, ...]], count: int) -> bool:
    """Whether another report carries the same words of the same speaker, in the same sense."""
    if first.said.citation.key == said.citation.key or first.said.stance != said.stance:
        return False
    if len(said.words.split()) < FEWEST_WORDS:
        same = fold(first.said.words) == fold(said.words) and first.said.speaker is not None
    else:
        same = count >= SAME_WORDS * max(len(first.shingles), len(shingles))
    return same and _same_speaker(first.said, said)


def _same_speaker(one: Said, other: Said) -> bool:
    """Whether nothing says that two different speakers are meant."""
    if one.figure is not None and other.figure is not None and one.figure == other.figure:
        return True
    return one.speaker is None or other.speaker is None or fold(one.speaker) == fold(other.speaker)
