"""Texts that no newsroom writes are read like all others: without raising, with places inside the text."""

from __future__ import annotations

import pytest

from lagebild.reading.actors import read_actors
from lagebild.reading.attribution import read_attributions
from lagebild.reading.parse import parse_report
from lagebild.reading.speakers import read_speakers
from lagebild.reading.statements.layouts import find_layouts
from lagebild.reading.statements.quotations import find_quotes
from lagebild.records import Part, Reading, Report
from lagebild.settings import Settings

ODD = {
    "only quotations": "“Yes.” “No.” “We will stay,” “and they will go.” " * 10,
    "only marks": "“”\"„“«»'’" * 60,
    "marks never closed": "“He said that " * 80,
    "right to left": "قالت الوزيرة: «سنبقى هنا». The minister said: «سنبقى». אמר השר שלא יתפטר. " * 5,
    "emoji": "🚢 “We sail 🌊🌊,” said Ana Bel 👩‍✈️, “at dawn 🌅.” 🚢🚢🚢 " * 8,
    "labels without end": "A: B: C: D:\nA: B:\n" * 60,
    "dashes": "“—” —\n— “-” -\n" * 60,
    "one long paragraph": "The minister said that the bridge would open, and he denied any delay. " * 60,
    "no blank space": "“said”" * 300,
    "nothing but breaks": "\n\n \n\t\n" * 20,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read_and_every_place_lies_inside_it(name: str):
    text = ODD[name]
    report = Report("r", "r", text, (Part(0, len(text), "body"),), language="en")
    parsed = parse_report(report, Settings())
    reading = read_speakers(parsed, read_attributions(parsed, read_actors(parsed, Reading(report))))
    for statement in reading.statements:
        for span in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("unit", ["“", '"', "' ", "“a” ", "»", "A: “b”\n", "“a” — B\n"])
def test_ten_thousand_marks_are_paired_in_one_walk(unit: str):
    text = unit * 10_000
    parts = (Part(0, len(text), "body"),)
    assert all(quote.end <= len(text) for quote in find_quotes(text, parts))
    assert all(layout.extent.end <= len(text) for layout in find_layouts(text, parts))
