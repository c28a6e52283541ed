"""The report on paper (PDF) and as a workbook (XLSX)."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from tracking.errors import NotFound
from tracking.exports import TYPES, Download
from tracking.exports.pdf import draw
from tracking.exports.xlsx import FACE
from tracking.inert import cell
from tracking.reports.charts import COLOURS, bars
from tracking.reports.situation import COLUMNS, Situation

if TYPE_CHECKING:
    from pandas import DataFrame

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
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Alignment, Font

    body = io.BytesIO()
    with pd.ExcelWriter(body, engine="openpyxl") as writer:
        for title, key in PARTS:
            table: DataFrame = getattr(found, key).rename(columns=COLUMNS | {"total": "Cộng"})
            table.index = pd.Index([cell(str(name)) for name in table.index], name=title)
            table.to_excel(writer, sheet_name=title)
            page = writer.sheets[title]
            page.column_dimensions["A"].width = 45
            for letter in "BCDEFG":
                page.column_dimensions[letter].width = 15
            page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
            page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
            page.sheet_properties.pageSetUpPr.fitToPage = True
            page.row_dimensions[1].height = 34
            for row in page.iter_rows():
                for entry in row:
                    entry.font = Font(name=FACE, size=12, bold=entry.row == 1)
                    if entry.row == 1:
                        entry.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
            if len(table):
                chart = BarChart()
                chart.type, chart.grouping, chart.overlap, chart.title = "bar", "stacked", 100, title
                end = len(table) + 1
                chart.add_data(
                    Reference(page, min_col=2, max_col=1 + len(COLUMNS), min_row=1, max_row=end), titles_from_data=True
                )
                chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=end))
                chart.y_axis.delete = chart.x_axis.delete = False
                chart.x_axis.scaling.orientation = "maxMin"  # the first row of the table on top
                for series, colour in zip(chart.series, COLOURS.values(), strict=True):
                    series.graphicalProperties.solidFill = colour.removeprefix("#")
                chart.width = 24
                page.add_chart(chart, f"A{end + 3}")
    return body.getvalue()
