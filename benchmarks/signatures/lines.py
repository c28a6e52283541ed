"""Made-up names of signers as they stand on dispatches, under strokes of the pen, rings of seals and what is left of
them once their colour is taken away, or in the small pictures that digital signatures are; with what they say."""

from __future__ import annotations

import math
import random
import unicodedata
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageDraw, ImageFont

from benchmarks.handwriting.strings import compressed
from benchmarks.signatures.names import Names
from extractors.folding import TONES
from pipeline.images import bold, darkest, filled
from pipeline.line_windows import batched, window
from pipeline.name_reader import spelled
from samples.generator.ink import smooth

FACES = "/usr/share/fonts/"
BOLD = (
    *("truetype/croscore/Tinos-Bold.ttf",) * 5,
    *("truetype/freefont/FreeSerifBold.ttf", "truetype/dejavu/DejaVuSerifCondensed-Bold.ttf"),
    *("opentype/linux-libertine/LinLibertine_RB.otf", "truetype/croscore/Arimo-Bold.ttf"),
    "opentype/linux-libertine/LinLibertine_RZ.otf",
)
OTHERS = (
    *("truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-BoldItalic.ttf"),
    *("truetype/freefont/FreeSerif.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
)
"""Noto Serif is left out, so that pages set in it tell what the reader is worth on a face that it never saw."""
SIZE = 44
"""Pixels to the em in which a name is drawn."""
HEAD, TALL = 0.25, 2.5
"""Ems of paper over the line of a name with its usual room, and of the whole sheet."""
WIDELY = 0.2
"""Part of the lines that are shown with more room above and below than usual."""
HATTED = "âăêôÂĂÊÔ"
"""Vowels over which a tone has its place where the face gives it one."""
SMOOTHLY = (cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_CUBIC)
"""How pictures are drawn in another size."""
Floats = npt.NDArray[np.float32]


class Writer:
    """Makes names and their lines; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.rng, self.noise = random.Random(seed), np.random.default_rng(seed)
        self.names = Names(self.rng)
        self.ring_letters = list(map(_ring_letter, "ABCDEGHIKLMNOPTUVXYÂĐÊƠƯ"))
        self.faces = {face: ImageFont.truetype(FACES + face, SIZE) for face in (*BOLD, *OTHERS)}

    def batch(self, size: int) -> tuple[Floats, list[str]]:
        """`size` windows as the network wants them, and their texts."""
        texts = [self.names.text() for _ in range(size)]
        return batched([self.line(text) for text in texts]), texts

    def line(self, text: str) -> Floats:
        """`text` as one window."""
        rng = self.rng
        if rng.random() < 0.3:
            return window(self._pictured(text))
        print_ = self._print(text)
        page = 1 - print_ * (rng.uniform(0.75, 1.0) if rng.random() < 0.8 else rng.uniform(0.45, 0.75))
        for over in rng.choices(
            ((), (self._pen,), (self._ring,), (self._pen, self._ring), (self._faded,)), (3, 4, 2, 3, 2)
        )[0]:
            page = over(page)
        if rng.random() < 0.3:
            page = self._worn(page)
        return window(self._lit(self._scan(self._cut(self._tilted(page)))))

    def _cut(self, page: Floats) -> Floats:
        """The strip of a sheet in which its line is shown."""
        rng = self.rng
        if rng.random() < WIDELY:
            top, bottom = rng.uniform(0, HEAD), rng.uniform(HEAD + 1.9, TALL)
        else:
            top, bottom = HEAD + rng.uniform(0.04, 0.44), HEAD + rng.uniform(1.56, 1.96)
        return page[int(SIZE * top) : int(SIZE * bottom)]

    def _pictured(self, text: str) -> npt.NDArray[np.uint8]:
        """The line in the picture of a digital signature: small, sharpened and compressed by the one who cut it out,
        then drawn in another size by who laid it on the page, and again by who rendered that."""
        rng = self.rng
        page = 1 - self._print(text) * rng.uniform(0.7, 1.0)
        if rng.random() < 0.35:
            page = np.minimum(page, 1 - self._strokes(page.shape) * rng.uniform(0.3, 0.8))
        page = self._cut(self._tilted(page))
        small = _sized(cv2.GaussianBlur(page, (0, 0), rng.uniform(0.6, 1.6)), rng.uniform(24, 80), 1.0)
        if rng.random() < 0.5:
            small = small + rng.uniform(0.3, 1.5) * (small - cv2.GaussianBlur(small, (0, 0), 1.0))
        grey = np.clip(small * rng.uniform(0.94, 1.0) * 255, 0, 255).astype(np.uint8)
        if rng.random() < 0.8:
            grey = compressed(grey, rng.randint(35, 92))
        for _ in range(rng.choice((1, 1, 2))):
            grey = _sized(grey, rng.uniform(30, 130), rng.uniform(0.93, 1.07), rng.choice((*SMOOTHLY, None)))
        return self._lit(grey)

    def _lit(self, grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """The line in one of the lights that it is looked at in on a page."""
        rng = self.rng
        return rng.choice((darkest, bold, filled))(grey) if rng.random() < 0.18 else grey

    def _print(self, text: str) -> Floats:
        """The letters, ink 1 on 0, with room around them."""
        rng = self.rng
        font = self.faces[rng.choice(BOLD) if rng.random() < 0.82 else rng.choice(OTHERS)]
        left, right = (int(SIZE * rng.uniform(0.1, 1.8)) for _ in range(2))
        wide, loose = int(font.getlength(text)), rng.random() < 0.12
        step = rng.uniform(-1.5, 5) if loose else 0.0
        sheet = Image.new("L", (left + wide + right + int(max(step, 0) * len(text)), int(SIZE * TALL)))
        pen, x, y = ImageDraw.Draw(sheet), float(left), SIZE * (HEAD + 0.42)
        if not loose and rng.random() < 0.35:
            self._stacked(sheet, (left, round(y)), text, font)
        elif not loose:
            pen.text((x, y), text, font=font, fill=255)
        for letter in text if loose else "":
            pen.text((x, y), letter, font=font, fill=255)
            x += font.getlength(letter) + step
        ink = np.asarray(sheet, np.float32) / 255
        if rng.random() < 0.12:
            above = SIZE * (HEAD - rng.uniform(0.5, 0.75))
            pen.text((rng.uniform(0, 90), above), rng.choice(("PHÓ GIÁM ĐỐC", "(Đã ký)")), font=font)
            ink = np.asarray(sheet, np.float32) / 255
        if rng.random() < 0.25:
            kernel = np.ones((2, 2), np.uint8)
            ink = (cv2.erode if rng.random() < 0.6 else cv2.dilate)(ink, kernel)
        return ink

    def _stacked(self, sheet: Image.Image, at: tuple[int, int], text: str, font: ImageFont.FreeTypeFont) -> None:
        """Draw a text with the tones of â, ă, ê, ô elsewhere over them than the face has them: each has its own way."""
        rng, letters = self.rng, spelled(text)
        tones = [i for i in range(1, len(letters)) if letters[i] in TONES[:-1] and letters[i - 1] in HATTED]
        plain, placed = "", []
        for i, letter in enumerate(letters):
            if i in tones:
                placed.append((letter, len(plain) - 1))
            else:
                plain = unicodedata.normalize("NFC", plain + letter)
        ImageDraw.Draw(sheet).text(at, plain, font=font, fill=255)
        lean, over, size = rng.uniform(-0.1, 0.5), rng.uniform(-0.1, 0.6), rng.uniform(0.65, 1.05)
        for tone, index in placed:
            mark = _tone(font, tone)
            mark = mark.resize((max(2, round(mark.width * size)), max(2, round(mark.height * size))))
            aside = {"\u0300": -lean, "\u0303": lean / 4}.get(tone, lean)
            wide, top = font.getlength(plain[index]), font.getbbox(plain[index])[1]
            x = at[0] + font.getlength(plain[:index]) + wide * (0.5 + aside) - mark.width / 2
            sheet.paste(255, (round(x), round(at[1] + top - mark.height * (1 - over))), mark)

    def _strokes(self, shape: tuple[int, ...]) -> Floats:
        """A flourish that crosses the line: smooth curves, thick where the pen was pressed."""
        rng = self.rng
        high, wide = shape
        sheet = np.zeros(shape, np.float32)
        for _ in range(rng.randint(1, 4)):
            x, points = rng.uniform(-0.1, 0.8) * wide, []
            step, sway = rng.uniform(0.3, 1.6) * SIZE, rng.uniform(0.4, 3.0) * high
            for turn in range(rng.randint(3, 9)):
                points.append((x, high / 2 + (sway if turn % 2 else -sway) * rng.uniform(0.1, 0.7)))
                x += rng.uniform(-0.4, 1.6) * step
            curve = np.array(smooth(points), np.float32)
            thick = max(1, round(SIZE * rng.uniform(0.03, 0.13)))
            cv2.polylines(sheet, [np.round(curve * 8).astype(np.int32)], False, 1.0, thick, cv2.LINE_AA, 3)
        return sheet

    def _pen(self, page: Floats) -> Floats:
        """The signature as ink, or as the paper that is left where its colour was taken away."""
        strokes = self._strokes(page.shape)
        if self.rng.random() < 0.3:
            return page * (1 - strokes) + strokes * self.rng.uniform(0.75, 1.0)
        return np.minimum(page, 1 - strokes * self.rng.uniform(0.25, 1.0))

    def _ring(self, page: Floats) -> Floats:
        """Part of a round seal: its rings and the letters between them, pale or dark, worn."""
        rng = self.rng
        high, wide = page.shape
        sheet = np.zeros(page.shape, np.float32)
        radius = rng.uniform(2.2, 5.0) * SIZE
        centre = (rng.uniform(-0.2, 1.0) * wide, high / 2 + rng.uniform(-1.1, 1.1) * radius)
        for part, thick in ((1.0, 0.09), (0.93, 0.04), (0.62, 0.05)):
            if rng.random() < 0.85:
                width = max(1, round(thick * SIZE * rng.uniform(0.5, 1.4)))
                at = (round(centre[0] * 8), round(centre[1] * 8))
                cv2.circle(sheet, at, round(radius * part * 8), 1.0, width, cv2.LINE_AA, 3)
        self._ring_letters(sheet, centre, radius * 0.8)
        clouds = cv2.resize(self.noise.random((5, max(2, wide // 25))).astype(np.float32), (wide, high))
        ink = sheet * np.clip(1.3 - rng.uniform(0.2, 1.2) * clouds, 0, 1)
        if rng.random() < 0.25:
            return page * (1 - ink) + ink * rng.uniform(0.8, 1.0)
        return np.minimum(page, 1 - ink * rng.uniform(0.15, 0.9))

    def _ring_letters(self, sheet: Floats, centre: tuple[float, float], radius: float) -> None:
        rng, step = self.rng, self.rng.uniform(0.11, 0.2)
        for turn in np.arange(0, 2 * math.pi, step):
            x, y = centre[0] + math.cos(turn) * radius, centre[1] + math.sin(turn) * radius
            if -20 < x < sheet.shape[1] + 20 and -20 < y < sheet.shape[0] + 20 and rng.random() < 0.85:
                across = cv2.getRotationMatrix2D((24, 24), -math.degrees(turn) - 90, 1)
                tile = cv2.warpAffine(rng.choice(self.ring_letters), across, (48, 48))
                _laid(sheet, tile, round(x) - 24, round(y) - 24)

    def _faded(self, page: Floats) -> Floats:
        """Blots where another ink was taken away with some of the letters."""
        wide = page.shape[1]
        clouds = cv2.resize(self.noise.random((6, max(3, wide // 18))).astype(np.float32), page.shape[::-1])
        return np.where(clouds > self.rng.uniform(0.72, 0.9), np.maximum(page, self.rng.uniform(0.7, 1.0)), page)

    def _worn(self, page: Floats) -> Floats:
        """Letters that the printer or a stamp inked unevenly."""
        grain = cv2.resize(
            self.noise.random((page.shape[0] // 2, page.shape[1] // 2)).astype(np.float32), page.shape[::-1]
        )
        return 1 - (1 - page) * np.clip(1.4 - self.rng.uniform(0.3, 0.9) * grain, 0, 1)

    def _tilted(self, page: Floats) -> Floats:
        slope = self.rng.gauss(0, 0.008)
        turn = np.array([[1, 0, 0], [slope, 1, -slope * page.shape[1] / 2]], np.float32)
        return cv2.warpAffine(page, turn, page.shape[::-1], borderValue=1.0)

    def _scan(self, page: Floats) -> npt.NDArray[np.uint8]:
        """The line as a scanner hands it over, at 150 to 300 dpi: a grey image."""
        rng = self.rng
        if rng.random() < 0.6:
            page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.5, 2.2))
        high = rng.choice([30, 36, 42, 48, 56, 66])
        size = (max(8, int(page.shape[1] * high / page.shape[0])), high)
        page = cv2.resize(page.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        paper = rng.uniform(0.8, 1.0)
        page = page * paper + self.noise.normal(0, rng.uniform(0, 0.06), page.shape)
        if rng.random() < 0.25:
            page = (page > rng.uniform(0.45, 0.72)) * paper
        grey = np.clip(page * 255, 0, 255).astype(np.uint8)
        if rng.random() < 0.35:
            grey = compressed(grey, rng.randint(25, 85))
        return grey


@cache
def _tone(font: ImageFont.FreeTypeFont, tone: str) -> Image.Image:
    """A tone as a face draws it over an a."""
    shown = []
    for letter in ("a", unicodedata.normalize("NFC", f"a{tone}")):
        sheet = Image.new("L", (2 * SIZE, 2 * SIZE))
        ImageDraw.Draw(sheet).text((SIZE // 2, SIZE // 2), letter, font=font, fill=255)
        shown.append(sheet)
    above = round(SIZE // 2 + font.getbbox("a")[1])  # of the letter itself a rim is left
    mark = ImageChops.subtract(shown[1], shown[0]).crop((0, 0, 2 * SIZE, above))
    return mark.crop(mark.getbbox())


def _sized(page: Any, high: float, wide: float, how: int | None = cv2.INTER_AREA) -> Any:
    """A line made `high` pixels high and so many times as wide as it then is, smoothly where `how` is null."""
    tall = max(8, round(high))
    size = (max(8, round(page.shape[1] * wide * tall / page.shape[0])), tall)
    how = (cv2.INTER_AREA if tall < page.shape[0] else cv2.INTER_CUBIC) if how is None else how
    return cv2.resize(page, size, interpolation=how)


def _ring_letter(letter: str) -> Floats:
    """A letter of a seal's ring, upright."""
    sheet = Image.new("L", (48, 48))
    font = ImageFont.truetype(FACES + "truetype/croscore/Arimo-Bold.ttf", int(SIZE * 0.55))
    ImageDraw.Draw(sheet).text((24, 24), letter, font=font, fill=255, anchor="mm")
    return np.asarray(sheet, np.float32) / 255


def _laid(sheet: Floats, tile: Floats, left: int, top: int) -> None:
    """Lay a tile over the sheet where both are."""
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(sheet.shape[1], left + tile.shape[1]), min(sheet.shape[0], top + tile.shape[0])
    if x0 < x1 and y0 < y1:
        place = sheet[y0:y1, x0:x1]
        np.maximum(place, tile[y0 - top : y1 - top, x0 - left : x1 - left], out=place)
