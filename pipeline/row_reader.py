"""The reader of an arrival stamp's rows: a small network (CNN, GRU, CTC) shipped as `data/rows.onnx`.

It was trained on made-up rows under made-up print (`benchmarks/stamped/`): it tells the stamp's own figures from the
print that runs over them, and the labels that stand before them, each as one letter. It works offline and takes about
a millisecond a row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.images import Image
from pipeline.line_windows import frames_of

READER = "rows"
LETTERS = "0123456789/-SNTYGh"
"""What the network tells apart: figures, what parts those of a day, and `Số`, `Ngày`, `tháng`, `năm`, `Giờ` with the
`h` of its hour; letter i is class i + 1. All else counts as paper."""


def log_probabilities(rows: Sequence[Image]) -> list[npt.NDArray[np.float64]]:
    """For each grey row the log probabilities of blank and `LETTERS`, one line a frame."""
    return [frames.astype(np.float64) for frames in frames_of("rows.onnx", rows)]
