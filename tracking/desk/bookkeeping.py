"""Sổ sách: the registers that the decree demands, as files to print, sign and keep; and the slip as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from tracking import handling, rights
from tracking.desk.gate import day_of, dispatch_for, page, person
from tracking.errors import NotFound
from tracking.exports import EXPORTS, Download, export
from tracking.exports.slip import export_slip
from tracking.registers import LABELS, REGISTERS, sheet

FORMS = {"xlsx": "Excel (XLSX)", "pdf": "PDF để in, ký", "csv": "CSV", "jsonl": "JSON Lines"}


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
    return render(request, "desk/registers.html", {"labels": LABELS, "forms": FORMS, "first": first, "last": last})


@page()
def slip_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Phiếu giải quyết as PDF or XLSX."""
    row = dispatch_for(request, pk, "export")
    handling.opened(dispatch=row, by=person(request), what="export")
    return _send(export_slip(row, form))
