"""Turns a checkpoint into what lagebild ships: the graph of the weighing model in int8, and its temperatures.

    python training/direction/export.py --checkpoint final.pt --base DIR --data DIR --out src/lagebild/models/weights

The matrices of the six layers and the embeddings become int8 (see `training/graphs.py`); the two matrices of the heads
stay in float.  The temperature of each task is the one with the least loss on pairs that were
not fitted on: the written pairs of `is_kept` and of `held/`, Perspectrum's dev part, the held-out bodies of FNC-1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from corpus import Pair, is_kept, read_fnc, read_pairs, read_perspectrum
from network import Network

sys.path.append(str(Path(__file__).parents[1]))
from graphs import shrink, write_floats
from lagebild.models import weighing
from lagebild.models.weighing import GRAPH, TASKS, Weigher, load_weigher

HERE = Path(__file__).parent
MOST = 400
"""Pairs of a task that a temperature is fitted on."""


def write_graph(network: Network, graph: Path) -> None:
    """The graph in int8 with its heads in float, for any number of pairs and positions."""
    whole = graph.with_suffix(".float.onnx")
    sample = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "pairs", 1: "positions"}
    inputs = dict.fromkeys(("ids", "mask", "segments"), axes)
    write_floats(network, (sample, sample, sample), whole, inputs, {"logits": {0: "pairs"}})
    nodes = onnx.load(str(whole)).graph.node
    heads = [n.name for n in nodes if n.op_type in {"MatMul", "Gemm"} and "encoder" not in n.name + n.output[0]]
    shrink(whole, graph, heads)


def fit_temperature(weigher: Weigher, pairs: list[Pair]) -> float:
    """The temperature with the least loss on these pairs of one task."""
    task = TASKS[pairs[0].task]
    logits = weigher.score([(p.proposition, p.passage) for p in pairs])[:, task.logits].astype(np.float64)
    labels = np.array([task.labels.index(p.label) for p in pairs])

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled -= np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True)) + scaled.max(
            1, keepdims=True
        )
        return float(-scaled[np.arange(len(labels)), labels].mean())

    return min((round(0.5 + 0.05 * i, 2) for i in range(71)), key=loss)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--checkpoint", "--base", "--data", "--out"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(given.base)
    network.load_state_dict(torch.load(given.checkpoint))
    network.eval()
    network.encoder.set_attn_implementation("eager")  # whose pattern the fusion knows
    given.out.mkdir(parents=True, exist_ok=True)
    graph = given.out / GRAPH
    write_graph(network, graph)
    table = given.out / "direction.json"
    table.write_text('{"temperatures": {}}\n', encoding="utf-8")
    weighing.WEIGHTS = given.out
    weigher = load_weigher()
    if weigher is None:
        raise SystemExit(f"{graph} was not written")
    held = {
        "report": [*(p for p in read_pairs(HERE / "pairs") if is_kept(p)), *read_pairs(HERE / "held")],
        "claim": read_perspectrum(given.data / "perspectrum_dev.jsonl.gz"),
        "story": read_fnc(
            given.data / "fnc1_train_stances.jsonl.gz", given.data / "fnc1_train_bodies.jsonl.gz", held_out=True
        ),
    }
    found = {task: fit_temperature(weigher, pairs[:: max(1, len(pairs) // MOST)]) for task, pairs in held.items()}
    table.write_text(json.dumps({"temperatures": found}) + "\n", encoding="utf-8")
    print(found, f"{graph.stat().st_size / 1e6:.1f} MB in {graph}")


if __name__ == "__main__":
    main()
