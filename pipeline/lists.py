"""Lists of recipients: Kính gửi under the head, and the entries of Kính gửi and Nơi nhận, wrapped rows joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Block
from extractors.folding import fold
from pipeline.header import is_addressees
from pipeline.lines import Line, Sheet, cut, is_readable
from pipeline.paragraphs import Row, begins_item, block_of, ends_sentence, row_of
from pipeline.phrases import is_capitals

WRAPS = 60.0
"""Points from the right margin within which a row of a list may end that goes on at the left one."""
SHORT = 0.3
"""Part of a row that is left white where the last of a paragraph is short."""
ALIGNED = 4.0
"""Points by which two rows that begin at the same place may differ."""
_LABEL = re.compile(r"(noi nhan|kinh g[uo]i)\W*$")
_FIRST_HALF, _SECOND_HALF = re.compile(r"kinh"), re.compile(r"g[uo]i\s*:")
_DASHED = re.compile(r"[_.'`|~^]{0,2}[-–—~]\s*\w")
_LABELLED_ITEM = re.compile(r":[\W_]{0,3}[-–—]")


@dataclass(frozen=True)
class Addressees:
    """The entries of Kính gửi, the lines that they were taken from, and strokes of the pen between them."""

    entries: list[Block]
    used: list[Line]
    noise: list[Line]


def read_addressees(sheet: Sheet, lines: Sequence[Line]) -> Addressees | None:
    """Kính gửi among the lines of a first page; null where there is none."""
    rows = sheet.rows(lines)
    upper = [i for i, row in enumerate(rows) if row[0].middle < 0.7 * sheet.page.height]
    start = next((i for i in upper if any(map(is_addressees, rows[i]))), None)
    if start is None:
        return None
    taken = _label_in_two_rows(rows, start, sheet)
    used, noise, between = [*rows[start]], list[Line](), list[Line]()
    if taken:
        used += rows[start - 1]
        entry = taken[0].words
        noise += [part for line in rows[start - 1] for part in cut(line, [[w for w in line.words if w not in entry]])]
    else:
        taken = [row_of(rows[start], sheet)]
    for row in rows[start + 1 :]:
        if not is_readable(row):
            between += row
            continue
        made = row_of(row, sheet)
        if not _goes_on(made, taken):
            break
        taken.append(made)
        used += row + between
        noise += between
        between = []
    return Addressees(entries(taken), used, noise)


def _label_in_two_rows(rows: Sequence[Sequence[Line]], start: int, sheet: Sheet) -> list[Row]:
    """The end of a label and the first entries where the label is broken in a column of its own beside the entries
    (`CHỦ TỊCH UBND` / `TỈNH điện:`, `Kính` / `gửi:`); empty where it is not."""
    low = [word for line in rows[start] for word in line.words]
    end = next((i for i, word in enumerate(low) if word.text.endswith(":")), len(low)) + 1
    if start == 0 or end >= len(low):
        return []
    below = [word.text for word in low[:end]]
    if not is_capitals(" ".join(below[:-1])) and not _SECOND_HALF.fullmatch(fold(" ".join(below))):
        return []
    edge = low[end].box[0] - ALIGNED
    high = [word for line in rows[start - 1] for word in line.words]
    label, entry = ([word for word in high if (word.box[0] < edge) is left] for left in (True, False))
    above = " ".join(word.text for word in label)
    if not entry or not begins_item(entry[0].text) or not (is_capitals(above) or _FIRST_HALF.fullmatch(fold(above))):
        return []
    both = row_of([line for row in rows[start - 1 : start + 1] for line in row], sheet)
    return [replace(both, words=(*low[:end], *entry)), replace(row_of(rows[start], sheet), words=tuple(low[end:]))]


def _goes_on(row: Row, taken: Sequence[Row]) -> bool:
    """Whether a row still belongs to the list of addressees."""
    sheet, last, text = row.sheet, taken[-1], row.text
    end = last.text.rstrip()[-1:]
    if row.top - last.top > 3.2 * max(sheet.text_height, last.height):
        return False
    shift = taken[0].x0 - min(word.box[0] for word in taken[0].words)
    label_end = next((word.box[2] + shift for word in taken[0].words if word.text.endswith(":")), taken[0].x0)
    indent = row.x0 - sheet.left
    full = row.x1 > sheet.right - 20
    if text[:1].islower() and not begins_item(text) and end not in {".", ";"}:
        return True
    if text.startswith("("):
        return indent > 40
    alone = len(taken) == 1 and abs(row.x0 - last.x0) < ALIGNED and last.x1 > sheet.right - WRAPS
    if alone and end not in {".", ";", ":"} and row.x1 < sheet.right - SHORT * (sheet.right - sheet.left):
        return True  # one addressee as a paragraph of its own, which no full row of the text can follow
    if _announces(taken) and end != ".":  # a telegram's addressees stand where its text does
        wrapped = len(taken) > 1 and last.x1 > sheet.right - WRAPS and end not in {";", ":"}
        if _DASHED.match(text) or wrapped or len(taken) == 1 or end in {";", ","}:
            return True
    if begins_item(text):
        return indent > 45 and not (ends_sentence(last.text) and end == "." and indent < 60 and full)
    listed = len(taken) > 1 or bool(_LABELLED_ITEM.search(fold(last.text)))
    if listed and end not in {".", ";", ":"} and last.x1 > sheet.right - WRAPS and indent > 45:
        return True  # an entry goes on at the margin of the list, left of its dash
    return indent > 62 or (row.x0 > label_end - 12 and indent > 45)


def _announces(taken: Sequence[Row]) -> bool:
    """Whether the first row ends with a colon, so that all that follows it are entries."""
    return taken[0].text.rstrip().endswith(":")


def entries(rows: Sequence[Row]) -> list[Block]:
    """Rows of a list as items: a row that begins in small letters, or under an entry that did not end, goes on."""
    dashed = sum(begins_item(row.text) or bool(_LABELLED_ITEM.search(fold(row.text))) for row in rows) >= 1
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(row, groups[-1][-1], dashed):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        block_of(group, "item" if index or begins_item(group[0].text) else "paragraph")
        for index, group in enumerate(groups)
    ]


def _continues(row: Row, above: Row, dashed: bool) -> bool:
    """Whether a row of a list carries on the entry above it; `dashed` where entries begin with a dash."""
    text, last = row.text, above.text.rstrip()
    if begins_item(text) or _LABEL.search(fold(last)):
        return False
    if last.endswith((";", ".")):
        return False
    return dashed or text[:1].islower() or text.startswith("(") or last.endswith(("-", "/", "và", "của"))
