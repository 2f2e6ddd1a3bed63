import io

import pytest
from pages_made import make_pdf
from pypdf import PdfReader, PdfWriter

from lagebild.errors import Unreadable
from lagebild.records import Document
from lagebild.settings import Settings
from lagebild.sources import understand_document

FIRST = [
    "Bay Courier, weekly edition",
    "The ferry line closes",
    "",
    "The council of Port Ferris decided on Tuesday to close the north-",
    "ern ferry line for two months, because the old quay has to be re-",
    "paired before the autumn storms begin.",
    "",
    "Fishermen from the upper bay said they had not been asked before,",
    "and called the decision of the council a mistake.",
    "Page 1",
]
SECOND = [
    "Bay Courier, weekly edition",
    "The minister answered that the line would open again before the",
    "summer season.",
    "Page 2",
]
THIRD = ["Bay Courier, weekly edition", "Nobody in the harbour office wanted to say more on Wednesday.", "Page 3"]


def read(raw):
    return understand_document(Document("/saved/edition.pdf", raw), Settings())


def test_lines_become_paragraphs_and_keep_their_page():
    report = read(
        make_pdf(
            [FIRST, SECOND, THIRD],
            "/Title (The ferry line closes) /Author (Mara Quill) /CreationDate (D:20310524101500Z)",
        )
    )
    assert "close the northern ferry line" in report.text
    assert "to be repaired before" in report.text
    assert "weekly edition" not in report.text
    assert "Page 2" not in report.text
    assert [p.page for p in report.pages] == [1, 2, 3]
    assert report.pages[0].start == 0
    assert report.pages[-1].end == len(report.text)
    assert report.text[report.pages[1].start :].startswith("The minister answered")
    assert report.authors == ("Mara Quill",)
    assert report.published_is_date
    assert any("PDF file" in w for w in report.warnings)


def test_a_locked_pdf_is_unreadable():
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(make_pdf([FIRST]))).pages:
        writer.add_page(page)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(Unreadable, match="password"):
        read(out.getvalue())


@pytest.mark.parametrize("raw", [b"%PDF-1.4\nnothing", make_pdf([FIRST])[:300], make_pdf([[]])])
def test_a_broken_or_wordless_pdf_is_unreadable(raw):
    with pytest.raises(Unreadable):
        read(raw)
