"""PDF documents to reports, with the page on which each stretch of text stood."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from lagebild.errors import Unreadable
from lagebild.records import Document, Hints, Page, Report
from lagebild.settings import Settings
from lagebild.sources.blocks import tidy_line
from lagebild.sources.bylines import split_authors
from lagebild.sources.part_forms import is_bullet, looks_like_heading
from lagebild.sources.text import make_report
from lagebild.sources.times import load_zone, parse_moment

_MOST_PAGES = 500
_MOST_CHARACTERS = 3_000_000
_LONGEST_BLOCK = 10_000
_HYPHEN = re.compile(r"[^\W\d_]-$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»“)\]]*$")
_NO_TITLE = re.compile(
    r"^(?:untitled|unbenannt|microsoft word|document\d*|.*\.(?:docx?|pdf|indd|qxd|odt))", re.IGNORECASE
)
_PDF_DATE = re.compile(r"^D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2}))?")


def read_pdf(document: Document, settings: Settings, hints: Hints) -> Report:
    """The report of a PDF.  Raises Unreadable when it is broken, encrypted, or holds pictures of text only."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on sloppy files help nobody here
    try:
        reader = PdfReader(io.BytesIO(document.raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is locked with a password", document.address, "save a copy without one")
        pages = _read_pages(reader)
        stated = {str(k): str(v) for k, v in (reader.metadata or {}).items() if isinstance(v, str)}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        raise Unreadable(f"the PDF is broken ({type(error).__name__})", document.address) from None
    except (NotImplementedError, AssertionError, ArithmeticError, MemoryError, ImportError, LookupError) as error:
        raise Unreadable(f"the PDF cannot be read ({type(error).__name__})", document.address) from None
    blocks, first_pages = _join_pages(_drop_repeated(pages))
    if not blocks:
        raise Unreadable("the PDF holds no text", document.address, "it may be a scan")
    report = make_report(document, blocks, settings, hints)
    return _add_stated(replace(report, pages=_tile_pages(report, first_pages)), stated, settings, hints)


def _read_pages(reader: PdfReader) -> list[list[str]]:
    """The lines of each page."""
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages[:_MOST_PAGES]:
        text = page.extract_text() or ""
        length += len(text)
        pages.append([tidy_line(line) for line in text.splitlines()])
        if length > _MOST_CHARACTERS:
            break
    return pages


def _drop_repeated(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the headers and footers that most of them share; page numbers do not make two lines differ."""
    if len(pages) < 3:
        return [_drop_numbers(lines) for lines in pages]
    edges = Counter(key for lines in pages for key in {_edge_key(line) for line in _edges(lines)})
    common = {key for key, count in edges.items() if key and count >= max(3, 0.6 * len(pages))}
    kept = []
    for lines in pages:
        edge = {id(line) for line in _edges(lines)}
        kept.append(_drop_numbers([line for line in lines if not (id(line) in edge and _edge_key(line) in common)]))
    return kept


def _edges(lines: list[str]) -> list[str]:
    """The first two and last two lines of a page that hold anything."""
    full = [line for line in lines if line]
    return full[:2] + full[2:][-2:]


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _drop_numbers(lines: list[str]) -> list[str]:
    """The lines without a page number that stands alone at the top or the bottom."""
    full = [i for i, line in enumerate(lines) if line]
    bare = {
        i
        for i in (full[:1] + full[-1:])
        if re.fullmatch(r"(?:page |seite |- ?)?\d{1,4}(?: ?-| ?/ ?\d+)?", lines[i].lower())
    }
    return [line for i, line in enumerate(lines) if i not in bare]


def _join_pages(pages: list[list[str]]) -> tuple[list[str], list[int]]:
    """Paragraphs made from the lines of all pages, and the number of the page on which each begins."""
    blocks: list[str] = []
    numbers: list[int] = []
    broken = True
    for number, lines in enumerate(pages, 1):
        width = _full_width(lines)
        broken = broken or bool(_SENTENCE_END.search(blocks[-1]))
        for line in lines:
            if not line:
                broken = broken or not blocks or bool(_SENTENCE_END.search(blocks[-1]))
                continue
            if broken or is_bullet(line) or len(blocks[-1]) > _LONGEST_BLOCK:
                blocks.append(line)
                numbers.append(number)
            elif _HYPHEN.search(blocks[-1]) and line[:1].islower():
                blocks[-1] = blocks[-1][:-1] + line
            else:
                blocks[-1] = f"{blocks[-1]} {line}"
            broken = len(line) < 0.8 * width and (
                bool(_SENTENCE_END.search(line)) or (line == blocks[-1] and looks_like_heading(line))
            )
    return blocks, numbers


def _full_width(lines: list[str]) -> int:
    """The length of a full line on this page, in characters."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0


def _tile_pages(report: Report, numbers: list[int]) -> tuple[Page, ...]:
    """The stretch of text of each page; a paragraph that runs over counts where it begins."""
    pages: list[Page] = []
    for part, number in zip(report.parts, numbers, strict=True):
        if pages and pages[-1].page == number:
            pages[-1] = Page(pages[-1].start, part.end, number)
        else:
            pages.append(Page(part.start, part.end, number))
    return tuple(pages)


def _add_stated(report: Report, stated: dict[str, str], settings: Settings, hints: Hints) -> Report:
    """The report with the title, authors and date that the document's properties state, where they make sense."""
    title = tidy_line(stated.get("/Title"))
    if title and not _NO_TITLE.match(title) and len(title.split()) >= 2 and not report.title:
        report = replace(report, title=title)
    if not report.authors and (names := split_authors([stated.get("/Author", "")])):
        report = replace(report, authors=tuple(n for n in names if " " in n))
    found = _PDF_DATE.match(stated.get("/CreationDate", ""))
    if report.published is None or (hints.published and report.published == hints.published):
        report = _add_date(report, found, settings)
    return report


def _add_date(report: Report, found: re.Match[str] | None, settings: Settings) -> Report:
    """The report with the time at which its file was made: as a day only, for a file is made before it is published."""
    if not found or report.published:
        return report
    moment = parse_moment("".join(found.groups("")[:3]), load_zone(settings.timezone))
    if not moment:
        return report
    told = "the date is that of the PDF file; the text itself does not say when it was published"
    kept = tuple(w for w in report.warnings if "does not say when" not in w)
    return replace(report, published=moment.when, published_is_date=True, warnings=(*kept, told))
