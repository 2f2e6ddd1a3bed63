import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.sources.addresses import normalise_address


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("HTTPS://News.Example.ORG:443/a/B?utm_source=x&id=7&fbclid=q#part", "https://news.example.org/a/B?id=7"),
        ("http://example.org", "http://example.org/"),
        ("https://example.org:8443/ä", "https://example.org:8443/%C3%A4"),
        ("https://müller.example/a", "https://xn--mller-kva.example/a"),
    ],
)
def test_one_page_has_one_address(words, expected):
    assert normalise_address(words) == expected


@pytest.mark.parametrize(
    "words", ["", None, "ftp://example.org/a", "javascript:alert(1)", "/a/b", "https://", "https://a b/"]
)
def test_what_is_no_web_address_is_none(words):
    assert normalise_address(words) is None


def test_a_relative_address_is_resolved_against_its_page():
    assert normalise_address("../b.html", "https://example.org/a/c.html") == "https://example.org/b.html"


@given(st.text(max_size=100))
def test_normalising_twice_changes_nothing(words):
    for start in ("https://example.org/", ""):
        once = normalise_address(start + words)
        assert once is None or normalise_address(once) == once
