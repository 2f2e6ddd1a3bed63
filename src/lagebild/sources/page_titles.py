"""Page titles: which of the headlines that a page gives is the report's."""

from __future__ import annotations

import html
import re

from lagebild.sources.blocks import tidy_line
from lagebild.sources.page_trees import Element, text_in

_SEPARATOR = re.compile(r"\s+[|–—·•*»]+\s+|\s+-{1,2}\s+|\s+::\s+")
_SHORTEST = 8


def choose_title(tree: Element, metas: dict[str, list[str]], linked: str | None, outlets: list[str]) -> str | None:
    """The report's headline, None when the page gives none; `outlets` are names of the site.

    og:title is what editors write for readers who have not come yet; measured on real pages it is the headline more
    often than JSON-LD or h1 (which search engines and layouts shorten), once the site's name at its end is cut.
    """
    shown = _first_heading(tree)
    graph = next((tidy_line(html.unescape(v)) for v in metas.get("og:title", [])), "")
    page = next((text_in(e) for e in tree.iter("title") if text_in(e)), "")
    other = next((tidy_line(html.unescape(v)) for v in metas.get("twitter:title", [])), "")
    stated = tidy_line(html.unescape(linked or ""))
    witnesses = [w for w in (shown, stated) if w]
    for candidate in (graph, stated, shown, other, page):
        if title := cut_site_name(candidate, witnesses, outlets):
            return title
    return None


def cut_site_name(title: str, witnesses: list[str], outlets: list[str]) -> str:
    """The title without the site's name, section and date behind its separator.

    Where another headline of the page (a witness) is the title's beginning, that is where it is cut; otherwise only
    what looks like the outlet's own name goes.
    """
    for witness in witnesses:
        rest = title[len(witness) :]
        if (
            len(witness) >= _SHORTEST
            and _same(title[: len(witness)]) == _same(witness)
            and _SEPARATOR.match(f" {rest} ")
        ):
            return title[: len(witness)].strip()
    if any(_same(title) == _same(w) for w in witnesses):
        return title
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: separator.start()].strip(), title[separator.end() :]
        if len(head) < _SHORTEST:
            continue
        if any(_same(head) == _same(w) for w in witnesses) or any(_names_outlet(tail, o) for o in outlets):
            return head
    return title


def _names_outlet(words: str, outlet: str) -> bool:
    """Whether the words are the outlet's name, in part or with little more."""
    name, tail = _same(outlet), _same(words)
    return min(len(tail), len(name)) > 1 and (tail in name or (name in tail and len(tail) <= len(name) + 12))


def _first_heading(tree: Element) -> str:
    """The text of the first h1 that is no logo."""
    for element in tree.iter("h1"):
        words = text_in(element)
        if len(words) >= _SHORTEST:
            return words
    return ""


def _same(words: str) -> str:
    return "".join(re.findall(r"\w+", words.casefold()))
