"""The pairs that the weighing model is fitted on: a proposition, a passage, and which way the passage points.

Three sources, each with labels of its own (`TASKS`): Perspectrum (does a perspective support or undermine a claim),
FNC-1 (does an article agree or disagree with a headline, or only discuss it), and the pairs of `pairs/*.txt`, which
were written for this project (does a passage speak for or against a proposition, or neither).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from lagebild.models.weighing import TASKS, pick_sentences

SIGNS = {"+": "for", "-": "against", "~": "neither"}
HELD_OUT = 10
"""One body of FNC-1 in so many is held out for measuring."""
_FLIP = re.compile(r"\b(should|must|will|can|would|is|are|was|were|has|does|do|could)\b( not\b|n't\b)?", re.I)


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposition and a passage, with the label of one task."""

    task: str
    proposition: str
    passage: str
    label: str


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a JSON lines file, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


def read_perspectrum(path: Path) -> list[Pair]:
    """Every claim with every perspective; pairs that stand there under both labels are left out."""
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_rows(path):
        labels[row["claim"].strip(), row["perspective"].strip()].add(row["stance"])
    return [Pair("claim", c, p, next(iter(found))) for (c, p), found in labels.items() if len(found) == 1]


def pair_perspectives(path: Path, most: int, rng: random.Random) -> list[Pair]:
    """Perspectives on one claim set against each other: two of one cluster agree, two of unlike stance do not.

    At most so many of either label, drawn evenly over the claims.
    """
    claims: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(path):
        claims[row["claim"].strip()].append(row)
    found: dict[str, list[Pair]] = {"support": [], "undermine": []}
    while min(map(len, found.values())) < most:
        first, second = rng.sample(rows, 2) if len(rows := claims[rng.choice(list(claims))]) > 1 else (rows[0], rows[0])
        one, two = first["perspective"].strip(), second["perspective"].strip()
        if first["stance"] != second["stance"]:
            found["undermine"].append(Pair("claim", one, two, "undermine"))
        elif first["cluster"] == second["cluster"] and one != two:
            found["support"].append(Pair("claim", one, two, "support"))
    return [pair for own in found.values() for pair in own[:most]]


def swap_sides(pair: Pair) -> Pair:
    """The passage as the proposition: who supports a claim is supported by it."""
    return Pair(pair.task, pair.passage, pair.proposition, pair.label)


def read_fnc(stances: Path, bodies: Path, *, held_out: bool) -> list[Pair]:
    """The related pairs of FNC-1 on the bodies that are held out, or on all others."""
    texts = {row["body_id"]: row["text"] for row in read_rows(bodies)}
    found = []
    for row in read_rows(stances):
        if row["stance"] == "unrelated" or is_held_out(texts[row["body_id"]]) != held_out:
            continue
        passage = pick_sentences(row["headline"], texts[row["body_id"]])
        found.append(Pair("story", row["headline"], passage, row["stance"]))
    return found


def is_held_out(body: str) -> bool:
    """Whether a body is for measuring: by its words, so that two copies of one text stand on the same side."""
    return crc32(" ".join(body.split())[:300].encode()) % HELD_OUT == 0


def is_kept(pair: Pair) -> bool:
    """Whether a written pair is kept back for the temperature: one proposition in eight."""
    return crc32(pair.proposition.encode()) % 8 == 0


def read_pairs(folder: Path) -> list[Pair]:
    """The pairs of all files of a folder: "? proposition", then one passage a line after its sign."""
    return [pair for path in sorted(folder.glob("*.txt")) for pair in _read_file(path)]


def _read_file(path: Path) -> Iterator[Pair]:
    proposition = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        sign, _, words = line.partition(" ")
        if sign == "?":
            proposition = words
        elif sign in SIGNS:
            yield Pair("report", proposition, words, SIGNS[sign])
        elif line and sign != "#":
            raise ValueError(f"{path}: no sign in {line!r}")


def turn_claim(pair: Pair) -> Pair | None:
    """The pair with its claim negated, or freed of its negation, and the other label; None where no verb is found."""
    match = _FLIP.search(pair.proposition)
    if match is None or match[0].lower() in {"can't", "won't"}:
        return None
    verb = match[1] if match[2] else f"{match[1]} not"
    claim = pair.proposition[: match.start()] + verb + pair.proposition[match.end() :]
    return Pair(pair.task, claim, pair.passage, "support" if pair.label == "undermine" else "undermine")


def sample_stories(pairs: list[Pair], most: int, rng: random.Random) -> list[Pair]:
    """At most so many stories of each label, drawn evenly over the headlines."""
    chosen = []
    for label in TASKS["story"].labels:
        own = [pair for pair in pairs if pair.label == label]
        rng.shuffle(own)
        seen: dict[str, int] = defaultdict(int)
        turns = []
        for pair in own:
            turns.append(seen[pair.proposition])
            seen[pair.proposition] += 1
        order = sorted(range(len(own)), key=lambda i: turns[i])
        chosen.extend(own[i] for i in order[:most])
    return chosen
