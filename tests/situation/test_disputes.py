import pytest
from stored_factories import make_stored

from lagebild.situation import contradictions_of, draw_situation, find_figure

ACTORS = [
    ("Ostelia", "state", {"country": "OST"}),
    ("Emrik Tavo", "person", {}),
    ("Timur Rezh", "person", {}),
]


def disputes(text, *statements, actors=ACTORS):
    used = [actor for actor in actors if actor[0] in text]
    return draw_situation([make_stored(text, actors=used, statements=statements)]).disputes


def test_a_claim_and_its_denial_are_a_dispute_with_both_sides():
    (dispute,) = disputes(
        "Emrik Tavo said Ostelia will enter the war. Timur Rezh denied that Ostelia would join the fighting.",
        ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
        ("Timur Rezh", "denied", "that Ostelia would join the fighting", "denies"),
    )
    assert [said.speaker for said in dispute.affirming] == ["Emrik Tavo"]
    assert [said.speaker for said in dispute.denying] == ["Timur Rezh"]
    assert dispute.about == ("Ostelia", "join", "fighting")


def test_an_asserted_negation_is_the_denying_side():
    (dispute,) = disputes(
        "Emrik Tavo said Ostelia will enter the war. Timur Rezh said Ostelia will not enter any war.",
        ("Emrik Tavo", "said", "Ostelia will enter the war", "expects"),
        ("Timur Rezh", "Rezh said", "Ostelia will not enter any war", "asserts"),
    )
    assert [said.speaker for said in dispute.denying] == ["Timur Rezh"]


def test_a_dispute_reaches_across_reports_and_is_found_by_figure():
    one = make_stored(
        "Emrik Tavo said Ostelia has poisoned the lake.",
        key=1,
        actors=ACTORS[:2],
        statements=[("Emrik Tavo", "said", "Ostelia has poisoned the lake", "asserts")],
    )
    two = make_stored(
        "Timur Rezh rejected claims that Ostelia had poisoned the lake.",
        key=2,
        actors=[ACTORS[0], ACTORS[2]],
        statements=[("Timur Rezh", "rejected", "claims that Ostelia had poisoned the lake", "denies")],
    )
    situation = draw_situation([one, two])
    assert len(situation.disputes) == 1
    (tavo,) = find_figure(situation, "Tavo")
    assert [said.speaker for said in contradictions_of(situation, tavo)] == ["Timur Rezh"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        pytest.param(
            "Emrik Tavo said Ostelia will enter the war. Timur Rezh denied that Karvel would enter the war.",
            ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
            ("Timur Rezh", "denied", "that Karvel would enter the war", "denies"),
            id="of another actor",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia will enter the war. Timur Rezh said Ostelia has not entered the war.",
            ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
            ("Timur Rezh", "Rezh said", "Ostelia has not entered the war", "asserts"),
            id="past and future",
        ),
        pytest.param(
            "Emrik Tavo said 12 people died in Ostelia. Timur Rezh denied that 20 people died in Ostelia.",
            ("Emrik Tavo", "said", "12 people died in Ostelia", "asserts"),
            ("Timur Rezh", "denied", "that 20 people died in Ostelia", "denies"),
            id="other numbers",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia will enter the war. Timur Rezh joked that Ostelia will never enter the war.",
            ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
            ("Timur Rezh", "joked", "Ostelia will never enter the war", "asserts", {"serious": False}),
            id="a joke",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia will enter the war. Emrik Tavo denied that Ostelia would enter the war.",
            ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
            ("Emrik Tavo", "denied", "that Ostelia would enter the war", "denies"),
            id="one speaker",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia could enter the war. Timur Rezh denied that Ostelia would enter the war.",
            ("Emrik Tavo", "said", "Ostelia could enter the war", "asserts"),
            ("Timur Rezh", "denied", "that Ostelia would enter the war", "denies"),
            id="only a possibility",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia will pay the teachers. Timur Rezh denied that Ostelia would pay for gas.",
            ("Emrik Tavo", "said", "Ostelia will pay the teachers", "asserts"),
            ("Timur Rezh", "denied", "that Ostelia would pay for gas", "denies"),
            id="one word in common",
        ),
        pytest.param(
            "Emrik Tavo said Ostelia will enter the war. Timur Rezh asked whether Ostelia will not enter the war.",
            ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts"),
            ("Timur Rezh", "asked", "whether Ostelia will not enter the war", "asks"),
            id="a question",
        ),
    ],
)
def test_no_dispute_where_the_claims_differ(text, first, second):
    assert disputes(text, first, second) == ()


def test_a_rumour_inside_its_denial_is_no_other_side():
    text = "Timur Rezh dismissed rumours that Ostelia will enter the war."
    assert (
        disputes(
            text,
            ("Timur Rezh", "dismissed", "rumours that Ostelia will enter the war", "denies"),
            ("rumours", "that", "Ostelia will enter the war", "asserts", {"parent": "s1"}),
        )
        == ()
    )


POINTING = "Emrik Tavo said Ostelian aircraft had bombed the bridge. Timur Rezh {cue} {words}."


@pytest.mark.parametrize("words", ["this", "the accusation", "these claims as a fantasy"])
def test_a_denial_that_points_back_denies_what_was_said_just_before(words):
    text = POINTING.format(cue="rejected", words=words)
    (dispute,) = disputes(
        text,
        ("Emrik Tavo", "said", "Ostelian aircraft had bombed the bridge", "asserts"),
        ("Timur Rezh", "rejected", words, "denies"),
    )
    assert dispute.affirming[0].speaker == "Emrik Tavo"
    assert dispute.denying[0].speaker == "Timur Rezh"


@pytest.mark.parametrize(
    ("between", "second"),
    [
        (" It rained. It rained. It rained.", ("Timur Rezh", "rejected", "this", "denies")),
        ("", ("Timur Rezh", "rejected", "this", "asserts")),
        ("", ("Emrik Tavo", "rejected", "this", "denies")),
    ],
)
def test_no_dispute_where_nothing_near_is_denied(between, second):
    text = POINTING.format(cue="rejected", words="this").replace(" Timur", f"{between} Timur")
    assert disputes(text, ("Emrik Tavo", "said", "Ostelian aircraft had bombed the bridge", "asserts"), second) == ()
