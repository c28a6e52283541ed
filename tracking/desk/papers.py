"""The paper itself, served only through the rights check: page images, the searchable copy, the original."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from tracking import handling
from tracking.desk import pages
from tracking.desk.fields import sheet
from tracking.desk.gate import dispatch_for, page, person
from tracking.desk.scan import leaves


def _send(path: Path | None, kind: str, *, download: str = "") -> FileResponse:
    if path is None:
        raise Http404("Tệp này chưa có.")
    answer = FileResponse(path.open("rb"), content_type=kind, as_attachment=bool(download), filename=download)
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@page()
def image(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """One page as an image."""
    return _send(pages.image(dispatch_for(request, pk, "open_file"), number), "image/jpeg")


@page()
def leaf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page with its boxes: a fragment for who scrolls to it, a page of its own without script."""
    row = dispatch_for(request, pk, "open_file")
    shown = leaves(row, sheet(row).all(), only=[number])
    if not shown:
        raise Http404("Không có trang này.")
    name = "desk/leaf.html" if request.headers.get("HX-Request") else "desk/leaf_page.html"
    words = request.GET.get("chu") == "1"
    return render(request, name, {"dispatch": row, "leaf": shown[0], "pick_words": words})


@xframe_options_sameorigin
@page()
def searchable(request: HttpRequest, pk: int) -> FileResponse:
    """The searchable copy, shown inside the page or by itself."""
    row = dispatch_for(request, pk, "open_file")
    handling.opened(dispatch=row, by=person(request), what="file")
    return _send(pages.searchable(row), "application/pdf")


@page()
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The original as a download: its type is not trusted to be shown."""
    row = dispatch_for(request, pk, "open_file")
    handling.opened(dispatch=row, by=person(request), what="file")
    name = row.file.name if row.file else "ban-goc"
    return _send(pages.original(row), "application/octet-stream", download=name)
