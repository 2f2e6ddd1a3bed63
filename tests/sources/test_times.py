from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.sources.times import parse_moment, zone_of_host

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031-05-04T10:20:30Z", datetime(2031, 5, 4, 10, 20, 30, tzinfo=UTC)),
        ("2031-05-04 10:20:30 +0200", datetime(2031, 5, 4, 8, 20, 30, tzinfo=UTC)),
        ("2031-05-04T10:20-05:00", datetime(2031, 5, 4, 15, 20, tzinfo=UTC)),
        ("1748000000", datetime.fromtimestamp(1748000000, tz=UTC)),
        ("1748000000000", datetime.fromtimestamp(1748000000, tz=UTC)),
        ("20310504T102030Z", datetime(2031, 5, 4, 10, 20, 30, tzinfo=UTC)),
        ("Sun, 04 May 2031 10:20:30 GMT", datetime(2031, 5, 4, 10, 20, 30, tzinfo=UTC)),
        ("Sun May 04 2031 10:20:30 GMT+0200 (CEST)", datetime(2031, 5, 4, 8, 20, 30, tzinfo=UTC)),
        ("20310504T102030+0200", datetime(2031, 5, 4, 8, 20, 30, tzinfo=UTC)),
        ("5/24/2031 2:05:00 PM", datetime(2031, 5, 24, 14, 5, tzinfo=BERLIN)),
        ("Updated on 05/24/2031 at 6:58 pm", datetime(2031, 5, 24, 18, 58, tzinfo=BERLIN)),
        ("Updated on 05/04/2031 at 12:05 am", datetime(2031, 5, 4, 0, 5, tzinfo=BERLIN)),
        ("Aktualisiert am 22.05.2031, 18:58 Uhr", datetime(2031, 5, 22, 18, 58, tzinfo=BERLIN)),
        ("22. Mai 2031, 7 Uhr", datetime(2031, 5, 22, 7, 0, tzinfo=BERLIN)),
        ("May 22, 2031 7:05 p.m. EDT", datetime(2031, 5, 22, 23, 5, tzinfo=UTC)),
        ("4 мая 2031, 12:30", datetime(2031, 5, 4, 12, 30, tzinfo=BERLIN)),
        ("4 de mayo de 2031 a las 12:30", datetime(2031, 5, 4, 12, 30, tzinfo=BERLIN)),
    ],
)
def test_times_are_read_as_pages_write_them(words, expected):
    moment = parse_moment(words, BERLIN)
    assert moment is not None
    assert moment.when == expected
    assert not moment.is_date


def test_a_date_without_a_clock_is_midnight_in_the_zone_of_the_outlet():
    moment = parse_moment("24 May 2031", BERLIN)
    assert moment is not None
    assert moment.is_date
    assert moment.when == datetime(2031, 5, 24, tzinfo=BERLIN)


def test_a_clock_without_a_zone_says_that_its_zone_is_assumed():
    assert parse_moment("2031-05-04T10:20", BERLIN).zone_assumed
    assert not parse_moment("2031-05-04T10:20Z", BERLIN).zone_assumed


@pytest.mark.parametrize(
    "words", ["", "soon", "2031-13-45", "99/99/2031", "Version 3.11.2", None, [], "12:30", "0000-00-00"]
)
def test_what_is_no_time_is_none(words):
    assert parse_moment(words, BERLIN) is None


def test_am_and_pm_make_a_date_in_numbers_an_american_one():
    assert parse_moment("03/04/2031 at 1:00 pm", BERLIN).when.month == 3
    assert parse_moment("03/04/2031", BERLIN).when.month == 4


def test_the_country_of_a_host_gives_its_zone_only_where_it_is_clear():
    assert zone_of_host("news.example.at") == ZoneInfo("Europe/Vienna")
    assert zone_of_host("news.example.com") is None
    assert zone_of_host("") is None


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2090, 1, 1)), st.integers(-720, 840))
def test_every_iso_time_is_read_back(when, minutes):
    stated = when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_moment(stated.isoformat(), BERLIN).when == stated


@given(st.text(max_size=80))
def test_any_words_give_a_moment_or_none(words):
    moment = parse_moment(words, BERLIN)
    assert moment is None or moment.when.tzinfo is not None
