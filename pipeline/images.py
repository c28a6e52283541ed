"""Pixels as arrays: what every step of the clean-up takes and gives."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image as PillowImage

Image = npt.NDArray[np.uint8]
"""Grey (height × width) or colour (height × width × 3, BGR as OpenCV has it)."""
Mask = npt.NDArray[np.uint8]
"""Height × width, 255 where something is and 0 elsewhere."""
LARGE = 36_000_000
"""Pixels from which a page is made smaller as it is opened: A4 at 600 dpi has 35 million."""
SQUARE = 0.02
"""Part by which a pixel may be longer than wide and count as square."""


def from_pillow(picture: PillowImage.Image) -> Image:
    """A Pillow image of any mode as grey or BGR; what is transparent becomes white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = PillowImage.new("RGBA", rgba.size, "white")
        picture = PillowImage.alpha_composite(paper, rgba).convert("RGB")
    if picture.mode in ("I;16", "I;16B", "I"):
        return (np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8)
    if picture.mode in ("1", "L"):
        return np.asarray(picture.convert("L"))
    return np.asarray(picture.convert("RGB"))[:, :, ::-1].copy()


def grey(image: Image) -> Image:
    """One channel of brightness."""
    return image if image.ndim == 2 else as_image(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def scaled(image: Image, factor: float) -> Image:
    """Enlarged or made smaller by `factor`."""
    if abs(factor - 1) < 0.01:
        return image
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return as_image(cv2.resize(image, None, fx=factor, fy=factor, interpolation=how))


def times_too_large(pixels: int) -> int:
    """By what whole number the sides of an image of so many pixels are divided for it to be no larger than `LARGE`."""
    return math.ceil(math.sqrt(pixels / LARGE))


def squared(image: Image, width: float, height: float) -> Image:
    """An image of a sheet of `width` and `height` with pixels as long as they are wide, as faxes do not have them."""
    rows, columns = image.shape[:2]
    longer = (height / rows) / (width / columns)
    if abs(longer - 1) < SQUARE:
        return image
    size = (columns, round(rows * longer)) if longer > 1 else (round(columns / longer), rows)
    return as_image(cv2.resize(image, size, interpolation=cv2.INTER_CUBIC))


def as_image(array: Any) -> Image:
    """OpenCV's answer, whose type its stubs leave open, as 8-bit pixels."""
    return np.asarray(array, dtype=np.uint8)


STRONG = 60
"""Difference of two pixels, of 255, that a reader sees."""


def alike(one: Image, other: Image) -> bool:
    """Whether two images of a place show the same but for shades."""
    if one.shape != other.shape:
        return False
    return cv2.minMaxLoc(cv2.absdiff(one, other))[1] <= STRONG


def darker(image: Image, level: float) -> Mask:
    """Where an image is darker than `level`."""
    return as_image(cv2.threshold(image, math.ceil(level) - 1, 255, cv2.THRESH_BINARY_INV)[1])


def levels_at(image: Image, *parts: float) -> tuple[float, ...]:
    """The brightness under which so many hundredths of a grey image's pixels are."""
    counts = np.cumsum(np.bincount(image.ravel(), minlength=256))
    return tuple(float(np.searchsorted(counts, part / 100 * counts[-1])) for part in parts)


def runs(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where each run of what is marked in a row begins, and where it is over."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int8), [0])))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def darkest(crop: Image) -> Image:
    """The crop with its paler ink made paper: on grey scans a seal is paler than print.

    Otsu's threshold within the ink, after that between ink and paper.
    """
    between, _ = cv2.threshold(crop, 0, 255, cv2.THRESH_OTSU)
    ink = crop[crop <= between]
    if ink.size < 50:
        return crop
    within, _ = cv2.threshold(ink.reshape(-1, 1), 0, 255, cv2.THRESH_OTSU)
    made = crop.copy()
    made[crop > max(within, between * 0.5)] = 255
    return made


def bold(crop: Image) -> Image:
    """The crop without strokes thinner than those of bold print: lines of the pen and of the seal."""
    return as_image(cv2.morphologyEx(crop, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))))


def filled(crop: Image) -> Image:
    """The crop with hollow strokes filled: a stamp beside its own print leaves outlines."""
    return as_image(cv2.morphologyEx(crop, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))))
