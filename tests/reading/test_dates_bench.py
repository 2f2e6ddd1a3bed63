"""The measure of dates: it counts as its definition says, and the project's own sentences stay above their floors."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def load_module(path: Path, name: str) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


run = load_module(ROOT / "bench" / "dates" / "run.py", "bench_dates_run")


def test_gold_offsets_slice_to_their_words() -> None:
    rows = [row for path in run.OWN for row in run.load_rows(path)]
    assert sum(len(row["timexes"]) for row in rows) >= 100
    for row in rows:
        assert all(row["text"][t["start"] : t["end"]] == t["text"] for t in row["timexes"])


def test_a_wrong_value_counts_as_found_but_not_as_right() -> None:
    gold = run.squash("on  Monday", [(4, 10, "DATE", "2024-05-13")])
    found = run.squash("on Monday", [(3, 9, "DATE", "2024-05-20"), (0, 2, "DATE", "2024")])
    counts = run.count_agreement(gold, found)
    assert (counts.gold, counts.found, counts.strict, counts.relaxed, counts.values) == (1, 2, 1, 1, 0)
    assert counts.figures()["relaxed_F1"] == 66.67


def test_the_projects_sentences_stay_above_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    results = {path.name.split(".")[0]: run.measure(run.load_rows(path), None).figures() for path in run.OWN}
    assert run.check_floors(results) == 0, capsys.readouterr().err
    assert run.check_floors({}) == 1


@pytest.mark.skipif(not (SHARED / "score" / "dates.py").is_file(), reason="../shared/score/dates.py is not there")
def test_the_count_agrees_with_the_reference_implementation() -> None:
    score = load_module(SHARED / "score" / "dates.py", "shared_score_dates")
    rows = [row for path in run.OWN for row in run.load_rows(path)]
    broken = json.loads(json.dumps(rows))
    for number, row in enumerate(broken):  # predictions with faults: a miss, a shift, a wrong value, a wrong type
        del row["timexes"][0]
        row["timexes"][1]["start"] += 1
        row["timexes"][2]["value"] = "XXXX"
        row["timexes"][3]["type"] = "SET" if number % 2 else "TIME"
    total = run.Counts()
    for row, other in zip(rows, broken, strict=True):
        sides = [
            run.squash(r["text"], [(t["start"], t["end"], t["type"], t["value"]) for t in r["timexes"]])
            for r in (row, other)
        ]
        total += run.count_agreement(*sides)
    reference, _ = score.score({r["id"]: r for r in rows}, {r["id"]: r for r in broken})
    figures = total.figures()
    for name in ("strict_F1", "relaxed_F1", "type_F1", "value_F1"):
        assert figures[name] == reference[name], name
