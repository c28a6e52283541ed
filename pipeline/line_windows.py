"""What the networks that read single lines (`data/names.onnx`, `data/rows.onnx`) are shown, and what they say of it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Image
from pipeline.networks import session

HEIGHT = 48
"""Height in pixels to which a line is scaled."""
WIDEST = 640
"""Width in pixels of a line at most."""
FRAME = 4
"""Pixels of the scaled line to a frame."""

Floats = npt.NDArray[np.float32]


def window(line: Image) -> Floats:
    """The network's input from a grey line: ink high, contrast full, height `HEIGHT`, at most `WIDEST` wide."""
    grey = line.astype(np.float32) / 255
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


def frames_of(network: str, lines: Sequence[Image]) -> list[Floats]:
    """For each grey line what a network says: log probabilities of blank and its letters, one row a frame."""
    if not lines:
        return []
    windows = [window(line) for line in lines]
    frames = session(network).run(None, {"image": batched(windows)})[0]
    return [rows[: -(-image.shape[1] // FRAME)] for rows, image in zip(frames, windows, strict=True)]
