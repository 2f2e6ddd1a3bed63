"""Identities: which report a document is, and what a person calls it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lagebild.records import Document
from lagebild.sources.addresses import normalise_address

STDIN = "-"


def place_of(document: Document) -> str:
    """The identity that a document has by its place: web address, absolute path, or digest for standard input."""
    for place in (document.identity, document.address):
        if place and (address := normalise_address(place)):
            return address
    if document.identity:
        return document.identity
    if document.address == STDIN:
        return f"sha256:{hashlib.sha256(document.raw).hexdigest()}"
    return str(Path(document.address).absolute())


def label_of(document: Document) -> str:
    """What a person calls a document: a file's name, else its address."""
    if document.address == STDIN or normalise_address(document.address):
        return document.address
    return Path(document.address).name or document.address
