from pathlib import Path

import pytest
from event_cases import find_event, name_sides, read_events_of, read_parsed_events
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.events import KEEP, READER
from lagebild.records import Part

MINSK = Path(__file__).parents[3] / "shared" / "data" / "reports" / "minsk_2022-12-22.txt"


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actor", "recipient"),
    [
        ("Chile attacked Peru on Monday.", "attacked", "ASSAULT", "CHL", "PER"),
        ("Peru was attacked by Chile.", "attacked", "ASSAULT", "CHL", "PER"),
        ("Chile, which had bombed Peru for weeks, said nothing.", "bombed", "ASSAULT", "CHL", "PER"),
        ("Norway and Sweden condemned Chile for the raid.", "condemned", "ACCUSE", "NOR+SWE", "CHL"),
        ("Norwegian police arrested two Swedish diplomats.", "arrested", "COERCE", "NOR", "SWE"),
        ("Chile agreed to send tanks to Peru.", "agreed", "AGREE", "CHL", "PER"),
        ("Chile threatened to invade Peru.", "threatened", "THREATEN", "CHL", "PER"),
        ("Chile refused to meet Peruvian negotiators.", "refused", "REJECT", "CHL", "PER"),
        ("Chile urged Peru to withdraw its troops.", "urged", "REQUEST", "CHL", "PER"),
        ("Chile imposed sanctions on Peru.", "imposed", "SANCTION", "CHL", "PER"),
        ("Chile launched an attack on Peru.", "attack", "ASSAULT", "CHL", "PER"),
        ("Chile’s invasion of Peru shocked everyone.", "invasion", "ASSAULT", "CHL", "PER"),
        ("Chile signed a treaty with Peru.", "signed", "SUPPORT", "CHL", "PER"),
        ("Chile sent medicine to Peru last week.", "sent", "AID", "CHL", "PER"),
        ("Chile is willing to send medicine to Peru.", "send", "AGREE", "CHL", "PER"),
        ("Chile accused Peru of shelling its border.", "accused", "ACCUSE", "CHL", "PER"),
    ],
)
def test_who_does_what_to_whom(text, trigger, kind, actor, recipient):
    reading = read_events_of(text)
    event = find_event(reading, trigger)
    assert event is not None
    assert (event.type, *name_sides(reading, event)) == (kind, actor, recipient)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chile and Peru held talks in Oslo.", "talks"),
        ("Talks between Chile and Peru began on Monday.", "Talks"),
        ("Chile met with Peru in Oslo.", "met"),
    ],
)
def test_whoever_meets_is_an_actor_and_nobody_receives(text, trigger):
    reading = read_events_of(text)
    event = find_event(reading, trigger)
    assert event is not None
    assert event.type == "CONSULT"
    assert set(name_sides(reading, event)[0].split("+")) == {"CHL", "PER"}
    assert event.recipients == ()


def test_a_visitor_acts_and_the_host_receives():
    reading = read_events_of("President Ana Ruiz of Chile visited Peru on Tuesday. Norway hosted Ana Ruiz in April.")
    visited, hosted = find_event(reading, "visited"), find_event(reading, "hosted")
    assert visited is not None
    assert hosted is not None
    assert (visited.mode, visited.date) == ("visit", "2031-05-06")
    assert name_sides(reading, visited)[1] == "PER"
    assert name_sides(reading, hosted)[1] == "NOR"


def test_the_content_of_a_verbal_act_is_no_event_beside_it():
    reading = read_events_of("Chile promised to release Peruvian prisoners.")
    assert [e.type for e in reading.events] == ["AGREE"]


def test_what_people_do_to_themselves_is_no_event():
    assert read_events_of("The minister killed himself on Monday.").events == ()


def test_an_event_carries_the_statement_that_tells_of_it():
    reading = read_events_of("Sweden said on Tuesday that Chile had attacked Peru in March.")
    event = find_event(reading, "attacked")
    assert event is not None
    assert event.statement is not None
    assert reading.statement(event.statement).speaker in {a.id for a in reading.actors if a.country == "SWE"}
    assert event.date == "2031-03"


def test_the_day_of_saying_is_not_the_day_of_the_deed():
    reading = read_events_of("Sweden said on Tuesday that Chile had attacked Peru.")
    event = find_event(reading, "attacked")
    assert event is not None
    assert event.date is None


def test_somebody_who_was_no_actor_yet_becomes_one_with_a_place_in_the_text():
    reading = read_events_of("Soldiers shot the protesters in Oslo.")
    event = find_event(reading, "shot")
    assert event is not None
    for actor_id in (*event.actors, *event.recipients):
        actor = reading.actor(actor_id)
        assert actor is not None
        assert actor.mentions


def test_teasers_of_other_reports_give_no_events():
    text = "Chile and Peru met.\n\nNorway attacked Sweden."
    parts = (Part(0, 21, "body"), Part(21, len(text), "teaser"))
    assert [e.type for e in read_events_of(text, parts).events] == ["CONSULT"]


def test_a_long_chain_of_verbs_is_read_without_climbing_for_ever():
    text = "Chile " + ", ".join(["attacked, shelled and bombed Peru"] * 120) + "."
    reading = read_events_of(text)
    assert all(e.confidence >= KEEP for e in reading.events)


_SAID = "Chile Peru attacked the talks between and of not will if it they sanctions on imposed . , ” “ killed by who to"
_WORDS = st.sampled_from(_SAID.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_events_point_into_the_text_and_name_actors_of_the_reading(words):
    text = " ".join(words)
    parsed, reading = read_parsed_events(text)
    known = {actor.id for actor in reading.actors}
    for event in reading.events:
        assert text[event.trigger.start : event.trigger.end].strip()
        assert {*event.actors, *event.recipients} <= known
        assert 0 <= event.confidence <= 1
    assert len({e.id for e in reading.events}) == len(reading.events)
    assert READER.read(parsed, reading).events == reading.events


@pytest.mark.skipif(not MINSK.exists(), reason=f"{MINSK} is not there")
def test_the_starting_report_has_its_visit_alliance_law_training_and_no_entry_into_the_war():
    text = MINSK.read_text(encoding="utf-8")
    reading = read_events_of(text)
    by_place = {text[e.trigger.start : e.trigger.end]: e for e in reading.events}
    visit = by_place["traveled"]
    assert (visit.type, visit.mode) == ("CONSULT", "visit")
    assert visit.date is not None
    assert name_sides(reading, visit) == ("RUS", "BLR")
    assert visit.place is not None
    assert visit.place.name == "Minsk"
    alliance, law, training = by_place["announced"], by_place["passed"], by_place["train"]
    assert (alliance.type, "military" in alliance.contexts) == ("AGREE", True)
    assert name_sides(reading, law)[0] == "BLR"
    assert (training.status, *name_sides(reading, training)) == ("planned", "RUS", "BLR")
    entries = [e for e in reading.events if text[e.trigger.start : e.trigger.end] in {"enter", "entering", "entry"}]
    assert len(entries) >= 2
    assert {e.status for e in entries} <= {"denied", "hypothetical", "unknown"}
