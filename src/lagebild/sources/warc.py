"""WARC archives (ISO 28500): each response that holds a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from lagebild.records import Document, Failure
from lagebild.settings import Settings
from lagebild.sources.addresses import normalise_address

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_MOST_BROKEN = 1_000


def split_archive(stream: IO[bytes], address: str, settings: Settings) -> Iterator[Document | Failure]:
    """One document for each response record that holds a page, in the order of the archive.

    A record that is broken gives one Failure and the rest are kept, as far as the next record can be found.
    """
    records = ArchiveIterator(stream)
    number, broken = 0, 0
    while broken < _MOST_BROKEN:
        number += 1
        try:
            record = next(records)
        except StopIteration:
            return
        except (ArchiveLoadFailed, OSError, ValueError, EOFError, AttributeError, KeyError, IndexError) as error:
            broken += 1
            yield Failure(address, f"record {number} is broken: {_one_line(error)}")
            if not _goes_on(records):
                return
            continue
        if found := _read_record(record, f"{address}#{number}", settings):
            yield found


def _goes_on(records: ArchiveIterator) -> bool:
    """Whether the archive can be read on after a broken record."""
    reader = getattr(records, "reader", None)
    if reader is None or getattr(records, "the_iter", None) is None:
        return False
    records.the_iter = records._iterate_records()
    return True


def _read_record(record: ArcWarcRecord, place: str, settings: Settings) -> Document | Failure | None:
    """The document of one record, None when it holds no page."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    status = str(record.http_headers.get_statuscode() or "")
    media_type = record.http_headers.get_header("Content-Type") or ""
    if not status.startswith("2") or media_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    target = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = normalise_address(target.strip("<>")) or place
    try:
        raw = record.content_stream().read(settings.max_bytes + 1)
    except Exception as error:  # the border: warcio's decoders raise whatever zlib, brotli and chunking do
        return Failure(address, f"the record is broken: {_one_line(error)}")
    if len(raw) > settings.max_bytes:
        return Failure(address, f"over the limit of {settings.max_bytes} bytes")
    length = record.http_headers.get_header("Content-Length") or ""
    if length.isdigit() and not record.http_headers.get_header("Content-Encoding") and len(raw) < int(length):
        return Failure(address, f"the record is broken: {len(raw)} of {length} bytes")
    identity = address if address != place else None
    return Document(address, raw, media_type, identity, _fetched(record.rec_headers.get_header("WARC-Date")))


def _fetched(words: str | None) -> datetime | None:
    """When the record was made."""
    try:
        return datetime.fromisoformat(words) if words else None
    except ValueError:
        return None


def _one_line(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:160]
