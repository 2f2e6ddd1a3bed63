"""Whose statements count, how speakers are ranked, and what becomes of the less certain ones."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "situation"))

from stored_factories import DAY, make_stored

from lagebild.exports.brief_html import render_brief_html
from lagebild.exports.brief_markdown import render_brief_markdown
from lagebild.exports.voices import gather_voices, is_sure, say_quotations
from lagebild.situation import draw_situation

TEXT = (
    "Ada Vorn said that the bridge was open. Ada Vorn said that the road was dry. "
    "Bo Lind spoke about oil. Bo Lind spoke about Thursday. Bo Lind spoke about coal. Cy Marr mentioned the war."
)


@pytest.fixture(scope="module")
def situation():
    names = ("Ada Vorn", "Bo Lind", "Cy Marr")
    stored = make_stored(
        TEXT,
        actors=[(name, "person", {}) for name in names],
        statements=[
            ("Ada Vorn", "said", "that the bridge was open", "asserts", {"confidence": 0.9}),
            ("Ada Vorn", "said", "that the road was dry", "asserts", {"confidence": 0.4}),
            ("Bo Lind", "spoke", "oil", "unknown", {"confidence": 0.9}),
            ("Bo Lind", "spoke", "Thursday", "unknown", {"confidence": 0.9}),
            ("Bo Lind", "spoke", "coal", "unknown", {"confidence": 0.9}),
            ("Cy Marr", "mentioned", "the war", "unknown", {"confidence": 0.2}),
        ],
    )
    return draw_situation([stored])


@pytest.mark.parametrize(
    ("confidence", "quote", "words", "sure"),
    [
        (0.5, "indirect", "that it will rain", True),
        (0.49, "direct", "It will rain", False),
        (0.9, "indirect", "oil", False),
        (0.9, "direct", "Never", True),
        (0.9, "indirect", "this", True),
    ],
)
def test_a_statement_counts_where_it_is_sure_and_says_something(confidence, quote, words, sure):
    assert is_sure(confidence, quote, words) is sure


def test_speakers_rank_by_their_sure_statements(situation):
    voices = gather_voices(situation.said)
    assert [voice.name for voice in voices] == ["Ada Vorn", "Bo Lind", "Cy Marr"]
    assert [(len(voice.sure), len(voice.weak)) for voice in voices] == [(1, 1), (0, 3), (0, 1)]


def test_no_statement_is_lost(situation):
    voices = gather_voices(situation.said)
    assert sum(len(v.sure) + len(v.weak) for v in voices) == len(situation.said)


def test_whoever_is_not_known_comes_last(situation):
    unknown = tuple(replace(said, speaker=None, figure=None) for said in situation.said[:2])
    assert gather_voices((*unknown, *situation.said))[-1].name is None


def test_quotations_are_said_in_words():
    assert say_quotations([]) == ""
    assert say_quotations(["indirect"]) == "1 statement, quoted only indirectly"
    assert say_quotations(["direct", "mixed"]) == "2 statements, in their own words"


@pytest.mark.parametrize("render", [render_brief_html, render_brief_markdown])
def test_a_brief_shows_the_sure_ones_and_says_how_many_are_less_certain(situation, render):
    page = render(situation, DAY, "x")
    assert "1 statement by 1 speaker (and 5 less certain)" in page
    assert page.index("that the bridge was open") < page.index("and 1 less certain") < page.index("the road was dry")
    assert "Bo Lind" in page
