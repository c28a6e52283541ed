"""What stands in the rows of made-up arrival stamps, and what a page says that lies under them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

PHRASES = Path("extractors/data/compounds.txt")
HEADINGS = ("CÔNG VĂN ĐẾN", "VĂN BẢN ĐẾN", "ĐẾN")
OTHERS = ("Chuyển:", "Kính chuyển:", "Số và ký hiệu HS:", "Lưu hồ sơ số:", "Chuyển", "Lưu HS:", "Nơi nhận:")
WIDEST = 54.0
"""Millimetres that a row takes up at most."""
Measure = Callable[[str], float]
"""How many ems a text takes up in a face."""


@dataclass(frozen=True)
class Text:
    """A text on a row: from `x` to `end` on the middle line `y` (millimetres from the row's), ems of so many
    millimetres."""

    text: str
    x: float
    y: float
    size: float
    end: float
    filled: bool = False


@dataclass
class Row:
    """A row's texts, what it says in the letters of the reader, and where lines part its cells; `lone` where its labels
    may be missing."""

    texts: list[Text]
    text: str
    lines: list[float] = field(default_factory=list)
    lone: bool = False

    @property
    def end(self) -> float:
        return max((text.end for text in self.texts), default=20.0)


class Rows:
    """Makes the rows of stamps and the print of pages."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.measures: tuple[Measure, Measure] = (len, len)
        self.phrases = [line for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    def any(self, carved: Measure, filled: Measure) -> Row:
        """One row of any form, its labels and its entries set in faces of such measures."""
        self.measures = (carved, filled)
        kinds = (self._number, self._day, self._spelled, self._both, self._other)
        while (row := self.rng.choices(kinds, (5, 5, 3, 3, 2))[0]()).end > WIDEST:
            pass
        return row

    def print(self) -> str:
        """A line of a page's print."""
        rng = self.rng
        words = [rng.choice(self.phrases) for _ in range(rng.randint(2, 5))]
        if rng.random() < 0.3:
            number, code = rng.randint(1, 9999), rng.choice(("CV-TU", "KL/TW", "QĐ-UBND", "2015/NĐ-CP", "UBND-NV"))
            words.insert(rng.randint(0, 2), rng.choice((f"số {number}/{code}", f"Số: {number}/{code}", str(number))))
        if rng.random() < 0.3:
            sign = rng.choice((" tháng ", "/"))
            words.insert(rng.randint(0, 3), f"ngày {rng.randint(1, 31):02d}{sign}{self._date()[3:]}")
        line = " ".join(words)
        return line.upper() if rng.random() < 0.3 else line[:1].upper() + line[1:]

    def _text(self, text: str, x: float, size: float, y: float = 0.0, *, filled: bool = False) -> Text:
        return Text(text, x, y, size, x + size * self.measures[filled](text), filled)

    def _date(self) -> str:
        rng = self.rng
        day, month = rng.randint(1, 31), rng.randint(1, 12)
        year = rng.randint(2000, 2032) if rng.random() < 0.9 else rng.randint(1990, 2060)
        sign = rng.choice("//-")
        days = f"{day:02d}" if rng.random() < 0.8 else str(day)
        months = f"{month:02d}" if rng.random() < 0.7 else str(month)
        return sign.join((days, months, str(year) if rng.random() < 0.6 else f"{year:04d}"[2:]))

    def _figures(self) -> str:
        rng = self.rng
        length = rng.choices((1, 2, 3, 4, 5), (1, 2, 4, 6, 4))[0]
        number = "".join(rng.choice("0123456789") for _ in range(length))
        return number if rng.random() < 0.15 else number.lstrip("0") or "7"

    def _begun(self) -> tuple[list[Text], float]:
        """What stands before the first label: nothing, or `ĐẾN` between two rows in a cell of its own."""
        rng = self.rng
        if rng.random() < 0.5:
            return [], rng.uniform(0.5, 4)
        size = rng.uniform(3.8, 5.2)
        y = rng.choice((0, rng.uniform(1.8, 3.2), -rng.uniform(1.8, 3.2)))
        word = self._text("ĐẾN", rng.uniform(0.5, 3), size, y)
        return [word], word.end + rng.uniform(0.8, 4)

    def _labelled(self, label: str, x: float, size: float, text: str, room: float) -> list[Text]:
        """A label and what is filled in after it, into so many millimetres."""
        rng = self.rng
        texts = [self._text(label, x, size)]
        after = texts[0].end
        if rng.random() < 0.4:
            texts.append(self._text("." * rng.randint(6, 20), after, size))
        big = min(rng.uniform(3.0, 4.7), room / self.measures[1](text))
        x = after + rng.choice((0.3, 0.8, rng.uniform(0.3, 8)))
        return [*texts, self._text(text, x, big, rng.uniform(-0.6, 0.4), filled=True)]

    def _number(self) -> Row:
        rng = self.rng
        texts, x = self._begun()
        number = self._figures()
        label = rng.choice(("Số:", "Số:", "Số", "SỐ:"))
        texts += self._labelled(label, x, rng.uniform(3.2, 4.4), number, rng.uniform(9, 30))
        return Row(texts, f"S{number}", [x - 0.7], lone=True)

    def _day(self) -> Row:
        rng = self.rng
        texts, x = self._begun()
        size, text, line = rng.uniform(3.2, 4.3), "", x - 0.7
        if rng.random() < 0.3:
            hour = f"{rng.randint(7, 17)}h{rng.choice(('00', '15', '30', '45', ''))}"
            texts += self._labelled("Giờ", x, size, hour, 8)
            text, x = f"G{hour}", texts[-1].end + rng.uniform(0.3, 3)
        day = self._date()
        label = rng.choice(("Ngày:", "Ngày:", "Ngày", "NGÀY:"))
        texts += self._labelled(label, x, size, day, rng.uniform(12, 34))
        return Row(texts, f"{text}N{day}", [line], lone=not text)

    def _both(self) -> Row:
        rng = self.rng
        texts, x = self._begun()
        size, number, day, line = rng.uniform(3.0, 4.3), self._figures(), self._date(), x - 0.7
        texts += self._labelled("Số:", x, size, number, rng.uniform(8, 14))
        x = texts[-1].end + rng.uniform(0.6, 4)
        label = rng.choice(("Ngày:", "Ngày"))
        texts += self._labelled(label, x, size * rng.uniform(0.92, 1), day, rng.uniform(11, 20))
        return Row(texts, f"S{number}N{day}", [line, x - 0.4])

    def _spelled(self) -> Row:
        rng = self.rng
        day, month, year = self._date().replace("-", "/").split("/")
        size, x, big = rng.uniform(3.2, 4.2), rng.uniform(0.5, 6), rng.uniform(3.0, 4.5)
        texts: list[Text] = []
        carved = rng.random() < 0.8  # the century
        parts = (("Ngày", day), ("tháng", month), ("năm 20", year[-2:]) if carved else ("năm", f"20{year[-2:]}"))
        for label, text in parts:
            texts.append(self._text(label, x, size))
            after = texts[-1].end
            if rng.random() < 0.35:
                texts.append(self._text("." * rng.randint(3, 9), after, size))
            texts.append(self._text(text, after + rng.uniform(0.1, 1.5), big, rng.uniform(-0.6, 0.4), filled=True))
            x = texts[-1].end + rng.uniform(0.3, 3)
        return Row(texts, f"N{day}T{month}Y20{year[-2:]}")

    def _other(self) -> Row:
        """A row without entries."""
        rng = self.rng
        x, chance = rng.uniform(0.5, 14), rng.random()
        if chance < 0.15:
            return Row([], "")
        if chance < 0.55:
            text = rng.choice(OTHERS) + "." * rng.choice((0, 15, 25))
            return Row([self._text(text, x, rng.uniform(3.2, 4.3))], "")
        text = rng.choice(HEADINGS) if chance < 0.75 else " ".join(rng.choice(self.phrases) for _ in range(4)).upper()
        return Row([self._text(text, x, rng.uniform(2.4, 4.2))], "")
