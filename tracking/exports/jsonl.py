"""JSON Lines: one object a row, keys in English, text exactly as it is."""

from __future__ import annotations

import json

from tracking.registers.sheet import Sheet


def write(sheet: Sheet) -> bytes:
    """UTF-8, letters as they are."""
    keys = [column.key for column in sheet.columns]
    lines = (json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=str) for row in sheet.rows)
    return "".join(f"{line}\n" for line in lines).encode()
