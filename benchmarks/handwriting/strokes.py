"""Digits drawn stroke by stroke, in the several ways that they are written by hand in Vietnam.

A way is a list of strokes, a stroke a list of points: x to the right, y from 0 (top) to 1 (foot of the digit).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np

Stroke = list[tuple[float, float]]


@dataclass(frozen=True)
class Hand:
    """One writer: slant (positive leans right), thickness of the pen in pixels of a 60-pixel digit, thin or not."""

    slant: float
    thickness: float
    thin: bool


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float, points: int = 14) -> Stroke:
    """Part of an ellipse between two angles in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(start, end, points))
    return [(cx + rx * float(np.cos(t)), cy + ry * float(np.sin(t))) for t in angles]


WAYS: dict[int, list[list[Stroke]]] = {
    0: [[arc(0.3, 0.5, 0.28, 0.5, -100, 262, 26)], [arc(0.3, 0.5, 0.24, 0.5, -60, 310, 26)]],
    1: [
        [[(0, 0.55), (0.33, 0.0), (0.30, 1.0)]],
        [[(0, 0.35), (0.28, 0.0), (0.26, 1.0)]],
        [[(0.1, 0.0), (0.1, 1.0)]],
        [[(0, 0.8), (0.36, 0.0), (0.28, 1.0)]],
        [[(0.02, 0.62), (0.3, 0.02), (0.22, 1.0)]],
    ],
    2: [
        [
            arc(0.28, 0.27, 0.26, 0.27, 190, 400, 12)
            + [(0.02, 0.92)]
            + arc(0.12, 0.9, 0.1, 0.08, 200, 300, 5)
            + [(0.3, 1.0), (0.62, 0.93)]
        ],
        [arc(0.28, 0.27, 0.26, 0.27, 180, 390, 12) + [(0.05, 1.0), (0.6, 1.0)]],
        [
            arc(0.3, 0.25, 0.25, 0.25, 170, 400, 12)
            + [(0.3, 0.75), (0.02, 0.97), (0.0, 0.85), (0.12, 0.82), (0.35, 0.98), (0.66, 0.9)]
        ],
        [arc(0.25, 0.25, 0.25, 0.25, 160, 410, 12) + [(0.2, 0.8), (0.05, 1.0), (0.3, 0.92), (0.55, 1.0)]],
        [
            [(0.16, 0.3)]
            + arc(0.16, 0.22, 0.1, 0.1, 60, 250, 6)
            + arc(0.34, 0.2, 0.2, 0.2, -120, 40, 7)
            + [(0.3, 0.6), (0.08, 0.95), (0.0, 0.9), (0.04, 0.8), (0.2, 0.88), (0.4, 1.0), (0.7, 0.9)]
        ],
        [
            [(0.05, 0.25), (0.12, 0.1)]
            + arc(0.33, 0.2, 0.2, 0.2, -150, 50, 8)
            + [(0.25, 0.7), (0.05, 1.0), (-0.03, 0.9), (0.08, 0.82), (0.35, 0.97), (0.75, 0.85)]
        ],
        [
            arc(0.2, 0.2, 0.14, 0.14, 30, 330, 10)
            + arc(0.34, 0.2, 0.18, 0.2, -90, 40, 6)
            + [(0.2, 0.75), (0.02, 1.0), (0.2, 0.9), (0.5, 0.98), (0.75, 0.88)]
        ],
        [arc(0.3, 0.22, 0.2, 0.22, 150, 400, 10) + [(0.28, 0.7), (0.0, 0.96), (0.7, 0.96)]],
    ],
    3: [
        [arc(0.25, 0.25, 0.25, 0.25, 190, 450, 12) + arc(0.25, 0.73, 0.28, 0.27, -90, 170, 12)],
        [[(0.03, 0.02), (0.5, 0.0), (0.22, 0.4)] + arc(0.22, 0.7, 0.28, 0.3, -80, 160, 12)],
        [arc(0.22, 0.22, 0.22, 0.22, 200, 430, 10) + [(0.2, 0.45)] + arc(0.22, 0.72, 0.28, 0.28, -90, 150, 12)],
    ],
    4: [
        [[(0.35, 0.0), (0.0, 0.62), (0.6, 0.6)], [(0.48, 0.3), (0.4, 1.0)]],
        [[(0.12, 0.05), (0.02, 0.55), (0.55, 0.5)], [(0.5, 0.0), (0.42, 1.0)]],
        [[(0.5, 1.0), (0.52, 0.0), (0.0, 0.68), (0.68, 0.66)]],
        [[(0.0, 1.0), (0.42, 0.0), (0.52, 1.0)], [(0.05, 0.62), (0.7, 0.58)]],
    ],
    5: [
        [[(0.52, 0.0), (0.14, 0.03), (0.08, 0.42)] + arc(0.26, 0.7, 0.28, 0.29, -110, 150, 14)],
        [[(0.1, 0.05), (0.05, 0.45)] + arc(0.24, 0.7, 0.28, 0.3, -110, 150, 14), [(0.1, 0.05), (0.58, 0.0)]],
        [[(0.45, 0.02), (0.1, 0.05), (0.1, 0.4), (0.35, 0.4), (0.45, 0.65), (0.35, 0.95), (0.02, 1.0)]],
    ],
    6: [
        [[(0.42, 0.0), (0.15, 0.3)] + arc(0.26, 0.7, 0.25, 0.29, 180, -175, 20)],
        [[(0.3, 0.0)] + [(0.05, 0.5)] + arc(0.25, 0.73, 0.23, 0.26, 190, -150, 18)],
        [arc(0.42, 0.45, 0.4, 0.45, -100, -190, 8) + arc(0.25, 0.72, 0.23, 0.27, 190, -160, 18)],
    ],
    7: [
        [[(0.0, 0.05), (0.52, 0.02), (0.22, 1.0)], [(0.08, 0.52), (0.5, 0.46)]],
        [[(0.0, 0.1), (0.05, 0.0), (0.5, 0.03), (0.2, 1.0)]],
        [[(0.0, 0.04), (0.5, 0.0), (0.25, 0.5), (0.2, 1.0)], [(0.05, 0.5), (0.45, 0.5)]],
        [[(0.02, 0.12), (0.12, 0.02), (0.3, 0.1), (0.55, 0.0), (0.25, 1.0)], [(0.1, 0.5), (0.55, 0.42)]],
    ],
    8: [
        [
            arc(0.28, 0.25, 0.2, 0.24, -60, -270, 12)
            + arc(0.28, 0.74, 0.26, 0.26, -90, 270, 20)
            + arc(0.28, 0.25, 0.2, 0.24, 90, -60, 8)
        ],
        [
            [(0.5, 0.12)]
            + arc(0.28, 0.22, 0.22, 0.22, -30, -230, 10)
            + [(0.3, 0.5), (0.5, 0.75)]
            + arc(0.28, 0.8, 0.22, 0.2, 0, 200, 10)
            + [(0.1, 0.7), (0.48, 0.15)]
        ],
    ],
    9: [
        [arc(0.26, 0.28, 0.24, 0.28, -20, -370, 20) + [(0.46, 0.6), (0.35, 0.9), (0.1, 1.0)]],
        [arc(0.26, 0.28, 0.24, 0.28, 0, -360, 20) + [(0.48, 0.5), (0.42, 1.0)]],
        [arc(0.25, 0.3, 0.22, 0.3, -30, -350, 18) + [(0.5, 0.3), (0.4, 0.75), (0.2, 0.98), (0.0, 0.95)]],
    ],
}


def smooth(stroke: Stroke, rounds: int) -> np.ndarray:
    """Chaikin's corner cutting: the stroke's points, rounder with every round."""
    points = np.array(stroke, float)
    for _ in range(rounds if len(points) > 2 else 0):
        a, b = points[:-1], points[1:]
        cut = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2)
        points = np.concatenate([points[:1], cut, points[-1:]])
    return points


def draw(digit: int, hand: Hand, rng: random.Random) -> np.ndarray:
    """One digit as a grey image (ink 255 on 0), cropped to its ink, about 60 pixels high."""
    height, broad, turn = rng.uniform(52, 64), rng.uniform(0.75, 1.15), rng.gauss(0, 0.06)
    slant = hand.slant + rng.gauss(0, 0.05)
    pen = max(1, round(max(1.0, hand.thickness + rng.gauss(0, 0.4))))
    image = np.zeros((126, 146), np.uint8)
    for stroke in rng.choice(WAYS[digit]):
        shaken = [(x + rng.gauss(0, 0.03), y + rng.gauss(0, 0.03)) for x, y in stroke]
        points = smooth(shaken, rng.choice([1, 2, 2, 3]))
        x, y = points[:, 0] * broad - slant * (points[:, 1] - 0.5), points[:, 1]
        x, y = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
        line = np.round(np.stack([x * height + 35, y * height + 15], 1) * 8).astype(np.int32)
        cv2.polylines(image, [line], False, 255, pen, cv2.LINE_AA, 3)
    return crop(image, 60)


def mark(sign: str, hand: Hand, rng: random.Random) -> np.ndarray:
    """A slash, a dash or a dot between the parts of a date, drawn like a digit."""
    pen = max(1, round(hand.thickness + rng.gauss(0, 0.4)))
    image = np.zeros((126, 146), np.uint8)
    if sign == "/":
        lean, bow = rng.uniform(4, 34), rng.uniform(-3, 3)
        stroke = [(70 + lean, 20), (70 + lean / 2 + bow, 50), (70, 80)]
    elif sign == "-":
        stroke = [(60, 60 + rng.uniform(-3, 3)), (60 + rng.uniform(10, 26), 60 + rng.uniform(-3, 3))]
    else:
        stroke = [(70, 80), (70 + rng.uniform(0, 3), 80 + rng.uniform(0, 3))]
        pen = max(4, pen + rng.randint(0, 2))
    line = np.round(smooth(stroke, 2) * 8).astype(np.int32)
    cv2.polylines(image, [line], False, 255, pen, cv2.LINE_AA, 3)
    return crop(image, 60)


def crop(image: np.ndarray, threshold: int) -> np.ndarray:
    """The part of `image` with ink over `threshold`; the whole where there is none."""
    x, y, wide, high = cv2.boundingRect((image > threshold).astype(np.uint8))
    return image[y : y + high, x : x + wide] if wide else image
