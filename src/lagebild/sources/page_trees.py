"""Page trees: HTML as a tree, built with limits, and the few questions that are asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# Any stands for an element of lxml, which carries no types.
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from lagebild.errors import TooLarge, Unreadable
from lagebild.sources.blocks import tidy_line

# What XML forbids, and lxml therefore refuses.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# News pages have a few thousand; what has far more is made to keep a reader busy.
_MOST_ELEMENTS = 50_000
_MOST_STEPS = 500
UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select"})

Element: TypeAlias = Any


def grow_tree(markup: str, address: str) -> Element:
    """The tree of a page; raises Unreadable when there is nothing to build one from."""
    text = _DECLARATION.sub("", _FORBIDDEN.sub(" ", markup))
    raw = text.encode("utf-8")
    tree, cut = _parse(raw, address, huge=False)
    if cut:
        tree, cut = _parse(raw, address, huge=True)
    if cut:
        raise Unreadable("the page is nested too deeply", address)
    if tree is None or not isinstance(tree.tag, str):
        raise Unreadable("the page is empty", address)
    if sum(1 for _element in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        raise TooLarge(f"the page has more than {_MOST_ELEMENTS} elements", address)
    return tree


def _parse(raw: bytes, address: str, huge: bool) -> tuple[Element, bool]:
    """The tree of these bytes, and whether libxml2 cut it at a limit: 256 elements deep, 2,048 when `huge`."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
    try:
        tree = lxml_html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise Unreadable("the page is empty", address) from None
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def text_in(element: Element) -> str:
    """The words a person sees in an element, as one line."""
    return tidy_line("".join(_pieces(element)))


def line_in(element: Element, most: int) -> str:
    """The words a person sees in an element, empty when they are more than `most` characters.

    Stops at the limit, so that asking it of elements inside one another stays cheap.
    """
    pieces: list[str] = []
    size = 0
    for steps, piece in enumerate(_pieces(element)):
        pieces.append(piece)
        size += sum(map(len, piece.split()))
        if size > most or steps > _MOST_STEPS + 2 * most:
            return ""
    line = tidy_line("".join(pieces))
    return line if len(line) <= most else ""


def _pieces(element: Element) -> Iterator[str]:
    """The strings below an element in reading order, without what is never shown; walks without recursion."""
    hidden: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and hidden is None:
            if node.tag in UNSEEN and node is not element:
                hidden = node
            else:
                yield " " if node.tag in {"br", "p", "li", "div", "td"} else ""
                yield node.text or ""
        elif event == "end":
            if node is hidden:
                hidden = None
            if hidden is None and node is not element:
                yield node.tail or ""


def meta_values(tree: Element) -> dict[str, list[str]]:
    """What the meta elements say: lower-case name, property, itemprop or http-equiv -> contents in order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content") or element.get("value")
        if not content or not content.strip():
            continue
        for key in {element.get(k) for k in ("property", "name", "itemprop", "http-equiv")} - {None}:
            found.setdefault(str(key).strip().lower(), []).append(content.strip())
    return found


def classes_of(element: Element) -> str:
    """The class and id of an element in lower case, for matching."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()
