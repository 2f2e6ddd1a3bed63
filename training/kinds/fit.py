"""Fits the head of kinds anew over a branch that stays as it is, with a fixed seed; all other heads stay, too.

    python training/kinds/fit.py --base DIR --articles TRAIN --checkpoint RUN/final.pt --out DIR

The head sees whole reports only.  Written reports count double, for the articles are all on American politics.  Held
out are the documents that `senses/train.py` holds out; on them the temperature is set.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

# Any stands for what a checkpoint holds.
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1] / "senses"))
from corpus import read_reports
from network import Head, Senses
from scores import States, pool
from states import Item
from train import NAMED, describe, fit_temperatures, hold_out, read_items

from articles import read_articles
from lagebild.models.sentence_kinds import KINDS, gather_kinds
from runs import begin_fitting, make_parser

DATA = Path(__file__).parents[1]
EPOCHS, BATCH, RATE, DECAY = 7, 256, 1e-3, 0.05
WRITTEN = 2
"""What a written report counts against an article."""
CAUTION = 0.7
"""What the probability of a fact is multiplied with: who takes background for the news is misled more than who takes
news for background."""


def load_items(articles: Path, cache: Path, seed: int) -> list[Item]:
    """All documents whose kinds are labelled, through the trunk; kept in `cache`."""
    if cache.exists():
        return torch.load(cache, weights_only=False)
    documents = read_reports(DATA / "kinds" / "reports")
    documents += [d for d in read_articles(DATA / "articles", articles, random.Random(seed)) if d.kinds]
    items = read_items(documents)
    torch.save(items, cache)
    return items


def restore(base: Path, kept: dict[str, Any]) -> Senses:
    """Branch and heads of a checkpoint, but for the head of kinds, which begins anew."""
    senses = Senses(base, *(len(kept[name]) for name in NAMED))
    state = {name: x for name, x in kept["state"].items() if not name.startswith("kinds.")}
    senses.load_state_dict(state, strict=False)
    return senses.eval()


def gather(states: States, items: list[Item]) -> tuple[Tensor, Tensor]:
    """What the head reads of all labelled sentences, [rows, numbers], and both passes' kinds, [rows, 2]."""
    rows, targets = [], []
    with torch.no_grad():
        for item in items:
            sums, _ = states.sum_up([item])
            means = pool(sums, [[sentence] for sentence in item.sentences]).numpy()
            told = [n for n, (kind, _) in enumerate(item.kinds) if kind >= 0]
            rows.append(torch.from_numpy(gather_kinds(means, item.facts)[told]))
            targets.extend(item.kinds[n] for n in told)
    return torch.cat(rows), torch.tensor(targets)


def fit(head: Head, rows: Tensor, targets: Tensor) -> None:
    """The training loop: sentences of all documents shuffled; where the passes differ, each counts half."""
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.0, 1 - step / steps))
    head.train()
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(rows)).split(BATCH):
            logits = head(rows[batch])
            losses = [nn.functional.cross_entropy(logits, t, label_smoothing=0.05) for t in targets[batch].unbind(1)]
            optimiser.zero_grad(set_to_none=True)
            (sum(losses) / 2).backward()
            optimiser.step()
            schedule.step()
    head.eval()


def main() -> None:
    parser = make_parser(__doc__, "--base", "--articles", "--checkpoint", "--out")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    begin_fitting(given.base, given.out, given.seed)
    kept = torch.load(given.checkpoint, weights_only=False)
    items = load_items(given.articles, given.out / "kinds.pt", given.seed)
    torch.manual_seed(given.seed)
    senses = restore(given.base, kept)
    states = States(senses, kept=True)
    some = [item for item in items if not hold_out(item)]
    written = [item for item in some if item.id.startswith("part_")]
    print(f"{len(some)} documents, {len(written)} of them written; {len(items) - len(some)} held out")
    fit(senses.kinds, *gather(states, [*some, *written * (WRITTEN - 1)]))
    rows, targets = gather(states, [item for item in items if hold_out(item)])
    with torch.no_grad():
        found = {"kinds": (senses.kinds(rows), targets[:, 0])}
        temperatures = fit_temperatures(found)
        print(*describe(found, temperatures))
        senses.kinds.outer.bias[KINDS.index("fact")] += temperatures["kinds"] * float(np.log(CAUTION))
        print("with caution:", *describe({"kinds": (senses.kinds(rows), targets[:, 0])}, temperatures))
    kept["state"], kept["temperatures"] = senses.state_dict(), {**kept["temperatures"], **temperatures}
    torch.save(kept, given.out / "final.pt")


if __name__ == "__main__":
    main()
