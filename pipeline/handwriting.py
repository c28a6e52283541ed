"""Reading what the pen wrote into a gap, by two readers that know nothing of each other, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extractors.words import Opinion
from pipeline import dated, digits, second
from pipeline.boxes import PixelBox
from pipeline.gaps import Gap
from pipeline.images import Image, Mask, as_image
from pipeline.overprint import freed, rules_in

DIGITS = "0123456789"
LETTERS = digits.LETTERS
READER = "digits"
BOTH = "together"
"""Who holds what is less likely than the reading given, where two readers were asked together."""
MORE = 3
LIKELY = 0.02
"""How many such readings are kept at most, and how likely they must be."""
BARE = -3.0
"""Log probability of a day under 10, or of January and February, without its zero (NĐ 30/2020, Phụ lục I, II.1.4)."""
DAYS = {f"{day:02d}": 0.0 for day in range(1, 32)} | {str(day): BARE for day in range(1, 10)}
MONTHS = {f"{month:02d}": 0.0 for month in range(1, 13)} | {
    str(month): BARE if month < 3 else 0.0 for month in range(1, 10)
}
YEARS = {f"{year:02d}": 0.0 for year in range(100)}
"""What may stand in each gap, with its log probability before anything is read."""
CANDIDATES = 12
SECOND_WEIGHT = 0.5
"""The digit reader was trained on handwriting and counts for twice as much as the general one."""
PRINT_WEIGHT = 4.0
"""What Tesseract's reading is worth, in log probability, where it is sure of print."""
SHARPNESS = 0.6
"""The readers' faults are not independent, so their joint score is worth less than it says."""
BLIND = 10.0
"""Log probability that a reader may take from a candidate at most: at times one goes blind, and must not outvote."""
PLAIN, AGREED = 0.9, 0.97
"""Tesseract's confidence from which strokes may be print that is read at once, and that of all readers together."""
ABOVE = 1.2
"""Capital heights above a gap within which its strokes are looked for: less than to the line of print above."""
TALL = 2.0
"""The same where strokes are cut there: digits twice as tall as the print."""
ROOM = 0.3
"""Capital heights of paper left above strokes that run into print: what runs along a line would be lost."""
ROUGH = 0.24
"""Strokes that stray so far (in capital heights) from the lines of print are handwriting."""


Frames = npt.NDArray[Any]
Stats = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Strokes:
    """The ink in a gap: its pixels alone on white, their box in pixels of the page, and how unlike print they look."""

    image: Image
    box: PixelBox
    roughness: float


@dataclass(frozen=True, slots=True)
class Written:
    """What two readers together make of strokes, with the probability (0 to 1), and what each says alone."""

    text: str
    confidence: float
    opinions: tuple[Opinion, ...]


def strokes_in(page: Image, gap: Gap, above: float = ABOVE) -> Strokes | None:
    """The strokes in a gap of a grey page, without dots, rules and neighbours; null where the gap is empty.

    They are looked for so many capital heights `above` it, and higher where some are cut there.
    """
    left, top, right, bottom = gap.box
    height, left = bottom - top, max(0, left)  # a number that is looked for before its day may begin off the page
    x0, y0 = max(0, left - round(0.4 * height)), max(0, top - round(above * height))
    x1, y1 = right + round(0.4 * height), bottom + round(0.7 * height)
    crop = page[y0:y1, x0:x1]
    if crop.size == 0:
        return None
    level, ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    if level > 230:  # nothing but paper
        return None
    ink = as_image(cv2.subtract(as_image(ink), rules_in(as_image(ink), height)))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if y0 and above < TALL and any(_is_cut(part, left - x0, right - x0, (top + bottom) / 2 - y0) for part in stats[1:]):
        return strokes_in(page, gap, TALL)
    kept = [
        index
        for index in range(1, count)
        if _is_stroke(stats[index], centres[index], (left - x0, top - y0, right - x0, bottom - y0), crop.shape)
    ]
    kept = _without_slash(kept, stats, right - x0, height)
    if not kept:
        return None
    mask = as_image(np.isin(labels, kept) * 255)
    if gap.what == "number":
        first = max(0, int(stats[kept, 1].min()) - round(ROOM * height))
        over = freed(page, (left, top, right, bottom), y0 + first, as_image(mask[first:, left - x0 :]))
        if over is not None:
            return Strokes(*over, roughness=1.0)
    parts = stats[kept]
    a, b = int(parts[:, 0].min()), int(parts[:, 1].min())
    c, d = int((parts[:, 0] + parts[:, 2]).max()), int((parts[:, 1] + parts[:, 3]).max())
    if d - b < 0.35 * height:
        return None
    alone = _alone(crop, mask)
    pad = max(2, round(0.08 * height))
    image = alone[max(0, b - pad) : d + pad, max(0, a - pad) : c + pad]
    return Strokes(image, (x0 + a, y0 + b, x0 + c, y0 + d), _roughness(parts, top - y0, bottom - y0))


def by_hand(strokes: Strokes, printed: str, confidence: float) -> bool:
    """Whether strokes look written rather than printed; `printed` and `confidence` are Tesseract's for the place."""
    if printed.isdigit() and confidence >= 0.9:
        return False
    return strokes.roughness > ROUGH or (confidence < 0.7 and strokes.roughness > ROUGH / 2)


def read_number(strokes: Strokes, printed: str, trust: float = 0.0) -> Written:
    """A number of any digits. `printed` is Tesseract's reading of the same place, one more candidate; `trust` (0 to 1)
    what that is worth."""

    def told(framings: list[Frames]) -> set[str]:
        texts = {candidate.text for frames in framings for candidate in digits.beam(frames, CANDIDATES)}
        return {text for text in (*texts, *([printed] if printed.isdigit() else [])) if 0 < len(text) <= 5}

    return _read(strokes, DIGITS, told, printed, trust)


def read_among(strokes: Strokes, allowed: Mapping[str, float]) -> Written:
    """The likeliest of the `allowed` strings of digits (with the log probability of each), `04` and `4` being one: it
    comes out as written."""
    shares, opinions = _among(strokes, allowed)
    best = max(shares, key=lambda text: shares[text])
    sure = sum(share for text, share in shares.items() if int(text) == int(best))
    return Written(best, min(1.0, sure), opinions)


def shares_among(strokes: Strokes, allowed: Mapping[str, float]) -> dict[int, float]:
    """The probability of each number of those `allowed`, in whatever way it is written."""
    shares: dict[int, float] = {}
    for text, share in _among(strokes, allowed)[0].items():
        shares[int(text)] = shares.get(int(text), 0.0) + share
    return shares


def _among(strokes: Strokes, allowed: Mapping[str, float]) -> tuple[dict[str, float], tuple[Opinion, ...]]:
    texts = list(allowed)
    ours, theirs = (_scores(frames, texts) for frames in _frames(strokes.image, DIGITS))
    shares = _shares(SHARPNESS * (ours + SECOND_WEIGHT * theirs) + np.array(list(allowed.values())), texts)
    return shares, (_opinion(READER, texts, ours), _opinion(second.READER, texts, theirs))


def read_date(strokes: Strokes, printed: str, trust: float = 0.0) -> Written:
    """A date in digits (`25/10/24`), by both readers among the days that there are. `printed` and `trust` as in
    `read_number`. Next to the likeliest the others come as opinions of `BOTH`."""

    def told(framings: list[Frames]) -> set[str]:
        read = (candidate.text for frames in framings for candidate in digits.beam(frames, CANDIDATES, dated.begins))
        return {text for text in (*read, printed) if dated.is_day(text)}

    return _read(strokes, LETTERS, told, printed, trust)


def _read(
    strokes: Strokes, alphabet: str, told: Callable[[list[Frames]], set[str]], printed: str, trust: float
) -> Written:
    """The likeliest of what both readers may have seen (`told`): in one framing each where that and Tesseract agree
    surely, or both are sure of the same where he is not, else in all."""
    ours, theirs = _seen(strokes.image, alphabet)
    first, other = [next(ours)], [next(theirs)]
    written = _judged(first, other, sorted(told(first + other)), printed, trust)
    said = {written.text, *(one.text for one in written.opinions[:2])}
    alone = min((one.confidence for one in written.opinions[:2]), default=0.0)
    if written.confidence >= AGREED and (said == {printed} if trust >= PLAIN else len(said) == 1 and alone >= PLAIN):
        return written
    first, other = [*first, *ours], [*other, *theirs]
    return _judged(first, other, sorted(told(first + other)), printed, trust)


def _frames(image: Image, alphabet: str) -> tuple[list[Frames], list[Frames]]:
    """What each reader sees, in several framings of the same strokes."""
    ours, theirs = _seen(image, alphabet)
    return list(ours), list(theirs)


def _seen(image: Image, alphabet: str) -> tuple[Iterator[Frames], Iterator[Frames]]:
    """The same one after the other: each reader is blind to some framings."""
    near = _framed(image, 0.25, 0.12)

    def ours() -> Iterator[Frames]:
        yield near
        yield _framed(image, 0.5, 0.25)
        yield as_image(cv2.GaussianBlur(_framed(image, 0.1, 0.05), (3, 3), 0))

    plain = digits.numbers if alphabet == DIGITS else lambda frames: frames
    return (
        (plain(digits.log_probabilities(framed)) for framed in ours()),
        (second.log_probabilities(framed, alphabet) for framed in (image, near)),
    )


def _framed(image: Image, across: float, down: float) -> Image:
    """White paper around strokes, in parts of their height."""
    height = image.shape[0]
    x, y = round(across * height), round(down * height)
    return as_image(cv2.copyMakeBorder(image, y, y, x, x, cv2.BORDER_CONSTANT, value=255))


def _judged(
    first: list[Frames], other: list[Frames], texts: list[str], printed: str = "", trust: float = 0.0
) -> Written:
    if not texts:
        return Written("", 0.0, ())
    ours, theirs = _scores(first, texts), _scores(other, texts)
    print_says = np.array([PRINT_WEIGHT * trust * (text == printed) for text in texts])
    shares = _shares(SHARPNESS * (ours + SECOND_WEIGHT * theirs + print_says), texts)
    best = max(shares, key=lambda text: shares[text])
    others = sorted((text for text in texts if text != best), key=lambda text: -shares[text])
    more = tuple(Opinion(BOTH, text, shares[text]) for text in others[:MORE] if shares[text] > LIKELY)
    readers = (_opinion(READER, texts, ours), _opinion(second.READER, texts, theirs))
    return Written(best, shares[best], (*readers, *more))


def _scores(framings: list[Frames], texts: list[str]) -> Frames:
    """Log probabilities of texts, the mean of a reader's framings, its best at 0."""
    sums = np.mean([digits.log_likelihoods(frames, texts) for frames in framings], axis=0)
    scores: Frames = np.maximum(sums - sums.max(), -BLIND)
    return scores


def _shares(scores: Frames, texts: list[str]) -> dict[str, float]:
    """Probabilities from scores."""
    weights = np.exp(scores - scores.max())
    return {text: float(weight) for text, weight in zip(texts, weights / weights.sum(), strict=True)}


def _opinion(reader: str, texts: list[str], scores: Frames) -> Opinion:
    shares = _shares(scores, texts)
    best = max(shares, key=lambda text: shares[text])
    return Opinion(reader, best, shares[best])


def _is_cut(part: Stats, left: int, right: int, middle: float) -> bool:
    """Whether a part of the ink comes from above the crop and down to the middle of the gap, as tall digits do."""
    x, y, width, tall, _ = (int(value) for value in part)
    return y == 0 and y + tall > middle and left < x + width / 2 < right


def _is_stroke(part: Stats, centre: Frames, gap: PixelBox, shape: tuple[int, ...]) -> bool:
    """Whether a connected part of the ink (x, y, width, height, area) belongs to the writing in the gap."""
    x, y, width, tall, _ = (int(value) for value in part)
    left, top, right, bottom = gap
    height = bottom - top
    within = min(x + width, right) - max(x, left)
    if within < 0.5 * width:
        return False
    if tall < 0.3 * height and width < 0.55 * height:  # dots of the form, of a colon, of the scanner
        return False
    if tall < 0.22 * height and width > 1.3 * height:  # a rule
        return False
    if (y == 0 or y + tall >= shape[0]) and not top < centre[1] < bottom:  # hangs in from another line
        return False
    return bool(top - 0.75 * height < centre[1] < bottom + 0.45 * height)


def _without_slash(kept: list[int], stats: Stats, right: int, height: int) -> list[int]:
    """The parts without a printed slash that stands over the right side of the gap."""
    if len(kept) < 2:
        return kept
    last = max(kept, key=lambda index: int(stats[index][0] + stats[index][2]))
    x, _, width, tall, _ = (int(value) for value in stats[last])
    slender = width < 0.65 * height and 0.75 * height < tall < 1.4 * height
    return [index for index in kept if index != last] if slender and x + width > right + 1 else kept


def _alone(crop: Image, mask: Mask) -> Image:
    """The masked strokes with their soft edges, on white."""
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    paper = np.percentile(crop, 90)
    bright = np.clip(crop.astype(np.float32) * (255 / max(1.0, float(paper))), 0, 255)
    return as_image(np.where(near > 0, bright, 255))


def _roughness(parts: Stats, top: float, bottom: float) -> float:
    """How far the strokes stray from the two lines that printed digits keep, in capital heights."""
    height = bottom - top
    tall = parts[parts[:, 3] > 0.4 * height]
    if not len(tall):
        return 1.0
    tops, feet = tall[:, 1], tall[:, 1] + tall[:, 3]
    return float(max(np.abs(tops - top).max(), np.abs(feet - bottom).max()) / height)
