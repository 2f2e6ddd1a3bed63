"""Turns a checkpoint into what lagebild ships: the graph in int8, the table of distances, and the tokenizer.

    python training/attribution/export.py --checkpoint final.pt --base DIR --out src/lagebild/models/weights [--floats]

Attention, normalisation and activation are fused, which alone makes the graph a third faster.  Matrices of the six
layers and the embeddings become int8 (dynamic quantisation, one scale a channel, seven bits, since processors
without VNNI overflow on eight); the heads stay in float, since arcs are products of two of their outputs.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import onnx
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

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
    names = ["trunk", *HEADS]
    torch.onnx.export(
        Graph(network).eval(),
        (sample, sample, sample),
        str(path),
        input_names=["ids", "mask", "features"],
        output_names=names,
        dynamic_axes=dict.fromkeys(("ids", "mask", "features", *names), axes),
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--checkpoint", "--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
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
    fused = optimizer.optimize_model(str(whole), model_type="bert", num_heads=12, hidden_size=384, opt_level=0)
    fused.save_model_to_file(str(whole))
    if given.floats:
        whole.rename(graph)
    else:
        shrink(whole, graph)
        whole.unlink()
    table = {name: getattr(network, name).tolist() for name in ("distance", "border", "gate")}
    (given.out / "attribution.json").write_text(json.dumps(table) + "\n", encoding="utf-8")
    shutil.copy(given.base / "tokenizer.json", given.out / "tokenizer.json")
    print(f"{sum(f.stat().st_size for f in given.out.iterdir()) / 1e6:.1f} MB in {given.out}")


def shrink(whole: Path, graph: Path) -> None:
    """The graph in int8, its heads in float."""
    nodes = onnx.load(str(whole)).graph.node
    heads = [n.name for n in nodes if n.op_type == "MatMul" and any(f"/network/{h}" in n.output[0] for h in HEADS)]
    if len(heads) != 5:
        raise SystemExit(f"five matrices of heads expected, found {heads}")
    quantize_dynamic(
        str(whole),
        str(graph),
        op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=heads,
    )


if __name__ == "__main__":
    main()
