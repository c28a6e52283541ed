"""Cách viết đã học: spellings that corrections taught, each of no effect until a second person agrees."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracking import spelling
from tracking.desk.gate import page, person
from tracking.models import Alias


@page(action="confirm_alias")
def spellings(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what two people agreed on."""
    known = Alias.objects.select_related("proposed_by", "confirmed_by")
    agreed = Paginator(known.exclude(confirmed_by=None).order_by("-confirmed_at"), 50)
    return render(request, "desk/spellings.html", {
        "waiting": known.filter(confirmed_by=None).order_by("proposed_at")[:200],
        "sheet": agreed.get_page(request.GET.get("trang")), "me": person(request),
    })  # fmt: skip


@page("POST", action="confirm_alias")
def confirm_spelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận, by another person than who proposed it."""
    found = spelling.confirm(alias_id=pk, by=person(request))
    messages.success(request, f"Từ nay «{found.spelling}» được đọc là «{found.value}».")
    return redirect("spellings")


@page("POST", action="confirm_alias")
def drop_spelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ."""
    spelling.drop(alias_id=pk, by=person(request))
    messages.success(request, "Đã bỏ cách viết; văn bản đã đọc giữ nguyên.")
    return redirect("spellings")
