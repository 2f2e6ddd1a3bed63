"""Words that may name a party of an event, and their way through the parse."""

from __future__ import annotations

from spacy.tokens import Doc

from lagebild.reading.parse import parse_report
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import read_candidate
from lagebild.reading.plover.slots import SIGNS, Slot, find_nameable, find_slots
from lagebild.records import Report
from lagebild.settings import Settings


def parse(text: str) -> Doc:
    doc = parse_report(Report("r", "r", text, (), language="en"), Settings()).doc
    assert doc is not None
    return doc


def list_slots(text: str, trigger: str) -> list[Slot]:
    doc = parse(text)
    token = next(t for t in doc if t.text == trigger)
    candidate = read_candidate(token) or Candidate(token, (), (), (), token)
    return list(find_slots(candidate, find_nameable(token.sent)))


def slots_of(text: str, trigger: str) -> dict[str, Slot]:
    return {slot.word.token.text: slot for slot in list_slots(text, trigger)}


def test_nouns_pronouns_and_peoples_may_name_a_party_and_dates_may_not() -> None:
    slots = slots_of("On Monday they bombed a Peruvian port and 40 barges.", "bombed")
    assert {"they", "Peruvian", "port"} <= set(slots)
    assert "Monday" not in slots


def test_paths_tell_apart_who_acts_and_who_is_acted_on() -> None:
    slots = slots_of("Chile bombed Peru.", "bombed")
    assert slots["Chile"].path == "> nsubj"
    assert slots["Peru"].path == "> dobj"


def test_paths_name_the_preposition() -> None:
    path = slots_of("Chile waged war against Peru.", "war")["Peru"].path
    assert "prep:against" in path


def test_a_relative_pronoun_means_the_noun_before_it() -> None:
    slots = slots_of("Troops that bombed Peru left.", "bombed")
    assert slots["that"].word.meant.text == "Troops"


def test_signs_are_as_many_as_the_head_was_taught() -> None:
    for slot in slots_of("Chile's army bombed the port of Peru.", "bombed").values():
        assert len(slot.signs) == SIGNS


def test_the_grammar_s_choice_is_one_of_the_signs() -> None:
    slots = slots_of("Chile bombed Peru.", "bombed")
    assert slots["Chile"].signs[-3:] == (1.0, 0.0, 0.0)
    assert slots["Peru"].signs[-3:] == (0.0, 1.0, 0.0)


def test_slots_far_from_the_trigger_are_not_looked_at() -> None:
    slots = list_slots("Chile bombed " + "Peru, " * 200 + "Norway.", "bombed")
    assert 10 < len(slots) < 100
    assert "Norway" not in {slot.word.token.text for slot in slots}


def test_a_word_behind_too_many_others_is_far() -> None:
    deep = "the aide of the friend of the brother of the wife of the driver of the boss of Ruiz"
    assert slots_of(f"Chile bombed {deep}.", "bombed")["Ruiz"].path == "far"
