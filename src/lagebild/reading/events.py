"""Events: who does what to whom, of which PLOVER 2021 type, whether it happened, and who says so.

Candidates come from the parse (`plover.arguments`), their parties from the actors (`plover.parties`), the type from
the words' usual meaning and the encoder together (`plover.types` says who decides), the status from the grammar and
the statement around it (`plover.statuses`).  What stays unlikely is left out: a false event costs more than a miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from spacy.tokens import Doc, Token

from lagebild.models.event_types import EventPlaces, EventScores
from lagebild.reading.clauses import child
from lagebild.reading.geography.places import find_places
from lagebild.reading.naming.mentions import mark_own_prose
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.plover.arguments import Candidate, find_candidates
from lagebild.reading.plover.details import Surroundings, read_contexts, read_mode
from lagebild.reading.plover.holders import Holders
from lagebild.reading.plover.moods import is_refusal
from lagebild.reading.plover.origins import Origins
from lagebild.reading.plover.parties import BELONGING, Parties, Party
from lagebild.reading.plover.scores import score_candidates
from lagebild.reading.plover.statuses import read_status, weigh_statement
from lagebild.reading.plover.types import Verdict, change_by_status, decide_type
from lagebild.reading.plover.words import NONE, STRENGTHS, read_list
from lagebild.records import Event, EventStatus, Place, Reading, Span, Statement

KEEP = 0.55
"""Events less likely to be right than this are not shown."""
_SURE = 0.6  # probability from which the head's word for status or context counts
_LIKELY = 0.5  # probability from which a context of the head is shown
_NO_ACTOR = 0.7  # what an event is worth of which only the recipient is known
_NO_RECIPIENT = {  # what an event of a type is worth of which only one party is known
    **dict.fromkeys(("COOPERATE", "AID", "SANCTION", "CONSULT"), 0.75),
    **dict.fromkeys(("ASSAULT", "COERCE", "SUPPORT", "ACCUSE"), 0.85),
}
SPEAKING = 0.9  # certainty of an actor who is known only as the speaker
_UNNAMED = 0.8  # one with nobody named in it
_PRIVATE = 0.7  # one among private people
_OPEN = 0.95  # one that nobody says happened or will: "may", "if", "to …"
_GENERIC = 0.7  # a bare noun with nobody who does it
_COOPERATIVE = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
_REACHING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONSULT"])  # the state they happen in receives them
_FOLDED = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN"])
STATUSES: tuple[EventStatus, ...] = ("happened", "ongoing", "planned", "hypothetical", "denied", "unknown")
_STEPS = 6  # from a word up to the verbal act whose content it is


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate with its parties, before its type is known.

    `statement` is the innermost one that tells of it, `holders` are those whose stance bears on whether it happened;
    `private` is set where nobody in it is more than a private person.
    """

    candidate: Candidate
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    holders: tuple[Statement, ...]
    statement: Statement | None
    private: bool

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


def read_events(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its events, and with the parties of events that were no actors yet."""
    doc = parsed.doc
    if doc is None:
        return reading
    own = mark_own_prose(doc, parsed.report.parts)
    holders = Holders(doc, reading.statements)
    parties = Parties(parsed, reading)
    places = find_places(doc, parsed.report)
    origins = Origins(reading.actors, places)
    drafts = [_locate(draft, parties, origins) for draft in draft_events(doc, own, holders, parties)]
    surroundings = Surroundings(doc, reading.dates, places)
    found: list[tuple[Draft, Event]] = []
    for draft, scores in zip(drafts, score_candidates(parsed, [draft.places() for draft in drafts]) or repeat(None)):
        status = _judge_status(draft, scores)
        verdict = decide_type(draft.candidate.senses, _hear_head(draft, scores), status)
        if verdict is not None and (event := _make_event(draft, verdict, scores, surroundings)) is not None:
            found.append((_separate(draft, event), event))
    kept = _drop_contents(found)
    events = tuple(
        replace(
            event,
            id=f"e{number}",
            actors=tuple(dict.fromkeys(parties.settle(p) for p in draft.actors)),
            recipients=tuple(dict.fromkeys(parties.settle(p) for p in draft.recipients)),
        )
        for number, (draft, event) in enumerate(kept, 1)
    )
    taking_part: list[tuple[Party, Place | None]] = [(p, None) for draft, _ in kept for p in draft.actors]
    taking_part += [(p, event.place) for draft, event in kept for p in draft.recipients]
    parties.note_origins(taking_part, origins)
    return replace(reading, events=events, actors=parties.actors())


def draft_events(doc: Doc, own: Sequence[bool], holders: Holders, parties: Parties) -> Iterator[Draft]:
    """The candidates with somebody in them; a word of no table needs an actor and a recipient who are named."""
    for candidate in find_candidates(doc, own):
        holder = holders.innermost(candidate.trigger)
        subjects = parties.find_all(candidate.subjects, holder, owners=True)
        receiving = next((found for place in candidate.places if (found := parties.find_all(place, holder))), ())
        if candidate.mutual:
            everybody = [*subjects]
            for place in candidate.places:
                everybody.extend(parties.find_direct(place, holder))
            subjects, receiving = tuple({(p.actor or p.head.i): p for p in everybody}.values()), ()
        elif candidate.reverse:
            subjects, receiving = receiving, subjects
        chain = holders.chain(candidate.trigger)
        if candidate.trigger.pos_ == "AUX":  # what is said to be due is the demand itself
            chain = chain[1:]
            if not subjects and holder is not None and holder.speaker is not None:
                subjects = (_make_speaker(candidate.trigger, holder.speaker),)
        if not subjects and (made := holders.made_by(candidate.trigger)) is not None and made.speaker is not None:
            subjects = (_make_speaker(candidate.trigger, made.speaker),)
        acting = {p.actor for p in subjects if p.actor is not None}
        receiving = tuple(p for p in receiving if p.actor is None or p.actor not in acting)
        if candidate.senses and candidate.senses[0].type == "CONSULT":
            press = any(parties.is_press(p) for p in (*subjects, *receiving))
            if press:  # who talks to the press makes statements, and those are found elsewhere
                continue
        if _has_enough(candidate, subjects, receiving):
            private = not any(parties.has_standing(p) for p in (*subjects, *receiving))
            yield Draft(candidate, subjects, receiving, chain, holder, private)


def _locate(draft: Draft, parties: Parties, origins: Origins) -> Draft:
    """The draft with the state in which it happens as recipient, where nobody is named who receives it."""
    candidate = draft.candidate
    if draft.recipients or not draft.actors or not candidate.senses or candidate.senses[0].type not in _REACHING:
        return draft
    if candidate.senses[0].type == "CONSULT" and candidate.senses[0].mode != "visit":
        return draft
    thing = child(candidate.trigger, "dobj")
    own = {p.actor for p in draft.actors}
    holders = (candidate.trigger, thing) if thing is not None else (candidate.trigger,)
    found = tuple(p for p in parties.find_located(holders, origins) if p.actor is None or p.actor not in own)
    return replace(draft, recipients=found)


def _separate(draft: Draft, event: Event) -> Draft:
    """A refused meeting is no meeting: whom somebody will not meet receives the refusal."""
    if event.type != "REJECT" or not draft.candidate.mutual or draft.recipients:
        return draft
    asked = {token.i for place in draft.candidate.places for token in place}
    refused = tuple(p for p in draft.actors if p.head.i in asked)
    return replace(draft, actors=tuple(p for p in draft.actors if p.head.i not in asked), recipients=refused)


def _make_speaker(trigger: Token, speaker: str) -> Party:
    """Who makes a statement, as a party that stands at the statement's cue."""
    return Party(trigger, Span(trigger.idx, trigger.idx + len(trigger)), speaker, certainty=SPEAKING)


def _has_enough(candidate: Candidate, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
    if candidate.trigger.pos_ == "AUX":  # only somebody else's own doing can be demanded of them
        direct = [p for p in recipients if p.named and p.certainty > BELONGING]
        return any(p.named for p in actors) and bool(direct)
    if not candidate.senses:
        return any(p.named and p.certainty > BELONGING for p in actors) and any(p.named for p in recipients)
    if candidate.mutual and len(actors) < 2 and candidate.trigger.pos_ != "VERB":
        return any(p.named for p in actors)
    return bool(actors) or any(p.named for p in recipients)


def _make_event(draft: Draft, verdict: Verdict, scores: EventScores | None, around: Surroundings) -> Event | None:
    """The event of a draft with this type, None when it is too unsure; parties and number come later."""
    trigger, carrier = draft.candidate.trigger, draft.candidate.carrier
    grammar = read_status(trigger, carrier)
    generic = grammar is None and not draft.actors and trigger.pos_ == "NOUN"
    confidence = verdict.probability * _weigh_parties(verdict.type, draft) * (_GENERIC if generic else 1.0)
    status = _judge_status(draft, scores) or "unknown"
    confidence *= _OPEN if status == "hypothetical" else 1.0
    if confidence < KEEP:
        return None
    kind = change_by_status(verdict.type, status)
    if kind == "AGREE" and _is_threat(trigger):
        kind = "THREATEN"
    if status == "denied" and kind in _COOPERATIVE and is_refusal(carrier) and _speaks_for_itself(draft):
        kind, status = "REJECT", "happened"
    mode = (verdict.mode if kind == verdict.type else None) or read_mode(kind, trigger, carrier)
    return Event(
        id="",
        type=kind,
        trigger=Span(trigger.idx, trigger.idx + len(trigger)),
        mode=mode or _guess_mode(kind, scores),
        contexts=tuple(dict.fromkeys((*read_contexts(tuple(trigger.sent)), *_guess_contexts(scores)))),
        quantities=around.find_quantities(trigger, carrier),
        date=around.find_date(trigger, carrier),
        place=around.find_place(trigger),
        status=status,
        statement=draft.statement.id if draft.statement is not None else None,
        confidence=round(confidence, 3),
    )


def _speaks_for_itself(draft: Draft) -> bool:
    """Whether the event's actor is the one who tells of it."""
    speaker = draft.statement.speaker if draft.statement is not None else None
    return speaker is not None and any(p.actor == speaker for p in draft.actors)


def _guess_status(scores: EventScores | None) -> EventStatus | None:
    """The head's opinion where the grammar says nothing, if it is a clear one."""
    if scores is None:
        return None
    best = max(STATUSES, key=lambda status: scores.statuses[status])
    return best if scores.statuses[best] >= _SURE else None


def _judge_status(draft: Draft, scores: EventScores | None) -> EventStatus | None:
    """Whether it happened: the grammar, else the head, as those who tell of it leave it."""
    told = read_status(draft.candidate.trigger, draft.candidate.carrier) or _guess_status(scores)
    return weigh_statement(told, draft.holders)


def _hear_head(draft: Draft, scores: EventScores | None) -> dict[str, float] | None:
    """The head's probabilities of the types.

    Of bare sentences it may be sure that nothing happens in them ("X attacked Y"); it may not say so of a word that
    mostly names an event, with actor and recipient both named.
    """
    if scores is None:
        return None
    senses = draft.candidate.senses
    plain = any(p.named for p in draft.actors) and any(p.named for p in draft.recipients)
    if not plain or not senses or senses[0].strength < STRENGTHS["middle"]:
        return scores.types
    return {kind: 0.0 if kind == NONE else p for kind, p in scores.types.items()}


def _guess_mode(kind: str, scores: EventScores | None) -> str | None:
    """The head's mode where no word tells one, if the head means this type and is sure of the mode."""
    if scores is None or scores.best != kind or not scores.modes:
        return None
    best = max(scores.modes, key=scores.modes.__getitem__)
    return best or None if scores.modes[best] >= _SURE else None


def _guess_contexts(scores: EventScores | None) -> list[str]:
    """The contexts that the head finds more likely than not."""
    return [name for name, p in scores.contexts.items() if p >= _LIKELY] if scores is not None else []


def _weigh_parties(kind: str, draft: Draft) -> float:
    """What the parties deserve, in [0, 1]: the least certain one counts, and who is missing takes away."""
    everybody = (*draft.actors, *draft.recipients)
    weight = min((p.certainty for p in everybody), default=0.0)
    if not draft.actors:
        weight *= _NO_ACTOR
    if not draft.recipients and len(draft.actors) < 2:
        weight *= _NO_RECIPIENT.get(kind, 1.0)
    if draft.private:
        weight *= _PRIVATE
    return weight if any(p.named for p in everybody) else weight * _UNNAMED


def _is_threat(trigger: Token) -> bool:
    """Whether what is promised is harm: "vowed to retaliate"."""
    if trigger.lemma_.lower() not in read_list("own_promise"):
        return False
    content = [c for c in trigger.children if c.dep_ in {"xcomp", "dobj", "ccomp"}]
    content += [c for verb in content for c in verb.children if c.dep_ == "dobj"]
    return any(c.lemma_.lower() in read_list("retaliation") for c in content)


def _drop_contents(found: Sequence[tuple[Draft, Event]]) -> list[tuple[Draft, Event]]:
    """The events without those that are only the content of a verbal act among them: "agreed to send" is one event."""
    acts = {d.candidate.trigger.i: e for d, e in found if e.type in _FOLDED and d.candidate.trigger.pos_ == "VERB"}
    meetings = {d.candidate.trigger.i for d, e in found if e.type in {"CONSULT", "AGREE"}}
    return [
        (draft, event)
        for draft, event in found
        if not _is_content(draft.candidate.trigger, event, acts)
        and not (event.type in {"CONSULT", "AGREE"} and _serves(draft.candidate.trigger, meetings))
    ]


def _serves(trigger: Token, meetings: set[int]) -> bool:
    """Whether a word only says what a meeting is for: "met to discuss", "met for talks", "a visit for talks"."""
    above = trigger.head.head if trigger.dep_ == "pobj" else trigger.head
    return trigger.dep_ in {"advcl", "xcomp", "pobj"} and above.i in meetings and above.i < trigger.i


def _is_content(trigger: Token, event: Event, acts: dict[int, Event]) -> bool:
    """Whether a word that names nothing real yet is governed by a verbal act without a finite clause between."""
    if event.status == "happened" and trigger.pos_ == "VERB":
        return False
    at = trigger
    for _ in range(_STEPS):
        if at.dep_ in {"relcl", "advcl", "ROOT"} or _is_finite(at):
            return False
        at = at.head
        if at.i in acts and at.i != trigger.i:
            return at.lemma_.lower() in read_list("folding")
    return False


def _is_finite(verb: Token) -> bool:
    """Whether a verb heads a clause of its own, with a tense or a modal verb."""
    if verb.dep_ not in {"ccomp", "acl"}:
        return False
    modal = any(c.dep_ == "aux" and c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in verb.children)
    return modal or verb.tag_ in {"VBD", "VBZ", "VBP"}


READER = Reader("events", "1", frozenset({"en"}), read_events)

__all__ = ["KEEP", "READER", "Draft", "draft_events", "read_events"]
