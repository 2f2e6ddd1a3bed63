"""Addresses: what makes two of them the same page."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from lagebild.sources.word_files import load_words

_DEFAULT_PORTS = {"http": 80, "https": 443}
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_LONGEST = 2_000


def is_web_address(words: str | None) -> bool:
    """Whether this is an http or https address with a host."""
    return normalise_address(words) is not None


def normalise_address(words: str | None, base: str | None = None) -> str | None:
    """The address in one form: scheme and host lower, default port, fragment and tracking parameters dropped.

    A relative address is resolved against `base`.  None for anything that is no http or https address.
    """
    if not words or len(words) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base, words.strip()) if base else words.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        scheme = parts.scheme.lower()
        if scheme not in _DEFAULT_PORTS or not host or any(c.isspace() or c in "<>\"'\\" for c in host):
            return None
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    return urlunsplit((scheme, place, path, _drop_tracking(parts.query), ""))


def host_of(address: str | None) -> str:
    """The host of an address in lower case, "" when there is none."""
    try:
        return (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return ""


def is_front_page(address: str) -> bool:
    """Whether an address names a site and no page of it."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _drop_tracking(query: str) -> str:
    """The query without tracking parameters; untouched when it holds none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _tracks(name.casefold())]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _tracks(name: str) -> bool:
    """Whether the parameter of this name only tells how a reader came."""
    return name in load_words("tracking_parameters.tsv") or name.startswith(_tracking_starts())


@cache
def _tracking_starts() -> tuple[str, ...]:
    return tuple(word[:-1] for word in load_words("tracking_parameters.tsv") if word.endswith("*"))
