"""The networks that were trained here, as ONNX files in `data/`: they work offline, on one core a child process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def session(model: str) -> Any:
    """The session of a model by its file's name (`digits.onnx`), opened once a process."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    file = Path(__file__).parent / "data" / model
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
