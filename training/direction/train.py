"""Fits the weighing model on one thread of a CPU, with a fixed seed.

    python training/direction/train.py --base DIR --data DIR --out DIR --passes 2 --until 0.3
    python training/direction/train.py --base DIR --data DIR --out DIR --start first.pt --rate 4e-5 --pairs 4 ...

`--base` holds model.safetensors, config.json and tokenizer.json of all-MiniLM-L6-v2 (its SHA-256 is checked); `--data`
holds the files of Perspectrum and FNC-1.  The embeddings of words and positions stay as they are.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import (
    Pair,
    is_kept,
    pair_perspectives,
    read_fnc,
    read_pairs,
    read_perspectrum,
    sample_stories,
    swap_sides,
    turn_claim,
)
from network import Network
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1]))
from lagebild.models.pieces import load_tokenizer
from lagebild.models.weighing import TASKS, lay_pair
from runs import begin_fitting, make_parser

HERE = Path(__file__).parent
CLAIMS = "perspectrum_train.jsonl.gz"
SMOOTHING = {"report": 0.02, "claim": 0.08, "story": 0.05}


def stack(batch: list[Pair], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, mask and segments ([pairs, positions]) and the numbers of the labels."""
    laid = [lay_pair(tokenizer, pair.proposition, pair.passage) for pair in batch]
    size = (len(batch), max(len(ids) for ids, _ in laid))
    ids, mask, segments = (np.zeros(size, np.int64) for _ in range(3))
    for i, (own, own_segments) in enumerate(laid):
        ids[i, : len(own)], mask[i, : len(own)], segments[i, : len(own)] = own, 1, own_segments
    labels = np.array([TASKS[pair.task].labels.index(pair.label) for pair in batch], np.int64)
    ids_t, mask_t, segments_t, labels_t = map(torch.from_numpy, (ids, mask, segments, labels))
    return ids_t, mask_t, segments_t, labels_t


def make_pass(given: argparse.Namespace, sources: dict[str, list[Pair]], rng: random.Random) -> list[list[Pair]]:
    """One pass in batches of one task each, pairs of like length together, in random order."""
    claims = [turn_claim(p) or p if rng.random() < given.turned else p for p in sources["claim"]]
    rng.shuffle(claims)
    claims = claims[: int(len(claims) * given.claims)]
    claims += pair_perspectives(given.data / CLAIMS, int(given.crossed * len(claims) / 2), rng) if given.crossed else []
    claims = [swap_sides(p) if rng.random() < given.swapped else p for p in claims]
    stories = sample_stories(sources["story"], given.stories, rng)
    batches = []
    for own in (claims, stories, sources["report"] * given.pairs):
        ordered = sorted(own, key=lambda p: (len(p.proposition) + len(p.passage)) * rng.uniform(0.85, 1.15))
        batches.extend(ordered[i : i + given.batch] for i in range(0, len(ordered), given.batch))
    rng.shuffle(batches)
    return batches


def group_weights(network: Network, frozen: int) -> list[dict]:
    """Parameter groups whose learning rate, as a factor, falls by a tenth each layer down and is four for the heads.

    The lowest `frozen` layers, and what lies under them, stay as they are.
    """
    groups = []
    for name, weight in network.named_parameters():
        depth = int(name.split(".layer.")[1].split(".")[0]) if ".layer." in name else -1
        under = name.startswith("encoder") and depth < frozen and frozen > 0
        if "word_embeddings" in name or "position_embeddings" in name or under:
            weight.requires_grad_(False)
            continue
        scale = 0.9 ** (5 - depth) if name.startswith("encoder") else 4.0
        groups.append({"params": [weight], "lr": scale, "weight_decay": 0.01 if weight.ndim > 1 else 0.0})
    return groups


def run(given: argparse.Namespace) -> None:
    """The training loop."""
    rng = random.Random(given.seed)
    tokenizer = load_tokenizer(given.base / "tokenizer.json")
    data = given.data
    sources = {
        "claim": read_perspectrum(data / CLAIMS),
        "story": read_fnc(data / "fnc1_train_stances.jsonl.gz", data / "fnc1_train_bodies.jsonl.gz", held_out=False),
        "report": [pair for pair in read_pairs(HERE / "pairs") if not is_kept(pair)],
    }
    network = Network(given.base)
    if given.start:
        network.load_state_dict(torch.load(given.start))
    network.train()
    groups = group_weights(network, given.frozen)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    scales = [g["lr"] for g in groups]
    passes = [make_pass(given, sources, rng) for _ in range(given.passes)]
    batches = [batch for one in passes for batch in one]
    steps, began, tally = len(batches), time.time(), {task: [0.0, 0] for task in TASKS}
    print(f"{steps} steps; pairs: { ({name: len(own) for name, own in sources.items()}) }", flush=True)
    for step, batch in enumerate(batches[: given.stop or steps]):
        factor = min(1.0, (step + 1) / given.warm) * (given.until + (1 - given.until) * (1 - step / steps))
        for group, scale in zip(optimiser.param_groups, scales, strict=True):
            group["lr"] = given.rate * scale * factor
        ids, mask, segments, labels = stack(batch, tokenizer)
        task = batch[0].task
        logits = network(ids, mask, segments)[:, TASKS[task].logits]
        loss = nn.functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING[task])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        tally[task][0] += loss.item()
        tally[task][1] += 1
        if (step + 1) % 20 == 0:
            shown = " ".join(f"{name} {total / max(n, 1):.3f}" for name, (total, n) in tally.items())
            print(f"step {step + 1} {shown} at {time.time() - began:.0f} s", flush=True)
            tally = {name: [0.0, 0] for name in TASKS}
        if (step + 1) % 40 == 0:
            torch.save(network.state_dict(), given.out / "latest.pt")
    torch.save(network.state_dict(), given.out / "final.pt")


def main() -> None:
    parser = make_parser(__doc__, "--base", "--data", "--out")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--frozen", type=int, default=0, help="how many of the six layers stay as they are")
    parser.add_argument("--stop", type=int, default=0, help="end after so many steps, whatever the passes would need")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--until", type=float, default=0.0, help="the learning rate at the end, as a share")
    parser.add_argument("--warm", type=int, default=50, help="steps over which the learning rate rises")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--claims", type=float, default=1.0, help="share of Perspectrum in a pass")
    parser.add_argument("--turned", type=float, default=0.25, help="share of claims that are negated")
    parser.add_argument("--swapped", type=float, default=0.15, help="share of claims that change places with theirs")
    parser.add_argument(
        "--crossed", type=float, default=0.3, help="pairs of two perspectives, as a share of the claims"
    )
    parser.add_argument("--stories", type=int, default=700, help="most FNC-1 pairs of a label in a pass")
    parser.add_argument("--pairs", type=int, default=1, help="how often a pass holds the written pairs")
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    begin_fitting(given.base, given.out, given.seed)
    run(given)


if __name__ == "__main__":
    main()
