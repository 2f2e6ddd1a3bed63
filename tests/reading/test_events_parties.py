"""Who the parties of events are: whom a pronoun cannot mean, people of several states, whose country a report tells."""

import pytest
from event_cases import find_event, name_sides, read_events_of


def sides_of(text: str, trigger: str) -> tuple[str, str]:
    """Actors and recipients of the event with this trigger, which has to be there."""
    reading = read_events_of(text)
    event = find_event(reading, trigger)
    assert event is not None
    return name_sides(reading, event)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Senator Ana Ruiz of Chile met Peru’s Olga Lind. Lind urged her to resign.", "urged", "PER", "CHL"),
        ("Chile said it would attack Peru if it did not withdraw.", "attack", "CHL", "PER"),
        ("Chile punished Peru after accusing it of spying.", "accusing", "CHL", "PER"),
    ],
)
def test_an_object_pronoun_never_means_whoever_does_the_deed(text, trigger, actor, recipient):
    assert sides_of(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    "people",
    ["Lawmakers in Chile and Peru", "The presidents of Chile and Peru", "Chilean and Peruvian lawmakers"],
)
def test_people_of_two_states_are_two_parties(people):
    reading = read_events_of(f"{people} condemned Norway on Monday.")
    event = find_event(reading, "condemned")
    assert event is not None
    assert name_sides(reading, event) == ("CHL+PER", "NOR")


def test_a_thing_in_two_states_is_no_party_of_both():
    reading = read_events_of("Floods in Chile and Peru killed 40 people.")
    assert all("+" not in name_sides(reading, event)[0] for event in reading.events)


_SCENE = (
    "The Chilean parliament met on Monday. The Chilean police and the Chilean navy were there. "
    "Lawmakers spoke of Peru, Norway, Sweden, Peru, Norway and Peru. The Chilean parliament rose at noon. "
    "The Chilean navy and the Chilean police left. "
    "The Chilean parliament will meet the Chilean police and the Chilean navy again. "
)


def test_an_official_belongs_to_the_country_whose_bodies_fill_the_report():
    reading = read_events_of(_SCENE + "Foreign Minister Ana Ruiz accused Peru of spying.")
    event = find_event(reading, "accused")
    assert event is not None
    assert name_sides(reading, event) == ("CHL", "PER")


def test_whoever_suffers_a_deed_is_not_taken_for_one_of_them():
    reading = read_events_of(_SCENE + "The Chilean navy arrested Tomas Varga at sea.")
    event = find_event(reading, "arrested")
    assert event is not None
    assert name_sides(reading, event)[1] != "CHL"


@pytest.mark.parametrize("words", ["visited Norway as Peru’s new leader", "is Peru’s new leader"])
def test_an_office_that_the_sentence_tells_says_whose_somebody_is(words):
    reading = read_events_of(f"Olga Lind, who accused Norway of spying, {words}.")
    event = find_event(reading, "visited") or find_event(reading, "accused")
    assert event is not None
    assert name_sides(reading, event)[0] == "PER"


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Peru’s president denied Chile’s accusations of lying.", "accusations", "CHL", "PER"),
        ("Chile’s president spoke in support of Peru.", "support", "CHL", "PER"),
        ("Chile threw its support behind Peru.", "support", "CHL", "PER"),
        ("The Peruvian government has support from Chile.", "support", "CHL", "PER"),
        ("Chile condemned the Oslo attacks.", "attacks", "", "NOR"),
        ("Chile condemned the Norwegian attacks.", "attacks", "NOR", ""),
    ],
)
def test_the_words_around_an_event_noun_say_whose_it_is_and_whom_it_reaches(text, trigger, actor, recipient):
    assert sides_of(text, trigger) == (actor, recipient)


def test_whoever_is_blamed_for_a_deed_does_it():
    reading = read_events_of(
        "Norway criticised Chile’s president and Peru’s president Olga Lind for attacking the court."
    )
    event = find_event(reading, "attacking")
    assert event is not None
    assert name_sides(reading, event)[0] == "CHL+PER"
