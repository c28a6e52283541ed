"""What people put on paper: seals, signatures, urgency marks, handwriting. RGBA images."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts")
SERIF = FONTS / "truetype/croscore/Tinos-Regular.ttf"
BOLD = FONTS / "truetype/croscore/Tinos-Bold.ttf"
PENS = (
    FONTS / "truetype/breip/Breip.ttf",
    FONTS / "truetype/fifthhorseman/dkg.ttf",
    FONTS / "truetype/kristi/Kristi.ttf",
    FONTS / "opentype/bwht/BecauseWeOrganize-Regular.otf",
)
RED = (205, 28, 40)
BLUE = (32, 52, 160)
VIOLET = (98, 40, 140)
BLACK = (25, 25, 28)
Colour = tuple[int, int, int]


def handwriting(text: str, height: int, colour: Colour, rng: random.Random, pen: Path | None = None) -> Image.Image:
    """`text` as a hand writes it: each letter a little off its size, slope and line."""
    font = ImageFont.truetype(str(pen or rng.choice(PENS)), int(height * 1.25))
    slant = rng.uniform(0.0, 0.3)
    width = int(font.getlength(text) * 1.25) + height * 2
    out = Image.new("L", (width, height * 3), 0)
    x = float(height // 2)
    for letter in text:
        if letter == " ":
            x += height * 0.35
            continue
        tile = Image.new("L", (height * 2, height * 3), 0)
        ImageDraw.Draw(tile).text((height * 0.5, height * 0.8), letter, font=font, fill=255)
        scale = rng.uniform(0.9, 1.12)
        tile = tile.transform(tile.size, Image.Transform.AFFINE, (1 / scale, slant, -slant * height * 1.5, 0, 1, 0))
        tile = tile.rotate(rng.uniform(-5, 5), Image.Resampling.BICUBIC)
        place = (int(x - height * 0.5), int(rng.uniform(-0.05, 0.05) * height))
        out.paste(255, (*place, place[0] + tile.width, place[1] + tile.height), tile)
        x += font.getlength(letter) * scale * rng.uniform(0.9, 1.05)
    image = coloured(worn(out, rng, 0.35), colour)
    box = image.getbbox()
    return image.crop(box) if box else image


def signature(width: int, rng: random.Random, colour: Colour = BLUE) -> Image.Image:
    """A flourish of a few strokes."""
    height = int(width * 0.5)
    canvas = Image.new("L", (width * 2, height * 2), 0)
    draw = ImageDraw.Draw(canvas)
    for stroke in range(rng.randint(2, 4)):
        points = [(rng.uniform(0.1, 0.35) * width * 2, rng.uniform(0.35, 0.7) * height * 2)]
        for turn in range(rng.randint(4, 7)):
            x = points[-1][0] + rng.uniform(-0.05, 0.16) * width * 2
            sway = rng.uniform(0.12, 0.4) * (1 if turn % 2 else -1)
            points.append((min(x, width * 1.9), (0.5 + sway * (0.5 if stroke else 1)) * height * 2))
        curve = smooth(points)
        draw.line(curve, fill=rng.randint(200, 255), width=max(2, width // 80 + rng.randint(0, 2)), joint="curve")
    return coloured(canvas.resize((width, height), Image.Resampling.LANCZOS), colour)


def seal(diameter: int, ring: str, centre: Sequence[str], rng: random.Random, colour: Colour = RED) -> Image.Image:
    """The round seal: two rings, the words between them, a star, the body's name in the middle, unevenly inked."""
    size = diameter * 2
    canvas = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(canvas)
    half = size // 2
    draw.ellipse((6, 6, size - 6, size - 6), outline=255, width=size // 55)
    draw.ellipse((size * 0.19, size * 0.19, size * 0.81, size * 0.81), outline=255, width=size // 110)
    font = ImageFont.truetype(str(BOLD), int(size * 0.085))
    letters = list(ring)
    spread = min(320, len(letters) * 11.5)
    for i, letter in enumerate(letters):
        angle = math.radians(-90 - spread / 2 + spread * (i + 0.5) / len(letters))
        tile = Image.new("L", (size // 6, size // 6), 0)
        ImageDraw.Draw(tile).text((size // 12, size // 12), letter, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        x, y = half + math.cos(angle) * size * 0.4, half + math.sin(angle) * size * 0.4
        canvas.paste(255, (int(x - size / 12), int(y - size / 12)), tile)
    _star(draw, half, size * (0.9), size * 0.045)
    middle = ImageFont.truetype(str(BOLD), int(size * (0.1 if max(map(len, centre)) < 9 else 0.075)))
    for i, line in enumerate(centre):
        y = half + (i - (len(centre) - 1) / 2) * size * 0.12
        draw.text((half, y), line, font=middle, fill=255, anchor="mm")
    canvas = canvas.resize((diameter, diameter), Image.Resampling.LANCZOS).rotate(
        rng.uniform(-14, 14), Image.Resampling.BICUBIC
    )
    return coloured(worn(canvas, rng, 0.55), colour)


def mark(text: str, dpi: int, rng: random.Random, colour: Colour = RED) -> Image.Image:
    """The boxed urgency mark: KHẨN 20 × 8 mm, HỎA TỐC 30 × 8, THƯỢNG KHẨN 40 × 8 (NĐ 30/2020, Phụ lục I)."""
    mm = dpi / 25.4
    width = {"KHẨN": 22, "HỎA TỐC": 31, "HOẢ TỐC": 31, "THƯỢNG KHẨN": 42}.get(text, 4 + 3.4 * len(text))
    image = Image.new("L", (int(width * mm), int(9 * mm)), 0)
    draw = ImageDraw.Draw(image)
    edge = max(2, int(0.55 * mm))
    draw.rectangle((edge, edge, image.width - edge, image.height - edge), outline=255, width=edge)
    if rng.random() < 0.5:
        draw.rectangle(
            (edge * 2.4, edge * 2.4, image.width - edge * 2.4, image.height - edge * 2.4), outline=255, width=edge // 2
        )
    font = fit(text, BOLD, image.width - 5 * mm, int(4.9 * mm))
    draw.text((image.width / 2, image.height / 2), text, font=font, fill=255, anchor="mm")
    return coloured(worn(image, rng, 0.3), colour)


def fit(text: str, path: Path, width: float, size: int) -> ImageFont.FreeTypeFont:
    while size > 8 and ImageFont.truetype(str(path), size).getlength(text) > width:
        size -= 1
    return ImageFont.truetype(str(path), size)


def coloured(alpha: Image.Image, colour: Colour) -> Image.Image:
    image = Image.new("RGBA", alpha.size, (*colour, 0))
    image.putalpha(alpha)
    return image


def worn(alpha: Image.Image, rng: random.Random, wear: float) -> Image.Image:
    """Ink that did not take everywhere."""
    noise = np.random.default_rng(rng.getrandbits(32))
    small = noise.random((max(2, alpha.height // 24), max(2, alpha.width // 24))).astype(np.float32)
    cloud = np.asarray(Image.fromarray(small).resize(alpha.size, Image.Resampling.BICUBIC))
    grain = noise.random((alpha.height, alpha.width), dtype=np.float32)
    keep = np.clip(1.0 - wear * (0.9 * cloud + 0.5 * grain * cloud), 0.25, 1.0)
    return Image.fromarray((np.asarray(alpha, np.float32) * keep * 0.95).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(0.5)
    )


def smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve through the points (Catmull and Rom)."""
    padded = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(16):
            t = step / 16
            curve.append(
                tuple(
                    0.5
                    * (
                        2 * b[k]
                        + (c[k] - a[k]) * t
                        + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                        + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t**3
                    )
                    for k in (0, 1)
                )
            )
    return curve  # type: ignore[return-value]


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.4
        angle = math.radians(-90 + i * 36)
        points.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    draw.polygon(points, fill=255)
