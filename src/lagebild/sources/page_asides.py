"""Page asides: the boxes of a report (about a person, a body, a matter) and the teasers of other reports inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lagebild.sources.page_trees import Element, classes_of, line_in
from lagebild.sources.part_forms import form_of

LINE_TAGS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "dt", "dd")
_CONTAINERS = ("aside", "section", "div", "ul", "figure")
_BOX = re.compile(
    r"info-?_?box|fact-?_?box|factfile|fakten-?box|author-?_?(?:bio|box|info|card|about)|about-?the-?author|"
    r"infokasten|zur-?person|bio-?box|explainer-?box"
)
_ABOUT = re.compile(r"(?:^|[\s_-])(?:about|bio|profile|portrait)(?:$|[\s_-])")
_TEASER = re.compile(
    r"(?:^|[\s_-])(?:teasers?|related|read-?(?:more|also|next|on)|see-?also|recommend(?:ed|ations?)?|more-?on|"
    r"mehr-?(?:dazu|zum-?thema)|lesen-?sie|auch-?interessant|siehe-?auch|a-?lire|leia|lea-?tambien)(?:$|[\s_-])"
)
# What calls itself a teaser and is longer holds the report itself.
_LONGEST_TEASER = 1_200
_LONGEST_ABOUT = 3_000
# More would only be there to keep a reader busy.
_MOST_LOOKED_AT = 200


def find_boxes(tree: Element) -> frozenset[Element]:
    """The elements that are boxes: by their class, or asides of an article that are headed or named as one."""
    found = set(
        islice((e for e in tree.iter("aside", "section", "div") if _BOX.search(classes_of(e))), _MOST_LOOKED_AT)
    )
    for aside in islice(tree.iter("aside"), _MOST_LOOKED_AT):
        if _article_of(aside) is None or not line_in(aside, _LONGEST_ABOUT):
            continue
        heading = next((line_in(e, _LONGEST_ABOUT) for e in aside.iter(*LINE_TAGS)), "")
        if _ABOUT.search(classes_of(aside)) or form_of(heading) == "info_box":
            found.add(aside)
    return frozenset(found)


def find_teasers(tree: Element) -> frozenset[Element]:
    """The elements inside an article that lead to another report: they say so in their class, and they are short."""
    found: set[Element] = set()
    named = (e for e in tree.iter(*_CONTAINERS) if _TEASER.search(classes_of(e)) and _article_of(e) is not None)
    for element in islice(named, _MOST_LOOKED_AT):
        if any(a in found for a in element.iterancestors()) or not line_in(element, _LONGEST_TEASER):
            continue
        if any(a.get("href") for a in element.iter("a")):
            found.add(element)
    return frozenset(found)


def lines_in(container: Element) -> Iterator[Element]:
    """The paragraphs, headings and items of a container, each once, in reading order."""
    taken: set[Element] = set()
    for element in container.iter(*LINE_TAGS):
        if not any(a in taken for a in element.iterancestors()):
            taken.add(element)
            yield element


def lies_within(element: Element, containers: frozenset[Element]) -> bool:
    """Whether an element is one of these or lies in one."""
    return bool(containers) and any(a in containers for a in islice(chain((element,), element.iterancestors()), 60))


def shares_article(element: Element, other: Element) -> bool:
    """Whether two elements lie in one article element."""
    article = _article_of(other)
    return article is not None and any(a is article for a in element.iterancestors())


def _article_of(element: Element) -> Element | None:
    """The article element around an element, None when there is none."""
    return next(element.iterancestors("article"), None)
