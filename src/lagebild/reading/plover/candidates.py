"""Candidates for events: verbs and event nouns, with who does them and who receives them, from the parse alone.

Nothing is decided here: a candidate has the senses of its word (none for a verb that no table knows) and the heads of
the noun phrases that stand where actor and recipient stand.  `plover.parties` says which of them are anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.nouns import read_noun
from lagebild.reading.plover.verbs import OBLIGING, read_obligation, read_verb


def find_candidates(doc: Doc, own: Sequence[bool]) -> Iterator[Candidate]:
    """All candidates of the report's own prose, in reading order."""
    for token in doc:
        candidate = read_candidate(token) if own[token.i] else None
        if candidate is not None:
            yield candidate


def read_candidate(token: Token) -> Candidate | None:
    """The word as a candidate, None where it names no event or nobody stands around it."""
    if token.pos_ == "VERB":
        return read_verb(token)
    if token.pos_ in {"NOUN", "PROPN"}:
        return read_noun(token)
    return read_obligation(token) if token.lower_ in OBLIGING else None
