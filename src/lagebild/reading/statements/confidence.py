"""How sure a statement is: a logistic function of what the encoder said of its cue, its source and its content."""

from __future__ import annotations

import math
from functools import cache

from lagebild.models.encoder import CONTENT, CUE
from lagebild.reading.statements.drafts import Draft, read_shares
from lagebild.reading.statements.words import Words
from lagebild.reading.tables import read_toml

GROUNDS = (
    "cue",
    "cue_role",
    "named",
    "sourceless",
    "content",
    "content_role",
    "begin",
    "end",
    "quoted",
    "weak_quote",
    "length",
)


def measure_grounds(draft: Draft, words: Words) -> tuple[float, ...]:
    """What the confidence rests on, in the order of GROUNDS; the draft has some content."""
    claimed: list[float] = []
    roles: list[float] = []
    inside: list[float] = []
    for start, end in draft.content:
        claimed.extend(read_shares(draft, start, end).tolist())
        inside.extend(words.quoted[start:end].tolist())
        roles.extend(words.roles[start:end, CONTENT].tolist())
    quoted = sum(inside) / len(inside)
    return (
        draft.score,
        float(words.roles[slice(*draft.cue), CUE].mean()),
        draft.named,
        float(draft.source is None),
        sum(claimed) / len(claimed),
        sum(roles) / len(roles),
        float(words.begins[draft.content[0][0], CONTENT - 1]),
        float(words.ends_of[draft.content[-1][1] - 1, CONTENT - 1]),
        quoted,
        quoted * (1 - draft.score),
        math.log(len(claimed)) / 4,
    )


def rate_confidence(draft: Draft, words: Words) -> float:
    """The chance, in (0, 1), that the content is right for the most part and the source as well."""
    weights = load_weights()
    total = weights["constant"]
    for name, ground in zip(GROUNDS, measure_grounds(draft, words), strict=True):
        total += weights[name] * ground
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_weights() -> dict[str, float]:
    """The weights of the grounds, and `constant`, from `data/linking.toml`."""
    weights = read_toml("linking.toml")["confidence"]
    return {name: float(weights[name]) for name in ("constant", *GROUNDS)}
