"""CSV for Excel: UTF-8 with its mark, formulas made inert."""

from __future__ import annotations

import csv
import io

from tracking.inert import cell
from tracking.registers.sheet import Sheet


def write(sheet: Sheet) -> bytes:
    """One heading line, then the rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows([cell(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")
