"""Charset: bytes to characters, whatever the source says or forgets to say."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_IN_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# What the WHATWG encoding standard reads under these names.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_LOOKED_AT = 4_096
_SAMPLE = 65_536


def decode_bytes(raw: bytes, media_type: str | None = None) -> str:
    """The characters of `raw`: by BOM, then valid UTF-8, then what the source declares, then detection.

    Never fails: a byte that fits nothing becomes U+FFFD.  UTF-8 goes before what is declared, because bytes above 127
    that form valid UTF-8 are UTF-8 even where a server says otherwise.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return raw.decode(name, errors="replace")
    declared = _declared_charset(raw, media_type)
    if declared not in {"utf-16", "utf-32", "utf-16-le", "utf-16-be", "iso2022_jp", "utf-7"}:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            # One broken byte in a page of valid UTF-8 is damage, not another charset.
            if declared == "utf-8" or (error.start > _LOOKED_AT and not raw[: error.start].isascii()):
                return raw.decode("utf-8", errors="replace")
    if declared and declared != "utf-7":
        return raw.decode(declared, errors="replace")
    return raw.decode(_detect_charset(raw), errors="replace")


def _declared_charset(raw: bytes, media_type: str | None) -> str | None:
    """The Python name of the charset that the header, a meta element or the XML declaration names, None if none."""
    head = raw[:_LOOKED_AT]
    stated = [m.group(1) for m in (_IN_HEADER.search(media_type or ""),) if m]
    stated += [m.group(1).decode("ascii") for m in (_IN_XML.search(head), _IN_META.search(head)) if m]
    for name in stated:
        try:
            found = codecs.lookup(name)
        except LookupError:
            continue
        if getattr(found, "_is_text_encoding", True):
            return _READ_AS.get(found.name, found.name)
    return None


def _detect_charset(raw: bytes) -> str:
    """The charset that the bytes most look like."""
    best = charset_normalizer.from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"
