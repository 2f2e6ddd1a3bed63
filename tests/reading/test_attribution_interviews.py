"""Answers of interviews that are printed without labels."""

from __future__ import annotations

from lagebild.reading.statements.layouts import find_layouts
from lagebild.records import Part

LEAD = "Ana Bel, mayor of Velt, spoke to the Herald about her interview with the police."
INTERVIEW = f"""{LEAD}

Do you still think that the bridge was a mistake?

I said so then, and I say so now.

My council agreed.

What would you do today?

I would build it further north.

Will you run again?

I have not decided.

The interview was conducted on Monday."""
RHETORICAL = """Is the bridge safe?

Nobody knows that today, and the council is silent.

Who pays for it?

The state does, with money that it has borrowed.

What comes next?

A vote in March."""


def read(text: str) -> list[list[str]]:
    layouts = find_layouts(text, (Part(0, len(text), "body"),))
    return [[text[slice(*s)] for s in layout.content] for layout in layouts]


def test_paragraphs_after_a_question_answer_it():
    assert read(INTERVIEW) == [
        ["I said so then, and I say so now.", "My council agreed."],
        ["I would build it further north."],
        ["I have not decided."],
    ]


def test_an_authors_own_questions_make_no_interview():
    assert read(f"{LEAD}\n\n{RHETORICAL}") == []


def test_without_word_of_an_interview_there_is_none():
    assert read(INTERVIEW.replace("spoke to", "wrote for").replace("interview with", "quarrel with")) == []
