"""The Phiếu giải quyết of one dispatch as PDF and as XLSX."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from tracking.errors import NotFound
from tracking.exports import TYPES, Download
from tracking.exports.pdf import draw
from tracking.exports.xlsx import FACE, height
from tracking.inert import cell
from tracking.models import Dispatch
from tracking.registers.sheet import Column, day
from tracking.registers.slip import Slip, slip


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


def _workbook(made: Slip) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Phiếu"
    page.column_dimensions["A"].width = 78
    lines: list[tuple[str, bool, str]] = [
        (made.parent.upper(), False, "center"), (made.office.upper(), True, "center"),
        (f"Số đến: {made.arrival}    Ngày đến: {day(made.arrived_on)}", False, "right"),
        ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", True, "center"),
        (made.document, False, "center"), (made.subject, False, "center"),
    ]  # fmt: skip
    for number, part in enumerate(made.opinions, 1):
        lines.append((f"{number}. {part.heading}", True, "left"))
        lines += [(f"- {label}: {value or '……'}", False, "left") for label, value in part.lines]
        lines += [(text, False, "left") for text in part.written or ("", "")]
        lines.append((f"Ngày {day(part.on)}" if part.on else "Ngày …… tháng …… năm ……", False, "right"))
    for row, (text, bold, side) in enumerate(lines, 1):
        # Lines that begin with a dash are the form's own; only what people or the page wrote must be made inert.
        page.cell(row, 1, text if text.startswith("- ") else cell(text)).data_type = "s"
        page.cell(row, 1).font = Font(name=FACE, size=13, bold=bold)
        page.cell(row, 1).alignment = Alignment(wrap_text=True, horizontal=side, vertical="bottom" if bold else "top")
        page.row_dimensions[row].height = height([text], (Column("", "", 165),)) + (10 if bold and row > 2 else 2)
    page.page_setup.paperSize, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 0
    page.page_setup.fitToWidth = 1
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()
