"""What is judged of one statement: how its speaker stands to what is said, how surely, and whether it is meant."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.records import Certainty, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, certainty and seriousness of one statement."""

    stance: Stance = "unknown"
    certainty: Certainty = "unknown"
    serious: bool | None = None


ASSERTS = Judgement("asserts", "certain")
DENIES = Judgement("denies", "certain")
DECLINES = Judgement("declines", "certain")
