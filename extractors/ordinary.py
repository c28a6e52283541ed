"""A heading in capitals as it is written in running text, by the rules of capitals (NĐ 30/2020, Phụ lục II).

The kind of body has its own spelling (`data/body_heads.csv`), its work that of `capitals`, places theirs.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache

from extractors.capitals import in_capitals, is_short
from extractors.folding import canonical, fold, nfc, spaced
from extractors.gazetteer import DATA, after, tight
from extractors.places import PLACES, capitalised, cut_place, printed_place

_TASK = re.compile(r"phong(?:,\s*|\s+)(?:chong|chay|thu dan su|ngua|ho)\b")
_NOT_NAME = re.compile(r"[^\w\s,.&/()\"“”–-]|_")
LONGEST_NAME = 14  # words of a free name
_NAME = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*(?:(?:,? | [-–&] )[^\W_]+(?:['’.&/-][^\W_]+)*)*")
_UNIT = re.compile(
    r"\b(?:TỔ(?! (?:CHỨC|QUỐC|HỢP))|LỚP|PHÒNG(?!,? (?:CHỐNG|CHÁY|NGỪA|HỘ|THỦ|KHÔNG))"
    r"|(?<!BÁCH )(?<!ĐA )(?<!Y )KHOA(?! HỌC))\b"
)
"""Units that a line below the body's name begins with, and that are no part of it."""
_IN_SCHOOLS = re.compile(r"\b(?:Chuyên|Số|Và|Dân Tộc (?:Nội|Bán) Trú|Năng Khiếu|Tỉnh|Huyện)\b(?=\s)")


@cache
def _head_rows() -> tuple[tuple[str, dict[str, str]], ...]:
    """The rows of kinds of body with their heads as `tight`, the longest first."""
    with (DATA / "body_heads.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(tight(row["head"]), row) for row in csv.DictReader(lines)]
    return tuple(sorted(rows, key=lambda pair: -len(pair[0])))


@cache
def heads() -> tuple[tuple[str, str], ...]:
    """Kinds of body as `(tight, spelling)`, the longest first."""
    return tuple((bare, row["head"]) for bare, row in _head_rows())


@cache
def unfinished() -> tuple[str, ...]:
    """The kinds of body that are no name alone (`BAN QUẢN LÝ`), as `tight`, the longest first."""
    return tuple(bare for bare, row in _head_rows() if row["unfinished"])


def is_unfinished(text: str) -> bool:
    """Whether `text` is but a kind of body that is no name alone."""
    return tight(text) in unfinished()


def starts_with_head(text: str, *, serving: bool) -> bool:
    """Whether `text` begins with a kind of body; with `serving`, one that serves the place of the body above it."""
    row = _head_of(text)
    return row is not None and (bool(row["serves"]) or not serving)


def are_peers(one: str, other: str) -> bool:
    """Whether neither of two bodies can be above the other, as their kinds tell: `SỞ Y TẾ`, `CÔNG AN TỈNH`.

    A body is under another of its own branch (`peer` of the table), and a `SỞ` under none of the kinds with a branch.
    """
    rows = _head_of(one), _head_of(other)
    branches = [row["peer"] for row in rows if row is not None and row["peer"]]
    return len(branches) == 2 and (branches[0] != branches[1] or branches[0] == "alone")


def free_name(text: str) -> str:
    """The name of its own that follows a kind of body which has a free one (`VÕ XÁN` of a school); else empty.

    The kind must be written accents and all: `BẢO VIỆT` is no newspaper.
    """
    row = _head_of(text)
    if row is None or not row["free"] or not canonical(text).upper().startswith(f"{row['head'].upper()} "):
        return ""
    return after(text, len(tight(row["head"])))


@cache
def free_heads() -> tuple[str, ...]:
    """The kinds of body whose own name is free, as `tight`, the longest first."""
    return tuple(bare for bare, row in _head_rows() if row["free"])


def is_plain(name: str) -> bool:
    """Whether a free name in capitals is one name and no more: words and numbers, no other body or unit among them."""
    words = name.split()
    if not 0 < len(words) <= LONGEST_NAME or name != name.upper() or not _NAME.fullmatch(name):
        return False
    tails = [" ".join(words[start:]) for start in range(len(words))]
    heads_in = [bare for bare, row in _head_rows() if " " in row["head"]]
    return not _UNIT.search(name) and not any(_starts(tail, bare) for tail in tails for bare in heads_in)


def organ_of(text: str) -> str | None:
    """Whose organ the heading names: `any` body's above (`BAN THƯỜNG VỤ`), a council's (`HĐND`), null for none."""
    asked = tight(text)
    return next((row["organ"] or None for bare, row in _head_rows() if bare == asked), None)


def standing_organ(text: str) -> tuple[str, str]:
    """The standing organ that `text` begins with, as written, and the body behind it; both empty where none is."""
    asked = tight(text)
    organs = (row["head"] for bare, row in _head_rows() if row["organ"] == "any" and asked.startswith(bare))
    organ = next(organs, "")
    rest = after(text, len(tight(organ))) if organ else ""
    return (organ, rest) if rest and starts_with_head(rest, serving=False) else ("", "")


def name_only(text: str) -> str:
    """`text` without signs that no name has."""
    return _NOT_NAME.sub(" ", text)


def ordinary(text: str, day: date | None = None) -> str:
    """A heading in capitals as it is written in running text: `CHI CỤC KIỂM LÂM` gives `Chi cục Kiểm lâm`."""
    text = spaced(canonical(text))
    if not _shouted(text):
        return text[:1].upper() + text[1:]
    row = _head_of(text)
    head = row["head"] if row is not None else ""
    rest = after(text, len(tight(head))) if head else text
    within = _head_of(rest) if head else None
    if within is not None and within["proper"]:
        return f"{head} {ordinary(rest, day)}"  # of a body with a name of its own: CÔNG ĐOÀN TRƯỜNG ĐẠI HỌC VINH
    work, place = cut_place(rest)
    if head and not place and tight(work) in PLACES:
        return f"{head} {PLACES[tight(work)]}"  # CÔNG AN TỈNH
    proper = row["proper"] if row is not None else ""
    work = _of_a_school(work) if proper == "yes" else in_capitals(work, named=proper == "rest")
    pieces = [head, work, printed_place(place, day) if place else ""]
    return spaced(" ".join(pieces))


def _head_of(text: str) -> dict[str, str] | None:
    """The row of the kind of body that `text` begins with."""
    return next((row for bare, row in _head_rows() if _starts(text, bare)), None)


def _of_a_school(work: str) -> str:
    """The name of a school, which is a person's, a place's or a flower's, each syllable with a capital."""
    words = " ".join(word if is_short(word) else capitalised(word) for word in work.split())
    return _IN_SCHOOLS.sub(lambda match: match[0].lower(), words)


def is_task(text: str) -> bool:
    """Whether `phòng` begins what is done and no room of an office: `PHÒNG, CHỐNG THIÊN TAI`."""
    return _TASK.match(fold(nfc(text))) is not None


def _starts(text: str, bare: str) -> bool:
    """Whether the first words of `text` are `bare` (folded, without spaces)."""
    if bare == "phong" and is_task(text):
        return False
    words = text.split()
    return any(tight("".join(words[:count])) == bare for count in range(1, min(len(words), 6) + 1))


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.6 * len(letters)
