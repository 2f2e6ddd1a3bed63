"""Events seen from outside their reports: who did what to whom, with the figures behind the actors and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.records import Citation, Event, EventStatus, Figure, Stored
from lagebild.situation.citations import cite_span, number_of_sentence
from lagebild.situation.said import name_speaker

SHOWN = 0.7
"""Confidence from which a person is shown an event unasked; less sure ones stay in the reading and in what is exported,
each with its confidence."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with names in place of ids; `words` name it in the text, `citation` is the sentence around them.

    `figures` are the indices of actors and recipients among the situation's figures.  `told_by` is who says so, None
    where the report itself does; `is_told` tells the two cases apart when the speaker is not known.  `date` is a TIMEX3
    value, `place` the place's name in the text.
    """

    type: str
    mode: str | None
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    figures: tuple[int, ...]
    words: str
    date: str | None
    place: str | None
    is_told: bool
    told_by: str | None
    confidence: float
    citation: Citation


def gather_deeds(reports: Sequence[Stored], figures: Sequence[Figure]) -> tuple[Deed, ...]:
    """Every event of the reports that is sure enough to be SHOWN, in their order."""
    number = {member: at for at, figure in enumerate(figures) for member in figure.members}
    return tuple(
        _see_event(stored, event, figures, number)
        for stored in reports
        for event in stored.reading.events
        if event.confidence >= SHOWN
    )


def deeds_of(deeds: Sequence[Deed], figure: int) -> tuple[Deed, ...]:
    """The deeds in which the figure with this index acts or receives."""
    return tuple(deed for deed in deeds if figure in deed.figures)


def _see_event(stored: Stored, event: Event, figures: Sequence[Figure], number: dict[tuple[int, str], int]) -> Deed:
    reading = stored.reading
    statement = reading.statement(event.statement)
    at = number_of_sentence(reading, event.trigger.start)
    around = reading.sentences[at] if reading.sentences else event.trigger
    ids = (*event.actors, *event.recipients)
    return Deed(
        type=event.type,
        mode=event.mode,
        status=event.status,
        actors=_name_all(stored, event.actors, figures, number),
        recipients=_name_all(stored, event.recipients, figures, number),
        figures=tuple(dict.fromkeys(number[stored.key, i] for i in ids if (stored.key, i) in number)),
        words=reading.report.text[event.trigger.start : event.trigger.end],
        date=event.date,
        place=event.place.name if event.place is not None else None,
        is_told=statement is not None,
        told_by=name_speaker(reading, statement) if statement is not None else None,
        confidence=event.confidence,
        citation=cite_span(stored, around.start, around.end),
    )


def _name_all(
    stored: Stored, ids: Sequence[str], figures: Sequence[Figure], number: dict[tuple[int, str], int]
) -> tuple[str, ...]:
    """The figures' names, the report's own where an actor is no figure."""
    names = []
    for actor_id in ids:
        at = number.get((stored.key, actor_id))
        actor = stored.reading.actor(actor_id)
        if at is not None:
            names.append(figures[at].name)
        elif actor is not None:
            names.append(actor.name)
    return tuple(dict.fromkeys(names))
