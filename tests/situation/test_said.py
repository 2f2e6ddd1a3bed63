from datetime import timedelta

from stored_factories import DAY, make_stored

from lagebild.situation import draw_situation, statements_of

AGENCY = "The Orl bridge will be closed for seven weeks from Monday, port captain Ilse Dorn said."
SAID = ("Ilse Dorn", "said", "The Orl bridge will be closed for seven weeks from Monday", "asserts")
DORN = ("Ilse Dorn", "person", {"roles": ["port captain"]})


def test_an_agency_report_carried_twice_is_one_statement_with_a_repeat():
    first = make_stored(AGENCY, key=1, actors=[DORN], statements=[SAID])
    second = make_stored(
        "PELL – " + AGENCY, key=2, actors=[DORN], statements=[SAID], published=DAY + timedelta(hours=1)
    )
    (said,) = draw_situation([second, first]).said
    assert said.citation.key == 1
    assert [citation.key for citation in said.repeats] == [2]


def test_the_same_words_of_another_speaker_are_another_statement():
    first = make_stored(AGENCY, key=1, actors=[DORN], statements=[SAID])
    text = AGENCY.replace("Ilse Dorn", "Otto Hahl")
    other = ("Otto Hahl", *SAID[1:])
    second = make_stored(text, key=2, actors=[("Otto Hahl", "person", {})], statements=[other])
    assert len(draw_situation([first, second]).said) == 2


def test_words_are_the_slices_of_the_content_and_nothing_else():
    text = "“We wait,” said Ilse Dorn, “until Friday.”"
    stored = make_stored(
        text,
        actors=[(*DORN[:2], {})],
        statements=[("Ilse Dorn", "said", ("“We wait,”", "“until Friday.”"), "asserts")],
    )
    (said,) = draw_situation([stored]).said
    assert said.words == "“We wait,” … “until Friday.”"
    assert said.citation.text == text
    assert said.speaker == "Ilse Dorn"


def test_a_declined_comment_shows_its_cue():
    text = "Ilse Dorn declined to comment."
    stored = make_stored(
        text, actors=[("Ilse Dorn", "person", {})], statements=[("Ilse Dorn", "declined to comment", "", "declines")]
    )
    (said,) = draw_situation([stored]).said
    assert said.words == "declined to comment"


def test_what_a_teaser_says_is_not_said_by_the_report():
    text = "The bridge is closed.\n\nOtto Hahl said the harbour is safe."
    stored = make_stored(
        text,
        parts=[("The bridge", "body"), ("Otto", "teaser")],
        statements=[("Otto Hahl", "said", "the harbour is safe", "asserts")],
    )
    assert draw_situation([stored]).said == ()


def test_the_latest_version_of_a_report_counts():
    old = make_stored(AGENCY, key=1, version=1, versions=2, actors=[DORN], statements=[SAID])
    new = make_stored("Nothing is known.", key=1, version=2)
    assert draw_situation([new, old]).said == ()


def test_statements_are_found_by_their_figure():
    stored = make_stored(AGENCY, key=1, actors=[DORN], statements=[SAID])
    situation = draw_situation([stored])
    assert statements_of(situation, situation.figures[0]) == situation.said


def test_a_source_of_nothing_but_a_pronoun_is_no_speaker():
    stored = make_stored("I think the harbour is safe.", statements=[("I", "think", "the harbour is safe", "asserts")])
    (said,) = draw_situation([stored]).said
    assert said.speaker is None
