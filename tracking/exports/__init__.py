"""Writing a sheet: each format one module with `write(sheet) -> bytes`, named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from tracking.errors import NotFound

if TYPE_CHECKING:
    from tracking.registers import Sheet

EXPORTS = {
    "xlsx": "tracking.exports.xlsx",
    "pdf": "tracking.exports.pdf",
    "csv": "tracking.exports.csv",
    "jsonl": "tracking.exports.jsonl",
}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Download:
    """What an export gives: bytes, a safe file name, and the media type."""

    body: bytes
    name: str
    type: str


def export(sheet: Sheet, form: str) -> Download:
    """`sheet` in the format `form`; raises `NotFound` for a format that there is not."""
    if form not in EXPORTS:
        raise NotFound(f"Không có dạng kết xuất «{form}»; chọn một trong: {', '.join(EXPORTS)}.")
    write: Callable[[Sheet], bytes] = import_module(EXPORTS[form]).write
    return Download(write(sheet), f"{sheet.filename}.{form}", TYPES[form])
