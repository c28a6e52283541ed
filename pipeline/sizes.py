"""How large a sheet is: what a file states of it, where that can be, else a sheet of A4.

Scanners and viewers state no resolution, that of a screen, or 1; fax machines scan half as many lines as columns.
"""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium_c
from PIL import Image as PillowImage

A4_LONG_SIDE = 841.9
"""Points; what the long side of a sheet is taken for that is stated to be no believable size."""
SHEETS = (400.0, 1700.0)
"""Points of the long side of what is laid on a scanner: A6 to A2."""
LARGE_SHEET, FEWEST_DPI = 1_010.0, 100.0
"""Points of the long side (legal paper has 1008) from which nobody scans at so few dots per inch: where a page has no
more, its size was told in pixels."""
LINES = (0.4, 2.6)
"""Lines down a sheet for each column of the same length across, within which that is believed."""
FAX_COLUMNS = (1728, 2048, 2432)
"""Of fax machines, ITU-T T.4: for A4, B4 and A3."""
FAX_LINES = {"standard": 98 / 204, "superfine": 391 / 204}
"""Lines down for each column across, of pages of those machines that look too broad or too long."""
TURNED_IN = {"exif", "Raw profile type exif", "xmp", "XML:com.adobe.xmp"}
"""Entries of a picture's head that may say how it is turned."""
TOO_BROAD, TOO_LONG = 0.9, 2.0
"""Pixels down for each across of such pages."""


def sheet_of_picture(picture: PillowImage.Image) -> tuple[float, float]:
    """Width and height in points of a picture as a reader sees it, from its head alone."""
    across, down = _stated_dpi(picture)
    width, height = 72 * picture.width / across, 72 * picture.height / down
    if not SHEETS[0] <= max(width, height) <= SHEETS[1]:
        width, height = picture.width * _lines(picture, across, down), float(picture.height)
        times = A4_LONG_SIDE / max(width, height)
        width, height = width * times, height * times
    return (height, width) if _is_stored_sideways(picture) else (width, height)


def times_stated(document: Any, number: int) -> float:
    """By how much the size that page `number` (from 1) of an open PDF states is multiplied to be that of a sheet."""
    long_side: float = max(document.get_page_size(number - 1))
    if SHEETS[0] <= long_side < LARGE_SHEET:
        return 1.0
    if long_side >= SHEETS[0] and not 0 < _dots_per_inch(document[number - 1]) <= FEWEST_DPI:
        return 1.0
    return A4_LONG_SIDE / max(1.0, long_side)


def _dots_per_inch(page: Any) -> float:
    """Of the finest image on a page that is no thumbnail of it; 0 where there is none."""
    found = 0.0
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        a, b, *_ = thing.get_matrix().get()
        if length := (a * a + b * b) ** 0.5:
            found = max(found, 72 * thing.get_px_size()[0] / length)
    return found


def _stated_dpi(picture: PillowImage.Image) -> tuple[float, float]:
    """Across and down; where nothing is stated, a number too small to be believed."""
    try:
        across, down = (float(part) for part in picture.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return (1.0, 1.0)
    if not across > 0 or not down > 0 or not LINES[0] < down / across < LINES[1]:
        return (1.0, 1.0)
    return (across, down)


def _lines(picture: PillowImage.Image, across: float, down: float) -> float:
    """Lines down for each column across of a picture whose stated resolution is no believable one."""
    if across != down:
        return down / across
    if picture.mode == "1" and picture.width in FAX_COLUMNS:
        if picture.height < TOO_BROAD * picture.width:
            return FAX_LINES["standard"]
        if picture.height > TOO_LONG * picture.width:
            return FAX_LINES["superfine"]
    return 1.0


def _is_stored_sideways(picture: PillowImage.Image) -> bool:
    """Whether a reader sees it turned by a quarter; of a TIFF Pillow gives the size as it is seen."""
    if picture.format == "TIFF":
        return False
    # Of a PNG without such an entry in its head Pillow decodes all to look for one behind.
    if picture.format == "PNG" and not TURNED_IN & picture.info.keys():
        return False
    return picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
