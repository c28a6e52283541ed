"""The places that arrival stamps leave for number and day: after their labels, or beside the other if one was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.boxes import PixelBox
from pipeline.gaps import DAY, LENGTHS, MONTH, WIDEST, YEAR, Gap, Letter, What, date_gaps, folded, letters_of
from pipeline.tesseract import RawWord

NGAY = re.compile(r"(?:^|(?<=[^a-z]))ng\s?[ao]\s?y\s?[:;.,]?")
STAMP_SO = re.compile(
    r"(?:[s§][o0e68aø]{1,2}\s?[:;.,í“”\"'-]|[s§][o06ø]{1,2}(?=[ \d])|[s§][aeø](?= \d{2,5}\b)|5ø(?= \d))"
)
PRINTED = {"number": "Số:", "date": "Ngày:"}
"""Labels as they are printed."""
PLAIN = {"number": re.compile(r"s[o06ø](?![a-z0-9])"), "date": re.compile("ngay")}
"""Labels that anyone reads as such."""
FILE = re.compile(r"hieu|ho\W{0,2}so|s[o0]\W{1,3}va\W{1,3}k")
HOURS = re.compile(r"gio\b")
BORDER = 2
"""Letters of a word at most that are read from a cell's line beside a label."""
BEGINS_DAY = re.compile(r"\W?n[gq]")
OTHER_LABELS = re.compile(r"gio\b|chuyen|d[eo]n\b|luu")
DESCENT = 0.75
"""Height of a capital in that of a word with a `g`."""
EVEN = 1.25
"""Height of a day's gap in that of the number's from which its label's box reaches to other rows."""
DASHES = "-/"
"""What stands between the parts of a day."""
ROW = 2.05
"""Usual distance between the rows of a stamp in capital heights."""


def find_stamp_gaps(words: list[RawWord], width: int) -> Iterator[Gap]:
    """The gaps of an arrival stamp `width` pixels wide: after `Số` and `Ngày`, up to what is printed next on the line
    or to the stamp's edge, and those of a date in words."""
    lines: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        lines.setdefault(word.line, []).append(index)
    for line, members in lines.items():
        letters = list(letters_of(words, members))
        dated = list(date_gaps(letters, line))
        yield from dated
        yield from (gap for gap in _entries(letters, line, width) if not (dated and gap.what == "date"))


def with_day_label(words: list[RawWord]) -> list[RawWord]:
    """The words of a stamp with `Ngày` as it is printed before a day, where only the `tháng` and `năm` after it can be
    read: whatever was read of it, and of the day, begins its line."""
    made = list(words)
    for line in {word.line for word in words}:
        members = [index for index, word in enumerate(words) if word.line == line]
        plain = " ".join(plain_text(words[index]) for index in members)
        months = [at for at in members if MONTH.search(plain_text(words[at])) and not words[at].text.isupper()]
        if not months or DAY.search(plain) or not YEAR.search(plain):
            continue
        first, after = words[members[0]], words[months[0]]
        height = after.box[3] - after.box[1]
        length = round(LENGTHS["day"][0] * DESCENT * height)
        rest = tuple(symbol for symbol in first.symbols if symbol[1][0] > first.box[0] + length)
        step = length // 4
        label = tuple(
            (letter, (first.box[0] + step * at, after.box[1], first.box[0] + step * (at + 1), after.box[3]))
            for at, letter in enumerate("Ngày")
        )
        text = "Ngày" + "".join(letter for letter, _ in rest)
        made[members[0]] = replace(first, text=text, symbols=label + rest)
    return made


def names_entry(plain: str) -> bool:
    """Whether a word in plain small letters is one that a stamp's entries have before them."""
    return any(label.search(plain) for label in (NGAY, STAMP_SO, OTHER_LABELS, FILE))


def evened(gaps: list[Gap]) -> list[Gap]:
    """The gaps with that of the day as high as that of the number, where its label's box reaches to other rows: a
    stamp's labels are of one size."""
    number = next((gap for gap in gaps if gap.what == "number"), None)
    if number is None:
        return gaps
    height = number.box[3] - number.box[1]
    return [_evened(gap, number.box[1], height) if gap.what == "date" else gap for gap in gaps]


def _evened(gap: Gap, above: int, height: int) -> Gap:
    """A day's gap of that height, where it should be below a number whose row begins `above`, within its own box."""
    left, top, right, bottom = gap.box
    if bottom - top <= EVEN * height:
        return gap
    place = above if top < above + height / 2 else above + ROW * height
    y = round(min(max(place, top), bottom - height))
    return replace(gap, box=(left, y, right, y + height))


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
    top, bottom = known.box[1], known.box[3]
    height = bottom - top
    begins, pitch = _row_beside(known, words)
    row = [
        index
        for index, word in enumerate(words)
        if word.box[2] > begins and abs((word.box[1] + word.box[3] - top - bottom) / 2 - pitch) < 0.8 * height
    ]
    if what == "date":  # what is left of `Ngày` stands there even after an hour
        left = (float(words[index].box[0]) for index in row if BEGINS_DAY.match(plain_text(words[index])))
        begins = next(left, begins)
        row = [index for index in row if words[index].box[2] > begins]
    if begins < 0.2 * width or any(_is_heading(words[index]) for index in row):
        return
    start = round(begins + LENGTHS["number" if what == "number" else "day"][0] * height)
    taken = frozenset((index, place) for index in row for place in range(len(words[index].symbols)))
    line = words[row[0]].line if row else known.line + (1 if what == "date" else -1)
    box = (start, round(top + pitch), min(width, start + round(WIDEST[what] * height)), round(bottom + pitch))
    yield Gap(what, box, line, " ".join(words[index].text for index in row), taken, PRINTED[what])


def _row_beside(known: Gap, words: list[RawWord]) -> tuple[float, float]:
    """Where the other entry's row begins, and how far down it lies from the `known` one."""
    height = known.box[3] - known.box[1]
    length = LENGTHS["number" if known.what == "number" else "day"][0]  # `Ngày` begins where `Số` above it does
    begins = _hours_before(known, words, known.box[0] - length * height)
    return begins, ROW * height * (1 if known.what == "number" else -1)


def lost_row(found: list[Gap], words: list[RawWord], width: int) -> tuple[PixelBox, int] | None:
    """Where the other entry's row must be, and the number of its line, if only one entry was `found` in a stamp."""
    kinds = {gap.what for gap in found}
    if kinds not in ({"number"}, {"date"}):
        return None
    known = found[0]
    height = known.box[3] - known.box[1]
    begins, pitch = _row_beside(known, words)
    left, top = max(0, round(begins - 0.5 * height)), max(0, round(known.box[1] + pitch - 0.5 * height))
    line = known.line + (1 if known.what == "number" else -1)
    return (left, top, width, round(known.box[3] + pitch + 0.6 * height)), line


def _hours_before(known: Gap, words: list[RawWord], begins: float) -> float:
    """Where the rows begin: at `Giờ` where that stands before the known label, since the hour comes before the day."""
    hours = (word for word in words if word.line == known.line and HOURS.fullmatch(plain_text(word)))
    return min((float(word.box[0]) for word in hours), default=begins)


def plain_text(word: RawWord) -> str:
    """A word in plain small letters, one for each of its own."""
    return "".join(map(folded, word.text))


def _is_heading(word: RawWord) -> bool:
    return len(word.text) > 2 and word.text.isupper() and word.confidence > 0.6


def _entries(letters: list[Letter], line: int, width: int) -> Iterator[Gap]:
    """The places after the labels of a stamp's line."""
    plain = "".join(folded(letter.text) for letter in letters)
    if FILE.search(plain):
        return
    labels: list[tuple[int, int, What | None]] = [(*at.span(), None) for at in OTHER_LABELS.finditer(plain)]
    labels += [(*at.span(), "date") for at in NGAY.finditer(plain)]
    labels += [(*at.span(), "number") for at in STAMP_SO.finditer(plain) if _says_number(letters, at.start(), at[0])]
    labels.sort()
    for index, (start, end, what) in enumerate(labels):
        if what is None:
            continue
        first = letters[start].box
        height = first[3] - first[1]
        left = letters[end - 1].box[2]
        stop = labels[index + 1][0] if index + 1 < len(labels) else len(letters)
        edge = letters[stop].box[0] if stop < len(letters) and letters[stop].box[0] > left else width
        inner = [*(_border(letters, start) if what == "number" else ()), *letters[end:stop]]
        if misread := not PLAIN[what].match(plain[start:end]):
            inner = [*letters[start:end], *inner]
        yield Gap(
            what,
            (left, first[1], min(edge, left + round(WIDEST[what] * height)), first[3]),
            line,
            "".join(letter.text for letter in letters[end:stop]).strip(),
            frozenset((letter.word, letter.place) for letter in inner if letter.place >= 0),
            PRINTED[what] if misread else "",
            seen=True,
        )


def _border(letters: list[Letter], start: int) -> list[Letter]:
    """What was read from a cell's line into the word of the label that starts there."""
    word = letters[start].word
    return [letter for letter in letters[:start] if letter.word == word and letter.text.isalnum()]


def _says_number(letters: list[Letter], start: int, label: str) -> bool:
    """Whether letters that look like `Số` are that label: no `Sở`, and no part of a name in capitals or of a word."""
    first, second = letters[start], letters[start + 1].text
    if second in "ỞởƠơỔổ" or (second.isupper() and not label.endswith(":")):
        return False
    before = letters[start - 1].text if start else " "
    if before in DASHES:  # within a day: `ss-se-se2` is of small figures
        return False
    if not before.isalnum():
        return True
    return first.text == "S" and second.islower() and first.place <= BORDER
