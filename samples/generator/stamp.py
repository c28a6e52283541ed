"""The arrival stamp in the forms that offices own, filled in by numbering machine, pen or printer. RGBA images."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from samples.generator.ink import BLACK, BLUE, BOLD, FONTS, RED, SERIF, Colour, coloured, fit, handwriting, worn

TYPE = FONTS / "truetype"
SANS = TYPE / "croscore/Arimo-Bold.ttf"
FACES = (
    (SERIF, BOLD),
    (TYPE / "noto/NotoSans-Regular.ttf", TYPE / "noto/NotoSans-Bold.ttf"),
    (TYPE / "croscore/Arimo-Regular.ttf", SANS),
    (TYPE / "dejavu/DejaVuSerif.ttf", TYPE / "dejavu/DejaVuSerif-Bold.ttf"),
)
"""Plain and bold faces of carved stamps; even ones for one pool, odd ones for the other."""
MACHINES = (
    TYPE / "freefont/FreeMonoBold.ttf",
    TYPE / "dejavu/DejaVuSansMono-Bold.ttf",
    TYPE / "croscore/Cousine-Bold.ttf",
    TYPE / "noto/NotoSans-Bold.ttf",
)
"""Faces of numbering machines, likewise."""
HEIGHTS = {"decree": 33, "older": 30, "hours": 33, "party": 25, "dated": 27, "row": 16, "software": 17}
"""Forms and their heights in millimetres: NĐ 30/2020 Phụ lục IV.V; that of 2005 (Lưu hồ sơ số); with Giờ; CÔNG VĂN ĐẾN;
with Ngày … tháng … năm; one row of cells; a line of print without a frame."""


@dataclass(frozen=True)
class Place:
    """Room for an entry in millimetres: from `x` to `end`, on the middle line `y`."""

    text: str
    x: float
    y: float
    end: float
    by_pen: bool = False


@dataclass(frozen=True)
class Stamp:
    """What a stamp says and how it looks; `by` is `machine`, `pen` or `print`, `date` the day as it is written."""

    office: str
    number: str
    date: str
    form: str = "decree"
    by: str = "machine"
    forwarded: str = ""
    colour: Colour = RED
    pen_colour: Colour = BLUE
    face: int = 0
    machine: int = 0
    dots: bool = False
    double: bool = False


def arrival_stamp(stamp: Stamp, rng: random.Random, dpi: int, pen: Path | None = None) -> Image.Image:
    """The ĐẾN stamp, 52 mm wide, at `dpi` dots an inch."""
    mm = dpi / 25.4
    image = Image.new("L", (int(52 * mm), int(HEIGHTS[stamp.form] * mm)), 0)
    carving = _Carving(ImageDraw.Draw(image), stamp, mm, image.size)
    if stamp.form == "software":
        carving.software()
        return coloured(worn(image, rng, 0.15), stamp.colour)
    places = list(carving.framed(rng))
    made = coloured(worn(image, rng, 0.3), stamp.colour)
    for place in places:
        if place.text:
            _fill_in(made, stamp, place, mm, rng, pen)
    return made


class _Carving:
    """Draws a stamp's own lines and words; measures are millimetres."""

    def __init__(self, draw: ImageDraw.ImageDraw, stamp: Stamp, mm: float, size: tuple[int, int]) -> None:
        self.draw, self.stamp, self.mm, (self.width, self.height) = draw, stamp, mm, size
        serif, bold = FACES[stamp.face]
        self.serif, self.bold = str(serif), str(bold)
        self.edge = max(2, int(0.5 * mm))

    def software(self) -> None:
        small = ImageFont.truetype(str(SANS), int(3.2 * self.mm))
        head = fit(self.stamp.office, SANS, self.width - 4 * self.mm, int(3.4 * self.mm))
        self.draw.text((2 * self.mm, self.mm), self.stamp.office, font=head, fill=255)
        self.draw.text((2 * self.mm, 6 * self.mm), f"ĐẾN  Số: {self.stamp.number}", font=small, fill=255)
        self.draw.text((2 * self.mm, 11 * self.mm), f"Ngày: {self.stamp.date}", font=small, fill=255)

    def framed(self, rng: random.Random) -> Iterator[Place]:
        edge = self.edge
        frame = (edge, edge, self.width - edge, self.height - edge)
        self.draw.rectangle(frame, outline=255, width=edge)
        if self.stamp.double:
            inner = (2.6 * edge, 2.6 * edge, self.width - 2.6 * edge, self.height - 2.6 * edge)
            self.draw.rectangle(inner, outline=255, width=max(1, edge // 2))
        head = fit(self.stamp.office, Path(self.bold), self.width - 5 * self.mm, int(3.9 * self.mm))
        self.draw.text((self.width / 2, 4 * self.mm), self.stamp.office, font=head, fill=255, anchor="mm")
        self._across(7.5)
        yield from {"party": self._party, "dated": self._dated, "row": self._row}.get(self.stamp.form, self._decree)(
            rng
        )

    def _across(self, y: float) -> None:
        self.draw.line((self.edge, y * self.mm, self.width - self.edge, y * self.mm), fill=255, width=self._thin())

    def _down(self, x: float, top: float, bottom: float) -> None:
        self.draw.line((x * self.mm, top * self.mm, x * self.mm, bottom * self.mm), fill=255, width=self._thin())

    def _thin(self) -> int:
        return max(1, self.edge // 2)

    def _label(self, text: str, x: float, y: float, end: float = 0, size: float = 4.1) -> float:
        """A label with its dotted line up to `end`; gives where the label ends."""
        font = ImageFont.truetype(self.serif, int(size * self.mm))
        self.draw.text((x * self.mm, y * self.mm), text, font=font, fill=255, anchor="lm")
        after = x + font.getlength(text) / self.mm
        if self.stamp.dots and end:
            count = int((end - after) * self.mm / font.getlength("."))
            self.draw.text((after * self.mm, y * self.mm), "." * count, font=font, fill=255, anchor="lm")
        return after

    def _heading(self, text: str, x: float, y: float, size: float) -> None:
        font = ImageFont.truetype(self.bold, int(size * self.mm))
        self.draw.text((x * self.mm, y * self.mm), text, font=font, fill=255, anchor="mm")

    def _party(self, rng: random.Random) -> Iterator[Place]:
        self._heading(rng.choice(("CÔNG VĂN ĐẾN", "VĂN BẢN ĐẾN")), self.width / 2 / self.mm, 11, 3.6)
        self._label("Số:", 3, 16, 22)
        self._label("Ngày:", 23, 16, 50)
        self._label("Chuyển:", 3, 21.5, 50)
        yield Place(self.stamp.number, 10, 16, 22.5)
        yield Place(self.stamp.date, 33.5, 16, 51)
        yield Place(self.stamp.forwarded, 17, 21.5, 51, by_pen=True)

    def _dated(self, rng: random.Random) -> Iterator[Place]:
        self._heading(rng.choice(("CÔNG VĂN ĐẾN", "VĂN BẢN ĐẾN", "ĐẾN")), 26, 10.8, 3.6)
        after = self._label("Số:", 8, 16.4, 44)
        yield Place(self.stamp.number, after + 1.5, 16.4, 40)
        day, month, year = self.stamp.date.replace("-", "/").split("/")
        room = (5.5, 5.5, 5.5)
        x = 2.5
        for label, text, wide in zip(("Ngày", "tháng", "năm 20"), (day, month, year[-2:]), room, strict=True):
            after = self._label(label, x, 22.4, x + 9 + wide if label != "năm 20" else 0, 3.5)
            yield Place(text, after + 0.4, 22.4, after + wide)
            x = after + wide + 0.8

    def _row(self, _rng: random.Random) -> Iterator[Place]:
        self._heading("ĐẾN", 6, 11.5, 3.8)
        self._down(11.5, 7.5, 15.5)
        after = self._label("Số:", 12.5, 11.5, size=3.6)
        self._down(28, 7.5, 15.5)
        yield Place(self.stamp.number, after + 0.6, 11.5, 27.5)
        after = self._label("Ngày:", 28.8, 11.5, size=3.4)
        yield Place(self.stamp.date, after + 0.4, 11.5, 51)

    def _decree(self, rng: random.Random) -> Iterator[Place]:
        self._heading("ĐẾN", 8, 13.5, 5)
        self._down(16, 7.5, 19.5)
        after = self._label("Số:", 17.5, 11, 50)
        yield Place(self.stamp.number, max(26, after + 1), 11, 51)
        hours = self.stamp.form == "hours"
        after = self._label("Giờ" if hours else "Ngày:", 17.5, 16.5, 0 if hours else 50, 3.4 if hours else 4.1)
        if hours:
            yield Place(f"{rng.randint(7, 16)}h{rng.choice(('00', '30', '15'))}", after + 0.3, 16.5, 30)
            after = self._label("Ngày", 30.2, 16.5, size=3.4)
        yield Place(self.stamp.date, max(0 if hours else 29, after + (0.4 if hours else 1)), 16.5, 51)
        self._across(19.5)
        self._label("Chuyển:", 3, 23, 50)
        last = "Số và ký hiệu HS:" if self.stamp.form != "older" else "Lưu hồ sơ số:"
        self._label(last, 3, self.height / self.mm - 3.7, 50)
        yield Place(self.stamp.forwarded, 17, 23, 51, by_pen=True)


def _fill_in(image: Image.Image, stamp: Stamp, place: Place, mm: float, rng: random.Random, pen: Path | None) -> None:
    """Write an entry into the stamp."""
    x, y, end = place.x * mm, place.y * mm, place.end * mm
    if stamp.by == "pen" or place.by_pen:
        written = handwriting(place.text, int(4.2 * mm), stamp.pen_colour, rng, pen)
        if written.width > end - x:
            written = written.resize((int(end - x), int(written.height * (end - x) / written.width)))
        image.alpha_composite(written, (int(x), max(0, int(y - written.height / 2 + rng.uniform(-0.4, 0.2) * mm))))
        return
    font = fit(place.text, MACHINES[stamp.machine] if stamp.by == "machine" else SERIF, end - x, int(4.4 * mm))
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).text((x, y + rng.uniform(-0.5, 0.3) * mm), place.text, font=font, fill=255, anchor="lm")
    image.alpha_composite(coloured(worn(layer, rng, 0.2), stamp.pen_colour if stamp.by == "machine" else BLACK))
