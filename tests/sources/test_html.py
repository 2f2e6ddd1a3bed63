import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pages_made import PARAGRAPHS, make_linked, make_page

from lagebild.errors import TooLarge, Unreadable
from lagebild.records import Document
from lagebild.settings import Settings
from lagebild.sources import understand_document

SETTINGS = Settings()


def read(raw, address="/saved/page.html"):
    return understand_document(Document(address, raw), SETTINGS)


def parts_of(report):
    return [(p.part, report.text[p.start : p.end].strip()) for p in report.parts]


def test_a_page_becomes_headline_and_body_without_what_stands_around():
    report = read(make_page())
    assert parts_of(report) == [("headline", "Port Ferris closes its ferry line"), *(("body", p) for p in PARAGRAPHS)]
    assert report.title == "Port Ferris closes its ferry line"
    assert report.identity == "/saved/page.html"
    assert report.id == "page.html"


def test_json_ld_gives_time_authors_outlet_and_type():
    head = make_linked(
        headline="Port Ferris closes its ferry line",
        datePublished="2031-05-24T10:15:00+02:00",
        dateModified="2031-05-24T12:00:00+02:00",
        author=[{"@type": "Person", "name": "Mara Quill"}, {"@type": "Person", "name": "Tom Ester"}],
        publisher={"@type": "Organization", "name": "Bay Courier"},
        articleSection="Opinion",
        **{"@type": "OpinionNewsArticle"},
    )
    report = read(make_page(head=head + '<link rel="canonical" href="https://Bay.example/ferry?utm_source=x#c">'))
    assert report.published == datetime(2031, 5, 24, 8, 15, tzinfo=UTC)
    assert report.updated == datetime(2031, 5, 24, 10, 0, tzinfo=UTC)
    assert report.authors == ("Mara Quill", "Tom Ester")
    assert report.outlet == "Bay Courier"
    assert report.identity == report.url == "https://bay.example/ferry"
    assert {d.label for d in report.declared} == {"opinion"}


def test_a_graph_with_references_is_resolved():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Bay Courier", "headline": "The Bay Courier"},
            {"@type": "NewsArticle", "headline": "Port Ferris closes its ferry line",
             "datePublished": "2031-05-24T10:15:00Z", "author": {"@id": "#mara"}},
            {"@type": "Person", "@id": "#mara", "name": "Mara Quill"},
        ],
    }  # fmt: skip
    report = read(make_page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert report.authors == ("Mara Quill",)
    assert report.title == "Port Ferris closes its ferry line"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "datePublished": "2031-05-24T10:15:00Z",} -->',
        '{"@type": "NewsArticle", "headline": "a\nb", "datePublished": "2031-05-24T10:15:00Z"};',
        '[{"@type": ["Thing", "NewsArticle"], "datePublished": "2031-05-24T10:15:00Z"}]',
        '{"@type": "NewsArticle", "headline": "unclosed, "datePublished": "2031-05-24T10:15:00Z"',
    ],
)
def test_broken_json_ld_is_read_as_far_as_it_goes(script):
    report = read(make_page(head=f'<script type="application/ld+json">{script}</script>'))
    assert report.published == datetime(2031, 5, 24, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 50_000, "[" * 900 + "]" * 900])
def test_deep_json_ld_does_no_harm(deep):
    assert read(make_page(head=f'<script type="application/ld+json">{deep}</script>')).text


def test_a_page_of_countless_elements_is_refused():
    with pytest.raises(TooLarge, match="elements"):
        read(make_page("<b>x</b>" * 60_000))


def test_deep_markup_does_no_harm():
    deep = "<div>" * 1_000 + PARAGRAPHS[0] + "</div>" * 1_000 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    assert PARAGRAPHS[1] in read(make_page(deep)).text
    with pytest.raises(Unreadable, match="nested too deeply"):
        read(make_page("<div>" * 20_000 + PARAGRAPHS[0]))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="article:published_time" content="2031-05-24T10:15:00+02:00">',
            datetime(2031, 5, 24, 8, 15, tzinfo=UTC),
        ),
        ('<meta name="parsely-pub-date" content="2031-05-24T08:15:00Z">', datetime(2031, 5, 24, 8, 15, tzinfo=UTC)),
        ('<meta name="DC.date.issued" content="2031-05-24T08:15:00Z">', datetime(2031, 5, 24, 8, 15, tzinfo=UTC)),
        ('<meta itemprop="datePublished" content="2031-05-24T08:15:00Z">', datetime(2031, 5, 24, 8, 15, tzinfo=UTC)),
    ],
)
def test_the_instant_is_taken_from_meta_elements_too(head, expected):
    assert read(make_page(head=head)).published == expected


def test_a_time_without_a_zone_is_the_time_of_the_country_of_the_page():
    head = '<meta property="article:published_time" content="2031-05-24T10:15:00">'
    report = read(make_page(head=head), "https://bay.example.at/ferry")
    assert report.published == datetime(2031, 5, 24, 10, 15, tzinfo=ZoneInfo("Europe/Vienna"))
    assert any("no zone" in w for w in report.warnings)


def test_a_date_and_a_full_time_of_the_same_day_give_the_time():
    head = (
        make_linked(headline="x", datePublished="2031-05-24")
        + '<meta property="article:published_time" content="2031-05-24T10:15:00Z">'
    )
    report = read(make_page(head=head))
    assert report.published == datetime(2031, 5, 24, 10, 15, tzinfo=UTC)
    assert not report.published_is_date


def test_the_parts_of_a_page_are_marked():
    body = (
        "<ul class='key-points'><li>The northern line closes for two months.</li>"
        "<li>Fishermen protest against it.</li></ul>"
        "<figure><img src='a.jpg'>"
        "<figcaption>The old quay of Port Ferris in spring, seen from the upper bay.</figcaption></figure>"
        f"<p>{PARAGRAPHS[0]}</p><h2>What the repairs cost</h2><p>{PARAGRAPHS[1]}</p>"
        "<p>Read also: <a href='/b'>Why the upper bay is silting up</a></p>"
        f"<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
        "<div class='info-box'><h3>About the author</h3>"
        "<p>Mara Quill has reported from the islands since 2024.</p></div>"
        "<p>Editor's note: This article was changed after publication to correct a sum.</p>"
    )
    report = read(make_page(body))
    marked = {text: part for part, text in parts_of(report)}
    assert marked["The northern line closes for two months."] == "key_point"
    assert marked["What the repairs cost"] == "subheading"
    assert marked["Read also: Why the upper bay is silting up"] == "teaser"
    assert marked["Mara Quill has reported from the islands since 2024."] == "info_box"
    assert marked["Editor's note: This article was changed after publication to correct a sum."] == "label"
    assert all(marked[p] == "body" for p in PARAGRAPHS)
    assert marked.get("The old quay of Port Ferris in spring, seen from the upper bay.", "caption") == "caption"


def test_an_opening_paragraph_that_stands_apart_is_kept():
    lede = "The closing of the northern line divides the islands, and nobody asked those who live from it."
    page = make_page().replace(
        b"</h1>", f"</h1><div class='c-standfirst'>{lede}</div><div class='tools'>Share</div>".encode()
    )
    assert parts_of(read(page))[1] == ("body", lede)


def test_a_page_that_is_not_free_and_short_is_a_stub():
    head = make_linked(headline="Port Ferris closes its ferry line", isAccessibleForFree=False)
    report = read(make_page(f"<p>{PARAGRAPHS[0]}</p>", head))
    assert report.stub
    assert any("not free" in w for w in report.warnings)
    assert not read(make_page(f"<p>{PARAGRAPHS[0]}</p>")).stub


def test_the_language_of_the_text_goes_before_a_wrong_declaration():
    german = "".join(
        f"<p>Die Regierung hat am Freitag beschlossen, den Hafen {n} für zwei Monate zu schließen, sagte sie.</p>"
        for n in range(5)
    )
    report = read(make_page(german, lang="en"))
    assert report.language == "de"
    assert any("declares the language" in w for w in report.warnings)


def test_the_name_of_the_site_is_no_part_of_the_title():
    head = (
        '<meta property="og:site_name" content="Bay Courier">'
        '<meta property="og:title" content="Ferry closed - what now? - Bay Courier">'
    )
    assert read(make_page(head=head)).title == "Ferry closed - what now?"


def test_the_front_page_is_nobodys_canonical_address():
    report = read(make_page(head='<link rel="canonical" href="https://bay.example/">'), "https://bay.example/ferry")
    assert report.identity == "https://bay.example/ferry"


@pytest.mark.parametrize(
    "raw", [b"<html><body><script>go()</script></body></html>", b"<!doctype html><html></html>", b"<p></p>"]
)
def test_a_page_without_words_is_unreadable(raw):
    with pytest.raises(Unreadable, match=r"no readable text|empty"):
        read(raw)
