"""Made-up names of signers as they stand on dispatches, under strokes of the pen, rings of seals and what is left of
them once their colour is taken away, with what they say."""

from __future__ import annotations

import csv
import math
import random
import unicodedata
from importlib import resources

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from benchmarks.handwriting.strings import compressed
from extractors.folding import TONES
from extractors.gazetteer import DATA
from extractors.syllables import ONSETS, RHYMES
from pipeline.name_reader import batched, window
from samples.generator.ink import smooth

FACES = "/usr/share/fonts/"
BOLD = (
    *("truetype/croscore/Tinos-Bold.ttf",) * 5,
    *("truetype/freefont/FreeSerifBold.ttf", "truetype/dejavu/DejaVuSerifCondensed-Bold.ttf"),
    *("opentype/linux-libertine/LinLibertine_RB.otf", "truetype/croscore/Arimo-Bold.ttf"),
)
OTHERS = (
    *("truetype/croscore/Tinos-Regular.ttf", "truetype/croscore/Tinos-BoldItalic.ttf"),
    *("truetype/freefont/FreeSerif.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"),
)
"""Noto Serif is left out, so that pages set in it tell what the reader is worth on a face that it never saw."""
SIZE = 44
"""Pixels to the em in which a name is drawn."""
TITLES = ("ThS. ", "TS. ", "BS. ", "PGS.TS. ", "BSCKII. ", "Ths ", "Luật sư ")
HIGHLAND = (
    *("Y", "A", "K'", "H'", "Kpă", "Ksor", "Rơ", "Châm", "Siu", "Rah", "Lan", "Niê", "Kđăm", "Mlô", "Ayun", "Êban"),
    *("Blơ", "Hmok", "Byă", "Nay", "Ra", "Đinh", "Bríu", "Pơloong", "A", "Lăng"),
)
"""Syllables of names of the Central Highlands."""

Floats = npt.NDArray[np.float32]


def _column(name: str, text: str) -> list[str]:
    return [row[name] for row in csv.DictReader(text.splitlines())]


class Writer:
    """Makes names and their lines; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.rng, self.noise = random.Random(seed), np.random.default_rng(seed)
        self.families = _column("name", (DATA / "family_names.csv").read_text("utf-8"))
        table = resources.files("pipeline").joinpath("data/name_syllables.csv").read_text("utf-8")
        self.own = _column("name", table)
        self.weights = [1 + 3 ** int(step) / 12 for step in _column("last", table)]
        self.onsets, self.rhymes = ONSETS.split("|"), RHYMES.split()
        self.ring_letters = list(map(_ring_letter, "ABCDEGHIKLMNOPTUVXYÂĐÊƠƯ"))
        self.faces = {face: ImageFont.truetype(FACES + face, SIZE) for face in (*BOLD, *OTHERS)}

    def batch(self, size: int) -> tuple[Floats, list[str]]:
        """`size` windows as the network wants them, and their texts."""
        texts = [self.text() for _ in range(size)]
        return batched([self.line(text) for text in texts]), texts

    def text(self) -> str:
        """A name, at times with a title before it, in capitals, or of the peoples of the highlands."""
        rng = self.rng
        if rng.random() < 0.05:
            return " ".join(self.highland() for _ in range(rng.randint(2, 4)))
        rank = min(int(rng.expovariate(1 / 20)), len(self.families) - 1)
        family = self.families[rank] if rng.random() < 0.55 else rng.choice(self.families)
        count = rng.choices([1, 2, 3], [0.12, 0.68, 0.2])[0]
        name = " ".join([family, *(self.syllable() for _ in range(count))])
        if rng.random() < 0.06:
            name = name.upper()
        return rng.choice(TITLES) + name if rng.random() < 0.05 else name

    def syllable(self) -> str:
        """A given name of the tables, or any syllable of the language."""
        rng = self.rng
        if rng.random() < 0.65:
            return rng.choices(self.own, self.weights)[0]
        return rng.choice(self.own) if rng.random() < 0.4 else self.any_syllable()

    def any_syllable(self) -> str:
        """An onset, a rhyme and a tone: what the tables lack."""
        rng = self.rng
        rhyme = rng.choice(self.rhymes)
        stopped = rhyme.endswith(("c", "ch", "p", "t"))
        tone = rng.choice("\u0301\u0323" if stopped else ("", *TONES))
        vowels = [i for i, letter in enumerate(rhyme) if letter not in "bcdghjklmnpqrstvx"]
        at = vowels[-2] if len(vowels) > 1 and vowels[-1] == len(rhyme) - 1 and rhyme[-1] in "aiouy" else vowels[-1]
        at = next((i for i in vowels if rhyme[i] in "êôơâ"), at)
        onset = rng.choice(self.onsets) if rng.random() < 0.9 else ""
        return unicodedata.normalize("NFC", onset + rhyme[: at + 1] + tone + rhyme[at + 1 :]).capitalize()

    def highland(self) -> str:
        rng = self.rng
        if rng.random() < 0.5:
            return rng.choice(HIGHLAND)
        letters = rng.choice(["b", "bl", "kr", "hm", "s", "kl", "j", "w", "p", "đ", "k", "h", "r", "l", "n", "m"])
        letters += rng.choice("aăâeêioôơuư") + rng.choice(
            ["", "", "n", "ng", "h", "k", "l", "m", "p", "r", "t", "o", "i"]
        )
        return letters.capitalize()

    def line(self, text: str) -> Floats:
        """`text` as one window."""
        rng = self.rng
        print_ = self._print(text)
        high = print_.shape[0]
        page = 1 - print_ * (rng.uniform(0.75, 1.0) if rng.random() < 0.8 else rng.uniform(0.45, 0.75))
        for over in rng.choices(
            ((), (self._pen,), (self._ring,), (self._pen, self._ring), (self._faded,)), (3, 4, 2, 3, 2)
        )[0]:
            page = over(page)
        if rng.random() < 0.3:
            page = self._worn(page)
        top, bottom = int(high * rng.uniform(0.02, 0.22)), int(high * rng.uniform(0.78, 0.98))
        page = self._tilted(page)[top:bottom]
        return window(self._scan(page))

    def _print(self, text: str) -> Floats:
        """The letters, ink 1 on 0, with room around them."""
        rng = self.rng
        font = self.faces[rng.choice(BOLD) if rng.random() < 0.82 else rng.choice(OTHERS)]
        left, right = (int(SIZE * rng.uniform(0.1, 1.8)) for _ in range(2))
        wide, loose = int(font.getlength(text)), rng.random() < 0.12
        step = rng.uniform(-1.5, 5) if loose else 0.0
        sheet = Image.new("L", (left + wide + right + int(max(step, 0) * len(text)), SIZE * 2))
        pen, x = ImageDraw.Draw(sheet), float(left)
        if not loose:
            pen.text((x, SIZE * 0.42), text, font=font, fill=255)
        for letter in text if loose else "":
            pen.text((x, SIZE * 0.42), letter, font=font, fill=255)
            x += font.getlength(letter) + step
        ink = np.asarray(sheet, np.float32) / 255
        if rng.random() < 0.12:
            pen.text(
                (rng.uniform(0, 90), -SIZE * rng.uniform(0.5, 0.75)), rng.choice(("PHÓ GIÁM ĐỐC", "(Đã ký)")), font=font
            )
            ink = np.asarray(sheet, np.float32) / 255
        if rng.random() < 0.25:
            kernel = np.ones((2, 2), np.uint8)
            ink = (cv2.erode if rng.random() < 0.6 else cv2.dilate)(ink, kernel)
        return ink

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
