"""The day of an arrival stamp whose label cannot be read: in words along its row, or in whatever row says a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from pipeline.boxes import PixelBox
from pipeline.found import Found
from pipeline.gaps import MONTH, YEAR, Gap
from pipeline.handwriting import Written
from pipeline.images import Image
from pipeline.stamp_gaps import ROW, names_entry, plain_text
from pipeline.stamp_rows import MARGINS, Frames, Said, days, rows_in, spelled_days, weighed
from pipeline.stamp_rows import SURE as ROW_SURE
from pipeline.tesseract import RawWord

LIKELY = 0.15
"""Sum of the probabilities in all looks at a row from which it says a day that no label announces."""
SPELLED = 0.2
"""Probability from which a row in which `tháng` and `năm` were seen says one."""
DOUBTED = 0.5
"""Confidence of a day whose label is a guess under which it is looked for elsewhere."""
SURE = 0.9
"""Confidence of day, month and year from which they are not looked at again."""
CAPITAL = 0.11
"""Height of a stamp's capitals in inches (NĐ 30/2020, Phụ lục IV.V)."""
HEAD, FOOT = 0.24, 0.9
"""Parts of a stamp, from the top, between which its day stands: the first is its office."""
STEP = 0.5
"""Capital heights from one row that is looked at to the next."""
ASIDE = 0.3
"""Part of a stamp's width from which its rows are read: to the left stands `ĐẾN`."""
FEW = 4
"""Digits from which a row may say a day."""
HINT = 0.02
"""Probability of days in one look at a row from which all looks at it are read."""
MOST = 4
"""Rows that are read so."""
UNLABELLED = 0.6
"""Confidence that an entry has at most where no label announces it."""
LABEL, CLOSE = 3.0, 0.6
"""Capital heights that a day's label takes up, and between that and the day."""
NUMBER = 4.5
"""Capital heights before a day from which the number above it is looked for."""
PITCH = 1.15
"""Capital heights from one digit of a number to the next at most."""

Day = tuple[Gap, Found]
"""Where a day stands, and how it was read."""


def unread_day(read: Sequence[Day], words: list[RawWord], looks: Sequence[Image], dpi: float) -> Day | None:
    """The day of a form, looked for where what was `read` of it is no sure one; null where none is seen."""
    parts = [one for one in read if one[0].what != "number"]
    kinds = {gap.what for gap, _ in parts}
    least = {True: DOUBTED, False: 0.0}  # of a day whose label is a guess
    if any(gap.what == "date" and found.confidence >= least[bool(gap.label) and not gap.seen] for gap, found in parts):
        return None
    if kinds >= {"day", "month"} and all(found.confidence >= SURE for _, found in parts):
        return None
    return _spelled_day(words, looks, dpi) or (None if kinds - {"date"} else _lost_day(words, looks, dpi))


def _spelled_day(words: list[RawWord], looks: Sequence[Image], dpi: float) -> Day | None:
    """The day told in words along its row."""
    named = [word for word in words if not word.text.isupper() and _names_part(word)]
    if not named:
        return None
    line, height = named[0].line, round(CAPITAL * dpi)
    top = round(median(sum(word.box[1::2]) / 2 for word in named if word.line == line) - height / 2)
    row = (0, top, looks[0].shape[1], top + height)
    said: list[Said] = []
    written = Written("", 0.0, ())
    for frames in rows_in(row, looks):
        said += spelled_days([frames])
        written = weighed(said)
        if len(said) > 1 and written.confidence >= ROW_SURE:
            break
    return _day(row, line, words, written, 0.99) if written.confidence >= SPELLED else None


def _lost_day(words: list[RawWord], looks: Sequence[Image], dpi: float) -> Day | None:
    """The day in whatever row of a form says one, the uppermost; null where the `words` name no entry of a stamp."""
    if not any(names_entry(plain_text(word)) for word in words):
        return None
    height, (tall, width) = round(CAPITAL * dpi), looks[0].shape
    places = np.arange(HEAD * tall, FOOT * tall - height, STEP * height).astype(int).tolist()
    rows = [(round(ASIDE * width), top, width, top + height) for top in places]
    hinted = [row for row in rows if any(_hint(frames) for frames in rows_in(row, looks[-2:], MARGINS[-1:]))]
    if not hinted:
        return None
    surest = max(hinted[:MOST], key=lambda row: sum(_told(list(rows_in(row, looks, MARGINS[-1:])))))
    told, row, written = _read(surest, looks)
    return _day(row, line_at(sum(row[1::2]) / 2, words), words, written, UNLABELLED) if told >= LIKELY else None


def _told(rows: Sequence[Frames]) -> list[float]:
    """How much rows tell of a day."""
    return [sum(said.values()) for said in days(rows)]


def _hint(frames: Frames) -> bool:
    """Whether a row may say a day."""
    return _digits(frames).sum() >= FEW and any(told > HINT for told in _told([frames]))


def _read(row: PixelBox, looks: Sequence[Image]) -> tuple[float, PixelBox, Written]:
    """The day that a row says: how much its looks tell of one, the row from where that begins, and the day."""
    rows = list(rows_in(row, looks))
    said = days(rows)
    told = [sum(one.values()) for one in said]
    surest = rows[int(np.argmax(told))]
    begins = row[0] + int(np.argmax(_digits(surest))) * (row[2] - row[0]) / len(surest)
    return sum(told), (round(begins), *row[1:]), weighed(said)


def lost_number(read: Sequence[Gap], words: list[RawWord], looks: Sequence[Image]) -> Iterator[Gap]:
    """The place of the number, if it is not among those `read`: in the row above that of the day, or before it in its
    own."""
    day = next((gap for gap in read if gap.what == "date"), None)
    if day is None or any(gap.what == "number" for gap in read):
        return
    left, top, _, bottom = day.box
    height, width = bottom - top, looks[0].shape[1]
    above, label = round(ROW * height), round(left - LABEL * height)
    begins = max(0, round(left - NUMBER * height))
    for row in ((begins, top - above, width, bottom - above), (0, top, label, bottom)):
        seen = (_last_digits(frames, row, height) for frames in rows_in(row, looks, MARGINS[-1:]))
        if spans := [span for span in seen if span is not None]:
            first, last = min(spans, key=lambda span: span[0] - span[1])  # in other looks some of them are lost
            end = min(row[2], round(last + 2 * height))
            box = (round(first - CLOSE * height), row[1], end, row[3])
            yield Gap("number", box, line_at((row[1] + row[3]) / 2, words), "", taken_in(box, words), "Số:")
            return


def _last_digits(frames: Frames, row: PixelBox, height: int) -> tuple[float, float] | None:
    """Where the last digits in a row begin and end that stand close together: what is before them is of the label."""
    at = np.flatnonzero(_digits(frames))
    if not at.size:
        return None
    places = row[0] + at * (row[2] - row[0]) / len(frames)
    apart = np.flatnonzero(np.diff(places) > PITCH * height)
    return float(places[apart[-1] + 1 if apart.size else 0]), float(places[-1])


def _digits(frames: Frames) -> Frames:
    """Which frames are digits: 1 or 0."""
    at = frames.argmax(axis=1)
    return np.asarray((at > 0) & (at <= 10), float)


def _day(row: PixelBox, line: int, words: list[RawWord], written: Written, most: float) -> Day:
    """A day with its gap: what was read there before, and of its label, is taken."""
    left, top, right, bottom = row
    height = bottom - top
    taken = taken_in((round(left - LABEL * height), top, right, bottom), words)
    gap = Gap("date", (round(left - CLOSE * height), top, right, bottom), line, "", taken, "Ngày:")
    return gap, Found(written.text, row, min(most, written.confidence), line, opinions=written.opinions)


def taken_in(box: PixelBox, words: list[RawWord]) -> frozenset[tuple[int, int]]:
    """The letters of words in a row, from where its box begins."""
    middle = (box[1] + box[3]) / 2
    return frozenset(
        (index, place)
        for index, word in enumerate(words)
        for place, (_, (left, _, _, _)) in enumerate(word.symbols)
        if box[0] <= left < box[2] and word.box[1] < middle < word.box[3]
    )


def line_at(y: float, words: list[RawWord]) -> int:
    """The number of the line at that height, or of the room under the line above it; what reaches over several rows,
    as letters read from worn lines do, tells less than a word of the row."""
    there = [word for word in words if word.box[1] < y < word.box[3]]
    if there:
        return min(there, key=lambda word: max(y - word.box[1], word.box[3] - y)).line
    return max((word.line + 1 for word in words if word.box[3] <= y), default=0)


def _names_part(word: RawWord) -> bool:
    plain = plain_text(word)
    return bool(MONTH.search(plain) or YEAR.search(plain))
