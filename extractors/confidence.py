"""Confidence that means something: a score of a reading becomes the probability that it is right.

A score (0 to 1) is what a field makes of OCR confidence, grammar and agreement of sources. `data/calibration.json`
holds for each field the knots of an isotonic curve, refitted by `python -m benchmarks.calibrate` on development
documents; a field without a curve keeps its score, held below certainty.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path

CURVES = Path(__file__).parent / "data" / "calibration.json"
ASKED = 0.89
"""Confidence at most of what a person is asked about."""
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
    return along(curves().get(field, ()), score)


def along(knots: Sequence[tuple[float, float]], score: float) -> float:
    """The probability at `score` on a curve; the score itself, held below certainty, where there is no curve."""
    score = max(0.0, min(1.0, score))
    index = bisect_right([x for x, _ in knots], score)
    if not knots:
        sure = score
    elif index in {0, len(knots)}:
        sure = knots[min(index, len(knots) - 1)][1]
    else:
        (x0, y0), (x1, y1) = knots[index - 1], knots[index]
        sure = y0 + (score - x0) / (x1 - x0) * (y1 - y0)
    return round(min(sure, _CEILING), 3)
