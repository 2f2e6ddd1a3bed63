"""WARC archives (ISO 28500): each response that holds a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from lagebild.records import Document, Failure
from lagebild.settings import Settings
from lagebild.sources.addresses import normalise_address
from lagebild.sources.warc_records import cut_records

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_HEADERS = 131_072  # what a record may hold beside its payload


def split_archive(stream: IO[bytes], address: str, settings: Settings) -> Iterator[Document | Failure]:
    """One document for each response record that holds a page, in the order of the archive.

    A record that is broken or over the limit gives one Failure, and the rest are kept.
    """
    for number, raw in enumerate(cut_records(stream, settings.max_bytes + _HEADERS), 1):
        if isinstance(raw, str):
            yield Failure(address, f"record {number} cannot be read: {raw}")
            continue
        try:
            record = next(ArchiveIterator(io.BytesIO(raw)), None)
            found = _read_record(record, f"{address}#{number}", settings) if record else None
        except Exception as error:  # the border: warcio's parsers raise whatever HTTP, zlib and chunking do
            yield Failure(address, f"record {number} cannot be read: {_one_line(error)}")
            continue
        if found:
            yield found


def _read_record(record: ArcWarcRecord, place: str, settings: Settings) -> Document | Failure | None:
    """The document of one record, None when it holds no page."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    status = str(record.http_headers.get_statuscode() or "")
    media_type = record.http_headers.get_header("Content-Type") or ""
    if not status.startswith("2") or media_type.partition(";")[0].strip().lower() not in _PAGES:
        return None
    address = normalise_address((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")) or place
    raw = record.content_stream().read(settings.max_bytes + 1)
    if len(raw) > settings.max_bytes:
        return Failure(address, f"over the limit of {settings.max_bytes} bytes")
    length = record.http_headers.get_header("Content-Length") or ""
    encoded = record.http_headers.get_header("Content-Encoding") or record.http_headers.get_header("Transfer-Encoding")
    if length.isdigit() and not encoded and len(raw) < int(length):
        return Failure(address, f"the record holds {len(raw)} of {length} bytes")
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
