from pathlib import Path

import pytest
from event_cases import find_event, name_sides, read_events_of, read_parsed_events
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.events import KEEP
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


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("A Chilean court ordered the release of a Peruvian journalist.", "ordered", "RETREAT"),
        ("A Chilean court ordered the arrest of a Peruvian journalist.", "ordered", "COERCE"),
        ("Chile ordered an attack on Peru.", "ordered", "ASSAULT"),
        ("Chile granted Peru permission to use its airspace.", "granted", "CONCEDE"),
        ("Chile granted Peru loans.", "granted", "AID"),
        ("Chile gave Peru a deadline to leave.", "gave", "THREATEN"),
        ("Chile gave Peru information about the smugglers.", "gave", "COOPERATE"),
        ("Chile lifted sanctions on Peru.", "lifted", "RETREAT"),
        ("Chile reduced aid to Peru.", "reduced", "SANCTION"),
        ("Chile violated the ceasefire with Peru.", "violated", "ASSAULT"),
        ("Chile violated a treaty with Peru.", "violated", "REJECT"),
        ("Chile and Peru exchanged fire on Monday.", "exchanged", "ASSAULT"),
        ("Chile and Peru exchanged prisoners on Monday.", "exchanged", "RETREAT"),
        ("Chile declared a state of emergency in Peru.", "declared", "COERCE"),
        ("Chilean workers went on strike on Monday.", "went", "PROTEST"),
        ("Chile put its army on alert.", "put", "MOBILIZE"),
        ("Chile took in refugees from Peru.", "took", "AID"),
        ("Chile withdrew its ambassador from Peru.", "withdrew", "SANCTION"),
    ],
)
def test_the_object_of_a_verb_tells_what_it_does(text, trigger, kind):
    event = find_event(read_events_of(text), trigger)
    assert event is not None
    assert event.type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Chile’s ministry released a report about Peru.",
        "Chile agreed that Peru was right.",
        "Chile warned that the rain would reach Peru.",
        "Three authors from Chile spoke with a novelist about love.",
        "Chile called Peru a neighbour.",
    ],
)
def test_words_of_deeds_that_do_none_here_are_no_events(text):
    assert read_events_of(text).events == ()


def test_a_date_after_the_verb_is_not_its_preposition():
    event = find_event(read_events_of("Chile’s president called Peru’s president on Monday."), "called")
    assert event is None or event.type == "CONSULT"
    assert find_event(read_events_of("Chile on Monday called on Peru to leave."), "called").type == "REQUEST"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("Chilean nurses urged to stay at home.", "urged"), ("Two Chilean soldiers killed in Peru.", "killed")],
)
def test_whoever_a_headline_leaves_without_an_object_undergoes(text, trigger):
    event = find_event(read_events_of(text), trigger)
    assert event is None or (event.actors == () and event.recipients != ())


def test_politicians_attack_each_other_with_words_and_states_with_arms():
    words = read_events_of("Senator Ana Ruiz of Chile attacked Senator Olga Lind for her silence.")
    assert [e.type for e in words.events] == ["ACCUSE"]
    assert [e.type for e in read_events_of("Chile attacked Peru for its silence about the raid.").events][:1] != []
    assert [e.type for e in read_events_of("President Ana Ruiz of Chile attacked Peru with missiles.").events] == [
        "ASSAULT"
    ]


def test_what_speakers_would_do_politely_they_do():
    reading = read_events_of("“I would urge Peru to leave,” Chile’s president Ana Ruiz said.")
    event = find_event(reading, "urge")
    assert event is not None
    assert event.status == "happened"


def test_those_named_of_several_are_the_parties():
    reading = read_events_of("Several countries, including Norway and Sweden, condemned Chile.")
    event = find_event(reading, "condemned")
    assert event is not None
    assert name_sides(reading, event) == ("NOR+SWE", "CHL")


def test_a_pronoun_for_whom_something_is_done_to_is_not_who_does_it():
    reading = read_events_of("Chile punished Peru after accusing it of theft.")
    event = find_event(reading, "accusing")
    assert event is not None
    assert name_sides(reading, event) == ("CHL", "PER")


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actor", "recipient"),
    [
        ("Clashes between Chilean and Peruvian troops broke out on Sunday.", "Clashes", "ASSAULT", "CHL+PER", ""),
        ("Chile provided Peru with ten tanks.", "provided", "AID", "CHL", "PER"),
        ("Chile has given $50 million in aid to Peru.", "given", "AID", "CHL", "PER"),
        ("Chile sent troops to Peru as peacekeepers.", "sent", "AID", "CHL", "PER"),
        ("Chilean hackers attacked Peru's ministry of defence.", "attacked", "COERCE", "CHL", "PER"),
        ("Chile's president is to meet Peru's prime minister on Friday.", "meet", "AGREE", "CHL+PER", ""),
        ("Chile called for Peru to withdraw its troops.", "called", "REQUEST", "CHL", "PER"),
        ("Chile imposed a new round of sanctions on Peru.", "imposed", "SANCTION", "CHL", "PER"),
        ("Chile refused to hand over the suspects to Peru.", "refused", "REJECT", "CHL", "PER"),
        ("The arrest of a Peruvian diplomat by Chilean police shocked Lima.", "arrest", "COERCE", "CHL", "PER"),
        ("Chile said it would attack Peru if it did not withdraw.", "attack", "THREATEN", "CHL", "PER"),
    ],
)
def test_parties_stand_where_grammar_puts_them(text, trigger, kind, actor, recipient):
    reading = read_events_of(text)
    event = find_event(reading, trigger)
    assert event is not None
    assert (event.type, *name_sides(reading, event)) == (kind, actor, recipient)


def test_a_negation_with_a_curly_apostrophe_is_one():
    event = find_event(read_events_of("Chile didn’t attack Peru."), "attack")
    assert event is not None
    assert event.status == "denied"


def test_a_city_after_which_a_treaty_is_named_is_nobody():
    reading = read_events_of("Chile rejected the Paris agreement on Monday.")
    assert all(name_sides(reading, e)[1] != "FRA" for e in reading.events)


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
    _, reading = read_parsed_events(text)
    known = {actor.id for actor in reading.actors}
    for event in reading.events:
        assert text[event.trigger.start : event.trigger.end].strip()
        assert {*event.actors, *event.recipients} <= known
        assert 0 <= event.confidence <= 1
    assert len({e.id for e in reading.events}) == len(reading.events)
    assert read_parsed_events(text)[1].events == reading.events


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
