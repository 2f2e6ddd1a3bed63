"""Page times: when a page says it was published and changed."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, tzinfo

# Any stands for decoded JSON: any value that JSON has.
from typing import Any

from htmldate import find_date

from lagebild.sources.json_ld import texts_of
from lagebild.sources.page_sources import lies_in_margin
from lagebild.sources.page_trees import Element, classes_of, line_in, text_in
from lagebild.sources.part_forms import form_of
from lagebild.sources.times import Moment, parse_moment

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "cxenseparse:recs:articletime", "og:published_time",
    "published_time", "publish-date", "publishdate", "publication_date", "pubdate", "publish_date", "published_at",
    "article.published", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date",
    "dc.date.created",
    "date", "last-published", "vr:published_time", "iso-8601-publish-date", "citation_publication_date", "datecreated",
    "article:post_date", "pub_date", "displaydate", "rnews:datepublished", "article_date_original", "og:pubdate",
)  # fmt: skip
_UPDATED_METAS = (
    "article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "article:updated_time", "modified_time", "updated_time",
)  # fmt: skip
_IN_SCRIPT = {
    "published": re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"'),
    "updated": re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"'),
}
_LONGEST_SAYING = 90
_UPDATE_MARK = re.compile(r"updat|modif|aktualis|geändert|stand\b|обновл|оновл", re.IGNORECASE)
_DATE_MARK = re.compile(r"(?:^|[\s_-])(?:date|time|datum|published?|timestamp|dateline|fecha|data)(?:$|[\s_-]|line)")


@dataclass(frozen=True, slots=True)
class PageTimes:
    """When the page was published and last changed; None where it does not say.

    `guessed` is true when the day of publication is only the likeliest of the dates that stand on the page.
    """

    published: Moment | None = None
    updated: Moment | None = None
    guessed: bool = False


def find_times(
    tree: Element, metas: dict[str, list[str]], article: dict[str, Any], scripts: list[str], zone: tzinfo
) -> PageTimes:
    """The page's times: JSON-LD, then meta elements, then time elements and visible dates.

    A time of day with a zone goes before one without, and that before a bare date, as long as they name about the same
    day: what a page says twice is said best where it is said fully.
    """
    linked = [*texts_of(article.get("datePublished")), *texts_of(article.get("dateCreated"))]
    linked_changed = list(texts_of(article.get("dateModified")))
    if not article:
        linked = [m.group(1) for s in scripts for m in _IN_SCRIPT["published"].finditer(s[:500_000])][:1]
        linked_changed = [m.group(1) for s in scripts for m in _IN_SCRIPT["updated"].finditer(s[:500_000])][:1]
    published = linked + [v for key in _PUBLISHED_METAS for v in metas.get(key, [])[:1]]
    updated = linked_changed + [v for key in _UPDATED_METAS for v in metas.get(key, [])[:1]]
    seen = _seen_times(tree)
    first = _best([parse_moment(v, zone) for v in published])
    if first is None or first.is_date or first.zone_assumed:
        shown = [parse_moment(v, zone) for v, changed in seen if not changed]
        first = _best([first, *shown])
    guessed = None if first else _find_said_day(tree, zone) or _guess_day(tree, zone)
    changed = _best([parse_moment(v, zone) for v in updated])
    changed = changed or _best([parse_moment(v, zone) for v, late in seen if late])
    return PageTimes(first or guessed, changed, guessed is not None)


def _find_said_day(tree: Element, zone: tzinfo) -> Moment | None:
    """The time in the first line that says "published", or "date", and stands outside the margin."""
    for element in tree.iter("p", "span", "div", "li", "dd", "td"):
        if len(element) <= 4:
            line = line_in(element, _LONGEST_SAYING)
            if form_of(line) == "published" and not _in_link(element) and not lies_in_margin(element):
                return parse_moment(line, zone)
    return None


def _guess_day(tree: Element, zone: tzinfo) -> Moment | None:
    """The day that htmldate finds in a page that states none where times are usually stated."""
    found = find_date(deepcopy(tree), extensive_search=False, original_date=True)
    return parse_moment(found, zone) if found else None


def _best(moments: list[Moment | None]) -> Moment | None:
    """The fullest statement of the time that was stated first."""
    stated = [m for m in moments if m]
    if not stated:
        return None
    near = [m for m in stated if _near(m.when, stated[0].when)]
    return min(near, key=lambda m: (m.is_date, m.zone_assumed))


def _near(one: datetime, other: datetime) -> bool:
    """Whether two times can be one, told with and without a zone or time of day."""
    return abs((one - other).total_seconds()) <= 26 * 3600


def _seen_times(tree: Element) -> list[tuple[str, bool]]:
    """Times that stand on the page before the body ends, each with whether it tells of a change."""
    found: list[tuple[str, bool]] = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or len(found) >= 6:
            continue
        prop = element.get("itemprop") or ""
        if prop in {"datePublished", "dateModified"}:
            stated = element.get("datetime") or element.get("content") or text_in(element)
            found.append((stated, prop == "dateModified"))
        elif element.tag == "time" and not _in_teaser(element):
            around = classes_of(element) + " " + text_in(element)[:80]
            found.append((element.get("datetime") or text_in(element)[:120], bool(_UPDATE_MARK.search(around))))
        elif element.tag in {"span", "div", "p"} and _DATE_MARK.search(classes_of(element)) and not _in_teaser(element):
            words = line_in(element, 120)
            if len(words) >= 6:
                found.append((words, bool(_UPDATE_MARK.search(words + classes_of(element)))))
    return found


def _in_link(element: Element) -> bool:
    return next(element.iterancestors("a"), None) is not None


def _in_teaser(element: Element) -> bool:
    """Whether an element lies in a link, list or margin, where the times of other reports stand."""
    return next(element.iterancestors("a", "li", "aside", "nav", "footer"), None) is not None
