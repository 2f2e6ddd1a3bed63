"""One parse of a report: its text, its borders, its limits."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import SettingsError
from lagebild.reading.parse import load_parser, parse_report, parse_reports
from lagebild.records import Part, Report
from lagebild.settings import Settings

SETTINGS = Settings()


def make_report(text: str, parts: tuple[Part, ...] = (), language: str | None = "en") -> Report:
    return Report("r", "r", text, parts, language=language)


def test_a_language_without_a_parser_has_no_parse() -> None:
    assert load_parser(SETTINGS, "de") is None
    assert load_parser(SETTINGS, None) is None
    assert parse_report(make_report("Der Rat tagte.", language="de"), SETTINGS).doc is None


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="no_such_pipeline"):
        load_parser(replace(SETTINGS, model="no_such_pipeline"), "en")


@pytest.mark.parametrize("text", ["", " ", "\n\n x", "One. Two.\n\nThree", "a\tb  c \n", "“He left.”"])
def test_the_parse_has_the_reports_text(text: str) -> None:
    doc = parse_report(make_report(text), SETTINGS).doc
    assert doc is not None
    assert doc.text == text


@pytest.mark.parametrize(
    "text", ["Chile didn’t attack Peru.", "Chile won’t meet Peru.", "Chile’s army left Peru’s coast."]
)
def test_a_curly_apostrophe_reads_as_a_straight_one(text: str) -> None:
    curly = parse_report(make_report(text), SETTINGS).doc
    straight = parse_report(make_report(text.replace("’", "'")), SETTINGS).doc
    assert curly is not None
    assert straight is not None
    assert curly.text == text
    assert [(t.dep_, t.head.i, t.lemma_) for t in curly] == [(t.dep_, t.head.i, t.lemma_) for t in straight]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_parsed_character_for_character(text: str) -> None:
    doc = parse_report(make_report(text), SETTINGS).doc
    assert doc is not None
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_no_sentence_of_the_parse_crosses_a_part() -> None:
    text = "The minister and\n\nhis driver left the town"
    doc = parse_report(make_report(text, (Part(0, 18, "headline"), Part(18, len(text), "body"))), SETTINGS).doc
    assert doc is not None
    assert [s.text.strip() for s in doc.sents] == ["The minister and", "his driver left the town"]


def test_reports_come_back_in_order_whatever_their_languages() -> None:
    given_reports = [
        make_report("First one."),
        make_report("Zweiter.", language="de"),
        make_report("Third one. " * 1500),
        make_report("Fourth."),
    ]
    parsed = list(parse_reports(given_reports, SETTINGS))
    assert [p.report for p in parsed] == given_reports
    assert [p.doc is None for p in parsed] == [False, True, False, False]
    assert all(p.doc is None or p.doc.text == p.report.text for p in parsed)


@pytest.mark.parametrize("unit", ["x", '"', "word "])
def test_a_paragraph_without_an_end_is_parsed_in_linear_time(unit: str) -> None:
    def measure(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        doc = parse_report(make_report(text), SETTINGS).doc
        assert doc is not None
        assert doc.text == text
        return time.process_time() - began

    measure(1_000)
    assert measure(8_000) < 12 * max(measure(2_000), 0.05)
