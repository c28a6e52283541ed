"""What a PDF page draws, as PDFium knows it: its letters, joined to words by pdfplumber, and its ruled lines.

pdfplumber would parse the page anew to find its letters, which takes ten times as long.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from extractors.words import Box
from pipeline.shown import as_shown

Point = tuple[float, float]
Rgb = tuple[float, float, float]

_LEVEL = math.radians(5)
"""Angle up to which a letter stands upright."""
_NAME = 128
"""Bytes of a font's name that are looked at."""
_SPACE = 0x20
"""No letter above it is of PDFium's own making: it puts in spaces and ends of lines alone."""
_DESCENTS = (0.1, 0.5)
"""How far the letters of a font reach below the base line, in parts of its size. Some software writes 0 into its files;
PDFium then takes each letter for as deep as its own ink, which would put `g` on another line than `n`."""
_DESCENT = 0.22
"""How far they reach in the fonts of office papers, for a font that does not tell."""
_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class Style:
    """What the letters of one text object have in common: font, size in points, fill (RGB, 0 to 1), how pale it looks
    on white paper (0 to 1), whether they stand upright, whether at least at right angles to that (`square`), and how
    far below the base line the letters of their font reach, in parts of its size."""

    font: str
    size: float
    fill: Rgb
    pale: float
    upright: bool
    square: bool
    descent: float


@dataclass(frozen=True, slots=True)
class Outline:
    """One closed or open line of a drawing: its box in points, whether all its sides are upright or level, and whether
    it is drawn as a line."""

    box: Box
    square: bool
    stroked: bool


def words_of(page: Any, text: Any = None) -> list[dict[str, Any]]:
    """The words of an open page as pdfplumber makes them of its letters (`text`, `x0`, `top`, `x1`, `bottom` in points
    from the top left, `chars`). `text` is the page's text where it was looked at before."""
    from pdfplumber.utils.text import extract_words  # a sixth of what a child loads, and scans need none of it

    words: list[dict[str, Any]] = extract_words(
        as_shown(list(letters_of(page, text or page.get_textpage()))),
        x_tolerance_ratio=0.15,
        y_tolerance=2,
        use_text_flow=False,
        return_chars=True,
    )
    return words


def letters_of(page: Any, text: Any) -> Iterator[dict[str, Any]]:
    """The letters of an open page and its text, in the form that pdfplumber gives them."""
    place, turned = _upright(page), math.radians(page.get_rotation())
    raw = text.raw  # spares each call below a look for it
    styles: dict[int, Style] = {}
    corners, origin = pdfium_c.FS_RECTF(), (ctypes.c_double(), ctypes.c_double())
    last: dict[str, Any] | None = None
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code <= _SPACE and pdfium_c.FPDFText_IsGenerated(raw, index) == 1:
            if last is not None and not turned:
                last["x1"] = min(last["x1"], last["x0"] + _advance(raw, index - 1, last))
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, corners):
            continue
        key = ctypes.addressof(drawn.contents) if (drawn := pdfium_c.FPDFText_GetTextObject(raw, index)) else 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(raw, index, turned, drawn)
        x0, top, x1, bottom = place(corners.left, corners.bottom, corners.right, corners.top)
        base = bottom
        if style.upright and pdfium_c.FPDFText_GetCharOrigin(raw, index, *origin):
            x, y = (axis.value for axis in origin)
            base = place(x, y, x, y)[3]
            bottom = base + style.descent * style.size  # PDFium may give the box of a letter's own ink
        if last is not None:
            yield last
        last = {
            "text": "-" if code in _HYPHENS else chr(code),
            "x0": x0,
            "x1": x1,
            "top": bottom - style.size if style.upright else top,
            "bottom": bottom,
            "doctop": top,
            "base": base,
            "upright": style.upright,
            "square": style.square,
            "pale": style.pale,
            "size": style.size,
            "fontname": style.font,
            "non_stroking_color": style.fill,
        }
    if last is not None:
        yield last


def _advance(text: Any, index: int, letter: dict[str, Any]) -> float:
    """How far a letter moves on, in points: the marks of `ế` reach over the white after it."""
    wide = ctypes.c_float()
    drawn = pdfium_c.FPDFText_GetTextObject(text, index)
    font = pdfium_c.FPDFTextObj_GetFont(drawn) if drawn else None
    code = pdfium_c.FPDFText_GetUnicode(text, index)
    told = font and pdfium_c.FPDFFont_GetGlyphWidth(font, code, letter["size"], wide) and wide.value > 0
    return wide.value if told else letter["x1"] - letter["x0"]


def outlines_of(page: Any) -> Iterator[Outline]:
    """The lines and rectangles that an open page draws, apart from those that nobody sees."""
    place = _upright(page)
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM]):
        if thing.type != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(thing, filled, stroked)
        if not filled.value and not stroked.value:
            continue
        for points in _lines(thing):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = place(min(xs), min(ys), max(xs), max(ys))
            square = all(math.isclose(a[0], b[0]) or math.isclose(a[1], b[1]) for a, b in itertools.pairwise(points))
            yield Outline(box, square, bool(stroked.value))


def _style(text: Any, index: int, turned: float, drawn: Any) -> Style:
    """The style of a letter of a text object on a page that is turned by so many radians."""
    name = ctypes.create_string_buffer(_NAME)
    pdfium_c.FPDFText_GetFontInfo(text, index, name, _NAME, ctypes.c_int())
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium_c.FPDFText_GetFillColor(text, index, *parts)
    red, green, blue, solid = (part.value / 255 for part in parts)
    pale = 1 - solid * (1 - min(red, green, blue))
    angle = pdfium_c.FPDFText_GetCharAngle(text, index) - turned
    upright, square = (abs(math.remainder(angle, turn)) < _LEVEL for turn in (math.pi, math.pi / 2))
    font = name.value.decode(errors="replace")
    return Style(font, size, (red, green, blue), pale, upright, square, _descent(drawn))


def _descent(drawn: Any) -> float:
    """How far below the base line the letters of a text object's font reach, in parts of its size."""
    below = ctypes.c_float()
    font = pdfium_c.FPDFTextObj_GetFont(drawn) if drawn else None
    told = font and pdfium_c.FPDFFont_GetDescent(font, 1.0, below)
    return -below.value if told and _DESCENTS[0] < -below.value < _DESCENTS[1] else _DESCENT


def _lines(path: Any) -> Iterator[list[Point]]:
    """The parts of a path, each as its points in the page's own space."""
    onto = [thing.get_matrix() for thing in _holders(path)]
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for matrix in onto:
            point = matrix.on_point(*point)
        points.append(point)
    if points:
        yield points


def _holders(thing: Any) -> Iterator[Any]:
    """A thing on a page and the forms that it is part of, from the inside out."""
    while thing is not None:
        yield thing
        thing = thing.container


def _upright(page: Any) -> Callable[[float, float, float, float], Box]:
    """Turns the two corners of a rectangle in the page's own space into its box in points as a reader sees the page."""
    left, bottom, right, top = page.get_bbox()
    turned: dict[int, Callable[[float, float, float, float], Box]] = {
        0: lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        90: lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        180: lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        270: lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    }
    turn = turned[page.get_rotation()]

    def box(x0: float, y0: float, x1: float, y1: float) -> Box:
        if x0 > x1 or y0 > y1:
            x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        return turn(x0, y0, x1, y1)

    return box
