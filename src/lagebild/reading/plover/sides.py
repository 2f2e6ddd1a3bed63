"""Who acts in a candidate and who receives: as the grammar has it, else as the head of parties, else the speaker."""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.casting import Casting
from lagebild.reading.plover.doers import find_undergoers, is_passive_use
from lagebild.reading.plover.holders import Holders
from lagebild.reading.plover.parties import Parties, Party, list_once
from lagebild.records import Span, Statement

SPEAKING = 0.9  # certainty of an actor who is known only as the speaker
_TAKEN_UP = frozenset(["it", "him", "her", "them"])
Sides = tuple[tuple[Party, ...], tuple[Party, ...]]
"""Those who act and those who receive."""


def cast_sides(candidate: Candidate, casting: Casting | None, holders: Holders, parties: Parties) -> Sides:
    """Both sides of a candidate; nobody is on both."""
    trigger, holder = candidate.trigger, holders.innermost(candidate.trigger)
    actors, recipients = _fill_sides(candidate, _read_sides(candidate, parties, holder), casting, parties, holder)
    if not actors and trigger.pos_ == "AUX" and holder is not None and holder.speaker is not None:
        actors = (_make_speaker(trigger, holder.speaker),)
    if not actors and (speaker := _find_speaker(trigger, holders)) is not None:
        actors = (_make_speaker(trigger, speaker),)
    others = _leave_out(recipients, actors)
    if not others and any(token.lower_ in _TAKEN_UP for place in candidate.places for token in place):
        others = _leave_out(parties.find_all(_find_above(trigger), holder), actors)
    return actors, others


def _read_sides(candidate: Candidate, parties: Parties, holder: Statement | None) -> Sides:
    """Both sides as the grammar has them."""
    subjects = parties.find_all(candidate.subjects, holder, owners=True)
    receiving = next((found for place in candidate.places if (found := parties.find_all(place, holder))), ())
    if candidate.mutual:
        direct = (p for place in candidate.places for p in parties.find_direct(place, holder))
        return list_once((*subjects, *direct)), ()
    return (receiving, subjects) if candidate.reverse else (subjects, receiving)


def _fill_sides(
    candidate: Candidate, read: Sides, casting: Casting | None, parties: Parties, holder: Statement | None
) -> Sides:
    """Both sides as read, an empty one filled with those whom the head casts and the other side has not."""
    actors, recipients = read
    if casting is None or (candidate.mutual and len(actors) > 1):
        return read
    acting = actors or parties.find_all(_words_without(casting.actors, recipients), holder, owners=True)
    reached = recipients or parties.find_all(_words_without(casting.recipients, actors), holder)
    return (list_once((*acting, *reached)), ()) if candidate.mutual else (acting, reached)


def _words_without(words: tuple[Token, ...], others: tuple[Party, ...]) -> tuple[Token, ...]:
    """The words but for those of parties on the other side."""
    taken = {p.head.i for p in others}
    return tuple(word for word in words if word.i not in taken)


def _leave_out(found: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties but for those on the other side."""
    taken = {p.key for p in others}
    return tuple(p for p in found if p.key not in taken)


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
