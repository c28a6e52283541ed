"""Sentences of many offices, of 2005 to 2026: what each cites, by when, and who must do what.

`office_sentences.csv`, entries joined by ` + `. A citation is `number, day, issuer`; a deadline its date, offset or
rule, its bound and its hour; a directive `who > words of the action > deadline > support > report_to`, names joined by
` & `. `-` means none, an empty cell that the field is not looked at. Text with ` | ` is a table, a row a line.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from spacy.tokens import Doc

from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.directives import directives
from extractors.document import from_texts
from extractors.record import Directive, Reading
from tests.extractors.reading_texts import table

ROWS = list(csv.DictReader((Path(__file__).parent / "office_sentences.csv").open(encoding="utf-8")))


def read(row: dict[str, str]) -> Doc:
    doc = table(row["text"]) if " | " in row["text"] else from_texts({"body": row["text"]})
    doc._.issued_on = Reading(value=row["issued"], text=row["issued"], where=(), confidence=1.0)
    return directives(deadlines(citations(doc)))


def listed(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split(" + ")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_citations(row: dict[str, str]) -> None:
    found = [f"{c.value}, {c.dated or ''}, {c.issuer or ''}".rstrip() for c in read(row)._.citations]
    assert found == listed(row["citations"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_deadlines(row: dict[str, str]) -> None:
    found = [" ".join(filter(None, (d.value, d.bound, d.time))) for d in read(row)._.deadlines]
    assert found == listed(row["deadlines"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["directives"]], ids=lambda row: row["text"][:60])
def test_directives(row: dict[str, str]) -> None:
    wanted = [(entry.split(" >") + [""] * 4)[:5] for entry in listed(row["directives"])]
    found = read(row)._.directives
    assert len(found) == len(wanted)
    assert all(_told(one, *map(str.strip, entry)) for one, entry in zip(found, wanted, strict=True))


def _told(one: Directive, who: str, words: str, deadline: str, support: str, report_to: str) -> bool:
    return (
        " & ".join(one.assignees) == who
        and words in one.action
        and ("" if one.deadline is None else str(one.deadline)) == deadline
        and " & ".join(one.support) == support
        and (not report_to or one.report_to == report_to)
    )
