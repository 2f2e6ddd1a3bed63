"""How well events are read: the class of a given pair, whole events of a sentence, and the precision of what is shown.

    python bench/events/run.py                 the project's own sentences, and the research sets where they are present
    python bench/events/run.py --floors        the project's own sentences; exit status 1 when one is under its floor
    python bench/events/run.py --pairs FILE    rows with text, source, target, label, quad: the class of each pair
    python bench/events/run.py --sheet FILE... prints the events of reports as a sheet for a reader to judge
    python bench/events/run.py --judged FILE   the precision that a judged sheet gives
    python bench/events/run.py --errors        what went wrong as well

`held_out` are sentences of articles held out of the fitting (`labelled.py`); `data/judged_*.tsv` are judged sheets.

Pairs: macro F1 over the fifteen classes of the older PLOVER and the share of right quadrants.  Whole events: a gold
event (country of an actor, type, country of a recipient) counts as found when one event of the sentence has all three.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.events.labelled import measure_labelled
from bench.events.pairs import QUADS, find_asked, name_older_class
from bench.events.sheets import judge_sheet, print_sheet
from bench.events.whole import measure_in_articles, measure_whole

from lagebild.models.event_types import EventPlaces
from lagebild.reading.parse import parse_reports
from lagebild.reading.plover.scores import score_candidates
from lagebild.reading.plover.statuses import read_status
from lagebild.reading.plover.types import weigh_types
from lagebild.reading.plover.words import EVENT_TYPES
from lagebild.records import Report, Span
from lagebild.settings import Settings

HERE = Path(__file__).parent
OWN = HERE / "data" / "sentences.jsonl"
SHARED = HERE.parents[2] / "shared" / "data" / "events"
ARTICLES = SHARED.parent / "attribution" / "polnear_dev.jsonl.gz"
IN_ARTICLES = ("polnear_dev", "real", "fresh")


def load_rows(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measure_pairs(path: Path) -> tuple[dict[str, float], list[str]]:
    """Root macro F1, share of right quadrants, and the pairs that went wrong."""
    rows, errors = load_rows(path), []
    reports = [Report(id=str(i), identity=str(i), text=row["text"], language="en") for i, row in enumerate(rows)]
    found: list[str | None] = []
    for row, parsed in zip(rows, parse_reports(reports, Settings())):
        guess, word = classify_pair(parsed, row["source"], row["target"])
        found.append(guess)
        if guess != row["label"]:
            errors.append(
                f"{row['label']:9} {guess or '-':9} [{word}] {row['source']} | {row['target']} | {row['text']}"
            )
    gold = [row["label"] for row in rows]
    scores = [_f1(kind, gold, found) for kind in QUADS]
    quads = sum(QUADS.get(guess or "", 0) == QUADS[label] for guess, label in zip(found, gold))
    given = sum(guess is not None for guess in found)
    figures = {"pairs": len(rows), "answered": given, "root": round(100 * sum(scores) / len(scores), 1)}
    quad_scores = [_f1(q, [QUADS[g] for g in gold], [QUADS.get(f or "", 0) for f in found]) for q in (1, 2, 3, 4)]
    return {
        **figures,
        "quad": round(100 * sum(quad_scores) / 4, 1),
        "quad_share": round(100 * quads / len(rows), 1),
    }, errors


def classify_pair(parsed, source: str, target: str) -> tuple[str | None, str]:
    """The class of the event between two phrases and the word that names it; None when no word is known to."""
    asked = find_asked(parsed, source, target)
    if asked is None:
        return None, ""
    candidate = asked.candidate
    trigger = candidate.trigger
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)
    place = EventPlaces(Span(trigger.idx, trigger.idx + len(trigger)), (asked.source,), (asked.target,), sentence)
    scores = score_candidates(parsed, [place])
    if not candidate.senses and scores is None:
        return None, candidate.trigger.text
    status = read_status(trigger, candidate.carrier)
    types = scores[0].types if scores else None
    weighed = types if types and not candidate.senses else weigh_types(candidate.senses, types, status)
    best = max(EVENT_TYPES, key=lambda kind: weighed[kind])
    mode = next((sense.mode for sense in candidate.senses if sense.type == best), None)
    things = {c.lemma_.lower() for c in trigger.children if c.dep_ in {"dobj", "nsubjpass"}}
    return name_older_class(best, mode, status, {trigger.lemma_.lower(), *things}), trigger.text


def _f1(kind: object, gold: list, found: list) -> float:
    hits = sum(g == f == kind for g, f in zip(gold, found))
    both = sum(g == kind for g in gold) + sum(f == kind for f in found)
    return 2 * hits / both if both else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--sheet", nargs="+")
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    if given.sheet:
        print_sheet(given.sheet)
        return 0
    if given.judged:
        print(json.dumps({"bench": "events", "precision": judge_sheet(given.judged)}))
        return 0
    measured = {"sentences": measure_whole(OWN)} if not given.pairs else {"pairs": measure_pairs(given.pairs)}
    if not given.floors and not given.pairs:
        for name in IN_ARTICLES:
            if ARTICLES.exists():
                measured[name] = measure_in_articles(HERE / "data" / f"{name}.jsonl", SHARED.parent)
            else:
                print(f"{name}: skipped, {ARTICLES} is absent", file=sys.stderr)
        train = SHARED.parent / "attribution" / "polnear_train.jsonl.gz"
        if train.exists():
            measured["held_out"] = measure_labelled(train)
        for name, path, measure in (
            ("petr_unit", SHARED / "petr_unit.jsonl.gz", measure_whole),
            ("plv_train", SHARED / "plv_train.jsonl.gz", measure_pairs),
        ):
            if path.exists():
                measured[name] = measure(path)
    print(json.dumps({"bench": "events", **{name: figures for name, (figures, _) in measured.items()}}))
    for name, (figures, errors) in measured.items():
        print(f"{name:12}" + "".join(f"{key:>12} {value:g}" for key, value in figures.items()))
        counted = Counter(error.split()[0] for error in errors)
        for error in errors if given.errors else ():
            print(f"    {error}")
        if given.errors:
            print("   ", dict(counted))
    return check_floors({name: figures for name, (figures, _) in measured.items()}) if given.floors else 0


def check_floors(results: dict[str, dict[str, float]]) -> int:
    """1 when a figure has fallen under its floor."""
    fallen = 0
    for name, wanted in json.loads((HERE / "floors.json").read_text(encoding="utf-8")).items():
        for figure, limit in wanted.items():
            if results[name][figure] < limit:
                print(f"{name}: {figure} is {results[name][figure]}, its floor is {limit}", file=sys.stderr)
                fallen += 1
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
