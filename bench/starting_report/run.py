"""What lagebild finds in the report it grew from, line by line, against what a careful reader finds there.

`expected.jsonl` holds what a person found: line number (from 1), offsets within the line, and labels; no text.  The
result is written to docs/from-the-report.md, which names lines by number and holds none of the report's sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lagebild.reading import read_report
from lagebild.records import Document, Hints, Reading, Span
from lagebild.settings import Settings
from lagebild.sources import find_documents, understand_document

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT.parent / "shared/data/reports/minsk_2022-12-22.txt"
PAGE = ROOT / "docs/from-the-report.md"
PUBLISHED = datetime.fromisoformat("2022-12-22T18:58+01:00")
Expected = dict[str, Any]  # Any: a row of JSON


def read_it(path: Path) -> Reading:
    """The reading of the report."""
    settings = Settings()
    document = next(iter(find_documents(str(path), settings)))
    assert isinstance(document, Document), document
    return read_report(understand_document(document, settings, Hints(published=PUBLISHED)), settings)


def line_offsets(path: Path, text: str) -> dict[int, int]:
    """Where each line of the file begins in the report's text, found in order.

    The form of a line (a bullet's dash) may not be part of the text; then -1 for each character left out.
    """
    offsets, at = {}, 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for skipped in (0, 2):
            found = text.find(line[skipped:].strip(), at) if line.strip() else -1
            if found >= 0:
                offsets[number] = found - skipped
                at = found
                break
    return offsets


def share(found: tuple[Span, ...], start: int, end: int) -> float:
    """Intersection over union, in characters, of spans and one stretch."""
    covered = sum(max(0, min(e, end) - max(s, start)) for s, e in found)
    union = sum(e - s for s, e in found) + (end - start) - covered
    return covered / union if union else 0.0


def judge(reading: Reading, row: Expected, start: int, end: int) -> str:
    """An empty string when what is expected was found, else what is missing."""
    return _JUDGES[row["what"]](reading, row, start, end)


def judge_part(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = next((p.part for p in reading.report.parts if p.start <= start < p.end), None)
    return "" if found == row["part"] else f"part is {found}"


def judge_updated(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = reading.report.updated
    return "" if found is not None and found.isoformat().startswith(row["value"]) else f"updated is {found}"


def judge_declared(reading: Reading, row: Expected, start: int, end: int) -> str:
    return "" if reading.text_type.declared == row["value"] else f"declared is {reading.text_type.declared}"


def judge_author(reading: Reading, row: Expected, start: int, end: int) -> str:
    return "" if row["value"] in reading.report.authors else "author not found"


def judge_date(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = [d for d in reading.dates if d.start < end and d.end > start]
    if not found:
        return "no date"
    return "" if any(d.value == row["value"] for d in found) else f"value is {found[0].value}"


def judge_kind(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = next((s.kind for s in reading.sentences if s.start <= start < s.end), None)
    return "" if found == row["kind"] else f"kind is {found}"


def judge_actor(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = [a for a in reading.actors if any(s < end and e > start for s, e in a.mentions)]
    if not found:
        return "no actor"
    actor = max(found, key=lambda a: max(share((m,), start, end) for m in a.mentions))
    wrong = [] if row["name"] in actor.name else [f"is {actor.name}"]
    wrong += [
        f"{key} is {getattr(actor, key)}"
        for key in ("country", "sector", "expert", "kind")
        if key in row and getattr(actor, key) != row[key]
    ]
    for key, claims in (("role", actor.roles), ("affiliation", actor.affiliations)):
        if key in row and not any(row[key] in claim.words for claim in claims):
            wrong.append(f"{key} not found")
    return ", ".join(wrong)


def judge_statement(reading: Reading, row: Expected, start: int, end: int) -> str:
    found = [
        s
        for s in reading.statements
        if max(share(s.content, start, end), share(s.cue + s.content, start, end)) >= 0.4
        and bool(s.parent) >= bool(row.get("nested"))
    ]
    if not found:
        return "no statement"
    statement = max(found, key=lambda s: max(share(s.content, start, end), share(s.cue + s.content, start, end)))
    speaker = reading.actor(statement.speaker)
    wrong = []
    if row.get("open"):
        wrong += [f"speaker is {speaker.name}, the text leaves it open"] if speaker else []
    elif row["speaker"] is not None and (speaker is None or row["speaker"] not in speaker.name):
        wrong.append(f"speaker is {speaker.name if speaker else 'unknown'}")
    if statement.stance not in row["stances"]:
        wrong.append(f"stance is {statement.stance}")
    wrong += [
        f"{key} is {getattr(statement, key)}"
        for key in ("serious", "certainty")
        if key in row and getattr(statement, key) != row[key]
    ]
    return ", ".join(wrong)


_JUDGES = {
    "part": judge_part,
    "updated": judge_updated,
    "declared": judge_declared,
    "author": judge_author,
    "date": judge_date,
    "kind": judge_kind,
    "actor": judge_actor,
    "statement": judge_statement,
}


def describe(row: Expected) -> str:
    """What was expected, in words that quote nothing but names and roles."""
    details = {
        "part": lambda: f"part: {row['part']}",
        "updated": lambda: f"updated {row['value']}",
        "declared": lambda: f"declares itself {row['value']}",
        "author": lambda: f"author {row['value']}",
        "date": lambda: f"date {row['value']}",
        "kind": lambda: f"kind: {row['kind']}",
        "actor": lambda: (
            f"actor {row['name']}"
            + "".join(f", {k} {row[k]}" for k in ("role", "affiliation", "country", "sector") if k in row)
        ),
        "statement": lambda: (
            "statement of "
            + (row["speaker"] or ("somebody left open" if row.get("open") else row.get("group", "nobody named")))
            + f" ({' or '.join(row['stances'])}{', not in earnest' if row.get('serious') is False else ''})"
        ),
    }
    return details[row["what"]]()


def judge_all(reading: Reading, path: Path) -> Iterator[tuple[Expected, str]]:
    """Each expected find with what is missing of it."""
    offsets = line_offsets(path, reading.report.text)
    with (Path(__file__).parent / "expected.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            base = offsets.get(row["line"])
            if base is None:
                yield row, "the line is not in the text"
                continue
            start, end = row.get("span", (2, 3))
            yield row, judge(reading, row, base + start, base + end)


_HEAD = """# From the report

lagebild grew from one news analysis of 22 December 2022. For each of its lines, by number and without its text: what a
careful reader finds there, and whether lagebild finds it. Made by `python bench/starting_report/run.py`; not edited by
hand.

**{found} of {wanted}** found. The list does not ask for events, quantities, relations, links between statements,
sentence kinds other than questions, or the text type that the text itself supports.

| line | what is there | lagebild |
| ---: | --- | --- |
"""


def write_page(results: list[tuple[Expected, str]], page: Path) -> None:
    """The result as Markdown, line by line."""
    found = sum(not missing for _, missing in results)
    rows = [
        f"| {row['line']} | {describe(row)} | {'found' if not missing else '**missed**: ' + missing} |"
        for row, missing in sorted(results, key=lambda result: result[0]["line"])
    ]
    head = _HEAD.format(found=found, wanted=len(results))
    page.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=REPORT)
    parser.add_argument("--page", type=Path, default=PAGE)
    given = parser.parse_args()
    if not given.data.exists():
        print(f"skipped: {given.data} is not here")
        return 0
    results = list(judge_all(read_it(given.data), given.data))
    write_page(results, given.page)
    kinds = {row["what"] for row, _ in results}
    figures = {
        kind: [sum(not m for r, m in results if r["what"] == kind), sum(r["what"] == kind for r, _ in results)]
        for kind in sorted(kinds)
    }
    print(json.dumps(figures))
    for row, missing in results:
        if missing:
            print(f"line {row['line']:>2}  {describe(row)}: {missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
