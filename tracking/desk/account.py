"""Log-in, one's own page, saved filters, and the guide."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from pipeline.settings import settings
from tracking import rights
from tracking.desk.gate import back, page, person
from tracking.desk.programs import renews_unit
from tracking.errors import Incomplete, NotFound
from tracking.models import Dispatch, SavedFilter, Unit, User

FILTERED = {"pending": "/", "dispatches": "/van-ban/"}


class LoginForm(AuthenticationForm):
    """Đăng nhập."""

    error_messages = {  # noqa: RUF012 - Django's own declaration is an instance's
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. "
        "Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.",
        "inactive": "Tài khoản này đã bị khóa; liên hệ người quản trị.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"


class PasswordForm(PasswordChangeForm):
    """Đổi mật khẩu."""

    error_messages = {  # noqa: RUF012 - Django's own declaration is an instance's
        "password_mismatch": "Hai lần nhập mật khẩu mới không giống nhau.",
        "password_incorrect": "Mật khẩu hiện tại không đúng; nhập lại.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": "Mật khẩu hiện tại", "new_password1": "Mật khẩu mới",
            "new_password2": "Nhập lại mật khẩu mới",
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label


class Login(LoginView):
    """The log-in page; django-axes counts what fails."""

    template_name = "desk/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = apps.is_installed("mozilla_django_oidc")
        return super().get_context_data(**kwargs) | {"single_sign_on": offered}


class Password(PasswordChangeView):
    """Đổi mật khẩu, by Django's rules."""

    template_name = "desk/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("me")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Đã đổi mật khẩu.")
        return super().form_valid(form)


@page()
def me(request: HttpRequest) -> HttpResponse:
    """One's own page: who one is here, the password, the calendars' addresses, saved filters, tokens."""
    user = person(request)
    filters = [(entry, FILTERED.get(entry.page, "/")) for entry in SavedFilter.objects.filter(user=user)]
    calendar = request.build_absolute_uri(f"/lich/{user.feed_token}.ics")
    unit_calendar = request.build_absolute_uri(f"/lich/{user.unit.feed_token}.ics") if user.unit else ""
    return render(request, "desk/me.html", {
        "filters": filters, "calendar": calendar, "unit_calendar": unit_calendar, "renews_unit": renews_unit(user),
        "tokens": user.tokens.order_by("-created_at"), "api": request.build_absolute_uri("/api/"),
    })  # fmt: skip


@page("POST")
def save_filter(request: HttpRequest) -> HttpResponse:
    """Lưu bộ lọc: the address's query under a name."""
    name = " ".join(request.POST.get("name", "").split())[:100]
    where = request.POST.get("page", "")
    if not name or where not in FILTERED:
        raise Incomplete("Đặt tên cho bộ lọc rồi lưu lại.")
    query = request.POST.get("query", "")[:2000]
    SavedFilter.objects.update_or_create(user=person(request), page=where, name=name, defaults={"query": query})
    messages.success(request, f"Đã lưu bộ lọc «{name}».")
    return back(request)


@page("POST")
def drop_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Xóa bộ lọc."""
    gone, _ = SavedFilter.objects.filter(pk=pk, user=person(request)).delete()
    if not gone:
        raise NotFound("Không có bộ lọc này.")
    return back(request)


@page()
def guide(request: HttpRequest) -> HttpResponse:
    """Hướng dẫn: what to do on the first day, with what is already done, and the keys."""
    people = "people" if rights.may(request.user, "manage_people") else ""
    inbox = "inbox" if rights.may(request.user, "see_inbox") else ""
    checking = "checking" if rights.may(request.user, "upload") else ""
    steps = [  # done, what to do, the page for it where this person may open it
        (Unit.objects.exists(), "Khai báo các đơn vị và người dùng", people),
        (User.objects.filter(is_active=True).count() > 1, "Tạo tài khoản cho văn thư, lãnh đạo, chuyên viên", people),
        (Dispatch.objects.exists(), "Thả bản quét đầu tiên vào hộp đến", inbox),
        (Dispatch.objects.filter(review_state="confirmed").exists(), "Kiểm tra và vào sổ văn bản đầu tiên", checking),
    ]
    return render(request, "desk/guide.html", {"steps": steps, "inbox": settings().inbox_folder})
