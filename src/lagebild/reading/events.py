"""Events: who does what to whom, of which PLOVER 2021 type, whether it happened, and who says so.

Candidates come from the parse (`plover.candidates`) and from the encoder (`plover.bare`), their parties from the actors
(`plover.sides`), the type from the words' usual meaning and the encoder together (`plover.types` says who decides), the
status from the grammar and the statement around it (`plover.statuses`).  What is very unlikely is left out;
what is shown unasked must be surer (`situation.deeds.SHOWN`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import repeat

from spacy.tokens import Token

from lagebild.models.event_types import EventScores
from lagebild.reading.clauses import child
from lagebild.reading.geography.places import find_places
from lagebild.reading.naming.mentions import mark_own_prose
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.plover.bare import gather_candidates
from lagebild.reading.plover.casting import cast_parties
from lagebild.reading.plover.contents import drop_contents, drop_echoes
from lagebild.reading.plover.details import Surroundings, read_contexts, read_mode
from lagebild.reading.plover.doers import find_undergoers
from lagebild.reading.plover.drafts import Draft, draft_events, locate_draft
from lagebild.reading.plover.holders import Holders
from lagebild.reading.plover.moods import is_performed, is_refusal
from lagebild.reading.plover.origins import Origins
from lagebild.reading.plover.parties import Parties, Party
from lagebild.reading.plover.scores import score_candidates
from lagebild.reading.plover.standings import Duel, Standing, Standings
from lagebild.reading.plover.statuses import read_status, weigh_statement
from lagebild.reading.plover.types import Verdict, change_by_status, decide_type
from lagebild.reading.plover.words import NONE, STRENGTHS, read_list
from lagebild.records import Event, EventStatus, Place, Reading, Span

KEEP = 0.3
"""Events less likely to be right than this are left out of the reading; what is shown unasked must be surer."""
_SURE = 0.6  # probability from which the head's word for status or context counts
_LIKELY = 0.5  # probability from which a context of the head is shown
_NO_ACTOR = 0.7  # what an event is worth of which only the recipient is known
_NO_ACTOR_OF = {  # the same for single types: harm is often told without who did it, meetings hardly ever
    **{"ASSAULT": 0.77, "COERCE": 0.78, "SANCTION": 0.78},
    **dict.fromkeys(("CONSULT", "AGREE"), 0.55),
}
_NO_RECIPIENT = {  # what an event of a type is worth of which only one party is known
    **dict.fromkeys(("COOPERATE", "AID", "SANCTION", "CONSULT"), 0.75),
    **dict.fromkeys(("ASSAULT", "COERCE", "SUPPORT", "ACCUSE"), 0.85),
}
_UNNAMED = 0.8  # one with nobody named in it
_DEEDS = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"])  # public business whoever does them
_QUARRELS = frozenset(["ACCUSE", "REJECT", "REQUEST", "THREATEN"])
_STANDING = {  # what deeds, quarrels and dealings are worth among such people at most
    Standing.PRIVATE: (0.85, 0.7, 0.45),
    Standing.SHARED: (1.0, 0.8, 0.6),
    Standing.PUBLIC: (1.0, 1.0, 1.0),
}
_OF_PEOPLE = frozenset(["arrest", "deport", "abduct", "release", "targeted", "torture", "sexual", "beat"])
_THING = 0.7  # a deed done to people by its mode, where its object is nobody
_OUR_DEED = 0.75  # of a deed that "we" did, told by one person: it need not be theirs
_POLLED = 0.6  # of what a share of those asked in a poll want or back
_OPEN = 0.78  # one that nobody says happened or will: "may", "if", "to …"
_CASTING = 0.3  # power of how sure the head of parties is: it errs on single words, of which most do not matter
_GENERIC = 0.7  # a bare noun with nobody who does it
_DISPUTING = frozenset(["denies", "doubts"])
_SAID = frozenset(["SUPPORT", "REQUEST", "ACCUSE", "REJECT", "CONCEDE"])  # done by saying it
_COOPERATIVE = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
STATUSES: tuple[EventStatus, ...] = ("happened", "ongoing", "planned", "hypothetical", "denied", "unknown")


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
    standings = Standings(reading.actors, parsed.report.text)
    candidates = gather_candidates(parsed, own)
    castings = cast_parties(candidates, parsed.encoded)
    drafted = draft_events(candidates, castings, holders, parties, standings)
    drafts = [locate_draft(draft, parties, standings, origins) for draft in drafted]
    surroundings = Surroundings(doc, reading.dates, places)
    found: list[tuple[Draft, Event]] = []
    for draft, scores in zip(drafts, score_candidates(parsed, [draft.places() for draft in drafts]) or repeat(None)):
        status = _judge_status(draft, scores)
        verdict = decide_type(draft.candidate.senses, _hear_head(draft, scores, status), status)
        if verdict is not None and (event := _make_event(draft, verdict, scores, surroundings)) is not None:
            found.append((_separate(draft, event), event))
    kept = drop_echoes(drop_contents(found))
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


def _separate(draft: Draft, event: Event) -> Draft:
    """A refused meeting is no meeting: whom somebody will not meet receives the refusal."""
    if event.type != "REJECT" or not draft.candidate.mutual or draft.recipients:
        return draft
    asked = {token.i for place in draft.candidate.places for token in place}
    refused = tuple(p for p in draft.actors if p.head.i in asked)
    return replace(draft, actors=tuple(p for p in draft.actors if p.head.i not in asked), recipients=refused)


def _make_event(draft: Draft, verdict: Verdict, scores: EventScores | None, around: Surroundings) -> Event | None:
    """The event of a draft with this type, None when it is too unsure; parties and number come later."""
    trigger, carrier = draft.candidate.trigger, draft.candidate.carrier
    told = _judge_status(draft, scores) or "unknown"
    confidence = _weigh(draft, verdict, told)
    if confidence < KEEP:
        return None
    if verdict.type == "ASSAULT" and any(p.head.lemma_.lower() == "hacker" for p in draft.actors):
        verdict = Verdict("COERCE", verdict.probability, "cyber")
    if verdict.type == "ASSAULT" and draft.duel:
        if draft.duel is Duel.LIKELY or trigger.lemma_.lower() in read_list("verbal_fight"):
            return None
        verdict = Verdict("ACCUSE", verdict.probability, "disapprove")
    kind, status = _settle(draft, verdict.type, told)
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


def _weigh(draft: Draft, verdict: Verdict, status: EventStatus) -> float:
    """How likely the event is right: its type, its parties, and what takes away from it where it stands."""
    trigger = draft.candidate.trigger
    bare = trigger.pos_ == "NOUN" and not draft.actors and read_status(trigger, draft.candidate.carrier) is None
    confidence = verdict.probability * _weigh_parties(verdict.type, draft) * (_GENERIC if bare else 1.0)
    confidence *= math.pow(draft.trust, _CASTING)
    if verdict.mode in _OF_PEOPLE and not draft.recipients and find_undergoers(trigger):
        confidence *= _THING  # "released the files"
    if verdict.type not in _DEEDS and any(t.lemma_.lower() in read_list("polling") for t in trigger.sent):
        confidence *= _POLLED
    return confidence * (_OPEN if status == "hypothetical" else 1.0)


def _settle(draft: Draft, kind: str, status: EventStatus) -> tuple[str, EventStatus]:
    """Type and status as the codebook has them: threats that are told as plans, refusals that are told as denials."""
    carrier, kind = draft.candidate.carrier, change_by_status(kind, status)
    if kind == "AGREE" and _is_threat(draft.candidate.trigger):
        kind = "THREATEN"
    if status == "planned" and kind in _DEEDS and _has_condition(carrier) and _speaks_for_itself(draft):
        return "THREATEN", "happened"
    if status == "denied" and kind in _COOPERATIVE and is_refusal(carrier) and _speaks_for_itself(draft):
        return "REJECT", "happened"
    return kind, status


def _has_condition(verb: Token) -> bool:
    """Whether something is said to happen under a condition: "would attack if X did not leave"."""
    clauses = (c for c in verb.children if c.dep_ == "advcl")
    return any(m.lower_ in {"if", "unless"} for clause in clauses for m in clause.children if m.dep_ == "mark")


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
    candidate = draft.candidate
    said = candidate.trigger.pos_ == "VERB" and candidate.senses and candidate.senses[0].type in _SAID
    if said and is_performed(candidate.trigger):
        return "happened"
    told = read_status(candidate.trigger, candidate.carrier) or _guess_status(scores)
    owned = told == "happened" and candidate.trigger.pos_ == "NOUN" and child(candidate.trigger, "poss") is not None
    holders = [h for h in draft.holders if not owned or h.stance in _DISPUTING]  # "X's invasion" is taken for known
    return weigh_statement(told, holders)


def _hear_head(draft: Draft, scores: EventScores | None, status: EventStatus | None) -> dict[str, float] | None:
    """The head's probabilities of the types; of a refusal told by whoever refuses the grammar is sure without it.

    To the head what is denied or only thought of is often no event; that it did not happen is what its status says.
    """
    candidate = draft.candidate
    if scores is None or (candidate.senses and is_refusal(candidate.carrier) and _speaks_for_itself(draft)):
        return None
    strong = bool(candidate.senses) and candidate.senses[0].strength >= STRENGTHS["middle"]
    if strong and status in {"denied", "hypothetical"}:
        return {kind: 0.0 if kind == NONE else share for kind, share in scores.types.items()}
    return scores.types


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
        weight *= _NO_ACTOR_OF.get(kind, _NO_ACTOR)
    if not draft.recipients and len(draft.actors) < 2:
        weight *= _NO_RECIPIENT.get(kind, 1.0)
    if kind in _DEEDS and draft.ours:
        weight *= _OUR_DEED
    weight *= _STANDING[draft.standing][0 if kind in _DEEDS else 1 if kind in _QUARRELS else 2]
    return weight if any(p.named for p in everybody) else weight * _UNNAMED


def _is_threat(trigger: Token) -> bool:
    """Whether what is promised is harm: "vowed to retaliate"."""
    if trigger.lemma_.lower() not in read_list("own_promise"):
        return False
    content = [c for c in trigger.children if c.dep_ in {"xcomp", "dobj", "ccomp"}]
    content += [c for verb in content for c in verb.children if c.dep_ == "dobj"]
    return any(c.lemma_.lower() in read_list("retaliation") for c in content)


READER = Reader("events", "3", frozenset({"en"}), read_events)
