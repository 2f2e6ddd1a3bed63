"""The JSON of a reading and its schema."""

import json
from dataclasses import fields

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.exports.annotations import annotation_schema, reading_to_json, render_annotation
from lagebild.records import Actor, Event, Reading, Relation, Report, Span, Statement, TextType

SCHEMA = annotation_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
OFFSETS = st.integers(min_value=0, max_value=10_000)
st.register_type_strategy(Span, st.builds(Span, OFFSETS, OFFSETS))


def every_field(record: type) -> st.SearchStrategy:
    """Records with all their fields drawn, also those that have a default."""
    return st.builds(record, **{field.name: ... for field in fields(record)})


for nested in (Report, Statement, Actor, Event, Relation, TextType):
    st.register_type_strategy(nested, every_field(nested))
READINGS = every_field(Reading)
QUICKLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def keys_of(definition: str) -> list[str]:
    return list(SCHEMA["$defs"][definition]["properties"])


def test_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@QUICKLY
@given(READINGS)
def test_every_reading_is_valid_against_the_schema(reading):
    VALIDATOR.validate(json.loads(render_annotation(reading)))


@QUICKLY
@given(READINGS)
def test_every_line_is_one_line(reading):
    assert "\n" not in render_annotation(reading)


@pytest.mark.parametrize(
    ("definition", "names"),
    [
        ("Part", "start end part"),
        ("Sentence", "start end kind reported confidence"),
        (
            "Statement",
            "id source cue content quote speaker addressee stance certainty serious said parent confidence",
        ),
        ("DateMention", "start end type value alternatives"),
        ("Actor", "id name kind country sector role affiliation expert mentions"),
        ("Event", "id type mode contexts actors recipients trigger quantities date place status statement confidence"),
        ("Quantity", "start end low high unit of"),
        ("Place", "name country lat lon start end"),
        ("Relation", "type subject object start end since until statement confidence"),
        ("Link", "type from to start end"),
        ("TextType", "label declared confidence reasons"),
        ("Reason", "start end why"),
    ],
)
def test_stable_names_are_kept(definition, names):
    assert set(names.split()) <= set(keys_of(definition))


def test_stable_names_of_a_report_are_kept():
    names = (
        "id url outlet title authors published updated language text parts text_type sentences statements dates actors "
        "events relations links readers stub warnings"
    )
    assert set(names.split()) <= set(SCHEMA["properties"])


def test_an_unknown_key_is_refused():
    extra = {**reading_to_json(Reading(Report("a", "a", "b"))), "surprise": 1}
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(extra)


def test_a_bare_date_is_written_as_a_date():
    from datetime import UTC, datetime

    report = Report("a", "a", "b", published=datetime(2031, 5, 6, tzinfo=UTC), published_is_date=True)
    assert reading_to_json(Reading(report))["published"] == "2031-05-06"
