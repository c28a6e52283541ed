"""A register on its way to paper: columns, rows, and what its cover says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for programs, `title` as the decree prints it, `width` in millimetres."""

    key: str
    title: str
    width: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A register: its title, who keeps it, the period, the columns, and rows in the columns' order.

    Cells are text, numbers, days or null. `cover` holds the lines of the cover page, label and value.
    """

    name: str
    title: str
    office: str
    parent: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    first: date
    last: date
    place: str = ""
    cover: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    @property
    def period(self) -> str:
        return f"Từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"

    @property
    def filename(self) -> str:
        """A name without accents or spaces, and without an extension."""
        return f"{self.name}_{self.first:%Y%m%d}_{self.last:%Y%m%d}"


def day(value: date | None) -> str:
    """A day as registers write it."""
    return f"{value:%d/%m/%Y}" if value else ""
