"""Made-up numbers and dates as they stand on dispatches and in stamps, by hand and by machine, with what they say."""

from __future__ import annotations

import io
import random
import tarfile
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.handwriting.strokes import Hand, crop, draw, mark
from pipeline.digits import batched, window

FACES = "/usr/share/fonts/truetype/"
PRINTED = ("croscore/Tinos-Regular.ttf", "croscore/Tinos-Italic.ttf", "freefont/FreeSerif.ttf")
MACHINES = (
    *("croscore/Tinos-Regular.ttf", "croscore/Tinos-Bold.ttf", "croscore/Arimo-Regular.ttf", "croscore/Arimo-Bold.ttf"),
    *("croscore/Cousine-Regular.ttf", "croscore/Cousine-Bold.ttf", "freefont/FreeMonoBold.ttf"),
    *("freefont/FreeSansBold.ttf", "dejavu/DejaVuSans.ttf"),
)
"""Faces of numbering machines and of stamps whose day is set on wheels."""
HIGH = 110
"""Height in pixels of the sheet that a string is written on before it is cropped."""


def _idx(path: Path) -> np.ndarray:
    """An IDX file (MNIST's format) as an array."""
    raw = path.read_bytes()
    count = int.from_bytes(raw[4:8], "big")
    return np.frombuffer(raw[16:], np.uint8).reshape(count, 28, 28) if raw[3] == 3 else np.frombuffer(raw[8:], np.uint8)


def _fonts(folder: Path) -> list[ImageFont.FreeTypeFont]:
    from fontTools.ttLib import TTFont

    found = []
    for archive in sorted(folder.glob("fontsource-*.tgz")):
        with tarfile.open(archive) as packed:
            names = [n for n in packed.getnames() if "-latin-" in n and n.endswith("-normal.woff2")]
            names.sort(key=lambda n: "400" not in n)
            font = TTFont(io.BytesIO(packed.extractfile(names[0]).read()))  # type: ignore[union-attr]
        if all(ord(c) in font.getBestCmap() for c in "0123456789"):
            font.flavor, plain = None, io.BytesIO()
            font.save(plain)
            plain.seek(0)
            found.append(ImageFont.truetype(plain, 44))
    return found


def compressed(grey: np.ndarray, quality: int) -> np.ndarray:
    """A grey image after JPEG of a quality (0 to 100)."""
    _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


class Writer:
    """Makes strings from the material that `fetch` brought into `folder`; the same seed gives the same strings."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.images, labels = _idx(folder / "train-images-idx3-ubyte"), _idx(folder / "train-labels-idx1-ubyte")
        self.by_digit = [np.where(labels == digit)[0] for digit in range(10)]
        self.fonts = _fonts(folder / "packed")
        self.printed = [ImageFont.truetype(FACES + face, size) for face in PRINTED for size in (30, 36, 42)]
        self.machines = [ImageFont.truetype(FACES + face, 46) for face in MACHINES]

    def batch(self, size: int) -> tuple[np.ndarray, list[str]]:
        """`size` windows as the network wants them, all numbers or all dates, and their texts."""
        dates = self.rng.random() < 0.4
        texts = [self.date() if dates else self.text() for _ in range(size)]
        return batched([self.string(text) for text in texts]), texts

    def date(self) -> str:
        """A date as clerks write it into a stamp: `09/9/24`, `18-10-2024`, `5.3.19`."""
        rng = self.rng
        day, month = str(rng.randint(1, 31)), str(rng.randint(1, 12))
        year = str(rng.randint(2005, 2035)) if rng.random() < 0.9 else str(rng.randint(1990, 2099))
        filled = rng.random()
        day, month = day.zfill(2 if filled < 0.7 else 1), month.zfill(2 if filled < 0.4 else 1)
        return rng.choice("/////-.").join((day, month, year[2:] if rng.random() < 0.5 else year))

    def text(self) -> str:
        """A day or month, or a number of one to five digits in which 1 and 2 are commoner, as in registers."""
        rng = self.rng
        if rng.random() < 0.35:
            day = str(rng.randint(1, 31))
            return day.zfill(2) if rng.random() < 0.5 else day
        length = rng.choices([1, 2, 3, 4, 5], [0.6, 2, 3, 4, 1.6])[0]
        text = "".join(rng.choice("0123456789") for _ in range(length))
        if rng.random() < 0.5:
            text = "".join(c if rng.random() > 0.25 else rng.choice("12") for c in text)
        return text

    def string(self, text: str) -> np.ndarray:
        """`text` as one window."""
        rng = self.rng
        ink = self._machine(text) if rng.random() < 0.22 else self._shake(self._write(text))
        if rng.random() < 0.25:
            ink = np.clip((ink - 0.35) * 4, 0, 1)
        ink = np.pad(ink, ((0, 0), (rng.choice([0, 0, 8, 16, 26]), rng.choice([0, 0, 8, 16, 30]))))
        page = self._page(ink)
        page = page[int(rng.uniform(2, 26)) : int(rng.uniform(84, 108))]
        return window(self._scan(page))

    def _machine(self, text: str) -> np.ndarray:
        """Digits as wheels print them: one face, even or loose, a little out of line, unevenly inked."""
        rng, font = self.rng, self.rng.choice(self.machines)
        sheet, x, loose = Image.new("L", (900, HIGH)), 12.0, rng.choice([0, 0, 0, rng.uniform(-3, 14)])
        pen = ImageDraw.Draw(sheet)
        for character in text:
            pen.text((x, 32 + rng.gauss(0, 1)), character, font=font, fill=255)
            x += font.getlength(character) + loose
        wide = int(x) + 14
        ink = np.asarray(sheet)[:, :wide].astype(np.float32) / 255
        clouds = cv2.resize(self.noise.random((4, max(2, wide // 30))).astype(np.float32), (wide, HIGH))
        lean = np.array([[1, rng.gauss(0, 0.04), 0], [rng.gauss(0, 0.015), 1, 0]], np.float32)
        return np.asarray(cv2.warpAffine(ink * (1 - rng.uniform(0, 0.6) * clouds), lean, (wide, HIGH)))

    def _glyph(self, character: str, source: str, hand: Hand, font: ImageFont.FreeTypeFont) -> np.ndarray:
        if source == "font":
            sheet = Image.new("L", (HIGH, HIGH))
            ImageDraw.Draw(sheet).text((30, 20), character, font=font, fill=255)
            return crop(np.asarray(sheet), 60)
        if not character.isdigit():
            return mark(character, hand, self.rng)
        digit = int(character)
        if source == "strokes" or (digit in (1, 2, 7, 4) and self.rng.random() < 0.4):
            return draw(digit, hand, self.rng)
        glyph = cv2.resize(self.images[self.rng.choice(self.by_digit[digit])], (84, 84), interpolation=cv2.INTER_CUBIC)
        slant = hand.slant + self.rng.gauss(0, 0.06)
        lean = np.array([[1, -slant, hand.slant * 42], [0, 1, 0]], np.float32)
        glyph = cv2.warpAffine(glyph, lean, (100, 84))
        if hand.thin and self.rng.random() < 0.8:
            glyph = cv2.erode(glyph, np.ones((3, 3), np.uint8), iterations=self.rng.choice([1, 1, 2]))
        return crop(glyph, 80)

    def _write(self, text: str) -> np.ndarray:
        """The digits side by side, ink 1 on 0, touching or apart, drifting up or down."""
        rng = self.rng
        hand = Hand(rng.gauss(0.15, 0.2), rng.choice([rng.uniform(1.2, 3), rng.uniform(2.0, 7.5)]), rng.random() < 0.7)
        font, source = rng.choice(self.fonts), rng.choices(["mnist", "strokes", "font"], [0.45, 0.35, 0.2])[0]
        size, gap, drift = rng.uniform(40, 56), rng.gauss(*rng.choice([(5, 4), (5, 4), (-3, 4)])), rng.gauss(0, 0.05)
        sheet, x = np.zeros((HIGH, 900), np.float32), 12.0
        for character in text:
            way = source if rng.random() < 0.85 else rng.choice(["mnist", "strokes", "font"])
            glyph = self._glyph(character, way, hand, font)
            high = int(max(18, size * rng.uniform(0.85, 1.15)))
            if character == "/":
                high = int(high * rng.uniform(1, 1.35))
            elif character in ".-":
                high = max(3, int(glyph.shape[0] * size / 60))
            wide = max(3, min(int(glyph.shape[1] * high / glyph.shape[0]), 90))
            glyph = cv2.resize(glyph, (wide, high), interpolation=cv2.INTER_AREA)
            middle = 55 + (size * 0.42 if character == "." else 0)
            y = max(0, min(HIGH - high, int(middle - high / 2 + rng.gauss(0, 3) - drift * x * 0.6)))
            place = sheet[y : y + high, int(x) : int(x) + wide]
            np.maximum(place, glyph, out=place)
            x = max(x + 2, x + wide + max(-8, gap + rng.gauss(0, 3)))
        return sheet[:, : int(x) + 14] / 255

    def _shake(self, image: np.ndarray) -> np.ndarray:
        """The small unsteadiness of a hand: an elastic distortion."""
        high, wide = image.shape
        spread, strength = self.rng.uniform(5, 9), self.rng.uniform(0, 1.6)
        field = self.noise.uniform(-1, 1, (2, high // 4, wide // 4)).astype(np.float32)  # coarse: it is smooth anyhow
        dx, dy = (
            cv2.resize(cv2.GaussianBlur(f, (0, 0), spread / 4) * strength * spread * 0.35, (wide, high)) for f in field
        )
        gx, gy = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
        return cv2.remap(image.astype(np.float32), gx + dx, gy + dy, cv2.INTER_LINEAR)

    def _page(self, ink: np.ndarray) -> np.ndarray:
        """Paper with its dotted line and printed neighbours under the ink: 1 white, 0 black."""
        rng, extra = self.rng, np.zeros_like(ink)
        wide, chance = ink.shape[1], rng.random()
        if chance < 0.3:
            y, step, radius = int(rng.uniform(74, 88)), rng.choice([4, 5, 6, 8]), rng.choice([1, 1, 2])
            for x in range(rng.randint(0, 5), wide, step):
                cv2.circle(extra, (x, y), radius, 1, -1)
        elif chance < 0.5:
            y = int(rng.uniform(70, 95)) if chance < 0.38 else rng.randint(2, 7)
            cv2.line(extra, (0, y), (wide, y + rng.randint(-2, 2)), 1, rng.choice([1, 2]))
        y = int(rng.uniform(28, 44))
        if rng.random() < 0.3:
            extra = np.maximum(
                extra, self._print(rng.choice([":", ":", "ố:", "y", ".", "…"]), rng.randint(-14, 2), y, wide)
            )
        if rng.random() < 0.3:  # often the pen runs into the print after it
            x = wide - rng.randint(6, rng.choice([16, 28]))
            extra = np.maximum(extra, self._print(rng.choice(["/", "/", "t", "n", "/T", "/S", "."]), x, y, wide))
        paper = rng.uniform(0.82, 1.0)
        dark = min(rng.uniform(0, 0.45) if rng.random() < 0.7 else rng.uniform(0.3, 0.62), paper - 0.2)
        page = paper * (1 - ink) + ink * dark
        return page * (1 - extra) + extra * rng.uniform(0, 0.3)

    def _print(self, text: str, x: int, y: int, wide: int) -> np.ndarray:
        sheet = Image.new("L", (wide, HIGH))
        ImageDraw.Draw(sheet).text((x, y), text, font=self.rng.choice(self.printed), fill=255)
        return np.asarray(sheet) / 255

    def _scan(self, page: np.ndarray) -> np.ndarray:
        """The page as a scanner hands it over, at 150 to 300 dpi: a grey image."""
        rng, paper = self.rng, float(page.max())
        if rng.random() < 0.5:
            page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.5, 1.8))
        high = rng.choice([20, 26, 32, 40, 48])
        size = (max(8, int(page.shape[1] * high / page.shape[0])), high)
        page = cv2.resize(page.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        page = page + self.noise.normal(0, rng.uniform(0, 0.05), page.shape)
        if rng.random() < 0.2:
            page = (page > rng.uniform(0.5, 0.75)) * paper
        grey = np.clip(page * 255, 0, 255).astype(np.uint8)
        if rng.random() < 0.3:
            grey = compressed(grey, rng.randint(25, 80))
        return grey
