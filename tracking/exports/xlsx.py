"""XLSX for printing and signing: the decree's columns and order, A4 landscape, heading repeated, pages numbered."""

from __future__ import annotations

import io
import math
from typing import Any

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracking.inert import cell
from tracking.registers.sheet import Column, Sheet

FACE = "Times New Roman"
_SIDE = Side(style="thin")
THIN = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
MM_TO_WIDTH = 0.52  # Excel's column width is in letters of its standard font
LETTERS_PER_MM = 0.53  # Times New Roman 12, with room for words that wrap early


def write(sheet: Sheet) -> bytes:
    """A workbook: the cover on its own sheet, then the register."""
    import pandas as pd

    rows = [[cell(value) for value in row] for row in sheet.rows]
    numbers = [f"({n})" for n in range(1, len(sheet.columns) + 1)]
    frame = pd.DataFrame([numbers, *rows], columns=[column.title for column in sheet.columns], dtype=object)
    body = io.BytesIO()
    with pd.ExcelWriter(body, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="Sổ", index=False, startrow=4)
        book = writer.book
        _register(writer.sheets["Sổ"], sheet)
        _cover(book.create_sheet("Bìa", 0), sheet)
        book.active = 1
    return body.getvalue()


def height(values: list[Any], columns: tuple[Column, ...]) -> float:
    """A row's height in points: programs do not all work it out for wrapped text, and then cut it off."""
    lines = [
        sum(
            math.ceil(max(1, len(part)) / max(4, column.width * LETTERS_PER_MM))
            for part in str(value or "").split("\n")
        )
        for value, column in zip(values, columns, strict=True)
    ]
    return min(400.0, 16.0 * max(lines, default=1) + 2)


def _put(page: Worksheet, place: str, text: str, **font: Any) -> None:
    page[place] = cell(text)
    page[place].font = Font(name=FACE, **font)
    page[place].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _cover(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
    page.column_dimensions["A"].width = 120
    _put(page, "A2", sheet.parent.upper(), size=14)
    _put(page, "A3", sheet.office.upper(), size=14, bold=True)
    _put(page, "A10", sheet.title, size=24, bold=True)
    page.row_dimensions[10].height = 40
    for number, (label, value) in enumerate(sheet.cover):
        _put(page, f"A{12 + number}", f"{label}: {value}" if label else value, size=14)


def _register(page: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.columns))
    for place, text, size, bold in (
        ("A1", sheet.office.upper(), 12, False), ("A2", sheet.title, 15, True), ("A3", sheet.period, 12, False),
    ):  # fmt: skip
        page.merge_cells(f"{place}:{last}{place[1:]}")
        _put(page, place, text, size=size, bold=bold)
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width * MM_TO_WIDTH
        _put(page, f"{letter}5", column.title, size=12, bold=True)
        page[f"{letter}5"].border = THIN
        _put(page, f"{letter}6", f"({number})", size=11, italic=True)
        page[f"{letter}6"].border = THIN
    normal, centred = (Alignment(vertical="top", wrap_text=True, horizontal=side) for side in ("left", "center"))
    font = Font(name=FACE, size=12)
    for line in page.iter_rows(min_row=7, max_row=6 + len(sheet.rows)):
        for entry, column in zip(line, sheet.columns, strict=True):
            entry.font, entry.border = font, THIN
            entry.alignment = centred if column.centred else normal
            entry.number_format = "@"  # what looks like a day or a number stays the text it is
        page.row_dimensions[line[0].row or 0].height = height([e.value for e in line], sheet.columns)
    page.row_dimensions[5].height = 36
    _signatures(page, len(sheet.columns), 8 + len(sheet.rows))
    page.freeze_panes = "A7"
    page.print_title_rows = "5:6"
    page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.center.text = f'&"{FACE}"Trang &P/&N'  # type: ignore[union-attr]


def _signatures(page: Worksheet, columns: int, row: int) -> None:
    """Who made the register and who heads the office, with room to sign."""
    half = columns // 2
    for first, last, title, how in (
        (1, half, "NGƯỜI LẬP SỔ", "(Ký, ghi rõ họ tên)"), (half + 1, columns, "THỦ TRƯỞNG CƠ QUAN", "(Ký, đóng dấu)"),
    ):  # fmt: skip
        for line, text, font in ((row, title, {"bold": True}), (row + 1, how, {"italic": True})):
            page.merge_cells(start_row=line, end_row=line, start_column=first, end_column=last)
            _put(page, f"{get_column_letter(first)}{line}", text, size=12, **font)
