"""Who speaks in a transcript or an interview."""

from __future__ import annotations

from lagebild.reading.references.conversations import Conversation, is_answer, is_question
from lagebild.records import Actor, Part, Report, Span, Statement

BEL, RASK = "Ana Bel", "Olaf Rask"


def make(text: str, authors: tuple[str, ...] = ()) -> Conversation:
    report = Report("r", "r", text, (Part(0, len(text), "body"),), authors=authors)
    actors = [
        Actor(f"a{n}", name, "person", (Span(text.index(name), text.index(name) + len(name)),))
        for n, name in enumerate((BEL, RASK), 1)
        if name in text
    ]
    return Conversation(report, tuple(actors))


def label(text: str) -> Statement:
    return Statement("s1", (Span(0, 1),), (Span(1, 2),), (Span(3, len(text)),), "direct")


def test_a_label_in_capitals_is_the_only_person_with_that_family_name():
    conversation = make("Ana Bel met Olaf Rask.")
    assert conversation.find_labelled("MAYOR BEL (Velt)") == "a1"
    assert conversation.find_labelled("HOST") is None


def test_the_only_person_named_before_the_first_answer_answers():
    text = "Ana Bel won the vote. A: Yes. Olaf Rask lost it."
    assert make(text).find_answerer(text.index("A:")) == "a1"


def test_of_two_the_one_answers_whom_the_interview_was_with():
    text = "After the defeat of Olaf Rask, we spoke with the mayor, Ana Bel, on Monday. A: Yes."
    assert make(text).find_answerer(text.index("A:")) == "a1"
    assert make("Ana Bel and Olaf Rask quarrelled. A: Yes.").find_answerer(30) is None


def test_the_author_does_not_answer():
    text = "Olaf Rask asks, Ana Bel replies. A: Yes."
    assert make(text, (RASK,)).find_answerer(text.index("A:")) == "a1"


def test_answers_and_questions_are_told_by_their_labels():
    text = "A: We will."
    report = Report("r", "r", text)
    assert is_answer(report, label(text))
    assert not is_question(report, label(text))
    text = "Q: Will you?"
    report = Report("r", "r", text)
    assert is_question(report, label(text))
    assert not is_answer(report, label(text))
