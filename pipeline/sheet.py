"""A page made ready for reading: upright, straight, evenly lit, without dirt, its colours apart.

Every step runs only where a cheap look says that it is needed; the steps taken are stated in the page's source.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from extractors.words import Box
from pipeline import borders, faint, grain, ground, ink, letters, negative, photo, rules, skew, streaks, tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, Mask, as_image, darker, grey, scaled
from pipeline.pages import Raster

Matrix = npt.NDArray[np.float64]

SLANT = 0.25
"""Degrees from which a page is turned straight."""
FEW = 40
"""Letters read in a part of a page under which that part does not tell which way is up."""
BLACK, BLACK_OF_PAPER = 110.0, 0.45
"""Brightness under which a scan's edge is no paper, and the same in parts of the page's own: a shadow is lighter."""
BLANK = 4e-4
"""Part of a page's inner area that must be ink, else it is blank."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`image` is the grey page that Tesseract gets; `full` the same with all its inks and rules; `inks` its colours.

    `to_points` maps pixels of these (homogeneous, 3 × 3) to points of the page as a reader sees it.
    """

    image: Image
    full: Image
    inks: ink.Inks
    dpi: float
    to_points: Matrix
    across: tuple[PixelBox, ...] = ()
    down: tuple[PixelBox, ...] = ()
    steps: tuple[str, ...] = ()

    def box(self, pixels: PixelBox) -> Box:
        """The smallest upright box in points around a box in pixels of this sheet."""
        left, top, right, bottom = pixels
        (a, b, c), (d, e, f), (g, h, i) = self.to_points.tolist()  # plain numbers: a page has hundreds of words
        xs, ys = [], []
        for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
            w = g * x + h * y + i
            xs.append((a * x + b * y + c) / w)
            ys.append((d * x + e * y + f) / w)
        return (min(xs), min(ys), max(xs), max(ys))

    @property
    def turns(self) -> int:
        """Clockwise quarter turns of the page by which this sheet stands upright."""
        height, width = self.image.shape
        ends = self.to_points @ np.array([[width / 4, 3 * width / 4], [height / 2, height / 2], [1.0, 1.0]])
        (left, right), (high, low) = (ends[:2] / ends[2]).tolist()
        return round(-math.degrees(math.atan2(low - high, right - left)) / 90) % 4


def prepare(raster: Raster, *, without: frozenset[str] = frozenset()) -> Sheet:
    """Make a page's pixels ready. `without` names steps to leave out, for measuring what each is worth."""
    image, dpi, steps = raster.image, raster.dpi, list(raster.steps)
    to_points: Matrix = np.diag([raster.points, raster.points, 1.0])

    if "positive" not in without and (positive := negative.positive(image)) is not None:
        image = positive
        steps.append("positive")

    if "grain" not in without and (smooth := grain.without_grain(image, dpi)) is not None:
        image = smooth
        steps.append("grain")

    if "flat" not in without and (flat := photo.flattened(image)) is not None:
        image, to_points, dpi = flat[0], to_points @ flat[1], flat[2]
        steps.append("flattened")

    wanted = letters.reading_dpi(grey(image), dpi) if "resolution" not in without else letters.ORDINARY_DPI
    factor = wanted / dpi
    if not 0.9 <= factor <= 1.12:
        image, to_points, dpi = scaled(image, factor), to_points @ np.diag([1 / factor, 1 / factor, 1.0]), wanted
        steps.append("scaled")

    if "upright" not in without and skew.lies_sideways(grey(image)):
        turns = _which_way_up(grey(image), dpi)
        if turns:
            image, to_points = _turned(image, to_points, turns)
            steps.append(f"turned {90 * turns}")
    look = _look(image, dpi)

    if "borders" not in without and (trimmed := _without_borders(image, dpi)) is not None:
        image = trimmed
        steps.append("borders")

    if "streaks" not in without and (cleared := streaks.without_streaks(image, dpi)) is not None:
        image = cleared
        steps.append("streaks")

    if "straight" not in without:
        angle = skew.slant_of(look)
        if abs(angle) >= SLANT:
            image, to_points = _straightened(image, to_points, angle)
            steps.append(f"straightened {angle:+.1f}")

    plain = grey(image)
    if "light" not in without and (light := _shading(plain)) is not None:
        image = _evened(image, light)
        plain = grey(image)
        steps.append("light")

    if "faint" not in without and (deeper := faint.deepened(image)) is not None:
        image = deeper
        plain = grey(image)
        steps.append("faint")

    inks = ink.split(image) if "ink" not in without else ink.Inks(plain, {})
    if inks.colours:
        steps.append("ink " + " ".join(sorted(inks.colours)))
    clean = inks.black

    if "ground" not in without and (grounded := ground.without_ground(clean)) is not None:
        clean = grounded
        steps.append("ground")

    if "specks" not in without and (swept := _without_specks(clean, dpi)) is not None:
        clean = swept
        steps.append("specks")

    across, down, lines = rules.ruled(clean, dpi)
    if "rules" not in without and len(down) >= 2:
        clean = rules.without(clean, lines)
        steps.append("rules")
    return Sheet(clean, plain, inks, dpi, to_points, tuple(across), tuple(down), tuple(steps))


def turned_over(sheet: Sheet) -> Sheet:
    """The sheet upside down."""
    height, width = sheet.image.shape
    over = sheet.to_points @ np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]])
    flipped = {name: as_image(mask[::-1, ::-1]) for name, mask in sheet.inks.colours.items()}
    black = as_image(np.ascontiguousarray(sheet.inks.black[::-1, ::-1]))

    def around(box: PixelBox) -> PixelBox:
        return (width - box[2], height - box[3], width - box[0], height - box[1])

    return replace(
        sheet,
        image=as_image(np.ascontiguousarray(sheet.image[::-1, ::-1])),
        full=as_image(np.ascontiguousarray(sheet.full[::-1, ::-1])),
        inks=ink.Inks(black, flipped),
        to_points=over,
        across=tuple(map(around, sheet.across)),
        down=tuple(map(around, sheet.down)),
        steps=(*sheet.steps, "turned 180"),
    )


def is_blank(sheet: Sheet) -> bool:
    """Whether there is nothing on the page but paper, dirt and the shadow of its edges."""
    image = sheet.image
    height, width = image.shape
    # Every second pixel of every second row tells as much in a quarter of the time.
    inner = image[height // 25 : -height // 25 : 2, width // 25 : -width // 25 : 2]
    level = max(80.0, float(np.median(inner[::4, ::4])) - 70)
    return cv2.countNonZero(darker(inner, level)) < BLANK * inner.size


def _which_way_up(image: Image, dpi: float) -> int:
    """Quarter turns (clockwise) that bring a page upright: its middle is read each way, else all of it."""
    height, width = image.shape
    middle = as_image(image[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4])
    scores: dict[int, float] = {}
    for piece in (middle, image):
        scores = {turns: _letters_read(as_image(np.rot90(piece, -turns)), dpi) for turns in (0, 1, 3)}
        if max(scores.values()) >= FEW:
            break
    return max(scores, key=lambda turns: scores[turns])


def _letters_read(image: Image, dpi: float) -> float:
    words = tesseract.words(np.ascontiguousarray(image), dpi=dpi, layout="block")
    return sum(word.confidence * len(word.text) for word in words if word.confidence > 0.6)


def _turned(image: Image, to_points: Matrix, turns: int) -> tuple[Image, Matrix]:
    height, width = image.shape[:2]
    back = {
        1: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]]),
        3: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]]),
    }[turns]
    return np.ascontiguousarray(np.rot90(image, -turns)), to_points @ back


def _straightened(image: Image, to_points: Matrix, angle: float) -> tuple[Image, Matrix]:
    height, width = image.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0), [0, 0, 1.0]])
    paper = _paper(image)
    straight = cv2.warpAffine(image, turn[:2], (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)
    return as_image(straight), to_points @ np.linalg.inv(turn)


def _shading(plain: Image) -> Image | None:
    """The light that falls on each place of a grey page (a small picture), where it is not even."""
    small = cv2.resize(plain, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(as_image(cv2.dilate(small, np.ones((7, 7), np.uint8))), 21)
    middle = paper[paper.shape[0] // 20 : -paper.shape[0] // 20, paper.shape[1] // 20 : -paper.shape[1] // 20]
    low, high = (float(value) for value in np.percentile(middle, (3, 97)))
    return None if high - low < 18 and high > 200 else as_image(np.maximum(paper, 40))


def _evened(image: Image, light: Image) -> Image:
    """The page with its shading divided out."""
    whole = as_image(cv2.resize(light, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR))
    return as_image(cv2.divide(image, whole if image.ndim == 2 else cv2.merge([whole] * 3), scale=245))


def _without_borders(image: Image, dpi: float) -> Image | None:
    """The page without the black that a scanner sees beyond the paper's edge."""
    height, width = image.shape[:2]
    small = grey(as_image(cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)))
    level = min(BLACK, BLACK_OF_PAPER * float(np.median(small[::4, ::4])))
    beyond = borders.beyond_paper(darker(small, level), dpi / 4)
    if beyond is None:
        return None
    cut = as_image(image.copy())
    cut[cv2.resize(beyond, (width, height), interpolation=cv2.INTER_NEAREST) > 0] = _paper(image)
    return cut


def _paper(image: Image) -> tuple[float, ...]:
    """The paper's brightness, or its colour."""
    pixels = image.reshape(-1, image.shape[2] if image.ndim == 3 else 1)[::97]
    return tuple(float(x) for x in np.percentile(pixels, 80, axis=0))


def _look(image: Image, dpi: float) -> Mask:
    """The ink of a page as a small mask, without borders, whose edges say nothing of its lines."""
    look = skew.dark(grey(image))
    beyond = borders.beyond_paper(look, dpi * look.shape[0] / image.shape[0])
    return look if beyond is None else as_image(np.where(beyond > 0, 0, look))


def _without_specks(image: Image, dpi: float) -> Image | None:
    """The page without the pepper of a fax or a worn copier: too small for a dot of Vietnamese print."""
    largest = max(2.0, (dpi / 200) ** 2 * 5)
    ink_mask = darker(image, 128)
    if not _is_peppered(ink_mask, largest):
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink_mask, connectivity=8)
    small = stats[:, 4] <= largest
    if int(small.sum()) < 400 or small.mean() < 0.25:
        return None
    return as_image(cv2.bitwise_or(image, as_image(small * 255)[labels]))


def _is_peppered(ink_mask: Mask, largest: float) -> bool:
    """Whether a strip across the middle of a page, where pepper lies as everywhere, has any to speak of."""
    height = ink_mask.shape[0]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_mask[2 * height // 5 : 3 * height // 5], connectivity=8)
    small = stats[:, 4] <= largest
    return int(small.sum()) >= 30 and bool(small.mean() > 0.15)
