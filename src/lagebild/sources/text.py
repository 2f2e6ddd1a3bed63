"""Plain text to reports: the parts of a report recognised by their form alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import pairwise
from statistics import median

from lagebild.errors import Unreadable
from lagebild.records import Declaration, Document, Hints, Part, PartName, Report
from lagebild.settings import Settings
from lagebild.sources.blocks import Block, join_blocks, tidy_line
from lagebild.sources.bylines import split_authors
from lagebild.sources.charset import decode_bytes
from lagebild.sources.identities import label_of, place_of
from lagebild.sources.languages import choose_language
from lagebild.sources.part_forms import (
    assessor_in,
    declare_label,
    drop_bullet,
    form_of,
    is_bullet,
    is_byline,
    looks_like_heading,
    looks_like_prose,
    part_of,
    read_time,
)
from lagebild.sources.times import Moment, load_zone

_BLANK_LINES = re.compile(r"\n[ \t\f\v]*\n\s*")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_WRAP_WIDTHS = (40, 100)
_ENDS = (".", "!", "?", ":", "”", '"')
# Of a report's words, how many may follow an update line that belongs to another report's teaser.
_MOST_TEASER = 0.4


@dataclass(frozen=True, slots=True)
class Marked:
    """Lines of a report with the part each plays, and what the lines say of the whole."""

    parts: tuple[PartName, ...]
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    title: str | None = field(default=None)


def read_text(document: Document, settings: Settings, hints: Hints) -> Report:
    """The report of a plain text.  Raises Unreadable when there is none in it."""
    text = decode_bytes(document.raw, document.media_type)
    blocks = split_blocks(text)
    if not blocks:
        raise Unreadable("there is no text in it", document.address)
    return make_report(document, blocks, settings, hints)


def make_report(document: Document, blocks: list[str], settings: Settings, hints: Hints) -> Report:
    """The report that these blocks of plain text make."""
    zone = hints.published.tzinfo if hints.published and hints.published.tzinfo else load_zone(settings.timezone)
    marked = mark_lines(blocks, zone)
    shown = [Block(drop_bullet(b) if is_bullet(b) else b, p) for b, p in zip(blocks, marked.parts, strict=True)]
    text, parts = join_blocks(shown)
    language, doubt = choose_language(text, [], hints.language)
    published = marked.published
    report = Report(
        id=label_of(document),
        identity=place_of(document),
        text=text,
        parts=parts,
        title=marked.title,
        authors=marked.authors,
        published=published.when if published else hints.published,
        published_is_date=bool(published and published.is_date),
        updated=marked.updated.when if marked.updated else None,
        language=language,
        warnings=tuple(w for w in (doubt, _warn_time(published, hints)) if w),
    )
    return add_labels(report)


def add_labels(report: Report) -> Report:
    """The report with what its label lines declare: text types, and an author named there when no other is known."""
    declared: list[Declaration] = list(report.declared)
    authors = report.authors
    for part in report.parts:
        if part.part != "label":
            continue
        line = report.text[part.start : part.end].rstrip()
        if found := declare_label(line, part.start):
            declared.append(found)
        if not authors and (name := assessor_in(line)):
            authors = split_authors([name])
    return replace(report, declared=tuple(declared), authors=authors)


def split_blocks(text: str) -> list[str]:
    """The blocks of a plain text: paragraphs between blank lines, else lines; hard-wrapped lines are joined."""
    text = _LINE_ENDS.sub("\n", text)
    blocks: list[str] = []
    paragraphs = _BLANK_LINES.split(text.strip())
    for paragraph in paragraphs:
        lines = [line for line in map(tidy_line, paragraph.split("\n")) if line]
        wrapped = _is_wrapped(lines) or (len(paragraphs) > 1 and _goes_on(lines))
        blocks.extend(_join_wrapped(lines) if wrapped else lines)
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph broken at a width: all but the last about equally long, few ending a sentence."""
    if len(lines) < 2 or max(map(len, lines)) > _WRAP_WIDTHS[1]:
        return False
    full = [line for line in lines[:-1] if not is_bullet(line)]
    if len(full) < 1 or median(map(len, full)) < _WRAP_WIDTHS[0]:
        return False
    ended = sum(line.endswith(_ENDS) for line in full)
    return ended <= len(full) / 2


def _goes_on(lines: list[str]) -> bool:
    """Whether a sentence of a paragraph between blank lines goes on from one of its lines to the next."""
    return max(map(len, lines), default=0) <= _WRAP_WIDTHS[1] and any(
        after[0].islower() and not before.endswith(_ENDS) and not is_bullet(before) for before, after in pairwise(lines)
    )


def _join_wrapped(lines: list[str]) -> list[str]:
    """The paragraphs that wrapped lines make; a bullet starts a new one."""
    joined: list[list[str]] = []
    for line in lines:
        if joined and not is_bullet(line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(group) for group in joined]


def mark_lines(lines: list[str], zone: tzinfo) -> Marked:
    """The part that each line plays, told by its form and its place among the others."""
    first, last = _find_body(lines)
    title = next((i for i, line in enumerate(lines) if form_of(line) is None and not is_bullet(line)), -1)
    parts: list[PartName] = []
    for order, line in enumerate(lines):
        if order < first:
            parts.append(_part_before(line, order == title, order + 1 < len(lines)))
        elif order > last:
            parts.append(_part_after(line, parts))
        else:
            parts.append(_part_within(lines, order, parts))
    top = [line for line, part in zip(lines[: first + 1], parts, strict=False) if part == "label"]
    foot = parts.index("teaser", last + 1) if "teaser" in parts[last + 1 :] else len(lines)
    bottom = [lines[i] for i in range(max(last, first + 1), foot) if parts[i] == "label"]
    return Marked(
        parts=tuple(parts),
        published=_first_time("published", [*top, *bottom], zone),
        updated=_first_time("updated", [*top, *bottom], zone),
        authors=split_authors(line for line in top if is_byline(line)),
        title=next((line for line, part in zip(lines, parts, strict=True) if part == "headline"), None),
    )


def _find_body(lines: list[str]) -> tuple[int, int]:
    """The first line of the report's prose, and the last line before what belongs to another report."""
    first = next((i for i, line in enumerate(lines) if _starts_body(line)), len(lines))
    words = [len(line.split()) for line in lines]
    total, after = sum(words), sum(words[first + 1 :])
    for order in range(first + 1, len(lines) - 1):
        if after <= _MOST_TEASER * total and form_of(lines[order]) in {"updated", "published"}:
            return first, order - 1
        after -= words[order]
    return first, len(lines) - 1


def _starts_body(line: str) -> bool:
    """Whether a line is the first paragraph of prose."""
    return looks_like_prose(line) and not is_bullet(line) and form_of(line) is None and not is_byline(line)


def _part_before(line: str, may_be_title: bool, goes_on: bool) -> PartName:
    """The part of a line above the prose; the first plain line there is the headline if it has the form of one."""
    if is_bullet(line):
        return "key_point"
    if part := part_of(form_of(line)):
        return part
    if is_byline(line):
        return "label"
    if may_be_title:
        return "headline" if looks_like_heading(line) or line.endswith("?") else "body"
    return "subheading" if looks_like_heading(line) and goes_on else "body"


def _part_within(lines: list[str], order: int, parts: list[PartName]) -> PartName:
    """The part of a line between the first paragraph and the end of the report."""
    line, form = lines[order], form_of(lines[order])
    before = form_of(lines[order - 1]) if order else None
    if form:
        return part_of(form) or "body"
    if before == "info_box" or (before == "key_points" and is_bullet(line)):
        return "info_box" if before == "info_box" else "key_point"
    if order and parts[-1] in {"key_point", "info_box"} and is_bullet(line):
        return parts[-1]
    if before == "teaser" and looks_like_heading(line) and lines[order - 1].rstrip().endswith(":"):
        return "teaser"
    follows = lines[order + 1] if order + 1 < len(lines) else ""
    if looks_like_heading(line) and follows and (looks_like_prose(follows) or is_bullet(follows)):
        return "subheading"
    return "body"


def _part_after(line: str, parts: list[PartName]) -> PartName:
    """The part of a line behind the report: what an update line there opens is another report's teaser."""
    form = form_of(line)
    return part_of(form) or "teaser" if form in {"label", "caption", "info_box"} and "teaser" not in parts else "teaser"


def _first_time(form: str, lines: list[str], zone: tzinfo) -> Moment | None:
    """The time that the first line of this form tells."""
    return next((m for m in (read_time(line, zone) for line in lines if form_of(line) == form) if m), None)


def _warn_time(published: Moment | None, hints: Hints) -> str | None:
    """What is uncertain about the time of publication."""
    if published is None and hints.published is None:
        return "the text does not say when it was published"
    if published and published.zone_assumed:
        return f"the time of publication has no zone; taken in {published.when.tzinfo}"
    return None


def mark_kept_text(text: str, zone: tzinfo) -> tuple[tuple[Part, ...], Marked]:
    """Parts over a text that must stay as it is, character for character: its blocks lie between line breaks."""
    gap = r"\n[ \t]*\n" if re.search(r"\S[ \t]*\n[ \t]*\n\s*\S", text) else r"\n"
    starts, lines, here = [], [], 0
    for border in [*(m.end() for m in re.finditer(rf"(?:{gap})\s*", text)), len(text)]:
        if line := tidy_line(text[here:border]):
            starts.append(here)
            lines.append(line)
            here = border
    if not lines:
        return ((Part(0, len(text), "body"),) if text else ()), Marked(())
    marked = mark_lines(lines, zone)
    borders = [0, *starts[1:], len(text)]
    return tuple(Part(borders[i], borders[i + 1], name) for i, name in enumerate(marked.parts)), marked
