from stored_factories import make_stored

from lagebild.situation import draw_situation


def points(stored):
    return [citation.text for citation in draw_situation([stored]).key_points]


def test_a_reports_own_key_points_are_taken_without_their_bullets():
    text = "- The dam broke.\n\n- Nobody was hurt.\n\nIt rained for days."
    parts = [("- The dam", "key_point"), ("- Nobody", "key_point"), ("It rained", "body")]
    assert points(make_stored(text, parts=parts)) == ["The dam broke.", "Nobody was hurt."]


def test_without_key_points_the_first_sentence_of_the_body_stands():
    text = "Dam breaks\n\nThe dam broke on Friday. It rained."
    assert points(make_stored(text, parts=[("Dam breaks", "headline"), ("The dam", "body")])) == [
        "The dam broke on Friday."
    ]


def test_an_empty_report_has_none():
    assert points(make_stored("")) == []


def test_a_line_that_is_no_sentence_is_passed_over():
    text = "Interview\n\nBy Ilse Dorn\n\nThe dam broke on Friday evening near Pell."
    assert points(make_stored(text)) == ["The dam broke on Friday evening near Pell."]
    assert points(make_stored("Interview\n\nBy Ilse Dorn")) == ["Interview"]
