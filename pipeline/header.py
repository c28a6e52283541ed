"""The head of a paper: two columns, parted by the white between them, whichever side the motto stands on.

NĐ 30/2020/NĐ-CP Phụ lục I (state), 36-HD/VPTW (Party): the issuing body, number and trích yếu in one column, quốc hiệu
or the Party's name and the date in the other. The columns may be of unequal height and their lines at unequal levels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.folding import STROKE_LOST, fold
from extractors.ordinary import starts_with_head
from extractors.words import Word
from pipeline.gutter import ABOVE, gutter, parted, runs_over
from pipeline.lines import Line, Sheet, cut
from pipeline.phrases import find, is_capitals, is_one_of, phrases, starts_with

_DATE = re.compile(r"ng[aàảáạ]?y?\b.*\bth|thang|\bnam\s*\W*(19|20)\d\d|(19|20)\d\d\s*$")
_YEAR_LAST = re.compile(r"(?:19|20)\d\d\W*$")
_PLACED = re.compile(r"[^,\d]{2,40},\s*ng[aà]y\W+\d{1,2}\W+thang\W+\d{1,2}\W+nam\W+(?:19|20)\d\d\W*")
_DATE_END = re.compile(r"(?:thang\W+)?(?:\d{1,2}\W+)?(?:nam\W+)?(?:19|20)\d\d\W*")
_DATE_WORDS = re.compile(r"ngay|thang|nam|(?:19|20)\d\d")
_NUMBER = re.compile(r"^\W*(s[o0ố6ôóòỏõọ]|số|sé|sô|sò|56|so)\s*[:;.,]?(?=\W|\d|$)", re.IGNORECASE)
_SYMBOL = re.compile(r"[/-]\s*[A-ZĐƯ]{2,}[A-ZĐƯa-zđư&]*\s*[-/]?")
_ABOUT = re.compile(rf"^\W*(v\s*[/\\il1]\s*v|{STROKE_LOST}\b|ve viec|ve\b|trich yeu)")
_ADDRESSEES = re.compile(r"^\W*k[il1]?nh\s*g[uưứo]?i|^\W*\w{0,6}[uư]i\s*:")
_ADDRESSEES_MISREAD = re.compile(r"^kinh\s*(?!(?:phi|te|do|qua|ban|ky)\b)\w{2,4}\s*:")  # Kinh phí: is a word
CENTRED = 4.0
"""Points by which lines that are centred over each other may be off."""
CLEAR = 0.88
"""Likeness from which a motto was clearly read."""


@dataclass
class Header:
    """The lines of the head by zone; `bottom` (points, upright) is where the running text may begin."""

    authority: list[Line] = field(default_factory=list)
    motto: list[Line] = field(default_factory=list)
    number: list[Line] = field(default_factory=list)
    place_date: list[Line] = field(default_factory=list)
    subject: list[Line] = field(default_factory=list)
    noise: list[Line] = field(default_factory=list)
    bottom: float = 0.0

    def lines(self) -> list[Line]:
        return [*self.authority, *self.motto, *self.number, *self.place_date, *self.subject, *self.noise]


def is_addressees(line: Line) -> bool:
    """Whether a line begins the list of addressees (`Kính gửi:`, `… điện:`)."""
    if telegram := re.search(r"\bdien\s*:", line.folded):
        sender, rest = line.text[: telegram.start()].strip(), line.folded[telegram.end() :].strip()
        lists = not rest or rest.startswith("-")
        return is_capitals(sender) or not sender or (lists and _is_sender(sender))
    misread = line.text[:1].isupper() and _ADDRESSEES_MISREAD.search(line.folded)  # `… trân trọng / kính mời:` is text
    return bool(misread or _ADDRESSEES.search(line.folded))


def _is_sender(text: str) -> bool:
    """Whether a text, in small letters too, is but a body or its head: `Chủ tịch UBND tỉnh Quảng Trị`."""
    return text[0].isupper() and "," not in text and starts_with_head(text, serving=False)


def has_head(sheet: Sheet, lines: Sequence[Line]) -> bool:
    """Whether a page bears the head of a paper (its motto in the upper half)."""
    return bool(_motto(sheet, lines))


def read_header(sheet: Sheet, lines: Sequence[Line]) -> tuple[Header, list[Line]]:
    """The head of the paper and the lines that are not part of it."""
    header = Header()
    motto = _motto(sheet, lines)
    if not motto:
        return header, list(lines)
    band = _band(sheet, lines, motto)
    x, motto_right = gutter(sheet, lines, motto, band)
    over = [line for line in lines if runs_over(line, x, band[0] + ABOVE)]
    header.noise += over
    split = [
        part
        for line in lines if line not in over
        for part in (parted(line, x, motto) if band[0] < line.middle < band[1] else [line])
    ]  # fmt: skip
    mine = [line for line in split if (line.centre > x) == motto_right]
    other = [line for line in split if (line.centre > x) != motto_right]
    _read_motto_column(header, sheet, mine, motto, band)
    _read_issuer_column(header, sheet, other, x, motto_right)
    if not header.place_date:
        header.place_date += [line for line in split if _PLACED.fullmatch(line.folded) and _is_high(line, sheet)][:1]
    taken = {id(word) for line in header.lines() for word in line.words}
    header.bottom = max([line.bottom for line in [*header.motto, *header.place_date, *header.number]], default=0.0)
    return header, [line for line in split if id(line.words[0]) not in taken]


def _is_high(line: Line, sheet: Sheet) -> bool:
    """Whether a line stands in the right half of a head whose date has a row of its own under both columns."""
    return line.centre > sheet.middle and line.middle < 0.35 * sheet.page.height


def _motto(sheet: Sheet, lines: Sequence[Line]) -> list[Word]:
    """The words of quốc hiệu, tiêu ngữ, the Party's or the Youth Union's name in the upper half of a page."""
    upper = [line for line in lines if line.middle < 0.5 * sheet.page.height]
    rows = [(row[0].top, [word for line in row for word in line.words]) for row in sheet.rows(upper)]
    sure = [phrase for phrase in phrases("mottoes") if any(find(words, phrase, CLEAR) for _, words in rows)]
    wanted = _of_one_system(sure) or phrases("mottoes")
    found: list[Word] = []
    for top, words in rows:
        for phrase in wanted:
            place = find(words, phrase)
            if place and _is_printed_so(words[place[0] : place[1]], phrase):
                found += [word for word in words[place[0] : place[1]] if word not in found]
        if found and top > max(word.box[3] for word in found) + 40:
            break
    return found


def _of_one_system(sure: Sequence[str]) -> tuple[str, ...]:
    """The mottoes of the system of which one was clearly read; those of the others are names of bodies much like them.

    `HỘI NÔNG DÂN VIỆT NAM` beside the quốc hiệu is nearly `ĐẢNG CỘNG SẢN VIỆT NAM`.
    """
    state, own = phrases("mottoes")[:2], phrases("mottoes")[2:]
    if any(phrase in state for phrase in sure):
        return state
    return tuple(phrase for phrase in own if phrase in sure)


def _is_printed_so(words: Sequence[Word], phrase: str) -> bool:
    text = " ".join(word.text for word in words)
    return "hanhphuc" in phrase or is_capitals(text)


def _band(sheet: Sheet, lines: Sequence[Line], motto: Sequence[Word]) -> tuple[float, float]:
    """The heights between which every line belongs to one of the two columns: down to the date line."""
    top = min(sheet.upright(word.box[0], word.box[1])[1] for word in motto)
    end = max(sheet.upright(word.box[2], word.box[3])[1] for word in motto)
    dated = [
        line for line in lines
        if end - 4 < line.middle < end + 90 and _looks_dated(line.folded) and not line.folded.startswith("can cu")
    ]  # fmt: skip
    bottom = min((line.bottom for line in dated), default=end + 28)
    return top - ABOVE, _end_of_date(lines, dated, bottom) + 1


def _end_of_date(lines: Sequence[Line], dated: Sequence[Line], bottom: float) -> float:
    """Where the date ends whose year, or month and year, is broken over to the next line of its column."""
    first = next((line for line in dated if line.bottom == bottom and not _YEAR_LAST.search(line.folded)), None)
    if first is None:
        return bottom
    under = (line for line in lines if 0 < line.middle - first.middle < 2 * first.height and line.x1 > first.x0)
    return next((line.bottom for line in under if _DATE_END.fullmatch(line.folded.strip())), bottom)


def _looks_dated(folded: str) -> bool:
    return len(set(_DATE_WORDS.findall(folded))) >= 2 or bool(_DATE.search(folded) and "," in folded)


def _read_motto_column(
    header: Header, sheet: Sheet, lines: Sequence[Line], motto: Sequence[Word], band: tuple[float, float]
) -> None:
    for row in sheet.rows(line for line in lines if band[0] < line.middle < band[1]):
        words = [word for line in row for word in line.words]
        text = " ".join(line.folded for line in row)
        if any(word in motto for word in words):
            for line in row:
                _keep_motto(header, line, motto)
        elif header.motto and (_looks_dated(text) or _DATE.search(text) or "," in text):
            header.place_date += row
        elif not any(c.isalnum() for line in row for c in line.text):
            header.noise += row
    if not header.place_date:
        _date_by_place(header, sheet, lines)


def _keep_motto(header: Header, line: Line, motto: Sequence[Word]) -> None:
    """Words of the motto's line; strokes beside them are noise."""
    own = [word for word in line.words if word in motto or any(c.isalnum() for c in word.text)]
    rest = [word for word in line.words if word not in own]
    header.motto += cut(line, [own])
    header.noise += cut(line, [rest])


def _date_by_place(header: Header, sheet: Sheet, lines: Sequence[Line]) -> None:
    """A date too badly read to be known by its words: the first line with letters close under the motto."""
    if not header.motto:
        return
    bottom = max(line.bottom for line in header.motto)
    for row in sheet.rows(line for line in lines if bottom - 2 < line.middle < bottom + 3.5 * sheet.text_height):
        text = " ".join(line.text for line in row)
        if sum(c.isalnum() for c in text) > 5 and not is_addressees(row[0]) and not is_capitals(text):
            header.place_date += row
            return


def _read_issuer_column(header: Header, sheet: Sheet, lines: Sequence[Line], x: float, on_left: bool) -> None:
    """Issuing body, number, trích yếu under it, down to the first line that is none of these."""
    low = max([line.bottom for line in [*header.place_date, *header.motto]], default=0.0)
    rows = sheet.rows(line for line in lines if line.bottom < low + 12 * sheet.text_height)
    number = _number_row(header, rows)
    for index, row in enumerate(rows):
        if number is not None and index >= number:
            break
        if number is None and row[0].middle > low + 4:
            break
        for line in row:
            own = _is_authority(line) or _ends_name(line, header.authority)
            (header.authority if own else header.noise).append(line)
    _part_from_head(header)
    if number is None:
        return
    header.number += rows[number]
    _read_subject(header, sheet, rows[number + 1 :], x, on_left)


def _part_from_head(header: Header) -> None:
    """Takes from the issuing body what stands above the motto, well apart from the rest: the head of each page."""
    over = [line for line in header.authority if header.motto and line.bottom < header.motto[0].top]
    for at, line in enumerate(over):
        under = next((other for other in header.authority[at + 1 :] if other.top > line.middle), None)
        if under is not None and under.top - line.bottom > line.height:
            header.noise += header.authority[: at + 1]
            header.authority = header.authority[at + 1 :]
            return


def _is_authority(line: Line) -> bool:
    letters = sum(c.isalpha() for c in line.text)
    return line.text.strip() in ("*", "★", "＊", "∗", "x") or (
        letters >= 2 and (is_capitals(line.text) or line.confidence > 0.6)
    )


def _ends_name(line: Line, above: Sequence[Line]) -> bool:
    """Whether a figure stands alone under the middle of the issuing body's name and ends it (`… SÓC SƠN` / `1`)."""
    close = bool(above) and line.top - above[-1].bottom < 0.5 * line.height
    centred = close and abs(line.centre - above[-1].centre) < CENTRED
    return centred and line.confidence > CLEAR and line.text.strip().isdigit() and len(line.text.strip()) < 3


def _number_row(header: Header, rows: Sequence[Sequence[Line]]) -> int | None:
    """Which row is the number: by its word, else by its symbol, else by standing level with the date."""
    texts = [" ".join(line.text for line in row) for row in rows]
    for index, text in enumerate(texts):
        if _NUMBER.match(text) and (_SYMBOL.search(text) or re.search(r"[\d.…]", text) or len(text) < 12):
            return index
    for index, text in enumerate(texts[1:], start=1):
        if _SYMBOL.search(text) and not _ABOUT.match(fold(text)) and len(text.split()) <= 5:
            return index
    if not header.place_date or len(rows) < 2:
        return None
    level = header.place_date[0]
    apart, index = min((abs(row[0].middle - level.middle), index) for index, row in enumerate(rows) if index)
    near = apart < 0.8 * max(8.0, level.height)
    return index if near and not _ABOUT.match(rows[index][0].folded) else None


def _read_subject(header: Header, sheet: Sheet, rows: Sequence[Sequence[Line]], x: float, on_left: bool) -> None:
    """The lines of trích yếu close under the number; one may be a little wider than its column."""
    last = max(line.bottom for line in header.number)
    reach = 3.2 * sheet.text_height
    for row in rows:
        line = row[0]
        if line.top - last > reach or not _in_column(line, sheet, x, on_left) or any(map(_ends_subject, row)):
            return
        readable = any(c.isalpha() for c in line.text)
        if readable and not header.subject and not _ABOUT.match(line.folded):
            # Without its usual beginning only what stands tight under the number is taken for it.
            tight = line.top - last < 1.6 * sheet.text_height and line.confidence > 0.6
            if not tight or is_capitals(line.text):
                return
        for item in row:
            if _in_column(item, sheet, x, on_left):
                (header.subject if any(c.isalnum() for c in item.text) else header.noise).append(item)
        if readable:
            last = max(item.bottom for item in row)
            reach = 1.1 * sheet.text_height


def _in_column(line: Line, sheet: Sheet, x: float, on_left: bool) -> bool:
    over = 0.12 * sheet.page.width
    return line.centre < x and line.x1 < x + over if on_left else line.centre > x and line.x0 > x - over


def _ends_subject(line: Line) -> bool:
    kind = is_capitals(line.text) and starts_with(line.text, "titles")
    return is_addressees(line) or line.folded == "kinh" or kind or is_one_of(line.text, "marks")
