"""The manner of a text: its tenses, orders to readers, days and years, all in its own voice."""

import pytest

from lagebild.reading.genres.manners import find_manners
from lagebild.reading.genres.prose import read_prose
from lagebild.reading.parse import parse_reports
from lagebild.reading.sentences import split_sentences
from lagebild.records import Part, Reading, Report, Sentence
from lagebild.settings import Settings


def count(text):
    report = Report("a", "a", text, (Part(0, len(text), "body"),), language="en")
    parsed = next(iter(parse_reports([report], Settings())))
    sentences = tuple(Sentence(s.start, s.end) for s in split_sentences(text, 0, len(text), "en"))
    prose = read_prose(parsed, Reading(report, sentences))
    return {name: len(places) for name, places, _ in find_manners(prose)}


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The dockers walked out.", "past"),
        ("The port handles a third of the grain.", "present"),
        ("New elections would follow.", "modal"),
        ("Water the fern twice a week.", "orders"),
        ("Talks resumed on Tuesday.", "recent"),
        ("The bridge dates from 1911.", "years"),
        ("Eleven ships and 40 boats lie at anchor.", "figures"),
    ],
)
def test_each_manner_is_seen_where_it_is(text, manner):
    assert count(text)[manner] == 1


def test_what_is_quoted_counts_for_nothing():
    found = count("“Water the fern on Tuesday, as in 1911, and keep 40 pots.”")
    assert not any(found.values())
