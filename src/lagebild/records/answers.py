"""What is asked: a question, and the passages that bear on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lagebild.records.findings import Stance
from lagebild.records.situations import Citation

Direction = Literal["affirms", "denies", "unclear"]


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a question asks about: actors, action and recipients in the question's words, and the terms searched for."""

    question: str
    actors: tuple[str, ...]
    action: str | None
    recipients: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that bears on a question: where it stands, who answers for it, and which way it points.

    `direction` says whether the speaker (or the text, when nobody is quoted) affirms or denies what is asked about;
    "unclear" when the grammar does not decide.  `reasons` say why, in words for people.
    """

    citation: Citation
    speaker: str | None
    stance: Stance
    direction: Direction
    reasons: tuple[str, ...]
    score: float
    serious: bool | None = None
    repeats: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the store holds on a question, newest first; `missing` says what is not there.  No estimate yet."""

    proposition: Proposition
    evidence: tuple[Evidence, ...]
    searched: int
    missing: tuple[str, ...] = ()
