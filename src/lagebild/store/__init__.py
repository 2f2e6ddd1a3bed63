"""Readings to tables and back."""

from __future__ import annotations

from lagebild.store.failures import Refused
from lagebild.store.stores import Addition, Store, open_store

__all__ = ["Addition", "Refused", "Store", "open_store"]
