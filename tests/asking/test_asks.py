from datetime import timedelta

import pytest
from stored_factories import DAY, MemoryStore, make_stored

from lagebild.asking import ask
from lagebild.asking.questions import LONGEST

QUESTION = "Will Ostelia enter the war?"
ACTORS = [
    ("Ostelia", "state", {"mentions": ["Ostelian"]}),
    ("Lurna", "state", {}),
    ("Emrik Tavo", "person", {}),
    ("Timur Rezh", "person", {}),
    ("Some analysts", "unnamed", {}),
]


def answer(text, *statements, question=QUESTION, actors=ACTORS, **fields):
    used = [actor for actor in actors if actor[0] in text]
    return ask(question, MemoryStore(make_stored(text, actors=used, statements=statements, **fields)))


def pointed(text, *statements, **fields):
    return [(e.speaker, e.direction) for e in answer(text, *statements, **fields).evidence]


@pytest.mark.parametrize(
    ("text", "statement", "expected"),
    [
        (
            "Emrik Tavo said Ostelia will soon join the fighting.",
            ("Emrik Tavo", "said", "Ostelia will soon join the fighting", "expects"),
            ("Emrik Tavo", "affirms"),
        ),
        (
            "Emrik Tavo warned of a broader participation of Ostelian brigades in the offensive.",
            ("Emrik Tavo", "warned of", "a broader participation of Ostelian brigades in the offensive", "expects"),
            ("Emrik Tavo", "affirms"),
        ),
        (
            "Timur Rezh denied that Ostelia would enter the war.",
            ("Timur Rezh", "denied", "that Ostelia would enter the war", "denies"),
            ("Timur Rezh", "denies"),
        ),
        (
            "Timur Rezh dismissed rumours that Ostelia would be drawn into the war as unfounded.",
            ("Timur Rezh", "dismissed", "rumours that Ostelia would be drawn into the war as unfounded", "denies"),
            ("Timur Rezh", "denies"),
        ),
        (
            "Timur Rezh said Ostelia will never take part in the war.",
            ("Timur Rezh", "said", "Ostelia will never take part in the war", "asserts"),
            ("Timur Rezh", "denies"),
        ),
        (
            "Emrik Tavo said there was little evidence of an Ostelian entry into the war.",
            ("Emrik Tavo", "said", "there was little evidence of an Ostelian entry into the war", "asserts"),
            ("Emrik Tavo", "denies"),
        ),
        (
            "Emrik Tavo doubts that Ostelia will enter the war.",
            ("Emrik Tavo", "doubts", "that Ostelia will enter the war", "doubts"),
            ("Emrik Tavo", "denies"),
        ),
        (
            "Timur Rezh declined to say whether Ostelia will enter the war.",
            ("Timur Rezh", "declined to say", "whether Ostelia will enter the war", "declines"),
            ("Timur Rezh", "unclear"),
        ),
        (
            "Timur Rezh did not say that Ostelia will enter the war.",
            ("Timur Rezh", "say", "that Ostelia will enter the war", "asserts"),
            ("Timur Rezh", "unclear"),
        ),
        (
            "Emrik Tavo said the denial of an Ostelian entry into the war was a ruse.",
            ("Emrik Tavo", "said", "the denial of an Ostelian entry into the war was a ruse", "asserts"),
            ("Emrik Tavo", "unclear"),
        ),
        ("Ostelia will not enter the war.", None, (None, "denies")),
        ("Ostelia has entered the war.", None, (None, "affirms")),
        ("Ostelia may enter the war.", None, (None, "unclear")),
    ],
)
def test_direction_comes_from_stance_and_negation(text, statement, expected):
    assert pointed(text, *([statement] if statement else [])) == [expected]


def test_a_denial_not_made_is_unclear():
    text = "Timur Rezh did not deny that Ostelia would enter the war."
    statement = ("Timur Rezh", "deny", "that Ostelia would enter the war", "denies")
    assert pointed(text, statement) == [("Timur Rezh", "unclear")]


def test_who_does_not_deny_a_deed_of_their_own_owns_it():
    text = "Ostelia did not deny that it would enter the war."
    assert pointed(text, ("Ostelia", "deny", "that it would enter the war", "unknown")) == [("Ostelia", "affirms")]


def test_who_neither_confirms_nor_denies_leaves_it_open():
    text = "Ostelia did not confirm or deny that it would enter the war."
    statement = ("Ostelia", "did not confirm or deny", "that it would enter the war", "unknown")
    assert pointed(text, statement) == [("Ostelia", "unclear")]


@pytest.mark.parametrize(
    ("text", "cue", "direction"),
    [
        ("Ostelia fuelled speculation that it would enter the war.", "fuelled speculation", "unclear"),
        ("Ostelia put an end to rumours that it would enter the war.", "put an end to rumours", "denies"),
        ("Ostelia left no doubt that it would enter the war.", "left no doubt", "affirms"),
    ],
)
def test_rumours_fed_or_ended_and_doubt_taken_away_are_told_apart(text, cue, direction):
    statement = ("Ostelia", cue, "that it would enter the war", "intends")
    assert pointed(text, statement) == [("Ostelia", direction)]


@pytest.mark.parametrize(
    ("text", "question", "direction"),
    [
        ("Ostelia refused to hand over the pilot.", "Did Ostelia refuse to hand over the pilot?", "affirms"),
        ("Ostelia rejected the offer.", "Did Ostelia accept the offer?", "denies"),
        ("Ostelia did not reject the offer.", "Did Ostelia accept the offer?", "unclear"),
        ("Ostelia has released only some of the prisoners.", "Has Ostelia released all the prisoners?", "denies"),
        ("Ostelia has released all the prisoners.", "Has Ostelia released all the prisoners?", "affirms"),
        ("Ostelia is not neutral.", "Is Ostelia neutral?", "denies"),
        ("Ostelia sells wheat.", "Is Ostelia neutral?", "unclear"),
        ("Ostelia had the prisoners shot.", "Did Ostelia shoot the prisoners?", "affirms"),
        ("The ratification of the treaty by Ostelia failed.", "Has Ostelia ratified the treaty?", "denies"),
        ("The withdrawal of Ostelia's troops will begin.", "Will Ostelia withdraw its troops?", "affirms"),
    ],
)
def test_what_the_words_of_a_report_say_of_a_deed(text, question, direction):
    assert {one for _, one in pointed(text, question=question)} == {direction}


def test_what_is_done_to_a_brother_is_not_done_to_oneself():
    text = "Ostelia arrested the brother of Emrik Tavo."
    assert [d for _, d in pointed(text, question="Did Ostelia arrest Emrik Tavo?") if d != "unclear"] == []


def test_a_speaker_who_names_another_as_the_one_it_was_done_to_does_not_mean_themselves():
    text = "Emrik Tavo says Ostelia attacked Timur Rezh."
    statement = ("Emrik Tavo", "says", "Ostelia attacked Timur Rezh", "asserts")
    assert [d for _, d in pointed(text, statement, question="Did Ostelia attack Emrik Tavo?") if d != "unclear"] == []


def test_a_speaker_who_stands_for_the_actor_need_not_be_named_in_the_words():
    text = "Ostelia has again denied entering the war."
    assert pointed(text, ("Ostelia", "denied", "entering the war", "denies")) == [("Ostelia", "denies")]


def test_a_capital_answers_for_its_country():
    text = "Santiago denied entering the war."
    actors = [("Santiago", "state", {"country": "CHL", "sector": "GOV"})]
    statement = ("Santiago", "denied", "entering the war", "denies")
    assert pointed(text, statement, actors=actors, question="Will Chile enter the war?") == [("Santiago", "denies")]


def test_who_calls_a_denial_a_ruse_is_shown_with_that_reason():
    text = "Some analysts consider this a ruse and see the law of Ostelia as a step towards participation in the war."
    statement = ("Some analysts", "see", "the law of Ostelia as a step towards participation in the war", "asserts")
    (evidence,) = answer(text, statement).evidence
    assert (evidence.speaker, evidence.direction) == ("Some analysts", "affirms")
    assert any("ruse" in reason for reason in evidence.reasons)


def test_a_rumour_without_a_name_is_answered_for_by_who_denies_it():
    text = "Timur Rezh dismissed a rumour that Ostelia will enter the war."
    outer = ("Timur Rezh", "dismissed", "a rumour that Ostelia will enter the war", "denies")
    inner = (None, "rumour", "Ostelia will enter the war", "asserts", {"parent": "s1"})
    assert pointed(text, outer, inner) == [("Timur Rezh", "denies")]


def test_a_promise_that_somebody_denies_was_given_is_no_word_of_who_should_have_given_it():
    text = "Timur Rezh dismissed rumours that Ostelia had promised to enter the war."
    outer = ("Timur Rezh", "dismissed", "rumours that Ostelia had promised to enter the war", "denies")
    inner = ("Ostelia", "had promised", "to enter the war", "intends", {"parent": "s1"})
    assert pointed(text, outer, inner) == [("Timur Rezh", "denies")]


def test_a_saying_that_somebody_denies_is_open():
    text = "Timur Rezh denied that Emrik Tavo had said Ostelia would enter the war."
    outer = ("Timur Rezh", "denied", "that Emrik Tavo had said Ostelia would enter the war", "denies")
    inner = ("Emrik Tavo", "had said", "Ostelia would enter the war", "asserts", {"parent": "s1"})
    assert pointed(text, outer, inner) == [("Emrik Tavo", "unclear")]


def test_a_promise_that_somebody_rejects_was_given():
    text = "Emrik Tavo rejected Ostelia’s promise not to enter the war."
    outer = ("Emrik Tavo", "rejected", "Ostelia’s promise not to enter the war", "denies")
    inner = ("Ostelia", "promise", "not to enter the war", "intends", {"parent": "s1"})
    assert pointed(text, outer, inner) == [("Ostelia", "denies")]


def test_an_elliptic_involvement_counts_where_the_report_names_the_war():
    text = "Ostelia will not enter the war. Emrik Tavo sees little indication of greater Ostelian involvement."
    statement = ("Emrik Tavo", "sees", "little indication of greater Ostelian involvement", "asserts")
    assert pointed(text, statement) == [(None, "denies"), ("Emrik Tavo", "denies")]
    assert pointed("Emrik Tavo sees little indication of greater Ostelian involvement.", statement) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ostelia sells wheat. The war goes on.",
        "Ostelia joined the customs union.",
        "Ostelian schools will enter the competition.",
        "Karvel will enter the war.",
        "Ostelia fears the war in the south.",
        "Emrik Tavo entered the hall in Ostelia, tired of war.",
        "Will Ostelia enter the war?",
    ],
)
def test_a_shared_word_is_not_evidence(text):
    assert pointed(text) == []


def test_who_attacks_whom_is_kept_apart():
    text = "Karvel attacked Ostelia on Friday."
    actors = [("Karvel", "state", {}), ("Ostelia", "state", {})]
    assert pointed(text, actors=actors, question="Did Ostelia attack Karvel?") == []
    assert pointed(text, actors=actors, question="Did Karvel attack Ostelia?") == [(None, "affirms")]
    passive = "Ostelia was attacked by Karvel on Friday."
    assert pointed(passive, actors=actors, question="Did Karvel attack Ostelia?") == [(None, "affirms")]


def test_what_is_not_in_earnest_is_shown_and_is_no_evidence():
    text = "Emrik Tavo joked that Ostelia will enter the war."
    statement = ("Emrik Tavo", "joked", "that Ostelia will enter the war", "asserts", {"serious": False})
    (evidence,) = answer(text, statement).evidence
    assert (evidence.direction, evidence.serious) == ("unclear", False)


def test_subheadings_and_teasers_are_no_evidence():
    text = "Ostelia enters the war\n\nNothing happened.\n\nOstelia enters the war, page 3"
    parts = [("Ostelia enters the war\n", "subheading"), ("Nothing", "body"), ("Ostelia enters the war,", "teaser")]
    assert pointed(text, parts=parts) == []


def test_newest_first_and_repeats_folded():
    words = "Timur Rezh told reporters on Friday evening that Ostelia will not enter the war this year."
    said = ("Timur Rezh", "told", "that Ostelia will not enter the war this year", "asserts")
    actors = [ACTORS[0], ACTORS[3]]
    older = make_stored(words, key=1, actors=actors, statements=[said], published=DAY - timedelta(days=2))
    copy = make_stored(words, key=2, actors=actors, statements=[said], published=DAY - timedelta(days=1))
    newer = make_stored("Ostelia has entered the war.", key=3, actors=actors[:1])
    undated = make_stored("Ostelia is about to enter the war.", key=4, actors=actors[:1], published=None)
    found = ask(QUESTION, MemoryStore(undated, older, copy, newer)).evidence
    assert [e.citation.key for e in found] == [3, 1, 4]
    assert [c.key for c in found[1].repeats] == [2]


def test_an_unanswered_question_says_what_was_looked_for():
    found = answer("The dam broke.", question="Did the premier of Karvel resign?")
    assert found.evidence == ()
    assert found.searched == 1
    assert any("resign" in missing and "Karvel" in missing for missing in found.missing)
    assert any("No report holds the words “Karvel”" in missing for missing in found.missing)


@pytest.mark.parametrize("question", ["", "of the and", '" OR 1=1 --', "NEAR(war*)", "war AND", "\0"])
def test_odd_questions_are_answered_without_an_error(question):
    found = answer("Ostelia will enter the war.", question=question)
    assert found.evidence or found.missing


def test_a_long_question_is_read_in_part_and_says_so():
    found = answer("Ostelia will enter the war.", question=QUESTION + " really" * 2_000)
    assert any(str(LONGEST) in missing for missing in found.missing)
    assert [e.direction for e in found.evidence] == ["affirms"]


def test_every_passage_is_a_slice_of_its_report():
    text = "It rained. Ostelia will not enter the war. The dam held."
    (evidence,) = answer(text).evidence
    assert text[evidence.citation.start : evidence.citation.end] == evidence.citation.text
    assert evidence.citation.sentence == 1


def test_a_denial_that_points_back_is_evidence_too():
    text = "Emrik Tavo said Ostelia will enter the war. Timur Rezh has denied this."
    said = ("Emrik Tavo", "said", "Ostelia will enter the war", "asserts")
    denial = ("Timur Rezh", "has denied", "this", "denies")
    assert pointed(text, said, denial) == [("Emrik Tavo", "affirms"), ("Timur Rezh", "denies")]


def test_a_capital_that_a_report_names_answers_for_its_state():
    text = "The talks were held in Lurna, the capital of Ostelia. Lurna will not join the war."
    assert pointed(text) == [(None, "denies")]
    assert pointed(text.replace(", the capital of Ostelia", "")) == []
    assert pointed("The Ostelian capital Lurna is calm. Lurna will not join the war.") == [(None, "denies")]


def test_a_past_deed_says_so_where_the_future_is_asked_about():
    (evidence,) = answer("Ostelia has entered the war.").evidence
    assert "happened already" in evidence.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Ostelia accused Karvelia of backing the attack on a market.",
        "Ostelia denounced the attack on Karvelia.",
        "Karvelian jets attacked Ostelia.",
        "Ostelia will attack Havrenia, far from Karvelia.",
    ],
)
def test_a_deed_of_others_or_against_others_is_not_evidence(text):
    states = [(name, "state", {}) for name in ("Ostelia", "Karvelia", "Havrenia")]
    assert pointed(text, actors=states, question="Will Ostelia attack Karvelia?") == []


def test_a_pronoun_of_a_speaker_who_is_asked_about_is_the_speaker():
    text = "Ostelia said it will attack Karvelia."
    states = [(name, "state", {}) for name in ("Ostelia", "Karvelia")]
    said = ("Ostelia", "said", "it will attack Karvelia", "intends")
    assert pointed(text, said, actors=states, question="Will Ostelia attack Karvelia?") == [("Ostelia", "affirms")]
