"""Addresses that lead to a sentence on its live page: URL fragments of the form `#:~:text=prefix-,start,end,-suffix`.

After the WICG draft "URL Fragment Text Directives".  A browser that finds the words marks them; where the page has
changed it marks nothing, so the stored copy is to be linked as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from lagebild.records import Span

_LONGEST_EXACT = 90  # characters; a longer passage is named by its first and last words
_EDGE = 4  # words at each end of a long passage
_CONTEXT = 3  # words of prefix or suffix
_NEAR = 200  # characters around the passage that prefix and suffix are taken from
_LONGEST_WORD = 60


def safe_address(url: str | None) -> str | None:
    """The address if it is a web page's (http or https, with a host), else None: nothing else becomes a link.

    >>> safe_address("javascript:alert(1)") is None
    True
    """
    if url is None or any(ord(char) <= 32 or char in "\x7f\\" for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def text_fragment(url: str | None, text: str, span: Span) -> str | None:
    """The address of characters `span` of `text` on the page `url`; None when that is no web page or nothing is there.

    A passage whose words stand elsewhere in the text too gets the words before and after it, so that the right one is
    marked.

    >>> text_fragment("https://news.example/a", "It rained. It rained.", Span(11, 21))
    'https://news.example/a#:~:text=It%20rained.-,It%20rained.'
    """
    address = safe_address(url)
    lines = [line for line in (" ".join(line.split()) for line in text[span.start : span.end].splitlines()) if line]
    if address is None or not lines:
        return None
    whole = " ".join(lines)
    exact = len(lines) == 1 and len(whole) <= _LONGEST_EXACT
    pieces = [whole] if exact else _name_edges(lines)
    flat = " ".join(text.split())
    unique = all(flat.count(piece) == 1 for piece in pieces)
    before = None if unique else _last_words(text[max(0, span.start - _NEAR) : span.start])
    after = None if unique else _first_words(text[span.end : span.end + _NEAR])
    directive = ",".join(_escape(piece) for piece in pieces)
    directive = (f"{_escape(before)}-," if before else "") + directive + (f",-{_escape(after)}" if after else "")
    base, _, fragment = address.partition("#")
    return f"{base}#{fragment.split(':~:', 1)[0]}:~:text={directive}"


def _name_edges(lines: Sequence[str]) -> list[str]:
    """The first words of the first line and the last words of the last; the whole where that is no more."""
    first, last = lines[0].split(" "), lines[-1].split(" ")
    if len(lines) == 1 and len(first) <= 2 * _EDGE:
        return [lines[0]]
    return [" ".join(first[:_EDGE]), " ".join(last[-_EDGE:])]


def _last_words(before: str) -> str | None:
    """The last words of the nearest line that has any; a word that may be cut off at its beginning is left out."""
    lines = [line for line in before.splitlines() if line.strip()]
    words = lines[-1].split() if lines else []
    if len(lines) == 1 and len(before) >= _NEAR:
        words = words[1:]
    return " ".join(words[-_CONTEXT:]) or None


def _first_words(after: str) -> str | None:
    """The first words of the nearest line that has any; a word that may be cut off at its end is left out."""
    lines = [line for line in after.splitlines() if line.strip()]
    words = lines[0].split() if lines else []
    if len(lines) == 1 and len(after) >= _NEAR:
        words = words[:-1]
    return " ".join(words[:_CONTEXT]) or None


def _escape(words: str) -> str:
    """The words percent-encoded; also "-", which would end a prefix, as well as "," and "&"."""
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
