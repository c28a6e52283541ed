"""The black that a scanner sees beyond the paper's edges: under an open lid, or where the sheet lay off its place."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.images import Mask, as_image

DEEPEST = 0.18
"""Part of the page's shorter side that a border reaches inwards at most."""
LENGTH = 0.8
"""Inches along the edge within which a border does not end: what is shorter is print, a rule or a stamp cut by it."""
NOTCH = 0.15
"""The same for dust in it and letters that touch it."""
OUTERMOST = 1
"""Pixels of the mask at the very edge that may be white: software cuts scans, and JPEG rounds them."""


def beyond_paper(ink: Mask, dpi: float) -> Mask | None:
    """Where a mask of dark pixels (255) is no print but a border, on any of the four sides; null where it has none."""
    height, width = ink.shape
    deepest = round(DEEPEST * min(height, width))
    found = np.zeros_like(ink)
    for turns in range(4):
        side, seen = np.rot90(ink, turns), np.rot90(found, turns)
        if not side[:, : OUTERMOST + 1].any():
            continue
        depth = _depth(side[:, :deepest], dpi)
        seen |= ((np.arange(side.shape[1]) < depth[:, None]) * 255).astype(np.uint8)
    if not found.any():
        return None
    return as_image(cv2.dilate(found, np.ones((3, 3), np.uint8)))


def _depth(strip: Mask, dpi: float) -> npt.NDArray[np.int32]:
    """How far the dark reaches in from the left, row by row, where it does so over a length of the edge."""
    from_edge, further_in = _run(strip), _run(strip[:, OUTERMOST:])
    depth = np.maximum(from_edge, np.where(further_in > 0, further_in + OUTERMOST, 0)).astype(np.float32)
    notch, length = max(1, round(NOTCH * dpi)) | 1, max(1, round(LENGTH * dpi))
    # The middle value of each stretch passes over dust and single letters, the least of a longer one over print.
    opened = cv2.morphologyEx(_median(depth, notch)[:, None], cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    depths: npt.NDArray[np.int32] = opened[:, 0].astype(np.int32)
    return depths


def _run(strip: Mask) -> npt.NDArray[np.int64]:
    """How many pixels are dark from the left, row by row."""
    light = strip == 0
    runs: npt.NDArray[np.int64] = np.where(light.any(axis=1), light.argmax(axis=1), light.shape[1])
    return runs


def _median(values: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
    padded = np.pad(values, size // 2, mode="edge")
    medians: npt.NDArray[np.float32] = np.median(np.lib.stride_tricks.sliding_window_view(padded, size), axis=1)
    return medians.astype(np.float32)
