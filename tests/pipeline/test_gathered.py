"""Networks with their arithmetic gathered say what they said, in fewer steps."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from pipeline import networks
from pipeline.gathered import gathered
from pipeline.protobuf import BYTES, EIGHT, FOUR, VARINT, Field, fields, parts, written


def second_reader() -> bytes:
    package = importlib.util.find_spec("rapidocr_onnxruntime")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "models" / "ch_PP-OCRv4_rec_infer.onnx").read_bytes()


def own(name: str) -> bytes:
    return (Path(networks.__file__).parent / "data" / name).read_bytes()


def answers(model: bytes, image: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: image})[0]


def steps(model: bytes) -> Counter[str]:
    nodes = parts(parts(model, 7)[0], 1)
    return Counter(parts(node, 4)[0].decode() for node in nodes)


@pytest.mark.parametrize("width", [16, 160, 423, 640])
def test_the_second_reader_sees_the_same_in_fewer_steps(width: int) -> None:
    model = second_reader()
    image = np.random.default_rng(width).uniform(-1, 1, (1, 3, 48, width)).astype(np.float32)
    assert np.allclose(answers(gathered(model), image), answers(model, image), atol=1e-5)


def test_numbers_go_into_the_weights_and_hard_swishes_take_two_steps() -> None:
    before, after = steps(second_reader()), steps(gathered(second_reader()))
    assert before["Conv"] == after["Conv"]
    assert before["Clip"] == 28  # of as many hard swishes
    assert after["Clip"] == 0
    assert before["Mul"] - after["Mul"] >= 50
    assert before["Add"] - after["Add"] >= 60


def test_a_network_without_such_steps_stays_as_it_is() -> None:
    model = own("digits.onnx")
    image = np.random.default_rng(7).uniform(0, 1, (1, 1, 40, 200)).astype(np.float32)
    assert np.array_equal(answers(gathered(model), image), answers(model, image))


@pytest.mark.parametrize(
    "message",
    [
        [],
        [Field(1, VARINT, 0), Field(2, VARINT, 300), Field(15, VARINT, 2**40)],
        [Field(1, BYTES, b""), Field(200, BYTES, b"x" * 300), Field(3, FOUR, b"1234"), Field(4, EIGHT, b"12345678")],
    ],
)
def test_a_message_is_read_as_it_was_written(message: list[Field]) -> None:
    assert list(fields(written(message))) == message


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(ValueError, match="wire type"):
        list(fields(b"\x0f"))
