"""The Phiếu giải quyết of one dispatch as PDF and as XLSX."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from tracking.errors import NotFound
from tracking.exports import TYPES, Download
from tracking.exports.pdf import draw
from tracking.exports.xlsx import FACE
from tracking.inert import cell
from tracking.models import Dispatch
from tracking.registers.sheet import day
from tracking.registers.slip import DOTS, Slip, slip

SIZE, LEADING = 13, 1.25
"""Points of the text, and a line's height over them."""
WIDTH, LETTERS = 75, 74
"""The column's width as Excel counts it: the text area of A4 with the decree's margins; letters that surely fit."""


def export_slip(dispatch: Dispatch, form: str) -> Download:
    """The slip of `dispatch` as `pdf` or `xlsx`."""
    made = slip(dispatch)
    if form == "pdf":
        body = draw("registers/slip.html", {"slip": made})
    elif form == "xlsx":
        body = _workbook(made)
    else:
        raise NotFound(f"Phiếu giải quyết không có dạng «{form}»; chọn pdf hoặc xlsx.")
    return Download(body, f"{made.name}_{dispatch.pk}.{form}", TYPES[form])


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet: its text and how it stands."""

    text: str
    side: str = "left"
    bold: bool = False
    italic: bool = False
    size: int = SIZE
    before: int = 0
    dotted: bool = False


def _lines(made: Slip) -> Iterator[_Line]:
    if made.parent:
        yield _Line(made.parent.upper(), "center", size=12)
    yield _Line(made.office.upper(), "center", bold=True, size=12)
    arrival, arrived = made.arrival or DOTS[:4], day(made.arrived_on) or DOTS[:4]
    yield _Line(f"Số đến: {arrival}    Ngày đến: {arrived}", "right", italic=True, before=4)
    yield _Line("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "center", bold=True, size=15, before=18)
    yield _Line(made.document, "center")
    yield _Line(made.subject, "center")
    for number, part in enumerate(made.opinions, 1):
        yield _Line(f"{number}. {part.heading}", bold=True, before=12)
        for label, value in part.lines:
            yield _Line(f"- {label}: {value or DOTS}")
        yield from (_Line(text) for text in part.written)
        if not part.written:
            yield from (_Line("", dotted=True, before=8), _Line("", dotted=True, before=8))
        yield _Line(part.signed_on, "right", italic=True, before=2)


def _workbook(made: Slip) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Phiếu"
    page.column_dimensions["A"].width = WIDTH
    for row, line in enumerate(_lines(made), 1):
        # Lines that begin with a dash are the form's own; only what people or the page wrote must be made inert.
        entry = page.cell(row, 1, line.text if line.text.startswith("- ") else cell(line.text))
        entry.data_type = "s"
        entry.font = Font(name=FACE, size=line.size, bold=line.bold, italic=line.italic)
        entry.alignment = Alignment(wrap_text=True, horizontal=line.side, vertical="bottom" if line.before else "top")
        if line.dotted:
            entry.border = Border(bottom=Side(style="dotted"))
        rows = sum(math.ceil(max(1, len(part)) / LETTERS) for part in line.text.split("\n"))
        page.row_dimensions[row].height = min(400, LEADING * line.size * rows + 2 + line.before)
    page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 1, 0
    page.page_margins = PageMargins(left=1.18, right=0.59, top=0.79, bottom=0.79, header=0.3, footer=0.3)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()
