"""Drafts of events: candidates with their parties, before anything is known of type and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from lagebild.models.event_types import EventPlaces
from lagebild.reading.clauses import child
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.casting import Casting
from lagebild.reading.plover.doers import find_undergoers, is_passive_use
from lagebild.reading.plover.holders import Holders
from lagebild.reading.plover.origins import Origins
from lagebild.reading.plover.parties import BELONGING, Parties, Party
from lagebild.reading.plover.standings import Duel, Standing, Standings
from lagebild.records import Span, Statement

SPEAKING = 0.9  # certainty of an actor who is known only as the speaker
_TAKEN_UP = frozenset(["it", "him", "her", "them"])
_WE = frozenset(["we", "us", "our", "ours"])
_REACHING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONSULT"])  # the state they happen in receives them


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate with its parties, before its type is known.

    `statement` is the innermost one that tells of it, `holders` are those whose stance bears on whether it happened;
    `standing` is that of the most public of its parties; `duel` is set where a person does a deed that may be words,
    `ours` where a person tells what "we" do.  `trust` is how sure the head of parties is of its cast, 1.0 without one.
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
    """The candidates with somebody in them; a word of no table needs an actor and a recipient who are named."""
    for candidate, casting in zip(candidates, castings, strict=True):
        holder = holders.innermost(candidate.trigger)
        subjects, receiving = _find_parties(candidate, casting, parties, holder)
        chain = holders.chain(candidate.trigger)
        if candidate.trigger.pos_ == "AUX":  # what is said to be due is the demand itself
            chain = chain[1:]
            if not subjects and holder is not None and holder.speaker is not None:
                subjects = (_make_speaker(candidate.trigger, holder.speaker),)
        if not subjects and (speaker := _find_speaker(candidate.trigger, holders)) is not None:
            subjects = (_make_speaker(candidate.trigger, speaker),)
        acting = {p.actor for p in subjects if p.actor is not None}
        others = tuple(p for p in receiving if p.actor is None or p.actor not in acting)
        if not others and any(token.lower_ in _TAKEN_UP for place in candidate.places for token in place):
            others = parties.find_all(_find_above(candidate.trigger), holder)
        receiving = tuple(p for p in others if p.actor is None or p.actor not in acting)
        if candidate.senses and candidate.senses[0].type == "CONSULT":
            press = any(standings.is_press(p) for p in (*subjects, *receiving))
            if press:  # who talks to the press makes statements, and those are found elsewhere
                continue
        everyone = (*subjects, *receiving)
        if _has_enough(candidate, subjects, receiving, cast=casting is not None):
            visit = bool(candidate.senses) and candidate.senses[0].mode == "visit" and bool(subjects)
            counted = subjects if visit and not any(standings.is_person(p) for p in subjects) else everyone
            standing = standings.find_highest(counted)
            duel = standings.judge_duel(candidate.trigger, subjects, receiving)
            ours = any(p.head.lower_ in _WE and standings.is_person(p) for p in subjects)
            trust = casting.trust if casting is not None else 1.0
            yield Draft(candidate, subjects, receiving, chain, holder, standing, duel, ours, trust)


def _find_parties(
    candidate: Candidate, casting: Casting | None, parties: Parties, holder: Statement | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Those who act and those who receive: as the grammar has them, else as the candidate is cast."""
    subjects = parties.find_all(candidate.subjects, holder, owners=True)
    receiving = next((found for place in candidate.places if (found := parties.find_all(place, holder))), ())
    if candidate.mutual:
        everybody = [*subjects]
        for place in candidate.places:
            everybody.extend(parties.find_direct(place, holder))
        subjects, receiving = _list_once(everybody), ()
    elif candidate.reverse:
        subjects, receiving = receiving, subjects
    if casting is None:
        return subjects, receiving
    if candidate.mutual and len(subjects) > 1:
        return subjects, ()
    actors = _leave_out(casting.actors, receiving)
    recipients = _leave_out(casting.recipients, subjects)
    acting = subjects or parties.find_all(actors, holder, owners=True)
    reached = receiving or parties.find_all(recipients, holder)
    return (_list_once([*acting, *reached]), ()) if candidate.mutual else (acting, reached)


def _leave_out(words: tuple[Token, ...], others: tuple[Party, ...]) -> tuple[Token, ...]:
    """The words without those that the grammar has on the other side."""
    taken = {p.head.i for p in others}
    return tuple(word for word in words if word.i not in taken)


def _list_once(found: Sequence[Party]) -> tuple[Party, ...]:
    return tuple({(p.actor or p.head.i): p for p in found}.values())


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


def _find_speaker(trigger: Token, holders: Holders) -> str | None:
    """Who makes the statement whose cue a word is; nobody for a passive, which is said of others."""
    made = holders.made_by(trigger)
    return made.speaker if made is not None and not (trigger.pos_ == "VERB" and is_passive_use(trigger)) else None


def _find_above(verb: Token) -> tuple[Token, ...]:
    """Whom the verb above is done to: in "punished X after accusing it" the pronoun cannot mean who accuses."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return find_undergoers(above) if verb.dep_ in {"advcl", "conj", "pcomp"} and above.pos_ == "VERB" else ()


def _make_speaker(trigger: Token, speaker: str) -> Party:
    """Who makes a statement, as a party that stands at the statement's cue."""
    return Party(trigger, Span(trigger.idx, trigger.idx + len(trigger)), speaker, certainty=SPEAKING)


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
