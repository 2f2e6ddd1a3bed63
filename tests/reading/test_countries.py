"""States under the words that English has for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.naming.countries import find_capital, find_country, find_country_at
from lagebild.reading.naming.terms import find_institution, find_term, may_begin_institution
from lagebild.reading.tables import read_table, split_cell


@pytest.mark.parametrize(
    ("words", "country", "sense"),
    [
        ("Belarus", "BLR", "name"),
        ("the United States", "USA", "name"),
        ("Belarusians", "BLR", "people"),
        ("Danes", "DNK", "people"),
        ("Kyiv", "UKR", "capital"),
        ("Kiev", "UKR", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Singapore", "SGP", "name"),
        ("Abkhazia", "GEO", "region"),
        ("Shanghai", "CHN", "city"),
        ("TEHRAN", "IRN", "capital"),
        ("Côte d’Ivoire", "CIV", "name"),
    ],
)
def test_each_word_has_its_state_and_sense(words, country, sense):
    found = find_country(words)
    assert found is not None
    assert (found.country, found.sense) == (country, sense)


def test_common_words_are_no_states():
    assert [find_country(word) for word in ("turkey", "polish", "reading", "us")] == [None] * 4


def test_the_longest_name_wins():
    found = find_country_at(["troops", "in", "Papua", "New", "Guinea", "today"], 2)
    assert found is not None
    assert (found[0].country, found[1]) == ("PNG", 5)


def test_a_state_named_like_its_capital_has_a_capital():
    assert find_capital("Lisbon") == "PRT"
    assert find_capital("Porto") is None


def test_every_code_has_three_capitals():
    codes = [row[0] for row in read_table("countries.tsv", 6)] + [row[1] for row in read_table("regions.tsv", 3)]
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_plurals_of_offices_and_bodies_are_found():
    assert find_term("foreign ministers") == find_term("Foreign Minister")
    assert find_term("policemen") == find_term("policeman")
    assert find_term("umbrella") is None


def test_organisations_match_as_they_are_written():
    nato = find_institution("NATO")
    assert nato is not None
    assert nato.country == "IGO"
    assert find_institution("diet") is None


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_words_can_be_looked_up(words):
    found = find_country(words)
    assert found is None or len(found.country) == 3
    assert find_institution(words) is None or words.strip()


def test_no_name_of_the_tables_is_missed_by_looking_at_its_first_word_only() -> None:
    for names, _, _ in read_table("institutions.tsv", 3):
        for name in (*split_cell(names), *split_cell(names.upper())):
            assert may_begin_institution(name.split()[0]) or find_institution(name) is None, name
    for row in read_table("countries.tsv", 6):
        for name in split_cell(row[1]):
            assert find_country_at([*name.split(), "agreed"], 0) is not None, name
