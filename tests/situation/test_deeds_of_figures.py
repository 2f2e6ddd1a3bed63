from dataclasses import replace

from stored_factories import locate, make_stored

from lagebild.records import Event
from lagebild.situation import draw_situation
from lagebild.situation.deeds import SHOWN, deeds_of, gather_deeds

TEXT = "Anna Berg met Carl Dorn on Friday. Elsa Fink said that Anna Berg attacked Carl Dorn."


def make_deeds():
    stored = make_stored(
        TEXT,
        actors=[(name, "person", {}) for name in ("Anna Berg", "Carl Dorn", "Elsa Fink")],
        statements=[("Elsa Fink", "said", "that Anna Berg attacked Carl Dorn", "asserts")],
    )
    events = (
        Event("e1", "CONSULT", locate(TEXT, "met"), actors=("Anna Berg", "Carl Dorn"), date="2031-05-02"),
        Event(
            "e2", "ASSAULT", locate(TEXT, "attacked"), actors=("Anna Berg",), recipients=("Carl Dorn",), statement="s1"
        ),
        Event("e3", "COERCE", locate(TEXT, "said"), actors=("Elsa Fink",), confidence=SHOWN - 0.1),
    )
    events = (*(replace(event, confidence=0.9) for event in events[:2]), events[2])
    statements = tuple(replace(s, id=f"s{i}") for i, s in enumerate(stored.reading.statements, 1))
    stored = replace(stored, reading=replace(stored.reading, statements=statements, events=events))
    situation = draw_situation([stored])
    return situation, gather_deeds(situation.reports, situation.figures)


def test_a_deed_names_the_figures_and_who_tells_of_it():
    _, (meeting, attack) = make_deeds()
    assert meeting.actors == ("Anna Berg", "Carl Dorn")
    assert (meeting.date, meeting.is_told) == ("2031-05-02", False)
    assert meeting.citation.text == "Anna Berg met Carl Dorn on Friday."
    assert (attack.recipients, attack.is_told, attack.told_by) == (("Carl Dorn",), True, "Elsa Fink")


def test_an_unsure_event_is_not_shown_unasked():
    situation, deeds = make_deeds()
    assert len(deeds) == 2
    assert len(situation.reports[0].reading.events) == 3


def test_the_deeds_of_a_figure_are_those_it_does_and_receives():
    situation, deeds = make_deeds()
    names = [figure.name for figure in situation.figures]
    assert len(deeds_of(deeds, names.index("Carl Dorn"))) == 2
    assert deeds_of(deeds, names.index("Elsa Fink")) == ()
