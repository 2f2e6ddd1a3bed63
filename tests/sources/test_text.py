from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lagebild.records import Document, Hints
from lagebild.settings import Settings
from lagebild.sources import understand_document

SETTINGS = Settings(timezone="Europe/Berlin")

REPORT = """\
Updated on 05/24/2031 at 6:58 pm
- President Anton Rell flew to the capital of Marenia on Thursday.
- Is an alliance of the two island states near?
This text contains a classification of current events and also includes the assessments of Nora Feld and experts.
It was a visit that surprised many: on Thursday President Anton Rell met his neighbour at the old harbour of Marenia.
For the first time in four years he had left his own island, which observers in the north call a sign of weakness.
Will Marenia join the fleet?
The admiral of the northern fleet said that he expected joint manoeuvres before the end of the summer months.
Expert: “Nobody should overrate this”
The historian Ilva Strand considers the visit overrated. “Both of them need pictures,” she says about the meeting.
About the specialist:
Ilva Strand teaches maritime history at the University of Port Ferris.
Updated on 05/24/2031 at 8:32 am
The lower chamber of Marenia wants to punish smuggling more severely. A bill was passed on Wednesday.
"""


def read(text, hints=Hints(), name="/reports/visit.txt"):  # noqa: B008
    return understand_document(Document(name, text.encode()), SETTINGS, hints)


def parts_of(report):
    return [(p.part, report.text[p.start : p.end].strip()) for p in report.parts]


def test_the_parts_of_a_plain_text_are_told_by_their_form():
    assert [part for part, _text in parts_of(read(REPORT))] == [
        "label", "key_point", "key_point", "label", "body", "body", "subheading", "body", "subheading", "body",
        "info_box", "info_box", "teaser", "teaser",
    ]  # fmt: skip


def test_the_time_of_a_teaser_is_never_the_time_of_the_report():
    report = read(REPORT, Hints(published=datetime(2031, 5, 24, 18, 58, tzinfo=ZoneInfo("Europe/Berlin"))))
    assert report.updated == datetime(2031, 5, 24, 18, 58, tzinfo=ZoneInfo("Europe/Berlin"))
    assert report.published == datetime(2031, 5, 24, 18, 58, tzinfo=ZoneInfo("Europe/Berlin"))
    late = read(REPORT.replace("Updated on 05/24/2031 at 6:58 pm\n", ""))
    assert late.updated is None
    assert late.published is None


def test_a_label_declares_the_text_type_and_names_the_author():
    report = read(REPORT)
    (declared,) = report.declared
    assert (declared.label, declared.where) == ("analysis", "text")
    assert report.text[declared.span.start : declared.span.end] == declared.words
    assert report.authors == ("Nora Feld",)


def test_german_forms_are_read_too():
    report = read(
        "Marenia schließt den Hafen\n\nVon Jana Muster\n\nAktualisiert am 24.05.2031, 18:58 Uhr\n\n"
        "Die Regierung von Marenia hat am Freitag beschlossen, den alten Hafen für zwei Monate zu schließen.\n\n"
        "Was heißt das für die Fischer?\n\n"
        "Die Fischer der oberen Bucht sagten, sie seien nicht gefragt worden, und nannten das einen Fehler.\n\n"
        "Lesen Sie auch: Warum der Fährbetrieb ruht\n\nZur Person:\n\nJana Muster berichtet aus Port Ferris.\n"
    )
    assert [part for part, _text in parts_of(report)] == [
        "headline", "label", "label", "body", "subheading", "body", "teaser", "info_box", "info_box",
    ]  # fmt: skip
    assert report.title == "Marenia schließt den Hafen"
    assert report.authors == ("Jana Muster",)
    assert report.language == "de"
    assert report.updated == datetime(2031, 5, 24, 18, 58, tzinfo=ZoneInfo("Europe/Berlin"))


def test_hard_wrapped_lines_become_paragraphs():
    report = read(
        "The council of Port Ferris decided on Tuesday to close the northern\nferry line for two months, because the"
        " old quay has to be repaired\nbefore the autumn storms begin.\n\n"
        "The minister answered that the line would open\nagain before the summer season starts.\n"
    )
    assert len(report.parts) == 2
    assert "northern ferry line" in report.text


def test_a_sentence_wrapped_in_a_paragraph_between_blank_lines_stays_whole():
    report = read("Line breaks\r\n\r\nThe clerk said so on Tuesday.\r\nSo does this one,\r\nwhich is wrapped.\r\n")
    assert parts_of(report) == [
        ("headline", "Line breaks"),
        ("body", "The clerk said so on Tuesday. So does this one, which is wrapped."),
    ]


def test_lines_that_each_begin_anew_stay_apart():
    report = read("Contact\n\nOverlark sells pictures\nGate B opens at ten\n- two copies\n- no cameras\n")
    assert len(report.parts) == 5


def test_an_update_line_at_the_foot_of_a_report_is_a_label_of_the_report():
    report = read(
        "The council of Port Ferris closed its northern ferry line on Tuesday.\n\nPublished on 24 May 2031, 10:15\n"
    )
    assert parts_of(report)[-1][0] == "label"
    assert report.published == datetime(2031, 5, 24, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_line_of_dialogue_is_no_heading():
    report = read(
        "The reporter asked the mayor a last question.\n\n“No.”\n\nThen she closed the door behind her and left.\n"
    )
    assert [part for part, _text in parts_of(report)] == ["body", "body", "body"]


@pytest.mark.parametrize(
    ("name", "identity"),
    [("/reports/visit.txt", "/reports/visit.txt"), ("https://News.example/a.txt#x", "https://news.example/a.txt")],
)
def test_a_report_is_its_place(name, identity):
    assert read(REPORT, name=name).identity == identity


@hypothesis_settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.sampled_from([*REPORT.splitlines(), "", "- ", "By Mara Quill", "Updated on 1/2/2031"]),
        min_size=1,
        max_size=20,
    )
)
def test_parts_tile_the_text(lines):
    text = "\n".join(lines)
    if not text.strip():
        return
    report = read(text)
    assert report.parts[0].start == 0
    assert report.parts[-1].end == len(report.text)
    assert all(a.end == b.start for a, b in zip(report.parts, report.parts[1:], strict=False))
    assert all(report.text[p.start : p.end].strip() for p in report.parts)
