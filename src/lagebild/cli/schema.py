"""`lagebild schema`: the JSON Schema of what `annotate --format jsonl` writes."""

from __future__ import annotations

import json

import typer

from lagebild.exports.annotations import annotation_schema


def schema() -> None:
    """Print the JSON Schema of one line of `annotate --format jsonl`."""
    typer.echo(json.dumps(annotation_schema(), indent=2, ensure_ascii=False))
