"""Who says what: what the encoder finds, and what the grammar adds to it."""

from __future__ import annotations

import pytest

from lagebild.reading.attribution import find_inner, find_overlooked, free_times, read_attributions, split_coordinated
from lagebild.reading.parse import parse_report
from lagebild.reading.statements.spans import Linked
from lagebild.records import Part, Reading, Report, Span, Statement
from lagebild.settings import Settings

SETTINGS = Settings()


def read(text: str, part: str = "body", language: str = "en") -> tuple[Statement, ...]:
    report = Report("r", "r", text, (Part(0, len(text), part),), language=language)  # type: ignore[arg-type]
    return read_attributions(parse_report(report, SETTINGS), Reading(report)).statements


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def make(text: str, source: str, cue: str, content: str, name: str = "g1", parent: str | None = None) -> Statement:
    found = (spans_of(text, words) if words else () for words in (source, cue, content))
    return Statement(name, *found, quote="indirect", parent=parent, confidence=0.8)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[s.start : s.end] for s in spans)


def test_a_plain_statement_is_found_with_source_cue_and_content():
    text = "The harbour is closed, the minister said on Monday."
    (statement,) = read(text)
    assert words(text, statement.source) == "the minister"
    assert words(text, statement.cue).startswith("said")
    assert words(text, statement.content) == "The harbour is closed"
    assert (statement.quote, statement.stance) == ("indirect", "asserts")


def test_a_quotation_split_by_its_attribution_is_one_statement():
    text = "“We will stay,” said Ana Bel, the mayor of Velt, “and we will rebuild the bridge.”"
    (statement,) = read(text)
    assert len(statement.content) == 2
    assert statement.quote == "direct"


def test_a_statement_inside_another_is_its_child():
    text = "Ana Bel said that the general had denied that the bridge was mined."
    statements = read(text)
    outer = next(s for s in statements if s.parent is None)
    inner = next(s for s in statements if s.parent == outer.id)
    assert words(text, outer.source) == "Ana Bel"
    assert words(text, inner.source) == "the general"
    assert inner.stance == "denies"


def test_two_cues_of_one_source_are_two_statements():
    text = "Some observers consider this a ruse and interpret the new law as a step towards war."
    whole = Linked(
        spans_of(text, "Some observers"),
        spans_of(text, "consider"),
        spans_of(text, "this a ruse and interpret the new law as a step towards war"),
        0.8,
    )
    second = make(text, "Some observers", "interpret", "the new law as a step towards war")
    first, rest = split_coordinated([whole], [second], text)
    assert words(text, first.content) == "this a ruse"
    assert words(text, rest.content) == "the new law as a step towards war"


def test_an_attribution_without_a_second_cue_is_left_whole():
    text = "Some observers consider this a ruse and a waste."
    whole = Linked(spans_of(text, "Some observers"), spans_of(text, "consider"), spans_of(text, "this a ruse"), 0.8)
    assert split_coordinated([whole], [], text) == [whole]


def test_what_says_the_outer_content_again_is_no_child():
    text = "Ana Bel said that she would stay."
    outer = make(text, "Ana Bel", "said", "that she would stay", "s1")
    assert list(find_inner([outer], [make(text, "she", "would", "that she would stay")])) == []


def test_what_shares_words_with_a_known_statement_was_not_overlooked():
    text = "Ana Bel said that she would stay. The army denied the raid."
    known = make(text, "Ana Bel", "said", "that she would stay", "s1")
    again = make(text, "Ana Bel", "said", "she would stay", "g1")
    new = make(text, "The army", "denied", "the raid", "g2")
    assert list(find_overlooked([known], [again, new], ())) == [new]


def test_without_a_source_nothing_was_overlooked():
    text = "The raid was denied."
    assert list(find_overlooked([], [make(text, "", "was denied", "The raid")], ())) == []


@pytest.mark.parametrize("part", ["teaser", "label", "caption"])
def test_labels_captions_and_teasers_hold_no_statements(part):
    assert read("The minister said that talks had failed.", part) == ()


def test_a_language_without_a_parse_is_left_as_it_is():
    assert read("„Nein“, sagte er.", language="de") == ()


@pytest.mark.parametrize("text", ["", " ", "“", "”", "“”", "said", "\n\n\n", "🙂" * 40, "מר לוי אמר “לא”."])
def test_odd_texts_do_not_raise(text):
    assert isinstance(read(text), tuple)


def test_speech_in_a_transcript_is_direct_and_what_is_said_in_it_is_its_child():
    text = (
        "HOST: Will the bridge be open by May?\n\nBEL: The engineers told me on Monday that it will not be ready.\n\n"
        "HOST: Thank you for coming today."
    )
    statements = read(text)
    outer = [s for s in statements if s.parent is None]
    assert [words(text, s.source) for s in outer] == ["HOST", "BEL", "HOST"]
    assert {s.quote for s in outer} == {"direct"}
    assert outer[0].stance == "asks"
    inner = next(s for s in statements if s.parent == outer[1].id)
    assert words(text, inner.source) == "The engineers"


@pytest.mark.parametrize(
    ("text", "source", "freed"),
    [
        ("Four times Ostelia has told the world that it is neutral.", "Four times Ostelia", "Ostelia"),
        ("Last week Ostelia told the world that it is neutral.", "Ostelia", "Ostelia"),
        (
            "Ilka Verenday, the spokeswoman, said so.",
            "Ilka Verenday, the spokeswoman,",
            "Ilka Verenday, the spokeswoman,",
        ),
    ],
)
def test_a_time_before_the_source_is_no_part_of_it(text: str, source: str, freed: str) -> None:
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    assert words(text, free_times(Linked(spans_of(text, source), (), (), 0.9), doc).source) == freed
