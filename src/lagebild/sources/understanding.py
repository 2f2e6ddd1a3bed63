"""Understanding: from any document to its report."""

from __future__ import annotations

from collections.abc import Callable

from lagebild.errors import LagebildError, TooLarge, Unreadable
from lagebild.records import Document, Hints, Report
from lagebild.settings import Settings
from lagebild.sources.html import read_html
from lagebild.sources.jsonl import ROW_TYPE, read_row
from lagebild.sources.pdf import read_pdf
from lagebild.sources.sniffing import LOOKED_AT, SourceKind, tell_kind
from lagebild.sources.text import read_text

_READERS: dict[SourceKind, Callable[[Document, Settings, Hints], Report]] = {
    "html": read_html,
    "text": read_text,
    "pdf": read_pdf,
}
_REFUSALS: dict[SourceKind, str] = {
    "empty": "it is empty",
    "binary": "this is no text but a binary file",
    "gzip": "this is compressed twice",
    "warc": "this is an archive inside another source",
    "feed": "this is a feed, not a page",
    "jsonl": "these are JSON lines, not one report",
}


def understand_document(document: Document, settings: Settings, hints: Hints = Hints()) -> Report:  # noqa: B008
    """The report that a document is.

    Any bytes give a Report or raise a LagebildError: Unreadable when there is no report in them, TooLarge when they
    are over the limit.
    """
    if len(document.raw) > settings.max_bytes:
        raise TooLarge(f"over the limit of {settings.max_bytes} bytes", document.address, "raise max_bytes to read it")
    try:
        if document.media_type == ROW_TYPE:
            return read_row(document, settings, hints)
        kind = tell_kind(document.raw[:LOOKED_AT], document.address.partition("?")[0], document.media_type)
        if kind in _REFUSALS:
            raise Unreadable(_REFUSALS[kind], document.address)
        return _READERS[kind](document, settings, hints)
    except LagebildError:
        raise
    except Exception as error:  # the border: bytes from anywhere go through parsers that others wrote
        raise Unreadable(
            f"it cannot be understood ({type(error).__name__}: {error})"[:200], document.address
        ) from error
