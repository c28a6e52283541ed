"""What programs come in by: one's access tokens for the API, and the secret addresses of the calendars."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tracking import feeds
from tracking.api.auth import make_token
from tracking.desk.gate import page, person
from tracking.errors import Incomplete, NotAllowed, NotFound
from tracking.models import ApiToken, Role, User

DAYS = {"30": 30, "365": 365, "": None}
"""How long a token lasts, as the form says it; null: until it is deleted."""


@page("POST")
def add_token(request: HttpRequest) -> HttpResponse:
    """A new token, seen on the next page and never again."""
    name, days = " ".join(request.POST.get("name", "").split())[:100], request.POST.get("days", "365")
    if not name or days not in DAYS:
        raise Incomplete("Ghi khóa truy cập dùng cho việc gì rồi tạo lại.")
    token = make_token(user=person(request), name=name, days=DAYS[days])
    messages.success(request, f"Khóa truy cập «{name}»: {token} – chép lại ngay, khóa chỉ hiện một lần này.")
    return redirect("me")


@page("POST")
def drop_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi: what bears the token is refused from now on."""
    gone, _ = ApiToken.objects.filter(pk=pk, user=person(request)).delete()
    if not gone:
        raise NotFound("Không có khóa truy cập này.")
    messages.success(request, "Đã thu hồi khóa truy cập.")
    return redirect("me")


def renews_unit(user: User) -> bool:
    """Whether `user` may give the unit's calendar a new address: the head, for the members would lose theirs."""
    return user.unit is not None and (user.role == Role.UNIT_HEAD or user.unit.head_id == user.pk)


@page("POST")
def renew_feed(request: HttpRequest) -> HttpResponse:
    """A new address for one's own calendar or one's unit's; the old one stops working."""
    user = person(request)
    if "unit" not in request.POST:
        feeds.renew(user)
    elif user.unit is not None and renews_unit(user):
        feeds.renew(user.unit)
    else:
        raise NotAllowed("Chỉ lãnh đạo đơn vị được đổi địa chỉ lịch của đơn vị.")
    messages.success(request, "Đã đổi địa chỉ lịch; địa chỉ cũ không dùng được nữa, hãy khai báo lại địa chỉ mới.")
    return redirect("me")
