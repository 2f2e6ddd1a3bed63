"""What the head of stances may change of the rules' judgement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.models.stances import STANCES
from lagebild.reading import READERS
from lagebild.reading.attribution import read_attributions
from lagebild.reading.parse import parse_report
from lagebild.reading.stances import DENY, REVISE, UNDENY, read_stances, revise
from lagebild.records import Reading, Report, Span, Statement
from lagebild.settings import Settings


def make_statement(stance: str) -> Statement:
    spans = (Span(0, 3),), (Span(4, 8),), (Span(9, 20),)
    return Statement("s1", *spans, quote="indirect", stance=stance, certainty="certain", confidence=0.9)


def share(stance: str, probability: float) -> dict[str, float]:
    rest = (1 - probability) / (len(STANCES) - 1)
    return {name: probability if name == stance else rest for name in STANCES}


def test_a_sure_head_revises_stance_and_certainty() -> None:
    revised = revise(make_statement("asserts"), share("demands", 0.9))
    assert (revised.stance, revised.certainty) == ("demands", "unknown")


def test_an_unsure_head_leaves_the_rules_word() -> None:
    statement = make_statement("asserts")
    assert revise(statement, share("demands", REVISE - 0.01)) is statement


def test_a_denial_has_a_threshold_of_its_own() -> None:
    statement = make_statement("asserts")
    assert revise(statement, share("denies", DENY - 0.01)) is statement
    assert revise(statement, share("denies", DENY + 0.01)).stance == "denies"


@pytest.mark.parametrize("stance", STANCES)
def test_agreement_keeps_the_certainty_that_the_words_gave(stance: str) -> None:
    statement = make_statement(stance)
    assert revise(statement, share(stance, 0.95)) is statement


def test_what_the_rules_leave_open_is_never_called_affirmed_or_denied() -> None:
    statement = make_statement("unknown")
    assert revise(statement, share("intends", 0.99)) is statement
    assert revise(statement, share("denies", 0.99)) is statement
    assert revise(statement, share("declines", 0.9)).stance == "declines"


def test_a_denial_of_the_rules_is_hard_to_revise() -> None:
    statement = make_statement("denies")
    assert revise(statement, share("asserts", UNDENY - 0.01)) is statement
    assert revise(statement, share("asserts", UNDENY + 0.01)).stance == "asserts"


def test_a_doubt_of_the_rules_is_hard_to_revise() -> None:
    statement = make_statement("doubts")
    assert revise(statement, share("asserts", UNDENY - 0.01)) is statement


def test_the_stances_stand_in_the_order_in_which_the_head_was_taught_them() -> None:
    assert (
        *("asserts", "denies", "doubts", "expects", "intends"),
        *("demands", "asks", "concedes", "declines", "unknown"),
    ) == STANCES


def test_stances_are_settled_before_speakers_and_events_use_them() -> None:
    names = [reader.name for reader in READERS]
    assert names.index("attribution") < names.index("stances") < names.index("speakers") < names.index("events")


def test_the_reader_keeps_everything_but_stance_and_certainty() -> None:
    text = "Peru denied on Monday that it had closed the port. Olga Lind urged Peru to open it."
    parsed = parse_report(Report("r", "r", text, (), language="en"), Settings())
    before = read_attributions(parsed, Reading(parsed.report))
    after = read_stances(parsed, before)
    assert [s.stance for s in after.statements] == ["denies", "demands"]
    same = [replace(s, stance=o.stance, certainty=o.certainty) for s, o in zip(after.statements, before.statements)]
    assert same == list(before.statements)
