import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.asking.declaratives import state_question
from lagebild.reading.parse import load_parser
from lagebild.settings import Settings


def stated(question):
    return state_question(question, load_parser(Settings(), "en"))


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Will Lorvia attack Menk?", "Lorvia will attack Menk."),
        ("Was the palace at Nuur restored?", "The palace at Nuur was restored."),
        ("Has the government of Lesk fallen?", "The government of Lesk has fallen."),
        ("Is Lorvia going to attack Menk?", "Lorvia will attack Menk."),
        ("Are the miners of Krasna striking?", "The miners of Krasna are striking."),
    ],
)
def test_a_helping_verb_goes_behind_the_subject(question, statement):
    assert stated(question) == statement


@pytest.mark.parametrize("question", ["What about Lorvia?", "Lorvia will attack Menk.", "Will", "Will ?", ""])
def test_what_is_no_such_question_stays_as_it_is(question):
    assert stated(question) == question


@given(st.text(max_size=80))
@settings(max_examples=25, deadline=None)
def test_any_words_after_a_helping_verb_are_borne(words):
    assert isinstance(stated(f"Will {words}"), str)
