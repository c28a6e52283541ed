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

from pipeline.boxes import PixelBox
from pipeline.tesseract import RawWord

What = Literal["number", "day", "month", "year", "date"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for the pen on a text line, in pixels: its sides are those of the print beside it, its top and bottom
    those of a capital letter on that line.

    `text` is what Tesseract read in it; `taken` says where: the word's index and the letter's place in the word
    (`2#T2` of the word `Số:2#T2/SYT-NVY`). `label` is what should stand before it where that could not be read, or was
    `seen` but misread.
    """

    what: What
    box: PixelBox
    line: int
    text: str
    taken: frozenset[tuple[int, int]]
    label: str = ""
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a line: its box, the index of its word, its place in that (-1: the space after it)."""

    text: str
    box: PixelBox
    word: int
    place: int


SO = re.compile(r"(?:^|(?<=[^a-z0-9]))s(?:[o0e6ø]\s?[:;.,í]?|a\s?[:;])")
PARTY_SYMBOL = re.compile(r"[-–—.]\s?(?:[A-ZĐÐ]{2}|[A-ZĐÐ]{1,2}[a-zđi]|TTr|CTr)\s?/\s?[A-ZĐÐ]{2}")
YEAR_SYMBOL = re.compile(r"[/⁄]\s?(?:19|20)\d\d\s?[/⁄]\s?[A-ZĐÐ§]{2}")
STATE_SYMBOL = re.compile(r"[/⁄]\s?[A-ZĐÐ§]{2}|[/⁄]\s?[A-ZĐÐ]-[A-ZĐÐ]")
BARE_SYMBOL = re.compile(r"(?<![A-ZĐÐ])[A-ZĐÐ]{2,}\s?[-–—]")
DAY = re.compile(r"ng[ao]y")
MONTH = re.compile(r"t?h[aoe]ng")
YEAR = re.compile(r"n[ao]m")

WIDEST = {"number": 8.0, "day": 5.0, "month": 5.0, "date": 10.0}
"""How many capital heights a gap may be wide: more is no gap but a missed anchor."""


LENGTHS = {"number": (1.75, 0.0), "day": (2.8, 3.45), "month": (3.45, 2.45)}
"""Usual lengths in capital heights of the print before a gap (`Số:`, `ngày`, `tháng`) and after it, in serif type."""
SLASH = 0.42
"""Width of a slash in capital heights."""
ALONE = 24
"""Letters of a line that may be a number of the Party by itself, whether its `Số` was read with a capital or not."""
FAR = 0.8
"""Capital heights between a slash and a capital from which they are no print that stands together."""


def find_gaps(words: list[RawWord]) -> Iterator[Gap]:
    """The gaps of a page's words, down the page."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for line, members in lines.items():
        letters = list(letters_of(words, members))
        yield from _number_gap(letters, line)
        yield from date_gaps(letters, line)


def letters_of(words: list[RawWord], members: Iterable[int]) -> Iterator[Letter]:
    """The letters of the words of these indices, a space after each word."""
    for index in members:
        yield from (Letter(text, box, index, place) for place, (text, box) in enumerate(words[index].symbols))
        right, top, bottom = words[index].box[2], words[index].box[1], words[index].box[3]
        yield Letter(" ", (right, top, right, bottom), index, -1)


def _number_gap(letters: list[Letter], line: int) -> Iterator[Gap]:
    plain = "".join(folded(letter.text) for letter in letters)
    exact = "".join(unicodedata.normalize("NFC", letter.text)[0] for letter in letters)
    start = next(
        (
            at
            for at in SO.finditer(plain)
            if (_announces(exact, at) or len(plain) - at.start() <= ALONE)
            and exact[at.start() + 1].islower()
            and _begins_block(letters, at.start())
        ),
        None,
    )
    if start is None:
        return
    symbols = (PARTY_SYMBOL, YEAR_SYMBOL, STATE_SYMBOL, BARE_SYMBOL)
    for pattern in symbols if _announces(exact, start) else symbols[:1]:
        symbol = pattern.search(exact, start.end())
        if symbol is not None:
            break
    else:
        return
    capitals = [letter.box for letter in letters[symbol.start() : symbol.end()] if letter.text.isupper()]
    after = (symbol.start() + _strokes_before(letters[symbol.start() : symbol.end()]), symbol.end())
    yield from _gap("number", letters, (start.start(), start.end()), after, line, capitals)


def _announces(exact: str, label: re.Match[str]) -> bool:
    """Whether a label is written as before a paper's own number: `Số`, `số:`."""
    return exact[label.start()].isupper() or label[0].endswith(":")


def _strokes_before(symbol: list[Letter]) -> int:
    """How many letters at the head of a symbol are strokes of the pen: a slash far from the capital after it is none,
    and what was read as a capital is the slash."""
    capital = next((at for at, letter in enumerate(symbol) if letter.text.isupper()), 0)
    box = symbol[capital].box
    far = box[0] - symbol[0].box[2] > FAR * (box[3] - box[1])
    return capital if far and all(letter.text in "/⁄ " for letter in symbol[:capital]) else 0


def _begins_block(letters: list[Letter], index: int) -> bool:
    """Whether a letter begins its line or stands well apart from what is left of it."""
    if index == 0 or all(letter.text in " .-_'`" for letter in letters[:index]):
        return True
    before = next(letter.box for letter in reversed(letters[:index]) if letter.text != " ")
    here = letters[index].box
    return here[0] - before[2] > 2 * (here[3] - here[1])


def date_gaps(letters: list[Letter], line: int) -> Iterator[Gap]:
    """The gaps of a date in words on a line: day, month, and a year of which only `20` is printed."""
    plain = "".join(folded(letter.text) for letter in letters)
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


def _year_gap(letters: list[Letter], plain: str, start: int, line: int, tall: list[PixelBox]) -> Iterator[Gap]:
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
    letters: list[Letter],
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


def _end_of_print(what: What, anchor: list[Letter], height: float) -> int:
    """Where the print before a gap ends. Tesseract may have given its last letter the handwriting too, or too little,
    so the anchor's usual length, counted from its first letter, bounds what it says."""
    usual = anchor[0].box[0] + LENGTHS[what][0] * height
    return round(min(max(anchor[-1].box[2], usual - 0.2 * height), usual + 0.25 * height))


def _start_of_print(what: What, anchor: list[Letter], height: float) -> int:
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
    plain = "".join(folded(letter) for letter in text.lstrip("'`‘|.,"))
    if SO.fullmatch(plain):
        return "Số:" if len(plain) > 2 else "Số"
    for pattern, printed in ((DAY, "ngày"), (MONTH, "tháng"), (YEAR, "năm")):
        if pattern.fullmatch(plain):
            return printed
    return text


def folded(letter: str) -> str:
    """One plain lower-case letter for any letter with marks."""
    plain = unicodedata.normalize("NFD", letter.lower().replace("đ", "d"))[:1]
    return plain or " "
