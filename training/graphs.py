"""How a fitted network becomes a graph that ships: exported to ONNX, its layers fused, its matrices in int8.

Attention, normalisation and activation are fused, which alone makes a graph a third faster.  Matrices of the layers and
the embeddings become int8 (dynamic quantisation, one scale a channel, seven bits, since processors without VNNI
overflow on eight).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

Axes = Mapping[str, Mapping[int, str]]
"""The names of a graph's inputs or outputs in their order, each with the names of its axes that may have any length."""


def write_floats(network: nn.Module, sample: tuple[Tensor, ...], path: Path, inputs: Axes, outputs: Axes) -> None:
    """The network as a fused graph in float; it must compute attention in the "eager" way, which fusion knows."""
    torch.onnx.export(
        network.eval(),
        sample,
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: dict(axes) for name, axes in {**inputs, **outputs}.items()},
        opset_version=17,
        dynamo=False,
    )
    fused = optimizer.optimize_model(str(path), model_type="bert", num_heads=12, hidden_size=384, opt_level=0)
    fused.save_model_to_file(str(path))


def shrink(whole: Path, graph: Path, floats: Sequence[str] = ()) -> None:
    """The graph of a file in int8, the named nodes left in float; the file is removed."""
    quantize_dynamic(
        str(whole),
        str(graph),
        op_types_to_quantize=["MatMul", "Attention", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=list(floats),
    )
    whole.unlink()
