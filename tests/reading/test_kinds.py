"""Kinds of sentences: form first, then the head; `reported` follows from the statements."""

from lagebild.reading import read_report
from lagebild.records import Part, Reading, Report
from lagebild.settings import Settings

TEXT = (
    "Dam at Velt fails\n\n"
    "A dam above the town of Velt gave way on Monday morning, flooding two villages.\n\n"
    "The dam was built in 1962 and had been repaired twice since the floods of 1997. "
    "“It held longer than we deserved,” said the mayor, Ida Brandt. Who will pay for it?\n\n"
    "It is a disgrace that nobody listened, and the excuses are as thin as the concrete was. "
    "More rain is expected to fall on the valley in the coming days."
)


def read(text: str, language: str | None = "en") -> Reading:
    end = text.find("\n\n") + 2
    parts = (Part(0, end, "headline"), Part(end, len(text), "body")) if end > 1 else (Part(0, len(text), "body"),)
    return read_report(Report("a", "a", text, parts, language=language), Settings())


def kind_of(reading: Reading, words: str) -> str:
    at = reading.report.text.index(words)
    return next(s.kind for s in reading.sentences if s.start <= at < s.end)


def test_clear_sentences_of_each_kind_are_told_apart() -> None:
    reading = read(TEXT)
    assert kind_of(reading, "gave way") == "fact"
    assert kind_of(reading, "built in 1962") == "background"
    assert kind_of(reading, "Who will pay") == "question"
    assert kind_of(reading, "disgrace") == "assessment"
    assert kind_of(reading, "More rain") == "expectation"


def test_a_quotation_is_reported_and_the_authors_own_sentence_is_not() -> None:
    flags = {TEXT[s.start : s.end].split(maxsplit=1)[0]: s.reported for s in read(TEXT).sentences}
    assert flags["“It"]
    assert not flags["It"]


def test_a_long_name_of_who_speaks_does_not_make_the_words_the_authors() -> None:
    text = "“It will hold,” said Ida Brandt, the mayor of the town of Velt in the north of the valley."
    (sentence,) = read(text).sentences
    assert sentence.reported


def test_confidence_is_a_share_and_missing_where_form_decides() -> None:
    for sentence in read(TEXT).sentences:
        if sentence.kind == "question":
            assert sentence.confidence is None
        else:
            assert sentence.confidence is not None
            assert 1 / 6 <= sentence.confidence <= 1


def test_what_cannot_be_read_is_unknown_and_its_questions_are_questions() -> None:
    reading = read("Der Damm brach am Montag. Wer zahlt?", "de")
    assert [s.kind for s in reading.sentences] == ["unknown", "question"]


def test_one_word_and_two_thousand_sentences_are_read() -> None:
    assert len(read("Dam.").sentences) == 1
    many = read("The dam held. " * 2000)
    assert len(many.sentences) == 2000
    assert all(s.kind != "unknown" for s in many.sentences)
