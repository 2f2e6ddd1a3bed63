"""The bundled example keeps its promises: valid pages, gold that points into them, nothing and nobody real."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any  # JSON as parsed: its shape is what these tests check
from urllib.parse import urlsplit

import pytest
from babel import Locale
from lxml import etree, html

from lagebild.example import QUESTION, TITLE, example_folder, example_sources

FOLDER = example_folder()
PAGES = sorted(p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*.html"))
BLOCKS = {"p", "h1", "h2", "h3", "li", "figcaption"}
VOID = {"meta", "link", "br", "img", "hr", "input"}
STANCES = {"asserts", "denies", "doubts", "expects", "intends", "demands", "asks", "concedes", "declines", "unknown"}
PARTS = {"key_point", "subheading", "caption", "info_box", "teaser", "label"}
TEXT_TYPES = {"news", "background", "analysis", "opinion", "interview", "feature", "other"}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
NOTICE = {"en": "Invented example shipped with lagebild", "de": "Erfundenes Beispiel"}
# Standards that the pages name as vocabularies, never fetched.
VOCABULARIES = {"schema.org", "purl.org"}


class Balance(HTMLParser):
    """Collects every tag that closes what is not open, or is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]}")


@cache
def gold() -> dict[str, Any]:
    return json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@cache
def tree(page: str) -> Any:  # lxml's elements carry no types
    return html.fromstring((FOLDER / page).read_bytes())


@cache
def article_text(page: str) -> str:
    """The visible text of the article, block by block; blocks are kept apart so that no words run across them."""
    (article,) = tree(page).iter("article")
    return "\n\n".join(" ".join(e.text_content().split()) for e in article.iter() if e.tag in BLOCKS)


@cache
def declared(page: str) -> dict[str, Any]:
    """What the page's JSON-LD says of the article, whichever of the three usual shapes it has."""
    (script,) = tree(page).xpath('//script[@type="application/ld+json"]')
    data = json.loads(script.text)
    things = data if isinstance(data, list) else data.get("@graph", [data])
    (article,) = [thing for thing in things if "headline" in thing]
    return article


def expected(page: str) -> dict[str, Any]:
    (entry,) = [entry for entry in gold()["pages"] if entry["page"] == page]
    return entry


def test_every_page_has_gold_and_every_gold_entry_a_page() -> None:
    assert sorted(entry["page"] for entry in gold()["pages"]) == PAGES
    assert 8 <= len([page for page in PAGES if not page.startswith("corrected/")]) <= 12


@pytest.mark.parametrize("page", PAGES)
def test_every_tag_that_opens_closes(page: str) -> None:
    balance = Balance()
    balance.feed((FOLDER / page).read_text(encoding="utf-8"))
    assert balance.wrong == []
    assert balance.open == []


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_declares_is_what_the_gold_expects(page: str) -> None:
    says, want = declared(page), expected(page)
    authors = says["author"] if isinstance(says["author"], list) else []
    assert says["headline"] == want["title"] == tree(page).findtext(".//h1")
    assert [author["name"] for author in authors] == want["authors"]
    assert says["publisher"]["name"] == want["outlet"]
    assert (says["datePublished"], says["@type"]) == (want["published"], want["declared"])
    assert says["dateModified"] == want["updated"]
    assert [says["mainEntityOfPage"]["@id"]] == tree(page).xpath('//link[@rel="canonical"]/@href') == [want["url"]]
    assert tree(page).get("lang") == says["inLanguage"] == want["language"]
    assert want["text_type"] in TEXT_TYPES


@pytest.mark.parametrize("page", PAGES)
def test_times_have_a_zone_and_no_update_comes_before_the_report(page: str) -> None:
    want = expected(page)
    published = datetime.fromisoformat(want["published"])
    assert published.utcoffset() is not None
    assert datetime.fromisoformat(want["updated"]) >= published


@pytest.mark.parametrize("page", PAGES)
def test_weekdays_beside_dates_are_right(page: str) -> None:
    language = expected(page)["language"]
    months = list(Locale(language).months["format"]["wide"].values())
    pattern = re.compile(rf"({'|'.join(WEEKDAYS[language])}), (\d+)\.? ({'|'.join(months)}) (\d{{4}})")
    for weekday, day, month, year in pattern.findall(article_text(page)):
        date = datetime(int(year), months.index(month) + 1, int(day))
        assert WEEKDAYS[language][date.weekday()] == weekday


def test_the_check_of_weekdays_has_something_to_check() -> None:
    assert sum(any(day in article_text(page) for day in ("Tuesday, 5 ", "Donnerstag, 7.")) for page in PAGES) >= 2


@pytest.mark.parametrize("page", PAGES)
def test_gold_words_stand_in_one_block_of_the_article(page: str) -> None:
    blocks = article_text(page).split("\n\n")
    want = expected(page)
    for statement in want["statements"]:
        assert any(statement["words"] in block for block in blocks), statement["words"]
        assert (statement["words"] == "") == (statement["stance"] == "declines"), statement
        assert statement["stance"] in STANCES
        assert statement["quote"] in {"direct", "indirect", "mixed"}
    for part in want["parts"]:
        assert part["part"] in PARTS
        assert part["words"] in article_text(page), part["words"]


def quoted_share(text: str, words: str) -> float:
    """How much of the words, where the text has them, stands inside quotation marks of the same block."""
    (start,) = [found.start() for found in re.finditer(re.escape(words), text)]
    marks = re.compile(r'“[^”\n]*(?:”|$)|"[^"\n]*"|„[^“\n]*“', re.MULTILINE)
    inside = [i for quoted in marks.finditer(text) for i in range(*quoted.span()) if start <= i < start + len(words)]
    return len(inside) / len(words)


@pytest.mark.parametrize("page", PAGES)
def test_gold_words_are_found_once_and_quoted_as_the_gold_says(page: str) -> None:
    text = article_text(page)
    for statement in expected(page)["statements"]:
        # A content such as "this", or none, is told from others by the sentence around it.
        assert text.count(statement.get("within") or statement["words"]) == 1, statement
        # Answers of an interview have no quotation marks; what is nested in a quotation has those of its parent.
        if {"within", "form", "nested_in"} & set(statement):
            continue
        share = quoted_share(text, statement["words"])
        assert statement["quote"] == ("direct" if share >= 0.9 else "mixed" if share else "indirect"), statement


@pytest.mark.parametrize("page", PAGES)
def test_gold_dates_stand_in_the_article_and_weekdays_fit_their_values(page: str) -> None:
    want = expected(page)
    for date in want["dates"]:
        assert date["words"] in date["within"], date
        assert article_text(page).count(date["within"]) == 1, date
        assert date["type"] in {"DATE", "TIME", "DURATION", "SET"}
        for number, weekday in enumerate(WEEKDAYS[want["language"]]):
            if weekday in date["words"]:
                assert datetime.fromisoformat(date["value"][:10]).weekday() == number, date


def test_there_are_enough_statements_denials_and_questions() -> None:
    statements = [statement for entry in gold()["pages"] for statement in entry["statements"]]
    assert len(statements) >= 60
    assert sum(statement["stance"] == "denies" for statement in statements) >= 12
    assert sum(statement.get("serious") is False for statement in statements) >= 4
    assert len(gold()["questions"]) >= 3


def test_speakers_are_named_as_their_page_names_them() -> None:
    for entry in gold()["pages"]:
        text = article_text(entry["page"]).casefold()
        assert [s["speaker"] for s in entry["statements"] if s["speaker"].casefold() not in text] == []
    for passage in [passage for question in gold()["questions"] for passage in question["passages"]]:
        speakers = {statement["speaker"] for statement in expected(passage["page"])["statements"]}
        # Without a speaker it is the report's own sentence.
        assert passage["speaker"] is None or passage["speaker"] in speakers, passage


def test_a_denial_denies_its_words_as_they_stand() -> None:
    """Who says "there is no plan" asserts it; who denies that there is a plan denies it."""
    negation = re.compile(r"\b(no|not|nobody|never|nicht|kein\w*)\b", re.IGNORECASE)
    denials = [s for entry in gold()["pages"] for s in entry["statements"] if s["stance"] == "denies"]
    assert [s["words"] for s in denials if negation.search(s["words"])] == []


def test_passages_that_answer_a_question_stand_in_their_page() -> None:
    for question in gold()["questions"]:
        for passage in question["passages"]:
            assert passage["words"] in article_text(passage["page"]), passage
            assert passage["direction"] in {"affirms", "denies", "unclear"}


def test_passages_of_the_first_version_stand_in_the_corrected_one_too() -> None:
    (pair,) = gold()["versions"]
    passages = [p for question in gold()["questions"] for p in question["passages"] if p["page"] == pair["first"]]
    assert passages
    assert all(passage["words"] in article_text(pair["corrected"]) for passage in passages)


def test_the_demonstration_reads_the_feed_before_the_correction_and_asks_a_question_of_the_gold() -> None:
    assert [source.relative_to(FOLDER).as_posix() for source in example_sources()] == [
        "feed.xml",
        gold()["versions"][0]["corrected"],
    ]
    assert all(source.is_file() for source in example_sources())
    assert gold()["questions"][0]["question"] == QUESTION
    assert "invented" in TITLE


def test_one_question_is_answered_by_nothing() -> None:
    assert any(question["passages"] == [] for question in gold()["questions"])


def test_every_name_of_an_actor_and_every_role_is_in_some_page() -> None:
    text = "\n\n".join(article_text(page) for page in PAGES)
    for actor in gold()["same_actor"]:
        assert all(name in text for name in actor["names"]), actor
    for role in gold()["roles"]:
        assert role["words"] in article_text(role["page"]), role
        for claim in (role["role"], role["affiliation"]):
            assert claim is None or claim in role["words"] or claim in article_text(role["page"]), role


def test_the_corrected_page_differs_as_the_gold_says() -> None:
    (pair,) = gold()["versions"]
    first, corrected = article_text(pair["first"]), article_text(pair["corrected"])
    assert expected(pair["first"])["url"] == expected(pair["corrected"])["url"]
    assert "Correction:" in corrected
    assert "Correction:" not in first
    for change in pair["changes"]:
        if change["what"] == "number":
            assert change["before"] in first
            assert change["before"] not in corrected
        if change["what"] != "speaker":
            assert change["after"] in corrected
            assert change["after"] not in first
        else:
            assert f"{change['words']},” {change['before'].split()[-1]} said" in first
            assert f"{change['words']},” said {change['after']}" in corrected


def test_the_repeated_report_repeats() -> None:
    first, second = (set(article_text(page).split("\n\n")) for page in PAGES[:2])
    sentences = [
        {s for block in text for s in re.split(r"(?<=[.”]) ", block) if len(s) > 40} for text in (first, second)
    ]
    assert len(sentences[0] & sentences[1]) >= 8


def test_the_feed_names_every_first_version_and_nothing_else() -> None:
    feed = etree.fromstring((FOLDER / "feed.xml").read_bytes())
    items = feed.findall(".//item")
    assert sorted(item.findtext("link") for item in items) == [p for p in PAGES if not p.startswith("corrected/")]
    for item in items:
        want = expected(item.findtext("link"))
        stated = item.findtext("pubDate")
        assert parsedate_to_datetime(stated) == datetime.fromisoformat(want["published"])
        # parsedate_to_datetime does not look at the weekday
        assert stated[:3] == parsedate_to_datetime(stated).strftime("%a")
        assert (item.findtext("title"), item.findtext("guid")) == (want["title"], want["url"])


@pytest.mark.parametrize("file", [*PAGES, "feed.xml"])
def test_every_address_is_reserved_for_examples(file: str) -> None:
    addresses = re.findall(r"https?://[^\s\"'<>]+", (FOLDER / file).read_text(encoding="utf-8"))
    hosts = {urlsplit(address).hostname or "" for address in addresses} - VOCABULARIES
    assert hosts
    assert all(host.endswith(".example") for host in hosts), hosts


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_loaded_and_only_json_ld_is_a_script(page: str) -> None:
    assert tree(page).xpath("//@src | //link[@rel='stylesheet'] | //iframe | //style/text()[contains(., 'url(')]") == []
    assert {script.get("type") for script in tree(page).iter("script")} == {"application/ld+json"}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_says_that_it_is_invented_outside_of_the_article(page: str) -> None:
    notice = NOTICE[expected(page)["language"]]
    assert notice in tree(page).xpath('string(//meta[@name="lagebild:example"]/@content)')
    assert notice in tree(page).xpath("string(//footer)")
    assert notice not in article_text(page)


def real_states() -> set[str]:
    """Names of states and territories in the languages of the pages (codes of two letters: no continents)."""
    return {
        name
        for language in WEEKDAYS
        for code, name in Locale(language).territories.items()
        if re.fullmatch("[A-Z]{2}", code)
    }


@pytest.mark.parametrize("page", PAGES)
def test_no_real_state_is_named(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    assert len(real_states()) > 300
    assert [name for name in real_states() if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_the_example_is_small_and_its_folder_is_where_python_finds_it() -> None:
    assert isinstance(FOLDER, Path)
    assert sum(file.stat().st_size for file in FOLDER.rglob("*.html")) < 200_000
