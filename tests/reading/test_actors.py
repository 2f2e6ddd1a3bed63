"""Who acts or speaks in a report, under all their names."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.reading.actors import read_actors
from lagebild.reading.parse import parse_report
from lagebild.records import Actor, Part, Reading, Report
from lagebild.settings import Settings


def make_report(text: str, parts: tuple[Part, ...] = ()) -> Report:
    """A report whose paragraphs are body, unless its parts are given."""
    made: list[Part] = []
    start = 0
    while not parts and start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end + 2
        made.append(Part(start, end, "body"))
        start = end
    return Report(id="r", identity="r", text=text, parts=parts or tuple(made), language="en")


@cache
def read(text: str) -> tuple[Actor, ...]:
    report = make_report(text)
    return read_actors(parse_report(report, Settings()), Reading(report=report)).actors


def only(text: str, kind: str) -> Actor:
    found = [actor for actor in read(text) if actor.kind == kind]
    assert len(found) == 1, found
    return found[0]


def words(text: str, actor: Actor) -> list[str]:
    return [text[span.start : span.end] for span in actor.mentions]


def test_full_name_and_surname_are_one_person():
    text = "Economist Marta Lindqvist spoke on Friday. Lindqvist said prices would fall."
    person = only(text, "person")
    assert person.name == "Marta Lindqvist"
    assert words(text, person) == ["Marta Lindqvist", "Lindqvist"]


def test_two_spellings_of_a_name_are_one_person():
    text = "Andriy Tschernenko arrived on Monday. “We are ready,” said Chernenko."
    assert words(text, only(text, "person")) == ["Andriy Tschernenko", "Chernenko"]


def test_two_people_with_one_surname_stay_apart():
    text = "Karl Brandauer met his wife Helga Brandauer in Vienna. Mrs. Brandauer said nothing."
    names = {actor.name for actor in read(text) if actor.kind == "person"}
    assert {"Karl Brandauer", "Helga Brandauer"} <= names


def test_the_surname_of_two_people_named_together_is_neither():
    text = "Minister Karl Brandauer met General Otto Brandauer. Brandauer said it was over."
    owners = [a.name for a in read(text) for s in a.mentions if s.start == text.rindex("Brandauer")]
    assert owners == ["Brandauer"]


def test_a_person_may_bear_the_name_of_a_state():
    text = "Jim Jordan arrived late. Jordan said the road was safe."
    assert words(text, only(text, "person")) == ["Jim Jordan", "Jordan"]


def test_short_names_are_not_merged_by_likeness():
    text = "David Wang opened the meeting. Peter Vang closed it. Wang left early."
    assert len([a for a in read(text) if a.kind == "person"]) == 2


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“It is over,” says Finland expert Ottilie Krämer.", "Finland expert"),
        ("Jonas Hvidt, commander of the Danish navy, resigned on Tuesday.", "commander of the Danish navy"),
        ("Mirela Popa is deputy director of the Energy Program.", "deputy director of the Energy Program"),
        ("The foreign minister, Tomasz Wilk, declined to comment.", "foreign minister"),
    ],
)
def test_a_role_is_kept_in_the_words_of_the_text(text, role):
    person = only(text, "person")
    assert person.role == role
    claim = person.roles[0]
    assert text[claim.span.start : claim.span.end] == claim.words


def test_what_somebody_does_after_a_comma_is_no_role():
    text = "“We are not closing,” Rask's spokesman, Peter Lind, told reporters."
    assert [claim.words for claim in only(text, "person").roles] == ["Rask's spokesman"]


def test_role_and_affiliation_are_told_apart():
    text = "Lene Falk is Deputy Head of the Arctic Program at the Nansen Foundation (NF)."
    person = only(text, "person")
    assert person.role == "Deputy Head of the Arctic Program"
    assert person.affiliation == "Nansen Foundation (NF)"


def test_country_and_sector_of_a_person_come_from_the_role():
    person = only("Estonian Defence Minister Kaarel Tamm arrived.", "person")
    assert (person.country, person.sector) == ("EST", "GOV")


def test_an_expert_is_one_who_is_introduced_as_one():
    text = "Security analyst Pia Sund warned of delays. “It will take years,” said the analyst."
    person = only(text, "person")
    assert person.expert
    assert words(text, person) == ["Pia Sund", "the analyst"]
    assert not only("Mayor Pia Sund warned of delays.", "person").expert


def test_a_capital_that_acts_is_the_government_and_as_a_place_nobody():
    text = "Lisbon has again denied the reports."
    government = only(text, "organisation")
    assert (government.country, government.sector) == ("PRT", "GOV")
    assert words(text, government) == ["Lisbon"]
    assert not read("The talks took place in Lisbon.")


def test_capital_and_government_are_one_actor():
    text = "Oslo rejected the plan. The Norwegian government said it was too late."
    assert words(text, only(text, "organisation")) == ["Oslo", "Norwegian government"]


def test_government_forces_and_people_are_different_actors():
    text = "The Chilean government denied it. The Chilean army left. The Chilean people protested."
    assert {(a.kind, a.sector) for a in read(text)} == {
        ("organisation", "GOV"),
        ("organisation", "MIL"),
        ("group", None),
    }


def test_a_state_is_an_actor_where_it_acts_and_not_where_it_is_a_place():
    assert only("Sweden attacked Norwegian plans.", "state").country == "SWE"
    assert not [a for a in read("The weather in Sweden was mild.") if a.kind == "state"]


def test_international_organisations_are_known():
    actor = only("NATO warned of further attacks.", "organisation")
    assert actor.country == "IGO"


def test_labels_and_teasers_hold_no_actors():
    text = "Written by Ida Holm.\n\nCarl Bode spoke."
    border = text.index("Carl")
    report = make_report(text, (Part(0, border, "label"), Part(border, len(text), "body")))
    actors = read_actors(parse_report(report, Settings()), Reading(report=report)).actors
    assert [actor.name for actor in actors] == ["Carl Bode"]


def test_a_report_without_a_parse_keeps_its_reading():
    report = Report(id="r", identity="r", text="Der Minister sprach.", language="de")
    reading = Reading(report=report)
    assert read_actors(parse_report(report, Settings()), reading) == reading


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            ["Marta Lindqvist", "Mr.", "President", ",", "said", "the", "Kremlin", "of", "NATO", "(", ")", "\n\n", "’s",
             "expert", "is", "Kenyan", "army", "and", ".", "“", "Minsk", "𝔘", "Lindqvist"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_mentions_and_claims_always_slice_to_the_text(pieces):
    text = " ".join(pieces)
    for actor in read(text):
        assert actor.mentions
        for span in actor.mentions:
            assert 0 <= span.start < span.end <= len(text)
        for claim in (*actor.roles, *actor.affiliations):
            assert text[claim.span.start : claim.span.end] == claim.words
    assert len({actor.id for actor in read(text)}) == len(read(text))


def test_a_state_that_only_the_report_knows_is_a_state():
    text = "The Havrenian army moved on Monday. Havrenia accused Karvelia of lying. Karvelia's parliament met."
    assert {actor.name: actor.kind for actor in read(text)} == {"Havrenia": "state", "Karvelia": "state"}


def test_the_government_of_an_unlisted_state_is_not_the_state():
    text = "The Karvelian government protested. Karvelia signed the treaty. Karvelia's parliament met."
    kinds = {actor.name: (actor.kind, actor.sector) for actor in read(text)}
    assert kinds == {"Karvelian government": ("organisation", "GOV"), "Karvelia": ("state", None)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Erdogan government fell. Erdogan left the room.", "Erdogan"),
        ("Johnson's cabinet met. Johnson spoke to reporters.", "Johnson"),
        ("Assad's army fled. Assad spoke to reporters.", "Assad"),
    ],
)
def test_who_leads_a_government_is_no_state(text, name):
    assert next(actor.kind for actor in read(text) if actor.name == name) == "person"
