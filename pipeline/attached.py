"""Whether another paper in a file is one that the dispatch says it sends along, or may be a dispatch of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.faces import DOTS, Face
from pipeline.phrases import likeness, phrases, squeeze

ALIKE = 0.8
"""Likeness from which a number's symbol is that of another; its figures are the same."""
_PARTS = re.compile(r"(\d+)\W*(.*)")
"""A number's figures and its symbol."""
FEW = 6
"""Words of a line at most that says by itself what a page is."""
_DRAFT = re.compile(r"\bdu thao\b|^\W*mau (?:so\b|\d)|^\W*ten (?:don vi|co quan|to chuc)\b")
LEADERS = 3
"""So many dotted lines to fill in make a form."""
_LEADER = re.compile(r"…{3,}|\.{6,}|_{6,}")
_SENT = re.compile(r"\b(?:kem theo|gui kem|dinh kem|sao gui|kem)\b(.{0,80})")


def is_attached_to(other: Face, paper: Sequence[Face], *, of_one_office: bool) -> bool:
    """Whether `paper` cites the other's number, or says that it sends along a paper of that kind `of_one_office`.

    What is dated later than the paper does not come with it.
    """
    if other.day is not None and paper[0].day is not None and other.day > paper[0].day:
        return False
    if cites(paper, other):
        return True
    kind = _kind(other)
    if kind is None:
        return False
    text = " ".join(face.text for face in paper)
    sent = _SENT.findall(text) if of_one_office else []
    return any(kind in squeeze(said) for said in (*sent, *_before_day(other, text)))


def is_form(face: Face) -> bool:
    """Whether a page with a head is a form or a draft: no number, no day, and something still to be filled in."""
    if face.begins_paper:
        return False
    blanks = (*face.header.number, *face.header.place_date)
    if not blanks or any(DOTS.search(line.text) for line in blanks):
        return True
    lines = face.sheet.lines
    leaders = sum(bool(_LEADER.search(line.text)) for line in lines)
    return leaders >= LEADERS or any(_DRAFT.search(line.folded) for line in lines if len(line.words) <= FEW)


def cites(paper: Sequence[Face], other: Face) -> bool:
    """Whether the pages of a paper name the number of another."""
    return _is_named(other, " ".join(face.text for face in paper))


def is_annex_of(face: Face, other: Face) -> bool:
    """Whether a page says in its first rows that it is an annex of a paper: `(Kèm theo Công văn số …)`."""
    return face.is_annex and _is_named(other, " ".join(line.folded for line in face.first_rows))


def _is_named(face: Face, text: str) -> bool:
    """Whether the number of the paper that begins on a page stands in a text without accents and case."""
    parts = _PARTS.match(face.number)
    if parts is None:
        return False
    symbol = squeeze(parts[2])
    reach = 2 * len(symbol) + 4  # with its strokes and spaces
    behind = (text[found.end() :][:reach] for found in re.finditer(rf"(?<!\d){parts[1]}(?=\s*[/-])", text))
    return any(likeness(squeeze(said)[: len(symbol)], symbol) >= ALIKE for said in behind)


def _before_day(other: Face, text: str) -> list[str]:
    """What stands in a text before the day of another paper, whose number may be written by pen."""
    if other.day is None:
        return []
    day, month, year = other.day.day, other.day.month, other.day.year
    said = rf"(.{{,60}})\bngay\s*0?{day}\s*(?:[/.-]|thang)\s*0?{month}\s*(?:[/.-]|nam)\s*{year}\b"
    return re.findall(said, text)


def _kind(face: Face) -> str | None:
    """The kind that the paper's title names, squeezed; null where it has none."""
    titles = (squeeze(line.text) for line in face.upper)
    return next((title for title in titles if title in phrases("titles")), None)
