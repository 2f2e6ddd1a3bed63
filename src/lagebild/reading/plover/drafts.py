"""Drafts of events: candidates with their parties, before anything is known of type and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from lagebild.models.event_types import EventPlaces
from lagebild.reading.clauses import child
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.casting import Casting
from lagebild.reading.plover.holders import Holders
from lagebild.reading.plover.origins import Origins
from lagebild.reading.plover.parties import BELONGING, Parties, Party
from lagebild.reading.plover.sides import cast_sides
from lagebild.reading.plover.standings import Duel, Standing, Standings
from lagebild.records import Span, Statement

_WE = frozenset(["we", "us", "our", "ours"])
_REACHING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONSULT"])  # the state they happen in receives them


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate with its parties, before its type is known.

    `statement` is the innermost one that tells of it, `holders` are those whose stance bears on whether it happened;
    `standing` is that of the most public of its parties; `duel` is set where a person does a deed that may be words,
    `ours` where a person tells what "we" do.  `trust` is how sure the head of parties is of its own cast,
    who may be others; 1.0 without one.
    """

    candidate: Candidate
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    holders: tuple[Statement, ...]
    statement: Statement | None
    standing: Standing
    duel: Duel = Duel.NONE
    ours: bool = False
    trust: float = 1.0

    def places(self) -> EventPlaces:
        """Where the head of events is to look."""
        trigger = self.candidate.trigger
        sentence = trigger.sent
        return EventPlaces(
            trigger=Span(trigger.idx, trigger.idx + len(trigger)),
            actors=tuple(p.span for p in self.actors),
            recipients=tuple(p.span for p in self.recipients),
            sentence=Span(sentence.start_char, sentence.end_char),
        )


def draft_events(
    candidates: Sequence[Candidate],
    castings: Sequence[Casting | None],
    holders: Holders,
    parties: Parties,
    standings: Standings,
) -> Iterator[Draft]:
    """The candidates with enough people in them, each with its parties."""
    for candidate, casting in zip(candidates, castings, strict=True):
        actors, recipients = cast_sides(candidate, casting, holders, parties)
        meets_press = bool(candidate.senses) and candidate.senses[0].type == "CONSULT"
        if meets_press and any(standings.is_press(p) for p in (*actors, *recipients)):
            continue  # who talks to the press makes statements, and those are found elsewhere
        if _has_enough(candidate, actors, recipients, cast=casting is not None):
            chain = holders.chain(candidate.trigger)
            yield Draft(
                *(candidate, actors, recipients),
                chain[1:] if candidate.trigger.pos_ == "AUX" else chain,  # what is said to be due is the demand itself
                holders.innermost(candidate.trigger),
                _find_standing(candidate, actors, recipients, standings),
                standings.judge_duel(candidate.trigger, actors, recipients),
                any(p.head.lower_ in _WE and standings.is_person(p) for p in actors),
                casting.trust if casting is not None else 1.0,
            )


def _find_standing(
    candidate: Candidate, actors: Sequence[Party], recipients: Sequence[Party], standings: Standings
) -> Standing:
    """The highest standing of those who take part; of a visit by a body only the visitors count."""
    visit = bool(candidate.senses) and candidate.senses[0].mode == "visit" and bool(actors)
    counted = visit and not any(standings.is_person(p) for p in actors)
    return standings.find_highest(actors if counted else (*actors, *recipients))


def locate_draft(draft: Draft, parties: Parties, standings: Standings, origins: Origins) -> Draft:
    """The draft with the state in which it happens as recipient, where nobody is named who receives it."""
    candidate = draft.candidate
    if draft.recipients or not candidate.senses or candidate.senses[0].type not in _REACHING:
        return draft
    if candidate.senses[0].type == "CONSULT" and candidate.senses[0].mode != "visit":
        return draft
    thing = child(candidate.trigger, "dobj")
    own = {p.actor for p in draft.actors}
    holders = (candidate.trigger, thing) if thing is not None else (candidate.trigger,)
    found = tuple(p for p in parties.find_located(holders, origins) if p.actor is None or p.actor not in own)
    return replace(draft, recipients=found, standing=max(draft.standing, standings.find_highest(found)))


def _is_anybody(noun: Token) -> bool:
    """Whether a noun means anybody of a kind: "a president should not …"."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "every", "no"} for c in noun.children)


def _has_enough(candidate: Candidate, actors: Sequence[Party], recipients: Sequence[Party], *, cast: bool) -> bool:
    if candidate.trigger.pos_ == "AUX":  # only somebody else's own doing can be demanded of them
        direct = [p for p in recipients if p.named and p.certainty > BELONGING and not _is_anybody(p.head)]
        return any(p.named for p in actors) and bool(direct)
    if not candidate.senses and not cast:
        return any(p.named and p.certainty > BELONGING for p in actors) and any(p.named for p in recipients)
    if not candidate.senses:
        return any(p.named for p in (*actors, *recipients))
    if candidate.mutual and len(actors) < 2 and candidate.trigger.pos_ != "VERB":
        return any(p.named for p in actors)
    harm_somewhere = candidate.trigger.pos_ != "VERB" and not candidate.subjects and not candidate.places
    return bool(actors) or any(p.named for p in recipients) or harm_somewhere
