"""The table of what is due, as a person reads it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.store import open_store

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = ("late", "due", "issuer_due", "urgency", "number", "issuer", "title", "lead_unit", "state")
WIDE = 220
"""Columns of a table that goes into a file or a pipe: nothing is cut there."""


def print_pending(*, as_json: bool = False) -> None:
    """Print every open task, late first: a table, or JSON Lines with ISO days."""
    open_store()
    from tracking.frames import TITLES, pending

    if as_json:
        for row in pending().to_dict("records"):
            print(json.dumps(row, ensure_ascii=False, default=str))
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDE)
    console.print(as_table(pending(), TITLES))


def as_table(frame: DataFrame, titles: dict[str, str]) -> Table:
    """A table of the frame's main columns; an empty frame says so."""
    table = Table(title=f"Việc phải làm: {len(frame)}", title_justify="left")
    for column in COLUMNS:
        table.add_column(titles[column], no_wrap=column in ("due", "issuer_due", "number"))
    for row in frame[list(COLUMNS)].itertuples(index=False):
        style = "red" if row[0] == "Quá hạn" else "yellow" if row[0] in ("Hôm nay", "Sắp đến hạn") else ""
        table.add_row(*(Text(_shown(value)) for value in row), style=style)
    return table


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
