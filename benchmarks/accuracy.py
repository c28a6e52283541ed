"""How right the records are, by field and by set.

python -m benchmarks.accuracy samples                  the samples in the repository
python -m benchmarks.accuracy real FOLDER              real dispatches in FOLDER, against benchmarks/labels/real
python -m benchmarks.accuracy generated FOLDER         what benchmarks.generate made in FOLDER
… --records FILE      keeps the records read there (JSON Lines), or takes them from it where it exists
… --words FOLDER      keeps each file's words there, so that a later run reads fields only, not the scans
… --errors 10         the commonest errors left, with an example each
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.compare import Finding, compare

LABELS = Path("benchmarks/labels/real")
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """One dispatch of a set: its file and what is expected of it."""

    file: Path
    expected: dict[str, Any]


TWICE = {"citations (number, date, issuer)", "directives"}
"""Rows that judge readings which another row judges too."""


def samples() -> list[Case]:
    expected = sorted(Path("samples/expected").glob("*.json"))
    made = [json.loads(path.read_text()) for path in expected]
    return [Case(Path("samples/inbox") / one["source"]["name"], one) for one in made]


def real(folder: Path) -> list[Case]:
    labels = sorted(LABELS.rglob("*.json"))
    return [Case(folder / p.relative_to(LABELS).with_suffix(".pdf"), json.loads(p.read_text())) for p in labels]


def generated(folder: Path) -> list[Case]:
    found = []
    for path in sorted(folder.glob("*.json")):
        if not path.name.endswith(".zones.json"):
            file = next(f for f in sorted(folder.glob(f"{path.stem}.*")) if f.suffix not in {".json", ".txt"})
            found.append(Case(file, json.loads(path.read_text())))
    return found


def records(cases: Iterable[Case], kept: Path | None, cache: Path | None = None) -> dict[Path, dict[str, Any]]:
    """The record of each case's file, read now or taken from `kept`."""
    if kept is not None and kept.exists():
        lines = [json.loads(line) for line in kept.read_text().splitlines()]
        return {Path(line["file"]): line["record"] for line in lines}
    with ThreadPoolExecutor(3) as executor:
        read = dict(executor.map(lambda case: (case.file, _read(case.file, cache)), cases))
    if kept is not None:
        rows = [json.dumps({"file": str(f), "record": r}, ensure_ascii=False) for f, r in read.items()]
        kept.write_text("\n".join(rows) + "\n")
    return read


def _read(file: Path, cache: Path | None) -> dict[str, Any]:
    from benchmarks.words import record
    from pipeline import read
    from pipeline.errors import CongvanError

    try:
        made: dict[str, Any] = (record(file, cache) if cache else read(file)).model_dump(mode="json", by_alias=True)
        return made
    except CongvanError as error:
        return {"error": error.code}


def findings(cases: Iterable[Case], read: dict[Path, dict[str, Any]]) -> Iterator[tuple[Case, Finding]]:
    for case in cases:
        for finding in compare(read[case.file], case.expected):
            yield case, finding


def table(found: list[Finding], title: str) -> Table:
    """Per field: how many are right of those expected, F1, and how right those at 0.9 and over are."""
    grid = Table("field", "expected", "right", "exact or F1", "at 0.9: right", "reach 0.9", title=title)
    by_field: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_field[finding.field].append(finding)
        if finding.field in {"number", "issued_on"}:
            by_field[f"  {finding.field}, {'by hand' if finding.by_hand else 'printed'}"].append(finding)
    for field, rows in by_field.items():
        grid.add_row(field, *_figures(rows))
    once = [f for f in found if f.field not in TWICE]
    judged = [f for f in once if f.confidence is not None]
    grid.add_section()
    grid.add_row("all readings", str(len(once)), str(sum(f.outcome == "right" for f in once)), "", *_sure(judged))
    printed = [f for f in judged if not f.by_hand]
    if len(printed) < len(judged):
        right = sum(f.outcome == "right" for f in printed)
        grid.add_row("all readings, printed", str(len(printed)), str(right), "", *_sure(printed))
    return grid


def _figures(rows: list[Finding]) -> tuple[str, ...]:
    count = Counter(f.outcome for f in rows)
    expected = count["right"] + count["wrong"] + count["missing"]
    given = count["right"] + count["wrong"] + count["extra"]
    score = 2 * count["right"] / (expected + given) if expected + given else 1.0
    return str(expected), str(count["right"]), f"{score:.1%}", *_sure([f for f in rows if f.confidence is not None])


def _sure(rows: list[Finding]) -> tuple[str, str]:
    sure = [f for f in rows if (f.confidence or 0) >= SURE]
    right = sum(f.outcome == "right" for f in sure)
    if not rows:
        return "", ""
    return (f"{right / len(sure):.1%} of {len(sure)}" if sure else "none"), f"{len(sure) / len(rows):.0%}"


def show_errors(console: Console, found: list[tuple[Case, Finding]], most: int) -> None:
    """The commonest kinds of error, each with some examples."""
    wrong = [(c, f) for c, f in found if f.outcome != "right"]
    for (field, outcome), times in Counter((f.field, f.outcome) for _, f in wrong).most_common(most):
        console.print(f"[bold]{field}: {outcome}[/bold] {times} times")
        for case, f in [p for p in wrong if (p[1].field, p[1].outcome) == (field, outcome)][:4]:
            sure = "" if f.confidence is None else f" ({f.confidence:.2f})"
            console.print(f"    {case.file.name[:36]}: expected {f.expected!r}, got {f.got!r}{sure}", markup=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["samples", "real", "generated"])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--records", type=Path)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--errors", type=int, default=10)
    asked = parser.parse_args()
    if asked.set != "samples" and asked.folder is None:
        parser.error(f"{asked.set} needs a folder")
    cases = {"samples": samples, "real": lambda: real(asked.folder), "generated": lambda: generated(asked.folder)}[
        asked.set
    ]()
    found = list(findings(cases, records(cases, asked.records, asked.words)))
    console = Console(width=150)
    console.print(table([f for _, f in found], f"{asked.set}: {len(cases)} dispatches"))
    show_errors(console, found, asked.errors)


if __name__ == "__main__":
    main()
