"""The reader's label and the expert box, from made-up readings."""

import pytest

from lagebild.records import Actor, Claim, Part, Reading, Report, Sentence, Span, Statement, TextType
from lagebild.situation.labels import LANGUAGES, count_kinds, describe_role, list_experts, settle_type, write_label

INTRODUCTION = "Mira Solt is deputy head of the Orvany desk at the Kessen Institute (KI)."
ROWS = [
    ("Orvany elected a premier on Monday.", "fact", False),
    ("The start could hardly be weaker.", "assessment", False),
    ("“It is brittle,” says Solt.", "assessment", True),
    ("“It will hold,” says the minister.", "expectation", True),
    (INTRODUCTION, "background", False),
]


def make_reading(rows=ROWS, *, label="analysis", declared=None, authors=("Ada Brenn",), expert=True, readers=True):
    """A reading of these sentences in one body; Solt answers for the third, the minister for the fourth."""
    text, sentences = "", []
    for words, kind, reported in rows:
        text += " " if text else ""
        sentences.append(Sentence(len(text), len(text) + len(words), kind, reported, 0.8))
        text += words
    actors, statements = [], []
    at = text.find(INTRODUCTION)
    for number, (name, words) in enumerate((("Mira Solt", "“It is brittle,”"), ("the minister", "“It will hold,”"))):
        place = text.find(words)
        if place < 0:
            continue
        roles = houses = ()
        if number == 0 and at >= 0:
            start = text.index("deputy head", at)
            house = text.index("Kessen", at)
            roles = (Claim("deputy head of the Orvany desk", Span(start, start + 30)),)
            houses = (Claim("Kessen Institute (KI)", Span(house, house + 21)),)
        actor = Actor(f"a{number}", name, "person", (), roles=roles, affiliations=houses, expert=expert and number == 0)
        actors.append(actor)
        content = (Span(place, place + len(words)),)
        statements.append(Statement(f"s{number}", (), (), content, "direct", speaker=actor.id))
    report = Report("a", "a", text, (Part(0, len(text), "body"),), authors=tuple(authors), language="en")
    return Reading(
        report,
        tuple(sentences),
        tuple(statements),
        actors=tuple(actors),
        text_type=TextType(label, declared, 0.7 if label != "unknown" else None),
        readers={"attribution": "1"} if readers else {},
    )


def test_the_label_names_author_and_expert_with_role_and_house():
    assert write_label(make_reading()) == (
        "This text puts current events into context. Besides facts it holds assessments of its author, Ada Brenn, "
        "of Mira Solt, deputy head of the Orvany desk at the Kessen Institute (KI) (expert), "
        "and of one other whom it quotes."
    )


def test_the_label_is_there_in_german():
    label = write_label(make_reading(), "de")
    assert label.startswith("Dieser Text ordnet aktuelle Ereignisse ein. Neben Fakten enthält er Einschätzungen")
    assert "Ada Brenn" in label
    assert "Mira Solt" in label


def test_another_language_is_refused():
    with pytest.raises(KeyError):
        write_label(make_reading(), "fr")


def test_an_author_is_not_named_for_a_single_find_in_news():
    assert "Ada Brenn" not in write_label(make_reading(label="news"))


def test_an_author_without_a_name_is_still_the_author():
    assert "assessments of its author" in write_label(make_reading(authors=()))


def test_text_without_assessment_is_said_to_hold_none():
    rows = [("It rained on Monday.", "fact", False), ("The river rose.", "fact", False)]
    assert write_label(make_reading(rows, label="news")).endswith("No assessment was found in it.")


def test_where_no_expert_speaks_those_quoted_are_named_without_that_word():
    label = write_label(make_reading(expert=False))
    assert "Mira Solt" in label
    assert "expert" not in label


def test_declared_and_supported_type_are_both_said_where_they_differ():
    label = write_label(make_reading(declared="opinion"))
    assert label.startswith("This text argues a view.")
    assert label.endswith("The page calls it opinion; the text itself has the signs of analysis.")


def test_plain_news_declared_by_a_page_does_not_outweigh_the_text():
    assert settle_type(make_reading(declared="news")) == "analysis"
    assert settle_type(make_reading(declared="news", label="unknown")) == "news"
    assert settle_type(make_reading(declared="opinion", label="unknown")) == "opinion"


def test_unread_kinds_are_said_to_be_unread():
    rows = [("Es regnete.", "unknown", False)] * 3
    assert "not judged" in write_label(make_reading(rows, label="unknown", readers=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_text_has_a_label(language):
    assert write_label(Reading(Report("a", "a", "")), language)


def test_headings_do_not_count_as_sentences():
    report = Report("a", "a", "Rain\n\nIt rained.", (Part(0, 6, "headline"), Part(6, 16, "body")))
    reading = Reading(report, (Sentence(0, 4, "assessment"), Sentence(6, 16, "fact")))
    assert count_kinds(reading) == {"fact": (1, 0)}


def test_the_expert_box_holds_role_house_and_the_sentence_that_says_so():
    reading = make_reading()
    (expert,) = list_experts(reading)
    assert expert.about == ("deputy head of the Orvany desk at the Kessen Institute (KI)",)
    assert [reading.report.text[slice(*span)] for span in expert.said_in] == [INTRODUCTION]
    assert len(expert.judges) == 1


def test_role_and_house_that_do_not_adjoin_stay_apart():
    reading = make_reading()
    far = Claim("Kessen Institute (KI)", Span(0, 21))
    actor = Actor("a9", "X", "person", (), roles=(Claim("fellow", Span(60, 66)),), affiliations=(far,))
    assert describe_role(reading, actor) == ("Kessen Institute (KI)", "fellow")
