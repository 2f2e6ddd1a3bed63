"""Whole events: the country of an actor, the type, and the country of a recipient, all three right.

A gold event counts as found when one event of the sentence has an actor of the country, the type, and a recipient of
the country; where all parties of an event are actors (a meeting), the second country may be among them.  An empty
country in the gold asks for nobody there, or for somebody without one.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from lagebild.reading import READERS
from lagebild.reading.events import READER as EVENTS
from lagebild.reading.parse import parse_reports
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.types import change_by_status
from lagebild.records import Document, Event, Hints, Part, Reading, Report
from lagebild.settings import Settings
from lagebild.sources import find_documents, understand_document

HERE = Path(__file__).parent
NAMES = HERE / "data" / "petr_names.tsv"
CODES = HERE / "data" / "weis2plover.tsv"


@dataclass(frozen=True)
class Gold:
    """An event as labelled; countries are ISO 3166 alpha-3 or PLOVER's codes, "" for none.

    `tenseless` says that the label does not tell what is to come from what has happened, as PLOVER does.
    """

    actor: str
    type: str
    recipient: str
    tenseless: bool = False

    def is_type(self, event: Event) -> bool:
        """Whether an event has the labelled type."""
        meant = {self.type, change_by_status(self.type, event.status)} if self.tenseless else {self.type}
        return event.type in meant


def measure_in_articles(labels: Path, shared: Path) -> tuple[dict[str, float], list[str]]:
    """The same for sentences of articles and pages that are not part of the repository, each read in its whole report.

    A row names its report and the place of its sentence there; `sha` is the beginning of the SHA-256 of the sentence
    and keeps the place honest: a row whose sentence reads otherwise is left out and said so.
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    reports = {report.id: report for report in load_reports({row["doc"] for row in rows}, shared)}
    for row in rows:
        report = reports.get(row["doc"])
        sentence = report.text[row["start"] : row["end"]] if report is not None else ""
        row["text"] = sentence if row.get("sha") in (None, sha256(sentence.encode()).hexdigest()[:12]) else ""
    if left_out := sum(not row["text"] for row in rows):
        print(f"{labels.name}: {left_out} of {len(rows)} sentences left out: not found as labelled", file=sys.stderr)
    tally = Tally()
    for name, parsed in zip(reports, parse_reports(list(reports.values()), Settings())):
        reading = read_all(parsed)
        for row in (row for row in rows if row["doc"] == name and row["text"]):
            inside = tuple(e for e in reading.events if row["start"] <= e.trigger.start < row["end"])
            tally.count(replace(reading, events=inside), read_golds(row["events"]), row["text"])
    return tally.figures(len(rows) - left_out), tally.errors


def load_reports(names: set[str], shared: Path) -> Iterator[Report]:
    """The reports of these names: files of `shared`/pages, articles of the attribution data by their id."""
    settings = Settings()
    for name in sorted(name for name in names if name.endswith(".html.gz")):
        for document in find_documents(str(shared / "pages" / name), settings):
            if isinstance(document, Document):
                yield replace(understand_document(document, settings, Hints()), id=name)
    with gzip.open(shared / "attribution" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article["id"] in names:
                yield make_report(article["id"], article["text"])


def read_golds(events: list[dict]) -> list[Gold]:
    """The labelled events of a row; the actor's country stands under "actor" or "source"."""
    return [Gold(e["actor"] if "actor" in e else e["source"], e["type"], e["recipient"]) for e in events]


def measure_whole(path: Path) -> tuple[dict[str, float], list[str]]:
    """Shares in percent: gold events found whole, and by part; shown events that are gold; with the misses."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    cases = [_read_petr(row) for row in rows] if "cameo" in json.dumps(rows[:20]) else [_read_own(row) for row in rows]
    reports = [make_report(str(i), text) for i, (text, _) in enumerate(cases)]
    tally = Tally()
    for (text, golds), parsed in zip(cases, parse_reports(reports, Settings())):
        tally.count(read_all(parsed), golds, text)
    return tally.figures(len(cases)), tally.errors


@dataclass
class Tally:
    """What was found of what should have been, sentence by sentence."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def count(self, reading: Reading, golds: list[Gold], text: str) -> None:
        """Takes in one sentence: `reading` holds its events only."""
        shown = reading.events
        self.counts["shown"] += len(shown)
        self.counts["shown_right"] += sum(any(_matches(reading, e, g) == "all" for g in golds) for e in shown)
        for gold in golds:
            best = min((_matches(reading, e, gold) for e in shown), key=_RANKS.index, default="missed")
            self.counts["gold"] += 1
            self.counts["whole"] += best == "all"
            self.counts["type"] += any(gold.is_type(e) for e in shown)
            self.counts["parties"] += best in {"all", "type"}
            if best != "all":
                self.errors.append(f"{best} {gold.actor}-{gold.type}-{gold.recipient} | {text} | {_say(reading)}")
        if not golds and shown:
            self.errors.append(f"false | {text} | {_say(reading)}")

    def figures(self, sentences: int) -> dict[str, float]:
        """Shares in percent; `of_shown` is how many of the shown events are gold ones."""
        gold, shown = max(1, self.counts["gold"]), max(1, self.counts["shown"])
        share = {name: round(100 * self.counts[name] / gold, 1) for name in ("whole", "type", "parties")}
        precision = round(100 * self.counts["shown_right"] / shown, 1)
        return {"sentences": sentences, "gold": gold, **share, "shown": self.counts["shown"], "of_shown": precision}


_RANKS = ["all", "type", "actor", "recipient", "parties", "missed"]


def make_report(name: str, text: str) -> Report:
    """A text as a report of one part."""
    return Report(id=name, identity=name, text=text, parts=(Part(0, len(text), "body"),), language="en")


def read_all(parsed: Parsed) -> Reading:
    """The reading with everything that events need, and the events."""
    reading = Reading(report=parsed.report)
    for reader in READERS:
        if reader.name in {"kinds", "text_type", "relations", "events"}:
            continue
        reading = reader.read(parsed, reading)
    return EVENTS.read(parsed, reading)


def _matches(reading: Reading, event: Event, gold: Gold) -> str:
    """ "all", or the one part that is wrong, "parties" for both countries, or "missed" for everything."""
    actors = [_country(reading, actor) for actor in event.actors]
    recipients = [_country(reading, actor) for actor in event.recipients]
    if not recipients and len(actors) > 1:
        recipients = actors
    actor = gold.actor in actors or (not gold.actor and not actors)
    recipient = gold.recipient in recipients or (not gold.recipient and not recipients)
    if gold.is_type(event):
        return "all" if actor and recipient else "recipient" if actor else "actor" if recipient else "parties"
    return "type" if actor and recipient else "missed"


def _country(reading: Reading, actor_id: str) -> str:
    actor = reading.actor(actor_id)
    return (actor.country if actor else None) or ""


def _say(reading: Reading) -> str:
    said = []
    for event in reading.events:
        words = reading.report.text[event.trigger.start : event.trigger.end]
        names = ["+".join(f"{_country(reading, a) or '?'}" for a in ids) for ids in (event.actors, event.recipients)]
        said.append(f"{names[0]}-{event.type}-{names[1]} ({words}, {event.status}, {event.confidence})")
    return "; ".join(said) or "nothing"


def _read_own(row: dict) -> tuple[str, list[Gold]]:
    return row["text"], read_golds(row["events"])


def _read_petr(row: dict) -> tuple[str, list[Gold]]:
    """A unit record with states of this world, its codes (see `data/weis2plover.tsv`) as PLOVER types."""
    text, codes = row["text"], {}
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        invented, real, code, iso = line.split("|")
        for words in invented.split(";"):
            text = re.sub(rf"\b{re.escape(words)}\b", real, text)
        codes[code] = iso
    golds = []
    for event in row["events"]:
        kind = _read_code(event["cameo"])
        if kind is not None:
            countries = [
                codes.get(event[side][:3], event[side][:3] if event[side][:3].isalpha() else "")
                for side in ("source", "target")
            ]
            golds.append(Gold(countries[0], kind, countries[1], tenseless=True))
    return text, golds


def _read_code(code: str) -> str | None:
    """The type of a code by its own row or its group's; None for comments and invented codes."""
    if len(code) != 3 or not code.isdigit():
        return None
    return _load_codes().get(code) or _load_codes().get(code[:2])


@functools.cache
def _load_codes() -> dict[str, str]:
    rows = (line for line in CODES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return dict(row.split("|") for row in rows)
