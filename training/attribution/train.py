"""Fits the encoder and its heads on attributions, on one thread of a CPU, with a fixed seed.

    python training/attribution/train.py --base DIR --train polnear_train.jsonl.gz --out DIR --steps N --decay M

`--base` holds model.safetensors, config.json and tokenizer.json of all-MiniLM-L6-v2 (its SHA-256 is checked).  The
learning rate rises for fifty steps, stays, and falls to zero over the last M of N steps.  A run whose length is
not known beforehand may be told to fall by writing the number of remaining steps into OUT/decay; the line it then logs
gives the --steps and --decay that repeat it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from corpus import Sample, make_epoch, measure_priors, read_rows, split_rows
from network import Network
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1]))
from lagebild.models.pieces import load_tokenizer
from runs import begin_fitting, make_parser

WARM_UP = 50


def stack(batch: list[Sample]) -> tuple[Tensor, ...]:
    """ids, mask, features, roles, edges, and arcs with the number of the window in front."""
    size = (len(batch), max(len(s.ids) for s in batch))
    ids, mask, features = (np.zeros(size, np.int64) for _ in range(3))
    role, edges = np.full(size, -100, np.int64), np.zeros((*size, 6), np.float32)
    arcs = []
    for i, sample in enumerate(batch):
        n = len(sample.ids)
        ids[i, :n], mask[i, :n], features[i, :n] = sample.ids, 1, sample.features
        role[i, :n], edges[i, :n] = sample.role, sample.edges
        arcs.append(np.insert(sample.arcs, 0, i, axis=1))
    return tuple(map(torch.from_numpy, (ids, mask, features, role, edges, np.concatenate(arcs))))


def measure_loss(network: Network, batch: list[Sample]) -> tuple[Tensor, Tensor, Tensor]:
    """The losses of roles, edges and arcs; an arc row weighs the same however many pieces its cue has."""
    ids, mask, features, role, edges, arcs = stack(batch)
    _, pieces, queries, keys = network(ids, mask, features)
    roles = nn.functional.cross_entropy(pieces[..., :4].reshape(-1, 4), role.reshape(-1), ignore_index=-100)
    real = role != -100
    edge = nn.functional.binary_cross_entropy_with_logits(pieces[..., 4:][real], edges[real], reduction="none")
    target = torch.zeros(*ids.shape, ids.shape[1], dtype=torch.int64)
    target[arcs[:, 0], arcs[:, 1], arcs[:, 2]] = arcs[:, 3]
    row, at = torch.unique(arcs[:, :2], dim=0).unbind(1)
    if not len(row):
        return roles, edge.sum(-1).mean(), roles * 0
    size = (target[row, at] == 2).sum(-1).clamp(min=1)
    scores = network.score_arcs(ids, pieces, queries, keys).permute(0, 2, 3, 1)[row, at]
    scores = torch.cat([torch.zeros_like(scores[..., :1]), scores], -1)
    loss = nn.functional.cross_entropy(scores.reshape(-1, 4), target[row, at].reshape(-1), reduction="none")
    loss = (loss.view(len(row), -1) * mask[row]).sum(-1) / size
    return roles, edge.sum(-1).mean(), loss.sum() / (1.0 / size).sum() / 40


def group_weights(network: Network, frozen: bool) -> list[dict]:
    """Parameter groups with a learning rate, as a factor, that falls by a tenth each layer down and is five for heads.

    `frozen` leaves the embeddings of words and positions as they are.
    """
    groups = []
    for name, weight in network.named_parameters():
        depth = 6 if ".layer." not in name else int(name.split(".layer.")[1].split(".")[0])
        if name.startswith("encoder.embeddings"):
            depth = -1
        scale = 0.9 ** (5 - depth) if name.startswith("encoder") else 5.0
        if name in {"distance", "border", "gate"}:
            scale = 25.0
        if "token_type" in name:
            scale = 5.0
        if "word_embeddings" in name or "position_embeddings" in name:
            weight.requires_grad_(not frozen)
        groups.append({"params": [weight], "lr": scale, "weight_decay": 0.01 if weight.ndim > 1 else 0.0})
    return groups


def main() -> None:
    parser = make_parser(__doc__, "--base", "--train", "--out")
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--decay", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--budget", type=int, default=2200, help="positions a batch")
    parser.add_argument("--save", type=int, default=100, help="steps between checkpoints")
    parser.add_argument("--freeze", action="store_true", help="leave the embeddings of words and positions as they are")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    begin_fitting(given.base, given.out, given.seed)
    run(given)


def run(given: argparse.Namespace) -> None:
    """The training loop."""
    rng = random.Random(given.seed)
    tokenizer, (rows, _) = load_tokenizer(given.base / "tokenizer.json"), split_rows(read_rows(given.train))
    network = Network(given.base)
    network.train()
    groups = group_weights(network, given.freeze)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    scales = [g["lr"] for g in groups]
    steps, decay, step, began, tally = given.steps, given.decay, 0, time.time(), np.zeros(4)
    epoch, batches = 0, []
    while step < steps:
        if not batches:
            batches = make_epoch(rows, tokenizer, rng, given.budget)
            if not epoch:
                distance, border = measure_priors([s for batch in batches for s in batch])
                network.distance.data, network.border.data = torch.from_numpy(distance), torch.from_numpy(border)
            epoch += 1
            print(f"epoch {epoch}: {len(batches)} batches", flush=True)
        batch = batches.pop()
        factor = min(1.0, (step + 1) / WARM_UP) * (min(1.0, (steps - step) / decay) if decay else 1.0)
        for group, scale in zip(optimiser.param_groups, scales, strict=True):
            group["lr"] = given.rate * scale * factor
        losses = measure_loss(network, batch)
        optimiser.zero_grad(set_to_none=True)
        sum(losses).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        tally += [*(x.item() for x in losses), 1]
        if step % 20 == 0:
            shown = " ".join(f"{x:.4f}" for x in tally[:3] / tally[3])
            print(f"step {step} rate {factor:.3f} losses {shown} at {time.time() - began:.0f} s", flush=True)
            tally[:] = 0
            if (given.out / "decay").exists() and not decay:
                decay = int((given.out / "decay").read_text())
                steps = step + decay
                print(f"repeat with --steps {steps} --decay {decay}", flush=True)
        if step % given.save == 0 or step == steps:
            torch.save(network.state_dict(), given.out / "saving.pt")
            (given.out / "saving.pt").rename(given.out / ("final.pt" if step == steps else "latest.pt"))


if __name__ == "__main__":
    main()
