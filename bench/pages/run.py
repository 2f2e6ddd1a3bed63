"""How well pages are read: title, day, instant, authors, body.

    python bench/pages/run.py              the shipped golden pages, and the real pages where they are present
    python bench/pages/run.py --floors     the shipped pages; exit status 1 when a figure is under its floor
    python bench/pages/run.py --data PATH  a directory of pages with an expected.jsonl
    python bench/pages/run.py --worst N    also names the N pages whose body was read worst

expected.jsonl: {"file", "title", "authors": [...], "published": ISO time, "paragraphs": [...]} a line.  A title counts
when its letters and digits are the same, case folded; a day within 24 hours (a page that expects none is left out); an
instant within 60 seconds, where the expected time has a zone; authors and body are mean F1, over the set of names and
over the multiset of words.  Only body, sub-headings and key points are scored as body.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

# Any stands for decoded JSON.
from typing import Any

from lagebild.errors import LagebildError
from lagebild.records import Document, Report
from lagebild.settings import Settings
from lagebild.sources import understand_document

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "data" / "pages"
BODY = {"body", "subheading", "key_point"}
FIGURES = ("title", "date", "instant", "authors", "body", "body_p", "body_r")


@dataclass
class Scores:
    """The scores of each page by figure, and the pages whose body is to be looked at."""

    values: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in FIGURES})
    bodies: list[tuple[float, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)

    def mean(self) -> dict[str, float | None]:
        """The mean of each figure, None where no page counts for it."""
        return {name: round(sum(v) / len(v), 4) if v else None for name, v in self.values.items()}


def split_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def compare(gold: Counter[str], found: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags."""
    hits = sum((gold & found).values())
    precision = hits / sum(found.values()) if found else 0.0
    recall = hits / sum(gold.values()) if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def read_page(path: Path) -> Report | str:
    """The report of a page, or why there is none."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        return understand_document(Document(str(path), raw), Settings(max_bytes=50_000_000))
    except LagebildError as error:
        return str(error)


def score_time(scores: Scores, expected: str | None, found: datetime | None) -> None:
    if not expected:
        return
    stated = datetime.fromisoformat(expected.replace("Z", "+00:00"))
    due = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    gap = abs((due - found).total_seconds()) if found else float("inf")
    scores.values["date"].append(gap <= 86_400)
    if stated.tzinfo:
        scores.values["instant"].append(gap <= 60)


def score_page(scores: Scores, expected: dict[str, Any], report: Report | None) -> None:
    """Add one page; a page that could not be read counts as read with nothing in it."""
    title = (report.title or "") if report else ""
    scores.values["title"].append(
        bool(expected["title"]) and "".join(split_words(expected["title"])) == "".join(split_words(title))
    )
    score_time(scores, expected["published"], report.published if report else None)
    if expected["authors"]:
        due = Counter({" ".join(split_words(name)) for name in expected["authors"]})
        found = Counter({" ".join(split_words(name)) for name in (report.authors if report else ())})
        scores.values["authors"].append(compare(due, found)[2])
    text = "\n".join(report.text[p.start : p.end] for p in report.parts if p.part in BODY) if report else ""
    figures = compare(Counter(split_words(" ".join(expected["paragraphs"]))), Counter(split_words(text)))
    for name, value in zip(("body_p", "body_r", "body"), figures, strict=True):
        scores.values[name].append(value)
    scores.bodies.append((round(figures[2], 3), expected["file"]))


def run_directory(folder: Path) -> dict[str, Any]:
    """The figures of a directory of pages, the failures named."""
    scores, start = Scores(), time.process_time()
    lines = (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    for expected in map(json.loads, lines):
        found = read_page(folder / expected["file"])
        if isinstance(found, str):
            scores.failures.append(f"{expected['file']}: {found}")
        score_page(scores, expected, None if isinstance(found, str) else found)
    spent = time.process_time() - start
    return {
        "pages": len(lines),
        **scores.mean(),
        "failures": scores.failures,
        "pages_per_cpu_second": round(len(lines) / spent, 1) if spent else None,
        "worst": sorted(scores.bodies),
    }


def print_figures(figures: dict[str, dict[str, Any]], worst: int) -> None:
    """One JSON line for programs, one table for people."""
    print(json.dumps({name: {k: v for k, v in row.items() if k != "worst"} for name, row in figures.items()}))
    print(f"{'pages of':<10}{'n':>5}" + "".join(f"{name:>9}" for name in FIGURES))
    for name, row in figures.items():
        print(
            f"{name:<10}{row['pages']:>5}"
            + "".join("      —  " if row[k] is None else f"{row[k]:>9.4f}" for k in FIGURES)
        )
        for failure in row["failures"]:
            print(f"  not read: {failure}")
        for score, page in row["worst"][:worst]:
            print(f"  {score:.3f} {page}")


def under_floor(figures: dict[str, dict[str, Any]]) -> list[str]:
    """The figures that are lower than floors.json allows."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    return [
        f"{name} {figure} {figures[name][figure]} < {least}"
        for name, row in floors.items()
        for figure, least in row.items()
        if figures[name][figure] is None or figures[name][figure] < least
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--worst", type=int, default=0)
    given = parser.parse_args()
    figures = {"golden": run_directory(HERE / "data")}
    folder = given.data or REAL
    if given.floors:
        pass
    elif (folder / "expected.jsonl").exists():
        figures["given" if given.data else "real"] = run_directory(folder)
    else:
        print(f"skipped: there is no {folder / 'expected.jsonl'}", file=sys.stderr)
    print_figures(figures, given.worst)
    missed = under_floor(figures) if given.floors else []
    for line in missed:
        print(f"under its floor: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
