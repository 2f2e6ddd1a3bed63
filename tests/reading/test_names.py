"""Spellings of one name, and names that only look alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.naming.names import (
    fold_word,
    given_names_agree,
    near_word,
    same_word,
    skeleton_word,
    split_name,
    surname_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gürth", "Gurth"),
        ("Nayev", "Najew"),
        ("Lukaschenko", "Lukashenko"),
        ("Лукашенко", "Lukashenko"),
        ("Zelensky", "Zelenskyy"),
        ("Tschernow", "Chernov"),
        ("Özdemir", "Ozdemir"),
    ],
)
def test_transliterations_of_one_name_are_the_same(one, other):
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Wang", "Vang"), ("Lee", "Li"), ("Miller", "Muller"), ("Petrov", "Petrova")]
)
def test_other_names_are_not(one, other):
    assert not same_word(one, other)


def test_short_names_are_never_near():
    assert not near_word("Orban", "Urban")
    assert near_word("Saakashvili", "Saakaschwilli")


def test_given_names_may_be_initials_or_short_forms():
    assert given_names_agree(("J.",), ("Julia",))
    assert given_names_agree(("Alexander",), ("Alex",))
    assert given_names_agree(("Serhiy",), ("Sergei",))
    assert not given_names_agree(("Bill",), ("Hillary",))


def test_particles_belong_to_the_family_name_and_junior_does_not():
    assert split_name(("Ursula", "von", "der", "Tann")) == (("Ursula",), ("von", "der", "Tann"), "")
    assert split_name(("Otto", "Brandt", "Jr."))[2] == "jr"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_comparing_is_symmetric_and_never_fails(one, other):
    assert same_word(one, other) == same_word(other, one)
    assert near_word(one, other) == near_word(other, one)
    assert fold_word(one).isascii()
    assert skeleton_word(one).isascii()


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_equal_names_have_equal_keys(word):
    assert surname_key((word,)) == surname_key((word.upper(),))
    assert same_word(word, word.title())
