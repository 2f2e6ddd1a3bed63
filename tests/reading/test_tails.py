"""Contents end behind their quotation where only time, place or effect follows."""

from __future__ import annotations

import pytest

from lagebild.reading.statements.spans import Linked
from lagebild.reading.statements.tails import cut_tail
from lagebild.records import Span


def cut(content: str) -> str:
    text = f"Varga called {content}."
    start = text.index(content)
    linked = Linked((Span(0, 5),), (Span(6, 12),), (Span(start, start + len(content)),), 0.9)
    end = cut_tail(linked, text).content[-1].end
    return text[start:end]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("it a “disgrace” Wednesday on the radio", "it a “disgrace”"),
        ("the ban only “partial,” meaning it stops nobody", "the ban only “partial,”"),
        ('it "a farce" in an interview with a paper', 'it "a farce"'),
        ("it “unfair”, adding to the row", "it “unfair”"),
    ],
)
def test_tails_are_cut(content: str, kept: str) -> None:
    assert cut(content) == kept


@pytest.mark.parametrize(
    "content",
    [
        "it a “disgrace” that nobody had seen",
        "the “partial,” meaning of it “odd”",
        "the meeting Wednesday on the radio a farce",
        "it “unfair” to the people of the town",
    ],
)
def test_what_goes_on_is_kept(content: str) -> None:
    assert cut(content) == content


def test_an_empty_content_is_left_alone() -> None:
    linked = Linked((Span(0, 5),), (Span(6, 12),), (), 0.9)
    assert cut_tail(linked, "Varga declined to comment.") is linked
