"""How well it is found who said what: joint, partial and token F1 of attributions, and the stance of those found.

    python bench/attribution/run.py              the project's own reports, and PolNeAR's development part where present
    python bench/attribution/run.py --floors     the project's own reports; status 1 when a figure is under its floor
    python bench/attribution/run.py --data PATH  a file of {"id", "text", "attributions"}, .jsonl or .jsonl.gz

Everything is counted in words (letters and digits, joined over an inner apostrophe, full stop or hyphen), so that
punctuation at the edge of a span never matters.  Gold and found attributions are paired one to one, greedily from the
highest Jaccard overlap of their contents down to one half ("partial"); a pair is right as a whole ("joint") when the
sources overlap by half as well, or both have none.  Nested attributions are left out, as PolNeAR leaves them out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from lagebild.reading.attribution import read_attributions
from lagebild.reading.parse import parse_reports
from lagebild.records import Part, Reading, Report, Span, Statement
from lagebild.settings import Settings

HERE = Path(__file__).parent
OWN = HERE / "data" / "invented_reports.jsonl"
RESEARCH = HERE.parents[2] / "shared" / "data" / "attribution" / "polnear_dev.jsonl.gz"
ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+(?:['’.\-]\w+)*")

Words = frozenset[int]
Attribution = dict[str, Words]


def load_rows(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def make_report(row: dict) -> Report:
    """The text of a row as a report whose parts are its paragraphs."""
    text = row["text"]
    borders = [0, *(m.end() for m in re.finditer(r"\n\n", text)), len(text)]
    parts = tuple(Part(a, b, "body") for a, b in pairwise(borders) if a < b)
    return Report(row["id"], row["id"], text, parts, language="en")


class WordIndex:
    """The words of a text by character."""

    def __init__(self, text: str) -> None:
        self._owner: list[int] = [-1] * len(text)
        for number, word in enumerate(WORD.finditer(text)):
            self._owner[word.start() : word.end()] = [number] * (word.end() - word.start())

    def words(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The words that share a character with the spans."""
        return frozenset(n for start, end in spans for n in self._owner[start:end] if n >= 0)


def overlap(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def pair_contents(gold: list[Attribution], found: list[Attribution]) -> Iterator[tuple[int, int]]:
    """Pairs of a gold and a found attribution, from the best overlap of contents down to one half."""
    scored = [(-overlap(g["content"], f["content"]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for negative, i, j in sorted(s for s in scored if s[0] <= -0.5):
        if i not in used_gold and j not in used_found and negative:
            used_gold.add(i)
            used_found.add(j)
            yield i, j


def count_row(row: dict, statements: list[Statement]) -> Counter[str]:
    """What one report adds to the counts."""
    index = WordIndex(row["text"])
    outer = [s for s in statements if s.parent is None]
    gold_all = [{role: index.words(a.get(role) or ()) for role in ROLES} for a in row["attributions"]]
    found_all = [{role: index.words(_spans(s, role)) for role in ROLES} for s in outer]
    counts: Counter[str] = Counter()
    for role in ROLES:
        g = frozenset().union(*(a[role] for a in gold_all))
        f = frozenset().union(*(a[role] for a in found_all))
        counts.update({f"{role}_both": len(g & f), f"{role}_gold": len(g), f"{role}_found": len(f)})
    keep_gold = [n for n, a in enumerate(gold_all) if a["content"]]
    keep_found = [n for n, a in enumerate(found_all) if a["content"]]
    gold, found = [gold_all[n] for n in keep_gold], [found_all[n] for n in keep_found]
    counts.update({"gold": len(gold), "found": len(found)})
    for i, j in pair_contents(gold, found):
        counts["partial"] += 1
        a, b = gold[i]["source"], found[j]["source"]
        counts["joint"] += overlap(a, b) >= 0.5 if a else not b
        if wanted := row["attributions"][keep_gold[i]].get("stance"):
            counts["stances"] += 1
            counts["stances_right"] += outer[keep_found[j]].stance == wanted
            counts["false_denials"] += outer[keep_found[j]].stance == "denies" != wanted
    return counts


def _spans(statement: Statement, role: str) -> tuple[Span, ...]:
    return {"source": statement.source, "cue": statement.cue, "content": statement.content}[role]


def f1(both: int, gold: int, found: int) -> float:
    """F1 in percent."""
    return round(200 * both / (gold + found), 2) if gold + found else 0.0


def figures(counts: Counter[str]) -> dict[str, float]:
    gold, found = counts["gold"], counts["found"]
    made = {
        "gold": gold,
        "found": found,
        "joint_F1": f1(counts["joint"], gold, found),
        "joint_P": round(100 * counts["joint"] / found, 2) if found else 0.0,
        "joint_R": round(100 * counts["joint"] / gold, 2) if gold else 0.0,
        "partial_F1": f1(counts["partial"], gold, found),
    }
    for role in ROLES:
        made[f"{role}_F1"] = f1(counts[f"{role}_both"], counts[f"{role}_gold"], counts[f"{role}_found"])
    if counts["stances"]:
        made["stance_right"] = round(100 * counts["stances_right"] / counts["stances"], 2)
        made["false_denials"] = counts["false_denials"]
    return made


def measure(path: Path) -> dict[str, float]:
    rows = load_rows(path)
    counts: Counter[str] = Counter()
    for row, parsed in zip(rows, parse_reports(map(make_report, rows), Settings()), strict=True):
        reading = read_attributions(parsed, Reading(parsed.report))
        counts.update(count_row(row, list(reading.statements)))
    return figures(counts)


def check_floors(results: dict[str, dict[str, float]]) -> int:
    """1 when a figure is under its floor, or there are more false denials than allowed."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    fallen = 0
    for name, wanted in floors.items():
        for figure, floor in wanted.items():
            reached = results[name].get(figure, 0.0)
            if reached > floor if figure == "false_denials" else reached < floor:
                print(f"{name}: {figure} is {reached}, its floor is {floor}", file=sys.stderr)
                fallen += 1
    return 1 if fallen else 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floors", action="store_true", help="compare with floors.json")
    options.add_argument("--data", type=Path, action="append", help="a file to measure on instead")
    given = options.parse_args()
    paths = [OWN] if given.floors else given.data or [OWN, RESEARCH]
    results: dict[str, dict[str, float]] = {}
    for path in paths:
        if not path.is_file():
            print(f"{path}: not there, left out", file=sys.stderr)
            continue
        results[path.name.split(".")[0]] = measure(path)
    print(json.dumps({"measure": "attribution", **results}))
    for name, made in results.items():
        print(name)
        for figure, value in made.items():
            print(f"  {figure:16}{value:10}")
    return check_floors(results) if given.floors else 0


if __name__ == "__main__":
    sys.exit(main())
