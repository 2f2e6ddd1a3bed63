"""Which events are only the content, the purpose or a part of another: "agreed to send", "met to discuss"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.plover.drafts import Draft
from lagebild.reading.plover.words import read_list
from lagebild.records import Event

_FOLDED = frozenset(["AGREE", "REQUEST", "REJECT", "THREATEN"])
_MEETING = frozenset(["CONSULT", "AGREE"])
_STEPS = 6  # from a word up to the verbal act whose content it is


def drop_contents(found: Sequence[tuple[Draft, Event]]) -> list[tuple[Draft, Event]]:
    """The events without those that are only the content of a verbal act among them: "agreed to send" is one event."""
    acts = {d.candidate.trigger.i: e for d, e in found if e.type in _FOLDED}
    meetings = {d.candidate.trigger.i for d, e in found if e.type in _MEETING}
    return [
        (draft, event)
        for draft, event in found
        if not _is_content(draft.candidate.trigger, event, acts)
        and not (event.type in _MEETING and _serves(draft.candidate.trigger, meetings))
    ]


def drop_echoes(found: Sequence[tuple[Draft, Event]]) -> list[tuple[Draft, Event]]:
    """The events without those of a candidate without senses that another event governs, and in which nobody is new."""
    parties = {d.candidate.trigger.i: _list_parties(d) for d, _ in found}
    kept = []
    for draft, event in found:
        trigger = draft.candidate.trigger
        above = [parties[t.i] for t in trigger.ancestors if t.i in parties]
        echoed = not draft.candidate.senses and any(parties[trigger.i] <= known for known in above)
        if not echoed:
            kept.append((draft, event))
    return kept


def _list_parties(draft: Draft) -> set[str | int]:
    return {p.key for p in (*draft.actors, *draft.recipients)}


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
        wanted = any(m.dep_ == "mark" and m.lower_ == "for" for m in at.children)  # "called for X to leave"
        if at.dep_ == "ROOT" or (at.dep_ in {"relcl", "advcl"} and not wanted) or _is_finite(at):
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
