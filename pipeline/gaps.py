"""Places that forms leave for the pen: the number between `Số:` and `/`, the day and month of the date line.

They are found by the print around them, which Tesseract reads well even where it cannot read the handwriting.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.tesseract import PixelBox, RawWord

What = Literal["number", "day", "month", "year", "date"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for the pen on a text line, in pixels: its sides are those of the print beside it, its top and bottom
    those of a capital letter on that line.

    `text` is what Tesseract read in it; `taken` says where: the word's index and the letter's place in the word
    (`2#T2` of the word `Số:2#T2/SYT-NVY`). `label` is what should stand before it where that could not be read.
    """

    what: What
    box: PixelBox
    line: int
    text: str
    taken: frozenset[tuple[int, int]]
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: PixelBox
    word: int
    place: int


SO = re.compile(r"(?:^|(?<=[^a-z0-9]))s(?:[o0e6ø]\s?[:;.,í]?|a\s?[:;])")
PARTY_SYMBOL = re.compile(r"[-–—]\s?(?:[A-ZĐÐ]{2}|[A-ZĐÐ]{1,2}[a-zđi]|TTr|CTr)\s?/\s?[A-ZĐÐ]{2}")
STATE_SYMBOL = re.compile(r"[/⁄]\s?[A-ZĐÐ§]{2}|[/⁄]\s?[A-ZĐÐ]-[A-ZĐÐ]")
BARE_SYMBOL = re.compile(r"(?<![A-ZĐÐ])[A-ZĐÐ]{2,}\s?[-–—]")
NGAY = re.compile(r"(?:^|(?<=[^a-z]))ng[ao]y\s?[:;.,]?")
STAMP_SO = re.compile(r"(?:^|(?<=[^a-z0-9]))(?:s[o0e6aø]\s?[:;.,í“”\"'-]|s[o06ø](?=[ \d]))")
FILE = re.compile(r"hieu|ho so")
HOURS = re.compile(r"gio\b")
OTHER_LABELS = re.compile(r"gio\b|chuyen|d[eo]n\b|luu")
DAY = re.compile(r"ng[ao]y")
MONTH = re.compile(r"t?h[ao]ng")
YEAR = re.compile(r"n[ao]m")

WIDEST = {"number": 8.0, "day": 5.0, "month": 5.0, "date": 10.0}
"""How many capital heights a gap may be wide: more is no gap but a missed anchor."""


LENGTHS = {"number": (1.75, 0.0), "day": (2.8, 3.45), "month": (3.45, 2.45)}
"""Usual lengths in capital heights of the print before a gap (`Số:`, `ngày`, `tháng`) and after it, in serif type."""
ROW = 2.05
"""Usual distance between the rows of a stamp in capital heights."""
SLASH = 0.42
"""Width of a slash in capital heights."""


def find_gaps(words: list[RawWord]) -> Iterator[Gap]:
    """The gaps of a page's words, down the page."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for line, members in lines.items():
        letters = list(_letters(words, members))
        yield from _number_gap(letters, line)
        yield from _date_gaps(letters, line)


def find_stamp_gaps(words: list[RawWord], width: int) -> Iterator[Gap]:
    """The gaps of an arrival stamp `width` pixels wide: after `Số` and `Ngày`, up to what is printed next on the line
    or to the stamp's edge, and those of a date in words."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for line, members in lines.items():
        letters = list(_letters(words, members))
        dated = list(_date_gaps(letters, line))
        yield from dated
        yield from (gap for gap in _entries(letters, line, width) if not (dated and gap.what == "date"))


def unlabelled_gaps(found: list[Gap], words: list[RawWord], width: int) -> Iterator[Gap]:
    """The gap whose label could not be read, from the other that was `found` in a stamp `width` pixels wide."""
    kinds = {gap.what for gap in found}
    if "number" not in kinds and "date" in kinds:
        yield from _beside(next(gap for gap in found if gap.what == "date"), "number", words, width)
    elif "number" in kinds and not kinds & {"date", "day"}:
        yield from _beside(next(gap for gap in found if gap.what == "number"), "date", words, width)


def _beside(known: Gap, what: What, words: list[RawWord], width: int) -> Iterator[Gap]:
    """The gap of `what` a row above (number) or below (date) that of `known`, by the stamp's usual form: what was read
    there and is no label of its own."""
    left, top, _, bottom = known.box
    height = bottom - top
    begins = left - LENGTHS["day"][0] * height  # where `Ngày` begins, and `Số` above it
    if what == "date":
        begins = left - LENGTHS["number"][0] * height
    begins = _hours_before(known, words, begins)
    pitch = ROW * height * (-1 if what == "number" else 1)
    row = [
        index
        for index, word in enumerate(words)
        if word.box[2] > begins and abs((word.box[1] + word.box[3] - top - bottom) / 2 - pitch) < 0.8 * height
    ]
    if begins < 0.2 * width or any(_is_heading(words[index]) for index in row):
        return
    start = round(begins + LENGTHS["number" if what == "number" else "day"][0] * height)
    taken = frozenset((index, place) for index in row for place in range(len(words[index].symbols)))
    line = words[row[0]].line if row else known.line
    box = (start, round(top + pitch), min(width, start + round(WIDEST[what] * height)), round(bottom + pitch))
    label = "Số:" if what == "number" else "Ngày:"
    yield Gap(what, box, line, " ".join(words[index].text for index in row), taken, label)


def _hours_before(known: Gap, words: list[RawWord], begins: float) -> float:
    """Where the rows begin: at `Giờ` where that stands before the known label, since the hour comes before the day."""
    hours = (word for word in words if word.line == known.line and HOURS.fullmatch("".join(map(_folded, word.text))))
    return min((float(word.box[0]) for word in hours), default=begins)


def _is_heading(word: RawWord) -> bool:
    return len(word.text) > 2 and word.text.isupper() and word.confidence > 0.6


def _entries(letters: list[_Letter], line: int, width: int) -> Iterator[Gap]:
    """The places after the labels of a stamp's line."""
    plain = "".join(_folded(letter.text) for letter in letters)
    if FILE.search(plain):
        return
    labels: list[tuple[int, int, What | None]] = [(*at.span(), None) for at in OTHER_LABELS.finditer(plain)]
    labels += [(*at.span(), "date") for at in NGAY.finditer(plain)]
    labels += [(*at.span(), "number") for at in STAMP_SO.finditer(plain) if _says_number(letters, at)]
    labels.sort()
    for index, (start, end, what) in enumerate(labels):
        if what is None:
            continue
        first = letters[start].box
        height = first[3] - first[1]
        left = letters[end - 1].box[2]
        stop = labels[index + 1][0] if index + 1 < len(labels) else len(letters)
        edge = letters[stop].box[0] if stop < len(letters) else width
        inner = letters[end:stop]
        yield Gap(
            what,
            (left, first[1], min(edge, left + round(WIDEST[what] * height)), first[3]),
            line,
            "".join(letter.text for letter in inner).strip(),
            frozenset((letter.word, letter.place) for letter in inner if letter.place >= 0),
        )


def _says_number(letters: list[_Letter], label: re.Match[str]) -> bool:
    """Whether letters that look like `Số` are that label: no `Sở`, and no part of a name in capitals."""
    second = letters[label.start() + 1].text
    return second not in "ỞởƠơỔổ" and (not second.isupper() or label[0].endswith(":"))


def _letters(words: list[RawWord], members: Iterable[int]) -> Iterator[_Letter]:
    for index in members:
        yield from (_Letter(text, box, index, place) for place, (text, box) in enumerate(words[index].symbols))
        right, top, bottom = words[index].box[2], words[index].box[1], words[index].box[3]
        yield _Letter(" ", (right, top, right, bottom), index, -1)


def _number_gap(letters: list[_Letter], line: int) -> Iterator[Gap]:
    plain = "".join(_folded(letter.text) for letter in letters)
    exact = "".join(unicodedata.normalize("NFC", letter.text)[0] for letter in letters)
    start = next(
        (
            at
            for at in SO.finditer(plain)
            if (exact[at.start()].isupper() or at[0].endswith(":"))
            and exact[at.start() + 1].islower()
            and _begins_block(letters, at.start())
        ),
        None,
    )
    if start is None:
        return
    for pattern in (PARTY_SYMBOL, STATE_SYMBOL, BARE_SYMBOL):
        symbol = pattern.search(exact, start.end())
        if symbol is not None:
            break
    else:
        return
    capitals = [letter.box for letter in letters[symbol.start() : symbol.end()] if letter.text.isupper()]
    yield from _gap("number", letters, (start.start(), start.end()), (symbol.start(), symbol.end()), line, capitals)


def _begins_block(letters: list[_Letter], index: int) -> bool:
    """Whether a letter begins its line or stands well apart from what is left of it."""
    if index == 0 or all(letter.text in " .-_'`" for letter in letters[:index]):
        return True
    before = next(letter.box for letter in reversed(letters[:index]) if letter.text != " ")
    here = letters[index].box
    return here[0] - before[2] > 2 * (here[3] - here[1])


def _date_gaps(letters: list[_Letter], line: int) -> Iterator[Gap]:
    plain = "".join(_folded(letter.text) for letter in letters)
    for day in DAY.finditer(plain):
        month = MONTH.search(plain, day.end(), day.end() + 12)
        year = YEAR.search(plain, month.end(), month.end() + 10) if month else None
        if month is None or year is None:
            continue
        tall = [
            letter.box
            for letter in letters[max(0, day.start() - 20) : year.end() + 5]
            if letter.text.isupper() or letter.text in ("h", "1", "2", "0")
        ]
        yield from _gap("day", letters, day.span(), month.span(), line, tall)
        yield from _gap("month", letters, month.span(), year.span(), line, tall)
        yield from _year_gap(letters, plain, year.end(), line, tall)
        return


def _year_gap(letters: list[_Letter], plain: str, start: int, line: int, tall: list[PixelBox]) -> Iterator[Gap]:
    """The last two digits of a year, where only `20` is printed. `taken` then holds the `20` too."""
    century = re.compile(r" ?[.: ]*20").match(plain, start)
    if century is None or not tall or re.match(r" ?\d\d(?!\d)", plain[century.end() :]):
        return
    zero = letters[century.end() - 1].box
    height = statistics.median(box[3] - box[1] for box in tall)
    inner = letters[century.end() :]
    yield Gap(
        "year",
        (zero[2], round(zero[3] - height), round(zero[2] + 2.6 * height), zero[3]),
        line,
        "".join(letter.text for letter in inner).strip(),
        frozenset((x.word, x.place) for x in letters[century.end() - 2 :] if x.place >= 0 and x.text != " "),
    )


def _gap(
    what: What,
    letters: list[_Letter],
    before: tuple[int, int],
    after: tuple[int, int],
    line: int,
    capitals: list[PixelBox],
) -> Iterator[Gap]:
    """The gap between two anchors, each the first and the last index (excluded) of its letters."""
    if not capitals:
        return
    height = statistics.median(box[3] - box[1] for box in capitals)
    top = round(statistics.median(box[3] for box in capitals) - height)
    stop = before[1]
    while letters[stop - 1].text == " ":
        stop -= 1
    left = _end_of_print(what, letters[before[0] : stop], height)
    right = _start_of_print(what, letters[after[0] : after[1]], height)
    inner = letters[stop : after[0]]
    if not 0.2 * height < right - left < WIDEST[what] * height:
        return
    yield Gap(
        what,
        (left, top, right, round(top + height)),
        line,
        "".join(letter.text for letter in inner).strip(),
        frozenset((letter.word, letter.place) for letter in inner if letter.place >= 0),
    )


def _end_of_print(what: What, anchor: list[_Letter], height: float) -> int:
    """Where the print before a gap ends. Tesseract may have given its last letter the handwriting too, or too little,
    so the anchor's usual length, counted from its first letter, bounds what it says."""
    usual = anchor[0].box[0] + LENGTHS[what][0] * height
    return round(min(max(anchor[-1].box[2], usual - 0.2 * height), usual + 0.25 * height))


def _start_of_print(what: What, anchor: list[_Letter], height: float) -> int:
    """Where the print after a gap begins, bounded in the same way from the other side."""
    if what == "number":
        capital = next(letter.box for letter in anchor if letter.text.isupper())
        edge = max(capital[0], capital[2] - 0.85 * height)
        stroke = anchor[0].box
        return round(min(stroke[0], edge - SLASH * height) if edge - stroke[2] < 0.3 * height else stroke[0])
    usual = anchor[-1].box[2] - LENGTHS[what][1] * height
    return round(min(max(anchor[0].box[0], usual - 0.2 * height), usual + 0.25 * height))


def anchor(text: str) -> str:
    """A form's own word as it is printed (`Số:`, `ngày`), where `text` is that word misread; else `text` as it is."""
    plain = "".join(_folded(letter) for letter in text.lstrip("'`‘|.,"))
    if SO.fullmatch(plain):
        return "Số:" if len(plain) > 2 else "Số"
    for pattern, printed in ((DAY, "ngày"), (MONTH, "tháng"), (YEAR, "năm")):
        if pattern.fullmatch(plain):
            return printed
    return text


def _folded(letter: str) -> str:
    """One plain lower-case letter for any letter with marks."""
    plain = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[:1]
    return plain or " "
