"""Page parts: the blocks of a page in order, each with the part it plays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

import trafilatura

from lagebild.records import PartName
from lagebild.sources.blocks import Block, tidy_line
from lagebild.sources.page_asides import lies_within
from lagebild.sources.page_gaps import find_aside_lines, find_captions, find_headings, find_lede, find_siblings
from lagebild.sources.page_sources import (
    Known,
    PageSources,
    is_only_links,
    lies_in_embed,
    lies_in_figure,
    squash,
)
from lagebild.sources.page_trees import Element, classes_of, text_in
from lagebild.sources.part_forms import form_of, is_byline, is_dateline, looks_like_prose, part_of

_KEY_LIST = re.compile(
    r"key-?_?(?:point|takeaway|fact)s?|summary|bullet-?_?points?|highlights?|takeaways|wichtigste|mol-bullets"
)
_LABEL = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|dachzeile|overline|spitzmarke|type-of-text|text-?type|disclaimer|transparency|hint|"
    r"editors?-?note|correction|credits?)(?:$|[\s_-])"
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TOP = 3
_TITLE_AMONG = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as the extraction gives it, and the element it comes from (None when its words are spread)."""

    text: str
    kind: Literal["heading", "item", "text"]
    source: Element | None


def find_blocks(tree: Element, title: str | None, descriptions: list[str]) -> list[Block]:
    """The blocks of the page's report without its headline: what trafilatura takes for the body, and its gaps filled.

    `descriptions` are what the page says of itself in a sentence or two.  Empty when there is no readable text.
    """
    sources = PageSources(tree)
    pieces = [_Piece(text, kind, sources.find(text)) for text, kind in _extract(tree)]
    pieces = _fill_gaps(_put_in_order(_drop_title(pieces, title), sources), sources, descriptions)
    marked = _mark_kickers([(piece, _part_of(piece, sources)) for piece in pieces], sources, title)
    for mark in (_mark_top, _mark_boxes, _mark_key_points, _mark_end):
        marked = mark(marked)
    return [Block(piece.text, part) for piece, part in marked]


def _extract(tree: Element) -> Iterator[tuple[str, Literal["heading", "item", "text"]]]:
    """The blocks that trafilatura finds, each with its kind."""
    copied = deepcopy(tree)
    for heading in copied.iter(*_HEADINGS):
        for time in list(heading.iter("time")):  # trafilatura would drop the words behind it
            time.drop_tag()
    found = trafilatura.bare_extraction(copied, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    for element in body if body is not None else ():
        kind: Literal["heading", "item", "text"] = "text"
        parts = [element]
        if element.tag == "head":
            kind = "heading"
        elif element.tag == "list":
            kind, parts = "item", list(element.iter("item"))
        elif element.tag == "table":
            parts = list(element.iter("row"))
        for part in parts:
            if line := tidy_line(" ".join(part.itertext()) if element.tag == "table" else _spaced(part)):
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


def _drop_title(pieces: list[_Piece], title: str | None) -> list[_Piece]:
    """The pieces without the headline, which the report has already."""
    known = squash(title or "")
    return [p for order, p in enumerate(pieces) if order >= _TITLE_AMONG or squash(p.text) != known]


def _put_in_order(pieces: list[_Piece], sources: PageSources) -> list[_Piece]:
    """The pieces as they stand on the page; one whose place is not sure stays behind the one before it."""
    orders, here = [], 0
    for piece in pieces:
        if piece.source is not None and not sources.is_repeated(piece.text):
            here = sources.order(piece.source)
        orders.append(here)
    return [pieces[i] for i in sorted(range(len(pieces)), key=orders.__getitem__)]


def _fill_gaps(pieces: list[_Piece], sources: PageSources, descriptions: list[str]) -> list[_Piece]:
    """The pieces with the opening paragraph and the paragraphs that the extraction left out."""
    known = Known.of([p.text for p in pieces])
    found = [p.source for p in pieces if p.source is not None]
    missing = find_siblings(sources, found, known)
    if found:
        first, last = found[0], max(found, key=sources.order)
        missing += find_headings(sources, found, known)
        missing += find_captions(sources, first, last, known)
        for asides in (sources.boxes, sources.teasers):
            missing += find_aside_lines(sources, asides, first, last, known)
    pieces = _put_between(pieces, missing, sources)
    start = next((i for i, p in enumerate(pieces) if p.source is not None and _part_of(p, sources) == "body"), -1)
    opening = pieces[start].source if start >= 0 else None
    lede = find_lede(sources, opening, descriptions, known) if opening is not None else None
    if lede:
        pieces = [*pieces[:start], _Piece(lede, "text", sources.find(lede)), *pieces[start:]]
    return pieces


def _put_between(pieces: list[_Piece], missing: list[Element], sources: PageSources) -> list[_Piece]:
    """The pieces with what is missing, each before the first piece that stands behind it on the page."""
    reached, here = [], -1
    for piece in pieces:
        here = max(here, sources.order(piece.source)) if piece.source is not None else here
        reached.append(here)
    added: dict[int, list[_Piece]] = {}
    for element in sorted(set(missing), key=sources.order):
        kind: Literal["heading", "text"] = "heading" if element.tag in _HEADINGS else "text"
        place = bisect_right(reached, sources.order(element))
        added.setdefault(place, []).append(_Piece(text_in(element), kind, element))
    return [p for i, piece in enumerate([*pieces, None]) for p in (*added.get(i, ()), piece) if p is not None]


_Marked = list[tuple[_Piece, PartName]]


def _part_of(piece: _Piece, sources: PageSources) -> PartName:
    """The part that one piece plays, told by where and how it stands alone."""
    if part := _part_by_place(piece.source, sources) or part_of(form_of(piece.text)):
        return part
    source = piece.source
    if piece.kind == "heading":
        return "subheading"
    if is_byline(piece.text):
        return "label"
    if source is not None and is_only_links(source, piece.text) and not looks_like_prose(piece.text):
        return "teaser"
    return "body"


def _part_by_place(source: Element | None, sources: PageSources) -> PartName | None:
    """The part that something plays by standing where it stands."""
    if source is None:
        return None
    if lies_within(source, sources.teasers):
        return "teaser"
    if lies_in_figure(source):
        return "caption"
    if lies_within(source, sources.boxes) or lies_in_embed(source):
        return "info_box"
    if _LABEL.search(classes_of(source)) and source.tag != "h1":
        return "label"
    return "headline" if source.tag == "h1" else None


def _mark_kickers(marked: _Marked, sources: PageSources, title: str | None) -> _Marked:
    """The lines that stand on the page before its headline, and are no prose, are labels."""
    known = squash(title or "")
    heading = next((e for e in sources.tree.iter("h1") if known and known in squash(text_in(e))), None)
    if heading is None:
        return marked
    place = sources.order(heading)
    done: _Marked = []
    for piece, part in marked:
        before = piece.source is not None and piece.source is not heading and sources.order(piece.source) < place
        kicker = before and part in {"body", "subheading", "info_box"} and not looks_like_prose(piece.text)
        done.append((piece, "label" if kicker else part))
    return done


def _mark_top(marked: _Marked) -> _Marked:
    """Above the first paragraph, what stands before the headline is its kicker, and a date is no prose."""
    first = next((i for i, (p, part) in enumerate(marked) if part == "body" and looks_like_prose(p.text)), 0)
    headline = next((i for i, (_p, part) in enumerate(marked[:first]) if part == "headline"), -1)
    done: _Marked = []
    for order, (piece, part) in enumerate(marked):
        kicker = order < headline and part in {"body", "subheading"}
        dated = order <= first + 1 and part == "body" and is_dateline(piece.text)
        done.append((piece, "label" if kicker or dated else part))
    return done


def _mark_boxes(marked: _Marked) -> _Marked:
    """The block after a box's own heading belongs to the box."""
    done: _Marked = []
    for piece, part in marked:
        opened = bool(done) and done[-1][1] == "info_box" and form_of(done[-1][0].text) == "info_box"
        done.append((piece, "info_box" if opened and part == "body" else part))
    return done


def _mark_key_points(marked: _Marked) -> _Marked:
    """The items of a list that stands above the body are its key points."""
    done: _Marked = []
    prose = 0
    for piece, part in marked:
        if part != "body":
            done.append((piece, part))
            continue
        before = done[-1] if done else None
        if piece.kind != "item":
            prose += 1
        headed = before is not None and (form_of(before[0].text) == "key_points" or before[1] == "key_point")
        if piece.kind == "item" and (headed or (prose < _TOP and (prose == 0 or _names_key_points(piece.source)))):
            done.append((piece, "key_point"))
        else:
            done.append((piece, part))
    return done


def _names_key_points(source: Element | None) -> bool:
    """Whether the list around an element calls itself a summary."""
    return source is not None and any(_KEY_LIST.search(classes_of(a)) for a in source.iterancestors())


def _mark_end(marked: _Marked) -> _Marked:
    """A heading that nothing follows but links leads to other reports."""
    done = list(marked)
    for order in range(len(done) - 1, -1, -1):
        piece, part = done[order]
        if part == "subheading":
            done[order] = (piece, "teaser")
        elif part != "teaser":
            break
    return done
