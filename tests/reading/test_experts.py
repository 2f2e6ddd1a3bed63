"""Who is an expert, from made-up readings."""

import pytest

from lagebild.reading.experts import find_introducing, judged_by, read_experts
from lagebild.reading.parsed import Parsed
from lagebild.records import Actor, Claim, Reading, Report, Sentence, Span, Statement

FIRST = "Mira Solt is ROLE at the Kessen Institute."
TEXT = "{} “The plan is brittle,” she says. It was signed on Monday."


def make_reading(role, *, sector=None, kind="assessment", affiliation="Kessen Institute", serious=None):
    """Somebody introduced by a role, who says that the plan is brittle."""
    first = FIRST.replace("ROLE", role)
    text = TEXT.format(first)
    second = text.index("“")
    third = text.index("It was")
    claim = Claim(role, Span(first.index(role), first.index(role) + len(role)))
    house = Claim(affiliation, Span(first.index("Kessen"), first.index(".")))
    actor = Actor("a1", "Mira Solt", "person", (Span(0, 9),), sector=sector, roles=(claim,), affiliations=(house,))
    content = (Span(second, text.index("”") + 1),)
    statement = Statement("s1", (), (), content, "direct", speaker="a1", serious=serious)
    sentences = (
        Sentence(0, len(first), "background"),
        Sentence(second, third - 1, kind, True, 0.8),
        Sentence(third, len(text), "fact"),
    )
    return Reading(Report("a", "a", text, language="en"), sentences, (statement,), actors=(actor,))


def is_expert(reading):
    return read_experts(Parsed(reading.report, None), reading).actors[0].expert


@pytest.mark.parametrize(
    "role", ["deputy director", "senior fellow", "chief economist", "head of the Russia programme"]
)
def test_a_post_at_a_research_body_makes_an_expert_of_whom_an_assessment_is_quoted(role):
    assert is_expert(make_reading(role))


def test_the_same_post_without_an_assessment_makes_none():
    assert not is_expert(make_reading("deputy director", kind="fact"))


def test_a_joke_is_no_assessment():
    assert not is_expert(make_reading("deputy director", serious=False))


@pytest.mark.parametrize("sector", ["GOV", "MIL", "PTY", "BUS"])
def test_who_speaks_for_a_party_to_the_matter_is_no_expert(sector):
    assert not is_expert(make_reading("head of research", sector=sector))


def test_a_spokeswoman_of_an_institute_is_no_expert():
    assert not is_expert(make_reading("spokeswoman"))


def test_an_unknown_role_makes_no_expert():
    assert not is_expert(make_reading("gardener"))


def test_the_sentences_that_introduce_an_expert_are_found():
    reading = make_reading("senior fellow")
    (span,) = find_introducing(reading.actors[0], reading.sentences)
    assert "senior fellow" in reading.report.text[span.start : span.end]


def test_assessments_belong_to_who_answers_for_them():
    reading = make_reading("senior fellow")
    assert [s.kind for s in judged_by(reading)["a1"]] == ["assessment"]
