"""Nested speech, jokes, irony and hypotheticals, read through the whole line (see README.md beside this file).

Each case of `data/earnest.jsonl` is a short invented text with a probe, a stretch of it that somebody says.  The
statement whose content covers the probe best answers for it.

taken_for_sincere   of the probes that are not meant in earnest, the share shown as a sincere assertion: stance asserts,
                    certain or probable, not marked as unserious, and with a speaker
certain_of_it       the same, of those whose earnestness is not left open either (`serious` is true)
wrongly_marked      of the probes that are meant, the share marked as unserious
nested_speaker      of the probes in nested speech, the share given to the innermost speaker; `nested_found` is the
                    share for which there is a statement at all

`--part odd` are the cases looked at while the rules were written, `--part even` those kept back.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from lagebild.reading import read_reports
from lagebild.records import Part, Reading, Report, Statement
from lagebild.settings import Settings

CASES = Path(__file__).parent / "data/earnest.jsonl"
FIGURES = ("taken_for_sincere", "certain_of_it", "wrongly_marked", "nested_speaker", "nested_found")
Case = dict[str, Any]  # Any: a row of JSON


def find_statement(reading: Reading, case: Case) -> Statement | None:
    """The statement whose content shares most characters with the probe and has fewest beside it; None without any."""
    start = reading.report.text.find(case["probe"])
    end = start + len(case["probe"])
    best: tuple[int, int, Statement] | None = None
    for statement in reading.statements:
        shared = sum(max(0, min(s.end, end) - max(s.start, start)) for s in statement.content)
        beside = sum(s.end - s.start for s in statement.content) - shared
        if 2 * shared >= end - start and (best is None or (shared, -beside) > best[:2]):
            best = (shared, -beside, statement)
    return best[2] if best else None


def is_taken_for_sincere(statement: Statement | None) -> bool:
    """Whether a statement is shown as meant: asserted, at least probable, by somebody."""
    return (
        statement is not None
        and statement.serious is not False
        and statement.stance == "asserts"
        and statement.certainty in ("certain", "probable")
        and statement.speaker is not None
    )


def is_speaker(reading: Reading, statement: Statement | None, case: Case) -> bool:
    """Whether the speaker is the one labelled: their words overlap, without the article."""
    actor = reading.actor(statement.speaker) if statement else None
    if actor is None:
        return False
    wanted = case["speaker"].casefold()
    names = {actor.name.casefold()} | {reading.report.text[s:e].casefold() for s, e in actor.mentions}
    return any(n.removeprefix("the ") in wanted or wanted in n for n in names)


def share(flags: list[bool]) -> float:
    return round(sum(flags) / len(flags), 3) if flags else 0.0


def load_cases(part: str) -> list[Case]:
    """The cases of one part: "odd", "even" or "all"."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    wanted = {"odd": (1,), "even": (0,), "all": (0, 1)}[part]
    return [case for case in cases if int(case["id"][1:]) % 2 in wanted]


def judge_case(reading: Reading, case: Case) -> dict[str, bool]:
    """For each figure that a case counts for, whether the case is one of its share."""
    statement = find_statement(reading, case)
    flags: dict[str, bool] = {}
    if case["earnest"]:
        flags["wrongly_marked"] = statement is not None and statement.serious is False
    else:
        flags["taken_for_sincere"] = is_taken_for_sincere(statement)
        flags["certain_of_it"] = is_taken_for_sincere(statement) and statement is not None and statement.serious is True
    if case["category"] == "nested":
        flags["nested_speaker"] = is_speaker(reading, statement, case)
        flags["nested_found"] = statement is not None
    return flags


def show_error(reading: Reading, case: Case, flags: dict[str, bool]) -> None:
    """Prints a case that was taken wrongly, or given to another speaker."""
    if flags.get("taken_for_sincere") or flags.get("wrongly_marked") or not flags.get("nested_speaker", True):
        statement = find_statement(reading, case)
        actor = reading.actor(statement.speaker) if statement else None
        print(case["id"], case["category"], statement and (statement.stance, statement.certainty), actor and actor.name)


def measure(part: str, *, show_errors: bool = False) -> dict[str, Any]:  # Any: a name or a figure
    """The figures of one part of the cases: "odd", "even" or "all"."""
    cases = load_cases(part)
    reports = [Report(c["id"], c["id"], c["text"], (Part(0, len(c["text"]), "body"),), language="en") for c in cases]
    judged: list[dict[str, bool]] = []
    for case, reading in zip(cases, read_reports(reports, Settings()), strict=True):
        judged.append(judge_case(reading, case))
        if show_errors:
            show_error(reading, case, judged[-1])
    flags = {name: [found[name] for found in judged if name in found] for name in FIGURES}
    return {
        "part": part,
        "cases": len(cases),
        **{name: share(flags[name]) for name in FIGURES},
        "not_earnest": len(flags["taken_for_sincere"]),
        "earnest": len(flags["wrongly_marked"]),
        "nested": len(flags["nested_found"]),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    print(json.dumps(measure(given.part, show_errors=given.errors)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
