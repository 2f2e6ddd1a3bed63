"""Events of sentences that were labelled for the fitting, of articles that were held out of it.

A gold event is found whole when an event of its type has an actor that is named where one is labelled, and a recipient
likewise, nobody where nobody is; of a meeting both sides may be actors.  `sure` are events from the confidence on that
are shown unasked.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.events.whole import make_report, read_all

from lagebild.reading.parse import parse_reports
from lagebild.records import Event, Reading, Span
from lagebild.settings import Settings
from lagebild.situation.deeds import SHOWN

LABELS = Path(__file__).parents[2] / "training" / "articles" / "whole.jsonl"
Row = dict[str, Any]  # Any: a row of JSON


def measure_labelled(train: Path) -> tuple[dict[str, float], list[str]]:
    """Shares in percent, and the events that were missed or wrong with their sentences."""
    rows = [row for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()) if row["held"]]
    texts = dict(read_texts(train, {row["article"] for row in rows}))
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for name, parsed in zip(texts, parse_reports([make_report(n, t) for n, t in texts.items()], Settings())):
        reading = read_all(parsed)
        for row in (row for row in rows if row["article"] == name):
            _count(counts, errors, reading, row)
    gold, shown, sure = (max(1, counts[name]) for name in ("gold", "shown", "sure"))
    return {
        "sentences": len(rows),
        "gold": counts["gold"],
        **{name: round(100 * counts[name] / gold, 1) for name in ("whole", "type", "trigger")},
        "shown": counts["shown"],
        "of_shown": round(100 * counts["shown_right"] / shown, 1),
        "of_shown_type": round(100 * counts["shown_type"] / shown, 1),
        "sure": counts["sure"],
        "of_sure": round(100 * counts["sure_right"] / sure, 1),
    }, errors


def read_texts(train: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    """The texts of the articles of these names, in the order of the file."""
    with gzip.open(train, "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if article["id"] in names:
                yield article["id"], article["text"]


def _count(counts: Counter[str], errors: list[str], reading: Reading, row: Row) -> None:
    start, end = row["sentence"]
    found = [e for e in reading.events if start <= e.trigger.start < end]
    text = " ".join(reading.report.text[start:end].split())
    for gold in row["events"]:
        whole = any(_is_whole(reading, event, gold, row["sentence"]) for event in found)
        counts["gold"] += 1
        counts["whole"] += whole
        counts["type"] += any(event.type == gold["type"] for event in found)
        counts["trigger"] += any(_touches(event.trigger, [gold["trigger"]]) for event in found)
        if not whole:
            errors.append(f"missed {gold['type']} {_say(reading, gold)} | {text}")
    for event in found:
        right = any(_is_whole(reading, event, gold, row["sentence"]) for gold in row["events"])
        typed = any(event.type == g["type"] and _touches(event.trigger, [g["trigger"]]) for g in row["events"])
        counts.update({"shown": 1, "shown_right": right, "shown_type": typed})
        if event.confidence >= SHOWN:
            counts.update({"sure": 1, "sure_right": right})
        if not right:
            who = [[a.name for i in ids if (a := reading.actor(i))] for ids in (event.actors, event.recipients)]
            word = reading.report.text[event.trigger.start : event.trigger.end]
            errors.append(f"{'parties' if typed else 'false'} {event.type} {word} {who} {event.confidence} | {text}")


def _say(reading: Reading, gold: Row) -> str:
    spans = [gold["trigger"], *gold["actors"], ["->"], *gold["recipients"]]
    return " ".join(s[0] if len(s) == 1 else reading.report.text[s[0] : s[1]] for s in spans)


def _is_whole(reading: Reading, event: Event, gold: Row, sentence: Sequence[int]) -> bool:
    if event.type != gold["type"] or not _are_named(reading, event.actors, gold["actors"], sentence):
        return False
    if _are_named(reading, event.recipients, gold["recipients"], sentence):
        return True
    return not event.recipients and _are_named(reading, event.actors, gold["recipients"], sentence)


def _are_named(reading: Reading, ids: Sequence[str], spans: Sequence[Sequence[int]], sentence: Sequence[int]) -> bool:
    """Whether one of the actors is named where one is labelled; without labels nobody is to be there."""
    if not spans:
        return not ids
    actors = [actor for i in ids if (actor := reading.actor(i)) is not None]
    inside = [m for actor in actors for m in actor.mentions if sentence[0] <= m.start < sentence[1]]
    return any(_touches(mention, spans) for mention in inside)


def _touches(span: Span, others: Sequence[Sequence[int]]) -> bool:
    return any(span.start < end and span.end > start for start, end in others)
