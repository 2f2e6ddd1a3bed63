"""Label, bar, signs and filters on a terminal, from a made-up reading."""

import io

import pytest
import typer
from rich.console import Console

from lagebild.cli.annotated import print_reading
from lagebild.cli.labelled import Wanted, wanted_from
from lagebild.exports.brief_words import KINDS
from lagebild.records import Actor, Claim, Part, Reading, Reason, Report, Sentence, Span, TextType

TEXT = "It rained on Monday. That was overdue. “It will rain again,” said Wiek.\n\nJonna Wiek is a hydrologist."


def make_reading():
    starts = [0, TEXT.index("That"), TEXT.index("“"), TEXT.index("Jonna")]
    ends = [20, TEXT.index("overdue") + 8, TEXT.index("Wiek.") + 5, len(TEXT)]
    kinds = [("fact", False), ("assessment", False), ("expectation", True), ("background", False)]
    sentences = tuple(Sentence(s, e, k, r, 0.75) for s, e, (k, r) in zip(starts, ends, kinds))
    role = TEXT.index("hydrologist")
    expert = Actor(
        "a1", "Jonna Wiek", "person", (), roles=(Claim("hydrologist", Span(role, len(TEXT) - 1)),), expert=True
    )
    last = TEXT.index("Jonna")
    report = Report("rain.txt", "rain", TEXT, (Part(0, last, "body"), Part(last, len(TEXT), "body")), language="en")
    found = TextType("news", None, 0.61, (Reason(0, 20, "stated as fact (1 of 4 sentences)"),))
    return Reading(report, sentences, actors=(expert,), text_type=found, readers={"attribution": "1"})


def show(**options):
    console = Console(file=io.StringIO(), width=100, highlight=False)
    print_reading(console, make_reading(), **options)
    return console.file.getvalue()


def test_label_type_and_reason_stand_above_the_text():
    shown = show()
    assert shown.index("This text reports current events.") < shown.index("It rained on Monday.", 200)
    assert "the text itself: news (0.61)" in shown
    assert "because: stated as fact (1 of 4 sentences): “It rained on Monday.”" in shown


def test_each_sentence_has_the_sign_of_its_kind_and_reported_ones_a_mark():
    shown = show()
    assert "● It rained on Monday. ◆ That was overdue. ▷” “It will rain again,”" in shown


def test_signs_tell_all_kinds_apart_without_colour():
    assert len({sign for sign, _ in KINDS.values()}) == len(KINDS)


def test_the_bar_shows_every_kind_that_is_there():
    bar = next(line for line in show().splitlines() if line.startswith("●●"))
    assert set(bar.strip()) == {"●", "○", "◆", "▷"}


def test_the_expert_box_quotes_the_sentence_that_says_so():
    shown = show()
    assert "Experts" in shown
    assert "says so: Jonna Wiek is a hydrologist." in shown


def test_a_filter_leaves_only_the_sentences_it_names():
    shown = show(wanted=Wanted(frozenset({"assessment"})))
    assert "That was overdue." in shown
    assert "1 of 4 sentences." in shown
    assert "It will rain" not in shown


def test_reported_and_own_part_the_sentences():
    assert "3 of 4 sentences." in show(wanted=Wanted(reported=False))
    assert "1 of 4 sentences." in show(wanted=Wanted(reported=True))


def test_no_filter_is_none():
    assert not wanted_from(None, None)
    assert wanted_from(["fact", "question"], None).kinds == {"fact", "question"}


def test_an_unknown_kind_is_a_usage_error():
    with pytest.raises(typer.BadParameter, match="rumour"):
        wanted_from(["rumour"], None)
