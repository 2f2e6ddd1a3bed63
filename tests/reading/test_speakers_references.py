"""Whom pronouns, descriptions and names mean that the readers of names left open."""

import pytest
from test_speakers import kinds, read_marked, speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whoever speaks stands before whoever is spoken of
        (
            "[Peter Lind|said] that Mark Rask was late. It rained all day. [He|said] that trains were slow.",
            ["Peter Lind", "Peter Lind"],
        ),
        (
            "[Peter Lind|said] that fog comes if Mark Rask wins.\n\n“Trains are slow,” [he|said] on Monday.",
            ["Peter Lind", "Peter Lind"],
        ),
        # somebody named in the pronoun's own sentence stands before a speaker of the paragraph before
        (
            "[Mark Rask|said] that fog comes.\n\nPeter Lind's role is open, but [he|said] that trains are slow.",
            ["Mark Rask", "Peter Lind"],
        ),
        # the last speaker is still meant two sentences later, in the next paragraph
        (
            "[Peter Lind|said] that fog comes. The harbour will stay open.\n\n“Trains are slow,” [he|said] on Monday.",
            ["Peter Lind", "Peter Lind"],
        ),
        # a survey is no "she"
        (
            "Anna Berg travelled to Hallow. [A survey|found] that prices rose. [She|said] that it rained.",
            ["A survey", "Anna Berg"],
        ),
    ],
)
def test_he_and_she_mean_whoever_is_in_the_foreground(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("His team is packing for a race [it|says] that nobody will win.", ["His team"]),
        ("Lind quoted a memorandum of the harbour. [It|says] that ships are late.", ["a memorandum of the harbour"]),
    ],
)
def test_it_takes_up_the_one_body_or_text_that_can_speak(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_who_in_an_apposition_is_whom_it_describes() -> None:
    text = "“It rains,” said Peter Lind, a Rask supporter [who|suggested] that fog comes."
    assert speakers(text) == ["Peter Lind"]


def test_a_name_after_a_description_and_a_comma_is_the_speaker() -> None:
    text = "[The company's chief executive, Peter Lind,|said] that prices rose."
    assert speakers(text) == ["Peter Lind"]


def test_another_of_a_group_is_the_one_named_after_the_comma() -> None:
    assert speakers("[Another partner, Peter Lind,|said] that prices rose.") == ["Peter Lind"]


@pytest.mark.parametrize(
    "source",
    [
        "Peter Lind and 24-year-old Mark Rask",
        "Some defenders of trade, like Peter Lind",
    ],
)
def test_several_people_are_not_the_one_among_them_who_is_named(source: str) -> None:
    assert kinds(f"Peter Lind met Mark Rask. [{source}|said] that prices rose.") == ["group"]


def test_a_body_is_called_by_the_beginning_of_its_name() -> None:
    text = "The State Department of Hallow was shut. The State Department opened. [State|says] that it is late."
    assert speakers(text) == ["State Department of Hallow"]


def test_a_name_nobody_saw_is_cut_from_what_explains_it() -> None:
    assert speakers("[Farmers for Hallow, a lobby,|said] that prices rose.") == ["Farmers for Hallow"]


def test_a_programme_is_named_after_a_person() -> None:
    text = "Lind came to “The Rachel Berg Show” on Monday. [Berg|asked] that he sit down."
    assert speakers(text) == ["Rachel Berg"]


def test_a_relative_is_known_by_a_given_name() -> None:
    text = "Rask's wife, Melinda, came to Hallow. At a meeting [she|said] that prices rose."
    assert speakers(text) == ["Melinda"]


def test_a_capitalised_verb_is_no_part_of_a_name() -> None:
    text = "Anna Berg Endorses Peter Lind.\n\nPeter Lind came to Hallow. [Lind|said] that prices rose."
    assert speakers(text) == ["Peter Lind"]


def test_a_capitalised_verb_after_a_name_is_no_part_of_it() -> None:
    text = "Anna Berg Slams Mayor.\n\nAnna Berg came to Hallow. [Berg|said] that prices rose."
    assert speakers(text) == ["Anna Berg"]


def test_a_calling_that_no_table_has_takes_up_the_person_in_the_foreground() -> None:
    text = "Anna Berg came to Hallow. [The neurosurgeon|said] that prices rose."
    assert speakers(text) == ["Anna Berg"]


def test_a_name_in_a_quotation_is_not_who_goes_on_speaking() -> None:
    text = "“Mark Rask could gain from it,” [Peter Lind|wrote] on Monday.\n\n“It will rain,” [he|continued] later."
    assert speakers(text) == ["Peter Lind", "Peter Lind"]


def test_the_first_person_of_a_letter_is_whoever_signs_it() -> None:
    text = (
        "The harbour should stay open.\n\nPeter Lind.\n\n"
        "Ships are late, and [I|think] that fog comes.\n\nAnna Berg.\n\nTrains are slow."
    )
    assert speakers(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Rask's lawyer, Peter Lind,|declined] to say that it rained.", ["Peter Lind"]),
        ("“It rains,” [Hallow's Peter Lind|said].", ["Peter Lind"]),
        ("“It rains,” [his nephew\xa0Mahamat Saleh Oumar|said].", ["Mahamat Saleh Oumar"]),
        ("The lead fell to author Dinesh D’Zouza. [D’Zouza|said] that it rains.", ["Dinesh D’Zouza"]),
        ("[Former Secretary of State and party chairwoman Anna Berg|said] that fog comes.", ["Anna Berg"]),
        ("Lind Group closed. [Lind Group, a lender|said] that it rained.", ["Lind Group"]),
    ],
)
def test_a_name_is_found_behind_what_introduces_it(text: str, names: list[str]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    "source",
    [
        "Sens. Peter Lind (Thale) and Mark Rask (Hallow)",
        "both Mr. Lind and his party",
        "President Peter Lind and former Hallow governor Mark Rask",
        "Peter Lind (R) and farmers' groups in the state",
    ],
)
def test_two_are_several_whatever_stands_between_their_names(source: str) -> None:
    assert kinds(f"Peter Lind met Mark Rask. [{source}|said] that prices rose.") == ["group"]


def test_a_body_is_called_by_the_end_of_its_name_in_lower_case() -> None:
    text = "The Ardan Budget Office warned. [The budget office|says] that prices rose."
    assert speakers(text) == ["Ardan Budget Office"]


def test_the_senator_of_a_place_is_the_one_introduced_with_it() -> None:
    text = "Thale Sen. Peter Lind met Hallow Sen. Mark Rask. [The independent Thale senator|said] that it rained."
    assert speakers(text) == ["Peter Lind"]


def test_she_is_whoever_speaks_although_another_name_begins_the_source() -> None:
    text = "[Rask spokeswoman Anna Berg|criticized] Lind for being late. “Not true,” [she|said] on Monday."
    assert speakers(text) == ["Anna Berg", "Anna Berg"]


def test_an_author_without_a_name_is_an_actor_of_his_own_words() -> None:
    assert kinds("To many this is odd. But [I|think] that the town will grow.") == ["unnamed"]


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (("Anna Berg",), "Anna Berg"),
        (("Anna Berg", "Peter Lind"), "I"),  # either may say so
        (("Ardan Press Agency",), "I"),
        (("Staff",), "I"),
    ],
)
def test_i_is_the_one_author_whom_a_report_declares(authors: tuple[str, ...], name: str) -> None:
    assert speakers("To many this is odd. But [I|think] that the town will grow.", authors) == [name]


def test_a_declared_author_whom_the_text_introduces_is_no_second_actor() -> None:
    text = "But [I|think] that the town will grow. Again [I|say] that it will.\n\nAnna Berg writes about ports."
    reading = read_marked(text, ("Anna Berg",))
    assert [actor.name for actor in reading.actors] == ["Anna Berg"]


def test_a_label_in_capitals_is_the_person_of_that_family_name() -> None:
    text = "Gov. Mary Fallow came.\n\n[LIND|:] How do you do?\n\n[FALLOW|:] Well, I like the town."
    assert speakers(text)[1] == "Mary Fallow"


def test_he_is_not_whoever_stands_in_a_clause_that_says_since_when() -> None:
    text = "Since [President Mark Rask|made his joke] about boats, Peter Lind has been busy. [He|said] that it rains."
    assert speakers(text)[-1] == "Peter Lind"
