"""Who says what, by grammar: sources, cues, contents, nesting."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.parse import parse_report
from lagebild.reading.statements.grammar import find_confidence, find_statements
from lagebild.reading.statements.quotations import find_quotes
from lagebild.records import Part, Report, Span, Statement
from lagebild.settings import Settings

SETTINGS = Settings()


def read(text: str) -> tuple[Statement, ...]:
    borders = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i)), len(text)]
    parts = tuple(Part(a, b, "body") for a, b in pairwise(borders) if a < b)
    report = Report("r", "r", text, parts, language="en")
    return parse(report)


def parse(report: Report) -> tuple[Statement, ...]:
    doc = parse_report(report, SETTINGS).doc
    assert doc is not None
    return find_statements(doc, find_quotes(report.text, report.parts))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[s.start : s.end] for s in spans)


def outer(text: str) -> list[tuple[str, str]]:
    return [(words(text, s.source), words(text, s.content)) for s in read(text) if s.parent is None]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The minister said that talks had failed.", "The minister", "that talks had failed"),
        ("Talks have failed, the minister said.", "the minister", "Talks have failed"),
        ("“Talks have failed,” said Anna Lind.", "Anna Lind", "“Talks have failed,”"),
        ("Anna Lind said: “Talks have failed.”", "Anna Lind", "“Talks have failed.”"),
        ("“Why did nobody call us?” Osk asked.", "Osk", "“Why did nobody call us?”"),
        ("According to two diplomats, the draft has four articles.", "two diplomats", "the draft has four articles"),
        ("Estmark denied entering the war.", "Estmark", "entering the war"),
        ("Many laughed at the mayor's claim that the bridge was safe.", "the mayor's", "that the bridge was safe"),
        ("Police expect the road to reopen on Sunday.", "Police", "the road to reopen on Sunday"),
        ("As one judge put it, the case has more holes than facts.", "one judge", "the case has more holes than facts"),
        ("The heads of both parties spoke of “open” talks.", "The heads of both parties", "“open” talks"),
        ("She sees no signs of a wider shift.", "She", "a wider shift"),
        ("An agreement was said to have been reached.", "", "An agreement … to have been reached"),
        ("Expert: “Don’t read much into this”", "Expert", "“Don’t read much into this”"),
    ],
)
def test_patterns_give_source_and_content(text: str, source: str, content: str) -> None:
    assert [(s.removesuffix("'s"), c) for s, c in outer(text)] == [(source.removesuffix("'s"), content)]


def test_a_quotation_split_by_its_attribution_is_one_statement() -> None:
    text = "“The wind turned,” said Dorota Lind. “After that we could only save the cranes.”"
    assert outer(text) == [("Dorota Lind", "“The wind turned,” … “After that we could only save the cranes.”")]


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    text = "“We have come a long way. We will not turn back now,” Brandvik told reporters."
    assert outer(text) == [("Brandvik", "“We have come a long way. We will not turn back now,”")]


def test_a_quotation_by_its_noun_and_colon_finds_its_speaker() -> None:
    text = "Osk may be right with his statement from the hearing: “If they come, they will go.”"
    assert [c for _, c in outer(text)] == ["“If they come, they will go.”"]


def test_an_inner_statement_names_the_one_around_it() -> None:
    text = "Lind said that the general had denied the attack report, although he dismissed rumours of a war."
    statements = {words(text, s.cue): s for s in read(text)}
    said = statements["said"]
    assert said.parent is None
    assert statements["dismissed"].parent == said.id


def test_a_verb_in_the_past_after_but_leaves_the_clause_before_it() -> None:
    text = "Reker also reiterated that he “has no interest” in the port, but referred to the treaty."
    assert outer(text)[0] == ("Reker", "that he “has no interest” in the port")
    assert outer(text)[1] == ("Reker", "the treaty")


@pytest.mark.parametrize(
    "text",
    [
        "The delegations arrived at noon and left four hours later.",
        "Tom “the Fox” Alder won the race.",
        "The so-called “peace bridge” was closed.",
        "The court denied him a visa.",
        "The president dismissed the minister.",
        "It seems to be working.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert read(text) == ()


def test_confidence_is_lower_without_a_source_and_for_rarer_patterns() -> None:
    assert find_confidence("clause", True, "direct") > find_confidence("object", True, "indirect")
    assert find_confidence("clause", True, "indirect") > find_confidence("clause", False, "indirect")
    assert find_confidence("for", True, "indirect") == find_confidence("about", True, "indirect")


PIECES = st.lists(
    st.sampled_from(
        [
            "Lind said",
            "“We go,”",
            "“",
            "”",
            "that",
            "he denied",
            "it.",
            "according to",
            "Osk",
            ":",
            ",",
            "\n\n",
            "no sign of",
        ]
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_spans_slice_the_text_and_parents_form_a_tree(pieces: list[str]) -> None:
    text = " ".join(pieces)
    statements = read(text)
    parents = {s.id: s.parent for s in statements}
    for statement in statements:
        for span in statement.source + statement.cue + statement.content:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
        seen, name = set(), statement.parent
        while name is not None:
            assert name not in seen
            seen.add(name)
            name = parents[name]
    assert read(text) == statements


@pytest.mark.parametrize("unit", ['"a" ', "“We go,” he said. ", '"'])
def test_many_quotation_marks_are_read_in_linear_time(unit: str) -> None:
    def measure(count: int) -> float:
        report = Report("r", "r", unit * count, (), language="en")
        doc = parse_report(report, SETTINGS).doc
        assert doc is not None
        quotes = find_quotes(report.text)
        began = time.process_time()
        find_statements(doc, quotes)
        return time.process_time() - began

    measure(100)
    assert measure(800) < 20 * max(measure(200), 0.01)
