"""Relations: what a text states, since when and by whose word; and what it does not state."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from lagebild.reading.actors import read_actors
from lagebild.reading.dates import read_dates
from lagebild.reading.parse import load_parser
from lagebild.reading.parsed import Parsed
from lagebild.reading.relations import read_relations
from lagebild.records import Part, Reading, Report, Sentence, Span, Stance, Statement
from lagebild.settings import Settings


@functools.cache
def read(text: str, stance: Stance | None = None, content: str = "") -> Reading:
    """Actors, dates and relations of one sentence; with a statement around `content` if a stance is given."""
    parser = load_parser(Settings(), "en")
    assert parser is not None
    report = Report(id="r", identity="r", text=text, parts=(Part(0, len(text), "body"),), language="en")
    parsed = Parsed(report, parser(text))
    sentences = tuple(Sentence(s.start_char, s.end_char) for s in parsed.doc.sents) if parsed.doc else ()
    reading = read_actors(parsed, read_dates(parsed, Reading(report=report, sentences=sentences)))
    if stance is not None:
        start = text.index(content)
        said = Statement("s1", (), (), (Span(start, start + len(content)),), "indirect", stance=stance)
        reading = replace(reading, statements=(said,))
    return read_relations(parsed, reading)


def stated(reading: Reading) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in reading.actors}
    return {(r.type, names[r.subject], names[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Chad is Niger’s only ally in the region.", ("ally_of", "Chad", "Niger")),
        ("Chad, an ally of France, sent troops.", ("ally_of", "Chad", "France")),
        ("Norway is a member of NATO.", ("member_of", "Norway", "NATO")),
        ("NATO member Turkey objected.", ("member_of", "Turkey", "NATO")),
        ("Ethiopia has been at war with Eritrea for years.", ("at_war_with", "Ethiopia", "Eritrea")),
        ("The war between Ethiopia and Eritrea goes on.", ("at_war_with", "Ethiopia", "Eritrea")),
        ("The United States imposed sanctions on Cuba.", ("sanctions", "United States", "Cuba")),
        ("Sanctions imposed by the United States on Cuba hurt trade.", ("sanctions", "United States", "Cuba")),
        ("Poland, which borders Ukraine, opened the gates.", ("borders", "Poland", "Ukraine")),
        ("Finland shares a border with Russia.", ("borders", "Finland", "Russia")),
        ("Norway sold more gas. Germany relies on Norwegian gas.", ("dependent_on", "Germany", "Norway")),
        ("Anna Mell, chief executive of Volkswagen, resigned.", ("head_of", "Anna Mell", "Volkswagen")),
        ("Peru agreed. Peruvian President Ana Brill signed.", ("head_of", "Ana Brill", "Peru")),
    ],
)
def test_what_a_sentence_states(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stated(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway is not a member of NATO.",
        "Norway is no longer an ally of Sweden.",
        "Norway wants to be a member of NATO.",
        "Is Norway a member of NATO?",
        "If Norway were a member of NATO, it would pay.",
        "Norway could be at war with Sweden.",
        "The United States threatened to impose sanctions on Cuba.",
        "The United States will impose sanctions on Cuba.",
        "The United States lifted sanctions on Cuba.",
        "It is not true that Chile is an ally of Peru.",
        "Germany no longer depends on Russia.",
        "Chad, a former ally of France, sent troops.",
    ],
)
def test_what_is_denied_asked_wanted_or_over_is_not_stated(text: str) -> None:
    assert read(text).relations == ()


def test_whose_word_a_person_relies_on_is_no_relation() -> None:
    text = "Anna Mell, an engineer, came. She met Karl Brill. Anna Mell relies on Karl Brill for the figures."
    assert not any(relation.type == "dependent_on" for relation in read(text).relations)


def test_since_comes_from_the_date_after_it() -> None:
    (relation,) = read("Ethiopia has been at war with Eritrea since 2022.").relations
    assert (relation.since, relation.until) == ("2022", None)


def test_the_span_is_the_sentence() -> None:
    text = "It rained. Norway is a member of NATO."
    (relation,) = read(text).relations
    assert text[relation.start : relation.end] == "Norway is a member of NATO."


def test_an_asserted_relation_carries_its_statement() -> None:
    text = "A spokesman said that Chile is an ally of Peru."
    (relation,) = read(text, "asserts", "Chile is an ally of Peru").relations
    assert relation.statement == "s1"


@pytest.mark.parametrize("stance", ["denies", "doubts", "asks", "demands", "expects", "intends"])
def test_what_a_statement_does_not_assert_is_not_stated(stance: Stance) -> None:
    text = "A spokesman said that Chile is an ally of Peru."
    assert read(text, stance, "Chile is an ally of Peru").relations == ()


def test_a_deputy_heads_nothing() -> None:
    relations = stated(read("Anna Mell, deputy director of Greenpeace, resigned."))
    assert ("role_at", "Anna Mell", "Greenpeace") in relations
    assert not any(relation[0] == "head_of" for relation in relations)


def test_an_unknown_language_states_nothing() -> None:
    report = Report(id="r", identity="r", text="x", language="xx")
    reading = Reading(report=report)
    assert read_relations(Parsed(report, None), reading) is reading
