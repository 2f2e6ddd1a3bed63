import pytest

from lagebild.situation.polarity import denies_by_itself, weigh_denial, weigh_polarity
from lagebild.situation.terms import find_terms, split_tokens


def weigh(text: str, term: str) -> int:
    tokens = split_tokens(text)
    match = next(m for m in find_terms(tokens) if m.term == term)
    return weigh_polarity(text, tokens, match.first, match.last).sign


@pytest.mark.parametrize(
    ("text", "term", "sign"),
    [
        ("Ostelia will enter the war", "~enter", 1),
        ("Ostelia will not enter the war", "~enter", -1),
        ("Ostelia won't enter the war", "~enter", -1),
        ("The premier has ruled out entering the war", "~enter", -1),
        ("There is little indication of greater involvement", "~enter", -1),
        ("Despite signs of greater involvement, there is little indication of this", "~enter", -1),
        ("An entry into the war is out of the question", "~enter", -1),
        ("The premier did not deny entering the war", "~enter", 0),
        ("If Ostelia enters the war, prices rise", "~enter", 0),
        ("Ostelia could enter the war", "~enter", 0),
        ("Not only did Ostelia enter the war", "~enter", 1),
        ("In a dispute over fish Ostelia attacked", "~attack", 1),
        ("In the contested region Ostelia attacked", "~attack", 1),
        ("The dam did not break and was attacked later", "~attack", 1),
        ("The dam did not break. It was attacked", "~attack", 1),
        ("Prices did not fall, but the minister resigned", "~resign", 1),
    ],
)
def test_negations_reach_as_far_as_their_clause(text, term, sign):
    assert weigh(text, term) == sign


def test_a_denial_of_a_rumour_is_a_denial():
    text = "rumours that Ostelia would enter the war as unfounded inventions"
    assert weigh_denial(text, split_tokens(text), 4, 6, lexical=True).sign == -1


def test_the_denial_of_a_negation_is_left_open():
    text = "that Ostelia would not enter the war"
    assert weigh_denial(text, split_tokens(text), 4, 6, lexical=True).sign == 0


def test_a_denial_known_from_its_negation_does_not_count_it_twice():
    text = "Ostelia would not enter the war"
    assert weigh_denial(text, split_tokens(text), 3, 5, lexical=False).sign == -1


def test_a_cue_of_denial_is_known_by_its_verb():
    assert denies_by_itself("has again denied")
    assert not denies_by_itself("said")


def test_anything_but_negates():
    text = "The bank is anything but solvent"
    assert weigh_polarity(text, split_tokens(text), 5, 5).sign == -1
