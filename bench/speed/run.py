"""How fast a whole reading is, as a ratio to bare spaCy on the same texts in the same run, on one thread.

Prints one JSON line and a table.  Words are runs of letters and digits.  Each text is read warm, five times in turn
with the bare parse, and the medians are compared; CPU seconds of this process are counted, not the clock on the wall.
What each reader costs beside parse and encoder is given as a share of the bare parse, from one further round.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from lagebild.example import example_sources
from lagebild.reading import READERS, read_reports
from lagebild.reading.parse import load_parser, parse_reports
from lagebild.records import Document, Part, Reading, Report
from lagebild.settings import Settings
from lagebild.sources import find_documents, understand_document

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT.parent / "shared/data/attribution/polnear_dev.jsonl.gz"
WORD = re.compile(r"\w+")


def example_reports(settings: Settings) -> list[Report]:
    """The English reports of the bundled example."""
    found = (d for source in example_sources() for d in find_documents(str(source), settings))
    reports = [understand_document(d, settings) for d in found if isinstance(d, Document)]
    return [report for report in reports if report.language == "en"]


def plain_reports(path: Path, most: int) -> list[Report]:
    """The texts of an annotated file as reports of body alone."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(most))]
    return [
        Report(row["id"], row["id"], row["text"], (Part(0, len(row["text"]), "body"),), language="en") for row in rows
    ]


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process that the work took."""
    began = time.process_time()
    work()
    return time.process_time() - began


def share_readers(reports: list[Report], settings: Settings, bare: float) -> dict[str, float]:
    """CPU seconds of each reader on reports parsed before, as shares of `bare`, the seconds of the bare parse."""
    readings = [(parsed, Reading(parsed.report)) for parsed in parse_reports(reports, settings)]
    shares = {}
    for reader in READERS:
        began = time.process_time()
        readings = [(parsed, reader.read(parsed, reading)) for parsed, reading in readings]
        shares[reader.name] = round((time.process_time() - began) / bare, 3)
    return shares


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ARTICLES, help="annotated articles; else the bundled example")
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    settings = Settings()
    if given.data.exists():
        reports, data = plain_reports(given.data, given.articles), given.data.name
    else:
        print(f"without {given.data}: measuring on the bundled example")
        reports, data = example_reports(settings), "example"
    words = sum(len(WORD.findall(report.text)) for report in reports)
    nlp = load_parser(settings, "en")
    assert nlp is not None
    whole, bare = [], []
    for round_number in range(given.rounds + 1):  # the first round warms up and is not counted
        seconds = (
            cpu_seconds(lambda: list(nlp.pipe(report.text for report in reports))),
            cpu_seconds(lambda: list(read_reports(reports, settings))),
        )
        if round_number:
            bare.append(seconds[0])
            whole.append(seconds[1])
    figures = {
        "data": data,
        "words": words,
        "bare_words_per_cpu_second": round(words / statistics.median(bare)),
        "whole_words_per_cpu_second": round(words / statistics.median(whole)),
        "ratio": round(statistics.median(b / w for b, w in zip(bare, whole)), 3),
        "ratio_min": round(min(b / w for b, w in zip(bare, whole)), 3),
        "ratio_max": round(max(b / w for b, w in zip(bare, whole)), 3),
        "readers": share_readers(reports, settings, statistics.median(bare)),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))
    print(f"{'':22}words per CPU second")
    print(f"{'bare spaCy':22}{figures['bare_words_per_cpu_second']:>8}")
    print(f"{'whole reading':22}{figures['whole_words_per_cpu_second']:>8}")
    print(f"{'ratio':22}{figures['ratio']:>8}   (from {figures['ratio_min']} to {figures['ratio_max']})")
    for name, cost in figures["readers"].items():
        print(f"  {name:20}{cost:>8}   of the bare parse")


if __name__ == "__main__":
    main()
