"""JSON lines: one report a row, its text kept character for character."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lagebild.errors import Unreadable
from lagebild.records import Document, Failure, Hints, Report
from lagebild.settings import Settings
from lagebild.sources.addresses import normalise_address
from lagebild.sources.blocks import tidy_line
from lagebild.sources.identities import STDIN
from lagebild.sources.languages import choose_language
from lagebild.sources.text import add_labels, mark_kept_text
from lagebild.sources.times import load_zone, parse_moment

ROW_TYPE = "application/x-lagebild-row+json"


def split_rows(stream: IO[bytes], address: str, settings: Settings) -> Iterator[Document | Failure]:
    """One document a row; a row that is broken gives one Failure that names its line, and the others are kept."""
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        if len(line) > settings.max_bytes and not line.endswith(b"\n"):
            yield Failure(address, f"line {number}: over the limit of {settings.max_bytes} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(65_536)
            continue
        line = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not line:
            continue
        try:
            row = load_row(line, address)
        except Unreadable as error:
            yield Failure(address, f"line {number}: {error.what}")
            continue
        yield Document(address, line, ROW_TYPE, _identify(row, line, number, address))


def load_row(raw: bytes, address: str) -> dict[str, object]:
    """The object in a row.  Raises Unreadable when it is none, or has no text."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"this is no JSON ({error})", address) from None
    if not isinstance(row, dict):
        raise Unreadable("this is no JSON object", address, 'a row looks like {"id": …, "text": …}')
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise Unreadable('there is no "text" in it', address, 'a row looks like {"id": …, "text": …}')
    if any("\ud800" <= c <= "\udfff" for c in row["text"]):
        raise Unreadable("its text holds half a character (a lone surrogate)", address)
    return row


def read_row(document: Document, settings: Settings, hints: Hints) -> Report:
    """The report in one row."""
    row = load_row(document.raw, document.address)
    text = str(row["text"])
    zone = hints.published.tzinfo if hints.published and hints.published.tzinfo else load_zone(settings.timezone)
    parts, marked = mark_kept_text(text, zone)
    stated = parse_moment(row.get("published"), load_zone(settings.timezone)) or marked.published
    declared = [str(row["language"])] if isinstance(row.get("language"), str) else []
    language, doubt = choose_language(text, declared, hints.language)
    title = tidy_line(str(row["title"])) if isinstance(row.get("title"), str) else ""
    url = normalise_address(str(row["url"])) if isinstance(row.get("url"), str) else None
    late = "the row does not say when it was published" if stated is None and hints.published is None else None
    assumed = f"the time of publication has no zone; taken in {zone}" if stated and stated.zone_assumed else None
    return add_labels(
        Report(
            id=_label(row) or (document.identity or document.address).rpartition("#")[2],
            identity=document.identity or _identify(row, document.raw, 1, document.address),
            text=text,
            parts=parts,
            url=url,
            title=title or marked.title,
            authors=marked.authors,
            published=stated.when if stated else hints.published,
            published_is_date=bool(stated and stated.is_date),
            updated=marked.updated.when if marked.updated else None,
            language=language,
            warnings=tuple(w for w in (doubt, late, assumed) if w),
        )
    )


def _label(row: dict[str, object]) -> str:
    """The id that a row gives."""
    given = row.get("id")
    return tidy_line(str(given)) if isinstance(given, str | int) else ""


def _identify(row: dict[str, object], raw: bytes, number: int, address: str) -> str:
    """Which report a row is: its address, else its place in the file."""
    if isinstance(row.get("url"), str) and (url := normalise_address(str(row["url"]))):
        return url
    if address == STDIN:
        return f"sha256:{hashlib.sha256(raw).hexdigest()}"
    place = normalise_address(address) or str(Path(address).absolute())
    return f"{place}#{_label(row) or number}"
