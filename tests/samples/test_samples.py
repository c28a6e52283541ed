"""The samples are whole: each scan has its record, each record says only what its paper says."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest

from samples import make
from samples.generator import truth
from samples.generator.paper import typeset
from samples.generator.produce import paper_of

SAMPLES = Path(make.__file__).parent
INBOX = sorted((SAMPLES / "inbox").iterdir())
PAPERS = sorted((SAMPLES / "papers").glob("*.toml"))
EXPECTED = sorted((SAMPLES / "expected").glob("*.json"))
LETTERS = str.maketrans(dict.fromkeys(',;:."()“”', " "))


def test_each_scan_has_its_paper_and_its_record() -> None:
    scans = [path.stem for path in INBOX]
    assert len(scans) >= 12
    assert scans == [path.stem for path in PAPERS] == [path.stem for path in EXPECTED]


def test_small_enough_for_git() -> None:
    assert sum(path.stat().st_size for path in INBOX) < 15_000_000


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_record_has_every_key(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    assert tuple(record) == truth.KEYS
    for entry in record["deadlines"]:
        assert set(entry) == set(truth.SHAPES["deadlines"])
        assert entry["bound"] in {"before", "by", "within", "on"}
        assert entry["stated"] or entry["offset"] or entry["rrule"]
    for directive in record["directives"]:
        assert directive["deadline"] is None or directive["deadline"] < len(record["deadlines"])


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: p.stem)
def test_due_days_follow_the_rules(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    for entry in record["deadlines"]:
        if entry["stated"]:
            stated = dt.date.fromisoformat(entry["stated"])
            assert entry["due"] == str(truth.due_by_date(stated, entry["bound"], hour=bool(entry["time"])))
        elif entry["offset"] and entry["due"]:
            offset = entry["offset"]
            anchor = record["arrival"]["date"] if offset["anchor"] == "received" else record["issued_on"]
            day = dt.date.fromisoformat(anchor["value"])
            assert entry["due"] == str(truth.due_by_offset(offset["amount"], offset["unit"], day))


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.stem)
def test_record_says_what_is_printed(path: Path) -> None:
    """Numbers, names and texts of the record stand on the paper, letter for letter."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    record = truth.complete(plan["record"])
    sheet = typeset(paper_of(plan["paper"]))
    printed = _plain(sheet.text().replace("\f", " ") + " ".join(b.text for b in sheet.blanks))
    wanted = [record["subject"]["value"], record["signer"]["value"]]
    wanted += [entry["value"] for entry in record["recipients"] + record["citations"]]
    wanted += [entry["title"] for entry in record["citations"] if entry["title"]]
    for text in wanted:
        assert _plain(text) in printed


@pytest.mark.parametrize(
    ("amount", "unit", "anchor", "due", "why"),
    [
        (5, "working_day", "2024-10-25", "2024-11-01", "Saturday and Sunday left out"),
        (10, "day", "2024-10-17", "2024-10-28", "27/10/2024 is a Sunday"),
        (7, "day", "2024-10-25", "2024-11-01", "the first day is not counted"),
        (5, "working_day", "2025-08-28", "2025-09-08", "Quốc khánh: 01 and 02/9/2025 are days off"),
        (1, "month", "2025-01-31", "2025-02-28", "a shorter month ends on its last day"),
        (24, "hour", "2024-10-25", "2024-10-26", "hours run on through days off"),
    ],
)
def test_counted_periods(amount: int, unit: str, anchor: str, due: str, why: str) -> None:
    assert str(truth.due_by_offset(amount, unit, dt.date.fromisoformat(anchor))) == due, why


def test_a_sample_made_again_is_the_same(tmp_path: Path) -> None:
    path = next(p for p in PAPERS if p.stem.startswith("05"))
    for folder in ("one", "two"):
        make.make(path, tmp_path / folder)
    one, two = ((tmp_path / folder / "inbox/05-giay-moi-viet-tay.pdf").read_bytes() for folder in ("one", "two"))
    assert one == two


def _plain(text: str) -> str:
    return " ".join(text.translate(LETTERS).split())
