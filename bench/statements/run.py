"""Speakers and stances on gold attributions of real reports, labelled by hand (see README.md beside this file).

speaker   `right`: the actor that was labelled, under any of its names; for an unnamed source, an actor that is nobody
          with a name, found at the source. `unknown`: no speaker given, or only the source's own words where the
          article has a name. `wrong`: somebody else.  Over statements whose speaker was labelled named or unnamed.
stance    accuracy over those with a label of stance; F1 of each of asserts, denies, doubts, expects, demands and their
          mean (macro).

Prints one JSON line and a table; `--errors N` lists errors by offsets and labels.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from earnest import measure as measure_earnestness
from lagebild.reading import actors, dates, sentences, speakers, stances
from lagebild.reading.parse import parse_reports
from lagebild.reading.statements.quotations import find_quotes, quotation_kind
from lagebild.reading.statements.stances import judge_stance
from lagebild.records import Actor, Part, Reading, Report, Span, Statement
from lagebild.settings import Settings

HERE = Path(__file__).parent
ARTICLES = HERE.parents[2] / "shared/data/attribution"
FRESH = (HERE / "data/polnear_fresh.jsonl", HERE / "data/polnear_denials.jsonl")
STANCES = ("asserts", "denies", "doubts", "expects", "demands")
Row = dict[str, Any]  # Any: a row of JSON


def load_rows(path: Path) -> dict[str, list[Row]]:
    """The labelled statements of each article."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["article"]].append(row)
    return rows


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of PolNeAR's articles by name, of both parts that lie there."""
    texts = {}
    for path in sorted(folder.glob("polnear_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts.update((row["id"], row["text"]) for row in map(json.loads, file))
    return texts


def make_report(name: str, text: str) -> Report:
    """An article of the data set as a report: each paragraph a part, the first one its headline."""
    parts, start = [], 0
    for block in text.split("\n\n"):
        end = min(len(text), start + len(block) + 2)
        parts.append(Part(start, end, "body" if start else "headline"))
        start = end
    return Report(name, name, text, tuple(p for p in parts if p.end > p.start), language="en")


def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def read_given(report: Report, rows: list[Row], settings: Settings) -> Reading:
    """The reading whose statements are the gold spans, with stances judged and speakers resolved."""
    parsed = next(iter(parse_reports((report,), settings)))
    assert parsed.doc is not None
    reading = Reading(report)
    for reader in (sentences.READER, dates.READER, actors.READER):
        reading = reader.read(parsed, reading)
    quotes = find_quotes(report.text, report.parts)
    statements = []
    for number, row in enumerate(rows, 1):
        judged = judge_stance(parsed.doc, spans(row["cue"]), spans(row["content"]))
        statements.append(
            Statement(
                id=f"s{number}",
                source=spans(row["source"]),
                cue=spans(row["cue"]),
                content=spans(row["content"]),
                quote=quotation_kind(report.text, spans(row["content"]), quotes),
                stance=judged.stance,
                certainty=judged.certainty,
                serious=judged.serious,
            )
        )
    reading = stances.READER.read(parsed, replace(reading, statements=tuple(statements)))
    return speakers.READER.read(parsed, reading)


def judge_speaker(reading: Reading, row: Row, actor: Actor | None) -> str:
    """right, unknown or wrong."""
    if actor is None:
        return "unknown"
    text = reading.report.text
    if row["speaker_kind"] == "named":
        start, end = row["speaker"]
        wanted = fold(text[start:end])
        names = {fold(actor.name)} | {fold(text[s:e]) for s, e in actor.mentions}
        if wanted in names or any(s < end and e > start for s, e in actor.mentions):
            return "right"
        return "unknown" if actor.kind == "unnamed" else "wrong"
    at_source = any(s < e2 and e > s2 for s, e in actor.mentions for s2, e2 in row["source"])
    return "right" if actor.kind != "person" and at_source else "wrong"


def fold(name: str) -> str:
    return name.casefold().removeprefix("the ").removesuffix("’s").removesuffix("'s").strip()


def f1(gold: list[str], got: list[str], label: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label."""
    hits = sum(g == p == label for g, p in zip(gold, got))
    precision = hits / got.count(label) if label in got else 0.0
    recall = hits / gold.count(label) if label in gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def check_floors() -> int:
    """1 when a figure of the invented cases, which ship, is on the wrong side of `floors.json`."""
    figures = measure_earnestness("all")
    print(json.dumps({"measure": "statements", **figures}))
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    fallen = [name for name, floor in floors["at_least"].items() if figures[name] < floor]
    fallen += [name for name, limit in floors["at_most"].items() if figures[name] > limit]
    for name in fallen:
        print(f"{name} is {figures[name]}", file=sys.stderr)
    return 1 if fallen else 0


class Tally:
    """What was wanted and what was found: stances, verdicts on speakers, and errors with their places."""

    def __init__(self) -> None:
        self.gold: list[str] = []
        self.got: list[str] = []
        self.verdicts: list[str] = []
        self.errors: list[tuple[object, ...]] = []

    def add(self, name: str, reading: Reading, row: Row, statement: Statement) -> None:
        """Counts one labelled statement of the article `name`."""
        actor = reading.actor(statement.speaker)
        if "stance" in row:
            self.gold.append(row["stance"])
            self.got.append(statement.stance)
        if row.get("stance", statement.stance) != statement.stance:
            self.errors.append(("stance", row["stance"], statement.stance, name, row["cue"], row["content"]))
        if row.get("speaker_kind") in ("named", "unnamed"):
            self.verdicts.append(judge_speaker(reading, row, actor))
            if self.verdicts[-1] != "right":
                self.errors.append((self.verdicts[-1], row["speaker_kind"], actor and actor.name, name, row["source"]))

    def show(self, labels: str) -> None:
        """Prints the figures of what was labelled as one JSON line, and the stances as a table."""
        by_stance = {label: f1(self.gold, self.got, label) for label in STANCES}
        figures: dict[str, object] = {"labels": labels, "speakers": len(self.verdicts), "stances": len(self.gold)}
        if self.verdicts:
            shares = {v: self.verdicts.count(v) / len(self.verdicts) for v in ("right", "unknown", "wrong")}
            figures["speaker"] = {verdict: round(part, 3) for verdict, part in shares.items()}
        if self.gold:
            right = sum(g == p for g, p in zip(self.gold, self.got))
            precision, recall, _ = by_stance["denies"]
            figures["stance_accuracy"] = round(right / len(self.gold), 3)
            figures["stance_macro_f1"] = round(sum(f for _, _, f in by_stance.values()) / len(by_stance), 3)
            figures["denial"] = {"precision": round(precision, 3), "recall": round(recall, 3)}
        print(json.dumps(figures))
        if not self.gold:
            return
        print(f"{'stance':10}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}")
        for label, (precision, recall, f) in by_stance.items():
            gold, found = self.gold.count(label), self.got.count(label)
            print(f"{label:10}{gold:>6}{found:>7}{precision:>7.3f}{recall:>7.3f}{f:>7.3f}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="only the invented cases; fail beyond floors.json")
    parser.add_argument("--labels", type=Path, nargs="+", default=FRESH, help="files of labels, counted together")
    parser.add_argument("--data", type=Path, default=ARTICLES, help="the folder with PolNeAR's articles")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    if given.floors:
        return check_floors()
    if not given.data.exists():
        print(f"skipped: {given.data} is not here")
        return 0
    texts = read_texts(given.data)
    tally, settings = Tally(), Settings()
    for labels in given.labels:
        for name, rows in load_rows(labels).items():
            reading = read_given(make_report(name, texts[name]), rows, settings)
            for row, statement in zip(rows, reading.statements):
                tally.add(name, reading, row, statement)
    tally.show(" + ".join(labels.stem for labels in given.labels))
    for error in tally.errors[: given.errors]:
        print(*error)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
