"""Page gaps: what the extraction of the body leaves out although it is the report's own prose."""

from __future__ import annotations

import re
from collections import Counter

from lagebild.sources.page_asides import lines_in, shares_article
from lagebild.sources.page_sources import (
    Known,
    PageSources,
    is_only_links,
    lies_in_figure,
    lies_in_margin,
    squash,
)
from lagebild.sources.page_trees import Element, classes_of, line_in, text_in
from lagebild.sources.part_forms import form_of, is_byline, looks_like_prose

_LEDE = re.compile(
    r"lead|lede|intro|standfirst|stand-first|teaser-?_?text|teaser(?:$|\s)|__teaser|summary|subtitle|sub-title|dek(?:$|[\s_-])|"
    r"description|vorspann|subhead|sub-head|deck|sapo|ingress|excerpt|abstract|chapo|bajada|entradilla|copete|anleser"
)
_LEDE_TAGS = ("p", "div", "h2", "h3", "span", "strong")
_LEAST_LEDE, _MOST_LEDE = 6, 120  # words
_LONGEST_LEDE = 2_000  # characters
_LEAST_PARAGRAPHS = 3
_LEAST_LENGTH = 40
_LEAST_CAPTION = 4
_LONGEST_HEADING = 200
_MOST_ASIDE_LINES = 20


def find_lede(sources: PageSources, first: Element, descriptions: list[str], known: Known) -> str | None:
    """The opening paragraph that stands apart, between the headline and the first block of the body.

    It is told by its class, or by being what the page gives as its description.  `known` is what the
    body has; that is not found again.
    """
    heading = next(iter(sources.tree.iter("h1")), None)
    start = sources.order(heading) if heading is not None else 0
    end = sources.order(first)
    stated = [squash(d)[:80] for d in descriptions if len(d.split()) >= _LEAST_LEDE]
    for element in sources.tree.iter(*_LEDE_TAGS):
        if not start < sources.order(element) < end or len(element) > 5:
            continue
        if not (_LEDE.search(classes_of(element)) or stated):
            continue
        words = line_in(element, _LONGEST_LEDE)
        if not _LEAST_LEDE <= len(words.split()) <= _MOST_LEDE or known.holds(words):
            continue
        fits = bool(_LEDE.search(classes_of(element))) or any(squash(words)[:80] == d for d in stated)
        if fits and _is_own_prose(element, words):
            return words
    return None


def find_siblings(sources: PageSources, found: list[Element], known: Known) -> list[Element]:
    """Paragraphs left out although they stand in containers just like those of the body, in reading order."""
    shapes = Counter(_shape(e.getparent()) for e in found if e.tag == "p" and e.getparent() is not None)
    usual = {shape for shape, count in shapes.items() if count >= _LEAST_PARAGRAPHS and shape[1]}
    if not usual:
        return []
    taken = set(found)
    missing = []
    for element in sources.tree.iter("p"):
        parent = element.getparent()
        if element in taken or parent is None or _shape(parent) not in usual:
            continue
        words = text_in(element)
        new = len(words) >= _LEAST_LENGTH and looks_like_prose(words) and not known.holds(words)
        if new and _is_own_prose(element, words):
            missing.append(element)
    return missing


def find_headings(sources: PageSources, found: list[Element], known: Known) -> list[Element]:
    """Sub-headings left out although a paragraph of the body follows right on them, in reading order."""
    taken = set(found)
    missing = []
    for element in sources.tree.iter("h2", "h3", "h4"):
        follower = element.getnext()
        if element in taken or follower is None or follower not in taken:
            continue
        words = text_in(element)
        new = 0 < len(words) <= _LONGEST_HEADING and not known.holds(words)
        if new and _is_own_prose(element, words):
            missing.append(element)
    return missing


def find_captions(sources: PageSources, first: Element, last: Element, known: Known) -> list[Element]:
    """What stands under the pictures of the report, in reading order."""
    found: list[Element] = []
    seen: set[str] = set()
    for element in sources.tree.iter("figcaption"):
        words = text_in(element)
        fits = _LEAST_CAPTION <= len(words.split()) <= _MOST_LEDE and sources.is_between(element, first, last)
        if fits and not known.holds(words) and squash(words) not in seen and not lies_in_margin(element):
            seen.add(squash(words))
            found.append(element)
    return found


def find_aside_lines(
    sources: PageSources, asides: frozenset[Element], first: Element, last: Element, known: Known
) -> list[Element]:
    """The lines of boxes, or of teasers, that stand in the report or right behind it, in reading order."""
    found: list[Element] = []
    start = sources.order(first)
    for aside in sorted(asides, key=sources.order):
        if sources.order(aside) < start or not shares_article(aside, last):
            continue
        for element in lines_in(aside):
            words = text_in(element)
            new = bool(words) and not known.holds(words)
            if new and not (asides is sources.boxes and is_only_links(element, words)):
                found.append(element)
    return found[:_MOST_ASIDE_LINES]


def _is_own_prose(element: Element, words: str) -> bool:
    """Whether an element is neither margin, picture, link nor byline."""
    if form_of(words) is not None or is_byline(words) or lies_in_figure(element):
        return False
    return not lies_in_margin(element) and not is_only_links(element, words)


def _shape(element: Element) -> tuple[str, str]:
    """What the containers of one body share: tag and class."""
    return str(element.tag), " ".join(sorted((element.get("class") or "").split()))
