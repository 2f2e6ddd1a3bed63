"""The whole line on the bundled example, against the gold list beside it (its README explains the list).

    python bench/example/run.py             one JSON line and a table
    python bench/example/run.py --errors    also every miss
    python bench/example/run.py --floors    exit status 1 when a figure is under its floor

The feed and the corrected page are read into a temporary store, the situation is drawn and the questions are asked, as
the demonstration does.  Figures are percent of what the gold asks for:

metadata    title, outlet, authors, published, updated, language of each page (a page without a named author is right
            with none, or with the agency that it credits); declared: the text type that the page states.
parts       the words of each part stand in a part of that name.
dates       the expression is found at its place; value: with its type and value.
statements  found when the content has half of its words in common with the gold's (Jaccard) or contains them all.  The
            gold is a choice: what is found beyond it is no error.  Of those found: speaker right, unknown, or wrong, by
            the names that the gold calls one actor; stance right; no_false_denial: not taken for a denial, where the
            gold has another stance; jokes_seen.  denials_found: of all denials, found and as denials.
roles       the actor is found with the role (affiliation) in the gold's words, and an expert only where it is one.
same_actor  of an actor's names, those that lead to its one figure; unsplit_names: that lead to no second one;
            unmixed_figures: figures that bear no names of two actors whom the gold tells apart.
questions   passages of the gold among the evidence; of those, direction right, and not the other way round.  no_answer:
            nothing is brought where nothing answers.
versions    changes between the two versions that are found.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from across import judge_figures, judge_question, judge_versions
from gold import Names, Row, Tally, load_gold
from single import judge_dates, judge_metadata, judge_parts, judge_role, judge_statements

from lagebild.example import example_sources
from lagebild.ingest import read_sources
from lagebild.records import Stored
from lagebild.settings import Settings
from lagebild.situation import draw_situation
from lagebild.store import Store, open_store

FLOORS = Path(__file__).parent / "floors.json"
FIGURES = (
    "metadata", "declared", "parts", "dates_found", "dates_value", "statements_found", "speaker_right",
    "speaker_unknown", "speaker_not_wrong", "stance_right", "denials_found", "no_false_denial", "jokes_seen", "roles",
    "affiliations", "experts", "same_actor", "unsplit_names", "unmixed_figures", "passages_found", "direction_right",
    "direction_not_wrong", "no_answer", "versions",
)  # fmt: skip


def pages_of(store: Store, gold: Row) -> dict[str, Stored]:
    """The stored version of each page of the gold; two pages of one address are versions of one report."""
    pages: dict[str, Stored] = {}
    for row in gold["pages"]:
        newest = store.find(row["url"])
        if newest is None:
            raise SystemExit(f"{row['page']} is not in the store")
        versions = store.versions(newest.key)
        pages[row["page"]] = versions[-1] if row["page"].startswith("corrected/") else versions[0]
    return pages


def judge_all(store: Store, gold: Row) -> Tally:
    """Everything that the gold asks for."""
    tally, names, pages = Tally(), Names.of(gold), pages_of(store, gold)
    for row in gold["pages"]:
        reading = pages[row["page"]].reading
        judge_metadata(tally, reading, row)
        judge_parts(tally, reading, row)
        judge_dates(tally, reading, row)
        judge_statements(tally, reading, row, names)
    for row in gold["roles"]:
        judge_role(tally, pages[row["page"]].reading, row, names)
    judge_figures(tally, draw_situation(store.reports()), gold, names)
    for pair in gold["versions"]:
        judge_versions(tally, pair, pages[pair["first"]], pages[pair["corrected"]])
        pages[pair["first"]] = pages[pair["corrected"]]  # the store answers from the newest version
    for row in gold["questions"]:
        judge_question(tally, row, store, pages, names)
    return tally


def run_example() -> Tally:
    """Read the example into a store that is gone afterwards, and judge it."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/example.db") as store:
        summary = read_sources([str(source) for source in example_sources()], store, settings, by="bench")
        if summary.failures or summary.stopped:
            raise SystemExit(f"not read: {summary.failures or summary.stopped}")
        return judge_all(store, load_gold())


def under_floor(tally: Tally) -> list[str]:
    """The figures lower than floors.json allows."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return [f"{name} {tally.share(name)} < {least}" for name, least in floors.items() if tally.share(name) < least]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--errors", action="store_true", help="name every miss")
    given = parser.parse_args()
    start = time.process_time()
    tally = run_example()
    spent = round(time.process_time() - start, 1)
    print(json.dumps({**{name: tally.share(name) for name in FIGURES}, "cpu_seconds": spent}))
    print(f"{'figure':<20}{'right':>7}{'of':>6}{'%':>8}")
    for name in FIGURES:
        print(f"{name:<20}{tally.right[name]:>7}{tally.asked[name]:>6}{tally.share(name):>8}")
    for miss in tally.misses if given.errors else ():
        print(miss)
    missed = under_floor(tally) if given.floors else []
    for line in missed:
        print(f"under its floor: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
