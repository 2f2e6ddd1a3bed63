"""Fits the weights by which signs speak for types of text, near those set by hand.

    python training/text_types/fit.py --articles TRAIN --out src/lagebild/reading/data/text_type_weights.tsv

Data: the labelled articles (`training/articles/types.jsonl`; their texts are PolNeAR's training part), our own reports
(`training/kinds/reports`), and texts written for this (`texts`, with a second reader's types in `pass_b.txt`).  Where a
type was in doubt, each of the two types counts half.  The loss is cross entropy plus the squared distance from the
weights in `by_hand.tsv`, so that signs which these texts do not show keep what was set by hand.  Deterministic: no
seed is needed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1] / "senses"))
from corpus import read_reports

from lagebild.reading import READERS
from lagebild.reading.genres.prose import read_prose
from lagebild.reading.genres.scores import TYPES, trust_signs
from lagebild.reading.genres.signs import find_signs
from lagebild.reading.parse import parse_reports
from lagebild.records import Part, Reading, Report
from lagebild.settings import Settings

HERE = Path(__file__).parent
STIFFNESS = 0.015
"""What a squared distance of one from the table costs, against the mean cross entropy of a text."""
BALANCE = 0.5
"""How far rare types count more: 0 not at all, 1 as much as all others together; three of four articles are news."""
STEPS = 800
NEWS = 3
"""One in so many of the articles that are plainly news is fitted on: they are two thirds of all."""


@dataclass(frozen=True)
class Text:
    """A report with the two types that it may have, mostly the same."""

    report: Report
    types: tuple[str, str]


def make_report(name: str, text: str) -> Report:
    """A report whose first paragraph is its headline."""
    end = text.find("\n")
    parts = (Part(0, end, "headline"), Part(end, len(text), "body")) if end > 0 else (Part(0, len(text), "body"),)
    return Report(name, name, text, parts, language="en")


def read_texts(train: Path) -> Iterator[Text]:
    """The labelled articles, of news every third, and our own reports."""
    with gzip.open(train, "rt", encoding="utf-8") as file:
        texts = {row["id"]: row["text"] for row in map(json.loads, file)}
    news = 0
    for line in (HERE.parent / "articles" / "types.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        news += row["type"] == row["second"] == "news"
        if row["type"] == row["second"] == "news" and news % NEWS:
            continue
        yield Text(make_report(row["article"], texts[row["article"]]), (row["type"], row["second"]))
    for document in read_reports(HERE.parent / "kinds" / "reports"):
        yield Text(make_report(document.id, document.text), (document.text_type, document.text_type))


def read_own(folder: Path, second_pass: Path) -> Iterator[Text]:
    """The texts written to tell types apart, each with its writer's type and the second reader's."""
    rows = (line.split() for line in second_pass.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    seconds = {name: first for name, first, _ in rows}
    for path in sorted(folder.glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        first, *inside = blocks[0].splitlines()
        kind, headline = (word.strip() for word in first.removeprefix("#").split("|", 1))
        parts, text = [Part(0, len(headline) + 2, "headline")], f"{headline}\n\n"
        for block in ("\n".join(inside), *blocks[1:]):
            words = block.strip().removeprefix("## ")
            if words:
                name = "subheading" if block.strip().startswith("## ") else "body"
                parts.append(Part(len(text), len(text) + len(words) + 2, name))
                text += f"{words}\n\n"
        report = Report(path.stem, path.stem, text, tuple(parts), language="en")
        yield Text(report, (kind, seconds[path.name]))


def read_weights(table: Path) -> dict[str, list[float]]:
    """The weights of each sign in a table, in the order of TYPES."""
    rows = (line.split("|") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: [float(cell) for cell in cells] for name, *cells in rows}


def measure_signs(texts: list[Text], names: list[str]) -> np.ndarray:
    """[texts, signs]: the strength of each sign, times how far signs are trusted in a text of that length."""
    rows = []
    for parsed in parse_reports([text.report for text in texts], Settings()):
        reading = Reading(report=parsed.report)
        for reader in READERS:
            if reader.name not in {"text_type", "events", "relations"}:
                reading = reader.read(parsed, reading)
        prose = read_prose(parsed, reading)
        strengths = {"start": 1.0, **{sign.name: sign.strength for sign in find_signs(prose)}}
        rows.append([strengths.get(name, 0.0) * trust_signs(len(prose.sentences)) for name in names])
    return np.array(rows, np.float32)


def fit(signs: Tensor, targets: Tensor, table: Tensor) -> Tensor:
    """The weights with the least loss, [signs, types]."""
    weights = nn.Parameter(table.clone())
    rarity = targets @ targets.sum(0).clamp(min=1) ** -BALANCE
    rarity /= rarity.mean()
    optimiser = torch.optim.Adam([weights], lr=0.02)
    for _ in range(STEPS):
        shares = nn.functional.log_softmax(signs @ weights, dim=1)
        loss = -(rarity * (targets * shares).sum(1)).mean() + STIFFNESS * (weights - table).square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weights.detach()


def keep_unread(names: list[str], weights: Tensor, table: Tensor) -> Tensor:
    """The weights, with what texts of unread kinds begin with as it was set by hand: none of the texts is of these."""
    start, unread = names.index("start"), names.index("kinds_unread")
    kept = weights.clone()
    kept[unread] = table[start] + table[unread] - weights[start]
    return kept


def show(name: str, signs: Tensor, targets: Tensor, weights: Tensor) -> None:
    """Prints how many texts get one of their types."""
    best = (signs @ weights).argmax(1)
    right = targets[torch.arange(len(targets)), best] > 0
    print(f"{name}: {int(right.sum())} of {len(right)} right")


def write(table: Path, out: Path, names: list[str], weights: Tensor) -> None:
    """The table again with its comments, and the new weights."""
    comments = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = ["|".join([name, *(f"{w:.2f}" for w in row)]) for name, row in zip(names, weights.tolist(), strict=True)]
    origin = "# Set by hand, then moved by training/text_types/fit.py towards what labelled texts show."
    out.write_text("\n".join([origin, *comments, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--table", type=Path, default=HERE / "by_hand.tsv", help="the weights set by hand")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="where to keep what was measured")
    given = parser.parse_args()
    torch.set_num_threads(1)
    table = read_weights(given.table)
    names = list(table)
    texts = [*read_texts(given.articles), *read_own(HERE / "texts", HERE / "pass_b.txt")]
    texts = [text for text in texts if set(text.types) <= set(TYPES)]
    signs = torch.from_numpy(measure_signs(texts, names))
    if given.keep is not None:
        torch.save((signs, [text.types for text in texts], names), given.keep)
    targets = torch.zeros(len(texts), len(TYPES))
    for row, text in enumerate(texts):
        for kind in text.types:
            targets[row, TYPES.index(kind)] += 0.5
    start = torch.tensor([table[name] for name in names])
    show("by hand", signs, targets, start)
    for fold in range(5):  # what to expect of texts not fitted on
        held = torch.arange(len(texts)) % 5 == fold
        show(f"fold {fold}", signs[held], targets[held], fit(signs[~held], targets[~held], start))
    weights = keep_unread(names, fit(signs, targets, start), start)
    show("fitted", signs, targets, weights)
    write(given.table, given.out, names, weights)


if __name__ == "__main__":
    main()
