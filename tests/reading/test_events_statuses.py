import pytest
from event_cases import find_event, read_events_of

from lagebild.reading.plover.statuses import weigh_statement
from lagebild.records import Statement


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Chile attacked Peru.", "attacked", "happened"),
        ("Chile is bombing Peru.", "bombing", "ongoing"),
        ("Chile did not attack Peru.", "attack", "denied"),
        ("Chile never invaded Peru.", "invaded", "denied"),
        ("Chile could attack Peru.", "attack", "hypothetical"),
        ("If Chile attacks Peru, Norway will help.", "attacks", "hypothetical"),
        ("Will Chile attack Peru?", "attack", "hypothetical"),
        ("Chile will attack Peru, Sweden said.", "attack", "planned"),
        ("Chile plans to attack Peru.", "attack", "planned"),
        ("Chile is considering attacking Peru.", "attacking", "hypothetical"),
        ("Chile denied attacking Peru.", "attacking", "denied"),
        ("Chile was accused of attacking Peru.", "attacking", "unknown"),
        ("Chile left without attacking Peru.", "attacking", "denied"),
        ("Chile fears an attack on Peru by Bolivia.", "attack", "hypothetical"),
        ("There was no attack on Peru by Chile.", "attack", "denied"),
        ("Chile’s planned attack on Peru worries Norway.", "attack", "planned"),
        ("Norway condemned the attack on Peru by Chile.", "attack", "happened"),
        ("The threat of an attack on Peru by Chile grew.", "attack", "hypothetical"),
        ("Sweden denied that Chile had attacked Peru.", "attacked", "denied"),
        ("Sweden doubts that Chile attacked Peru.", "attacked", "hypothetical"),
    ],
)
def test_grammar_tells_whether_it_happened(text, trigger, status):
    event = find_event(read_events_of(text), trigger)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Chile will send medicine to Peru.", "send", "AGREE"),
        ("Chile will withdraw its troops from Peru.", "withdraw", "CONCEDE"),
        ("Chile’s president, Ana Ruiz, will visit Peru next week.", "visit", "AGREE"),
        ("Chile withdrew its troops from Peru.", "withdrew", "RETREAT"),
        ("Chile vowed to retaliate against Peru.", "vowed", "THREATEN"),
    ],
)
def test_what_is_to_come_is_an_agreement_a_concession_or_a_threat(text, trigger, kind):
    event = find_event(read_events_of(text), trigger)
    assert event is not None
    assert event.type == kind


def test_who_says_they_will_not_refuses():
    reading = read_events_of("“We will not meet Peru,” President Ana Ruiz of Chile said on Tuesday.")
    event = find_event(reading, "meet")
    assert event is not None
    assert (event.type, event.status) == ("REJECT", "happened")


def make_statement(stance, **fields):
    return Statement("s1", (), (), (), "indirect", stance=stance, **fields)


def test_a_denial_of_something_denied_makes_no_fact():
    assert weigh_statement("denied", [make_statement("denies")]) == "denied"


def test_what_is_presupposed_survives_a_demand_but_not_a_doubt():
    assert weigh_statement("happened", [make_statement("demands")]) == "happened"
    assert weigh_statement("happened", [make_statement("doubts")]) == "hypothetical"


def test_what_is_not_meant_seriously_did_not_happen():
    assert weigh_statement("happened", [make_statement("asserts", serious=False)]) == "hypothetical"
