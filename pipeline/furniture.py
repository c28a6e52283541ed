"""What is on a page besides its text: page numbers, repeated heads, digital-signature boxes, marks, arrival stamps.

Each function takes lines and gives those it knows; what is left is the paper's own text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.words import Word
from pipeline.lines import Line, Sheet
from pipeline.pagewords import PageWords, Stamp
from pipeline.phrases import find, is_capitals, is_one_of, likeness, phrases, squeeze, starts_with

_PAGE_NUMBER = re.compile(r"^[-–—~.\s]*(trang\s*)?(\d{1,4})(\s*/\s*\d{1,4})?[-–—~.\s]*$")
_STAMP_ENTRY = re.compile(r"^\W*(so\b(?!.*[a-z]{3})|ngay\b|chuyen\b|so va ky hieu|luu ho so|gio\b)")
_STAMP_WIDTH, _STAMP_HEIGHT = 180.0, 130.0  # 35 x 50 mm carved; some offices have larger ones

HEAD, FOOT = 0.07, 0.94
"""Parts of a page's height above and below which lines may be repeated from page to page."""
MARGIN = 0.035
"""The same above which no paper begins."""
SAME_PLACE = 2.0
"""Points by which they may lie apart."""


def page_numbers(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """The number alone in the head or foot of a page; in the head of the first none is printed."""
    found = []
    for row in sheet.rows(lines):
        if _page_number(row) is None:
            found += [line for line in row if _is_counted(line, sheet)]
        elif _is_at_foot(sheet, row) or (sheet.number > 1 and _is_at_head(sheet, row)):
            found += row
    return found


def printed_number(sheet: Sheet) -> int | None:
    """The number that is printed in the head or foot of a page, whichever page of the file it is."""
    rows = (row for row in sheet.rows() if _is_at_foot(sheet, row) or _is_at_head(sheet, row))
    return next((number for row in rows if (number := _page_number(row)) is not None), None)


def _page_number(row: Sequence[Line]) -> int | None:
    match = _PAGE_NUMBER.match(" ".join(line.folded for line in row))
    return int(match[2]) if match else None


def _is_at_head(sheet: Sheet, row: Sequence[Line]) -> bool:
    central = abs(row[0].centre - sheet.page.width / 2) < 0.12 * sheet.page.width
    return row[0].middle < 0.1 * sheet.page.height and (central or row[0].centre > 0.8 * sheet.page.width)


def _is_at_foot(sheet: Sheet, row: Sequence[Line]) -> bool:
    return row[-1].middle > 0.92 * sheet.page.height


def _is_counted(line: Line, sheet: Sheet) -> bool:
    """Whether a line is a page's number beside what else software prints at the very foot: of so many, or by itself."""
    low = line.middle > (0.92 if "/" in line.text else 0.95) * sheet.page.height
    return low and any(c.isdigit() for c in line.text) and _PAGE_NUMBER.match(line.folded) is not None


def repeated(sheets: Sequence[Sheet]) -> dict[int, list[Line]]:
    """Lines that stand in the head or foot of two or more pages, by page number.

    On the first page the issuing body may stand as high as on the head of an annex: there, and for two pages alone,
    only small letters at the same place count, and what stands in the margin.
    """
    edges = {sheet.number: [line for line in sheet.lines if _is_at_edge(line, sheet)] for sheet in sheets}
    later = Counter(text for sheet in sheets[1:] for text in set(map(_unnumbered, edges[sheet.number])))
    first = sheets[0].number if sheets else 0

    def is_repeated(line: Line, number: int) -> bool:
        others = (other for page, lines in edges.items() if page != number for other in lines)
        small = not is_capitals(line.text) or line.bottom < MARGIN * sheets[0].page.height
        same = small and any(_is_same_place(line, other) for other in others)
        return same or (number != first and later[_unnumbered(line)] > 1)

    return {number: [line for line in lines if is_repeated(line, number)] for number, lines in edges.items()}


def _is_at_edge(line: Line, sheet: Sheet) -> bool:
    high = line.bottom < HEAD * sheet.page.height or line.top > FOOT * sheet.page.height
    return high and len(squeeze(line.text)) >= 5 and not is_motto(line.words)


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "#", squeeze(line.text))


def _is_same_place(line: Line, other: Line) -> bool:
    """Whether two lines of two pages, the same but for their figures, stand at one height and begin alike."""
    apart = max(abs(line.top - other.top), abs(line.x0 - other.x0))
    return apart < SAME_PLACE and _unnumbered(line) == _unnumbered(other)


def is_motto(words: Sequence[Word]) -> bool:
    """Whether a line holds quốc hiệu, tiêu ngữ or the name of the Party or the Youth Union."""
    return any(find(words, phrase) for phrase in phrases("mottoes"))


def digital_boxes(lines: Sequence[Line]) -> list[Line]:
    """The lines that software wrote into the box of a digital signature (`Ký bởi: …`, `Thời gian ký: …`)."""
    keyed = [line for line in lines if _is_entry(line) and starts_with(line.text, "digital")]
    sure = [line for line in keyed if re.search(r"\bky\b|signed|valid", line.folded)]
    found: list[Line] = []
    for seed in sure:
        box = [seed]
        grown = True
        while grown:
            grown = False
            for line in lines:
                if line in box or line.height > 1.6 * seed.height or line.height < 0.4 * seed.height:
                    continue
                near = (
                    min(abs(line.top - other.bottom) for other in box) < 0.9 * seed.height
                    or min(abs(line.bottom - other.top) for other in box) < 0.9 * seed.height
                )
                aligned = abs(line.x0 - seed.x0) < 8 and line.x1 < max(other.x1 for other in box) + 80
                if near and aligned and len(box) < 14 and (line in keyed or not _is_own_text(line)):
                    box.append(line)
                    grown = True
        if len(box) > 1 or re.search(r"\d{2}[:h]\d{2}|ky boi|nguoi ky", seed.folded):
            found += [line for line in box if line not in found]
    return found


def _is_entry(line: Line) -> bool:
    return ":" in line.text or line.folded.startswith(("signature", "digitally signed", "signed by"))


def _is_own_text(line: Line) -> bool:
    """Text that a signature box never holds although it may stand close under or over it."""
    return bool(re.match(r"(so\b.*/|v/v|noi nhan|kinh g[uo]i|[-–])", line.folded)) or (
        is_capitals(line.text) and starts_with(line.text, "posts")
    )


def marks(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Isolated marks of urgency and circulation in the upper part of a page; their frame may be read as letters."""
    return [line for line in lines if line.middle < 0.6 * sheet.page.height and is_mark_text(line.text)]


def is_mark_text(text: str) -> bool:
    """Whether an isolated line is a mark of urgency or circulation: capitals, some of them misread as small."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 and 2 * capitals >= len(letters) and is_one_of(text, "marks")


def is_arrival(stamp: Stamp) -> bool:
    """Whether a stamp is a dấu ĐẾN: by its own word in capitals, by Số and Ngày, or by Số and two entries filled in."""
    words = {squeeze(word.text) for word in stamp.words}
    capitals = {squeeze(word.text) for word in stamp.words if is_capitals(word.text)}
    dated = "ngay" in words or sum(bool(word.opinions) for word in stamp.words) > 1
    return "den" in capitals or ("so" in words and dated) or ("chuyen" in words and bool({"so", "ngay"} & words))


def is_mark_stamp(stamp: Stamp) -> bool:
    """Whether the words of a stamp are a mark of urgency or circulation."""
    return bool(stamp.words) and is_mark_text(" ".join(word.text for word in stamp.words))


def arrival_stamps(sheet: Sheet, lines: Sequence[Line]) -> list[list[Line]]:
    """Stamps found among the page's words by ĐẾN with Số, Ngày or Chuyển near it; each with its lines in order."""
    stamps: list[list[Line]] = []
    taken: set[Line] = set()
    upper = [line for line in lines if line.top < 0.6 * sheet.page.height and line.width < _STAMP_WIDTH + 60]
    for anchor in upper:
        if anchor in taken or not _is_arrival_word(anchor):
            continue
        near = [
            line for line in upper
            if line not in taken and line is not anchor
            and -40 < line.x0 - anchor.x0 < _STAMP_WIDTH and -30 < line.top - anchor.top < _STAMP_HEIGHT
        ]  # fmt: skip
        entries = [line for line in near if _STAMP_ENTRY.match(line.folded)]
        own = re.search(r"\b(so|ngay)\b", anchor.folded)
        if not entries and not own:
            continue
        core = [anchor, *entries]
        box = [line for line in near if line in core or _within(line, core)]
        box += [line for line in upper if line not in box and line not in core and _is_office(line, core, anchor)]
        stamp = sorted({*core, *box}, key=lambda line: (round(line.middle / 6), line.x0))
        stamps.append(stamp)
        taken.update(stamp)
    return stamps


def _is_arrival_word(line: Line) -> bool:
    head = squeeze(line.words[0].text)
    if head in ("den", "ben") and line.words[0].text[:2].isupper():
        return len(line.words) <= 6
    squeezed = squeeze(line.text)
    return is_capitals(line.text) and any(likeness(squeezed, phrase) > 0.85 for phrase in ("congvanden", "vanbanden"))


def _within(line: Line, core: Sequence[Line]) -> bool:
    left, right = (
        min(item.x0 for item in core) - 8,
        max(max(item.x1 for item in core), min(item.x0 for item in core) + 120),
    )
    top, bottom = min(item.top for item in core) - 2, max(item.bottom for item in core) + 2
    return left < line.centre < right and top < line.middle < bottom


def _is_office(line: Line, core: Sequence[Line], anchor: Line) -> bool:
    """The stamp's first line: capitals just above its entries and over them."""
    top = min(item.top for item in core)
    left, right = min(item.x0 for item in core), max(item.x1 for item in core)
    over = left - 30 < line.centre < right + 40
    return is_capitals(line.text) and over and 0 <= top - line.bottom + 4 < 1.8 * anchor.height


def with_loose_stamps(page: PageWords) -> PageWords:
    """The page with the words of stamps that are neither arrival stamp, mark nor seal put back among its own.

    Offices also stamp the signer's name and post.
    """
    loose = [stamp for stamp in page.stamps if not _is_known(stamp)]
    if not loose:
        return page
    kept = tuple(stamp for stamp in page.stamps if _is_known(stamp))
    words = (*page.words, *(word for stamp in loose for word in stamp.words))
    return replace(page, words=words, stamps=kept)


def _is_known(stamp: Stamp) -> bool:
    return is_arrival(stamp) or is_mark_stamp(stamp) or stamp.shape == "round"
