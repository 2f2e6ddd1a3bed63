"""JSON-LD: the objects that a page hides in its scripts, read with patience for what is broken in them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Any stands for decoded JSON: any value that JSON has.
from typing import Any

_COMMENTS = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DEEPEST = 12
_MOST_OBJECTS = 4_000
_LONGEST = 3_000_000
# What hangs on these is another thing than the page's own report.
_OTHERS = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "relatedLink", "citation", "mentions", "about", "publisher", "review",
     "liveBlogUpdate", "comment", "associatedMedia", "isBasedOn", "subjectOf", "video", "image", "potentialAction"}
)  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|Posting|Report|ClaimReview|NewsItem|Review)$")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What the scripts of a page say: every object in reading order, and those that have an "@id", by it.

    `objects` holds (depth, object) pairs; what belongs to other reports is left out.
    """

    objects: tuple[tuple[int, dict[str, Any]], ...] = ()
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        """The object that a reference of the form {"@id": …} stands for, else the value itself."""
        if isinstance(value, dict) and "@id" in value and not value.get("name"):
            found = self.by_id.get(str(value["@id"]))
            return found if found is not None else value
        return value


def read_linked_data(scripts: list[str]) -> LinkedData:
    """The objects in the texts of a page's JSON-LD scripts; a script that is past mending is left out."""
    objects: list[tuple[int, dict[str, Any]]] = []
    by_id: dict[str, dict[str, Any]] = {}
    for script in scripts:
        for depth, found, own in _walk(_load(script)):
            if len(objects) >= _MOST_OBJECTS:
                break
            if own:
                objects.append((depth, found))
            name = found.get("@id")
            if isinstance(name, str) and len(found) > 2:
                by_id.setdefault(name, found)
    return LinkedData(tuple(objects), by_id)


def types_of(found: dict[str, Any]) -> list[str]:
    """The names in "@type", without their vocabulary."""
    stated = found.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)]


def is_article(found: dict[str, Any]) -> bool:
    """Whether an object describes a report."""
    return any(_ARTICLE.search(name) for name in types_of(found))


def texts_of(value: Any) -> Iterator[str]:
    """The strings in a value: itself, the members of a list, the name of an object."""
    for one in value if isinstance(value, list) else [value]:
        words = one.get("@value") or one.get("name") or one.get("@id") if isinstance(one, dict) else one
        if isinstance(words, str) and words.strip():
            yield html.unescape(words).strip()


def _load(script: str) -> Any:
    """The JSON of a script, mended where that is easy: comments, raw line ends, trailing commas, entities."""
    text = _COMMENTS.sub("", script[:_LONGEST]).strip().rstrip(";")
    for mend in (str, _drop_trailing_commas, html.unescape):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return _load_first(text)


def _drop_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", text)


def _load_first(text: str) -> Any:
    """The first whole value of a text that goes on after it, None when there is none."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, depth: int = 0, own: bool = True) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Every object with its depth, and whether it may be the page's own report."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, depth, own)
    elif isinstance(value, dict):
        yield depth, value, own
        for key, one in value.items():
            if isinstance(one, list | dict):
                yield from _walk(one, depth + (key != "@graph"), own and key not in _OTHERS)
