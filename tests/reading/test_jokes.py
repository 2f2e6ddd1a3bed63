"""What the report tells of how words were meant."""

from __future__ import annotations

import pytest

from lagebild.reading.parse import parse_report
from lagebild.reading.statements.judgements import Judgement
from lagebild.reading.statements.stances import judge_stance
from lagebild.records import Report, Span
from lagebild.settings import Settings

SETTINGS = Settings()


def judge(text: str, cue: str, content: str) -> Judgement:
    """The judgement of a statement whose cue and content are given as words of the text."""
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    return judge_stance(doc, spans[:1], spans[1:])


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("“We pay in cabbages,” Ewa Nowicka said with a grin.", "said", "“We pay in cabbages,”"),
        ("Ewa Nowicka said, to laughter, that she was retired.", "said", "that she was retired"),
        ("“What a success,” Ewa Nowicka said sarcastically.", "said", "“What a success,”"),
        ("“Suppose the bridge falls,” Ewa Nowicka told them.", "told", "“Suppose the bridge falls,”"),
    ],
)
def test_laughter_irony_and_supposing_are_not_earnest(text: str, cue: str, content: str) -> None:
    assert judge(text, cue, content).serious is False


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Nobody was laughing when Ewa Nowicka said that the dam had burst.", "said", "that the dam had burst"),
        ("Ewa Nowicka denied having joked about the flood.", "denied", "having joked about the flood"),
        ("“This is no joke, the dam burst,” Ewa Nowicka said.", "said", "“This is no joke, the dam burst,”"),
        ("Ewa Nowicka joked that it rained, but said the dam held.", "said", "the dam held"),
    ],
)
def test_a_joke_that_is_negated_or_another_one_marks_nothing(text: str, cue: str, content: str) -> None:
    assert judge(text, cue, content).serious is None


def test_what_would_have_been_is_not_certain() -> None:
    text = "Ewa Nowicka said that she would have resigned."
    assert judge(text, "said", "that she would have resigned").certainty == "possible"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("“The roof is a sieve,” Lind said, rolling her eyes.", "said", "“The roof is a sieve,”"),
        ("“I am the king,” Lind said, tongue firmly in cheek.", "said", "“I am the king,”"),
        ("“I am the king, just kidding,” Lind said.", "said", "“I am the king, just kidding,”"),
        ("“I am the king 😂,” Lind wrote.", "wrote", "“I am the king 😂,”"),
        ("Lind marvelled, not without malice, at the fast trains.", "marvelled", "the fast trains"),
        ("For the sake of argument, said Lind, the dam breaks.", "said", "the dam breaks"),
    ],
)
def test_signs_of_joking_and_supposing_are_seen(text: str, cue: str, content: str) -> None:
    assert judge(text, cue, content).serious is False


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Lind praised the plan, joking that he had not read it.", "praised", "the plan"),
        ("While Lind did not name a date, Ober outlined a scenario in which it rains.", "did not name", "a date"),
        ("Lind wrote a caustic letter saying that the dam leaks.", "saying", "that the dam leaks"),
        ("Lind says trains win by miles (pun intended).", "says", "trains win by miles"),
    ],
)
def test_what_only_stands_beside_a_joke_is_left_open(text: str, cue: str, content: str) -> None:
    assert judge(text, cue, content).serious is None
