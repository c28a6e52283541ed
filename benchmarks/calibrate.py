"""Fit the curves of `extractors/data/calibration.json` from scores to probabilities, field by field.

python -m benchmarks.calibrate --generated FOLDER … --real FOLDER [--apart FOLDER] [--cache FOLDER …]

Fits on the samples, the generated sets and the real dispatches; prints how right the readings at 0.9 and over are, and
how many reach 0.9, on documents that a curve was not fitted on: each fifth of the documents by curves of the other
four, and the set `--apart`, which is never fitted on. `--cache` names folders with the words of files
(`benchmarks.words`); with them a fit takes a minute.

A curve is isotonic. A probability counts as 0.9 only where `TARGET` of all readings with as much or more are right, and
`OF_ONE` of those of its field, since a record promises that of all readings at 0.9 and over 99 in 100 are right.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.isotonic import IsotonicRegression

from benchmarks.accuracy import Case, generated, real, samples
from benchmarks.compare import compare
from benchmarks.words import record
from extractors import confidence
from extractors.recipients import LOST_END

FIELDS = {
    "addressees": "recipients", "copies": "recipients", "arrival number": "arrival", "arrival date": "arrival",
    "arrival office": "arrival", "citations (number)": "citations", "event starts": "event", "event place": "event",
}  # fmt: skip
LEFT_OUT = {"citations (number, date, issuer)", "directives (with deadline)", "asks"}
FEWEST = 60  # readings, or a field keeps its score
TARGET, OF_ONE = 0.995, 0.97  # of the readings at 0.9 and over are right, and of those of any one field
SURE = 0.9
DOUBTED = {"deadlines": 0.82, "kind": 0.92, "recipients": LOST_END}
"""Raw scores up to which the rules themselves are in doubt: they stay below 0.9, however right the papers make them
that the rules were mended with."""
STEP = 0.001
"""Of a score, from the last that is in doubt to the first that is not."""
FOLDS = 5

Knots = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading: its document, its field as `extractors` names it, its raw score, and whether it is right."""

    document: str
    field: str
    score: float
    right: bool


def scored(cases: Iterable[Case], caches: list[Path]) -> Iterator[Scored]:
    """The readings of `cases` in print that no person is asked about; those by hand never reach 0.9."""
    for case in cases:
        cache = next((c for c in caches if (c / f"{case.file.name}.pkl").exists()), caches[0] if caches else None)
        read = record(case.file, cache).model_dump(mode="json", by_alias=True)
        for one in compare(read, case.expected):
            counted = one.field not in LEFT_OUT and not one.by_hand
            if counted and one.confidence is not None and one.confidence != confidence.ASKED:
                field = FIELDS.get(one.field, one.field)
                yield Scored(case.file.name, field, one.confidence, one.outcome == "right")


def fit(found: list[Scored]) -> Knots:
    """The knots of an isotonic curve from score to the share that is right."""
    score = np.array([one.score for one in found])
    right = np.array([float(one.right) for one in found])
    curve = IsotonicRegression(out_of_bounds="clip").fit(score, right).predict(score)
    knots: Knots = []
    for level in np.unique(curve):
        step = curve == level
        held = float(right[step].sum() / (step.sum() + 0.5))
        knots += [(float(x), held) for x in sorted({score[step].min(), score[step].max()})]
    risen = np.maximum.accumulate([y for _, y in knots])
    return [(round(x, 4), round(float(y), 4)) for (x, _), y in zip(knots, risen, strict=True)]


def curves(found: Iterable[Scored]) -> dict[str, Knots]:
    """Field to curve, of the fields with readings enough; what promises too little stays below 0.9."""
    by_field: defaultdict[str, list[Scored]] = defaultdict(list)
    for one in found:
        by_field[one.field].append(one)
    fitted = {field: fit(its) for field, its in sorted(by_field.items()) if len(its) >= FEWEST}
    judged = {field: list(applied(by_field[field], fitted)) for field in fitted}
    least = _least([pair for pairs in judged.values() for pair in pairs], TARGET)
    bounds = {field: max(least, _least(pairs, OF_ONE)) for field, pairs in judged.items()}
    return {field: _held(knots, bounds[field], DOUBTED.get(field, 0.0)) for field, knots in fitted.items()}


def _held(knots: Knots, bound: float, doubted: float) -> Knots:
    """The knots of a curve with what promises less than `bound`, or is scored no higher than `doubted`, below 0.9."""
    edges = [(x, round(confidence.along(knots, x), 4)) for x in (doubted, doubted + STEP) if doubted]
    # a bound is a probability as `along` gives it, of three digits
    told = [(round(x, 4), y, round(y, 3) >= bound and x > doubted) for x, y in sorted([*knots, *edges])]
    return [(x, y if kept else min(y, confidence.ASKED)) for x, y, kept in told]


def _least(judged: list[tuple[Scored, float]], target: float) -> float:
    """The lowest probability, 0.9 at least, from which on `target` of the readings are right."""
    sure = np.array([probability for _, probability in judged])
    right = np.array([one.right for one, _ in judged])
    levels = (level for level in np.unique(sure) if level >= SURE and right[sure >= level].mean() >= target)
    return float(next(levels, 1.0))


def held_out(found: list[Scored]) -> Iterator[tuple[Scored, float]]:
    """Each reading with its probability by curves of the other folds' documents."""
    documents = sorted({one.document for one in found})
    fold = {document: index % FOLDS for index, document in enumerate(documents)}
    for number in range(FOLDS):
        fitted = curves(one for one in found if fold[one.document] != number)
        yield from applied([one for one in found if fold[one.document] == number], fitted)


def applied(found: list[Scored], fitted: dict[str, Knots]) -> Iterator[tuple[Scored, float]]:
    """Each reading with its probability by `fitted`."""
    for one in found:
        yield one, confidence.along(fitted.get(one.field, []), one.score)


def table(judged: list[tuple[Scored, float]], title: str) -> Table:
    """Per field: readings, share right of those at 0.9 and over, share that reaches 0.9."""
    grid = Table("field", "readings", "at 0.9: right", "reach 0.9", title=title)
    for name in [*sorted({one.field for one, _ in judged}), "all"]:
        rows = [(one.right, sure >= SURE) for one, sure in judged if name in {one.field, "all"}]
        reach = [right for right, sure in rows if sure]
        share = f"{sum(reach) / len(reach):.1%} of {len(reach)}" if reach else "none"
        grid.add_row(name, str(len(rows)), share, f"{len(reach) / len(rows):.0%}")
    return grid


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=Path, nargs="*", default=[])
    parser.add_argument("--real", type=Path)
    parser.add_argument("--apart", type=Path, help="a generated set for figures only")
    parser.add_argument("--cache", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    confidence.curves.cache_clear()
    confidence.curves = dict  # type: ignore[assignment]  # raw scores, not those of the last fit
    sets: dict[str, Callable[[], list[Case]]] = {"samples": samples}
    sets |= {folder.name: lambda folder=folder: generated(folder) for folder in asked.generated}
    if asked.real:
        sets["real"] = lambda: real(asked.real)
    by_set = {name: list(scored(cases(), asked.cache)) for name, cases in sets.items()}
    found = [one for its in by_set.values() for one in its]
    fitted = curves(found)
    counts = dict(sorted(Counter(one.field for one in found).items()))
    made = {"command": "python -m benchmarks.calibrate", "readings": counts, "fields": fitted}
    confidence.CURVES.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    console = Console(width=100)
    judged = list(held_out(found))
    console.print(table(judged, "held out by document"))
    for name, its in by_set.items():
        here = {one.document for one in its}
        console.print(table([pair for pair in judged if pair[0].document in here], f"held out, {name}"))
    if asked.apart:
        apart = list(scored(generated(asked.apart), asked.cache))
        console.print(table(list(applied(apart, fitted)), f"{asked.apart.name}, never fitted on"))


if __name__ == "__main__":
    main()
