import pytest

from lagebild.asking.conditions import find_condition
from lagebild.asking.times import find_then
from lagebild.asking.turns import find_delay, find_turn, is_negated
from lagebild.reading.parse import load_parser
from lagebild.settings import Settings


def verb(sentence, form):
    doc = load_parser(Settings(), "en")(sentence)
    return next(t for t in doc if t.text == form)


@pytest.mark.parametrize(
    ("sentence", "action", "turn"),
    [
        ("Lorvia has abandoned its plan to attack Menk.", "attack", "abandoned"),
        ("The brigade's attempt to retake Menk failed.", "retake", "failed"),
        ("Lorvia called off its visit to Menk.", "visit", "called"),
        ("The chairman scotched reports that Jo Tann would join.", "join", "scotched"),
        ("Claims that Lorvia shelled Menk were baseless.", "shelled", "baseless"),
        ("Claims that Lorvia shelled Menk turned out to be wrong.", "shelled", "wrong"),
        ("Claims that Lorvia shelled Menk are without foundation.", "shelled", "foundation"),
        ("It was false to say that Lorvia shelled Menk.", "shelled", "false"),
        ("Lorvia poured cold water on reports that it would attack Menk.", "attack", "poured"),
        ("Lorvia was wrongly accused of shelling Menk.", "shelling", "accused"),
    ],
)
def test_a_word_above_the_deed_makes_nothing_of_it(sentence, action, turn):
    found = find_turn(verb(sentence, action))
    assert found is not None
    assert found.text == turn
    assert not is_negated(found)


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("It was wrong to attack Menk.", "attack"),
        ("It was wrong that Lorvia shelled Menk.", "shelled"),
        ("Claims that Lorvia shelled Menk were correct.", "shelled"),
    ],
)
def test_who_judges_a_deed_does_not_say_that_it_is_not_so(sentence, action):
    assert find_turn(verb(sentence, action)) is None


def test_claims_that_are_not_false_are_not_turned_around():
    found = find_turn(verb("Claims that Lorvia shelled Menk were not unfounded.", "shelled"))
    assert found is not None
    assert is_negated(found)


def test_what_is_put_off_is_seen():
    assert find_delay(verb("The closure of the pass has been put off.", "closure")) is not None
    assert find_delay(verb("The closure of the pass has been announced.", "closure")) is None


def test_a_deed_that_is_conceivable_only_is_not_said_to_be_done():
    condition = find_condition(verb("It is conceivable that Lorvia burned the archive.", "burned"))
    assert condition is not None
    assert condition.text == "conceivable"


def test_a_deed_that_stands_has_no_turn_nor_is_the_one_asked_about_its_own():
    assert find_turn(verb("Lorvia confirmed its plan to attack Menk.", "attack")) is None
    premiere = verb("Corda Films cancelled the premiere.", "premiere")
    assert find_turn(premiere, {premiere.head.i}) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Edda Holt chaired the bank during the occupation.",
        "Edda Holt once chaired the bank.",
        "Edda Holt had chaired the bank.",
        "Edda Holt chaired the bank for six years.",
        "Edda Holt chaired the bank until last July.",
    ],
)
def test_a_past_deed_of_another_time_is_told_apart(sentence):
    assert find_then(verb(sentence, "chaired")) is not None


@pytest.mark.parametrize(
    "sentence", ["Edda Holt chaired the meeting on Monday.", "Edda Holt has chaired the bank before dawn."]
)
def test_a_deed_just_done_is_of_this_time(sentence):
    assert find_then(verb(sentence, "chaired")) is None


def test_an_inverted_helping_verb_is_a_condition():
    condition = find_condition(verb("Had the ministry paid the ransom, the men would be free.", "paid"))
    assert condition is not None
    assert condition.text == "Had"


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Lorvia postponed talks and shelled Menk.", "shelled"),
        ("Lorvia delayed the vote before its army shelled Menk.", "shelled"),
        ("Lorvia delayed the officer who shelled Menk.", "shelled"),
        ("The attack delayed the vote.", "attack"),
        ("Lorvia suspended its attack on Menk.", "attack"),
    ],
)
def test_what_else_was_put_off_does_not_put_off_the_deed(sentence, action):
    assert find_delay(verb(sentence, action)) is None


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Havrenia shot down drones during the attack on Menk.", "attack"),
        ("The minister played down the attack on Menk.", "attack"),
    ],
)
def test_what_happens_beside_a_deed_does_not_undo_it(sentence, action):
    assert find_turn(verb(sentence, action)) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Claims that Lorvia shelled Menk did not prove to be false.",
        "Claims that Lorvia shelled Menk are not without foundation.",
    ],
)
def test_a_claim_that_is_not_untrue_is_negated_twice(sentence):
    found = find_turn(verb(sentence, "shelled"))
    assert found is not None
    assert is_negated(found)


def test_it_is_false_that_makes_nothing_of_the_deed():
    found = find_turn(verb("It is false that Lorvia shelled Menk.", "shelled"))
    assert found is not None
