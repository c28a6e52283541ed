"""Sổ sách: the registers that the decree demands and the report, as files to print, sign and keep; the files of one
dispatch: slip, ĐẾN stamp, edXML."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from tracking import edxml, handling, rights
from tracking.desk.gate import day_of, dispatch_for, page, person
from tracking.errors import NotFound
from tracking.exports import EXPORTS, TYPES, Download, export
from tracking.exports.slip import export_slip
from tracking.registering import gaps
from tracking.registers import LABELS, REGISTERS, sheet
from tracking.registers.stamp import stamp
from tracking.reports import report, situation

FORMS = {"xlsx": "Excel (XLSX)", "pdf": "PDF để in, ký", "csv": "CSV", "jsonl": "JSON Lines"}
SHOWN_GAPS = 30


def _send(made: Download) -> HttpResponse:
    answer = HttpResponse(made.body, content_type=made.type)
    answer["Content-Disposition"] = content_disposition_header(True, made.name) or "attachment"
    return answer


@page(action="export_registers")
def registers(request: HttpRequest) -> HttpResponse:
    """The form, and the register itself once one is asked for."""
    today, ask = timezone.localdate(), request.GET
    first, last = day_of(ask.get("tu", ""), today.replace(month=1, day=1)), day_of(ask.get("den", ""), today)
    name, form = ask.get("so", ""), ask.get("dang", "")
    if name:
        if name not in REGISTERS or form not in EXPORTS:
            raise NotFound("Không có sổ hoặc dạng tệp này; chọn lại.")
        return _send(export(sheet(name, rights.visible(person(request)), first=first, last=last), form))
    missing = gaps("den", last.year)
    runs = [f"{a}" if a == b else f"{a}–{b}" for a, b in missing]
    return render(request, "desk/registers.html", {
        "labels": LABELS, "forms": FORMS, "first": first, "last": last, "year": last.year,
        "missing": runs[:SHOWN_GAPS], "more": len(runs) > SHOWN_GAPS, "count": sum(b - a + 1 for a, b in missing),
    })  # fmt: skip


@page(action="see_reports")
def report_file(request: HttpRequest, form: str) -> HttpResponse:
    """Báo cáo tình hình giải quyết văn bản đến over a period, of what the asker may see, as PDF or XLSX."""
    today = timezone.localdate()
    first = day_of(request.GET.get("tu", ""), today.replace(month=1, day=1))
    last = day_of(request.GET.get("den", ""), today)
    return _send(report(situation(rights.visible(person(request)), first=first, last=last), form))


@page()
def slip_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Phiếu giải quyết as PDF or XLSX."""
    row = dispatch_for(request, pk, "export")
    handling.opened(dispatch=row, by=person(request), what="export")
    return _send(export_slip(row, form))


@page()
def stamp_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Dấu ĐẾN to print on a label or onto the paper."""
    return _send(stamp(dispatch_for(request, pk, "export")))


@page()
def edxml_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The edXML MessageHeader, for the product that the office already has."""
    row = dispatch_for(request, pk, "export")
    handling.opened(dispatch=row, by=person(request), what="export")
    return _send(Download(edxml.message(row), f"van_ban_{row.pk}.xml", TYPES["xml"]))
