"""How well the kinds of sentences are read, and how far their confidence can be trusted.

    python bench/kinds/run.py              the project's own reports, and the research data where they lie beside it
    python bench/kinds/run.py --floors     the project's own; exit status 1 when a figure is under its floor
    python bench/kinds/run.py --only NAME  one set: own, newsdiscourse, checkthat_en, checkthat_de

NewsDiscourse: the report is built from its sentences, paragraph by paragraph, and read as any other; a sentence of
theirs has the kind of the sentence of ours that covers most of it.  Mapping: Main, Main_Consequence → fact; Cause and
the other Distant types → background, assessment (a question counts here), expectation; NA → other.  Figures are macro
F1 over the five kinds, and F1 of `reported` against the Speech flag.  CheckThat: one sentence a report; the
author's own view is kind assessment and not reported; macro F1 over both classes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Any stands for decoded JSON.
from typing import Any

from lagebild.reading import read_reports
from lagebild.records import Part, Reading, Report, Sentence, Span
from lagebild.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.kinds.reliability import calibration_error, print_steps, sort_steps

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data" / "kinds"
KINDS = ("fact", "background", "assessment", "expectation", "other")
_MAPPING = {
    "Main": "fact",
    "Main_Consequence": "fact",
    "Cause_General": "background",
    "Cause_Specific": "background",
    "Distant_Historical": "background",
    "Distant_Anecdotal": "background",
    "Distant_Evaluation": "assessment",
    "Distant_Expectations_Consequences": "expectation",
    "NA": "other",
}


@dataclass(frozen=True)
class Gold:
    """A sentence as a person labelled it."""

    span: Span
    kind: str
    reported: bool


@dataclass
class Scores:
    """Pairs of expected and found kind, of expected and found `reported`, and each confidence with its outcome."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    reported: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    trust: list[tuple[float, bool]] = field(default_factory=list)


def build_report(name: str, headline: str, rows: Sequence[dict[str, Any]]) -> tuple[Report, list[Gold]]:
    """A report whose paragraphs hold the given sentences, and where each of them stands."""
    text, parts, gold = headline, [(0, "headline")] if headline else [], []
    para = None
    for row in rows:
        if row["para"] != para:
            text += "\n\n" if text else ""
            parts.append((len(text), "body"))
        else:
            text += " "
        para = row["para"]
        gold.append(Gold(Span(len(text), len(text) + len(row["text"])), row["kind"], row["reported"]))
        text += row["text"]
    ends = [start for start, _ in parts[1:]] + [len(text)]
    tiled = tuple(Part(start, end, part) for (start, part), end in zip(parts, ends) if end > start)  # type: ignore[arg-type]
    return Report(name, name, text, tiled, language="en"), gold


def read_own() -> Iterator[tuple[Report, list[Gold]]]:
    """The project's own labelled reports."""
    for line in (HERE / "data" / "own.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield build_report(row["id"], row["headline"], row["sentences"])


def read_newsdiscourse() -> Iterator[tuple[Report, list[Gold]]]:
    """The articles of NewsDiscourse, mapped."""
    with gzip.open(DATA / "newsdiscourse_validation.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            sentences = [
                {**s, "kind": _MAPPING.get(s["type"], "other"), "reported": s["speech"]}
                for s in row["sentences"]
                if s["text"].strip()
            ]
            yield build_report(row["id"], row["headline"], sentences)


def score_reports(reports: Sequence[tuple[Report, list[Gold]]]) -> Scores:
    """All labelled sentences against the readings."""
    scores = Scores()
    readings = read_reports((report for report, _ in reports), Settings())
    for reading, (_, gold) in zip(readings, reports, strict=True):
        for expected in gold:
            found = find_sentence(reading, expected.span)
            kind = found.kind if found else "unknown"
            kind = "assessment" if kind == "question" else kind
            scores.kinds[expected.kind, kind] += 1
            scores.reported[expected.reported, bool(found and found.reported)] += 1
            if found and found.confidence is not None:
                scores.trust.append((found.confidence, kind == expected.kind))
    return scores


def find_sentence(reading: Reading, span: Span) -> Sentence | None:
    """The sentence of the reading that shares most characters with a stretch."""
    shared = {s: min(s.end, span.end) - max(s.start, span.start) for s in reading.sentences}
    best = max(shared, key=lambda s: shared[s], default=None)
    return best if best is not None and shared[best] > 0 else None


def f1(pairs: Counter[Any], name: object) -> float:
    """F1 of one class from pairs of expected and found."""
    hits = pairs[name, name]
    expected = sum(n for (e, _), n in pairs.items() if e == name)
    found = sum(n for (_, f), n in pairs.items() if f == name)
    return 2 * hits / (expected + found) if expected + found else 0.0


def sum_up(scores: Scores) -> dict[str, Any]:
    """The figures of a set of reports."""
    present = [k for k in KINDS if any(e == k for e, _ in scores.kinds)]
    each = {kind: round(f1(scores.kinds, kind), 4) for kind in present}
    return {
        "sentences": sum(scores.kinds.values()),
        "macro_f1": round(sum(each.values()) / len(each), 4),
        **each,
        "reported_f1": round(f1(scores.reported, True), 4),
        "ece": calibration_error(sort_steps(scores.trust)),
    }


def run_checkthat(language: str) -> dict[str, Any]:
    """The author's own view or not, one sentence a report."""
    with gzip.open(DATA / f"checkthat2025_{language}_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    reports = (Report(r["id"], r["id"], r["text"], (Part(0, len(r["text"]), "body"),), language=language) for r in rows)
    pairs: Counter[tuple[str, str]] = Counter()
    for row, reading in zip(rows, read_reports(reports, Settings()), strict=True):
        own = any(s.kind == "assessment" and not s.reported for s in reading.sentences)
        pairs[row["label"], "SUBJ" if own else "OBJ"] += 1
    each = {name: round(f1(pairs, name), 4) for name in ("SUBJ", "OBJ")}
    return {"sentences": len(rows), "macro_f1": round(sum(each.values()) / 2, 4), **each}


def print_confusion(scores: Scores) -> None:
    """Rows are what people say, columns what was found."""
    columns = [*KINDS, "unknown"]
    print(f"{'':<12}" + "".join(f"{name[:11]:>12}" for name in columns))
    for row in KINDS:
        print(f"{row:<12}" + "".join(f"{scores.kinds[row, column]:>12}" for column in columns))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--only", choices=("own", "newsdiscourse", "checkthat_en", "checkthat_de"))
    parser.add_argument("--first", type=int, help="only so many reports of each set")
    given = parser.parse_args()
    names = (
        [given.only]
        if given.only
        else ["own"]
        if given.floors
        else ["own", "newsdiscourse", "checkthat_en", "checkthat_de"]
    )
    figures: dict[str, dict[str, Any]] = {}
    for name in names:
        if name != "own" and not DATA.exists():
            print(f"{name}: left out, there is no {DATA}", file=sys.stderr)
        elif name.startswith("checkthat"):
            figures[name] = run_checkthat(name[-2:])
        else:
            reports = list(read_own() if name == "own" else read_newsdiscourse())[: given.first]
            scores = score_reports(reports)
            figures[name] = sum_up(scores)
            print_confusion(scores)
            print_steps(name, sort_steps(scores.trust))
    print(json.dumps(figures))
    for name, row in figures.items():
        print(f"{name:<14}" + "  ".join(f"{key} {value}" for key, value in row.items()))
    return check_floors(figures, HERE / "floors.json") if given.floors else 0


def check_floors(figures: dict[str, dict[str, Any]], path: Path) -> int:
    """Exit status 1 when a figure is under its floor (an "ece" over its ceiling), each named."""
    missed = 0
    for name, floors in json.loads(path.read_text(encoding="utf-8")).items():
        for figure, bound in floors.items():
            value = figures[name][figure]
            if value is None or (value > bound if figure == "ece" else value < bound):
                print(f"beyond its floor: {name} {figure} {value}, bound {bound}", file=sys.stderr)
                missed = 1
    return missed


if __name__ == "__main__":
    sys.exit(main())
