import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.asking.questions import read_question
from lagebild.reading.parse import load_parser
from lagebild.settings import Settings


@pytest.fixture(scope="module", params=["parsed", "plain"])
def parser(request):
    return load_parser(Settings(), "en") if request.param == "parsed" else None


@pytest.mark.parametrize(
    ("question", "actors", "recipients", "concepts"),
    [
        ("Will Belarus enter the war?", ("Belarus",), (), ({"~enter"}, {"~war"})),
        ("Will Chile enter the war against Peru?", ("Chile",), ("Peru",), ({"~enter"}, {"~war"})),
        ("Is Chile's entry into the war imminent?", ("Chile",), (), ({"~enter"}, {"~war"})),
        ("Has Russia stationed troops in Minsk?", ("Russia",), ("Minsk",), ({"~deploy"}, {"~troops"})),
        ("Will there be a ceasefire?", (), (), ({"~ceasefire"},)),
    ],
)
def test_a_question_gives_actors_action_and_recipients(parser, question, actors, recipients, concepts):
    sought = read_question(question, parser)
    asked = sought.proposition
    assert tuple(a.removesuffix("'s") for a in asked.actors) == actors
    assert asked.recipients == recipients
    assert len(sought.groups) == len(concepts)
    assert all(wanted <= group for wanted, group in zip(concepts, sought.groups, strict=True))


def test_a_question_about_saying_names_the_speaker():
    sought = read_question("What did Emrik Tavo say about the dam?", load_parser(Settings(), "en"))
    assert [party.words for party in sought.speakers] == ["Emrik Tavo"]
    assert sought.groups == (frozenset({"dam"}),)


@pytest.mark.parametrize("question", ["", "   ", "of the and?", "?!", '"(*) -- ^:', "\0", "\ud800"])
def test_a_question_of_nothing_is_empty(parser, question):
    assert read_question(question, parser).empty


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_is_a_question(question):
    for parser in (load_parser(Settings(), "en"), None):
        sought = read_question(question, parser)
        assert sought.proposition.question == question
        assert all(term == term.strip() for term in sought.proposition.terms)
