"""Quotations that go on with the statement before them."""

from __future__ import annotations

from lagebild.reading.parse import parse_report
from lagebild.reading.statements.following import carry_quotes
from lagebild.reading.statements.quotations import find_quotes
from lagebild.reading.statements.spans import Linked
from lagebild.records import Part, Report, Span
from lagebild.settings import Settings


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def make(text: str, source: str, cue: str, *content: str) -> Linked:
    return Linked(spans_of(text, source), spans_of(text, cue), spans_of(text, *content), 0.8)


def carry(text: str, *found: Linked) -> list[list[str]]:
    report = Report("r", "r", text, (Part(0, len(text), "body"),), language="en")
    doc = parse_report(report, Settings()).doc
    assert doc is not None
    return [[text[slice(*s)] for s in linked.content] for linked in carry_quotes(doc, text, found, find_quotes(text))]


def test_a_quotation_right_after_a_statement_belongs_to_it():
    text = "Ana Bel called the bridge a mistake. “It will ruin the whole town.” The council left."
    (content,) = carry(text, make(text, "Ana Bel", "called", "the bridge a mistake"))
    assert content == ["the bridge a mistake", "“It will ruin the whole town.”"]


def test_it_belongs_to_the_second_cue_of_a_sentence():
    text = "“No,” Ana Bel said, going on to call it a mistake. “It will ruin the whole town.”"
    first = make(text, "Ana Bel", "said", "“No,”", "“It will ruin the whole town.”")
    second = make(text, "Ana Bel", "going on to call", "it a mistake")
    assert carry(text, first, second) == [["“No,”"], ["it a mistake", "“It will ruin the whole town.”"]]


def test_a_quotation_with_a_cue_of_its_own_or_farther_off_stays_alone():
    text = "Ana Bel called it a mistake. Nobody spoke. “It will ruin the whole town.”"
    assert carry(text, make(text, "Ana Bel", "called", "it a mistake")) == [["it a mistake"]]
    text = "Ana Bel called it a mistake. “It will ruin the whole town,” said Olaf Rask."
    assert carry(text, make(text, "Ana Bel", "called", "it a mistake")) == [["it a mistake"]]
    text = "Ana Bel called it a mistake. “Golden Days” has opened."
    assert carry(text, make(text, "Ana Bel", "called", "it a mistake")) == [["it a mistake"]]


def test_a_quotation_in_the_next_paragraph_follows_a_main_clause_only():
    text = "Ana Bel called it a mistake.\n\n“It will ruin the whole town.”"
    assert len(carry(text, make(text, "Ana Bel", "called", "it a mistake"))[0]) == 2
    text = "The letters, with staff suggesting a delay.\n\n“It will ruin the whole town.”"
    assert len(carry(text, make(text, "staff", "suggesting", "a delay"))[0]) == 1
