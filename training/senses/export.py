"""Turns a checkpoint of the branch into what lagebild ships: the graph in int8, and the heads as arrays.

python training/senses/export.py --checkpoint RUN/final.pt --base DIR --out src/lagebild/models/weights
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from network import HIDDEN, Branch, Senses, load_layers

sys.path.append(str(Path(__file__).parents[1]))
from graphs import shrink, write_floats
from runs import make_parser

HEADS = ("events", "parties", "kinds", "earnest", "stances")
NAMED = ("modes", "contexts", "paths")


def write_branch(branch: Branch, path: Path) -> None:
    """The branch as an ONNX graph from `trunk` and `mask` to `senses`, its matrices in int8."""
    whole = path.with_suffix(".float.onnx")
    sample = (torch.zeros(2, 16, HIDDEN), torch.ones(2, 16, dtype=torch.int64))
    axes = {0: "windows", 1: "positions"}
    write_floats(branch, sample, whole, {"trunk": axes, "mask": axes}, {"senses": axes})
    shrink(whole, path)


def main() -> None:
    parser = make_parser(__doc__, "--base", "--out")
    parser.add_argument("--checkpoint", type=Path, help="without one, the base model's own layers and no heads")
    given = parser.parse_args()
    torch.set_num_threads(1)
    branch = Branch(given.base, "eager")
    if given.checkpoint is None:
        load_layers(branch, given.base)
        write_branch(branch, given.out / "senses.onnx")
        return
    kept = torch.load(given.checkpoint, weights_only=False)
    senses = Senses(given.base, *(len(kept[name]) for name in NAMED))
    senses.load_state_dict(kept["state"])
    branch.load_state_dict(senses.branch.state_dict())
    write_branch(branch, given.out / "senses.onnx")
    arrays = {}
    for name in HEADS:
        head = getattr(senses, name)
        for layer in ("inner", "outer"):
            arrays[f"{name}_{layer}_weight"] = getattr(head, layer).weight.detach().numpy().T.astype(np.float16)
            arrays[f"{name}_{layer}_bias"] = getattr(head, layer).bias.detach().numpy().astype(np.float16)
    np.savez(given.out / "heads.npz", **arrays)
    (given.out / "heads.json").write_text(
        json.dumps({name: kept[name] for name in (*NAMED, "temperatures")}) + "\n", encoding="utf-8"
    )
    print(f"{sum(f.stat().st_size for f in given.out.iterdir()) / 1e6:.1f} MB in {given.out}")


if __name__ == "__main__":
    main()
