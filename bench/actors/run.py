"""How well actors are read: country and sector of a phrase, and the speaker behind a statement's source.

    python bench/actors/run.py             the project's own cases, and the research set where it is present
    python bench/actors/run.py --floors    the project's own cases; exit status 1 when a figure is under its floor
    python bench/actors/run.py --errors    the cases that went wrong as well

A phrase is right when country and sector both are; null in the research set means "not scored".  In `speakers.jsonl` a
text marks each statement as [source|cue] and says who speaks: a name, "*" for somebody unnamed, null for nobody.  A
speaker counts as right, open (none was chosen though there is one) or wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from lagebild.reading.actors import read_actors
from lagebild.reading.naming.roles import read_role_phrase
from lagebild.reading.parse import parse_report
from lagebild.reading.speakers import read_speakers
from lagebild.records import Actor, Part, Reading, Report, Span, Statement
from lagebild.settings import Settings

HERE = Path(__file__).parent
PHRASES = HERE / "data" / "phrases.jsonl"
BLIND = HERE / "data" / "phrases_blind.jsonl"  # written before the tables were widened: 77.3 % right then
BLIND_TWO = HERE / "data" / "phrases_blind_two.jsonl"  # written after that, before anything was mended for it: 83.3 %
SPEAKERS = HERE / "data" / "speakers.jsonl"
RESEARCH = HERE.parents[2] / "shared" / "data" / "actors" / "actor_roles_dev.jsonl.gz"
MARK = re.compile(r"\[([^\]|]*)\|([^\]]*)\]")


def load_rows(path: Path) -> list[dict]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def measure_phrases(path: Path, *, null_is_unscored: bool) -> tuple[dict[str, float], list[str]]:
    """Shares right in percent, and the phrases that went wrong."""
    rows, errors = load_rows(path), []
    right: Counter[str] = Counter()
    for row in rows:
        country, sector = read_role_phrase(row["phrase"])
        country_right = _agrees(row["country"], country, null_is_unscored)
        sector_right = _agrees(row["sector"], sector, null_is_unscored)
        right.update(country=country_right, sector=sector_right, both=country_right and sector_right)
        if not (country_right and sector_right):
            errors.append(f"{row['phrase']}: {row['country']} {row['sector']}, read as {country} {sector}")
    figures = {name: round(100 * right[name] / len(rows), 1) for name in ("both", "country", "sector")}
    return {"phrases": len(rows), **figures}, errors


def _agrees(gold: str | None, found: str | None, null_is_unscored: bool) -> bool:
    return (null_is_unscored and gold is None) or (gold or None) == found


def read_case(marked: str) -> Reading:
    """The reading of a marked text with one statement for each mark."""
    text, last = "", 0
    statements = []
    for number, match in enumerate(MARK.finditer(marked)):
        text += marked[last : match.start()]
        source = (Span(len(text), len(text) + len(match[1])),) if match[1] else ()
        text += match[1] + (" " if match[1] else "")
        cue = (Span(len(text), len(text) + len(match[2])),)
        text += match[2]
        last = match.end()
        statements.append(Statement(f"s{number}", source, cue, (), "indirect"))
    text += marked[last:]
    placed = tuple(replace(s, content=_find_content(text, s)) for s in statements)
    parts, start = [], 0
    while start < len(text):
        end = text.find("\n\n", start) + 2 or len(text) + 2
        parts.append(Part(start, min(end, len(text)) if end > 1 else len(text), "body"))
        start = parts[-1].end
    report = Report(id="case", identity="case", text=text, parts=tuple(parts), language="en")
    parsed = parse_report(report, Settings())
    reading = replace(read_actors(parsed, Reading(report=report)), statements=placed)
    return read_speakers(parsed, reading)


def _find_content(text: str, statement: Statement) -> tuple[Span, ...]:
    """The quotation next to or around the statement's source and cue, else what follows the cue in the sentence."""
    cue = statement.cue[0]
    first = statement.source[0].start if statement.source else cue.start
    for match in re.finditer(r"“[^”]*”", text):
        if match.start() > cue.end + 4 or match.end() < first - 4 or match.start() < first < match.end():
            continue
        return (Span(match.start(), match.end()),)
    end = text.find(".", cue.end)
    return (Span(cue.end + 1, end),) if end > cue.end + 1 else ()


def judge(wanted: str | None, actor: Actor | None) -> str:
    """One of right, open, wrong."""
    if actor is None:
        return "right" if wanted is None else "open"
    if wanted == "*":
        return "wrong" if actor.kind == "person" else "right"
    return "right" if wanted == actor.name else "wrong"


def measure_speakers(path: Path) -> tuple[dict[str, float], list[str]]:
    """Shares right, open and wrong in percent, and the cases that were not right."""
    outcomes: Counter[str] = Counter()
    errors = []
    for row in load_rows(path):
        reading = read_case(row["text"])
        for wanted, statement in zip(row["speakers"], reading.statements, strict=True):
            actor = reading.actor(statement.speaker)
            outcome = judge(wanted, actor)
            outcomes[outcome] += 1
            if outcome != "right":
                errors.append(f"{row['case']}: {wanted}, read as {actor.name if actor else None} ({outcome})")
    total = sum(outcomes.values())
    shares = {name: round(100 * outcomes[name] / total, 1) for name in ("right", "open", "wrong")}
    return {"statements": total, **shares}, errors


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--floors", action="store_true", help="compare with floors.json")
    options.add_argument("--errors", action="store_true", help="print what went wrong")
    given = options.parse_args()
    measured = {
        "phrases": measure_phrases(PHRASES, null_is_unscored=False),
        "phrases_blind": measure_phrases(BLIND, null_is_unscored=False),
        "phrases_blind_two": measure_phrases(BLIND_TWO, null_is_unscored=False),
        "speakers": measure_speakers(SPEAKERS),
    }
    if not given.floors:
        if RESEARCH.is_file():
            measured["actor_roles_dev"] = measure_phrases(RESEARCH, null_is_unscored=True)
        else:
            print(f"{RESEARCH.name}: not there, left out", file=sys.stderr)
    print(json.dumps({"measure": "actors", **{name: figures for name, (figures, _) in measured.items()}}))
    for name, (figures, errors) in measured.items():
        print(f"{name:20}" + "".join(f"{key:>12} {value:g}" for key, value in figures.items()))
        for error in errors if given.errors else ():
            print(f"    {error}")
    return check_floors({name: figures for name, (figures, _) in measured.items()}) if given.floors else 0


def check_floors(results: dict[str, dict[str, float]]) -> int:
    """1 when a share has fallen under its floor, or a ceiling ("wrong") is passed."""
    limits = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    fallen = 0
    for name, wanted in limits.items():
        for figure, limit in wanted.items():
            reached = results[name][figure]
            if reached > limit if figure == "wrong" else reached < limit:
                print(f"{name}: {figure} is {reached}, its limit is {limit}", file=sys.stderr)
                fallen += 1
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
