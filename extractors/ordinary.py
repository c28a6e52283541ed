"""A heading in capitals as it is written in running text, by the rules of capitals (NĐ 30/2020, Phụ lục II).

The kind of body has its own spelling (`data/body_heads.csv`), its work a capital first, places and proper names theirs.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache

from extractors.folding import canonical, spaced
from extractors.gazetteer import DATA, after, tight
from extractors.places import capitalised, cut_place, printed_place

_NOT_NAME = re.compile(r"[^\w\s,.&/()\"“”–-]|_")
_VOWELS = set("aeiouy")
_PROPER = {
    tight(name): name
    for name in (
        "Việt Nam", "Trung ương", "Nhà nước", "Hồ Chí Minh", "miền Bắc", "miền Trung", "miền Nam", "Tây Nguyên",
        "Nam Bộ", "Công Thương",
    )
}  # fmt: skip


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


def is_unfinished(text: str) -> bool:
    """Whether `text` is but a kind of body that is no name alone (`BAN QUẢN LÝ`)."""
    asked = tight(text)
    return any(bare == asked and row["unfinished"] for bare, row in _head_rows())


def starts_with_head(text: str, *, serving: bool) -> bool:
    """Whether `text` begins with a kind of body; with `serving`, one that serves the place of the body above it."""
    row = next((row for bare, row in _head_rows() if _starts(text, bare)), None)
    return row is not None and (bool(row["serves"]) or not serving)


def name_only(text: str) -> str:
    """`text` without signs that no name has."""
    return _NOT_NAME.sub(" ", text)


def ordinary(text: str, day: date | None = None) -> str:
    """A heading in capitals as it is written in running text: `CHI CỤC KIỂM LÂM` gives `Chi cục Kiểm lâm`."""
    text = spaced(canonical(text))
    if not _shouted(text):
        return text[:1].upper() + text[1:]
    row = next((row for bare, row in _head_rows() if _starts(text, bare)), None)
    head = row["head"] if row is not None else ""
    rest = after(text, len(tight(head))) if head else text
    work, place = cut_place(rest)
    work = capitalised(work) if row is not None and row["proper"] else _capitals(work)  # a school has a proper name
    pieces = [head, work, printed_place(place, day) if place else ""]
    return spaced(" ".join(pieces))


def _starts(text: str, bare: str) -> bool:
    """Whether the first words of `text` are `bare` (folded, without spaces)."""
    words = text.split()
    return any(tight("".join(words[:count])) == bare for count in range(1, min(len(words), 6) + 1))


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _capitals(work: str) -> str:
    """The work of a body: a capital at the start and after `và`, a comma and a dash."""
    out: list[str] = []
    raise_next = True
    for word in work.split():
        low = word.lower()
        if len(word) > 1 and word.isupper() and not _VOWELS & set(tight(word)):
            out.append(word)  # an abbreviation: PCCC
            continue
        out.append(low[:1].upper() + low[1:] if raise_next and low != "và" else low)
        raise_next = low in {"và", "-", "–"} or low.endswith(",")
    text = " ".join(out)
    for bare, proper in _PROPER.items():
        pattern = r"\b" + r"\s".join(re.escape(part) for part in proper.lower().split()) + r"\b"
        if bare in tight(text):
            text = re.sub(pattern, proper, text, flags=re.IGNORECASE)
    return text
