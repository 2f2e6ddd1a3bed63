"""How far confidence can be trusted: claimed beside measured, in ten steps, and the expected calibration error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

STEPS = 10


@dataclass(frozen=True)
class Step:
    """The cases whose confidence lies in one tenth: how many, the mean claimed, the share that was right."""

    number: int
    claimed: float
    right: float


def sort_steps(cases: Iterable[tuple[float, bool]]) -> list[Step]:
    """The steps that hold cases, from least to most sure; a case is its confidence and whether it was right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(STEPS)]
    for confidence, right in cases:
        bins[min(int(confidence * STEPS), STEPS - 1)].append((confidence, right))
    return [Step(len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins if b]


def calibration_error(steps: Iterable[Step]) -> float | None:
    """The mean gap between claimed and right, each step weighing as many as it holds; None without cases."""
    held = list(steps)
    total = sum(step.number for step in held)
    return round(sum(s.number * abs(s.claimed - s.right) for s in held) / total, 4) if total else None


def print_steps(title: str, steps: Iterable[Step]) -> None:
    """The table for people."""
    print(f"{title}: {'n':>5} {'claimed':>8} {'right':>6}")
    for step in steps:
        print(f"{'':<{len(title)}}  {step.number:>5} {step.claimed:>8.2f} {step.right:>6.2f}")
