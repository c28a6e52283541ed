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
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression

import extractors
from benchmarks.accuracy import Case, generated, real, samples
from benchmarks.compare import compare
from extractors import confidence
from extractors.document import build
from extractors.record import Source
from pipeline.layout import zones
from pipeline.pool import read_pages

FIELDS = {"citations (number)": "citations", "deadlines": "deadlines"}
FEWEST = 40  # readings, or a field keeps its score

Knots = list[tuple[float, float]]


def pages(file: Path, cache: Path | None) -> Any:
    """The words of a file's pages, read now or taken from `cache`."""
    kept = cache / f"{file.name}.pkl" if cache else None
    if kept is not None and kept.exists():
        return pickle.loads(kept.read_bytes())
    made = tuple(read_pages(file))
    if kept is not None:
        kept.write_bytes(pickle.dumps(made))
    return made


def scores(cases: Iterable[Case], cache: Path | None) -> Iterator[tuple[str, float, bool]]:
    """Each reading's field, raw score, and whether it is right."""
    for case in cases:
        doc = build(zones(pages(case.file, cache)))
        record = extractors.extract(doc, Source(name=case.file.name, sha256="", pages=1, text_from="ocr"))
        for finding in compare(record.model_dump(mode="json", by_alias=True), case.expected):
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
