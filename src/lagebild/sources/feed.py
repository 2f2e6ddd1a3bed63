"""Feeds (RSS, Atom, RDF): the pages that they name."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote, urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]

from lagebild.errors import Unreadable

_ENTITIES = re.compile(rb"<!(?:ENTITY|\[)", re.IGNORECASE)
_MOST_ENTRIES = 1_000


def list_links(raw: bytes, address: str, base: str | None = None) -> list[str]:
    """The links of a feed's entries in order, each once; relative ones are resolved against `base` where it is given.

    Raises Unreadable for a feed that declares entities of its own (they could unfold without end) and for one that
    names no page.
    """
    if _ENTITIES.search(raw.replace(b"\x00", b"")):
        raise Unreadable("the feed declares entities of its own", address, "it is not read for safety")
    found = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    links: dict[str, None] = {}
    for entry in found.entries[:_MOST_ENTRIES]:
        link = entry.get("link") or next((one.get("href") for one in entry.get("links", [])), None)
        if isinstance(link, str) and link.strip():
            links.setdefault(urljoin(base, link.strip()) if base else link.strip())
    if not links:
        raise Unreadable("the feed names no pages", address)
    return list(links)


def local_path_of(link: str) -> str | None:
    """The file that a relative link names, None for a link with a scheme or host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else unquote(parts.path)
