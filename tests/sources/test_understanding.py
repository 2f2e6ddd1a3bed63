import gzip

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pages_made import make_linked, make_page, make_pdf

from lagebild.errors import LagebildError, TooLarge, Unreadable
from lagebild.records import Document, Report
from lagebild.settings import Settings
from lagebild.sources import understand_document

SETTINGS = Settings(max_bytes=1_000_000)
SEEDS = [
    make_page(head=make_linked(datePublished="2031-05-24T10:15:00Z", author={"name": "Mara Quill"})),
    make_pdf([["The council of Port Ferris closed its ferry line on Tuesday.", "Nobody was asked."]]),
    b"Updated on 05/24/2031 at 6:58 pm\n- A point.\nThe council closed its ferry line on Tuesday.\n",
    b'{"id": "r1", "text": "The council closed its ferry line.\\n\\nNobody was asked."}',
]
TYPES = st.sampled_from(
    [None, "text/html", "text/plain; charset=utf-16", "application/pdf", "application/x-lagebild-row+json"]
)


def check(raw, media_type, name):
    try:
        report = understand_document(Document(name, raw, media_type), SETTINGS)
    except LagebildError as error:
        told = str(error)
    else:
        check_report(report)
        return
    assert told
    assert "\n" not in told


def check_report(report):
    assert isinstance(report, Report)
    assert report.text
    assert report.parts[0].start == 0
    assert report.parts[-1].end == len(report.text)
    assert all(a.end == b.start for a, b in zip(report.parts, report.parts[1:], strict=False))
    assert report.published is None or report.published.tzinfo is not None


@hypothesis_settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400), TYPES, st.sampled_from(["/a.html", "/a.txt", "/a.pdf", "-", "https://bay.example/a"]))
def test_any_bytes_give_a_report_or_a_clear_error(raw, media_type, name):
    check(raw, media_type, name)


@hypothesis_settings(deadline=None, max_examples=120)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=6)), max_size=6), TYPES)
def test_damaged_sources_give_a_report_or_a_clear_error(seed, damages, media_type):
    raw = bytearray(seed)
    for place, found in damages:
        raw[place % len(raw) : place % len(raw) + len(found)] = found
    check(bytes(raw), media_type, "/a")


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=200))
def test_the_text_of_a_row_is_kept_character_for_character(text):
    import json

    raw = json.dumps({"id": "r", "text": text}).encode()
    try:
        report = understand_document(Document("/a.jsonl", raw, "application/x-lagebild-row+json"), SETTINGS)
    except Unreadable:
        assert not text.strip()
        return
    assert report.text == text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "binary"),
        (b"PK\x03\x04" + b"\x00" * 50, "binary"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 50, "binary"),
        (bytes(range(256)) * 4, "binary"),
        (gzip.compress(b"text"), "compressed"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "feed"),
    ],
)
def test_what_is_no_report_is_told_in_one_line(raw, words):
    with pytest.raises(Unreadable, match=words) as told:
        understand_document(Document("/a", raw), SETTINGS)
    assert "'/a'" in str(told.value)


def test_a_document_over_the_limit_is_refused():
    with pytest.raises(TooLarge):
        understand_document(Document("/a.txt", b"a " * 600_000), SETTINGS)


def test_reading_is_deterministic():
    for seed in SEEDS[:3]:
        document = Document("/a", seed)
        assert understand_document(document, SETTINGS) == understand_document(document, SETTINGS)
