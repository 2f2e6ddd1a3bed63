"""How well dates are found and valued: relaxed match and value F1, as TempEval-3 counts them.

    python bench/dates/run.py              the project's own sentences, and the research sets where they are present
    python bench/dates/run.py --floors     the project's own sentences; exit status 1 when a figure is under its floor
    python bench/dates/run.py --data PATH  files of {"id", "lang", "dct", "text", "timexes"}, .jsonl or .jsonl.gz

Offsets are compared in characters that are no white space.  An expression found counts as a relaxed match when it
overlaps one of the gold standard that no other has taken; its value counts when it is the same string.  `--parse` gives
English texts to the parser first, as a whole reading does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from spacy.tokens import Doc

from lagebild.reading.dates import find_dates

HERE = Path(__file__).parent
OWN = (HERE / "data" / "own_en.jsonl", HERE / "data" / "own_de.jsonl")
RESEARCH = HERE.parents[2] / "shared" / "data" / "dates"
RESEARCH_FILES = ("aquaint.jsonl.gz", "krauts_dolomiten100.jsonl.gz")


@dataclass(frozen=True)
class Expression:
    """A temporal expression by its place in the text without white space, with type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Counts:
    """What was in the gold standard, what was found, and how much of it agrees."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    types: int = 0
    values: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(self.numbers, other.numbers, strict=True)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """All counts in the order of the fields."""
        return (self.gold, self.found, self.strict, self.relaxed, self.types, self.values)

    def f1(self, right: int) -> float:
        """F1 in percent when `right` of those found are right."""
        return round(200 * right / (self.gold + self.found), 2) if self.gold + self.found else 0.0

    def figures(self) -> dict[str, float]:
        """The figures reported, in percent."""
        return {
            "gold": self.gold,
            "found": self.found,
            "strict_F1": self.f1(self.strict),
            "relaxed_F1": self.f1(self.relaxed),
            "relaxed_P": round(100 * self.relaxed / self.found, 2) if self.found else 0.0,
            "relaxed_R": round(100 * self.relaxed / self.gold, 2) if self.gold else 0.0,
            "type_F1": self.f1(self.types),
            "value_F1": self.f1(self.values),
        }


def load_rows(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def squash(text: str, expressions: Iterable[tuple[int, int, str, str]]) -> list[Expression]:
    """Expressions with offsets counted in characters that are no white space."""
    places = [0]
    for letter in text:
        places.append(places[-1] + (not letter.isspace()))
    return [Expression(places[start], places[end], kind, value) for start, end, kind, value in expressions]


def count_agreement(gold: list[Expression], found: list[Expression]) -> Counts:
    """Each gold expression takes the first free one that overlaps it, one with the same borders before others."""
    used: set[int] = set()
    strict = relaxed = types = values = 0
    for wanted in gold:
        overlapping = [
            i for i, f in enumerate(found) if i not in used and f.start < wanted.end and wanted.start < f.end
        ]
        if not overlapping:
            continue
        exact = [i for i in overlapping if (found[i].start, found[i].end) == (wanted.start, wanted.end)]
        chosen = (exact or overlapping)[0]
        used.add(chosen)
        relaxed += 1
        strict += bool(exact)
        types += found[chosen].type == wanted.type
        values += found[chosen].value == wanted.value
    return Counts(len(gold), len(found), strict, relaxed, types, values)


def read_reference(dct: str | None) -> datetime | date | None:
    if not dct:
        return None
    return datetime.fromisoformat(dct) if "T" in dct else date.fromisoformat(dct)


def measure(rows: list[dict], parse: Callable[[str], Doc] | None) -> Counts:
    total = Counts()
    for row in rows:
        text, language = row["text"], row.get("lang", "en")
        doc = parse(text) if parse and language == "en" else None
        found = find_dates(text, read_reference(row.get("dct")), language, doc=doc)
        total += count_agreement(
            squash(text, [(t["start"], t["end"], t["type"], t["value"]) for t in row["timexes"]]),
            squash(text, [(m.start, m.end, m.type, m.value) for m in found]),
        )
    return total


def load_parser() -> Callable[[str], Doc]:
    import spacy

    from lagebild.settings import Settings

    return spacy.load(Settings().model)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floors", action="store_true", help="compare with floors.json")
    options.add_argument("--data", type=Path, action="append", help="a file to measure on instead")
    options.add_argument("--parse", action="store_true", help="use the parser for English")
    given = options.parse_args()
    paths = list(given.data or OWN)
    if not given.data and not given.floors:
        paths += [RESEARCH / name for name in RESEARCH_FILES]
    parse = load_parser() if given.parse else None
    results: dict[str, dict[str, float]] = {}
    for path in paths:
        if not path.is_file():
            print(f"{path}: not there, left out", file=sys.stderr)
            continue
        results[path.name.split(".")[0]] = measure(load_rows(path), parse).figures()
    print(json.dumps({"measure": "dates", "parse": given.parse, **results}))
    columns = ("gold", "found", "strict_F1", "relaxed_F1", "relaxed_P", "relaxed_R", "type_F1", "value_F1")
    print(f"{'set':24}" + "".join(f"{c:>12}" for c in columns))
    for name, figures in results.items():
        print(f"{name:24}" + "".join(f"{figures[c]:12}" for c in columns))
    return check_floors(results) if given.floors else 0


def check_floors(results: dict[str, dict[str, float]]) -> int:
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    fallen = 0
    for name, wanted in floors.items():
        for figure, floor in wanted.items():
            reached = results.get(name, {}).get(figure, 0.0)
            if reached < floor:
                print(f"{name}: {figure} is {reached}, its floor is {floor}", file=sys.stderr)
                fallen += 1
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
