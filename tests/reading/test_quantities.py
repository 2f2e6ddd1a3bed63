"""Quantities: numbers with bounds, unit and what they count, and numbers that are something else."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from lagebild.reading.counting.quantities import find_quantities
from lagebild.reading.parse import load_parser
from lagebild.records import Quantity
from lagebild.settings import Settings


@functools.cache
def _parser() -> Language:
    parser = load_parser(Settings(), "en")
    assert parser is not None
    return parser


def find(text: str) -> tuple[Quantity, ...]:
    return find_quantities(_parser()(text), 0, len(text))


@pytest.mark.parametrize(
    ("text", "low", "high", "of"),
    [
        ("The force can include up to 9,000 Russian soldiers.", None, 9000, "Russian soldiers"),
        ("At least three people were killed.", 3, None, "people"),
        ("Between 20 and 30 people were hurt.", 20, 30, "people"),
        ("More than a dozen houses burned.", 12, None, "houses"),
        ("About 400 villagers fled.", 400, 400, "villagers"),
        ("Hundreds of people fled.", 200, None, "people"),
        ("Hundreds of thousands of refugees came.", 200_000, None, "refugees"),
        ("The 9,000-strong force withdrew.", 9000, 9000, "force"),
        ("Nearly 400 villagers fled.", None, 400, "villagers"),
        ("No more than ten trucks crossed.", None, 10, "trucks"),
        ("Two to three million people need help.", 2_000_000, 3_000_000, "people"),
        ("Half a million people need help.", 500_000, 500_000, "people"),
        ("They hold twenty-five prisoners.", 25, 25, "prisoners"),
        ("Police seized 400+ rifles.", 400, None, "rifles"),
        ("Police counted 60 protesters or more.", 60, None, "protesters"),
        ("It hit 15 to 20 heavily armed men.", 15, 20, "heavily armed men"),
        ("They lost two of the ships.", 2, 2, "ships"),
    ],
)
def test_bounds_and_what_is_counted(text: str, low: float | None, high: float | None, of: str) -> None:
    (found,) = find(text)
    assert (found.low, found.high, found.unit, found.of) == (low, high, None, of)


@pytest.mark.parametrize(
    ("text", "value", "unit", "of"),
    [
        ("He paid $5bn.", 5e9, "$", None),
        ("The fund gave €40m in aid.", 40e6, "€", "aid"),
        ("It costs 3.5m euros.", 3.5e6, "euros", None),
        ("About 40 per cent of voters stayed home.", 40, "per cent", "voters"),
        ("A ship with 12 tons of grain arrived.", 12, "tons", "grain"),
        ("They built a 500-kilometer road.", 500, "kilometer", "road"),
    ],
)
def test_units_and_money(text: str, value: float, unit: str, of: str | None) -> None:
    (found,) = find(text)
    assert (found.low, found.high, found.unit, found.of) == (value, value, unit, of)


@pytest.mark.parametrize(
    "text",
    [
        "The talks take two to three weeks.",
        "They met on 5 May at 10:30 and on May 6, 2022 at 5pm.",
        "The 45-year-old left in 1999.",
        "Anna Mell, 45, left early.",
        "The team won 3-2 after trailing 2-1.",
        "Resolution 2231 and Article 5 are old.",
        "One of them said so.",
        "A two-day visit and a two-state solution were discussed.",
        "She is 70.",
    ],
)
def test_dates_ages_scores_and_labels_are_no_quantities(text: str) -> None:
    assert find(text) == ()


def test_the_dead_and_the_injured_are_counted_apart() -> None:
    dead, injured = find("The attack left at least three dead and 12 injured.")
    assert (dead.low, dead.high, dead.of) == (3, None, "dead")
    assert (injured.low, injured.high, injured.of) == (12, 12, "injured")


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "Three men came. Four men left."
    (found,) = find_quantities(_parser()(text), 16, len(text))
    assert text[found.start : found.end] == "Four men"


_TEXT = """up to at least between and 9,000 3.5 million dozen dozens of hundreds - % $ € soldiers dead weeks 2022 a half
or three twenty five May 5 pm + , . people tons about one hundred 10:30 12th"""
_WORDS = st.sampled_from(_TEXT.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=25))
def test_whatever_the_words_spans_are_slices_and_bounds_are_in_order(words: list[str]) -> None:
    text = " ".join(words)
    previous = 0
    for found in find(text):
        assert previous <= found.start < found.end <= len(text)
        previous = found.end
        assert found.low is not None or found.high is not None
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.of is None or found.of in text[found.start : found.end]
        assert found.unit is None or found.unit in text
