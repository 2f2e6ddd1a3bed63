"""HTML pages to reports."""

from __future__ import annotations

from datetime import tzinfo

from lagebild.errors import Unreadable
from lagebild.records import Document, Hints, Report
from lagebild.settings import Settings
from lagebild.sources.addresses import host_of, is_web_address, normalise_address
from lagebild.sources.blocks import Block, join_blocks, tidy_line
from lagebild.sources.charset import decode_bytes
from lagebild.sources.identities import label_of, place_of
from lagebild.sources.languages import choose_language
from lagebild.sources.page_metadata import PageMetadata, read_metadata
from lagebild.sources.page_parts import find_blocks
from lagebild.sources.page_trees import grow_tree
from lagebild.sources.text import add_labels
from lagebild.sources.times import Moment, load_zone, zone_of_host

_SHORT_BODY = 150  # words; a page that costs something and shows less shows a teaser
_LEAST_BODY = 5  # words; below that a page holds no report


def read_html(document: Document, settings: Settings, hints: Hints) -> Report:
    """The report of an HTML page.  Raises Unreadable when the page has no readable text."""
    tree = grow_tree(decode_bytes(document.raw, document.media_type), document.address)
    address = normalise_address(document.identity) or normalise_address(document.address)
    page = read_metadata(tree, address, _zone_for(address, settings))
    own = page.canonical or address
    if not address and own and (zone := zone_of_host(host_of(own))):
        page = read_metadata(tree, own, zone)
    blocks = find_blocks(tree, page.title, list(page.descriptions))
    if sum(len(b.text.split()) for b in blocks) < _LEAST_BODY:
        raise Unreadable(
            "the page has no readable text", document.address, "it may be built by scripts or behind a wall"
        )
    return _make_report(document, page, blocks, hints)


def _zone_for(address: str | None, settings: Settings) -> tzinfo:
    """The zone in which times without one are read."""
    return (zone_of_host(host_of(address)) if address else None) or load_zone(settings.timezone)


def _make_report(document: Document, page: PageMetadata, blocks: list[Block], hints: Hints) -> Report:
    """The report from what the page says and what stands on it."""
    title = tidy_line(page.title) or None
    text, parts = join_blocks([Block(title, "headline"), *blocks] if title else blocks)
    language, doubt = choose_language(" ".join(b.text for b in blocks), list(page.declared_languages), hints.language)
    words = sum(len(b.text.split()) for b in blocks if b.part in {"body", "key_point"})
    stub = page.free is False and words < _SHORT_BODY
    published = page.times.published
    report = Report(
        id=label_of(document),
        identity=page.canonical or place_of(document),
        text=text,
        parts=parts,
        url=page.canonical or _web_place(document),
        outlet=page.outlet,
        title=title,
        authors=page.authors,
        published=published.when if published else hints.published,
        published_is_date=bool(published and published.is_date),
        updated=page.times.updated.when if page.times.updated else None,
        language=language,
        declared=page.declared,
        stub=stub,
        warnings=tuple(w for w in (doubt, *_warn(page, published, stub, document)) if w),
    )
    return add_labels(report)


def _warn(page: PageMetadata, published: Moment | None, stub: bool, document: Document) -> list[str | None]:
    """What a person should know about how the page was read."""
    place = _web_place(document)
    moved = place and page.canonical and host_of(place) != host_of(page.canonical)
    return [
        "the page says that it is not free to read; only its beginning is here" if stub else None,
        "the page does not say when it was published" if published is None else None,
        f"the time of publication has no zone; taken in {published.when.tzinfo}"
        if published and published.zone_assumed
        else None,
        "the page states no time of publication in the usual places; the day is guessed from dates that stand on it"
        if page.times.guessed
        else None,
        f"the page names an address on another site as its own: {page.canonical}" if moved else None,
    ]


def _web_place(document: Document) -> str | None:
    """The web address a document came from, None when it came from elsewhere."""
    for place in (document.identity, document.address):
        if place and is_web_address(place):
            return normalise_address(place)
    return None
