"""Sniffing: what kind of source bytes are, told by their beginning, their name and what the server says."""

from __future__ import annotations

import json
import re
from typing import Literal

SourceKind = Literal["html", "text", "pdf", "feed", "warc", "gzip", "jsonl", "binary", "empty"]

LOOKED_AT = 65_536
_MAGIC: tuple[tuple[bytes, SourceKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"\x89PNG", "binary"),
    (b"\xff\xd8\xff", "binary"),
    (b"GIF8", "binary"),
    (b"PK\x03\x04", "binary"),
    (b"PK\x05\x06", "binary"),
    (b"MZ\x90", "binary"),
    (b"\x7fELF", "binary"),
    (b"RIFF", "binary"),
    (b"OggS", "binary"),
    (b"ID3", "binary"),
    (b"7z\xbc\xaf", "binary"),
    (b"Rar!", "binary"),
    (b"BZh", "binary"),
    (b"\xfd7zXZ", "binary"),
    (b"\x28\xb5\x2f\xfd", "binary"),
    (b"SQLite format 3", "binary"),
    (b"\xd0\xcf\x11\xe0", "binary"),
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)[\s>/]", re.IGNORECASE)
_HTML_STRONG = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_MOST_CONTROLS = 0.01


def tell_kind(head: bytes, name: str = "", media_type: str | None = None) -> SourceKind:
    """What a source is, from its first bytes (`LOOKED_AT` are enough), its name and its declared media type."""
    body = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00") if not head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    if not head.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        return "empty"
    for magic, kind in _MAGIC:
        if body.startswith(magic):
            return kind
    if _is_binary(head):
        return "binary"
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    declared = (media_type or "").partition(";")[0].strip().lower()
    if declared in {"application/json-lines", "application/jsonl", "application/x-ndjson"} or ending in {
        "jsonl",
        "ndjson",
    }:
        return "jsonl"
    return _tell_text_kind(body, ending, declared)


def _tell_text_kind(body: bytes, ending: str, declared: str) -> SourceKind:
    """What a source of characters is."""
    start = body[:1_500]
    if _FEED.search(start) and not _HTML_STRONG.search(start):
        return "feed"
    if ending in {"html", "htm", "xhtml"} or declared in {"text/html", "application/xhtml+xml"}:
        return "html"
    if ending in {"txt", "text", "md"} and not _HTML_STRONG.search(start):
        return "text"
    if body.startswith(b"{") and _is_row(body.split(b"\n", 1)[0]):
        return "jsonl"
    wide = start.replace(b"\x00", b"")
    return "html" if _HTML.search(wide) and wide.lstrip(b"\xff\xfe").startswith(b"<") else "text"


def _is_binary(head: bytes) -> bool:
    """Whether too many bytes are no characters; UTF-16 and UTF-32 with a byte order mark are."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    sample = head[:8_192]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample)


def _is_row(line: bytes) -> bool:
    """Whether a line is a row of JSON lines with a text."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row
