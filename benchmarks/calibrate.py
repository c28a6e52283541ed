"""Refit the confidences: what a score is worth, field by field, on development documents.

python -m benchmarks.calibrate --generated FOLDER --real FOLDER --cache FOLDER
    reads the samples, every generated set and the real dispatches, and writes extractors/data/calibration.json
… --cache FOLDER      keeps each file's words there, so that a later fit need not read the scans again

A field's curve is isotonic in its score, each step held down by half a wrong reading, so that few documents
never make a certainty.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from benchmarks.accuracy import Case, generated, real, samples
from benchmarks.compare import compare
from benchmarks.words import record
from extractors import confidence

FIELDS = {"citations (number)": "citations", "deadlines": "deadlines"}
FEWEST = 40  # readings, or a field keeps its score

Knots = list[tuple[float, float]]


def scores(cases: Iterable[Case], cache: Path | None) -> Iterator[tuple[str, float, bool]]:
    """Each reading's field, raw score, and whether it is right."""
    for case in cases:
        read = record(case.file, cache).model_dump(mode="json", by_alias=True)
        for finding in compare(read, case.expected):
            if finding.field in FIELDS and finding.confidence is not None:
                yield FIELDS[finding.field], finding.confidence, finding.outcome == "right"


def fit(found: list[tuple[float, bool]]) -> Knots:
    """The knots of an isotonic curve from score to the share that is right."""
    score = np.array([x for x, _ in found])
    right = np.array([float(y) for _, y in found])
    curve = IsotonicRegression(out_of_bounds="clip").fit(score, right).predict(score)
    knots: Knots = []
    for level in np.unique(curve):
        step = curve == level
        held = (right[step].sum()) / (step.sum() + 0.5)
        knots += [(float(score[step].min()), float(held)), (float(score[step].max()), float(held))]
    risen = np.maximum.accumulate([y for _, y in knots])
    return [(round(x, 4), round(float(y), 4)) for (x, _), y in zip(knots, risen, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=Path, nargs="*", default=[])
    parser.add_argument("--real", type=Path)
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    cases = samples() + [case for folder in asked.generated for case in generated(folder)]
    cases += real(asked.real) if asked.real else []
    confidence.curves.cache_clear()
    confidence.curves = dict  # type: ignore[assignment]  # raw scores, not those of the last fit
    by_field: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for field, score, right in scores(cases, asked.cache):
        by_field[field].append((score, right))
    curves = {field: fit(found) for field, found in sorted(by_field.items()) if len(found) >= FEWEST}
    counts = {field: len(found) for field, found in sorted(by_field.items())}
    made = {"command": "python -m benchmarks.calibrate", "readings": counts, "fields": curves}
    confidence.CURVES.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{confidence.CURVES}: {counts}")


if __name__ == "__main__":
    main()
