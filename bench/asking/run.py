"""How well questions are answered where the words are alike and who does what to whom differs.

    python bench/asking/run.py             print one line of JSON and a table
    python bench/asking/run.py --errors    name every error of cases.txt
    python bench/asking/run.py --floors    exit status 1 when a figure is under its floor

Each case of `data/` is a question and a report of a few sentences, read and stored as any report is and asked alone.

recall           of the sentences that bear on the question, those brought.
precision        of the sentences brought, those that bear on it.
direction_right  of those brought that bear on it, those with the gold's direction.
not_wrong        of all sentences brought, those that are not said to affirm or deny where the gold has another sign: a
                 sentence that is not about the question and is said to affirm or deny it counts as wrong.

`kept_…` are the same figures on kept.txt, the cases at which nobody looks while the rules are changed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.asking import ask
from lagebild.ingest import read_sources
from lagebild.records import Evidence, Hit, Stored
from lagebild.settings import Settings
from lagebild.store import Store, open_store

HERE = Path(__file__).parent
SIGNS = {"+": "affirms", "-": "denies", "~": "unclear"}
FIGURES = ("recall", "precision", "direction_right", "not_wrong")
_PUBLISHED = "2031-05-04T12:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its report: each sentence with the directions that are right, none when it is not about it."""

    question: str
    sentences: tuple[tuple[str, frozenset[str]], ...]
    text: str


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


def load_cases(name: str) -> tuple[Case, ...]:
    """The cases of a file of `data/`; raises ValueError at a line that is none."""
    cases: list[Case] = []
    question = ""
    rows: list[tuple[str, frozenset[str]]] = []
    for line in [*(HERE / "data" / name).read_text(encoding="utf-8").splitlines(), ""]:
        sign, _, words = line.partition(" ")
        if sign == "?":
            question, rows = words, []
        elif question and not line:
            cases.append(_make_case(question, rows))
            question = ""
        elif question:
            if set(sign) - set(SIGNS) - {"."}:
                raise ValueError(f"{name}: no sign in {line!r}")
            rows.append((words, frozenset(SIGNS[one] for one in sign if one in SIGNS)))
    return tuple(cases)


def _make_case(question: str, rows: Sequence[tuple[str, frozenset[str]]]) -> Case:
    """A case with its text: a paragraph for each sentence that does not begin with "&"."""
    text = "\n\n".join(words for words, _ in rows).replace("\n\n& ", " ")
    return Case(question, tuple((words.removeprefix("& "), signs) for words, signs in rows), text)


def judge(cases: Sequence[Case], errors: list[str]) -> dict[str, float]:
    """The figures of some cases, in percent."""
    count: Counter[str] = Counter()
    for case, evidence in _answer(cases):
        for words, due in case.sentences:
            said: set[str] = {
                one.direction for one in evidence if one.citation.text in words or words in one.citation.text
            }
            _judge_sentence(count, due, said, f"{case.question} | {words}", errors)
    shares = {
        "recall": (count["found"], count["due"]),
        "precision": (count["found"], count["brought"]),
        "direction_right": (count["right"], count["found"]),
        "not_wrong": (count["brought"] - count["wrong"], count["brought"]),
    }
    return {name: round(100 * part / whole, 1) if whole else 0.0 for name, (part, whole) in shares.items()}


def _judge_sentence(count: Counter[str], due: frozenset[str], said: set[str], here: str, errors: list[str]) -> None:
    """Count one sentence, and name the error in it."""
    count.update(due=bool(due), brought=bool(said), found=bool(due and said), right=bool(said) and said <= due)
    wrong = bool((said - due) & {"affirms", "denies"})
    count.update(wrong=wrong)
    wanted = " or ".join(sorted(due)) or "nothing"
    if wrong or bool(due) != bool(said) or not said <= due:
        errors.append(f"{'WRONG ' if wrong else ''}{' and '.join(sorted(said)) or 'nothing'}, not {wanted}: {here}")


def _answer(cases: Sequence[Case]) -> Iterator[tuple[Case, tuple[Evidence, ...]]]:
    """Each case with what its report answers."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/cases.db") as store:
        file = Path(folder) / "cases.jsonl"
        rows = [
            {"id": f"case-{n}", "text": case.text, "published": _PUBLISHED, "language": "en"}
            for n, case in enumerate(cases)
        ]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        summary = read_sources([str(file)], store, settings, by="bench")
        if summary.failures or summary.stopped:
            raise SystemExit(f"not read: {summary.failures or summary.stopped}")
        keys = {stored.reading.report.id: stored.key for stored in store.reports()}
        for n, case in enumerate(cases):
            yield case, ask(case.question, OneReport(store, keys[f"case-{n}"]), settings).evidence


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--errors", action="store_true", help="name every error of cases.txt")
    given = parser.parse_args()
    errors: list[str] = []
    figures = judge(load_cases("cases.txt"), errors)
    figures |= {f"kept_{name}": share for name, share in judge(load_cases("kept.txt"), []).items()}
    print(json.dumps(figures))
    print(f"{'figure':<20}{'%':>7}{'kept %':>9}")
    for name in FIGURES:
        print(f"{name:<20}{figures[name]:>7}{figures[f'kept_{name}']:>9}")
    for error in errors if given.errors else ():
        print(error)
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8")) if given.floors else {}
    missed = [f"{name} {figures[name]} < {least}" for name, least in floors.items() if figures[name] < least]
    for line in missed:
        print(f"under its floor: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
