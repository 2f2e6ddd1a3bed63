"""A sheet of events for a reader to judge, and the precision that a judged sheet gives.

Each line holds a mark (empty; "y" or "n" goes there), the event, and the sentence it stands in.  It is right when
somebody who reads the sentence in its report would say that type, parties and status are as shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.events.whole import read_all

from lagebild.reading.parse import parse_reports
from lagebild.records import Document, Hints, Reading
from lagebild.settings import Settings
from lagebild.sources import find_documents, understand_document


def print_sheet(sources: Sequence[str]) -> None:
    """Prints the events of reports, a line each, in reading order."""
    settings = Settings()
    found = (document for source in sources for document in find_documents(source, settings))
    reports = (understand_document(d, settings, Hints()) for d in found if isinstance(d, Document))
    for parsed in parse_reports(reports, settings):
        reading = read_all(parsed)
        for event in reading.events:
            print(f"\t{_say_event(reading, event)}\t{_sentence_of(reading, event.trigger.start)}")


def _say_event(reading: Reading, event) -> str:
    names = [
        "+".join(a.name if (a := reading.actor(i)) else "?" for i in ids) for ids in (event.actors, event.recipients)
    ]
    words = reading.report.text[event.trigger.start : event.trigger.end]
    what = f"{event.type} {event.mode or ''} ({words}, {event.status}, {event.date})"
    return f"{event.confidence:.2f} {names[0] or '-'} | {what} | {names[1] or '-'}"


def _sentence_of(reading: Reading, start: int) -> str:
    found = next((s for s in reading.sentences if s.start <= start < s.end), None)
    return " ".join(reading.report.text[found.start : found.end].split()) if found else ""


def judge_sheet(path: Path) -> dict[str, float]:
    """How many lines were judged, and the share judged right in percent."""
    marks = [line.split("\t", 1)[0].strip().lower() for line in path.read_text(encoding="utf-8").splitlines()]
    judged = [mark for mark in marks if mark in {"y", "n"}]
    return {"judged": len(judged), "right": round(100 * judged.count("y") / max(1, len(judged)), 1)}
