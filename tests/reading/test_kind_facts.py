"""What stands beside the words when a kind is judged: place, share reported, marks."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.kind_facts import FACTS, cover_reported, read_facts, select_answered, share_covered
from lagebild.reading.tables import read_toml
from lagebild.records import Span, Statement


def said(*content: Span) -> Statement:
    return Statement("s", (), (), content, "indirect")


def test_contents_that_touch_or_overlap_are_one_stretch() -> None:
    found = cover_reported(100, [said(Span(5, 9)), said(Span(8, 20), Span(40, 50)), said(Span(20, 22))])
    assert found == [Span(5, 22), Span(40, 50)]


def test_the_share_counts_words_that_others_answer_for() -> None:
    text = "He said the dam would hold."
    assert share_covered(text, (0, len(text)), [Span(8, 26)]) == 4 / 6
    assert share_covered("...", (0, 3), [Span(0, 3)]) == 0.0


def test_place_paragraph_and_marks_are_seen() -> None:
    text = "One came. Two came.\n\n“Why three?” Four came."
    sentences = [Span(0, 9), Span(10, 19), Span(21, 33), Span(34, 44)]
    facts = read_facts(text, sentences, ())
    assert facts.shape == (4, FACTS)
    assert facts[:, 0].tolist() == [0.0, facts[1, 0], facts[2, 0], 1.0]
    assert facts[:, 2].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert facts[:, 4].tolist() == [1.0, 0.0, 1.0, 0.0]
    assert facts[:, 6].tolist() == [0.0, 0.0, 1.0, 0.0]
    assert facts[:, 7].tolist() == [0.0, 0.0, 1.0, 0.0]


def cues(sentence: str) -> list[str]:
    names = list(read_toml("kind_cues_en.toml"))
    row = read_facts(sentence, [Span(0, len(sentence))], ())[0, FACTS - len(names) :]
    return [name for name, found in zip(names, row, strict=True) if found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Police arrested two men on Monday.", ["weekday", "past", "deciding"]),
        ("In 2009 the mill had been sold.", ["year", "perfect", "past", "figure"]),
        ("Prices could double if it rains.", ["coming", "condition"]),
        ("“We’re late,” she says, but it’s fine.", ["present", "contrast", "saying"]),
        ("Sundayish willow manifold.", []),  # no part of a word is a cue
    ],
)
def test_a_sentence_holds_the_cues_of_its_time_and_voice(sentence: str, found: list[str]) -> None:
    assert cues(sentence) == found


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=8))
def test_stretches_are_in_order_and_apart(spans: list[list[int]]) -> None:
    found = cover_reported(50, [said(Span(*span)) for span in spans])
    assert all(one.end < two.start for one, two in pairwise(found))


def test_one_sentence_full_of_quotations_takes_time_in_line_with_its_length() -> None:
    text = "“a” said b, " * 20_000
    covered = [Span(at, at + 3) for at in range(0, len(text), 12)]
    began = time.process_time()
    assert share_covered(text, (0, len(text)), covered) == 1 / 3
    assert time.process_time() - began < 2


def test_somebody_answers_for_what_is_said_and_nobody_for_what_is_planned() -> None:
    text = "She said the dam would hold. The city plans to drain it. “It will hold.”"
    told = Statement("s1", (Span(0, 3),), (Span(4, 8),), (Span(9, 27),), "indirect", confidence=0.9)
    planned = Statement("s2", (Span(29, 37),), (Span(38, 43),), (Span(44, 55),), "indirect", confidence=0.9)
    quoted = Statement("s3", (), (), (Span(57, 71),), "direct", confidence=0.9)
    unsure = Statement("s4", (), (), (Span(57, 71),), "direct", confidence=0.3)
    assert [s.id for s in select_answered(text, (told, planned, quoted, unsure))] == ["s1", "s3"]
