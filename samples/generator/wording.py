"""The pools of wording: which half may be used, and choices from it."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "wording"
HALVES = ("develop", "apart")


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class Wording:
    """Choices from one half of every pool: `develop` (even rows) is tuned on, `apart` (odd rows) never."""

    def __init__(self, half: str, rng: random.Random) -> None:
        self.half = HALVES.index(half)
        self.rng = rng
        self.used: dict[str, set[str]] = {}

    def rows(self, file: str, pool: str) -> list[Any]:
        """The rows of a pool that this half may use."""
        return _file(file)[pool][self.half :: 2]

    def every(self, file: str, pool: str) -> list[Any]:
        """All rows of a pool that both halves need whole."""
        return list(_file(file)[pool])

    def own_half(self, rows: list[Any]) -> list[Any]:
        """The same for a list that stands inside a row; a list of one serves both halves."""
        return rows[self.half :: 2] or rows

    def pick(self, pool: str) -> str:
        """A phrase as it stands; none comes twice in a paper before the pool has run out."""
        used = self.used.setdefault(pool, set())
        free = [row for row in self.rows("phrases", pool) if row not in used]
        if not free:
            used.clear()
            free = self.rows("phrases", pool)
        phrase = str(self.rng.choice(free))
        used.add(phrase)
        return phrase

    def fill(self, pool: str, **values: object) -> str:
        """A phrase with its places filled; `{f}` is always some field of work."""
        return self.pick(pool).format(**({"f": self.field()} | values))

    def several(self, pool: str, least: int, most: int) -> list[str]:
        """Distinct phrases of a pool."""
        rows = self.rows("phrases", pool)
        return self.rng.sample(rows, min(len(rows), self.rng.randint(least, most)))

    def field(self) -> str:
        """A field of work: `văn thư, lưu trữ`."""
        return self.pick("fields")

    def name(self) -> str:
        """A made-up person."""
        return f"{self.pick('families')} {self.pick('middles')} {self.pick('givens')}"

    def deadlines(self) -> list[dict[str, Any]]:
        """All forms of deadlines (both halves need each form; their wordings are halved)."""
        return self.every("phrases", "deadline")
