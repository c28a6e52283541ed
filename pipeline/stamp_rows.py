"""An entry of an arrival stamp read from its whole row, label and all, by the second reader: what is no digit counts as
none, so that nothing need be cut apart.

Print and lines that run into an entry make one blot with it, from which no strokes can be told; a reader of lines sees
through much of that. A row that it cannot read says nothing, since what it says of a row is a probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractors.words import Opinion
from pipeline import dated, digits, second
from pipeline.gaps import LENGTHS, Gap
from pipeline.handwriting import BOTH, CANDIDATES, DIGITS, LIKELY, MORE, Written
from pipeline.images import Image, as_image

MARGINS = (0.3, 0.55)
"""White above and below a row's capitals, in their heights: each framing is blind to some."""
BEFORE = 0.2
"""Capital heights before a label from which a day's row is read; a number's is read from behind its label, which may
look like digits itself (`S6:`)."""
CLOSE = 0.1
"""Capital heights between a label and the row of a number."""
DATE = "0123456789/-"
"""Letters of a day in a row: dots are those of the form."""
BLIND = 1e-3
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

LONGEST = 5
"""Digits of a number at most."""

Frames = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader makes of an entry: texts with their probabilities, and what that is worth."""

    said: Mapping[str, float]
    worth: float


def rows_of(gap: Gap, looks: Sequence[Image]) -> list[Frames]:
    """What the second reader sees in a gap's row, once for each look and framing of it."""
    return [_frames(window, gap) for look in looks for window in _windows(look, gap)]


def candidates(rows: Sequence[Frames], gap: Gap) -> set[str]:
    """What may stand in a row."""
    if gap.what == "date":
        return {one.text for frames in rows for one in digits.beam(frames, CANDIDATES, dated.begins)}
    return {one.text for frames in rows for one in digits.beam(frames, CANDIDATES)}


def weighed(gap: Gap, rows: Sequence[Frames], read: Sequence[Read]) -> Written:
    """The likeliest of what the rows of a gap and the readings of its strokes say; as opinions what the rows say alone,
    and the next likely."""
    said = {text for one in read for text in one.said}
    texts = sorted({text for text in said | candidates(rows, gap) if _may_be(gap, text)})
    if not texts:
        return Written("", 0.0, ())
    seen = np.exp(log_likelihoods(rows, texts))
    trust = seen.max(axis=1, keepdims=True)
    alone = (trust * np.log(BLIND + seen)).sum(axis=0) / max(1.0, float(trust.sum()))
    scores = alone + sum(one.worth * np.log(BLIND + np.array([one.said.get(text, 0.0) for text in texts])) for one in read)
    return _judged(texts, SHARPNESS * scores, SHARPNESS * alone)


def log_likelihoods(rows: Sequence[Frames], texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Rows × texts: the log probability that a row says a text and nothing else in digits."""
    return np.array([digits.log_likelihoods(frames, texts) for frames in rows]).reshape(len(rows), len(texts))


def _judged(texts: Sequence[str], scores: Frames, alone: Frames) -> Written:
    shares, by_row = (np.exp(one - np.logaddexp.reduce(one)) for one in (scores, alone))
    ranked = np.argsort(-shares)
    best, row = int(ranked[0]), int(np.argmax(by_row))
    more = (Opinion(BOTH, texts[at], float(shares[at])) for at in ranked[1 : 1 + MORE] if shares[at] > LIKELY)
    opinion = Opinion(second.READER, texts[row], float(by_row[row]))
    return Written(texts[best], float(shares[best]), (opinion, *more))


def _may_be(gap: Gap, text: str) -> bool:
    return dated.is_day(text) if gap.what == "date" else text.isdigit() and len(text) <= LONGEST


def _windows(look: Image, gap: Gap) -> Iterator[Image]:
    left, top, right, bottom = gap.box
    height = bottom - top
    begins = left - (LENGTHS["day"][0] + BEFORE) * height if gap.what == "date" else left - CLOSE * height
    for margin in MARGINS:
        x, y = max(0, round(begins)), max(0, round(top - margin * height))
        window = look[y : round(bottom + margin * height), x : right + round(0.2 * height)]
        if min(window.shape) > 8:
            yield as_image(window)


def _frames(window: Image, gap: Gap) -> Frames:
    if gap.what == "number":
        return second.spotted(window, DIGITS)
    seen = second.spotted(window, DATE)
    return np.concatenate((seen, np.full((len(seen), 1), -20.0)), axis=1)  # no dots
