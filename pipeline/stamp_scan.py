"""Number and day of an arrival stamp searched for in all its rows by the second reader, their labels with them.

Print that runs over a stamp leaves Tesseract few of its labels. The second reader sees through much of that in a row
as high as a stamp's letters: `So:4275`, `Ngay:30-05-2005`. The two entries stand in one row or a row apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from extractors.words import Opinion
from pipeline import dated, second
from pipeline.boxes import PixelBox
from pipeline.gaps import What
from pipeline.handwriting import BOTH, LIKELY, Written
from pipeline.images import Image, as_image
from pipeline.stamp_days import CAPITAL
from pipeline.stamp_rows import (
    ALPHABET,
    DAY,
    NUMBER,
    Frames,
    Said,
    likely_in,
    said_in,
    spelled_days,
    spelled_likely,
    weighed,
)

HEAD, FOOT, HALF = 0.2, 0.95, 0.7
"""Parts of a stamp, from the top, between which its entries stand: the first is its office; and above which its number
does, since `Số và ký hiệu HS` stands below."""
STEP, MARGIN = 0.5, 0.55
"""Capital heights from one row that is looked at to the next; white above and below it."""
LABEL = 0.3
"""Probability of a label's capital from which it is seen."""
AFTER = 1.1
"""Capital heights behind the capital of `Số` in which no digit of the number stands: `ố` is read as one."""
LEVEL, PITCH = 0.7, 3.2
"""How far apart in capital heights number and day are at most in one row, and in two."""
UNSEEN, UNLABELLED = 0.02, 0.3
"""What an entry that is not seen is worth beside one that is, and what one is without its label."""
LEAST, TOLD = 0.03, 0.1
"""Score of an entry from which it may be one, and is."""
BOUNDED, SHARE = 30.0, 0.7
"""How much likelier a day is where few are possible, and its part in all of these from which it is the one."""
NEIGHBOURS = 1
"""Rows on either side of the one in which an entry is seen best that are read too."""
DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the rows say it: where it stands (box of a capital's height), what it is, whether its label was seen,
    and whether it is a day in words."""

    what: What
    box: PixelBox
    written: Written
    score: float
    labelled: bool
    spelled: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look at a row shows of an entry: its frames from `first` on, what they say, what that is worth,
    whether its label was seen, and whether it is a day in words."""

    frames: Frames
    first: int
    said: Said
    score: float
    labelled: bool
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An entry in a row of this number: how it is seen in each look."""

    row: int
    sights: tuple[Sight, ...]

    @property
    def best(self) -> Sight:
        return max(self.sights, key=lambda sight: sight.score)

    @property
    def score(self) -> float:
        return self.best.score if self.sights else UNSEEN


NOWHERE = Place(-1, ())
NOTHING: Mapping[What, float] = {}


def scanned(looks: Sequence[Image], dpi: float, known: Mapping[What, float] = NOTHING) -> list[Entry]:
    """Number and day of a straight stamp of `dpi` dots an inch, as far as its `looks` together show them. `known` are
    the tops of those that are known already: the other stands where a form has it.

    Every second row is seen, then the rows beside the two entries; all rows where one of them is nowhere in a stamp
    that has digits."""
    height, (tall, width) = round(CAPITAL * dpi), looks[0].shape
    tops = tops_in(looks[0], height, known)
    if not tops:
        return []
    rows = {0: list(_seen(looks, tops[0], height))}
    numbers: dict[int, Place] = {}
    days: dict[int, Place] = {}
    pixels = width / len(rows[0][0])
    after = AFTER * height / pixels

    def pair(wanted: Iterable[int]) -> tuple[Place, Place]:
        for at in sorted(set(wanted) - days.keys()):
            rows.setdefault(at, list(_seen(looks, tops[at], height)))
            if tops[at] < HALF * tall:
                numbers[at] = Place(at, tuple(_numbers(rows[at], after)))
            days[at] = Place(at, tuple(_days(rows[at])))
        pairs = product((*numbers.values(), NOWHERE), (*days.values(), NOWHERE))
        return max(
            (two for two in pairs if together(*two, tops, height) and fits(*two, known, tops, height)),
            key=lambda two: two[0].score * two[1].score,
        )

    every = range(len(tops))
    number, day = pair(every[::2])
    if min(number.row, day.row) >= 0:
        number, day = pair({at + aside for at in (number.row, day.row) for aside in (-1, 1)} & set(every))
    elif any(_has_digits(frames) for row in rows.values() for frames in row):
        number, day = pair(every)
    if number.row >= 0 and day.row >= 0 and abs(tops[day.row] - tops[number.row]) < LEVEL * height:
        stop = day.best.first
        numbers = {at: Place(at, tuple(_numbers(rows[at], after, stop))) for at in numbers}
    found = (_entry("number", number, numbers, tops, height, pixels), _entry("date", day, days, tops, height, pixels))
    return [entry for entry in found if entry is not None]


def tops_in(look: Image, height: int, known: Mapping[What, float] = NOTHING) -> list[int]:
    """The tops of the rows, as high as a capital, of a straight stamp that may tell of an entry that is not `known`."""
    tall = look.shape[0]
    tops = map(int, np.arange(HEAD * tall, FOOT * tall - height, STEP * height))
    return [top for top in tops if _is_near(top, known, height)]


def _is_near(top: int, known: Mapping[What, float], height: int) -> bool:
    """Whether a row may tell of an entry that is not known, or stands beside one that may."""
    above, below = known.get("number"), known.get("date")
    down = [*([] if above is None else [top - above]), *([] if below is None else [below - top])]
    return all(-(LEVEL + STEP) * height < one < (PITCH + STEP) * height for one in down)


def _seen(looks: Sequence[Image], top: int, height: int) -> Iterator[Frames]:
    more = round(MARGIN * height)
    for look in looks:
        yield second.spotted(as_image(look[max(0, top - more) : top + height + more]), ALPHABET)


def together(number: Place, day: Place, tops: Sequence[int], height: int) -> bool:
    """Whether number and day may be of one form: in one row, or the day in the next."""
    if not all(one.row < 0 or one.score >= LEAST for one in (number, day)):
        return False
    if number.row < 0 or day.row < 0:
        return True
    down = tops[day.row] - tops[number.row]
    return is_below(down, height) and (down >= LEVEL * height or number.best.first < day.best.first)


def fits(number: Place, day: Place, known: Mapping[What, float], tops: Sequence[int], height: int) -> bool:
    """Whether number and day stand to what is known of the other as in a form."""
    above, below = known.get("number"), known.get("date")
    return (day.row < 0 or above is None or is_below(tops[day.row] - above, height)) and (
        number.row < 0 or below is None or is_below(below - tops[number.row], height)
    )


def is_below(down: float, height: float) -> bool:
    """Whether a day so far below a number is of its row or of the next: rows are seen half a row above and below."""
    return -LEVEL * height < down < PITCH * height


def _capital(frames: Frames, letter: str, start: int = 0) -> tuple[int, float]:
    """The frame in which the capital of a label is seen best, and its probability."""
    return seen_best(frames, ALPHABET.index(letter) + 1, start)


def seen_best(frames: Frames, letter: int, start: int = 0) -> tuple[int, float]:
    """The frame from `start` on in which the letter of that class is seen best, and its probability."""
    column = frames[start:, letter]
    at = int(column.argmax()) if column.size else 0
    return start + at, float(np.exp(column[at])) if column.size else 0.0


def _numbers(row: Sequence[Frames], after: float, stop: int | None = None) -> Iterator[Sight]:
    """What each look at a row shows behind `Số`, up to `Ngày` or to a frame at which the day begins."""
    labels = [_capital(frames, "S") for frames in row]
    surest = max(labels, key=lambda label: label[1])
    if surest[1] < LABEL:
        return
    for frames, label in zip(row, labels, strict=True):
        first = (label if label[1] >= LABEL else surest)[0] + round(after)
        day, seen = _capital(frames, "N", first)
        part = frames[first : day if seen >= LABEL else stop]
        if _has_digits(part):
            said = said_in(NUMBER, [part])
            best = max((max(one.values(), default=0.0) for one in said), default=0.0)
            yield Sight(part, first, said[0] if said else {}, best * surest[1], labelled=True)


def _days(row: Sequence[Frames]) -> Iterator[Sight]:
    """What each look at a row shows of a day."""
    labels = [_capital(frames, "N") for frames in row]
    labelled = max(seen for _, seen in labels) >= LABEL
    for frames, (at, seen) in zip(row, labels, strict=True):
        firsts = {at + 1 if seen >= LABEL else 0} | _beginnings(frames)
        sights = [_day(frames[first:], first, labelled) for first in firsts if _has_digits(frames[first:])]
        if sights:
            yield max(sights, key=lambda sight: sight.score)


def _day(frames: Frames, first: int, labelled: bool) -> Sight:
    said: dict[str, float] = {}
    for one in (*said_in(DAY, [frames]), *spelled_days([frames])):
        for text, likely in one.items():
            said[text] = said.get(text, 0.0) + likely
    worth = (1.0 if labelled else UNLABELLED) * (BOUNDED if dated.is_bounded() else 1.0)
    return Sight(frames, first, said, min(1.0, sum(said.values()) * worth), labelled)


def _beginnings(frames: Frames) -> set[int]:
    """The frames in which a day in digits begins, as they say it letter by letter."""
    best = DAY.alone(frames).argmax(axis=1)
    at = [frame for frame in range(len(best)) if best[frame] > 0 and (frame == 0 or best[frame] != best[frame - 1])]
    text = "".join(ALPHABET[best[frame] - 1] for frame in at)
    return {at[match.start()] for match in DATE.finditer(text)}


def _has_digits(frames: Frames) -> bool:
    best = frames.argmax(axis=1)
    return bool(((best > 0) & (best <= 10)).any())


def _entry(
    what: What, seen: Place, places: Mapping[int, Place], tops: Sequence[int], height: int, pixels: float
) -> Entry | None:
    """An entry by what all looks at the row in which it was `seen` and at those beside it say."""
    if seen.row < 0:
        return None
    place = places[seen.row]
    near = [places[at] for at in range(seen.row - NEIGHBOURS, seen.row + NEIGHBOURS + 1) if at in places]
    if place.score < TOLD:
        return None
    written, spelled = _written(what, [sight for one in near for sight in one.sights])
    if what == "date" and dated.is_bounded() and written.confidence < SHARE:
        return None
    shares = [one.score if one.sights else 0.0 for one in near]
    top = round(float(np.average([tops[one.row] for one in near], weights=shares)))
    best = place.best
    box = (round(best.first * pixels), top, round((best.first + len(best.frames)) * pixels), top + height)
    return Entry(what, box, written, place.score, best.labelled, spelled)


def _written(what: What, sights: Sequence[Sight]) -> tuple[Written, bool]:
    """What all sights together say of an entry, and whether it is a day in words."""
    texts = sorted({text for sight in sights for text in sight.said})
    if what == "number":
        return weighed([likely_in(NUMBER, sight.frames, texts) for sight in sights if texts]), False
    digits = [likely_in(DAY, sight.frames, texts) for sight in sights if texts]
    told = [text for text in texts if "-" not in text]  # a day in words is told once
    words = [spelled_likely(sight.frames, told) if told else {} for sight in sights if texts]
    both = [{text: one[text] + two.get(text, 0.0) for text in texts} for one, two in zip(digits, words, strict=True)]
    written = among_possible(both) if dated.is_bounded() else weighed(both)
    in_words, in_digits = (sum(one.get(written.text, 0.0) for one in said) for said in (words, digits))
    return written, bool(in_words > in_digits)


def among_possible(rows: Sequence[Said], reader: str = second.READER) -> Written:
    """The likeliest of the days that are possible: what all rows say of it to a `reader`, as a part of what they say of
    all days."""
    said: dict[date | None, tuple[float, float, str]] = {}
    for text in {text for row in rows for text in row}:
        likely = sum(row.get(text, 0.0) for row in rows)
        before = said.get(day := dated.day_in(text), (0.0, 0.0, ""))
        said[day] = (before[0] + likely, *max(before[1:], (likely, text)))
    whole = sum(one[0] for one in said.values())
    ranked = sorted(said.values(), reverse=True)
    if not whole:
        return Written("", 0.0, ())
    shares = [(text, likely / whole) for likely, _, text in ranked]
    others = (Opinion(BOTH, *one) for one in shares[1:] if one[1] > LIKELY)
    return Written(*shares[0], (Opinion(reader, *shares[0]), *others))
