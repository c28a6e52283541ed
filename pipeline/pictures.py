"""What the pictures on a PDF page cover: a scan may come as one image, in strips, in tiles or in layers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from pipeline.images import as_image, grey
from pipeline.letters import x_height

CELLS = 64
"""Parts of the page's width and of its height by which is told what is covered."""
LOOK_DPI = 120.0
"""Resolution at which it is looked whether pictures hold print."""
Cells = npt.NDArray[np.int32]


class Painted:
    """What was painted onto a page, in its order: where the latest picture lies, and where text was put."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, right, top = page.get_bbox()
        self.width, self.height = max(1.0, right - self.left), max(1.0, top - self.bottom)
        self.latest: Cells = np.zeros((CELLS, CELLS), np.int32)
        self.texts: list[tuple[int, Any]] = []
        self.count = 0

    def picture(self, thing: Any) -> None:
        self.count += 1
        left, low, right, high = self._place(thing)
        self.latest[round(low) : round(high), round(left) : round(right)] = self.count

    def text(self, thing: Any) -> None:
        self.texts.append((self.count, thing))

    @property
    def covered(self) -> float:
        """Part of the page that pictures cover, 0 to 1."""
        return np.count_nonzero(self.latest) / self.latest.size

    @property
    def buried(self) -> int:
        """How many texts a picture was painted over."""
        return sum(self._latest_at(thing) > count for count, thing in self.texts if count < self.count)

    def _latest_at(self, thing: Any) -> int:
        """The number of the latest picture in the middle of a thing."""
        left, low, right, high = self._place(thing)
        row, column = (min(CELLS - 1, int(middle / 2)) for middle in (low + high, left + right))
        return int(self.latest[row, column])

    def _place(self, thing: Any) -> tuple[float, float, float, float]:
        """Left, low, right and high edge of a thing, in cells."""
        left, low, right, high = bounds_on_page(thing)
        across, down = CELLS / self.width, CELLS / self.height
        edges = (
            (left - self.left) * across,
            (low - self.bottom) * down,
            (right - self.left) * across,
            (high - self.bottom) * down,
        )
        one, two, three, four = (min(float(CELLS), max(0.0, edge)) for edge in edges)
        return one, two, three, four


def bounds_on_page(thing: Any) -> tuple[float, float, float, float]:
    """The bounds of a thing on a page, also where it is part of forms, in the page's own space."""
    left, low, right, high = thing.get_bounds()
    corners = [(x, y) for x in (left, right) for y in (low, high)]
    while (thing := thing.container) is not None:
        matrix = thing.get_matrix()
        corners = [matrix.on_point(*corner) for corner in corners]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def hold_print(document: Any, number: int) -> bool:
    """Whether the pictures on page `number` (from 1) of an open PDF show as much print as a page of a scan does."""
    page = document[number - 1]
    for thing in page.get_objects(max_depth=4):
        if thing.type not in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            pdfium_c.FPDFPageObj_SetIsActive(thing, False)
    scale = min(LOOK_DPI / 72, 2_000 / max(page.get_size()))
    pixels = page.render(scale=scale, may_draw_forms=False, rev_byteorder=False).to_numpy()
    return x_height(grey(as_image(pixels[:, :, :3].copy())), 72 * scale) is not None
