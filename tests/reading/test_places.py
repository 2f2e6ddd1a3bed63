"""Places: found with country and coordinates, told apart from namesakes, and tied to events by the grammar."""

from __future__ import annotations

import functools
import time

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from lagebild.reading.geography.gazetteer import find_entries, find_town_country
from lagebild.reading.geography.places import find_places, place_of
from lagebild.reading.parse import load_parser
from lagebild.records import Part, Place, Report
from lagebild.settings import Settings


@functools.cache
def _parser() -> Language:
    parser = load_parser(Settings(), "en")
    assert parser is not None
    return parser


def find(text: str) -> tuple[Doc, tuple[Place, ...]]:
    doc = _parser()(text)
    return doc, find_places(doc, Report(id="r", identity="r", text=text))


def named(text: str, name: str) -> Place:
    return next(place for place in find(text)[1] if place.name == name)


def test_the_gazetteer_knows_german_and_older_names() -> None:
    for name in ("Kyiv", "Kiev", "Kiew"):
        assert any(entry.country == "UKR" and entry.kind == "c" for entry in find_entries(name)), name
    assert find_entries("Zurich") == find_entries("Zürich") != ()
    assert find_town_country("Nowhereville") is None


def test_a_city_has_country_and_coordinates() -> None:
    place = named("Shells fell near Kharkiv on Monday.", "Kharkiv")
    assert place.country == "UKR"
    assert (place.lat, place.lon) == (pytest.approx(50, abs=0.2), pytest.approx(36.2, abs=0.2))


@pytest.mark.parametrize(
    ("text", "name", "country", "lat"),
    [
        ("He lives in Paris, Texas.", "Paris", "USA", 33.7),
        ("He lives in Paris.", "Paris", "FRA", 48.9),
        ("In Tripoli, Lebanese police opened fire.", "Tripoli", "LBN", 34.4),
        ("Militias fought in Tripoli.", "Tripoli", "LBY", 32.9),
        ("A fire broke out in Flint, Mich., on Friday.", "Flint", "USA", 43.0),
        ("Voters in Georgia and Alabama went to the polls.", "Georgia", "USA", 33.1),
        ("Officials in Georgia and in Tbilisi agreed.", "Georgia", "GEO", 42.1),
    ],
)
def test_the_text_decides_between_namesakes(text: str, name: str, country: str, lat: float) -> None:
    place = named(text, name)
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=0.4)


def test_what_stays_open_has_no_coordinates() -> None:
    place = named("Police in Springfield said so.", "Springfield")
    assert (place.lat, place.lon) == (None, None)


def test_an_unknown_village_is_a_place_without_coordinates() -> None:
    place = named("Two people died in the village of Karvel.", "Karvel")
    assert (place.country, place.lat) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "He met Chelsea Manning, and the Washington Post reported it.",
        "President Jackson thanked Mr Houston.",
        "Reading is fun. Nice work.",
        "Anna Lincoln called. Lincoln was tired.",
    ],
)
def test_persons_papers_and_words_are_no_places(text: str) -> None:
    assert find(text)[1] == ()


def test_a_teaser_names_no_places() -> None:
    text = "Shells fell on Kharkiv."
    report = Report(id="r", identity="r", text=text, parts=(Part(0, len(text), "teaser"),))
    assert find_places(_parser()(text), report) == ()


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Russian forces shelled Kharkiv on Monday.", "shelled", "Kharkiv"),
        ("The president traveled to Minsk earlier this week.", "traveled", "Minsk"),
        ("In Goma, rebels attacked a convoy from Bukavu.", "attacked", "Goma"),
        ("A visit to Minsk by the president was cancelled in Moscow.", "visit", "Minsk"),
        ("The army carried out an air strike on a hospital in Idlib.", "strike", "Idlib"),
        ("Police arrested thirty protesters outside parliament in Tbilisi, Georgia.", "arrested", "Tbilisi"),
        ("The minister, who was born in Lviv, signed the agreement in Warsaw.", "signed", "Warsaw"),
        ("Troops withdrew from Kherson.", "withdrew", "Kherson"),
        ("The siege of Mariupol began in February.", "siege", "Mariupol"),
        ("Leaders plan to meet in Geneva.", "meet", "Geneva"),
    ],
)
def test_the_grammar_ties_a_place_to_its_event(text: str, trigger: str, name: str) -> None:
    doc, places = find(text)
    place = place_of(doc, next(t for t in doc if t.text == trigger), places)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("KYIV, Ukraine (AP) — Troops attacked a convoy.", "attacked"),
        ("The minister, who was born in Lviv, signed the agreement.", "signed"),
        ("Attacks on Ukraine continued.", "Attacks"),
        ("Mayor Anna Lorr of Gdansk criticised the plan.", "criticised"),
        ("Officials in Kyiv condemned the plan.", "condemned"),
    ],
)
def test_a_place_merely_named_is_not_that_of_the_event(text: str, trigger: str) -> None:
    doc, places = find(text)
    assert place_of(doc, next(t for t in doc if t.text == trigger), places) is None


def test_five_thousand_names_stay_linear() -> None:
    names = ["Kharkiv", "Paris", "Springfield", "Goma", "Tripoli", "Georgia", "Santa Marta", "Jackson"]

    def measure(count: int) -> float:
        text = " ".join(f"Shells fell in {names[i % len(names)]}." for i in range(count))
        doc = Doc(_parser().vocab, words=text.split())
        started = time.process_time()
        find_places(doc, Report(id="r", identity="r", text=doc.text))
        return time.process_time() - started

    measure(200)
    assert measure(5000) < 40 * max(measure(500), 0.005)
