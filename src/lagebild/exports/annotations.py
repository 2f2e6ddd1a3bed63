"""A reading as one JSON object a line, and the JSON Schema of it; both are made from the records.

The object is the record `Reading` with its `Report` laid out flat.  Where JSON and record differ (a key that Python
reserves, a value worked out from others) one table below says so, for writing and for the schema alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lagebild.records import Actor, Link, Reading, Report, Span

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class _Wire:
    """How a record's JSON differs from its fields: keys with another name, keys left out, and keys worked out."""

    renamed: Mapping[str, str]
    left_out: frozenset[str]
    worked_out: Mapping[str, tuple[object, Callable[[Any], object]]]  # Any: each callable takes its own record


def _published(report: Report) -> str | None:
    """The published time; a bare date where the source gave no more."""
    if report.published is None:
        return None
    return report.published.date().isoformat() if report.published_is_date else report.published.isoformat()


_PLAIN = _Wire({}, frozenset(), {})
_WIRES: Mapping[type, _Wire] = {
    Link: _Wire({"source": "from", "target": "to"}, frozenset(), {}),
    Actor: _Wire(
        {},
        frozenset(),
        {
            "role": (str | None, lambda actor: actor.role),
            "affiliation": (str | None, lambda actor: actor.affiliation),
        },
    ),
    Report: _Wire({}, frozenset({"published_is_date", "warnings"}), {"published": (str | None, _published)}),
    Reading: _Wire(
        {},
        frozenset({"report", "warnings"}),
        {"warnings": (tuple[str, ...], lambda reading: reading.report.warnings + reading.warnings)},
    ),
}


def reading_to_json(reading: Reading) -> dict[str, Any]:  # Any: JSON has no closed type in Python
    """The reading as the JSON object that `lagebild schema` describes."""
    return {**_encode_record(reading.report), **_encode_record(reading)}


def render_annotation(reading: Reading) -> str:
    """The reading as one line of JSON, without the line break."""
    return json.dumps(reading_to_json(reading), ensure_ascii=False, separators=(",", ":"))


def annotation_schema() -> dict[str, Any]:  # Any: as above
    """The JSON Schema (draft 2020-12) of one line that `render_annotation` writes."""
    definitions: dict[str, Any] = {}  # Any: as above
    flat = _object({**_shape(Report), **_shape(Reading)}, definitions)
    about = {"$schema": SCHEMA_DIALECT, "title": "lagebild annotation", "description": _DESCRIPTION}
    return {**about, **flat, "$defs": dict(sorted(definitions.items()))}


_DESCRIPTION = "One report and what was found in it; offsets are characters into `text`, end exclusive."
_SCALARS: Mapping[object, Mapping[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    Span: {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}


def _shape(record: type) -> dict[str, object]:
    """The JSON keys of a record, each with the type expression of its value."""
    wire = _WIRES.get(record, _PLAIN)
    hints = get_type_hints(record)
    shape = {wire.renamed.get(f.name, f.name): hints[f.name] for f in fields(record) if f.name not in wire.left_out}
    return shape | {name: kind for name, (kind, _) in wire.worked_out.items()}


def _object(shape: Mapping[str, object], definitions: dict[str, Any]) -> dict[str, Any]:  # Any: as above
    """The schema of an object with exactly these keys."""
    properties = {name: _schema(kind, definitions) for name, kind in shape.items()}
    return {"type": "object", "properties": properties, "required": list(shape), "additionalProperties": False}


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # Any: a type expression, and as above
    """The schema of one type expression; records go into `definitions` under their own names."""
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            summary = (kind.__doc__ or "").partition("\n")[0]
            definitions[kind.__name__] = {"description": summary, **_object(_shape(kind), definitions)}
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    return {"anyOf": [_schema(option, definitions) for option in arguments]}


def _encode_record(record: Any) -> dict[str, Any]:  # Any: one of the records
    """A record as JSON, after its entry in the table of differences."""
    wire = _WIRES.get(type(record), _PLAIN)
    encoded = {
        wire.renamed.get(f.name, f.name): _encode(getattr(record, f.name))
        for f in fields(record)
        if f.name not in wire.left_out
    }
    return encoded | {name: _encode(value(record)) for name, (_, value) in wire.worked_out.items()}


def _encode(value: Any) -> Any:  # Any: a record's field, then JSON
    """A field's value as JSON."""
    if is_dataclass(value):
        return _encode_record(value)
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _encode(item) for key, item in value.items()}
    return value
