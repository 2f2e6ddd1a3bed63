"""A question to what the store holds on it."""

from lagebild.asking.asks import ask

__all__ = ["ask"]
