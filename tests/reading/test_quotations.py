"""Quotation marks paired, and what stands inside them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.statements.quotations import Quote, classify_quote, find_quotes, quotation_kind, quote_at
from lagebild.records import Part, Span


def quotes(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we go. We stay,” and “perhaps”.", ["“we go. We stay,”", "“perhaps”"]),
        ('"Go," he said. "Now!"', ['"Go,"', '"Now!"']),
        ("''Go,'' he said.", ["''Go,''"]),
        ("‘We don’t know,’ she said of the parties’ aims.", ["‘We don’t know,’"]),
        ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
        ("« Non », dit-il.", ["« Non »"]),
        ("»Nein«, sagte sie.", ["»Nein«"]),
        ("He called it “a ‘plain’ error”.", ["“a ‘plain’ error”"]),
    ],
)
def test_marks_of_many_kinds_are_paired(text: str, found: list[str]) -> None:
    assert quotes(text) == found


@pytest.mark.parametrize("text", ["It isn't the boys' fault.", 'A 6" pipe and a 7" pipe.', "Rock 'n' roll", "’tis"])
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert quotes(text) == []


def test_a_missing_closing_mark_ends_with_the_sentence() -> None:
    (quote,) = find_quotes("“We will stay. Nobody came.")
    assert (quote.start, quote.end, quote.closed) == (0, 14, False)


def test_a_quotation_of_several_paragraphs_holds_each_to_its_end() -> None:
    text = "“One. Two.\n\n“Three.” Four."
    assert quotes(text) == ["“One. Two.", "“Three.”"]


def test_a_part_ends_a_quotation() -> None:
    text = "“Open\n\nNot quoted”"
    parts = (Part(0, 7, "headline"), Part(7, len(text), "body"))
    assert [text[q.start : q.end] for q in find_quotes(text, parts)] == ["“Open"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [("“We will stay here now,”", "direct"), ("that they would “stay”", "mixed"), ("that they would stay", "indirect")],
)
def test_kind_counts_words_inside_the_marks(content: str, kind: str) -> None:
    text = f"She said {content} on Monday."
    span = Span(9, 9 + len(content))
    assert quotation_kind(text, [span], find_quotes(text)) == kind


@pytest.mark.parametrize("text", ["“successful”", "“the Fox”", "“allies and partners”"])
def test_single_expressions_are_no_speech(text: str) -> None:
    assert classify_quote(text, Quote(0, len(text))) == "words"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,!\n\"'“”„«»‘’s", max_size=80))
def test_quotations_are_ordered_apart_and_inside_the_text(text: str) -> None:
    found = find_quotes(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(quote_at(found, q.start) == q for q in found)


@pytest.mark.parametrize("unit", ['"', "“", "“a ", "‘a ", "' ", '"a" ', "„“", "«»"])
def test_time_grows_linearly_with_the_marks(unit: str) -> None:
    def measure(count: int) -> float:
        took = []
        for _ in range(3):  # the least counts, for other work disturbs
            began = time.process_time()
            find_quotes(unit * count)
            took.append(time.process_time() - began)
        return min(took)

    measure(1_000)
    assert measure(50_000) < 40 * max(measure(5_000), 0.002)
