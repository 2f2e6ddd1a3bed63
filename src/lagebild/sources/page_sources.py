"""Page sources: where on a page the words of a block stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice

from lagebild.sources.page_asides import find_boxes, find_teasers
from lagebild.sources.page_trees import Element, classes_of, line_in, text_in

_PROSE_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "figcaption", "dt", "dd", "td")
_LOOSE_TAGS = ("div", "span", "section", "article", "strong", "a")
_BLOCKS = frozenset(_PROSE_TAGS) | {"div", "section", "article", "ul", "ol", "table", "main", "header", "footer", "nav"}
_LONGEST = 5_000
# How many elements around one are looked at; real pages nest their paragraphs some twenty deep.
_MOST_AROUND = 60
# Characters looked through for words that may be known.
_MOST_SEARCHED = 100_000_000
_EMBED = re.compile(r"twitter-|instagram-|tiktok-|bluesky-|fb-post|telegram-|mastodon-|embed__?(?:tweet|post)")
_MARGIN = re.compile(
    r"newsletter|related|recommend|teaser-?list|promo|paywall-?(?:box|offer)|share|social|comment|breadcrumb|advert|"
    r"cookie|consent|banner|subscri|footer|sidebar|most-?read|outbrain|taboola"
)
_MARGIN_TAGS = frozenset({"nav", "aside", "footer", "form", "menu", "dialog"})


def squash(words: str) -> str:
    """What two printings of the same words share: their letters and digits, case folded."""
    return "".join(re.findall(r"\w+", words.casefold()))


@dataclass(slots=True)
class Known:
    """The words that the body has already: squashed, each block for itself and all in one.

    Looking a stretch up in all of them costs their length, so that is done only as long as it stays affordable.
    """

    words: str
    blocks: frozenset[str]
    left: int = _MOST_SEARCHED

    @classmethod
    def of(cls, texts: list[str]) -> Known:
        """What these blocks hold."""
        squashed = [squash(text) for text in texts]
        return cls("".join(squashed), frozenset(squashed))

    def holds(self, words: str) -> bool:
        """Whether these words stand in the body."""
        sought = squash(words)
        if sought in self.blocks or self.left <= 0:
            return sought in self.blocks
        self.left -= len(self.words)
        return sought in self.words


@dataclass(slots=True)
class PageSources:
    """The elements of a page by their words, their place in reading order, its boxes and its teasers."""

    tree: Element
    _by_words: dict[str, Element] = field(default_factory=dict)
    _orders: dict[Element, int] = field(default_factory=dict)
    _repeated: set[str] = field(default_factory=set)
    boxes: frozenset[Element] = frozenset()
    teasers: frozenset[Element] = frozenset()

    def __post_init__(self) -> None:
        self.boxes, self.teasers = find_boxes(self.tree), find_teasers(self.tree)
        self._orders = {element: order for order, element in enumerate(self.tree.iter())}
        for tags in (_PROSE_TAGS, _LOOSE_TAGS):
            for element in self.tree.iter(*tags):
                if tags is _LOOSE_TAGS and any(child.tag in _BLOCKS for child in element):
                    continue
                if words := squash(line_in(element, _LONGEST)):
                    first = self._by_words.setdefault(words, element)
                    if first is not element and not any(a is first for a in _around(element)):
                        self._repeated.add(words)

    def find(self, text: str) -> Element | None:
        """The element whose words these are, None when they are spread over several."""
        return self._by_words.get(squash(text))

    def is_repeated(self, text: str) -> bool:
        """Whether these words stand in several places, so that `find` may give another one than was meant."""
        return squash(text) in self._repeated

    def order(self, element: Element) -> int:
        """The place of an element in reading order."""
        return self._orders.get(element, 0)

    def is_between(self, element: Element, first: Element, last: Element) -> bool:
        """Whether an element stands behind the headline (else `first`) and before `last`."""
        heading = next(iter(self.tree.iter("h1")), first)
        start = min(self.order(heading), self.order(first))
        return start <= self.order(element) <= self.order(last)


def lies_in_embed(element: Element) -> bool:
    """Whether an element is a post of a social network, shown in the report."""
    return any(_is_embed(classes_of(a)) for a in _around(element))


def lies_in_figure(element: Element) -> bool:
    """Whether an element stands under a picture."""
    return any(a.tag in {"figure", "figcaption"} for a in _around(element))


def lies_in_margin(element: Element) -> bool:
    """Whether an element belongs to what a site puts around its reports."""
    return any(a.tag in _MARGIN_TAGS or (a.tag != "body" and _is_margin(classes_of(a))) for a in _around(element))


@lru_cache(maxsize=4096)
def _is_embed(classes: str) -> bool:
    return bool(_EMBED.search(classes))


@lru_cache(maxsize=4096)
def _is_margin(classes: str) -> bool:
    return bool(_MARGIN.search(classes))


def is_only_links(element: Element, text: str) -> bool:
    """Whether an element is nothing but a link."""
    linked = sum(len(text_in(a)) for a in element.iter("a") if a.get("href"))
    return linked >= 0.9 * len(text)


def _around(element: Element) -> Iterator[Element]:
    """The element and what it lies in, the nearest first."""
    return islice(chain((element,), element.iterancestors()), _MOST_AROUND)
