"""The reader of an arrival stamp's rows: a small network (CNN, GRU, CTC) shipped as `data/rows.onnx`.

It was trained on made-up rows under made-up print (`benchmarks/stamped/`): it tells the stamp's own figures from the
print that runs over them, and the labels that stand before them, each as one letter. It works offline and takes about
a millisecond a row.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image
from pipeline.networks import session

READER = "rows"
HEIGHT = 48
"""Height in pixels to which a row is scaled."""
WIDEST = 640
"""Width in pixels of a row at most."""
FRAME = 4
"""Pixels of the scaled row to a frame."""
LETTERS = "0123456789/-SNTYGh"
"""What the network tells apart: figures, what parts those of a day, and `Số`, `Ngày`, `tháng`, `năm`, `Giờ` with the
`h` of its hour; letter i is class i + 1. All else counts as paper."""

Floats = npt.NDArray[np.float32]


def window(row: Image) -> Floats:
    """The network's input from a grey row: ink high, contrast full, height `HEIGHT`, at most `WIDEST` wide."""
    grey = row.astype(np.float32) / 255
    low, high = np.percentile(grey, (1, 90))
    ink = 1 - np.clip((grey - low) / max(0.05, float(high - low)), 0, 1)
    width = min(WIDEST, max(16, round(ink.shape[1] * HEIGHT / ink.shape[0])))
    way = cv2.INTER_AREA if ink.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, (width, HEIGHT), interpolation=way), dtype=np.float32)


def batched(windows: Sequence[Floats]) -> Floats:
    """Windows as the network takes them, `(n, 1, HEIGHT, w)`, w that of the widest."""
    wide = -(-max(image.shape[1] for image in windows) // 8) * 8
    images = np.zeros((len(windows), 1, HEIGHT, wide), np.float32)
    for index, image in enumerate(windows):
        images[index, 0, :, : image.shape[1]] = image
    return images


def log_probabilities(rows: Sequence[Image]) -> list[npt.NDArray[np.float64]]:
    """For each grey row the log probabilities of blank and `LETTERS`, one line a frame."""
    if not rows:
        return []
    windows = [window(row) for row in rows]
    frames = session("rows.onnx").run(None, {"image": batched(windows)})[0].astype(np.float64)
    return [lines[: -(-image.shape[1] // FRAME)] for lines, image in zip(frames, windows, strict=True)]
