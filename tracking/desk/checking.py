"""Kiểm tra: the clerk's desk, where doubtful readings are looked at beside the page they came from."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html

from tracking import correcting, rights
from tracking.desk.fields import Sheet, sheet
from tracking.desk.gate import dispatch_for, page, person
from tracking.desk.scan import later, leaves
from tracking.errors import TrackingError
from tracking.joining import named
from tracking.models import Alias, Dispatch, ReviewState, User

SHOWN_CLEAN = 20


def waiting(user: User, state: str = ReviewState.DOUBTFUL) -> QuerySet[Dispatch]:
    """Dispatches that wait for a person: the urgent first, then the least sure."""
    return rights.visible(user).filter(review_state=state).order_by("-urgency", "confidence", "id")


def following(user: User, after: Dispatch) -> Dispatch | None:
    """The next one to look at: of the same pile, behind `after` and then from its top; else of the other pile."""
    behind = (
        Q(urgency__lt=after.urgency)
        | Q(urgency=after.urgency, confidence__gt=after.confidence)
        | Q(urgency=after.urgency, confidence=after.confidence, id__gt=after.pk)
    )
    piles = [ReviewState.DOUBTFUL, ReviewState.CLEAN]
    if after.review_state == ReviewState.CLEAN:
        piles.reverse()
    for pile in piles:
        rows = waiting(user, pile).exclude(pk=after.pk).only("pk")
        found = rows.filter(behind).first() or rows.first()
        if found is not None:
            return found
    return None


@page(action="upload")
def checking(request: HttpRequest) -> HttpResponse:
    """What waits to be checked, and what was read clearly and only waits for a confirmation."""
    user = person(request)
    rows = Paginator(waiting(user).select_related("file").defer("record", "edxml"), 50)
    clean = waiting(user, ReviewState.CLEAN).select_related("file").defer("record", "edxml")
    day = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return render(request, "desk/checking.html", {
        "sheet": rows.get_page(request.GET.get("trang")), "clean": clean[:SHOWN_CLEAN],
        "clean_count": rights.visible(user).filter(review_state=ReviewState.CLEAN).count(),
        "done": rights.visible(user).filter(confirmed_at__gte=day).count(),
        "spellings": Alias.objects.filter(confirmed_by=None).count() if rights.may(user, "confirm_alias") else 0,
    })  # fmt: skip


@page("GET", "HEAD", "POST")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """One dispatch: the scan on one side, the fields on the other."""
    row = dispatch_for(request, pk, "confirm")
    posted: dict[str, str] = {}
    fault = ""
    if request.method == "POST":
        fields = sheet(row)
        posted = _changes(request, fields)
        try:
            return _act(request, row, posted)
        except TrackingError as error:
            fault = str(error)
            row.refresh_from_db()
    fields = sheet(row)
    user = person(request)
    return render(request, "desk/check.html", {
        "dispatch": row, "fields": fields, "leaves": leaves(row, fields.all()), "later": later(row),
        "fault": fault, "posted": posted, "left": waiting(user).exclude(pk=row.pk).count(),
        "following": following(user, row), "pick_words": True,
    }, status=422 if fault else 200)  # fmt: skip


def _changes(request: HttpRequest, fields: Sheet) -> dict[str, str]:
    """What the person changed: a field left as it was shown is no correction."""
    made = {}
    for entry in fields.all():
        if entry.name in request.POST:
            value = request.POST[entry.name].replace("\r\n", "\n").strip()
            if value != entry.value.replace("\r\n", "\n").strip():
                made[entry.name] = value
    return made


def _act(request: HttpRequest, row: Dispatch, changes: dict[str, str]) -> HttpResponse:
    user = person(request)
    if "save" in request.POST:
        made = correcting.correct(dispatch_id=row.pk, by=user, changes=changes)
        messages.success(request, f"Đã lưu {len(made)} chỗ sửa." if made else "Không có gì thay đổi.")
        return redirect("check", pk=row.pk)
    if "add" in request.POST:
        correcting.correct(dispatch_id=row.pk, by=user, changes=changes)
        _add(request, row, user)
        return redirect("check", pk=row.pk)
    if "remove" in request.POST:
        kind, _, number = request.POST["remove"].partition(":")
        correcting.remove_row(dispatch_id=row.pk, by=user, kind=kind, row_id=int(number) if number.isdecimal() else 0)
        return redirect("check", pk=row.pk)
    after = following(user, row)
    done = correcting.confirm(dispatch_id=row.pk, by=user, changes=changes)
    number = f", số đến {done.arrival_number}{done.arrival_suffix}" if done.arrival_number else ""
    if done.same_paper_as is not None:
        number = f": cùng một văn bản với {named(done.same_paper_as)} đã nhận, không cấp số riêng"
    messages.success(request, format_html('Đã kiểm tra <a href="/van-ban/{}/">{}</a>{}.', done.pk, str(done), number))
    return redirect("check", pk=after.pk) if after else redirect("checking")


def _add(request: HttpRequest, row: Dispatch, user: User) -> None:
    """A deadline that the machine did not see."""
    day = request.POST.get("new_due", "").strip()
    values = {"bound": request.POST.get("new_bound", "by"), "stated": day, "text": request.POST.get("new_text", "")}
    if not day:
        messages.error(request, "Nhập ngày của thời hạn mới rồi thêm lại.")
        return
    correcting.add_row(dispatch_id=row.pk, by=user, kind="deadlines", values=values)


@page("POST")
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a dispatch joined as the same paper is another one."""
    row = dispatch_for(request, pk, "confirm")
    correcting.separate(dispatch_id=row.pk, by=person(request))
    return redirect("check", pk=row.pk)
