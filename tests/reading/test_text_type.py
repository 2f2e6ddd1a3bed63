"""The type of a text, from made-up readings: what speaks for it, what it declares, and where nothing can be told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.reading.genres.declared import find_declared
from lagebild.reading.genres.prose import load_patterns, read_prose
from lagebild.reading.genres.scores import TYPES, load_weights, score_types
from lagebild.reading.genres.signs import find_signs
from lagebild.reading.parsed import Parsed
from lagebild.reading.sentences import split_sentences
from lagebild.reading.text_type import read_text_type
from lagebild.records import Actor, Declaration, Part, Reading, Report, Sentence, Span, Statement

NEWS = [
    ("Dockers in Velmora walked out on Tuesday.", "fact", False),
    ("Two thousand joined, the union said.", "fact", True),
    ("The port handles a third of the grain.", "background", False),
    ("Eleven ships lie at anchor.", "fact", False),
    ("The operator called the strike badly timed.", "assessment", True),
    ("Talks resume on Thursday, the ministry said.", "expectation", True),
]
ANALYSIS = [
    ("Parliament confirmed Lesk Dural on Monday.", "fact", False),
    ("The majority of one suggests a weak start.", "assessment", False),
    ("Therefore the back-benchers have leverage.", "assessment", False),
    ("The parties governed together before.", "background", False),
    ("They are divided, says a scholar.", "assessment", True),
    ("The arithmetic seems to hold rather than trust.", "assessment", False),
    ("New elections would follow.", "expectation", False),
]


def make_reading(rows, *, title="", url=None, language="en", declared=()):
    """A reading of the sentences, each a paragraph of the body, under a headline."""
    text, parts, sentences = title, [Part(0, len(title), "headline")] if title else [], []
    for words, kind, reported in rows:
        text += "\n\n" if text else ""
        if parts:
            parts[-1] = replace(parts[-1], end=len(text))
        start = len(text)
        text += words
        parts.append(Part(start, len(text), "body"))
        sentences.append(Sentence(start, len(text), kind, reported, 0.8))
    report = Report("a", "a", text, tuple(parts), url=url, language=language, declared=tuple(declared))
    reading = Reading(report, tuple(sentences), readers={"attribution": "1"} if language == "en" else {})
    return Parsed(report, None), reading


def read(rows, **about):
    parsed, reading = make_reading(rows, **about)
    return read_text_type(parsed, reading)


def read_lines(lines, language):
    """The text type of plain paragraphs, cut into sentences by rule, whose kinds nobody read."""
    text = "\n\n".join(lines)
    parts, at = [], 0
    for line in lines:
        end = min(at + len(line) + 2, len(text))
        parts.append(Part(at, end, "body"))
        at = end
    report = Report("a", "a", text, tuple(parts), language=language)
    sentences = tuple(Sentence(s, e) for p in parts for s, e in split_sentences(text, p.start, p.end, language))
    return read_text_type(Parsed(report, None), Reading(report, sentences)).text_type


def test_facts_and_reported_views_make_news():
    assert read(NEWS).text_type.label == "news"


def test_assessments_in_the_texts_own_voice_make_no_news():
    assert read(ANALYSIS).text_type.label == "analysis"


def test_views_of_an_expert_speak_for_analysis_more_than_views_of_a_party():
    rows = [*NEWS[:4], ("“It is brittle and will not last,” she says.", "assessment", True)]
    parsed, reading = make_reading([*rows, ("“None of it adds up,” she says.", "assessment", True)])
    statements = tuple(
        Statement(f"s{n}", (), (), (Span(s.start, s.end),), "direct", speaker="a1")
        for n, s in enumerate(reading.sentences)
        if s.kind == "assessment"
    )

    def weigh(expert):
        actor = Actor("a1", "Mira Solt", "person", (), expert=expert)
        prose = read_prose(parsed, replace(reading, actors=(actor,), statements=statements))
        return score_types(find_signs(prose), len(prose.sentences)).shares["analysis"]

    assert weigh(True) > 2 * weigh(False)


def test_each_reason_points_at_words_of_the_text():
    found = read(ANALYSIS)
    assert any("own voice" in reason.why for reason in found.text_type.reasons)
    assert all(found.report.text[r.start : r.end].strip() for r in found.text_type.reasons)


def test_the_label_does_not_change_with_what_the_page_declares():
    declared = (Declaration("OpinionNewsArticle", "json-ld", "opinion"),)
    plain, stated = read(NEWS).text_type, read(NEWS, declared=declared).text_type
    assert (plain.label, plain.confidence) == (stated.label, stated.confidence)
    assert (plain.declared, stated.declared) == (None, "opinion")


def test_a_declaration_in_the_text_that_its_signs_do_not_bear_out_is_said():
    found = read(NEWS, title="Opinion: The port").text_type
    assert found.declared == "opinion"
    assert "its signs are those of news" in found.reasons[0].why


@pytest.mark.parametrize(
    ("title", "url", "label"),
    [
        ("Kommentar: Baut die Brücke", None, "opinion"),
        ("Analysis | What the vote means", None, "analysis"),
        ("The port: a year on", None, None),
        ("The port", "https://paper.example/opinion/2031/port", "opinion"),
        ("The port", "https://paper.example/news/opinion-polls", None),
        ("The port", "http://[", None),
    ],
)
def test_headline_and_address_declare_a_type_only_as_whole_words(title, url, label):
    _, reading = make_reading(NEWS, title=title, url=url)
    found = find_declared(reading.report)
    assert (found[0].label if found else None) == label
    assert all(d.span is None or reading.report.text[slice(*d.span)] == d.words for d in found)


def test_what_stands_in_the_text_outweighs_the_pages_data():
    declared = (Declaration("ReportageNewsArticle", "json-ld", "news"),)
    assert read(ANALYSIS, title="Analyse: Die Wahl", declared=declared).text_type.declared == "analysis"


def test_german_questions_and_answers_in_the_first_person_are_an_interview():
    turns = [
        "Frau Wiek, haben Sie gut geschlafen?",
        "Nein. Ich habe wach gelegen.",
        "Hatten Sie Angst?",
        "Ja, ich hatte Angst.",
    ]
    assert (
        read_lines([*turns, "Was nun?", "Ich warte ab.", "Und im Herbst?", "Da frage ich meinen Mann."], "de").label
        == "interview"
    )


def test_entries_that_begin_with_a_time_are_a_ticker():
    lines = [f"{hour}.{hour + 5} Uhr: Der Pegel fällt in Brenn weiter." for hour in range(10, 18)]
    assert read_lines(lines, "de").label == "other"


def test_first_person_and_demands_make_opinion_without_kinds():
    lines = [
        "Ich kann es nicht mehr hören. Wir sollten uns endlich entscheiden.",
        "Natürlich kostet das Geld, und natürlich ist das peinlich.",
        "Ich habe die Gutachten gelesen. Wer jetzt wartet, ist schlicht feige. Sollte er das dürfen?",
    ]
    assert read_lines(lines, "de").label == "opinion"


def test_first_person_inside_quotations_is_not_the_authors():
    parsed, reading = make_reading([("“I was there and I saw my boat,” said the ferryman.", "fact", True)] * 4)
    assert not [sign for sign in find_signs(read_prose(parsed, reading)) if sign.name == "first_person"]


def test_a_text_of_one_sentence_is_unclear():
    found = read([("It rained.", "fact", False)]).text_type
    assert (found.label, found.confidence) == ("unknown", None)


def test_a_text_without_prose_is_unclear():
    report = Report("a", "a", "")
    assert read_text_type(Parsed(report, None), Reading(report)).text_type.label == "unknown"


def test_two_thousand_sentences_are_read():
    assert read(NEWS * 334).text_type.label == "news"


def test_weights_name_all_signs_and_only_types():
    assert all(len(row) == len(TYPES) for row in load_weights().values())
    for language in ("en", "de"):
        assert {"first_person", "deontic", "weighing"} <= set(load_patterns(language, "words"))


KINDS = st.sampled_from(["fact", "background", "assessment", "expectation", "question", "other", "unknown"])
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=80).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(LINES, KINDS, st.booleans()), max_size=12), st.sampled_from(["en", "de", "uk"]), LINES)
def test_any_text_has_a_label_or_is_unclear(rows, language, title):
    found = read(rows, language=language, title=title)
    kind = found.text_type
    assert kind.label in (*TYPES, "unknown")
    assert (kind.confidence is None) == (kind.label == "unknown")
    assert kind.confidence is None or 0 < kind.confidence <= 1
    assert all(0 <= r.start < r.end <= len(found.report.text) for r in kind.reasons)
    assert read(rows, language=language, title=title) == found


def test_spans_of_declarations_stay_in_the_text():
    span = Span(0, 8)
    declared = (Declaration("Analysis", "text", "analysis", span),)
    found = read([("Analysis of the vote.", "fact", False), *ANALYSIS], declared=declared).text_type
    assert (found.reasons[0].start, found.reasons[0].end) == span
