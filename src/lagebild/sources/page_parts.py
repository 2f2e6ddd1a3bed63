"""Page parts: the blocks of a page in order, each with the part it plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import trafilatura

from lagebild.records import PartName
from lagebild.sources.blocks import Block, tidy_line
from lagebild.sources.page_trees import Element, classes_of, text_in
from lagebild.sources.part_forms import form_of, looks_like_prose, part_of

_BOX = re.compile(
    r"info-?_?box|fact-?_?box|factfile|fakten-?box|author-?_?(?:bio|box|info|card|about)|about-?the-?author|"
    r"infokasten|zur-?person|bio-?box|explainer-?box"
)
_BOX_TAGS = frozenset({"aside", "section", "div"})
_KEY_LIST = re.compile(
    r"key-?_?(?:point|takeaway|fact)s?|summary|bullet-?_?points?|highlights?|takeaways|teaserlist|wichtigste"
)
_BLOCK_TAGS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "figcaption",
    "dt",
    "dd",
    "td",
    "div",
    "span",
)
_TOP = 3


def find_blocks(tree: Element, title: str | None) -> list[Block]:
    """The blocks of the page's report without its headline: what trafilatura takes for the body, marked.

    Empty when the page holds no readable text.
    """
    rough = list(_extract(tree))
    sources = _Sources(tree)
    blocks: list[Block] = []
    in_box = False
    for order, (text, kind) in enumerate(rough):
        if _same(text) == _same(title or "") and order < 5:
            continue
        source = sources.find(text)
        part = _part_of(text, kind, source)
        in_box = part == "info_box" or (in_box and kind == "item")
        if in_box:
            part = "info_box"
        blocks.append(Block(text, part))
    return _mark_key_points(
        _close_boxes(blocks), [kind for _text, kind in rough][-len(blocks) :] if blocks else [], sources
    )


class _Sources:
    """Where on the page the words of a block stand."""

    def __init__(self, tree: Element) -> None:
        self._places: dict[str, Element] = {}
        for element in tree.iter(*_BLOCK_TAGS):
            if element.tag in {"div", "span"} and len(element) > 3:
                continue
            words = _same(text_in(element))
            if 0 < len(words) <= 3_000:
                self._places[words] = self._places.get(words, element)

    def find(self, text: str) -> Element | None:
        """The element whose words these are."""
        return self._places.get(_same(text))


def _extract(tree: Element) -> Iterator[tuple[str, str]]:
    """The blocks that trafilatura finds, each with its kind: heading, item or text."""
    found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    if body is None:
        return
    for element in body:
        yield from _flatten(element)


def _flatten(element: Element) -> Iterator[tuple[str, str]]:
    """The blocks of one element of trafilatura's own tree."""
    kind = {"head": "heading", "list": "item"}.get(element.tag, "text")
    parts = (
        element.iter("item") if element.tag == "list" else element.iter("row") if element.tag == "table" else [element]
    )
    for part in parts:
        line = tidy_line(" ".join(part.itertext()) if element.tag == "table" else _spaced(part))
        if line:
            yield line, kind
    if tail := tidy_line(element.tail):
        yield tail, "text"


def _spaced(element: Element) -> str:
    """The words of an element, with a blank where it breaks the line."""
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        pieces.append(" " if inner.tag in {"lb", "p", "item"} else "")
        pieces.append(inner.text or "")
        pieces.append(inner.tail or "")
    return "".join(pieces)


def _part_of(text: str, kind: str, source: Element | None) -> PartName:
    """The part that one block plays."""
    if source is not None:
        if source.tag == "figcaption" or any(a.tag in {"figure", "figcaption"} for a in source.iterancestors()):
            return "caption"
        if _in_box(source):
            return "info_box"
    if part := part_of(form_of(text)):
        return part
    if source is not None and kind != "heading" and _only_links(source, text):
        return "teaser"
    return "subheading" if kind == "heading" else "body"


def _in_box(source: Element) -> bool:
    """Whether an element lies in a box of its own beside the report."""
    return any(a.tag in _BOX_TAGS and _BOX.search(classes_of(a)) for a in source.iterancestors())


def _only_links(source: Element, text: str) -> bool:
    """Whether a block is nothing but a link: the way to another report."""
    linked = sum(len(text_in(a)) for a in source.iter("a") if a.get("href"))
    return linked >= 0.9 * len(text) and not looks_like_prose(text)


def _close_boxes(blocks: list[Block]) -> list[Block]:
    """The block after a box's heading line belongs to the box."""
    closed: list[Block] = []
    for block in blocks:
        before = closed[-1] if closed else None
        if before and before.part == "info_box" and form_of(before.text) == "info_box" and block.part == "body":
            closed.append(Block(block.text, "info_box"))
        else:
            closed.append(block)
    return closed


def _mark_key_points(blocks: list[Block], kinds: list[str], sources: _Sources) -> list[Block]:
    """The items of a list that stands above the body are its key points."""
    marked = list(blocks)
    prose = 0
    for order, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        before = marked[order - 1] if order else None
        if block.part == "body" and kind == "item":
            source = sources.find(block.text)
            named = source is not None and any(_KEY_LIST.search(classes_of(a)) for a in source.iterancestors())
            headed = before is not None and (form_of(before.text) == "key_points" or before.part == "key_point")
            if headed or (prose < _TOP and (named or prose == 0)):
                marked[order] = Block(block.text, "key_point")
        elif block.part == "body":
            prose += 1
    return marked


def _same(words: str) -> str:
    return "".join(re.findall(r"\w+", words.casefold()))
