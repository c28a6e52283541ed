"""Sheets put badly on the scanner, or photographed: what is seen beyond their edges."""

from __future__ import annotations

import cv2
import numpy as np


def lid(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """An open lid: black on two to four sides, each wider at one end."""
    height, width = image.shape[:2]
    shown = np.full((height, width), 255, np.uint8)
    for side in rng.permutation(4)[: int(rng.integers(2, 5))]:
        ends = rng.uniform(0.004, 0.028, 2) * width
        wedge = {
            0: [(0, 0), (ends[0], 0), (ends[1], height), (0, height)],
            1: [(width, 0), (width - ends[0], 0), (width - ends[1], height), (width, height)],
            2: [(0, 0), (0, ends[0]), (width, ends[1]), (width, 0)],
            3: [(0, height), (0, height - ends[0]), (width, height - ends[1]), (width, height)],
        }[int(side)]
        cv2.fillPoly(shown, [np.array(wedge, np.int32)], 0)
    return _on_black(image, shown, rng)


def off_glass(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A sheet that lies up to 9 mm off its place and a little turned: beyond its edges the scanner sees black."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-1.5, 1.5)), 1.0)
    turn[:, 2] += rng.uniform(-0.043, 0.043, 2) * width
    paper = cv2.warpAffine(np.full((height, width), 255, np.uint8), turn, (width, height), borderValue=0)
    return _on_black(cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC), paper, rng)


def trimmed(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A sheet cut smaller than the glass: the black begins 1.5 to 4 mm from the print on two or three sides."""
    height, width = image.shape[:2]
    dark = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) < 120
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 2), np.flatnonzero(dark.sum(axis=0) > 2)
    paper = np.full((height, width), 255, np.uint8)
    for side in rng.permutation(4)[: int(rng.integers(2, 4))]:
        away = int(rng.uniform(1.5, 4.0) / 210 * width)
        if side == 0:
            paper[:, : max(0, columns[0] - away)] = 0
        elif side == 1:
            paper[:, columns[-1] + away :] = 0
        elif side == 2:
            paper[: max(0, rows[0] - away)] = 0
        else:
            paper[min(height, max(rows[-1] + away, round(0.9 * height))) :] = 0
    return _on_black(image, paper, rng)


def _on_black(image: np.ndarray, paper: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The image where there is `paper` (255), a scanner's uneven black where there is none (0)."""
    black = rng.normal(rng.uniform(12, 40), 5, image.shape[:2])
    part = cv2.GaussianBlur(paper, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    return np.clip(image * part + black[..., None] * (1 - part), 0, 255).astype(np.uint8)


def photo(image: np.ndarray, _back: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A photograph by phone: the sheet aslant on a table that is darker, a shadow over part of it."""
    height, width = image.shape[:2]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    room = rng.uniform(0.05, 0.13, (4, 2)) * width
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    seen = (corners + inwards * room).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    table = rng.uniform(50, 110)
    wood = (table * 0.8, table, table)
    lain = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=wood)
    across = np.linspace(-1, 1, width)[None, :] * rng.choice((-1, 1))
    down = np.linspace(-1, 1, height)[:, None] * rng.uniform(-0.5, 0.5)
    shadow = 1 - rng.uniform(0.15, 0.4) / (1 + np.exp(-6 * (across + down)))
    shaded: np.ndarray = (lain * shadow[..., None]).astype(np.uint8)
    return shaded
