"""The report on paper (PDF) and as a workbook (XLSX)."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tracking.errors import NotFound
from tracking.exports import TYPES, Download
from tracking.exports.pdf import draw
from tracking.exports.xlsx import FACE, THIN
from tracking.inert import cell
from tracking.reports.charts import COLOURS, bars
from tracking.reports.situation import COLUMNS, Situation

if TYPE_CHECKING:
    from pandas import DataFrame

TITLE = "Báo cáo tình hình giải quyết văn bản đến"
HEAD, LAST = 5, 2 + len(COLUMNS)
"""The workbook's row of headings and its last column."""
PARTS = (("Theo đơn vị", "units"), ("Theo cơ quan ban hành", "issuers"), ("Theo tháng", "months"))


def report(found: Situation, form: str) -> Download:
    """The report as `pdf` or `xlsx`."""
    name = f"bao_cao_{found.first:%Y%m%d}_{found.last:%Y%m%d}.{form}"
    if form == "pdf":
        return Download(_pdf(found), name, TYPES["pdf"])
    if form == "xlsx":
        return Download(_xlsx(found), name, TYPES["xlsx"])
    raise NotFound(f"Báo cáo không có dạng «{form}»; chọn pdf hoặc xlsx.")


def _pdf(found: Situation) -> bytes:
    parts = [_part(title, getattr(found, key)) for title, key in PARTS]
    share = found.share_in_time
    return draw(
        "registers/report.html",
        {
            "report": found, "whole": [(label, found.whole[key]) for key, label in COLUMNS.items()],
            "headings": [*COLUMNS.values(), "Cộng"], "parts": [part for part in parts if part["rows"]],
            "share": f"{share * 100:.1f}".replace(".", ",") if share is not None else "",
        },
    )  # fmt: skip


def _part(title: str, table: DataFrame) -> dict[str, object]:
    rows = [(str(name), [int(n) for n in row]) for name, row in zip(table.index, table.to_numpy(), strict=True)]
    svg = base64.b64encode(bars(table).encode()).decode() if rows else ""
    return {"title": title, "rows": rows, "chart": f"data:image/svg+xml;base64,{svg}"}


def _xlsx(found: Situation) -> bytes:
    import pandas as pd

    body = io.BytesIO()
    with pd.ExcelWriter(body, engine="openpyxl") as writer:
        for title, key in PARTS:
            table: DataFrame = getattr(found, key).rename(columns=COLUMNS | {"total": "Cộng"})
            table.index = pd.Index([cell(str(name)) for name in table.index], name=title)
            table.to_excel(writer, sheet_name=title, startrow=HEAD - 1)
            _page(writer.sheets[title], found, len(table))
            if len(table):
                _chart(writer.sheets[title], title, len(table))
    return body.getvalue()


def _page(page: Worksheet, found: Situation, rows: int) -> None:
    """What it is and of which period above the table, ruled as on paper, on one page in width."""
    for row, text, bold in (
        (1, found.office.upper(), False), (2, TITLE.upper(), True),
        (3, f"Từ ngày {found.first:%d/%m/%Y} đến ngày {found.last:%d/%m/%Y}", False),
    ):  # fmt: skip
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
        page.cell(row, 1, cell(text)).font = Font(name=FACE, size=14 if bold else 12, bold=bold)
        page.cell(row, 1).alignment = Alignment(horizontal="center")
    page.column_dimensions["A"].width = 45
    for number in range(2, LAST + 1):
        page.column_dimensions[get_column_letter(number)].width = 15
    page.row_dimensions[HEAD].height = 34
    for line in page.iter_rows(min_row=HEAD, max_row=HEAD + rows, max_col=LAST):
        for entry in line:
            head = entry.row == HEAD
            entry.font, entry.border = Font(name=FACE, size=12, bold=head), THIN
            entry.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if head else None)
    page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _chart(page: Worksheet, title: str, rows: int) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.title = "bar", "stacked", 100, title
    end = HEAD + rows
    chart.add_data(
        Reference(page, min_col=2, max_col=1 + len(COLUMNS), min_row=HEAD, max_row=end), titles_from_data=True
    )
    chart.set_categories(Reference(page, min_col=1, min_row=HEAD + 1, max_row=end))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
    for series, colour in zip(chart.series, COLOURS.values(), strict=True):
        series.graphicalProperties.solidFill = colour.removeprefix("#")
    chart.width = 24
    page.add_chart(chart, f"A{end + 3}")
