"""The kind's name over the text (`QUYẾT ĐỊNH`) and the trích yếu under it (NĐ 30/2020/NĐ-CP Phụ lục I, ô 5a and 5b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.folding import fold
from extractors.words import Box
from pipeline.header import is_addressees
from pipeline.lines import Line, Sheet, cut
from pipeline.pagewords import Rule
from pipeline.paragraphs import Row, begins_item, row_of
from pipeline.phrases import head_length, is_capitals, is_one_of, phrases, squeeze, starts_with

_TO = re.compile(r"\W*kinh g[uo]i")
_ABOUT = re.compile(r"\W*(?:ve viec|v/v)\b")
_ABOUT_NEXT = re.compile(r"(?:ve|v/v)\b")
_GROUNDS = re.compile(r"can cu\b")
_RULE = re.compile(r"[_=–—-]{4,}")
"""A rule that is typed."""
_DOING = re.compile(r"thuc hien\b")
INDENT, UNEVEN = 22.0, 24.0
"""Points that a centred row is within both margins at least, and by which these may differ."""
NEAR = 8.0
"""Points by which the edge of a stamp may lie over what is read beside it."""
EDGE = 8.0
"""Points from the left margin within which a row begins at it."""
AXIS = 4.0
"""Points by which a row's middle may lie off the title's, where ragged margins do not tell the middle of the page."""
NUMERAL = 4
"""Letters of a Roman numeral at most: `II` ends a trích yếu in small letters."""
SHORT = 90.0
"""Points within both margins from which on a row is too short for an item."""


@dataclass(frozen=True)
class Title:
    """The line of the title, the rows of trích yếu under it, and all lines of the page that they were taken from.

    `line` is null where a stamp hides the title and only its trích yếu was read.
    """

    line: Line | None
    subject: list[Sequence[Line]]
    used: list[Line]


def read_title(sheet: Sheet, lines: Sequence[Line], has_about: bool) -> Title | None:
    """The title among the lines of a first page; `has_about` where a trích yếu stands under the number already."""
    rows = sheet.rows(lines)
    for index, row in enumerate(rows):
        if row[0].middle > 0.62 * sheet.page.height or is_addressees(row[0]):
            break
        title = next((line for line in row if _is_title(line, sheet)), None)
        if title is None or (has_about and not is_one_of(title.text, "titles", 0.85)):
            continue
        subject: list[Sequence[Line]] = list(_subject_rows(rows[index + 1 :], sheet, title))
        used = [title, *(line for item in subject for line in item)]
        # `BÁO CÁO GIÁ THỊ TRƯỜNG THÁNG 5` in one line: the kind's name, then the trích yếu.
        length = head_length(title.text, "titles", 0.8) or len(title.words)  # more than a head: other ink runs in
        length += _together(title, length)
        subject = [cut(title, [title.words[length:]]), *subject] if length < len(title.words) else subject
        return Title(cut(title, [title.words[:length]])[0], subject, used)
    return None if has_about else _untitled(sheet, rows)


def _together(title: Line, length: int) -> int:
    """How many words after the kind's name say that several bodies issued it: `LIÊN NGÀNH`, alone or before `VỀ`."""
    rest = [word.text for word in title.words[length:]]
    taken = head_length(" ".join(rest), "together")
    return taken if taken and (len(rest) == taken or _ABOUT_NEXT.match(fold(" ".join(rest[taken:])))) else 0


def _untitled(sheet: Sheet, rows: Sequence[Sequence[Line]]) -> Title | None:
    """A trích yếu whose title lies under a stamp: centred rows at the head of the text, over its first paragraph."""
    rest = [row for row in rows if any(c.isalnum() for line in row for c in line.text)]
    while rest and len(rest[0]) == 1 and is_capitals(rest[0][0].text) and len(rest[0][0].words) < 3:
        rest = rest[1:]  # what shows of the title
    if not rest or rest[0][0].middle > 0.4 * sheet.page.height:
        return None
    subject: list[Sequence[Line]] = []
    for row in rest:
        made = row_of(row, sheet)
        about = not subject and bool(_ABOUT.match(fold(made.text)))
        if not (about or (_is_centred(made) and not begins_item(made.text))):
            break
        if is_addressees(row[0]) or is_capitals(made.text):
            break
        subject.append(row)
    if not subject or len(subject) == len(rest):
        return None
    return Title(None, subject, [line for row in subject for line in row])


def _is_even(row: Row) -> bool:
    return abs((row.x0 - row.sheet.left) - (row.sheet.right - row.x1)) < UNEVEN


def _is_centred(row: Row) -> bool:
    """Whether a row stands in the middle, well within both margins."""
    return min(row.x0 - row.sheet.left, row.sheet.right - row.x1) > INDENT and _is_even(row)


def _is_title(line: Line, sheet: Sheet) -> bool:
    """Capitals about the middle of the page that are a kind's name, or begin with one."""
    off = abs(line.centre - sheet.middle)
    if off > 0.13 * sheet.page.width or line.width > 0.6 * sheet.page.width:
        return False
    if is_title(line.text):
        return True
    return is_capitals(line.text) and (starts_with(line.text, "titles") or _goes_on_under_stamp(line, sheet))


def is_title(text: str) -> bool:
    """Whether a text is a kind's name in capitals, some of them misread as small."""
    return is_one_of(text, "titles", 0.8) and sum(map(str.isupper, text)) > 0.5 * sum(map(str.isalpha, text))


def _goes_on_under_stamp(line: Line, sheet: Sheet) -> bool:
    """Whether a line is the first or last words of a kind's name whose others lie under a stamp (`KẾ`, `GIẤY`)."""
    squeezed = squeeze(line.text)
    for stamp in sheet.page.stamps:
        left, top, right, bottom = stamp.box
        for phrase in phrases("titles") if top < line.middle < bottom else ():
            hidden = line.width * (len(phrase) / len(squeezed) - 1)
            begins = phrase.startswith(squeezed) and -NEAR < left - line.x1 < hidden
            ends = phrase.endswith(squeezed) and -NEAR < line.x0 - right < hidden
            shift = hidden / 2 if begins else -hidden / 2
            if (begins or ends) and abs(line.centre + shift - sheet.middle) < 0.08 * sheet.page.width:
                return True
    return False


def _subject_rows(rows: Sequence[Sequence[Line]], sheet: Sheet, title: Line) -> list[Sequence[Line]]:
    """The centred rows under a title, down to a short rule, a gap, capitals after small letters, or running text."""
    found: list[Sequence[Line]] = []
    small = False
    before = title.bottom
    made_of = [row_of(row, sheet) for row in rows]
    for index, row in enumerate(rows):
        central = [line for line in row if line.x0 < sheet.middle < line.x1 or abs(line.centre - title.centre) < AXIS]
        if not central and row[0].x0 < sheet.middle < row[-1].x1:
            central = list(row)  # a stamp may have taken the words in the middle
        if found and any(_RULE.fullmatch(line.text) for line in central):
            break
        if not central or not any(c.isalnum() for c in central[0].text):
            if row[0].top - before > 2.2 * sheet.text_height:
                break
            continue
        made = row_of(central, sheet)
        if len(row) > 1 and not _is_even(made) and _is_even(made_of[index]):
            central, made = list(row), made_of[index]  # a stamp may have parted it
        if found and (made.top - before > 1.7 * sheet.text_height or _rule_between(sheet, before, made.top, made)):
            break
        capitals = is_capitals(made.text) and sum(map(str.isalpha, made.text)) > NUMERAL
        under = made_of[index + 1 :]
        if _is_running_text(made, under, title, bool(found)) or (small and capitals):
            break
        if found and _is_short(row_of(found[-1], sheet), title) and _begins_wide(made, under):
            break
        small = small or not capitals
        before = made.bottom
        found.append(central)
    return found


def _is_running_text(row: Row, under: Sequence[Row], title: Line, under_subject: bool) -> bool:
    """Whether a row under a title, over the rows `under` it, is the paper's first paragraph and no more trích yếu."""
    sheet, folded = row.sheet, fold(row.text)
    left, right = row.x0 - sheet.left, sheet.right - row.x1
    uneven = abs(left - right)
    if under_subject and min(left, right) > SHORT and not _TO.match(folded):
        return False  # `- 2029` under `… giai đoạn 2024` is no item
    if under_subject and row.text.endswith(":"):
        return True
    if not _is_short(row, title) and (uneven > 30 or (uneven > 16 and right < 12)):
        return True
    if _ABOUT.match(folded):
        return False
    if under_subject and left > 16 and right < 2 * UNEVEN and _goes_on_at_margin(row, under):
        return True
    if begins_item(row.text) or _TO.match(folded) or _GROUNDS.match(folded):
        return True
    if _DOING.match(folded):
        return under_subject or not _stands_in_the_middle([row, *under])
    if left > 16 or right > 16 or under_subject or folded.startswith(("ve ", "v/v")):
        return False
    # From margin to margin: a paragraph without indent goes on at the margin, a trích yếu does not.
    return _is_tight(row, under) and not _stands_in_the_middle([row, *under])


def _is_short(row: Row, title: Line) -> bool:
    """Whether a row stands in the middle or under that of the title, within both margins; well so, if not exactly."""
    left, right = row.x0 - row.sheet.left, row.sheet.right - row.x1
    exact = abs(left - right) < AXIS or abs((row.x0 + row.x1) / 2 - title.centre) < AXIS
    return min(left, right) > (EDGE if exact else INDENT) and (exact or _is_even(row))


def _begins_wide(row: Row, under: Sequence[Row]) -> bool:
    """Whether a row under a short one of the trích yếu begins a paragraph without indent: at the margin, with no small
    letter, over rows none of which stands in the middle."""
    if row.x0 - row.sheet.left > EDGE or row.text[:1].islower() or _ABOUT.match(fold(row.text)):
        return False
    is_last = bool(under) and _TO.match(fold(under[0].text)) is not None
    return not is_last and not _stands_in_the_middle([row, *under])


def _is_tight(row: Row, under: Sequence[Row]) -> bool:
    """Whether the next row begins at the margin close under a row."""
    return bool(under) and under[0].x0 < row.sheet.left + EDGE and under[0].top - row.top < 1.6 * row.height


def _goes_on_at_margin(row: Row, under: Sequence[Row]) -> bool:
    """Whether what a row begins goes on at the margin, as a paragraph does that began indented: in small letters,
    unless the row clearly stands further from one margin than from the other."""
    uneven = abs((row.x0 - row.sheet.left) - (row.sheet.right - row.x1)) > EDGE
    goes_on = _is_tight(row, under) and (under[0].text[:1].islower() or uneven)
    return goes_on and not _stands_in_the_middle(under)


def _stands_in_the_middle(rows: Sequence[Row]) -> bool:
    """Whether rows that begin as a paragraph may (`Thực hiện Chỉ thị số …`) are set in the middle of the page: each is
    even, and one under the first is short where a paragraph's would begin at the margin."""
    sheet, last = rows[0].sheet, rows[0]
    if not _is_even(last):
        return False
    for row in rows[1:]:
        if row.top - last.bottom > 1.7 * sheet.text_height:
            break
        if not _is_even(row):
            # What begins at the margin in small letters goes on with the paragraph.
            return _is_centred(last) and (row.x0 > sheet.left + EDGE or not row.text[:1].islower())
        if _is_centred(row):
            return True
        last = row
    return _is_centred(last)


def _rule_between(sheet: Sheet, top: float, bottom: float, row: Row) -> bool:
    """Whether a short rule stands between two heights, around the middle of the text."""
    return any(
        rule.horizontal
        and not any(_is_within(rule.box, stamp.box) for stamp in sheet.page.stamps)
        and top - 3 < _middle_of(rule, sheet)[1] < bottom + 3
        and rule.box[2] - rule.box[0] < 0.5 * sheet.page.width
        and abs(_middle_of(rule, sheet)[0] - sheet.middle) < 0.15 * sheet.page.width
        and bottom - top > 0.3 * row.height
        for rule in sheet.page.rules
    )


def _is_within(rule: Box, stamp: Box) -> bool:
    """Whether a rule is of a stamp's frame."""
    across, down = (rule[0] + rule[2]) / 2, (rule[1] + rule[3]) / 2
    return stamp[0] - NEAR < across < stamp[2] + NEAR and stamp[1] - NEAR < down < stamp[3] + NEAR


def _middle_of(rule: Rule, sheet: Sheet) -> tuple[float, float]:
    return sheet.upright((rule.box[0] + rule.box[2]) / 2, (rule.box[1] + rule.box[3]) / 2)
