"""Names of figures in reports whose language has no parser."""

import pytest

from lagebild.records import Figure, Reading, Report, Stored
from lagebild.situation.figures import _fold_name, _spell
from lagebild.situation.foreign_names import add_foreign_names


def spell(name: str) -> tuple[str, ...]:
    return tuple(map(_spell, _fold_name(name)))


def names_after(figures: list[Figure], text: str) -> list[tuple[str, ...]]:
    from datetime import UTC, datetime

    report = Report(id="r", identity="r", text=text, language="de")
    stored = Stored(1, 1, 1, datetime(2024, 1, 1, tzinfo=UTC), Reading(report=report))
    return [figure.names for figure in add_foreign_names(figures, [stored], spell)]


def person(*names: str) -> Figure:
    return Figure(names[0], "person", names, ())


def test_a_german_spelling_of_a_full_name_is_one_more_name():
    (names,) = names_after([person("Ludmira Zhestova")], "Gestern sprach Ludmira Schestowa in Lurna.")
    assert names == ("Ludmira Zhestova", "Ludmira Schestowa")


def test_the_german_name_of_an_unlisted_state_is_one_more_name():
    (names,) = names_after([Figure("Havrenia", "state", ("Havrenia",), ())], "Das sagte Hawrenien am Montag.")
    assert names == ("Havrenia", "Hawrenien")


def test_a_name_that_fits_two_figures_is_given_to_neither():
    figures = [person("Ivan Tavoy"), person("Iwan Tawoi")]
    assert names_after(figures, "Gestern kam Ivan Tavoi.") == [f.names for f in figures]


@pytest.mark.parametrize("text", ["Schestowa sprach.", "Ludmira kam. Schestowa ging.", ""])
def test_a_surname_alone_or_across_sentences_is_not_enough(text):
    assert names_after([person("Ludmira Zhestova")], text) == [("Ludmira Zhestova",)]
