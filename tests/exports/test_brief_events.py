"""Which events a brief shows, in which order, and in which words."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "situation"))

from stored_factories import DAY, make_stored

from lagebild.exports.brief_events import list_events
from lagebild.exports.brief_html import render_brief_html
from lagebild.exports.brief_markdown import render_brief_markdown
from lagebild.records import Event, Span
from lagebild.situation import draw_situation

TEXT = "Norland <b>attacked</b> Sudland. Ada Vorn said that Norland left. Norland may pay. Norland met Sudland."


def make_event(words, n, **fields):
    start = TEXT.index(words)
    plain = Event(f"e{n}", "ASSAULT", Span(start, start + len(words)), date="2031-05-02", status="happened")
    return replace(plain, **{"confidence": 0.9, **fields})


@pytest.fixture(scope="module")
def situation():
    stored = make_stored(
        TEXT,
        actors=[("Norland", "state", {}), ("Sudland", "state", {}), ("Ada Vorn", "person", {})],
        statements=[("Ada Vorn", "said", "that Norland left", "asserts")],
    )
    reading = stored.reading
    north, south = reading.actors[0].id, reading.actors[1].id
    events = (
        make_event("attacked", 1, actors=(north,), recipients=(south,), mode="aerial"),
        make_event("left", 2, actors=(north,), date="2030-01", statement=reading.statements[0].id, status="denied"),
        make_event("pay", 3, actors=(north,), status="hypothetical"),
        make_event("met", 4, actors=(north,), date="PRESENT_REF"),
        make_event("met", 5, actors=(north,), date=None),
        make_event("met", 6, actors=(north,), confidence=0.3),
        make_event("met", 7),
    )
    return draw_situation([replace(stored, reading=replace(reading, events=events))])


def test_dated_sure_events_stand_in_order_of_time(situation):
    found = list_events(situation)
    assert [(line.when, line.words) for line in found.lines] == [("2030-01", "left"), ("2031-05-02", "attacked")]
    assert found.left_out == 0


def test_a_cut_is_said(situation):
    found = list_events(situation, most=1)
    assert (len(found.lines), found.left_out) == (1, 1)


def test_who_tells_of_it_is_said(situation):
    told, own = list_events(situation).lines
    assert told.teller == "says Ada Vorn"
    assert own.teller == "the report itself says so"
    assert (own.actors, own.kind, own.recipients) == ("Norland", "assault (aerial)", "Sudland")
    assert told.status == "denied"


def test_the_page_links_an_event_to_its_sentence_and_escapes_it(situation):
    page = render_brief_html(situation, DAY, "x")
    section = page[page.index('<section id="events">') : page.index('<section id="timeline">')]
    assert 'href="#r1-s0"' in section
    assert "&lt;b&gt;attacked" in section
    assert "<b>" not in page


def test_markdown_shows_events_too(situation):
    text = render_brief_markdown(situation, DAY, "x")
    assert "- `2030-01` ✕ *denied* **Norland** assault" in text


def test_nothing_dated_is_said():
    situation = draw_situation([make_stored("It rained.")])
    assert "No dated event was sure enough" in render_brief_html(situation, DAY, "x")
    assert "No dated event was sure enough" in render_brief_markdown(situation, DAY, "x")
