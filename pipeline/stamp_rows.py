"""Entries of an arrival stamp read from their whole rows, label and all, by the second reader: what is no digit counts
as none, so that nothing need be cut apart.

Print and lines that run into an entry make one blot with it, from which no strokes can be told; a reader of lines sees
through much of that. A row that it cannot read says nothing, since what it says of a row is a probability.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from extractors.words import Opinion
from pipeline import ctc, dated, digits, second
from pipeline.boxes import PixelBox
from pipeline.gaps import LENGTHS, Gap
from pipeline.handwriting import BOTH, CANDIDATES, LIKELY, MORE, Written
from pipeline.images import Image, alike, as_image

MARGINS = (0.3, 0.55)
"""White above and below a row's capitals, in their heights: each framing is blind to some."""
BEFORE, CLOSE = 0.2, 0.1
"""Capital heights before the label of a day from which its row is read; the same behind the label of a number, which
may look like digits itself (`S6:`)."""
BEHIND = 0.2
"""Capital heights behind a gap to which its row is read."""
ALPHABET = "0123456789/-thangmSNoy:."
"""Digits, what stands between those of a day (dots are the form's), and the letters of `tháng` and `năm` without their
accents, which the reader does not know; then what else stands in a row: `Số`, `Ngày`, and dots."""
SIGNED, WORDED = 12, 18
"""How many of its letters a day in digits has, and after these those of a day in words end."""
MONTHS, YEARS = range(1, 6), range(2, 4)
"""How many letters may be seen of `tháng` and `năm`: print that covers some makes others of them."""
LETTER = 11
"""The column of these letters, where they count as one."""
NEVER = -20.0
"""Log probability of what cannot be."""
LONGEST = 5
"""Digits of a number at most."""
SURE = 0.95
"""Probability from which a row is not read in more looks, alone and with what was read of its strokes."""
READ, ALIKE = 0.9, 0.5
"""The same where the strokes were read with that probability already: of both together, and of the row alone."""
ENOUGH, HINT = 4, 0.02
"""Looks after which a row is given up in which nothing was seen with that probability: a pen's strokes."""
MANY, HARDLY = 12, 0.004
"""How many other readings are kept of what is not read surely, and how likely they are at least: the day of issue
bounds that of arrival, and is not known here."""
LEAST = 1e-3
"""Probability that a reading has at least: no reader is sure that something else stands there."""
STROKES, ROUGH_STROKES = 0.7, 0.2
"""What the reading of an entry's strokes is worth against that of its row; the same where they stray so far that they
are not the entry's alone."""
STRAYING = 0.9
"""Roughness of strokes from which they do."""
PRINT = 0.4
"""What Tesseract's reading is worth."""
SHARPNESS = 0.8
"""The readings are not independent: what they say together is worth less."""

Frames = npt.NDArray[np.float64]
Said = Mapping[str, float]
"""Texts with the probability that each stands there."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader makes of an entry, and what that is worth."""

    said: Said
    worth: float


@dataclass(frozen=True, slots=True)
class Form:
    """How an entry is written: the number of the first letters of `ALPHABET` that it has, what begins it and is it."""

    letters: int
    begins: Callable[[str], bool]
    fits: Callable[[str], bool]

    def alone(self, frames: Frames) -> Frames:
        """The frames of a row in which only the letters of an entry count, for the reader of digits' letters."""
        return np.pad(_only(frames, self.letters), ((0, 0), (0, 1)), constant_values=NEVER)

    def told(self, frames: Frames) -> set[str]:
        """What such frames may say."""
        if not (frames.argmax(axis=1) > 0).any():
            return set()
        return {one.text for one in digits.beam(frames, CANDIDATES, self.begins) if self.fits(one.text)}


NUMBER = Form(10, lambda _: True, lambda text: text.isdigit() and len(text) <= LONGEST)
DAY = Form(SIGNED, dated.begins, dated.is_day)


def read_row(gap: Gap, looks: Sequence[Image], readings: Sequence[Read]) -> Written:
    """The likeliest of what a gap's row says, in one look after the other until it is sure, and of `readings` of it."""
    left, top, right, bottom = gap.box
    height = bottom - top
    begins = left - (LENGTHS["day"][0] + BEFORE) * height if gap.what == "date" else left - CLOSE * height
    row = (round(begins), top, round(right + BEHIND * height), bottom)
    form = DAY if gap.what == "date" else NUMBER
    texts = {text for one in readings for text in one.said if form.fits(text)}
    seen: list[Frames] = []
    said: list[dict[str, float]] = []
    written = Written("", 0.0, ())
    for frames in rows_in(row, looks):
        seen.append(form.alone(frames))
        said.append({})
        texts |= form.told(seen[-1])
        for known, one in zip(said, seen, strict=True):  # what a look says of texts that another told first
            known |= _likely(one, sorted(texts - known.keys()))
        written = weighed(said, readings)
        blind = len(seen) == ENOUGH and all(sum(one.values()) < HINT for one in said)
        if blind or (_is_sure(written, readings) and (len(seen) > 1 or _is_told(written, readings))):
            break
    return written


def _is_sure(written: Written, readings: Sequence[Read]) -> bool:
    """Whether nothing more need be seen of a row: less where the strokes were read surely and it says the same."""
    alone = written.opinions[0] if written.opinions else Opinion(second.READER, "", 0.0)
    if readings and _share(readings[0], alone.text) >= READ:
        return is_same(alone.text, written.text) and written.confidence >= READ and alone.confidence >= ALIKE
    return written.confidence >= SURE and alone.confidence >= SURE


def _is_told(written: Written, readings: Sequence[Read]) -> bool:
    """Whether one look says as surely as the strokes what was read of them, two that know nothing of each other."""
    told = bool(readings) and is_same(written.opinions[0].text, written.text)
    return told and _share(readings[0], written.text) >= SURE and written.opinions[0].confidence >= READ


def _share(read: Read, text: str) -> float:
    """How likely a reading holds what a text says, however it is written."""
    return sum(likely for said, likely in read.said.items() if is_same(said, text))


def is_same(one: str, other: str) -> bool:
    """Whether two texts say the same number or day."""
    return one == other or ((day := dated.day_in(one)) is not None and day == dated.day_in(other))


def rows_in(row: PixelBox, looks: Sequence[Image], margins: Sequence[float] = MARGINS) -> Iterator[Frames]:
    """What the second reader sees in a row, as high as its capitals, once for each look and framing of it: frames ×
    (1 + letters of `ALPHABET`). Those in which the row is about the same count once."""
    known: list[Image] = []
    for look in looks:
        for window in _windows(look, row, margins):
            if not any(alike(window, other) for other in known):
                known.append(window)
                yield second.spotted(window, ALPHABET)


def _windows(look: Image, row: PixelBox, margins: Sequence[float]) -> Iterator[Image]:
    left, top, right, bottom = row
    for margin in margins:
        more = margin * (bottom - top)
        window = look[max(0, round(top - more)) : max(0, round(bottom + more)), max(0, left) : max(0, right)]
        if min(window.shape) > 8:
            yield as_image(window)


def days(rows: Sequence[Frames]) -> list[Said]:
    """The days that rows may say in digits (`15/3/2024`), as far as one of them does."""
    return said_in(DAY, rows)


def said_in(form: Form, rows: Sequence[Frames]) -> list[Said]:
    """The entries of a form that rows may say."""
    alone = [form.alone(frames) for frames in rows]
    return _said(alone, sorted({text for frames in alone for text in form.told(frames)}))


def spelled_days(rows: Sequence[Frames]) -> list[Said]:
    """The same for days in words (`Ngày 15 tháng 03 năm 2024`), each as it is written in digits."""
    return [_spelled(frames) for frames in rows]


def _spelled(frames: Frames) -> Said:
    bare = _only(frames, 10)
    read = (one.text for one in digits.beam(bare, CANDIDATES, dated.begins_bare))
    days = sorted({day for text in read for day in dated.bare_days(text)})
    return spelled_likely(frames, days) if days else {}


def spelled_likely(frames: Frames, days: Sequence[str]) -> Said:
    """How likely frames say each of some days in digits in words, of which print may cover some."""
    numbers = ([[int(digit) + 1 for digit in part] for part in re.split("[/-]", day)] for day in days)
    texts = [
        [*day, *[LETTER] * month, *which, *[LETTER] * year, *end]
        for day, which, end in numbers
        for month, year in product(MONTHS, YEARS)
    ]
    # Any letters may stand before the day.
    worded = ctc.log_likelihoods(_worded(frames), texts, _only(frames, 10)[:, 0])
    return dict(zip(days, np.exp(worded).reshape(len(days), -1).sum(axis=1).tolist(), strict=True))


def _worded(frames: Frames) -> Frames:
    """Frames in which digits count, and all letters of `tháng` and `năm` as one."""
    others = np.logaddexp.reduce(frames[:, [0, 11, 12, *range(1 + WORDED, frames.shape[1])]], axis=1)
    letters = np.logaddexp.reduce(frames[:, 1 + SIGNED : 1 + WORDED], axis=1)
    return np.concatenate((others[:, None], frames[:, 1:11], letters[:, None]), axis=1)


def likely_in(form: Form, frames: Frames, texts: Sequence[str]) -> Said:
    """How likely frames say each of some entries of a form."""
    return _said([form.alone(frames)], texts)[0]


def _only(frames: Frames, letters: int) -> Frames:
    """Frames in which only the first of the letters count."""
    blank = np.logaddexp.reduce(frames[:, [0, *range(1 + letters, frames.shape[1])]], axis=1)
    return np.concatenate((blank[:, None], frames[:, 1 : 1 + letters]), axis=1)


def _said(rows: Sequence[Frames], texts: Sequence[str]) -> list[Said]:
    return [_likely(frames, texts) for frames in rows if texts]


def _likely(frames: Frames, texts: Sequence[str]) -> dict[str, float]:
    return dict(zip(texts, np.exp(digits.log_likelihoods(frames, texts)).tolist(), strict=True)) if texts else {}


def weighed(rows: Sequence[Said], read: Sequence[Read] = (), reader: str = second.READER) -> Written:
    """The likeliest of what a `reader` makes of the rows of an entry, and of readings of its strokes, ways to write one
    day together; as opinions what the rows say alone, and the next likely."""
    texts = sorted({text for row in rows for text in row})
    if not texts:
        return Written("", 0.0, ())
    likely = np.array([[row.get(text, 0.0) for text in texts] for row in rows])
    trust = likely.max(axis=1, keepdims=True)
    alone = (trust * np.log(LEAST + likely)).sum(axis=0) / max(1.0, float(trust.sum()))
    scores = alone + sum(one.worth * np.log([LEAST + one.said.get(text, 0.0) for text in texts]) for one in read)
    ranked, by_row = (_ranked(texts, SHARPNESS * one) for one in (scores, alone))
    text, share = ranked[0]
    most, least = (MORE, LIKELY) if share >= SURE else (MANY, HARDLY)
    more = (Opinion(BOTH, *one) for one in ranked[1 : 1 + most] if one[1] > least)
    sure = 1.0 if read else float(trust.max())  # the likeliest of what nothing says is not likely
    return Written(text, sure * share, (Opinion(reader, *by_row[0]), *more))


def _ranked(texts: Sequence[str], scores: npt.NDArray[np.float64]) -> list[tuple[str, float]]:
    """What texts with such log scores say, each once in its likeliest spelling (`4/5/26` is `04/05/2026`), with its
    share, the likeliest first."""
    shares = np.exp(scores - np.logaddexp.reduce(scores)).tolist()
    said: dict[date | str, tuple[str, float]] = {}
    for share, text in sorted(zip(shares, texts, strict=True), key=lambda one: -one[0]):
        spelling, before = said.get(meant := dated.day_in(text) or text, (text, 0.0))
        said[meant] = spelling, before + share
    return sorted(said.values(), key=lambda one: -one[1])
