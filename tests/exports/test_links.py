import doctest
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.exports import links
from lagebild.exports.links import safe_address, text_fragment
from lagebild.records import Span

PAGE = "https://news.example/a"


def fragment(text, words, url=PAGE, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return text_fragment(url, text, Span(start, start + len(words)))


def test_examples_in_docstrings_hold():
    assert doctest.testmod(links).failed == 0


def test_dash_comma_and_ampersand_are_escaped():
    link = fragment("The well-kept dam, built by Orl & Sons, broke.", "well-kept dam, built by Orl & Sons")
    assert link == f"{PAGE}#:~:text=well%2Dkept%20dam%2C%20built%20by%20Orl%20%26%20Sons"


def test_a_long_sentence_is_named_by_its_ends():
    words = (
        "The dam that was built three years ago by the firm of Orl and Sons in the valley of the Pell broke on Friday."
    )
    assert (
        fragment(f"It rained. {words}", words) == f"{PAGE}#:~:text=The%20dam%20that%20was,Pell%20broke%20on%20Friday."
    )


def test_equal_sentences_are_told_apart_by_what_stands_around_them():
    text = "First it rained. The dam held. Then it rained. The dam held. We left."
    assert (
        fragment(text, "The dam held.", nth=0)
        == f"{PAGE}#:~:text=First%20it%20rained.-,The%20dam%20held.,-Then%20it%20rained."
    )
    assert (
        fragment(text, "The dam held.", nth=1) == f"{PAGE}#:~:text=Then%20it%20rained.-,The%20dam%20held.,-We%20left."
    )


def test_a_passage_of_several_paragraphs_is_named_by_its_ends():
    assert fragment("One two.\n\nThree four.", "One two.\n\nThree four.") == f"{PAGE}#:~:text=One%20two.,Three%20four."


def test_an_address_with_a_fragment_keeps_it():
    assert fragment("It rained.", "It rained.", url=PAGE + "#top") == f"{PAGE}#top:~:text=It%20rained."
    assert fragment("It rained.", "It rained.", url=PAGE + "#:~:text=old") == f"{PAGE}#:~:text=It%20rained."


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt://x.example/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x.example/a",
        "/home/a.html",
        "https:///nohost",
        "https://x.example/a b",
        "https://x.example/\n",
        "https://[broken",
        "http:\\\\x.example",
    ],
)
def test_only_web_pages_become_links(url):
    assert safe_address(url) is None
    assert text_fragment(url, "It rained.", Span(0, 10)) is None


def test_nothing_is_linked_where_nothing_stands():
    assert text_fragment(PAGE, "a   b", Span(1, 4)) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_a_fragment_is_plain_ascii_and_names_words_of_the_text(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    link = text_fragment(PAGE, text, Span(start, end))
    if link is None:
        return
    directive = link.removeprefix(f"{PAGE}#:~:text=")
    assert directive.isascii()
    assert re.fullmatch(r"[A-Za-z0-9_.~%,-]+", directive)
    flat = " ".join(text.split())
    for piece in re.sub(r"^[^,]*-,|,-[^,]*$", "", directive).split(","):
        assert unquote(piece) in flat or "?" in unquote(piece)
