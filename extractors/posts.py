"""The posts of signers (`data/signer_titles.csv`): how they are spelt, whose deputies they are, what they sign by."""

from __future__ import annotations

import csv
from functools import cache
from typing import cast

from rapidfuzz.distance import Levenshtein

from extractors.gazetteer import DATA, after, tight
from extractors.ordinary import ordinary, starts_with_head
from extractors.record import Authority


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """The rows of the table: `head` is who the deputy signs for, `alone` his authority where nobody is named above."""
    with (DATA / "signer_titles.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(csv.DictReader(rows))


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """Every post as it is compared and as it is spelt."""
    return tuple((tight(row["title"]), row["title"]) for row in _rows())


@cache
def alone() -> dict[str, Authority]:
    """The authority by which the bearer of a post signs where nobody is named above it."""
    return {row["title"]: cast(Authority, row["alone"]) for row in _rows() if row["alone"]}


def head_of(title: str) -> str | None:
    """The post whose deputy bears `title`: of Thứ trưởng it is Bộ trưởng; null for who is no deputy."""
    return next((row["head"] or None for row in _rows() if row["title"] == title), None)


def is_title(text: str) -> bool:
    """Whether `text` is a post in its ordinary spelling."""
    return any(text == spelling for _, spelling in titles())


def title_of(text: str) -> tuple[str, float] | None:
    """The post that a line names, in ordinary spelling, with its likeness; null where it names none."""
    words = text.split()
    if len(words) > 2 and len(tight(words[-1])) < 2:
        words = words[:-1]
    while len(words) > 2 and len(tight(words[0])) < 3 and tight(words[0]) not in {"bi", "q"}:
        words = words[1:]  # a stroke read as a word
    asked = tight("".join(words))[:60]
    best: tuple[float, str] | None = None
    for wanted, spelling in titles():
        wrong = Levenshtein.distance(asked, wanted, score_cutoff=len(wanted) // 5)
        if wrong <= len(wanted) // 5:
            like = 1 - wrong / len(wanted)
            if best is None or like > best[0]:
                best = (like, spelling)
    return None if best is None else (best[1], best[0])


def post_in_body(text: str) -> str | None:
    """A post in a body, in capitals (`GIÁM ĐỐC SỞ Y TẾ`), in ordinary spelling; null where a line names none."""
    asked = tight(text)
    for wanted, spelling in _longest_first():
        rest = after(text, len(wanted)) if asked.startswith(wanted) else ""
        if rest and starts_with_head(rest, serving=False):
            return f"{spelling} {ordinary(rest)}"
    return None


@cache
def _longest_first() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(titles(), key=lambda title: -len(title[0])))
