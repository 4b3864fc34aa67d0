"""Eight-bit weights for the learned model, made out of the four-bit ones that are published.

The runtime unpacks four-bit weights in every multiplication. Eight-bit ones it multiplies as they are, which
takes less time (docs/decisions/0014). The same bytes come out every time, so what is made is pinned as well.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

PUBLISHED = "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5"
MADE = "0f37865a67a35e2547842bfa91bdaf52ec549a19fcdfdabc35038f60b786d8ea"
"""SHA-256 of the model before and after. The portal loads no other (moderation/hints/learned/rampart.py)."""

FOUR_BIT = "MatMulNBits"
MIDDLE = 8
"""What stands for nought in four bits."""


class WrongModel(Exception):
    """What was to be converted, or what came out, is not what is pinned."""


def pinned_eight_bits(published: bytes) -> bytes:
    """The published model with eight-bit weights. Raises WrongModel."""
    if digest(published) != PUBLISHED:
        raise WrongModel(
            f"The model is not the one that was published (SHA-256 {digest(published)}): "
            "see requirements/gathered.txt."
        )
    made = eight_bits(published)
    if digest(made) != MADE:
        raise WrongModel(
            f"The eight-bit model came out differently (SHA-256 {digest(made)}): "
            "are onnx, onnxruntime and numpy those of requirements/build.txt?"
        )
    return made


def digest(model: bytes) -> str:
    return hashlib.sha256(model).hexdigest()


def eight_bits(four_bit: bytes) -> bytes:
    """Any model, with all weights of multiplications in eight bits: one scale a column, seven bits used.

    Seven, so that processors without instructions for this kind of sum don't overflow, and all find the same.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, made = Path(folder) / "plain.onnx", Path(folder) / "made.onnx"
        onnx.save(with_plain_weights(onnx.load_from_string(four_bit)), plain)
        logging.disable(logging.WARNING)  # it advises a step that changes nothing here
        try:
            quantize_dynamic(
                plain,
                made,
                op_types_to_quantize=["MatMul"],
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
            )
        finally:
            logging.disable(logging.NOTSET)
        return made.read_bytes()


def with_plain_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same model with floating-point weights in place of all four-bit ones."""
    graph = model.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type != FOUR_BIT:
            nodes.append(node)
            continue
        letter, packed, scales = node.input
        weights = unpacked(*(numpy_helper.to_array(tensors.pop(name)) for name in (packed, scales)))
        name = packed.removesuffix("_Q4")
        tensors[name] = numpy_helper.from_array(weights, name)
        nodes.append(helper.make_node("MatMul", [letter, name], node.output, node.name.removesuffix("_Q4")))
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(tensors.values())
    return model


def unpacked(packed: NDArray[np.uint8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """`packed` is columns of blocks, two weights a byte, the lower half first; `scales` has one a block."""
    columns, blocks, _ = packed.shape
    halves = np.stack([packed & 15, packed >> 4], axis=-1).reshape(columns, blocks, -1)
    weights = (halves.astype(np.float32) - MIDDLE) * scales.reshape(columns, blocks, 1)
    return np.ascontiguousarray(weights.reshape(columns, -1).T)
