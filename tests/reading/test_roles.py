"""Country and sector of phrases that introduce somebody."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.naming.roles import read_role, read_role_phrase

DEV = Path(__file__).parents[3] / "shared/data/actors/actor_roles_dev.jsonl.gz"


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the lower house of the Russian parliament", "RUS", "LEG"),
        ("Iranian Foreign Minister", "IRN", "GOV"),
        ("Kremlin spokesman", "RUS", "GOV"),
        ("Norway's ambassador to Chad", "NOR", "GOV"),
        ("president of the Bundestag", "DEU", "LEG"),
        ("rebels in eastern Congo", "COD", "REB"),
        ("a Kenyan army spokesman", "KEN", "MIL"),
        ("Portuguese fishermen", "PRT", "LAB"),
    ],
)
def test_country_and_sector_are_read_from_the_words(phrase, country, sector):
    assert read_role_phrase(phrase) == (country, sector)


def test_a_bare_state_has_no_sector():
    assert read_role_phrase("Belarus") == ("BLR", None)


@pytest.mark.parametrize("words", ["Minsk", "the Kremlin", "the White House", "Downing Street"])
def test_a_capital_or_palace_alone_is_the_government(words):
    assert read_role_phrase(words)[1] == "GOV"


def test_a_city_in_a_phrase_gives_only_the_country():
    assert read_role_phrase("Lagos traders") == ("NGA", "BUS")


def test_a_government_its_army_and_its_people_differ():
    readings = {read_role_phrase(f"the Peruvian {noun}") for noun in ("government", "army", "people")}
    assert {sector for _, sector in readings} == {"GOV", "MIL", "CVL"}


def test_an_expert_on_a_state_is_not_of_that_state():
    assert read_role_phrase("Russia expert")[0] is None
    assert read_role_phrase("head of the China desk")[0] is None
    assert read_role_phrase("a Russian expert")[0] == "RUS"


def test_a_former_minister_is_elite_but_a_former_rebel_is_not():
    assert read_role_phrase("a former Dutch minister") == ("NLD", "ELI")
    assert read_role_phrase("a former rebel")[1] == "REB"


def test_whom_somebody_acts_upon_gives_no_country():
    assert read_role_phrase("envoy to Japan")[0] is None


def test_a_president_of_an_unknown_firm_is_not_the_government():
    assert read_role_phrase("vice president of Halvorsen Plastics")[1] is None
    assert read_role_phrase("president of Kenya") == ("KEN", "GOV")


def test_a_relative_of_somebody_in_office_is_elite():
    assert read_role_phrase("the Omani sultan's brother") == ("OMN", "ELI")


def test_words_without_meaning_give_nothing():
    assert read_role_phrase("purple umbrella") == (None, None)
    assert read_role("").sort is None


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    country, sector = read_role_phrase(text)
    assert country is None or len(country) == 3
    assert sector is None or len(sector) == 3


@pytest.mark.skipif(not DEV.exists(), reason=f"needs {DEV.name}")
def test_most_phrases_of_the_development_set_are_read_right():
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    right = 0
    for row in rows:
        country, sector = read_role_phrase(row["phrase"])
        right += row["country"] in (None, country or "") and row["sector"] in (None, sector or "")
    assert right / len(rows) >= 0.9
