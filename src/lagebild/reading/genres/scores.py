"""From signs to a text type: a sum of weights for each type, and how sure it makes one of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lagebild.reading.genres.signs import Sign
from lagebild.reading.tables import read_table
from lagebild.records import Reason, TextTypeName

TYPES: tuple[TextTypeName, ...] = ("news", "background", "analysis", "opinion", "interview", "feature", "other")
LEAST_SURE = 0.4  # below this probability the type is said to be unknown
# The weights were set by hand and then fitted near that, at this sharpness (`training/text_types/fit.py`).
_SHARPNESS = 1.8
_DAMPING = 5  # sentences at which the signs count half: little text says little
_REASONS = 5


@dataclass(frozen=True, slots=True)
class Score:
    """The probabilities of TYPES, and for the likeliest what each sign adds over its mean over all types."""

    shares: Mapping[TextTypeName, float]
    gains: tuple[tuple[float, Sign], ...]

    @property
    def best(self) -> TextTypeName:
        """The likeliest type."""
        return max(self.shares, key=lambda name: self.shares[name])


def score_types(signs: Sequence[Sign], sentences: int) -> Score:
    """The probabilities of the types from the signs of a text of so many sentences."""
    weights = load_weights()
    trust = trust_signs(sentences)
    sums = list(weights["start"])
    for sign in signs:
        for at, weight in enumerate(weights[sign.name]):
            sums[at] += weight * sign.strength
    powers = [math.exp(trust * total) for total in sums]
    shares = {name: power / sum(powers) for name, power in zip(TYPES, powers, strict=True)}
    best = max(range(len(TYPES)), key=sums.__getitem__)
    gains = [(_gain(weights[sign.name], best) * sign.strength, sign) for sign in signs]
    return Score(shares, tuple(sorted((g for g in gains if g[0] > 0), key=lambda g: -g[0])))


def trust_signs(sentences: int) -> float:
    """What all weights are multiplied with in a text of so many sentences: short texts say little."""
    return _SHARPNESS * sentences / (sentences + _DAMPING)


def _gain(weights: Sequence[float], at: int) -> float:
    """How much more a sign counts for one type than for the types on average."""
    return weights[at] - sum(weights) / len(weights)


def give_reasons(score: Score) -> tuple[Reason, ...]:
    """The strongest signs for the likeliest type, each at the first place that shows it, then at its other places."""
    strong = [sign for gain, sign in score.gains if gain >= 0.1 and sign.places][:_REASONS]
    return tuple(Reason(start, end, sign.why) for sign in strong for start, end in sign.places)


@cache
def load_weights() -> dict[str, tuple[float, ...]]:
    """The weights of each sign, in the order of TYPES; ValueError for a cell that is no number."""
    rows = read_table("text_type_weights.tsv", len(TYPES) + 1)
    return {name: tuple(map(float, cells)) for name, *cells in rows}
