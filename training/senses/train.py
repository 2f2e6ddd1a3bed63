"""Fits the branch and its heads on written text and labelled articles, over the trunk that ships, with a fixed seed.

    python training/senses/train.py --base DIR --articles TRAIN --out DIR

Needed are the repository, the base model, and the texts of PolNeAR's training part, some of which are labelled here.
Every tenth article and report, and a tenth of the sentences and passages, are held out of everything to measure and to
set temperatures on.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from corpus import (
    Document,
    cut_out,
    pack,
    read_earnest,
    read_events,
    read_reports,
    read_stances,
    shift_earnest,
    shift_event,
    shift_stance,
)
from network import Senses
from onnxruntime import InferenceSession, SessionOptions
from prepare import prepare
from scores import Names, Scores, States
from states import Item, read_item
from torch import Tensor, nn

from articles import read_articles, read_written

sys.path.append(str(Path(__file__).parents[1]))
from lagebild.models.encoder import WEIGHTS
from lagebild.models.pieces import load_tokenizer
from runs import begin_fitting, make_parser

HERE = Path(__file__).parent
DATA = HERE.parent
BUDGET = 2400
NAMED = ("modes", "contexts", "paths")
PACKINGS = 2
CUTTINGS = 3
"""Short texts cut out of each labelled report."""


def read_documents(rng: random.Random, articles: Path) -> list[Document]:
    """Everything labelled; sentences of events and passages of earnestness are joined anew in each packing.

    Those that are held out are joined with each other only.
    """
    documents = [*read_reports(DATA / "kinds" / "reports"), *read_articles(DATA / "articles", articles, rng)]
    cuttings = [cut_out(document, rng) for _ in range(CUTTINGS) for document in documents]
    documents.extend(cutting for cutting in cuttings if cutting is not None)
    events = [*read_events(DATA / "events" / "sentences"), *read_written(DATA / "events" / "whole.jsonl")]
    earnest = read_earnest(DATA / "earnest" / "passages")
    stances = read_stances(DATA / "stances" / "passages")
    for number in range(PACKINGS):
        for held in (False, True):
            some = [row for row in events if is_tenth(row[0]) is held]
            for name, text, placed in pack(some, rng):
                labels = tuple(shift_event(label, at) for at, own in placed for label in own)
                documents.append(Document(f"{name}/{number}", text, events=labels))
            passages = [row for row in earnest if is_tenth(row[0]) is held]
            for name, text, placed in pack(passages, rng):
                said = tuple(shift_earnest(label, at) for at, own in placed for label in own)
                documents.append(Document(f"{name}/{number}", text, earnest=said))
            written = [row for row in stances if is_tenth(row[0]) is held]
            for name, text, placed in pack(written, rng):
                taken = tuple(shift_stance(label, at) for at, own in placed for label in own)
                documents.append(Document(f"{name}/{number}", text, stances=taken))
    return documents


def load_items(cache: Path, seed: int, articles: Path) -> list[Item]:
    """All documents through the trunk; kept in `cache`, for this takes minutes."""
    if cache.exists():
        return torch.load(cache, weights_only=False)
    items = read_items(read_documents(random.Random(seed), articles))
    torch.save(items, cache)
    return items


def read_items(documents: list[Document]) -> list[Item]:
    """The documents through the trunk that ships."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    session = InferenceSession(str(WEIGHTS / "attribution.onnx"), options)
    tokenizer = load_tokenizer(WEIGHTS / "tokenizer.json")
    return [read_item(d, prepare(d), session, tokenizer) for d in documents]


def batch_items(items: list[Item], rng: random.Random) -> list[list[Item]]:
    """Shuffled batches of at most BUDGET positions, padding included, of windows of like length."""

    def measure(item: Item) -> int:
        return max(len(states) for states, _, _ in item.windows)

    order = sorted(items, key=lambda item: measure(item) + rng.randint(0, 24))
    batches: list[list[Item]] = [[]]
    for item in order:
        if batches[-1] and sum(len(i.windows) for i in [*batches[-1], item]) * measure(item) > BUDGET:
            batches.append([])
        batches[-1].append(item)
    rng.shuffle(batches)
    return batches


def hold_out(item: Item) -> bool:
    """Whether a document is one of those left out; it goes by its first sentence."""
    return is_tenth(item.id.partition("/")[0])


def is_tenth(name: str) -> bool:
    """True for one name `file:number` in ten."""
    stem, _, number = name.rpartition(":")
    return (sum(stem.encode()) + int(number)) % 10 == 3


def evaluate(states: States, items: list[Item], names: Names) -> dict[str, tuple[Tensor, Tensor]]:
    """All logits and targets of the items, by head."""
    states.senses.eval()
    found: dict[str, list[tuple[Tensor, Tensor]]] = {}
    with torch.no_grad():
        for batch in batch_items(items, random.Random(0)):
            scores = Scores(states, batch, names, None)
            for name, logits in scores.logits.items():
                found.setdefault(name, []).append((logits, scores.targets[name]))
    states.set_training()
    whole = {name: (torch.cat([x for x, _ in rows]), torch.cat([y for _, y in rows])) for name, rows in found.items()}
    return {name: (x, y[:, 0] if name in {"types", "kinds", "stances"} else y) for name, (x, y) in whole.items()}


def fit_temperatures(found: dict[str, tuple[Tensor, Tensor]]) -> dict[str, float]:
    """For each head the temperature with the least cross entropy."""
    grid = [0.5 * 1.05**i for i in range(60)]
    return {
        name: min(grid, key=lambda t: float(nn.functional.cross_entropy(logits / t, target)))
        for name, (logits, target) in found.items()
        if name in {"types", "statuses", "kinds", "earnest", "stances", "parties"}
    }


def describe(found: dict[str, tuple[Tensor, Tensor]], temperatures: dict[str, float]) -> Iterator[str]:
    """A line a head for its card: rows held out, macro F1, share right, and expected calibration error in ten steps."""
    for name, temperature in temperatures.items():
        logits, target = found[name]
        shares, guess = (logits / temperature).softmax(1).max(1)
        right = (guess == target).float()
        steps = (shares * 10).long().clamp(max=9)
        gaps = [float((shares[steps == n] - right[steps == n]).sum().abs()) for n in range(10)]
        error = sum(gaps) / len(target)
        macro = macro_f1(logits, target)
        yield f"{name}: n {len(target)} macro F1 {macro:.3f} right {right.mean():.3f} ECE {error:.3f}"


def macro_f1(logits: Tensor, target: Tensor) -> float:
    """Macro F1 over the classes that occur."""
    guess = logits.argmax(1)
    scores = []
    for c in target.unique():
        hit = float(((guess == c) & (target == c)).sum())
        scores.append(2 * hit / float((guess == c).sum() + (target == c).sum()))
    return float(np.mean(scores))


def name_labels(items: list[Item]) -> Names:
    """The modes, the contexts, and the paths to parties that occur often enough to be taught."""
    labels = [label for item in items for _, label in item.events]
    modes = Counter(f"{x.type}:{x.mode}" for x in labels if x.type != "NONE")
    contexts = Counter(c for x in labels for c in x.contexts)
    paths = Counter(slot.path for item in items for _, slot in item.slots)
    return (
        sorted(m for m, n in modes.items() if n >= 8),
        sorted(c for c, n in contexts.items() if n >= 20),
        sorted(p for p, n in paths.items() if n >= 25),
    )


def read_branch(checkpoint: Path) -> dict[str, Tensor]:
    """The weights of the branch of a checkpoint."""
    state = torch.load(checkpoint, weights_only=False)["state"]
    return {name.removeprefix("branch."): x for name, x in state.items() if name.startswith("branch.")}


def run(given: argparse.Namespace) -> None:
    """The training loop."""
    items = load_items(given.out / "items.pt", given.seed, given.articles)
    names = modes, contexts, paths = name_labels(items)
    held, kept = [i for i in items if hold_out(i)], [i for i in items if not hold_out(i)]
    print(
        f"{len(kept)} documents, {len(held)} held out; {len(modes)} modes, {len(contexts)} contexts, {len(paths)} ways",
        flush=True,
    )
    senses = Senses(given.base, *map(len, names))
    branch, heads = list(senses.branch.parameters()), [p for n, p in senses.named_parameters() if "branch" not in n]
    groups = [{"params": branch, "lr": given.rate}, {"params": heads, "lr": given.rate * 5}]
    if given.branch is not None:
        senses.branch.load_state_dict(read_branch(given.branch))
        groups = groups[1:]
    states = States(senses, kept=given.branch is not None)
    states.set_training()
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02)
    rng = random.Random(given.seed)
    batches = [b for _ in range(given.epochs) for b in batch_items(kept, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / 40) * max(0.0, 1 - s / len(batches))
    )
    began, tally = time.time(), []
    for step, batch in enumerate(batches, 1):
        loss = Scores(states, batch, names, rng).loss()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(senses.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        tally.append(loss.item())
        if step % 25 == 0 or step == len(batches):
            line = f"step {step}/{len(batches)} loss {np.mean(tally):.4f} at {time.time() - began:.0f} s"
            tally.clear()
            if step % 200 == 0 or step == len(batches):
                found = evaluate(states, held, names)
                shown = {n: f"{macro_f1(*xy):.3f}" for n, xy in found.items() if n not in {"contexts", "modes"}}
                line += f" held out {shown}"
            print(line, flush=True)
    found = evaluate(states, held, names)
    temperatures = fit_temperatures(found)
    print(temperatures, *describe(found, temperatures), sep="\n")
    torch.save(
        {"state": senses.state_dict(), **dict(zip(NAMED, names, strict=True)), "temperatures": temperatures},
        given.out / "final.pt",
    )


def main() -> None:
    parser = make_parser(__doc__, "--base", "--articles", "--out")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--branch", type=Path, help="a checkpoint whose branch stays as it is: only heads are fitted")
    given = parser.parse_args()
    begin_fitting(given.base, given.out, given.seed)
    run(given)


if __name__ == "__main__":
    main()
