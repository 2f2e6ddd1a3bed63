"""What a page sets apart from the report's own prose keeps its words and gets its part."""

import time

import pytest
from pages_made import PARAGRAPHS, make_linked, make_page

from lagebild.records import Document
from lagebild.settings import Settings
from lagebild.sources import understand_document
from lagebild.sources.page_asides import find_teasers
from lagebild.sources.page_trees import grow_tree, line_in

SETTINGS = Settings()
PROSE = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def read(raw):
    return understand_document(Document("/saved/page.html", raw), SETTINGS)


def parts_of(report):
    return [(p.part, report.text[p.start : p.end].strip()) for p in report.parts]


@pytest.mark.parametrize("marks", ["class='c-infobox'", "class='story__about'", ""])
def test_a_box_about_a_person_is_kept_as_a_box(marks):
    words = "Ilva Strand heads the bay programme of the harbour school."
    box = f"<aside {marks}><h3>About the expert</h3><p>{words}</p></aside>"
    assert parts_of(read(make_page(PROSE + box)))[-2:] == [
        ("info_box", "About the expert"),
        ("info_box", words),
    ]


def test_the_teaser_of_another_report_is_a_teaser_with_its_time():
    teaser = (
        "<div class='c-teaser'><p>Updated on 7 March 2031 at 8.05 am</p><h3><a href='/a'>The bay leaves the pact</a>"
        "</h3><p>The island republic ends five years of quarrels. The decision is final.</p></div>"
    )
    report = read(make_page(PROSE + teaser))
    assert [part for part, _ in parts_of(report)] == ["headline", *["body"] * 4, *["teaser"] * 3]
    assert report.updated is None


@pytest.mark.parametrize(("times", "found"), [(1, 1), (5, 0)])
def test_what_calls_itself_a_teaser_and_is_long_holds_the_report_itself(times, found):
    tree = grow_tree(make_page(f"<div class='teaser'>{PROSE * times}<a href='/x'>On</a></div>").decode(), "x")
    assert len(find_teasers(tree)) == found


def test_what_stands_above_the_headline_is_its_kicker():
    page = make_page().replace(b"<h1>", b"<header><p class='k'>War over the bay</p></header><h1>")
    assert ("label", "War over the bay") in parts_of(read(page))


def test_a_kicker_named_background_opens_no_box():
    page = make_page().replace(b"<h1>", b"<p>Background</p><h1>")
    assert [part for part, _ in parts_of(read(page))] == ["headline", "label", *["body"] * 4]


def test_a_paragraph_on_the_kind_of_text_is_a_label_and_declares_it():
    words = "This text puts current events into context. Besides facts, it contains assessments by Nora Feld."
    report = read(make_page(f"<p>{words}</p>{PROSE}"))
    assert ("label", words) in parts_of(report)
    assert [d.label for d in report.declared] == ["analysis"]
    assert report.authors == ("Nora Feld",)


def test_entries_of_a_ticker_keep_their_timed_headings_in_order():
    entries = "".join(
        f"<section class='entry'><h2><time>1{n}:05</time> Entry {n} of the day</h2><p>{words}</p></section>"
        for n, words in enumerate(PARAGRAPHS)
    )
    found = parts_of(read(make_page(f"<div class='story'>{entries}</div>")))
    assert found[1:] == [
        pair
        for n, words in enumerate(PARAGRAPHS)
        for pair in (("subheading", f"1{n}:05 Entry {n} of the day"), ("body", words))
    ]


def test_the_pages_own_word_for_a_reportage_goes_before_its_schema_type():
    head = make_linked(
        **{"@type": "ReportageNewsArticle", "headline": "Port Ferris closes its ferry line", "genre": "Reportage"}
    )
    assert next(d.label for d in read(make_page(head=head)).declared) == "feature"


def test_a_line_is_given_whole_or_not_at_all():
    tree = grow_tree("<div>" * 50 + "<p>Twelve chars</p>" + "</div>" * 50, "x")
    assert line_in(tree, 12) == "Twelve chars"
    assert line_in(tree, 11) == ""


def clock(paragraphs, depth):
    """CPU seconds for a page of so many paragraphs, lying so deep in elements that call themselves asides."""
    prose = "".join(
        f"<figure><figcaption>Picture {n} of the bay</figcaption></figure><p>{n}: {PARAGRAPHS[n % 4]}</p>"
        for n in range(paragraphs)
    )
    page = make_page("<div class='related about'>" * depth + prose + "</div>" * depth)
    start = time.process_time()
    read(page)
    return time.process_time() - start


def test_four_times_the_page_costs_no_sixteen_times_the_time():
    clock(100, 1)
    assert clock(3200, 1) < 8 * max(clock(800, 1), 0.1)


def test_depth_costs_little():
    clock(100, 1)
    assert clock(800, 150) < 8 * max(clock(800, 1), 0.1)
