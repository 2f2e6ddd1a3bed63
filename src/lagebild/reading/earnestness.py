"""Whether something is said in earnest."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.attitudes import forms_of


def is_unserious(words: Sequence[Token]) -> bool:
    """Whether the cue says that it was a joke."""
    return any({"joke", "quip", "jest", "jokingly"} & set(forms_of(t)) for t in words)
