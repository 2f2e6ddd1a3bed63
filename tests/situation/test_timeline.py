import pytest
from stored_factories import make_stored

from lagebild.situation import draw_situation
from lagebild.situation.timeline import sort_key


def test_dates_stand_in_the_order_of_what_they_name():
    text = "On Friday it rained. In March the dam broke. Three years ago it was built. It rains now."
    dates = [
        ("Friday", "DATE", "2031-05-02"),
        ("March", "DATE", "2031-03"),
        ("Three years ago", "DATE", "2028"),
        ("now", "DATE", "PRESENT_REF"),
    ]
    moments = draw_situation([make_stored(text, dates=dates)]).timeline
    assert [moment.value for moment in moments] == ["2028", "2031-03", "2031-05-02"]
    assert moments[0].words == "Three years ago"
    assert moments[0].citation.text == "Three years ago it was built."


def test_durations_and_dates_of_key_points_and_teasers_are_left_out():
    text = "On Monday all was well.\n\nIt lasted three days until Tuesday.\n\nOn Sunday another report."
    stored = make_stored(
        text,
        parts=[("On Monday", "key_point"), ("It lasted", "body"), ("On Sunday", "teaser")],
        dates=[
            ("Monday", "DATE", "2031-05-05"),
            ("three days", "DURATION", "P3D"),
            ("Tuesday", "DATE", "2031-05-06"),
            ("Sunday", "DATE", "2031-05-04"),
        ],
    )
    assert [moment.words for moment in draw_situation([stored]).timeline] == ["Tuesday"]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("2022-12-19", "2022-12-19"),
        ("2022-12-19T08:32", "2022-12-19T08:32"),
        ("2022-12-19TEV", "2022-12-19T18"),
        ("2022-W51", "2022-12-19"),
        ("2022-W51-WE", "2022-12-19"),
        ("2022-Q3", "2022-07"),
        ("2022-H2", "2022-07"),
        ("2022-13-40", None),
        ("2022-W60", None),
        ("XXXX-12-24", None),
        ("FUTURE_REF", None),
        ("P3Y", None),
        ("", None),
    ],
)
def test_only_values_of_the_calendar_have_a_place(value, key):
    assert sort_key(value) == key
