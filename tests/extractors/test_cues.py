"""Tables of phrases: no row says what another says already."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from extractors.citations.cues import cues
from extractors.citations.issuers import _opening_with
from extractors.cues import alternation, folded, rows
from extractors.folding import fold
from extractors.gazetteer import DATA

FOLDED_ONLY = {  # files whose cues are met in folded text, whatever their accents
    "citation_cues.csv": None,
    "deadline_cues.csv": None,
    "ask_cues.csv": None,
    "directive_cues.csv": {"generic", "states", "thing", "noun", "case", "tells", "product", "purpose"},
}


@pytest.mark.parametrize(("file", "roles"), FOLDED_ONLY.items())
def test_no_cue_is_told_twice(file: str, roles: set[str] | None) -> None:
    met = Counter((fold(cue), role) for cue, role in rows(file) if roles is None or role in roles)
    assert [row for row, times in met.items() if times > 1] == []


def test_no_longer_cue_of_directives_is_told_twice() -> None:
    """One of several words needs no accents; some roles are met as they are written."""
    written = {"body_end", "done", "ended", "inner_party", "report_verb", "report_verb_bare", "report_preposition"}
    met = Counter((fold(cue), r) for cue, r in rows("directive_cues.csv") if " " in cue and r not in written)
    assert [row for row, times in met.items() if times > 1] == []


def test_a_cue_near_a_deadline_has_one_role() -> None:
    """Of two that differ in their accents alone (`báo về`, `bảo vệ`) the one that is written counts."""
    near = {"complete", "duty", "act", "reject", "reject_weak", "neutral"}
    met = Counter(cue for cue, role in rows("deadline_cues.csv") if role in near)
    assert [cue for cue, times in met.items() if times > 1] == []


def test_who_signs_for_a_body_begins_as_no_body_does() -> None:
    assert [cue for cue in cues("opens_body") if cue.split()[0] in _opening_with()] == []


def test_no_purpose_begins_with_another() -> None:
    with (DATA / "purposes.csv").open(encoding="utf-8", newline="") as lines:
        begun = [fold(row["begins"]) for row in csv.DictReader(lines)]
    assert len(set(begun)) == len(begun)
    told = [(one, other) for one in begun for other in begun if one != other and one.startswith(other)]
    assert [pair for pair in told if not pair[0][len(pair[1])].isalnum()] == []


def test_longer_phrases_come_first() -> None:
    phrases = alternation(["báo cáo", "báo cáo kết quả", "gửi"])
    assert phrases == r"báo\s+cáo(?:\s+kết\s+quả|)|gửi"
    assert re.findall(phrases, "gửi báo cáo kết quả, báo cáo") == ["gửi", "báo cáo kết quả", "báo cáo"]
    assert re.match(folded("ask_cues.csv", "answers"), "giai  dap") is not None


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (("báo cáo", "báo cáo kết quả", "báo"), "báo cáo  kết quả", "báo cáo  kết quả"),
        (("báo cáo", "báo cáo kết quả"), "báo cáo kết luận", "báo cáo"),
        (("gửi", "gửi về"), "gửi v", "gửi"),
        (("gửi về", "gửi đến"), "gửi", None),
        (("(kèm", "kèm"), "(kèm theo)", "(kèm"),
        (("tại", "tại"), "tại", "tại"),
        (("a.b",), "axb", None),
        (("một",), "hai", None),
    ],
)
def test_of_phrases_the_longest_is_found(phrases: tuple[str, ...], text: str, found: str | None) -> None:
    met = re.match(alternation(phrases), text)
    assert (met[0] if met else None) == found
