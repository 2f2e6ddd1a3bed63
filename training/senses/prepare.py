"""What the product's own reading gives beside the states: facts of sentences, hints of stances, slots of parties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from corpus import Document, EventLabel, Spans
from spacy.tokens import Doc, Token

from lagebild.models.event_parties import NONE, ROLES
from lagebild.models.stances import STANCES
from lagebild.reading import attribution, sentences
from lagebild.reading.kind_facts import FACTS, read_facts
from lagebild.reading.parse import parse_report
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import read_candidate
from lagebild.reading.plover.slots import find_nameable, find_slots
from lagebild.reading.statements.stances import judge_stance
from lagebild.records import Part, Reading, Report, Span
from lagebild.settings import Settings


@dataclass(frozen=True)
class SlotLabel:
    """A slot with the role it should get: the places of trigger, slot and sentence, path and signs."""

    places: tuple[Spans, Spans, Spans]
    path: str
    signs: tuple[float, ...]
    role: int


@dataclass(frozen=True)
class Prepared:
    """For a document: [sentences, FACTS], the number of the rules' stance for each label, slots of all events."""

    facts: np.ndarray
    hints: tuple[int, ...]
    slots: tuple[SlotLabel, ...]


def prepare(document: Document) -> Prepared:
    """The document as the product reads it."""
    parts = (Part(0, len(document.text), "body"),)
    parsed = parse_report(Report("x", "x", document.text, parts, language="en"), Settings())
    assert parsed.doc is not None
    facts = np.zeros((0, FACTS), np.float32)
    if document.kinds:
        reading = Reading(report=parsed.report)
        for reader in (sentences.READER, attribution.READER):
            reading = reader.read(parsed, reading)
        facts = read_facts(document.text, [Span(k.start, k.end) for k in document.kinds], reading.statements)
    hints = []
    for label in document.stances:
        judged = judge_stance(parsed.doc, [Span(*s) for s in label.cues], [Span(*s) for s in label.contents])
        hints.append(STANCES.index(judged.stance))
    slots = [slot for label in document.events if label.whole for slot in label_slots(parsed.doc, label)]
    return Prepared(facts, tuple(hints), tuple(slots))


def label_slots(doc: Doc, label: EventLabel) -> list[SlotLabel]:
    """The slots of a labelled event, none of NONE or without its trigger; a party that is no slot is passed over."""
    if label.type == "NONE":
        return []
    trigger = find_head(doc, label.triggers)
    if trigger is None:
        return []
    roles = {}
    for number, spans in ((ROLES.index("actor"), label.actors), (ROLES.index("recipient"), label.recipients)):
        for span in spans:
            if (head := find_head(doc, (span,))) is not None:
                roles[head.i] = number
    candidate = read_candidate(trigger) or Candidate(trigger, (), (), (), trigger)
    sentence = (trigger.sent.start_char, trigger.sent.end_char)
    place = (trigger.idx, trigger.idx + len(trigger))
    return [
        SlotLabel(
            ((place,), (tuple(slot.word.span),), (sentence,)),
            slot.path,
            slot.signs,
            roles.get(slot.word.token.i, roles.get(slot.word.meant.i, ROLES.index(NONE))),
        )
        for slot in find_slots(candidate, find_nameable(trigger.sent))
    ]


def find_head(doc: Doc, spans: Spans) -> Token | None:
    """The word that heads the first of the spans."""
    if not spans:
        return None
    span = doc.char_span(*spans[0], alignment_mode="expand")
    return span.root if span is not None else None
