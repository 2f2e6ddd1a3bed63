import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.situation import polarity, terms, timeline
from lagebild.situation.terms import find_terms, fold, overlap, read_list, shingle, split_tokens, words_of_concept


@pytest.mark.parametrize("module", [terms, polarity, timeline])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@given(st.text(max_size=300))
def test_tokens_slice_to_the_text(text):
    for token in split_tokens(text):
        assert text[token.start : token.end].strip() == text[token.start : token.end] != ""


@given(st.text(max_size=300))
def test_terms_lie_inside_the_tokens(text):
    tokens = split_tokens(text)
    assert all(0 <= match.first <= match.last < len(tokens) for match in find_terms(tokens))


def test_entry_and_joining_and_being_drawn_in_are_one_concept():
    found = [{m.term for m in find_terms(split_tokens(words))} for words in ("entry", "joined", "was drawn into")]
    assert all("~enter" in terms for terms in found)


def test_every_phrase_of_a_concept_is_found_again():
    for concept in ("~enter", "~war", "~resign", "~ceasefire", "~withdraw"):
        for phrase in words_of_concept(concept):
            assert concept in {m.term for m in find_terms(split_tokens(phrase))}, phrase


def test_word_lists_are_folded_as_texts_are():
    for name in (
        "stop_words.txt",
        "negations.txt",
        "negations_after.txt",
        "hedges.txt",
        "titles.txt",
        "denial_verbs.txt",
    ):
        assert all(entry == fold(entry) for entry in read_list(name)), name


def test_equal_texts_share_all_shingles_and_others_none():
    one = shingle("Seven bridges over the Orl were closed on Friday evening")
    assert overlap(one, shingle("Seven bridges over the Orl were closed on Friday evening.")) == 1
    assert overlap(one, shingle("The harbour master of Pell expects calm weather this week")) == 0
    assert overlap(one, ()) == 0
