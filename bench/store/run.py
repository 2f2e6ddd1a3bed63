"""How the store keeps what it was given, and how fast it is next to plain FTS5 in the same run.

Kills: runs killed at random moments, of which each must lose nothing it told of and leave nothing half (see kills.py).
Speed: an invented store is filled by `Store.add` one report at a time, each its own transaction that reaches the disk;
a plain FTS5 table (`plain.db`) gets the same sentences, one transaction a report, with the same tokenizer and the same
care for the disk.  Then both are asked the same queries.  Prints one JSON line and a table; every ratio is ours to
plain.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import kills

from lagebild.records import DateMention, Document, Part, Reading, Report
from lagebild.settings import Settings
from lagebild.store import Store, open_store

HERE = Path(__file__).parent
SENTENCES, WORDS, VOCABULARY = 25, 18, 20_000
QUERIES = 20
TOKENIZER = "porter unicode61 remove_diacritics 2"


def measure_kills(count: int, seed: int) -> dict[str, float]:
    """The share of kills after which nothing was wrong; every fault is printed."""
    documents, chance = kills.make_documents(8), random.Random(seed)
    kept = midst = 0
    with tempfile.TemporaryDirectory() as folder:
        longest = kills.time_whole_run(Path(folder), documents)
        for number in range(count):
            told, faults = kills.kill_and_check(Path(folder), documents, chance, longest)
            kept += not faults
            midst += 0 < told < len(documents)
            if (number + 1) % 50 == 0:
                print(f"{number + 1} kills, {number + 1 - kept} with faults", file=sys.stderr, flush=True)
            for fault in faults:
                print(f"kill {number}: {fault}", file=sys.stderr)
    return {"kills": count, "kills_in_the_midst": midst, "kept": kept / count}


def make_readings(count: int, seed: int) -> list[Reading]:
    """Invented reports with as many findings as real ones: words follow Zipf's law, so some are in every report."""
    chance = random.Random(seed)
    vocabulary = [f"w{number:x}" for number in range(VOCABULARY)]
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    readings = []
    for number in range(count):
        words = chance.choices(vocabulary, weights, k=SENTENCES * WORDS)
        lines = [" ".join(words[start : start + WORDS]) + "." for start in range(0, len(words), WORDS)]
        text = "\n".join(lines)
        published = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        parts = (Part(0, len(text), "body"),)
        report = Report(f"{number}.html", f"https://example.org/{number}", text, parts, published=published)
        found = kills.read(report, Settings())
        half = len(found.statements) // 2
        dates = tuple(DateMention(span.start, span.end, "DATE", "2031-01-01") for span in found.sentences[:6])
        readings.append(Reading(report, found.sentences, found.statements[:half], dates, found.actors[:half]))
    return readings


def fill_ours(store: Store, readings: list[Reading]) -> None:
    for reading in readings:
        document = Document(reading.report.identity, reading.report.text.encode())
        store.add(document, reading.report, reading, by="bench", how="bench", at=datetime.now(UTC))


def open_plain(path: Path) -> sqlite3.Connection:
    """A database with one FTS5 table, which takes as much care for the disk as ours."""
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute(f"CREATE VIRTUAL TABLE sentences USING fts5 (words, tokenize = '{TOKENIZER}')")
    return plain


def fill_plain(plain: sqlite3.Connection, readings: list[Reading]) -> None:
    for reading in readings:
        text = reading.report.text
        plain.execute("BEGIN IMMEDIATE")
        rows = [(text[s.start : s.end],) for s in reading.sentences]
        plain.executemany("INSERT INTO sentences (words) VALUES (?)", rows)
        plain.execute("COMMIT")


def timed(work: Callable[[], object]) -> float:
    """Seconds on the wall: the disk counts."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure_speed(count: int, seed: int) -> dict[str, float]:
    """Adding, asking and loading, each next to plain FTS5 where that can do it."""
    readings = make_readings(count, seed)
    chance = random.Random(seed)
    queries = [[f"w{int(chance.paretovariate(0.6)) % VOCABULARY:x}" for _ in range(3)] for _ in range(QUERIES)]
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/ours.db") as store:
        plain = open_plain(Path(folder) / "plain.db")
        ours = plainly = 0.0
        for start in range(0, count, 100):  # in turns, so that both meet the same weather
            chunk = readings[start : start + 100]
            ours += timed(lambda chunk=chunk: fill_ours(store, chunk))  # type: ignore[misc]
            plainly += timed(lambda chunk=chunk: fill_plain(plain, chunk))  # type: ignore[misc]
        asked = [(timed(lambda q=q: store.search(q)), timed(lambda q=q: ask_plain(plain, q))) for q in queries * 3]  # type: ignore[misc]
        keys = [chance.randint(1, count) for _ in range(100)]
        loads = [timed(lambda key=key: store.load(key)) for key in keys]  # type: ignore[misc]
        stream = timed(lambda: sum(1 for _ in store.reports()))
        plain.close()
        size = sum(path.stat().st_size for path in Path(folder).glob("ours.db*"))
    search = sorted(mine for mine, _ in asked)
    return {
        "reports": count,
        "sentences": count * SENTENCES,
        "add_ms": 1000 * ours / count,
        "add_ratio": ours / plainly,
        "search_ms": 1000 * statistics.median(search),
        "search_ms_95": 1000 * search[int(len(search) * 0.95)],
        "search_ratio": statistics.median(mine / theirs for mine, theirs in asked),
        "load_ms": 1000 * statistics.median(loads),
        "stream_ms": 1000 * stream / count,
        "kilobytes": size / 1024 / count,
    }


def ask_plain(plain: sqlite3.Connection, terms: list[str]) -> list[tuple[int, float]]:
    query = " OR ".join(f'"{term}"' for term in terms)
    asked = plain.execute("SELECT rowid, rank FROM sentences WHERE sentences MATCH ? ORDER BY rank LIMIT 200", (query,))
    return asked.fetchall()


def main() -> int:
    """Measure and print; the status is 1 when a kill lost something or left something half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="twenty kills only; fail below the floor")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=3000, help="size of the invented store")
    parser.add_argument("--seed", type=int, default=20310504)
    given = parser.parse_args()
    figures = measure_kills(20 if given.floors else given.kills, given.seed)
    if not given.floors:
        figures |= measure_speed(given.reports, given.seed)
    print(json.dumps({"measure": "store", **{name: round(value, 3) for name, value in figures.items()}}))
    for name, value in figures.items():
        print(f"{name:<22}{value:>12,.3f}")
    floor = json.loads((HERE / "floors.json").read_text())["kept"]
    return 0 if figures["kept"] >= floor else 1


if __name__ == "__main__":
    sys.exit(main())
