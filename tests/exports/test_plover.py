import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.exports.plover import OWN_FIELDS, PLOVER_FIELDS, make_safe, render_plover, span_days
from lagebild.records import Actor, Event, Place, Quantity, Reading, Report, Sentence, Span, Statement, Stored

TEXT = "Ostelia shelled up to 9 posts near Karvel, Norland said."


def make_stored(**fields):
    from datetime import UTC, datetime

    event = Event(
        **{
            "id": "e1",
            "type": "ASSAULT",
            "mode": "heavy-weapons",
            "contexts": ("military", "territory"),
            "trigger": Span(8, 15),
            "actors": ("a1", "a2"),
            "date": "2031-W19",
            "place": Place("Karvel", 35, 41, "KRV", 12.5, -3.25),
            "quantities": (Quantity(16, 29, None, 9.0, "posts", "posts"),),
            "status": "happened",
            "statement": "s1",
            "confidence": 0.81,
            **fields,
        }
    )
    actors = (
        Actor("a1", "Ostelia", "state", (Span(0, 7),), "OST"),
        Actor("a2", "=HYPERLINK(1); Co", "organisation", (Span(0, 7),), None, "BUS"),
        Actor("a3", "Norland", "state", (Span(43, 50),), "NOR"),
    )
    statement = Statement("s1", (Span(43, 50),), (Span(51, 55),), (Span(0, 41),), "indirect", "a3", stance="asserts")
    report = Report(id="r", identity="https://example.org/r", text=TEXT, title="+1", language="en")
    reading = Reading(
        report,
        sentences=(Sentence(0, len(TEXT)),),
        statements=(statement,),
        actors=actors,
        events=(event,),
        readers={"events": "1"},
    )
    return Stored(3, 2, 2, datetime(2031, 5, 7, tzinfo=UTC), reading)


def read_rows(stored):
    lines = "\n".join(render_plover([stored]))
    return list(csv.DictReader(io.StringIO(lines), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_an_event_is_one_line_with_the_manuals_names_first_and_its_provenance_after():
    assert next(render_plover([])).split("\t") == [*PLOVER_FIELDS, *OWN_FIELDS]
    (row,) = read_rows(make_stored())
    assert (row["id"], row["event"], row["mode"], row["quad_code"]) == ("3-2-e1", "ASSAULT", "heavy-weapons", "4")
    assert (row["date"], row["enddate"]) == ("2031-05-05", "2031-05-11")
    assert (row["actor.code"], row["actor.sector"]) == ("OST;", ";BUS")
    assert (row["event_loc.lat"], row["event_loc.lon"]) == ("12.5", "-3.25")
    assert TEXT[int(row["start"]) : int(row["end"])] == row["event_text"] == "shelled"
    assert (row["statement"], row["speaker"], row["stance"], row["confidence"]) == ("s1", "Norland", "asserts", "0.81")
    assert row["sentence_text"] == TEXT


def test_an_undated_event_gets_no_date():
    (row,) = read_rows(make_stored(date=None, place=None, statement=None))
    assert (row["date"], row["enddate"], row["event_loc.lat"], row["speaker"]) == ("", "", "", "")


def test_names_that_a_spreadsheet_would_run_are_made_text():
    (row,) = read_rows(make_stored(actors=("a2",)))
    assert row["actor.entity_text"].startswith("'=")
    assert ";" not in row["actor.entity_text"]
    assert row["cite_info.title"] == "'+1"


@given(st.text())
def test_no_cell_breaks_the_table_or_starts_a_formula(text):
    cell = make_safe(text)
    assert not set(cell) & set("\t\n\r\x0b\x0c\x85\u2028\u2029")
    assert not cell.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-02-30", (None, None, None)),
        ("0000", (None, None, None)),
        ("2031", ("2031-01-01", "2031-12-31", None)),
        ("2031-Q2", ("2031-04-01", "2031-06-30", None)),
        ("2031-H2", ("2031-07-01", "2031-12-31", None)),
        ("2031-05-07TMO", ("2031-05-07", "2031-05-07", None)),
        ("PAST_REF", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_days_of_a_date_value(value, days):
    assert span_days(value) == days
