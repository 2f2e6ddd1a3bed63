"""Which way a passage points: contrast pairs that ship, and the research data where it lies beside the project.

    python bench/direction/run.py             print one line of JSON and tables
    python bench/direction/run.py --errors    name every error among the first of every two contrast pairs
    python bench/direction/run.py --floors    exit status 1 when a figure is under (an error: over) its floor

Contrast pairs (`data/`): a proposition with a passage and its minimal opposite.  Each passage is read and stored as a
report of its own and asked alone; what is not brought, or stays unclear, counts as "neither".

pairs_right      pairs of which both passages are right: by the whole product, by the grammar alone, by the model alone.
kept_…           the same on every second pair, at whose errors nobody looks while the rules are changed.
not_wrong        passages that are not said to speak for or against where the gold has another sign.
ece              expected calibration error of the model's confidence, in ten bins, on all passages of the pairs.
support_f1       macro F1 over support and undermine on Perspectrum's dev part, and its calibration error.
stories_f1       macro F1 over agree, disagree, discuss on the related pairs of FNC-1's train part whose bodies were
                 held out of fitting, and its calibration error; stories_new_f1: on those with a headline not fitted on.

The temperatures of the last two were found on every so-many-th of the same pairs; their order, and so F1, does not
depend on them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.asking import ask
from lagebild.ingest import read_sources
from lagebild.models.weighing import TASKS, Weigher, load_weigher, pick_sentences
from lagebild.records import Hit, Stored
from lagebild.settings import Settings
from lagebild.store import Store, open_store

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "data" / "stance"
SIGNS = {"+": "for", "-": "against", "~": "neither"}
NAMES = {"affirms": "for", "denies": "against", "unclear": "neither"}
BINS = 10
_PUBLISHED = "2031-05-04T12:00:00+00:00"
Label = str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A proposition with a passage and its opposite, each with its label; `kind` is what they differ in."""

    kind: str
    proposition: str
    passages: tuple[tuple[str, Label], ...]


@dataclass(frozen=True, slots=True)
class OneReport:
    """The store as if it held one report only."""

    store: Store
    key: int

    def search(self, terms: Sequence[str], limit: int = 200) -> tuple[Hit, ...]:
        """The hits in this report."""
        return tuple(hit for hit in self.store.search(terms, 100_000) if hit.key == self.key)[:limit]

    def load(self, key: int, version: int | None = None) -> Stored | None:
        """The report."""
        return self.store.load(key, version)

    def count(self) -> int:
        """One."""
        return 1


def load_contrasts() -> tuple[Contrast, ...]:
    """All contrast pairs; raises ValueError where a proposition has not exactly two passages."""
    found: list[Contrast] = []
    for path in sorted((HERE / "data").glob("contrasts_*.txt")):
        kind, proposition = "", ""
        passages: list[tuple[str, Label]] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), "= "]:
            sign, _, words = line.partition(" ")
            if sign in {"=", "?"} and proposition:
                if len(passages) != 2:
                    raise ValueError(f"{path.name}: {proposition!r} has {len(passages)} passages")
                found.append(Contrast(kind, proposition, tuple(passages)))
            if sign == "=":
                kind, proposition = words, ""
            elif sign == "?":
                proposition, passages = words, []
            elif sign in SIGNS:
                passages.append((words, SIGNS[sign]))
    return tuple(found)


def ask_contrasts(contrasts: Sequence[Contrast]) -> dict[str, list[list[Label]]]:
    """What the whole product, and what the grammar alone, says of each passage of each pair."""
    settings = Settings()
    rows = [
        {"id": f"{n}-{i}", "text": words, "published": _PUBLISHED, "language": "en"}
        for n, contrast in enumerate(contrasts)
        for i, (words, _) in enumerate(contrast.passages)
    ]
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/contrasts.db") as store:
        file = Path(folder) / "contrasts.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        summary = read_sources([str(file)], store, settings, by="bench")
        if summary.failures or summary.stopped:
            raise SystemExit(f"not read: {summary.failures or summary.stopped}")
        keys = {stored.reading.report.id: stored.key for stored in store.reports()}
        return {
            name: [
                [
                    _ask(contrast.proposition, OneReport(store, keys[f"{n}-{i}"]), settings, weighed=weighed)
                    for i in range(len(contrast.passages))
                ]
                for n, contrast in enumerate(contrasts)
            ]
            for name, weighed in (("product", True), ("grammar", False))
        }


def _ask(proposition: str, store: OneReport, settings: Settings, *, weighed: bool) -> Label:
    """The direction of the one report; a contradiction within it counts as neither."""
    said = {one.direction for one in ask(proposition, store, settings, weighed=weighed).evidence} - {"unclear"}
    return NAMES[said.pop()] if len(said) == 1 else "neither"


def judge_contrasts(contrasts: Sequence[Contrast], said: Sequence[Sequence[Label]], name: str) -> dict[str, float]:
    """Pairs both right, of all and of the kept half; passages not wrong."""
    right = [all(one == due for one, (_, due) in zip(own, c.passages, strict=True)) for c, own in zip(contrasts, said)]
    flat = [(one, due) for own, c in zip(said, contrasts) for one, (_, due) in zip(own, c.passages, strict=True)]
    return {
        f"{name}_pairs_right": _percent(right),
        f"{name}_kept_pairs_right": _percent(right[1::2]),
        f"{name}_not_wrong": _percent([one in (due, "neither") for one, due in flat]),
    }


def _percent(judged: Sequence[bool]) -> float:
    return round(100 * sum(judged) / len(judged), 1) if judged else 0.0


def measure_f1(said: Sequence[Label], due: Sequence[Label], labels: Sequence[Label]) -> float:
    """Macro F1 over the labels, in percent."""
    scores = []
    for label in labels:
        hits = sum(s == d == label for s, d in zip(said, due, strict=True))
        total = sum(s == label for s in said) + sum(d == label for d in due)
        scores.append(2 * hits / total if total else 0.0)
    return round(100 * sum(scores) / len(scores), 1)


def measure_calibration(shares: NDArray[np.float32], said: Sequence[Label], due: Sequence[Label]) -> tuple[float, str]:
    """Expected calibration error, and the table behind it: bin, how many, mean confidence, share right."""
    top = shares.max(axis=1)
    right = np.array([s == d for s, d in zip(said, due, strict=True)])
    bins = np.minimum((top * BINS).astype(int), BINS - 1)
    error, lines = 0.0, []
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            error += inside.mean() * abs(top[inside].mean() - right[inside].mean())
            lines.append(
                f"{number / BINS:>6.1f}{inside.sum():>7}{top[inside].mean():>8.2f}{right[inside].mean():>8.2f}"
            )
    return round(float(error), 3), "\n".join(lines)


def weigh_labels(
    weigher: Weigher, pairs: Sequence[tuple[str, str]], task: str
) -> tuple[NDArray[np.float32], list[Label]]:
    """The model's probabilities, and its best label for each pair."""
    shares = weigher.weigh(pairs, task)
    return shares, [TASKS[task].labels[i] for i in shares.argmax(axis=1)]


def judge_shared(weigher: Weigher, tables: dict[str, str]) -> dict[str, float]:
    """The figures on the research data; nothing, and a line that says so, where it is not there."""
    files = ("perspectrum_dev.jsonl.gz", "fnc1_train_stances.jsonl.gz", "fnc1_train_bodies.jsonl.gz")
    absent = [name for name in files if not (SHARED / name).exists()]
    if absent:
        print(f"skipped: {SHARED / absent[0]} is not there", file=sys.stderr)
        return {}
    raw = (gzip.decompress((SHARED / name).read_bytes()).decode("utf-8") for name in files)
    dev, stances, bodies = ([json.loads(line) for line in text.splitlines()] for text in raw)
    sys.path.insert(0, str(HERE.parents[1] / "training" / "direction"))
    from corpus import is_held_out

    figures = {}
    rows = {"claim": [(row["claim"].strip(), row["perspective"].strip(), row["stance"]) for row in dev]}
    texts = {row["body_id"]: row["text"] for row in bodies}
    fitted = {r["headline"] for r in stances if r["stance"] != "unrelated" and not is_held_out(texts[r["body_id"]])}
    held = [r for r in stances if r["stance"] != "unrelated" and is_held_out(texts[r["body_id"]])]
    rows["story"] = [(r["headline"], pick_sentences(r["headline"], texts[r["body_id"]]), r["stance"]) for r in held]
    for task, name in (("claim", "support"), ("story", "stories")):
        shares, said = weigh_labels(weigher, [(p, q) for p, q, _ in rows[task]], task)
        due = [label for *_, label in rows[task]]
        figures[f"{name}_f1"] = measure_f1(said, due, TASKS[task].labels)
        figures[f"{name}_ece"], tables[name] = measure_calibration(shares, said, due)
        if task == "story":
            new = [i for i, row in enumerate(rows[task]) if row[0] not in fitted]
            figures["stories_new_f1"] = measure_f1([said[i] for i in new], [due[i] for i in new], TASKS[task].labels)
    return figures


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    contrasts = load_contrasts()
    weigher = load_weigher()
    answers = ask_contrasts(contrasts)
    tables: dict[str, str] = {}
    figures: dict[str, float] = {}
    if weigher is not None:
        flat = [(c.proposition, words) for c in contrasts for words, _ in c.passages]
        due = [label for c in contrasts for _, label in c.passages]
        shares, said = weigh_labels(weigher, flat, "report")
        answers["model"] = [said[i : i + 2] for i in range(0, len(said), 2)]
        figures["ece"], tables["contrasts"] = measure_calibration(shares, said, due)
        figures |= judge_shared(weigher, tables) if not given.floors else {}
    for name, own in answers.items():
        figures |= judge_contrasts(contrasts, own, name)
    print(json.dumps(figures))
    _print_tables(contrasts, answers, figures, tables)
    if given.errors:
        _print_errors(contrasts, answers)
    return _check_floors(figures) if given.floors else 0


def _print_tables(
    contrasts: Sequence[Contrast],
    answers: dict[str, list[list[Label]]],
    figures: dict[str, float],
    tables: dict[str, str],
) -> None:
    """Pairs right by kind and by who answered; other figures; calibration."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for n, contrast in enumerate(contrasts):
        due = [label for _, label in contrast.passages]
        kinds[contrast.kind].update(pairs=1, **{name: own[n] == due for name, own in answers.items()})
    print(f"{'pairs both right':<20}{'pairs':>7}" + "".join(f"{name:>10}" for name in answers))
    for kind, counts in kinds.items():
        print(f"{kind:<20}{counts['pairs']:>7}" + "".join(f"{counts[name]:>10}" for name in answers))
    for name, value in figures.items():
        print(f"{name:<28}{value:>8}")
    for name, table in tables.items():
        print(f"\nconfidence on {name}: from, pairs, mean, right\n{table}")


def _print_errors(contrasts: Sequence[Contrast], answers: dict[str, list[list[Label]]]) -> None:
    """Every error of the product among the pairs that may be looked at."""
    for n, contrast in list(enumerate(contrasts))[::2]:
        for i, (words, due) in enumerate(contrast.passages):
            said = answers["product"][n][i]
            if said != due:
                others = ", ".join(f"{name} {own[n][i]}" for name, own in answers.items() if name != "product")
                print(f"{said}, not {due} ({others}; {contrast.kind}): {contrast.proposition} | {words}")


def _check_floors(figures: dict[str, float]) -> int:
    """1 when a figure misses its floor: errors of calibration may not rise over it, all others not fall under it."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    missed = []
    for name, least in floors.items():
        value = figures.get(name)
        if value is None or (value > least if name.endswith("ece") else value < least):
            missed.append(f"{name} {value}, floor {least}")
    for line in missed:
        print(f"misses its floor: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
