"""Records to rows and back: each kind of finding with its table and how its JSON columns become records again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import RowMapping, Table

from lagebild.records import (
    Actor,
    Claim,
    DateMention,
    Declaration,
    Event,
    Link,
    Page,
    Part,
    Place,
    Quantity,
    Reading,
    Reason,
    Relation,
    Report,
    Sentence,
    Span,
    Statement,
    TextType,
)
from lagebild.store import tables
from lagebild.store.times import microseconds

Row = Mapping[str, Any] | RowMapping  # Any: a column's value; its type is the table's to know


def write_json(value: object) -> str:
    """JSON of plain values and records; a record becomes the list of its fields."""
    return json.dumps(value, default=_fields_of, separators=(",", ":"))


def _fields_of(record: object) -> list[object]:
    if is_dataclass(record):
        return [getattr(record, field.name) for field in fields(record)]
    raise TypeError(f"{type(record).__name__} has no place in a JSON column")


def _spans(value: Any) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in value)


def _span(value: Any) -> Span:
    return Span(*value)


def _claims(value: Any) -> tuple[Claim, ...]:
    return tuple(Claim(words, Span(*span)) for words, span in value)


def _quantities(value: Any) -> tuple[Quantity, ...]:
    return tuple(Quantity(*quantity) for quantity in value)


def _place(value: Any) -> Place | None:
    return None if value is None else Place(*value)


def _declarations(value: Any) -> tuple[Declaration, ...]:
    return tuple(
        Declaration(words, where, label, None if span is None else Span(*span)) for words, where, label, span in value
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """A kind of finding: the field of Reading that holds it, its record, its table, and what reads its JSON columns.

    `columns` are those that are fields of the record.
    """

    field: str
    record: Callable[..., Any]
    table: Table
    json: Mapping[str, Callable[[Any], object]]
    columns: tuple[str, ...]


def _kind(
    field: str, record: Callable[..., Any], table: Table, json: Mapping[str, Callable[[Any], object]] | None = None
) -> Findings:
    columns = tuple(column.name for column in table.columns if column.name not in {"key", "version", "number"})
    return Findings(field, record, table, json or {}, columns)


KINDS = (
    _kind("sentences", Sentence, tables.sentences),
    _kind("statements", Statement, tables.statements, {"source": _spans, "cue": _spans, "content": _spans}),
    _kind("dates", DateMention, tables.dates, {"alternatives": tuple}),
    _kind("actors", Actor, tables.actors, {"roles": _claims, "affiliations": _claims}),
    _kind(
        "events",
        Event,
        tables.events,
        {
            "trigger": _span,
            "contexts": tuple,
            "actors": tuple,
            "recipients": tuple,
            "quantities": _quantities,
            "place": _place,
        },
    ),
    _kind("relations", Relation, tables.relations),
    _kind("links", Link, tables.links),
)

_REPORT_COLUMNS = tuple(field.name for field in fields(Report) if field.name != "identity")


def report_row(report: Report, text_sha256: str) -> dict[str, object]:
    """A report's columns in `versions`."""
    row: dict[str, object] = {name: getattr(report, name) for name in _REPORT_COLUMNS}
    return {**row, "text_sha256": text_sha256, "published_at": microseconds(report.published)}


def finding_rows(reading: Reading, version: int) -> dict[Table, list[dict[str, object]]]:
    """Everything a reading found, as rows of each findings table."""
    rows: dict[Table, list[dict[str, object]]] = {}
    for kind in KINDS:
        rows[kind.table] = [
            {"version": version, "number": number, **{name: getattr(finding, name) for name in kind.columns}}
            for number, finding in enumerate(getattr(reading, kind.field))
        ]
    places = ((number, span) for number, actor in enumerate(reading.actors) for span in actor.mentions)
    rows[tables.mentions] = [
        {"version": version, "number": number, "actor": actor, "start": span.start, "end": span.end}
        for number, (actor, span) in enumerate(places)
    ]
    rows[tables.readers] = [
        {"version": version, "number": number, "name": name, "reader_version": reader_version}
        for number, (name, reader_version) in enumerate(reading.readers.items())
    ]
    text_type = reading.text_type
    rows[tables.readings] = [
        {
            "version": version,
            "warnings": reading.warnings,
            "text_type": text_type.label,
            "declared": text_type.declared,
            "confidence": text_type.confidence,
            "reasons": text_type.reasons,
        }
    ]
    return rows


def read_report_row(row: Row, identity: str) -> Report:
    """The report of a row of `versions`."""
    values = {name: row[name] for name in _REPORT_COLUMNS}
    return Report(
        **{
            **values,
            "identity": identity,
            "authors": tuple(row["authors"]),
            "parts": tuple(Part(*part) for part in row["parts"]),
            "declared": _declarations(row["declared"]),
            "pages": tuple(Page(*page) for page in row["pages"]),
            "warnings": tuple(row["warnings"]),
        }
    )


def read_findings(report: Report, rows: Mapping[Table, Sequence[Row]]) -> Reading:
    """The reading of a report from its rows in each findings table, which come in the order of their numbers."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        extra = _mentions_of(rows[tables.mentions]) if kind.table is tables.actors else None
        found[kind.field] = tuple(_read_finding(kind, row, extra) for row in rows[kind.table])
    (whole,) = rows[tables.readings]
    reasons = tuple(Reason(*reason) for reason in whole["reasons"])
    return Reading(
        report=report,
        **found,
        text_type=TextType(whole["text_type"], whole["declared"], whole["confidence"], reasons),
        readers={row["name"]: row["reader_version"] for row in rows[tables.readers]},
        warnings=tuple(whole["warnings"]),
    )


def _read_finding(kind: Findings, row: Row, mentions: Mapping[int, tuple[Span, ...]] | None) -> object:
    values = {name: row[name] for name in kind.columns}
    for name, read in kind.json.items():
        values[name] = read(values[name])
    if mentions is not None:
        values["mentions"] = mentions.get(row["number"], ())
    return kind.record(**values)


def _mentions_of(rows: Iterable[Row]) -> dict[int, tuple[Span, ...]]:
    """The mentions of each actor, by the actor's number."""
    mentions: dict[int, tuple[Span, ...]] = {}
    for row in rows:
        mentions[row["actor"]] = (*mentions.get(row["actor"], ()), Span(row["start"], row["end"]))
    return mentions
