"""Page metadata: what a page says of itself in JSON-LD, meta elements, microdata and bylines.

Follows schema.org (NewsArticle), Open Graph, Dublin Core, and the names that the parsely, sailthru and cXense services
have made common.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import tzinfo

# Any stands for decoded JSON: any value that JSON has.
from typing import Any

from lagebild.records import Declaration
from lagebild.sources.addresses import host_of, is_front_page, normalise_address
from lagebild.sources.blocks import tidy_line
from lagebild.sources.bylines import is_company, split_authors
from lagebild.sources.declared_types import declare_schema_types, declare_words
from lagebild.sources.json_ld import LinkedData, is_article, read_linked_data, texts_of, types_of
from lagebild.sources.page_sources import lies_in_margin, squash
from lagebild.sources.page_times import PageTimes, find_times
from lagebild.sources.page_titles import choose_title
from lagebild.sources.page_trees import Element, classes_of, line_in, meta_values
from lagebild.sources.part_forms import is_byline

_AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dcsext.author",
    "byl", "cxenseparse:author", "article:author_name", "og:article:author", "creator", "authors", "twitter:data1",
    "vr:author", "rbauthors", "shareaholic:article_author_name", "dc.contributor", "content_author", "citation_author",
)  # fmt: skip
_SITE_METAS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright")
_SECTION_METAS = ("article:section", "og:article:section", "parsely-section", "genre", "dc.type", "article:genre")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?lines?|authors?|autor(?:en|in)?|article__?author\w*|writer)(?:$|[\s_-])")
_NOT_BYLINE = re.compile(r"bio|box|image|avatar|comment|date|time|role|title|desc|social|follow|list-page|related")
_LONGEST_BYLINE = 160


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; `free` is false when it says that reading costs something, None when it is silent.

    `descriptions` are teasers of a sentence or two.  `declared_languages` are language tags, the most telling first.
    `canonical` is normalised.
    """

    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    times: PageTimes
    canonical: str | None
    declared: tuple[Declaration, ...]
    declared_languages: tuple[str, ...]
    descriptions: tuple[str, ...]
    free: bool | None


def read_metadata(tree: Element, address: str | None, zone: tzinfo) -> PageMetadata:
    """What the page `tree`, found at `address` (None when that is no web address), says of itself."""
    scripts = [s.text_content() for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    data, metas = read_linked_data(scripts), meta_values(tree)
    canonical = _find_canonical(tree, metas, address)
    article = _main_article(data, canonical or address)
    outlet = _find_outlet(article, data, metas)
    return PageMetadata(
        title=choose_title(
            tree, metas, _first(article.get("headline")), _site_names(outlet, metas, canonical or address)
        ),
        authors=_find_authors(tree, article, data, metas),
        outlet=outlet,
        times=find_times(tree, metas, article, scripts, zone),
        canonical=canonical,
        declared=_find_declared(article, metas),
        declared_languages=_find_languages(tree, article, metas),
        descriptions=_find_descriptions(article, metas),
        free=_is_free(article, metas),
    )


def _main_article(data: LinkedData, address: str | None) -> dict[str, Any]:
    """The object that describes this page's report; empty when there is none."""
    best: tuple[float, dict[str, Any]] = (0.0, {})
    for order, (depth, found) in enumerate(data.objects):
        if not is_article(found) and not ("headline" in found and "datePublished" in found):
            continue
        score = 1.0 + 2 * ("datePublished" in found) + 1 * ("headline" in found) + 1 * ("author" in found)
        score += 3 * any(_same_page(found.get(key), address) for key in ("url", "mainEntityOfPage", "@id"))
        score -= 0.5 * depth + 0.001 * order + 2 * ("ImageObject" in types_of(found))
        if score > best[0]:
            best = (score, found)
    return best[1]


def _same_page(value: Any, address: str | None) -> bool:
    """Whether a JSON-LD value names the page at `address`."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    stated = normalise_address(value) if isinstance(value, str) else None
    return bool(stated and address) and str(stated).rstrip("/") == str(address).rstrip("/")


def _find_canonical(tree: Element, metas: dict[str, list[str]], address: str | None) -> str | None:
    """The address that the page gives as its own; a site's front page does not count."""
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for stated in [*links, *metas.get("og:url", [])]:
        found = normalise_address(stated, address)
        if found and not (is_front_page(found) and (address is None or not is_front_page(address))):
            return found
    return None


def _find_outlet(article: dict[str, Any], data: LinkedData, metas: dict[str, list[str]]) -> str | None:
    """Who publishes the page: JSON-LD publisher, else the site's name."""
    stated = list(texts_of(data.resolve(article.get("publisher"))))
    names = [n for n in stated if not n.startswith(("http:", "https:", "#"))]
    site = _first_of(metas, _SITE_METAS[:2])
    if site and (not names or is_company(names[0])):
        return site
    return tidy_line(names[0]) if names else _first_of(metas, _SITE_METAS)


def _site_names(outlet: str | None, metas: dict[str, list[str]], address: str | None) -> list[str]:
    """The names that a site puts behind its titles: outlet, site name, host."""
    host = re.sub(r"^(?:www|m|amp)\.", "", host_of(address))
    stated = [v for key in _SITE_METAS[:2] for v in metas.get(key, [])]
    labels = [host, host.split(".")[0] if host.count(".") == 1 else ""]
    return [name for name in dict.fromkeys([outlet or "", *stated, *labels]) if len(name) > 2]


def _find_authors(
    tree: Element, article: dict[str, Any], data: LinkedData, metas: dict[str, list[str]]
) -> tuple[str, ...]:
    """The authors: JSON-LD first, then meta elements, microdata and visible bylines."""
    house = [*texts_of(data.resolve(article.get("publisher"))), *(v for key in _SITE_METAS for v in metas.get(key, []))]
    stated = [_author_name(one, data) for one in _listed(article.get("author") or article.get("creator"))]
    linked = split_authors(n for n in stated if n)
    if linked and not all(_is_house(n, house) for n in linked):
        return linked
    meta = split_authors(v for key in _AUTHOR_METAS for v in metas.get(key, [])[:10] if _may_name(v))
    for names in (meta[:8], _seen_authors(tree), () if linked else _authors_by_form(tree)):
        if better := tuple(n for n in names if not _is_house(n, house)):
            return better
    return tuple(n for n in linked or meta if not is_company(n))


def _is_house(name: str, house: list[str]) -> bool:
    """Whether a name is that of the outlet or its publisher: true, but less than the name of a person."""
    words = squash(name)
    return is_company(name) or any(words in squash(one) or squash(one) in words for one in house if squash(one))


def _author_name(value: Any, data: LinkedData) -> str | None:
    """The name of one author in JSON-LD."""
    if isinstance(value, str):
        return value
    found = data.resolve(value)
    if not isinstance(found, dict):
        return None
    name = next(texts_of(found.get("name") or found.get("byline")), None)
    given, family = (next(texts_of(found.get(key)), "") for key in ("givenName", "familyName"))
    return name or f"{given} {family}".strip() or None


def _may_name(words: str) -> bool:
    """Whether the content of an author element can be names and not an address or a duration."""
    return not words.startswith(("http:", "https:", "/", "@")) and not re.match(r"^\d+\s?min", words)


def _seen_authors(tree: Element) -> tuple[str, ...]:
    """The authors in microdata, rel=author links and elements that call themselves a byline."""
    marked = [e for e in tree.iter() if e.get("itemprop") in ("author", "creator") and e.tag != "meta"]
    names = [line_in(_inner(e, "name"), _LONGEST_BYLINE) for e in marked]
    names += [line_in(e, _LONGEST_BYLINE) for e in tree.iter("a") if "author" in (e.get("rel") or "").split()]
    if not any(names):
        names = [
            line_in(e, _LONGEST_BYLINE) for e in tree.iter("a", "span", "p", "div", "address", "li") if _is_byline(e)
        ][:4]
    return split_authors(n for n in names[:10] if n)


def _authors_by_form(tree: Element) -> tuple[str, ...]:
    """The authors in the first line that has the form of a byline and stands neither in a link nor in the margin."""
    for element in tree.iter("p", "span", "div", "li", "dd"):
        if len(element) <= 6:
            line = line_in(element, _LONGEST_BYLINE)
            own = is_byline(line) and next(element.iterancestors("a"), None) is None
            if own and not lies_in_margin(element):
                return split_authors([line])
    return ()


def _inner(element: Element, name: str) -> Element:
    """The element below with this itemprop, else the element itself."""
    return next((e for e in element.iter() if e.get("itemprop") == name), element)


def _is_byline(element: Element) -> bool:
    marks = classes_of(element)
    return bool(_BYLINE.search(marks)) and not _NOT_BYLINE.search(marks)


def _find_declared(article: dict[str, Any], metas: dict[str, list[str]]) -> tuple[Declaration, ...]:
    """The text types that the page claims: schema.org type, genre, section."""
    types = declare_schema_types(types_of(article))
    stated = [*texts_of(article.get("genre")), *texts_of(article.get("articleSection"))]
    genres = [d for d in (declare_words(words, "json-ld") for words in stated) if d]
    # schema.org has one type for news and for reportage; the page's own word tells them apart.
    told = [d for d in genres if d.label == "feature"] if any(d.label == "news" for d in types) else []
    found = [*told, *types, *(d for d in genres if d not in told)]
    for words in [v for key in _SECTION_METAS for v in metas.get(key, [])]:
        found.extend(d for d in (declare_words(words, "meta"),) if d)
    return tuple({(d.words.casefold(), d.label): d for d in reversed(found)}.values())[::-1]


def _find_languages(tree: Element, article: dict[str, Any], metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Language tags: JSON-LD, the html element, meta elements."""
    root = next(tree.iter("html"), tree)
    stated = [*texts_of(article.get("inLanguage")), root.get("lang") or "", root.get("xml:lang") or ""]
    stated += [v for key in ("content-language", "og:locale", "dc.language", "language") for v in metas.get(key, [])]
    return tuple(v for v in stated if v)


def _find_descriptions(article: dict[str, Any], metas: dict[str, list[str]]) -> tuple[str, ...]:
    """What the page says of itself in a sentence or two."""
    stated = [*texts_of(article.get("description")), *texts_of(article.get("alternativeHeadline"))]
    stated += [v for key in ("og:description", "description", "twitter:description") for v in metas.get(key, [])[:1]]
    return tuple(tidy_line(v) for v in stated)


def _is_free(article: dict[str, Any], metas: dict[str, list[str]]) -> bool | None:
    """What the page says about being free to read."""
    stated = article.get("isAccessibleForFree")
    if stated is None:
        tier = (_first_of(metas, ("article:content_tier",)) or "").lower()
        return {"free": True, "locked": False}.get(tier)
    return str(stated).strip().lower() not in {"false", "0", "no"}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> str | None:
    return next(texts_of(value), None)


def _first_of(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    """The first content among these meta names."""
    return next((tidy_line(v) for key in keys for v in metas.get(key, [])), None)
