"""Headers of every kind of body, line by line, as names in ordinary spelling: rows of `headings.csv`."""

import csv
from datetime import date
from pathlib import Path

import pytest

from extractors.headings import headings
from extractors.issuer import resolve
from extractors.places import district_alone, province_of

with (Path(__file__).parent / "headings.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_header_is_read_as_the_body_and_the_body_above(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["day"])
    at = None if district_alone(row["place"]) else province_of(row["place"], day)
    body, above = resolve(headings(row["lines"].split("/")), day=day, at=at[0] if at else None, codes=())
    assert (body.name, above.name if above else "") == (row["name"], row["parent"])
