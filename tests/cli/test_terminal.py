"""What is foreign is made safe before a terminal shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.cli.terminal import clean, hints_from
from lagebild.errors import SettingsError
from lagebild.settings import Settings


@given(st.text())
def test_cleaning_keeps_every_offset(text):
    assert len(clean(text)) == len(text)


def test_escape_sequences_do_not_reach_the_terminal():
    assert "\x1b" not in clean("\x1b]0;owned\x07\x1b[31mred")


def test_overrides_of_the_writing_direction_are_shown_as_such():
    assert clean("a\u202eb") == "a\ufffdb"


def test_umlauts_and_other_scripts_are_left_alone():
    assert clean("Gärtnerstraße, Лес, 日本\n\tx") == "Gärtnerstraße, Лес, 日本\n\tx"


def test_a_time_without_zone_is_taken_in_the_zone_of_the_settings():
    hints = hints_from("2031-05-06T12:00", None, Settings(timezone="Europe/Berlin"))
    assert hints.published is not None
    assert hints.published.isoformat() == "2031-05-06T12:00:00+02:00"


def test_a_time_that_is_none_is_a_usage_error():
    with pytest.raises(SettingsError, match="ISO 8601"):
        hints_from("yesterday", None, Settings())
