"""The brief in both its forms: what it shows, what it links, and what it lets through."""

import re
import sys
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "situation"))

from stored_factories import DAY, MemoryStore, make_stored

from lagebild.asking import ask
from lagebild.exports.brief_html import hash_style, render_brief_html
from lagebild.exports.brief_markdown import escape_markdown, render_brief_markdown
from lagebild.situation import draw_situation

TEXT = (
    "Emrik Tavo, commander of the border troops, said on Friday that Ostelia will enter the war.\n\n"
    "Timur Rezh denied that Ostelia would join the fighting. He joked that he had a rowing boat.\n\n"
    "More: the weather."
)
HOSTILE = '<script>alert(1)</script> [click](javascript:alert(1)) <img src=x onerror="x"> `code` **bold** https://evil.example'


def make_pair():
    first = make_stored(
        TEXT,
        key=1,
        parts=[("Emrik", "body"), ("Timur", "body"), ("More", "teaser")],
        actors=[
            ("Ostelia", "state", {}),
            ("Emrik Tavo", "person", {"roles": ["commander of the border troops"]}),
            ("Timur Rezh", "person", {"mentions": ["He"]}),
        ],
        statements=[
            ("Emrik Tavo", "said", "that Ostelia will enter the war", "expects"),
            ("Timur Rezh", "denied", "that Ostelia would join the fighting", "denies"),
            ("Timur Rezh", "joked", "that he had a rowing boat", "asserts", {"serious": False}),
        ],
        dates=[("Friday", "DATE", "2031-05-02")],
    )
    copy = make_stored(
        "Emrik Tavo said that Ostelia will enter the war.",
        key=2,
        published=DAY + timedelta(hours=2),
        actors=[("Ostelia", "state", {}), ("Emrik Tavo", "person", {})],
        statements=[("Emrik Tavo", "said", "that Ostelia will enter the war", "expects")],
        version=2,
    )
    return first, copy


@pytest.fixture(scope="module")
def rendered():
    stored = make_pair()
    answers = (ask("Will Ostelia enter the war?", MemoryStore(*stored)),)
    situation = draw_situation(stored)
    return tuple(render(situation, DAY, "Ostelia", answers) for render in (render_brief_html, render_brief_markdown))


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_every_link_into_the_page_has_its_place(rendered):
    page = Page(rendered[0])
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {attrs["href"][1:] for tag, attrs in page.tags if tag == "a" and attrs["href"].startswith("#")}
    assert targets <= set(ids)
    assert "r1-s0" in targets


def test_every_statement_shows_speaker_stance_and_kind_of_quotation_in_words(rendered):
    text = " ".join(Page(rendered[0]).text.split())
    for words in (
        "expects reported",
        "denies reported",
        "asserts reported not in earnest",
        "commander of the border troops",
        "The same words in Outlet 2",
        "version 2 of 2",
        "It does not know what is true",
        "2 reports of 2 outlets, published 2031-05-04: 3 statements by 2 speakers, 1 dispute.",
    ):
        assert words in text, words


def test_the_whole_stored_copy_stands_on_the_page(rendered):
    text = " ".join(Page(rendered[0]).text.split())
    for paragraph in TEXT.split("\n\n"):
        assert paragraph in text


def test_statements_in_the_copy_carry_their_speakers_name(rendered):
    titles = [attrs.get("title") for _, attrs in Page(rendered[0]).tags if (attrs.get("class") or "").startswith("q ")]
    assert titles == [
        "Emrik Tavo · expects, open whether meant",
        "Timur Rezh · denies, open whether meant",
        "Timur Rezh · asserts, not in earnest",
        "Emrik Tavo · expects, open whether meant",
    ]


def test_one_speaker_has_one_colour_on_the_whole_page(rendered):
    classes = re.findall(r'class="q (c\d*)" title="Timur Rezh', rendered[0])
    speaker = re.search(
        r'<article class="speaker (c\d*)">\s*<div class="person"><h3><span[^>]*></span>Timur Rezh', rendered[0]
    )
    assert set(classes) == {speaker.group(1)}


def test_lines_link_to_the_live_page_by_text_fragment(rendered):
    assert 'href="https://outlet1.example/a#:~:text=that%20Ostelia%20will%20enter%20the%20war"' in rendered[0]
    assert "(<https://outlet1.example/a#:~:text=that%20Ostelia%20will%20enter%20the%20war>)" in rendered[1]


def test_the_page_allows_its_own_style_and_nothing_else(rendered):
    page = rendered[0]
    css = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    policy = next(a["content"] for t, a in Page(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src '{hash_style(css)}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script|<link|<iframe|<img| style=| on\w+=|url\(|@import", page)


def test_the_style_sheet_survives_its_element():
    css = (Path(__file__).parents[2] / "src/lagebild/exports/templates/brief.css").read_text(encoding="utf-8")
    assert "<" not in css


def contrast(one, other):
    """WCAG 2.2: the ratio of relative luminances."""

    def luminance(colour):
        digits = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
        values = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
        red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_text_is_readable_in_light_dark_and_print():
    css = (Path(__file__).parents[2] / "src/lagebild/exports/templates/brief.css").read_text(encoding="utf-8")
    schemes = [
        dict(re.findall(r"--([\w]+): #([0-9a-f]+)", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for name in ("ink", "soft", "link", "c", *(f"c{n}" for n in range(10))):
            for ground in ("paper", "panel", "mark"):
                assert contrast(scheme[name], scheme[ground]) >= 4.5, (name, ground, scheme[name], scheme[ground])


def make_hostile():
    text = f"{HOSTILE} said nothing. It rained."
    return make_stored(
        text,
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(1)",
        authors=(HOSTILE,),
        warnings=(HOSTILE,),
        actors=[(HOSTILE, "person", {"roles": [HOSTILE]})],
        statements=[(HOSTILE, "said", HOSTILE, "asserts")],
        dates=[("https", "DATE", "2031")],
        language='"><script>',
    )


def test_report_text_cannot_become_markup():
    stored = make_hostile()
    answers = (ask(HOSTILE, MemoryStore(stored)),)
    page = render_brief_html(draw_situation([stored]), DAY, HOSTILE, answers)
    assert "<script>" not in page
    assert "<img" not in page
    assert not [a for _, a in Page(page).tags if "javascript" in (a.get("href") or "")]
    assert not any("onerror" in attrs or "src" in attrs for _, attrs in Page(page).tags)


def test_report_text_cannot_become_markdown():
    stored = make_hostile()
    text = render_brief_markdown(draw_situation([stored]), DAY, HOSTILE, (ask(HOSTILE, MemoryStore(stored)),))
    assert not re.search(r"(?<!\\)<(?!https://)", text)
    assert "](javascript" not in text
    assert not re.search(r"\]\(<?javascript", text)
    assert "https://evil.example" not in text
    assert not re.search(r"(?<!\\)`code", text)


@given(st.text(max_size=80))
def test_escaped_markdown_is_one_line_without_live_markup(words):
    escaped = escape_markdown(words)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~!]", re.sub(r"&#\d+;", "", escaped))
    assert not re.match(r"[-+=#]|\d+[.)]", escaped)


def test_the_same_situation_gives_the_same_bytes():
    stored = make_pair()
    for render in (render_brief_html, render_brief_markdown):
        assert render(draw_situation(stored), DAY, "x") == render(draw_situation(reversed(stored)), DAY, "x")


def test_an_empty_situation_says_what_it_has_not():
    page = render_brief_html(draw_situation([]), DAY, "Nothing")
    for words in ("No statement was found.", "No dated sentence was found.", "0 reports of 0 outlets"):
        assert words in page
    assert "No claim in these reports" in render_brief_markdown(draw_situation([]), DAY, "Nothing")


@given(st.text(max_size=120))
@settings(max_examples=30, deadline=None)
def test_any_text_stands_on_the_page_unchanged(text):
    text = text.replace("\r", " ").replace("\0", " ").encode("utf-8", "replace").decode()
    page = Page(render_brief_html(draw_situation([make_stored(text)]), DAY, "x"))
    assert " ".join(text.split()) in " ".join(page.text.split())
