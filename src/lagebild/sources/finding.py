"""Finding: from what a person names to the documents there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from lagebild.errors import SourceError
from lagebild.records import Document, Failure
from lagebild.settings import Settings
from lagebild.sources.addresses import is_web_address, normalise_address
from lagebild.sources.feed import list_links, local_path_of
from lagebild.sources.fetch import RobotsBook, fetch_page
from lagebild.sources.files import list_files, look_ahead, open_file, read_whole, unfold_gzip, unfold_start
from lagebild.sources.identities import STDIN
from lagebild.sources.jsonl import split_rows
from lagebild.sources.sniffing import LOOKED_AT, tell_kind
from lagebild.sources.warc import split_archive

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]{1,20})://", re.IGNORECASE)
_Found = Iterator[Document | Failure]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where bytes were found: the address as a person names it, what a server declares, and how deep in feeds."""

    address: str
    name: str
    media_type: str | None = None
    identity: str | None = None
    in_feed: bool = False


def find_documents(locator: str, settings: Settings, stdin: BinaryIO | None = None) -> _Found:
    """The documents that a locator names: a file, a folder, an http(s) address, or "-" for `stdin`.

    Feeds, WARC archives and JSON lines are expanded into what they hold.  What cannot be read becomes a Failure with
    one line that says why, and all else is kept; nothing is raised for bad input.
    """
    try:
        yield from _find(locator, settings, stdin)
    except SourceError as error:
        yield _fail(error, locator)
    except OSError as error:
        yield Failure(locator, f"reading failed ({error.strerror or error})")


def _find(locator: str, settings: Settings, stdin: BinaryIO | None) -> _Found:
    """The documents of a locator; raises SourceError where the locator itself is the problem."""
    scheme = _SCHEME.match(locator)
    if locator == STDIN:
        stream = stdin if stdin is not None else io.BytesIO()
        yield from _expand(stream, _Place(STDIN, ""), settings)
    elif is_web_address(locator):
        yield from _fetch(locator, settings)
    elif scheme:
        yield Failure(locator, f"only http and https addresses are read, not {scheme.group(1)}")
    elif "\x00" in locator or not locator:
        yield Failure(locator, "this names nothing")
    elif Path(locator).is_dir():
        yield from _find_below(Path(locator), settings)
    else:
        yield from _open(Path(locator), settings)


def _find_below(folder: Path, settings: Settings) -> _Found:
    """The documents in the files of a folder."""
    empty = True
    for path in list_files(folder):
        empty = False
        yield from _guard(str(path), _open(path, settings))
    if empty:
        yield Failure(str(folder), "the folder holds no files")


def _guard(address: str, found: _Found) -> _Found:
    """What was found, an error turned into a Failure so that the next source is still read."""
    try:
        yield from found
    except SourceError as error:
        yield _fail(error, address)
    except OSError as error:
        yield Failure(address, f"reading failed ({error.strerror or error})")


def _open(path: Path, settings: Settings, in_feed: bool = False) -> _Found:
    """The documents in one file."""
    with open_file(path) as stream:
        yield from _expand(stream, _Place(str(path), path.name, in_feed=in_feed), settings)


def _fetch(address: str, settings: Settings, in_feed: bool = False) -> _Found:
    """The documents at one address."""
    found = fetch_page(address, settings)
    if found is None:
        return
    head = found.raw[:LOOKED_AT]
    name = address.partition("?")[0].rpartition("/")[2]
    if tell_kind(head, name, found.media_type) in {"html", "text", "pdf", "binary", "empty"}:
        yield found
    else:
        place = _Place(address, name, found.media_type, found.identity, in_feed)
        yield from _expand(io.BytesIO(found.raw), place, settings)


def _expand(stream: IO[bytes], place: _Place, settings: Settings) -> _Found:
    """The documents in a stream of bytes."""
    head, stream = look_ahead(stream, LOOKED_AT)
    kind = tell_kind(head, place.name, place.media_type)
    if kind == "gzip":
        kind = tell_kind(unfold_start(head), place.name, place.media_type)
        if kind != "warc":  # an archive is unfolded record by record
            stream = unfold_gzip(stream, place.address)
    if kind == "warc":
        yield from split_archive(stream, place.address, settings)
    elif kind == "jsonl":
        yield from split_rows(stream, place.address, settings)
    elif kind == "feed" and not place.in_feed:
        yield from _follow_feed(read_whole(stream, place.address, settings.max_bytes), place, settings)
    else:
        raw = read_whole(stream, place.address, settings.max_bytes)
        yield Document(place.address, raw, place.media_type, place.identity)


def _follow_feed(raw: bytes, place: _Place, settings: Settings) -> _Found:
    """The pages that a feed names; robots.txt is asked first, because no person named these pages one by one."""
    web = normalise_address(place.identity) or normalise_address(place.address)
    robots = RobotsBook(settings)
    for link in list_links(raw, place.address, web):
        if is_web_address(link):
            if robots.allows(link):
                yield from _guard(link, _fetch(link, settings, in_feed=True))
            else:
                yield Failure(link, robots.explain(link))
        else:
            yield from _guard(link, _open_beside(place, link, settings))


def _open_beside(place: _Place, link: str, settings: Settings) -> _Found:
    """The file that a local feed names with a relative link; it must lie in the feed's own folder."""
    path = local_path_of(link)
    if not path or place.address == STDIN or is_web_address(place.address):
        yield Failure(link, "only http and https addresses, and files beside a local feed, are read")
        return
    folder = Path(place.address).absolute().parent.resolve()
    found = (folder / path).resolve()
    if not found.is_relative_to(folder):
        yield Failure(link, f"the feed {place.address!r} names a file outside its own folder")
    else:
        yield from _open(Path(place.address).parent / path, settings, in_feed=True)


def _fail(error: SourceError, address: str) -> Failure:
    """The one line that tells of an error, without its subject, which the failure names itself."""
    reason = " ".join((f"{error.what}; {error.advice}" if error.advice else error.what).split())
    return Failure(error.subject or address, reason)
