"""Made-up rows of arrival stamps, printed and under print, as scans show them, with what they say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from benchmarks.handwriting.strings import compressed
from benchmarks.stamped.wording import Measure, Row, Rows, Text
from pipeline.line_windows import batched, window

FACES = "/usr/share/fonts/"
CARVED = (
    *("truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-Bold.ttf", "truetype/croscore/Arimo-Regular.ttf"),
    *("truetype/croscore/Arimo-Bold.ttf", "truetype/freefont/FreeSerif.ttf", "truetype/freefont/FreeSans.ttf"),
    *("opentype/linux-libertine/LinLibertine_R.otf", "opentype/linux-libertine/LinBiolinum_R.otf"),
    *("truetype/freefont/FreeSansBold.ttf", "truetype/croscore/Cousine-Regular.ttf"),
)
FILLED = (
    *("truetype/freefont/FreeMonoBold.ttf", "truetype/croscore/Cousine-Bold.ttf", "truetype/croscore/Arimo-Bold.ttf"),
    *("truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-Bold.ttf", "truetype/croscore/Arimo-Regular.ttf"),
    *("opentype/urw-base35/NimbusMonoPS-Bold.otf", "opentype/urw-base35/NimbusSansNarrow-Bold.otf"),
    *("opentype/urw-base35/URWGothic-Demi.otf", "opentype/urw-base35/C059-Bold.otf"),
    *("opentype/linux-libertine/LinBiolinum_RB.otf", "truetype/croscore/Cousine-Regular.ttf"),
    *("opentype/urw-base35/NimbusSans-Bold.otf", "opentype/urw-base35/P052-Roman.otf"),
    *("truetype/freefont/FreeSerif.ttf", "opentype/linux-libertine/LinLibertine_R.otf"),
)
"""DejaVu's and Noto Sans's faces are left out: stamps set in them tell what the reader is worth on strange ones."""
PRINT = (
    *("truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-Bold.ttf", "truetype/croscore/Tinos-Bold.ttf"),
    *("truetype/noto/NotoSerif-Regular.ttf", "truetype/noto/NotoSerif-Bold.ttf", "truetype/croscore/Tinos-Italic.ttf"),
    *("truetype/freefont/FreeSerifBold.ttf", "opentype/linux-libertine/LinLibertine_RB.otf"),
)
TALL = 16.0
"""Millimetres of a sheet, whose middle row is the one that is shown."""
WINDOW = 5.87
"""Millimetres of a row as it is shown: 2.1 capitals of 0.11 inches."""
CAPITAL = 2.8
Floats = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES + face, size, layout_engine=ImageFont.Layout.BASIC)


def _measure(face: str) -> Measure:
    return lambda text: float(_font(face, 100).getlength(text)) / 100


class Writer:
    """Makes rows; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.rng, self.noise = random.Random(seed), np.random.default_rng(seed)
        self.rows = Rows(self.rng)

    def batch(self, size: int, hard: float = 1.0) -> tuple[Floats, list[str]]:
        """`size` windows as the network wants them, and what they say; `hard` (0 to 1) is how often print lies over
        them."""
        made = [self.row(hard) for _ in range(size)]
        return batched([window(image) for image, _ in made]), [text for _, text in made]

    def row(self, hard: float) -> tuple[Grey, str]:
        """A row as a scan shows it, and what it says."""
        rng = self.rng
        faces = rng.choice(CARVED), rng.choice(FILLED)
        row = self.rows.any(*map(_measure, faces))
        off = rng.uniform(-0.5, 0.5) * CAPITAL
        if row.text and rng.random() < 0.1:
            off, row.text = rng.choice((-1, 1)) * rng.uniform(0.9, 1.4) * CAPITAL, ""
        dpi = rng.choice((150, 200, 200, 200, 200, 250, 300))
        page = self._page(row, faces, dpi / 25.4, hard)
        return self._cut(self._scan(page), off * dpi / 25.4, dpi), row.text

    def _page(self, row: Row, faces: tuple[str, str], mm: float, hard: float) -> Floats:
        """The row with those above and below it on paper, print over it: 1 white, 0 black."""
        rng = self.rng
        wide = row.end + rng.choice((0.3, 1.0, rng.uniform(0.3, 8)))
        size = (max(24, int(wide * mm)), int(TALL * mm))
        carved, filled = self._layers(row, faces, mm, size)
        dark, darker = rng.uniform(0.25, 0.9), rng.uniform(0.35, 0.97)
        if row.lone and rng.random() < 0.06:  # another ink, taken away
            dark, row.text = 0.0, "".join(letter for letter in row.text if letter not in "SNTYG")
        page = (1 - dark * carved) * (1 - darker * filled)
        if rng.random() < 0.1 + 0.45 * hard:
            printed = self._print(size, mm)
            if rng.random() < 0.15:  # print, taken away
                gone = cv2.dilate(printed, np.ones((3, 3), np.uint8)) > 0.3
                page = np.where(gone, 1.0 if rng.random() < 0.7 else cv2.blur(page, (9, 9)), page)
            else:
                page = page * (1 - rng.uniform(0.72, 1.0) * printed)
        return np.asarray(page, np.float32)

    def _layers(self, row: Row, faces: tuple[str, str], mm: float, size: tuple[int, int]) -> tuple[Floats, Floats]:
        """What is carved and what is filled in, ink 1 on 0."""
        rng = self.rng
        sheets = [Image.new("L", size) for _ in range(2)]
        pens = [ImageDraw.Draw(sheet) for sheet in sheets]
        pitch = rng.uniform(4.6, 6.6)
        for text in (*row.texts, *self._beside(row, faces, pitch)):
            self._write(pens[text.filled], text, faces[text.filled], mm)
        if rng.random() < 0.6:
            self._lines(pens[0], row, mm, size)
        both = (self._worn(np.asarray(sheet, np.float32) / 255) for sheet in sheets)
        return next(both), next(both)

    def _beside(self, row: Row, faces: tuple[str, str], pitch: float) -> Iterator[Text]:
        """What stands in the rows above and below."""
        for side in (-1, 1):
            if self.rng.random() < 0.6:
                for text in self.rows.any(*map(_measure, faces)).texts:
                    if text.x < row.end:
                        yield replace(text, y=text.y + side * pitch)

    def _write(self, pen: Any, text: Text, face: str, mm: float) -> None:
        font = _font(face, max(6, round(text.size * mm)))
        at = (text.x * mm, (TALL / 2 + text.y) * mm)
        pen.text(at, text.text, font=font, fill=255, anchor="lm")
        if text.filled and "0" in text.text and "Mono" not in face and self.rng.random() < 0.12:
            for index, letter in enumerate(text.text):  # the struck nought of a machine
                if letter == "0":
                    left, right = (font.getlength(text.text[:end]) for end in (index, index + 1))
                    x, half = at[0] + (left + right) / 2, (right - left) * 0.2
                    pen.line((x - half, at[1] + 1.3 * half, x + half, at[1] - 1.3 * half), fill=255, width=1)

    def _lines(self, pen: Any, row: Row, mm: float, size: tuple[int, int]) -> None:
        """Lines between the cells and the frame's sides."""
        rng, thick = self.rng, max(1, round(self.rng.uniform(0.15, 0.5) * mm))
        for y in (TALL / 2 - rng.uniform(2.6, 4.2), TALL / 2 + rng.uniform(2.6, 4.2)):
            if rng.random() < 0.5:
                pen.line((0, y * mm, size[0], y * mm), fill=255, width=thick)
        for x in row.lines if rng.random() < 0.8 else ():
            pen.line((x * mm, (TALL / 2 - 3) * mm, x * mm, (TALL / 2 + 3) * mm), fill=255, width=thick)
        if rng.random() < 0.3:
            pen.line((size[0] - 3, 0, size[0] - 3, size[1]), fill=255, width=thick + 1)

    def _worn(self, ink: Floats) -> Floats:
        """Ink that did not take everywhere."""
        high, wide = ink.shape
        coarse = self.noise.random((max(2, high // 20), max(2, wide // 20)), np.float32)
        clouds = cv2.resize(coarse, (wide, high))
        grain = self.noise.random(ink.shape, np.float32)
        return ink * np.clip(1 - self.rng.uniform(0, 0.6) * (0.8 * clouds + 0.5 * grain * clouds), 0.2, 1)

    def _print(self, size: tuple[int, int], mm: float) -> Floats:
        """Lines of print that run aslant over a sheet: ink 1 on 0."""
        rng, sheet = self.rng, Image.new("L", size)
        pen, face = ImageDraw.Draw(sheet), rng.choice(PRINT)
        font, pitch = _font(face, round(rng.uniform(4.0, 5.1) * mm)), rng.uniform(5.4, 8.5)
        first = TALL / 2 + rng.uniform(-3.6, 3.6)
        lines = (0,) if rng.random() < 0.6 else rng.choice(((0, 1), (-1, 0), (-1, 0, 1)))
        for line in lines:
            x = rng.uniform(-6, 2) if rng.random() < 0.55 else rng.uniform(0, size[0] / mm - 3)
            pen.text((x * mm, (first + line * pitch) * mm), self.rows.print(), font=font, fill=255, anchor="lm")
        if rng.random() < 0.3:
            x = rng.uniform(0, 0.6) * size[0]
            pen.rectangle((x - 400, 0, x, size[1]) if rng.random() < 0.5 else (x + 40, 0, x + 500, size[1]), fill=0)
        if rng.random() < 0.15:
            y = (first + rng.uniform(2.2, 3.5)) * mm
            pen.line((rng.uniform(-9, 9) * mm, y, rng.uniform(9, 40) * mm, y), fill=255, width=max(1, round(0.2 * mm)))
        turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), rng.uniform(-5.5, 5.5), 1)
        return np.asarray(cv2.warpAffine(np.asarray(sheet, np.float32) / 255, turn, size))

    def _scan(self, page: Floats) -> Grey:
        """A sheet as a scanner hands it over."""
        rng = self.rng
        page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.35, 1.0))
        if rng.random() < 0.15:
            page = 1 - (1 - page) * rng.uniform(0.5, 0.9)
        page = page * rng.uniform(0.85, 1.0) + self.noise.normal(0, rng.uniform(0, 0.035), page.shape)
        grey = np.clip(page * 255, 0, 255).astype(np.uint8)
        return compressed(grey, rng.randint(28, 80)) if rng.random() < 0.8 else grey

    def _cut(self, sheet: Grey, off: float, dpi: float) -> Grey:
        """The middle row as it is cut out of the straight stamp, half as large again, nearly straight."""
        rng, (high, wide) = self.rng, sheet.shape
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), rng.gauss(0, 0.45), 1.5)
        turn[:, 2] += (wide * 0.25, high * 0.25)
        large = cv2.warpAffine(sheet, turn, (int(1.5 * wide), int(1.5 * high)), flags=cv2.INTER_CUBIC, borderValue=255)
        tall = 1.5 * WINDOW / 25.4 * dpi * rng.uniform(0.85, 1.15)
        top = max(0, round(1.5 * (high / 2 + off) - tall / 2))
        return np.ascontiguousarray(large[top : top + round(tall)])
