"""Full-text search takes terms as data and finds sentences by their words' stems."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.store import Store

Keep = Callable[..., tuple[str, int]]


def test_words_are_found_by_stem_and_without_diacritics(store: Store, keep: Keep) -> None:
    keep("Nothing here.\nThe talks were prolonged by Gürsel.")
    for term in ("talk", "TALKING", "gursel", "prolonging"):
        (hit,) = store.search([term])
        assert (hit.key, hit.version, hit.sentence) == (1, 1, 1)


def test_any_term_finds_and_more_terms_rank_higher(store: Store, keep: Keep) -> None:
    keep("The army moved.\nThe army moved to the border.\nNothing else happened at all.")
    assert [hit.sentence for hit in store.search(["army", "border"])] == [1, 0]
    assert [hit.sentence for hit in store.search(["army", "border"], every=True)] == [1]
    assert [hit.sentence for hit in store.search(["army", "border"], limit=1)] == [1]


def test_several_words_in_a_term_are_a_phrase(store: Store, keep: Keep) -> None:
    keep("Gas and oil.\nOil and gas.")
    assert [hit.sentence for hit in store.search(["oil and gas"])] == [1]


def test_only_newest_versions_are_found(store: Store, keep: Keep) -> None:
    keep("Before.")
    keep("After.")
    assert store.search(["before"]) == ()
    assert [(hit.key, hit.version) for hit in store.search(["after"])] == [(1, 2)]


@pytest.mark.parametrize("terms", [[], [""], [" "], ["..."], ["\0"]])
def test_terms_without_a_word_find_nothing(store: Store, keep: Keep, terms: list[str]) -> None:
    keep("Some words.")
    assert store.search(terms) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    term=st.text()
    | st.sampled_from(
        ["a OR b", "NEAR(a b)", "words: x", '"', 'some" OR "words', "a*", "^a", "-some", "{a b}: c", "\ud800"]
    ),
    every=st.booleans(),
)
def test_no_term_is_query_syntax(store: Store, term: str, every: bool) -> None:
    assert store.search([term, "x"], every=every) == ()


def test_operators_inside_a_term_are_words(store: Store, keep: Keep) -> None:
    keep("To be or not to be.\nTo be.")
    assert [hit.sentence for hit in store.search(["be OR not"])] == [0]


def test_very_many_terms_are_no_error(store: Store, keep: Keep) -> None:
    keep("Word five here.")
    assert len(store.search([f"term{n}" for n in range(5000)] + ["five"])) == 1
