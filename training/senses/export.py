r"""Turns a checkpoint of the branch into what lagebild ships: the graph in int8, and the heads as arrays.

python training/senses/export.py --checkpoint RUN/final.pt --base DIR --out src/lagebild/models/weights
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import HIDDEN, Branch, Senses, load_layers
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

HEADS = ("events", "kinds", "earnest")


def write_branch(branch: Branch, path: Path) -> None:
    """The branch as an ONNX graph from `trunk` and `mask` to `senses`, its matrices in int8."""
    whole = path.with_suffix(".float.onnx")
    trunk, mask = torch.zeros(2, 16, HIDDEN), torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "windows", 1: "positions"}
    names = ["trunk", "mask", "senses"]
    torch.onnx.export(
        branch.eval(),
        (trunk, mask),
        str(whole),
        input_names=names[:2],
        output_names=names[2:],
        dynamic_axes=dict.fromkeys(names, axes),
        opset_version=17,
        dynamo=False,
    )
    fused = optimizer.optimize_model(str(whole), model_type="bert", num_heads=12, hidden_size=HIDDEN, opt_level=0)
    fused.save_model_to_file(str(whole))
    kinds = [node.op_type for node in onnx.load(str(whole)).graph.node]
    print({kind: kinds.count(kind) for kind in sorted(set(kinds))})
    quantize_dynamic(
        str(whole),
        str(path),
        op_types_to_quantize=["MatMul", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    whole.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, help="without one, the base model's own layers and no heads")
    parser.add_argument("--temperatures", type=Path, help="the run whose temperatures count, else the checkpoint's own")
    for name in ("--base", "--out"):
        parser.add_argument(name, type=Path, required=True)
    given = parser.parse_args()
    torch.set_num_threads(1)
    branch = Branch(given.base, "eager")
    if given.checkpoint is None:
        load_layers(branch, given.base)
        write_branch(branch, given.out / "senses.onnx")
        return
    kept = torch.load(given.checkpoint, weights_only=False)
    if given.temperatures is not None:
        apart = torch.load(given.temperatures, weights_only=False)["temperatures"]
        kept["temperatures"] = {**apart, "kinds": kept["temperatures"]["kinds"]}  # reports are whole either way
    senses = Senses(given.base, len(kept["modes"]), len(kept["contexts"]))
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
        json.dumps({name: kept[name] for name in ("modes", "contexts", "temperatures")}) + "\n", encoding="utf-8"
    )
    print(f"{sum(f.stat().st_size for f in given.out.iterdir()) / 1e6:.1f} MB in {given.out}")


if __name__ == "__main__":
    main()
