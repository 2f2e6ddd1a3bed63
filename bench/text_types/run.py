"""How well the type of a text is read, with what the page declares and with that hidden.

    python bench/text_types/run.py            own texts, the bundled example, real pages if present
    python bench/text_types/run.py --floors   what ships; exit status 1 when a figure is under its floor
    python bench/text_types/run.py --wrong    also names the texts that were read wrong

`data/pages.jsonl` holds two labels of each real page, given blindly, and the settled one, by file name only.  A set by
its bare name scores the label that the text itself supports; "_declared" takes the page's word where it has one.
An "unknown" is wrong, but for texts of which nothing can be told.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Any stands for decoded JSON.
from typing import Any

from lagebild.example import example_folder
from lagebild.reading import read_reports
from lagebild.records import Document, Reading, Report
from lagebild.settings import Settings
from lagebild.situation.labels import settle_type
from lagebild.sources import understand_document

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.kinds.reliability import calibration_error, print_steps, sort_steps
from bench.kinds.run import check_floors, f1

HERE = Path(__file__).parent
PAGES = HERE.parents[2] / "shared" / "data" / "pages"
TYPES = ("news", "background", "analysis", "opinion", "interview", "feature", "other", "unknown")
SETTINGS = Settings(max_bytes=50_000_000)


@dataclass(frozen=True)
class Case:
    """A report with the type that people give it; `group` is the set and language it counts in."""

    report: Report
    label: str
    group: str


def read_pages() -> Iterator[Case]:
    """The real pages, where they lie beside the project."""
    for line in (HERE / "data" / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = gzip.decompress((PAGES / row["file"]).read_bytes())
        report = understand_document(Document(row["file"], raw), SETTINGS)
        yield Case(report, row["label"], f"pages_{report.language if report.language in ('en', 'de') else 'others'}")


def read_example() -> Iterator[Case]:
    """The bundled example."""
    gold = json.loads((example_folder() / "expected.json").read_text(encoding="utf-8"))
    rows = ((row["page"], row) for row in gold["pages"])
    for name, row in rows:
        path = example_folder() / name
        yield Case(understand_document(Document(str(path), path.read_bytes()), SETTINGS), row["text_type"], "example")


def read_own() -> Iterator[Case]:
    """Short texts written for this measure; odd ones, which have no type, are labelled "unknown"."""
    for path in sorted((HERE / "data" / "own").glob("*.txt")):
        label = path.stem.split("_")[0]
        language = path.stem.split("_")[1]
        text = path.read_bytes()
        yield Case(understand_document(Document(str(path), text), SETTINGS), label, f"own_{language}")


def sum_up(pairs: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Share right, and F1 of the types that matter most."""
    total = sum(pairs.values())
    right = sum(n for (expected, found), n in pairs.items() if expected == found)
    return {
        "texts": total,
        "right": round(right / total, 4),
        **{name: round(f1(pairs, name), 4) for name in ("news", "analysis", "opinion")},
        "unknown": sum(n for (_, found), n in pairs.items() if found == "unknown"),
    }


def print_confusion(title: str, pairs: Counter[tuple[str, str]]) -> None:
    """Rows are what people say, columns what was found."""
    print(f"{title:<14}" + "".join(f"{name[:10]:>11}" for name in TYPES))
    for row in TYPES:
        if any(expected == row for expected, _ in pairs):
            print(f"{row:<14}" + "".join(f"{pairs[row, column]:>11}" for column in TYPES))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    cases = [*read_own(), *read_example()]
    if not given.floors and PAGES.exists():
        cases += list(read_pages())
    elif not given.floors:
        print(f"the real pages are left out: there is no {PAGES}", file=sys.stderr)
    pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    trust: list[tuple[float, bool]] = []
    for case, reading in zip(cases, read_reports((c.report for c in cases), SETTINGS), strict=True):
        count_case(case, reading, pairs)
        if reading.text_type.confidence is not None:
            trust.append((reading.text_type.confidence, reading.text_type.label == case.label))
        if given.wrong and reading.text_type.label != case.label:
            found = reading.text_type
            print(f"{case.label:>10} read as {found.label} ({found.confidence}): {Path(case.report.id).name}")
    figures = {name: sum_up(counted) for name, counted in pairs.items()}
    steps = sort_steps(trust)
    figures["confidence"] = {"ece": calibration_error(steps)}
    print(json.dumps(figures))
    for name, counted in pairs.items():
        print_confusion(name, counted)
    print_steps("confidence", steps)
    for name, row in figures.items():
        print(f"{name:<24}" + "  ".join(f"{key} {value}" for key, value in row.items()))
    return check_floors(figures, HERE / "floors.json") if given.floors else 0


def count_case(case: Case, reading: Reading, pairs: dict[str, Counter[tuple[str, str]]]) -> None:
    """A text in its group with the declaration hidden; again, with it, among with what it declares."""
    pairs[case.group][case.label, reading.text_type.label] += 1
    pairs[f"{case.group}_declared"][case.label, settle_type(reading)] += 1


if __name__ == "__main__":
    sys.exit(main())
