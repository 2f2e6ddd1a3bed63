"""Quotations are found in every style of marks, and never cross a line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.models.quotations import find_quotations


def show(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left,” she said. “All of us.”", ["“We left,”", "“All of us.”"]),
        ('"We left," she said.', ['"We left,"']),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("« Nous partons », dit-elle.", ["« Nous partons »"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("He said ‘it’s over’ twice.", ["‘it’s over’"]),
        ("He called it 'a farce', she said.", ["'a farce'"]),
    ],
)
def test_each_style_of_marks_is_known(text: str, quoted: list[str]) -> None:
    assert show(text) == quoted


def test_an_apostrophe_opens_no_quotation() -> None:
    assert show("The ministers' plan wasn't ready in the '90s.") == []


def test_single_marks_inside_double_ones_belong_to_the_outer_quotation() -> None:
    assert show("“He said ‘go’ to us,” she said.") == ["“He said ‘go’ to us,”"]


def test_a_quotation_left_open_ends_with_its_line() -> None:
    assert show("“First line.\n“Second line.” End") == ["“First line.", "“Second line.”"]


@given(st.text(alphabet="a \n“”\"'’‘„«»."))
def test_quotations_are_ordered_disjoint_and_within_one_line(text: str) -> None:
    last = 0
    for start, end in find_quotations(text):
        assert last <= start < end <= len(text)
        assert "\n" not in text[start:end]
        last = end


def test_many_marks_take_linear_time() -> None:
    began = time.process_time()
    find_quotations("'a " * 100_000 + '"' * 100_001 + "‘" * 50_000)
    assert time.process_time() - began < 3
