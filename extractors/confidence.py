"""Confidence that means something: a score of a reading becomes the probability that it is right.

A score (0 to 1) is what a field makes of OCR confidence, grammar and agreement of sources. `data/calibration.json`
holds for each field the knots of an isotonic curve, refitted by `python -m benchmarks.calibrate` on development
documents; a field without a curve keeps its score, held below certainty.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

CURVES = Path(__file__).parent / "data" / "calibration.json"
_CEILING = 0.995  # nothing read from paper is certain


@cache
def curves() -> dict[str, tuple[tuple[float, float], ...]]:
    """Field to the knots `(score, probability)` of its curve, scores rising."""
    if not CURVES.exists():
        return {}
    fitted = json.loads(CURVES.read_text(encoding="utf-8"))["fields"]
    return {name: tuple((float(x), float(y)) for x, y in knots) for name, knots in fitted.items()}


def calibrated(field: str, score: float) -> float:
    """The probability (0 to 1) that a reading of `field` with this score is right."""
    score = max(0.0, min(1.0, score))
    knots = curves().get(field)
    if not knots:
        return round(min(score, _CEILING), 3)
    index = bisect_right([x for x, _ in knots], score)
    if index == 0:
        return round(min(knots[0][1], _CEILING), 3)
    if index == len(knots):
        return round(min(knots[-1][1], _CEILING), 3)
    (x0, y0), (x1, y1) = knots[index - 1], knots[index]
    share = (score - x0) / (x1 - x0) if x1 > x0 else 1.0
    return round(min(y0 + share * (y1 - y0), _CEILING), 3)
