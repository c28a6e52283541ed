"""Papers drawn for tests and pictures: a page image, and the very words on it with their boxes in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractors.record import PageSource, Place
from extractors.words import Word
from pipeline.pagewords import PageWords

WIDTH, HEIGHT, SCALE = 595.0, 842.0, 2.0
FONTS = "/usr/share/fonts/truetype/croscore/Tinos-{}.ttf"


@dataclass
class Paper:
    """One page being written; `places` remembers where each named text stands."""

    number: int = 1
    words: list[Word] = field(default_factory=list)
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    line: int = 0

    def __post_init__(self) -> None:
        self.image = Image.new("L", (int(WIDTH * SCALE), int(HEIGHT * SCALE)), 250)
        self.pen = ImageDraw.Draw(self.image)

    def write(
        self, text: str, x: float, y: float, *, name: str = "", style: str = "Regular", size: float = 12.5,
        width: float = 480, centre: bool = False, ink: int = 30,
    ) -> float:  # fmt: skip
        """Write `text` from `x`, `y` in points, broken at `width`; gives the next free `y`."""
        font = ImageFont.truetype(FONTS.format(style), int(size * SCALE))
        boxes: list[Place] = []
        for row in self._rows(text, font, width):
            whole = font.getlength(row) / SCALE
            left = x + (width - whole) / 2 if centre else x
            start, at = left, left
            for word in row.split():
                length = font.getlength(word) / SCALE
                self.pen.text((at * SCALE, y * SCALE), word, font=font, fill=ink)
                box = (round(at, 1), round(y, 1), round(at + length, 1), round(y + size * 1.15, 1))
                self.words.append(Word(text=word, box=box, page=self.number, confidence=0.95, line=self.line))
                at += length + font.getlength(" ") / SCALE
            boxes.append(Place(page=self.number, box=(start, y, start + whole, y + size * 1.15)))
            self.line += 1
            y += size * 1.45
        if name:
            self.places[name] = tuple(boxes)
        return y

    @staticmethod
    def _rows(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
        rows, row = [], ""
        for word in text.split():
            wider = f"{row} {word}".strip()
            if row and font.getlength(wider) / SCALE > width:
                rows.append(row)
                row = word
            else:
                row = wider
        return [*rows, row]

    def page(self) -> PageWords:
        """The page as reading hands it on."""
        source = PageSource(page=self.number, text_from="ocr", dpi=200)
        return PageWords(self.number, WIDTH, HEIGHT, tuple(self.words), source)

    def save(self, folder: Path) -> None:
        """Its image, where the dashboard looks for it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.image.save(folder / f"page-{self.number}.jpg", quality=60)
