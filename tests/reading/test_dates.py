"""Dates: what is found, what it is worth, and that nothing a text says about time can break the reading."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.dates import READER, find_dates, read_dates
from lagebild.reading.parsed import Parsed
from lagebild.reading.timex import calendars
from lagebild.reading.timex.grammars import load_grammar
from lagebild.reading.timex.openings import DIGIT, END, find_opened, index_openings
from lagebild.reading.timex.operations import OPERATIONS
from lagebild.records import Part, Reading, Report

WEDNESDAY = date(2024, 5, 15)


def values(text: str, language: str = "en", reference: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Words, type and value of each expression found."""
    return [(text[m.start : m.end], m.type, m.value) for m in find_dates(text, reference, language)]


def only_value(text: str, language: str = "en", reference: date | None = WEDNESDAY) -> str:
    """The value of the single expression that the text holds."""
    found = values(text, language, reference)
    assert len(found) == 1, found
    return found[0][2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Monday, the president met the envoy.", "2024-05-13"),
        ("The president will meet the envoy on Monday.", "2024-05-20"),
        ("The trial is scheduled to begin Friday.", "2024-05-17"),
        ("He said Friday that the trial will begin.", "2024-05-10"),
        ("She arrived earlier this week.", "2024-W20"),
        ("He was last there three years ago.", "2021"),
        ("the 2020 protests", "2020"),
        ("In October, the two states announced an alliance.", "2023-10"),
        ("They have fought since February.", "2024-02"),
        ("It was the first visit in three years.", "P3Y"),
        ("A decade of war followed the 1980s.", "P10Y"),
        ("The law will take effect in two weeks.", "2024-W22"),
        ("It left office last year.", "2023"),
        ("The bank met on 2024-02-29.", "2024-02-29"),
        ("It closed on 12/22/2022.", "2022-12-22"),
        ("Trade fell in the third quarter of 2023.", "2023-Q3"),
        ("They meet every Monday.", "XXXX-WXX-1"),
        ("The paper appears daily.", "P1D"),
        ("He is now in exile.", "PRESENT_REF"),
        ("They spoke at Easter 2022.", "2022-04-17"),
        ("It fell in fiscal 2022.", "FY2022"),
        ("The council meets at 10:00 GMT.", "2024-05-15T10:00Z"),
        ("The shooting began at 4 p.m. on Sunday.", "2024-05-12T16:00"),
        ("Ramadan 2023 was quiet.", "2023"),
    ],
)
def test_english_expressions_have_their_values(text: str, value: str) -> None:
    assert values(text)[0][2] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Montag traf der Präsident den Gesandten.", "2024-05-13"),
        ("Am Montag wird der Präsident den Gesandten treffen.", "2024-05-20"),
        ("Das Treffen fand am vergangenen Freitag statt.", "2024-05-10"),
        ("Anfang Dezember wurde er gewählt.", "2023-12"),
        ("Der Vertrag endete vor zwei Wochen.", "2024-W18"),
        ("Heuer fehlt das Geld.", "2024"),
        ("Die Sitzung beginnt um 19.30 Uhr.", "2024-05-15T19:30"),
        ("Am Montagabend brannte es.", "2024-05-13TEV"),
        ("Seit drei Jahren herrscht Krieg.", "P3Y"),
        ("Der Rat tagt jeden Mittwoch.", "XXXX-WXX-3"),
        ("Im ersten Quartal 2023 sank der Umsatz.", "2023-Q1"),
        ("In den 1990er-Jahren war es anders.", "199"),
        ("Im August vorigen Jahres begann der Streik.", "2023-08"),
        ("Es geschah am 14.10.2021.", "2021-10-14"),
        ("Ostern 2022 blieb es ruhig.", "2022-04-17"),
    ],
)
def test_german_expressions_have_their_values(text: str, value: str) -> None:
    assert values(text, "de")[0][2] == value


def test_the_published_time_counts_in_its_own_zone() -> None:
    """An hour before midnight in New York is the next day in London; the outlet's day decides."""
    new_york = timezone(timedelta(hours=-4))
    published = datetime(2024, 5, 15, 23, 0, tzinfo=new_york)
    assert find_dates("It happened today.", published, "en")[0].value == "2024-05-15"
    assert find_dates("It happened today.", published.astimezone(UTC), "en")[0].value == "2024-05-16"


def test_that_day_is_the_day_named_before() -> None:
    found = values("On 3 March 2004 the bridge fell. That day ten people died. Two days later it rained.")
    assert [v for _, _, v in found] == ["2004-03-03", "2004-03-03", "2004-03-05"]


def test_days_after_a_mere_year_stay_unknown() -> None:
    assert values("The war began in 1954. Three days later the king fled.")[1][2] == "XXXX-XX-XX"


def test_every_day_of_a_list_shares_the_month() -> None:
    found = values("Die Gespräche finden am 3., 4. und 5. Juni statt.", "de")
    assert [v for _, _, v in found] == ["2024-06-03", "2024-06-04", "2024-06-05"]


def test_a_numeric_date_with_two_readings_says_both() -> None:
    mention = find_dates("It was signed on 3/4/2021.", WEDNESDAY, "en")[0]
    assert (mention.value, mention.alternatives) == ("2021-03-04", ("2021-04-03",))
    assert find_dates("It was signed on 3/25/2021.", WEDNESDAY, "en")[0].alternatives == ()


def test_a_weekday_without_a_tense_says_both_weeks() -> None:
    mention = find_dates("Talks in Sund Monday", WEDNESDAY, "en")[0]
    assert (mention.value, mention.alternatives) == ("2024-05-13", ("2024-05-20",))


def test_feasts_that_differ_from_state_to_state_get_no_day() -> None:
    assert only_value("It is Independence Day.") == "XXXX-XX"
    assert only_value("They came at Orthodox Easter.") == "XXXX-XX"


def test_the_end_of_a_range_of_weekdays_follows_its_beginning() -> None:
    found = [v for _, _, v in values("The office was shut from Monday to Friday.")]
    assert found == ["2024-05-13", "2024-05-17"]


def test_next_weekday_names_the_week_after_as_well() -> None:
    mention = find_dates("They meet next Friday.", WEDNESDAY, "en")[0]
    assert (mention.value, mention.alternatives) == ("2024-05-17", ("2024-05-24",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Monday they met.", "XXXX-WXX-1"),
        ("It was signed last week.", "XXXX-WXX"),
        ("It ended three years ago.", "XXXX"),
        ("They came yesterday.", "XXXX-XX-XX"),
        ("They came in October.", "XXXX-10"),
        ("They came on October 3.", "XXXX-10-03"),
        ("They came on October 3, 2011.", "2011-10-03"),
    ],
)
def test_without_a_published_time_only_absolute_dates_have_full_values(text: str, value: str) -> None:
    assert only_value(text, reference=None) == value


@pytest.mark.parametrize(
    "text",
    [
        "on 31 February 2020",
        "on February 30",
        "on 2020-02-31",
        "on 31/31/2020",
        "on April 31",
        "at 25:10 today",
        "0000-01-01",
    ],
)
def test_impossible_dates_have_no_value(text: str) -> None:
    """No day is made up for what no calendar has; a year or month that stands in it may still be found."""
    for _, _, value in values(text):
        assert len(value) < 10 or value == WEDNESDAY.isoformat(), value


def test_29_february_belongs_to_a_leap_year() -> None:
    assert only_value("It happened on February 29.", reference=date(2023, 6, 1)) == "2024-02-29"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_do_no_harm(day: date) -> None:
    text = "Yesterday, tomorrow, last year, next year, 5000 years ago, last Monday, in 9999 weeks, last Easter."
    assert find_dates(text, day, "en") is not None
    german = "Gestern, morgen, vor 9000 Jahren, am Montag, im nächsten Jahr, zu Ostern."
    assert find_dates(german, day, "de") is not None


@pytest.mark.parametrize(
    "text", ["You may go.", "He will march on.", "Wait a second.", "1,950 people", "about 2000 men", "$2020"]
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert values(text) == []


def test_ages_are_no_durations() -> None:
    assert values("The 44-year-old was arrested.") == []


def test_a_language_without_grammar_has_no_dates_and_says_so() -> None:
    report = Report(id="r", identity="r", text="Пʼятниця, 3 травня", language="uk")
    reading = read_dates(Parsed(report, None), Reading(report))
    assert reading.dates == ()
    assert "uk" in reading.warnings[0]
    assert find_dates("x", WEDNESDAY, "../en") == ()


def test_dates_in_teasers_are_found_but_nothing_is_reckoned_from_them() -> None:
    body, teaser = "On 3 March 2004 the bridge fell.\n\n", "Read also: 9 May 1999.\n\n"
    text = body + teaser + "That day ten people died."
    parts = (
        Part(0, len(body), "body"),
        Part(len(body), len(body + teaser), "teaser"),
        Part(len(body + teaser), len(text), "body"),
    )
    published = datetime(2024, 5, 15, 9, tzinfo=UTC)
    report = Report(id="r", identity="r", text=text, parts=parts, language="en", published=published)
    reading = read_dates(Parsed(report, None), Reading(report))
    assert [d.value for d in reading.dates] == ["2004-03-03", "1999-05-09", "2004-03-03"]
    assert READER.read is read_dates


def test_every_operation_of_every_grammar_exists() -> None:
    for language in ("en", "de"):
        grammar = load_grammar(language)
        assert grammar is not None
        assert {rule.does for rule in grammar.rules} <= set(OPERATIONS)
        assert {rule.type for rule in grammar.rules} <= {"DATE", "TIME", "DURATION", "SET"}
        assert all("" not in rule.openings for rule in grammar.rules), "a rule that may begin with any word is slow"


def test_a_word_opens_the_rules_that_begin_with_it_or_with_its_first_letters_in_their_order() -> None:
    index = index_openings([frozenset({"mon"}), frozenset({"month" + END}), frozenset({DIGIT}), frozenset({"mo", "x"})])
    assert find_opened("monday", index) == [0, 3]
    assert find_opened("month", index) == [0, 1, 3]
    assert find_opened("3rd", index) == [2]
    assert find_opened("", index) == []


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2024, date(2024, 3, 31)),
        ("easter-2", 2025, date(2025, 4, 18)),
        ("11-d4+4", 2023, date(2023, 11, 23)),
        ("05-d1-1", 2024, date(2024, 5, 27)),
        ("d2>11-01", 2024, date(2024, 11, 5)),
        ("12-25", 2024, date(2024, 12, 25)),
    ],
)
def test_festivals_fall_on_their_days(rule: str, year: int, day: date) -> None:
    assert calendars.festival_date(rule, year) == day


_WORDS = (
    "the last next three 31 February 2020 years ago Monday in on every day of quarter first Easter at 10:75 p.m. "
    "century am vor zwei Wochen . , - / Uhr Jahrhundert '90s 1990s 00 9999 0 12/31/9999 half a"
)
_PIECES = st.sampled_from([*_WORDS.split(), "\n"])


@given(st.lists(_PIECES, max_size=25), st.sampled_from(["en", "de"]), st.none() | st.dates())
@settings(max_examples=60, deadline=None)
def test_any_text_has_ordered_dates_that_slice_to_it(words: list[str], language: str, reference: date | None) -> None:
    text = " ".join(words)
    found = find_dates(text, reference, language)
    ends = [0, *(m.end for m in found)]
    for end, mention in zip(ends, found, strict=False):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.value
    assert found == find_dates(text, reference, language)


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Four times the text takes about four times as long; eight times would be more than noise explains."""

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            find_dates(text, WEDNESDAY, "en")
            best = min(best, time.perf_counter() - start)
        return best

    for piece in ("7 8 9 10 ", "Monday, ", "in the last ", "1:1"):
        small, large = piece * 200, piece * 800
        assert seconds(large) < 10 * seconds(small) + 0.05, piece
