"""Turns a checkpoint into what lagebild ships: the graph in int8, the table of distances, and the tokenizer.

    python training/attribution/export.py --checkpoint final.pt --base DIR --out src/lagebild/models/weights [--floats]

Fused and in int8 as `graphs` says; the heads stay in float, since arcs are products of two of their outputs.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import onnx
import torch
from network import Network
from torch import Tensor, nn

sys.path.append(str(Path(__file__).parents[1]))
from graphs import shrink, write_floats
from runs import make_parser

HEADS = ("pieces", "queries", "keys")


class Graph(nn.Module):
    """The network with named inputs and outputs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """As the network."""
        return self.network(ids, mask, features)


def write_graph(network: Network, path: Path) -> None:
    """The float graph as ONNX, any number of windows and positions."""
    sample = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "windows", 1: "positions"}
    inputs, outputs = (dict.fromkeys(names, axes) for names in (("ids", "mask", "features"), ("trunk", *HEADS)))
    write_floats(Graph(network), (sample, sample, sample), path, inputs, outputs)


def name_heads(whole: Path) -> list[str]:
    """The nodes of a graph that are matrices of heads."""
    nodes = onnx.load(str(whole)).graph.node
    heads = [n.name for n in nodes if n.op_type == "MatMul" and any(f"/network/{h}" in n.output[0] for h in HEADS)]
    if len(heads) != 5:
        raise SystemExit(f"five matrices of heads expected, found {heads}")
    return heads


def main() -> None:
    parser = make_parser(__doc__, "--checkpoint", "--base", "--out")
    parser.add_argument("--floats", action="store_true", help="leave everything in float, to compare")
    given = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(given.base)
    network.load_state_dict(torch.load(given.checkpoint))
    network.eval()
    network.encoder.set_attn_implementation("eager")  # whose pattern the fusion knows
    given.out.mkdir(parents=True, exist_ok=True)
    graph, whole = given.out / "attribution.onnx", given.out / "float.onnx"
    write_graph(network, whole)
    if given.floats:
        whole.rename(graph)
    else:
        shrink(whole, graph, name_heads(whole))
    table = {name: getattr(network, name).tolist() for name in ("distance", "border", "gate")}
    (given.out / "attribution.json").write_text(json.dumps(table) + "\n", encoding="utf-8")
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
    print(f"{sum(f.stat().st_size for f in given.out.iterdir()) / 1e6:.1f} MB in {given.out}")


if __name__ == "__main__":
    main()
