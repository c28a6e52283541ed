"""Takes the weights of a shipped model back into the network, so that training goes on where it ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn


def resume(network: Any, model: Path, images: torch.Tensor) -> None:
    """Fill `network` (`train.Network`) from an ONNX file of the same shape; letters it lacks begin anew.

    The file holds convolutions with their batch norms folded in: these are set anew from what `images` (a batch) give.
    """
    graph = onnx.load(str(model)).graph
    weights = [torch.from_numpy(numpy_helper.to_array(entry).copy()) for entry in _in_order(graph)]
    *convolutions, w, r, b, matrix, bias = weights
    norms = [module for module in network.seeing.modules() if isinstance(module, nn.BatchNorm2d)]
    layers = [module for module in network.seeing.modules() if isinstance(module, nn.Conv2d)]
    with torch.no_grad():
        for index, (layer, norm) in enumerate(zip(layers, norms, strict=True)):
            layer.weight.copy_(convolutions[2 * index])
            seen: list[torch.Tensor] = []
            hook = layer.register_forward_hook(lambda _m, _i, out, seen=seen: seen.append(out))
            network.eval()(images)
            hook.remove()
            mean, variance = seen[0].mean((0, 2, 3)), seen[0].var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.copy_(convolutions[2 * index + 1] + mean)
        gates = r.shape[1]
        for side, suffix in enumerate(("", "_reverse")):
            getattr(network.reading, f"weight_ih_l0{suffix}").copy_(_gates(w[side]))
            getattr(network.reading, f"weight_hh_l0{suffix}").copy_(_gates(r[side]))
            getattr(network.reading, f"bias_ih_l0{suffix}").copy_(_gates(b[side][:gates]))
            getattr(network.reading, f"bias_hh_l0{suffix}").copy_(_gates(b[side][gates:]))
        known = min(matrix.shape[1], network.naming.weight.shape[0])
        network.naming.weight[:known].copy_(matrix.T[:known])
        network.naming.bias[:known].copy_(bias[:known])
        network.naming.bias[known:].fill_(-3.0)


def _in_order(graph: Any) -> list[Any]:
    """The weights in the order in which the graph uses them."""
    by_name = {entry.name: entry for entry in graph.initializer}
    order = []
    for node in graph.node:
        if node.op_type in ("Conv", "GRU", "MatMul", "Add", "Gemm"):
            order += [by_name[name] for name in node.input if name in by_name]
    return order


def _gates(rows: torch.Tensor) -> torch.Tensor:
    """ONNX keeps update, reset, new; PyTorch reset, update, new."""
    third = rows.shape[0] // 3
    return torch.from_numpy(np.concatenate([rows[third : 2 * third], rows[:third], rows[2 * third :]]))
