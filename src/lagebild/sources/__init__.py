"""Bytes to reports: one file for each kind of source."""

from lagebild.sources.fetch import fetch_page
from lagebild.sources.finding import find_documents
from lagebild.sources.understanding import understand_document

__all__ = ["fetch_page", "find_documents", "understand_document"]
