"""PDF for signing and binding, drawn by WeasyPrint: nothing is fetched from anywhere while it draws."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from tracking.registers.sheet import Sheet


def draw(template: str, context: dict[str, Any]) -> bytes:
    """A page template as PDF."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    inside_only = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made = HTML(string=render_to_string(template, context), url_fetcher=inside_only).write_pdf()
    return bytes(made)


def write(sheet: Sheet) -> bytes:
    """The register with its cover, heading and column numbers on every page, and page numbers."""
    total = sum(column.width for column in sheet.columns)
    columns = [
        {"title": c.title, "percent": f"{100 * c.width / total:.2f}", "centred": c.centred} for c in sheet.columns
    ]
    return draw("registers/register.html", {"sheet": sheet, "columns": columns})
