"""Where a sentence ends, and what only looks like an end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.parsed import Parsed
from lagebild.reading.sentences import read_sentences, report_sentences, split_sentences
from lagebild.records import Part, Reading, Report


def sentences(text: str, language: str | None = "en") -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Alder met Gen. Lind and Lt. Col. Osk on Monday.",
        "Sen. A. B. Holm of the U.S. Senate and Dr. Pell stayed.",
        "The firm Pell & Sons Inc. of Lindmouth closed at 5 p.m. on Friday.",
        "“Why did nobody call?” she asked.",
        "“No!” Osk said.",
        "It rose to 3.5 percent, e.g. in May.",
        "He spoke of a “pause ... for now” and left.",
    ],
)
def test_marks_inside_a_sentence_do_not_end_it(sentence: str) -> None:
    assert sentences(sentence + " The rain went on.") == [sentence, "The rain went on."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das gilt z. B. für Dr. Lind bzw. Prof. Osk.",
        "Am 3. Oktober 2022 tagte der Rat.",
        "„Warum?“, fragte sie.",
        "Es waren ca. 3,5 Mio. Euro.",
    ],
)
def test_german_abbreviations_and_ordinals_do_not_end_a_sentence(sentence: str) -> None:
    assert sentences(sentence + " Der Regen hielt an.", "de") == [sentence, "Der Regen hielt an."]


def test_sentences_of_a_quotation_are_sentences_and_the_closing_mark_stays_with_the_last() -> None:
    text = "She said: “We came far. We will stay.” Then she left."
    assert sentences(text) == ["She said: “We came far.", "We will stay.”", "Then she left."]


def test_a_missing_closing_mark_does_not_swallow_the_rest() -> None:
    assert sentences("“We will stay. Nobody came. The rain went on.") == [
        "“We will stay.",
        "Nobody came.",
        "The rain went on.",
    ]


def test_an_abbreviation_before_a_word_that_begins_sentences_ends_one() -> None:
    assert sentences("He moved to the U.S. The talks failed.") == ["He moved to the U.S.", "The talks failed."]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("彼は言った。「行く。」そして帰った。", "ja", 3),
        ("هل هذا صحيح؟ نعم.", "ar", 2),
        ("यह सच है। वह गया।", "hi", 2),
        ("Он сказал: «Да». Это было в 2022 г. в столице.", "ru", 2),
        ("Il a dit: « Non. » Puis il est parti.", "fr", 2),
    ],
)
def test_other_scripts_are_cut_at_their_own_marks(text: str, language: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_a_part_ends_a_sentence() -> None:
    text = "No full stop here\n\nNor here"
    report = Report("r", "r", text, (Part(0, 19, "headline"), Part(19, len(text), "body")), language="en")
    reading = read_sentences(Parsed(report, None), Reading(report))
    assert [text[s.start : s.end] for s in reading.sentences] == ["No full stop here", "Nor here"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aA .!?…。\n\"'“”„«»)(1,U.S-é", max_size=120), st.sampled_from(["en", "de", "xx", None]))
def test_every_character_that_is_no_space_lies_in_exactly_one_sentence(text: str, language: str | None) -> None:
    report = Report("r", "r", text, language=language)
    spans = list(report_sentences(report))
    covered = [i for s in spans for i in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)


@pytest.mark.parametrize("unit", [".", '."', "\n ", ". ", "“", "U.S. "])
def test_time_grows_linearly_on_hostile_text(unit: str) -> None:
    def measure(count: int) -> float:
        began = time.process_time()
        text = unit * count + "a"
        sum(1 for _ in split_sentences(text, 0, len(text), "en"))
        return time.process_time() - began

    measure(1_000)
    assert measure(80_000) < 40 * max(measure(8_000), 0.002)
