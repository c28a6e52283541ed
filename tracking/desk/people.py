"""Người dùng, đơn vị: who works here, where, in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracking import rights
from tracking.desk.gate import page, person
from tracking.models import Role, Unit, User

if TYPE_CHECKING:
    PersonBase = forms.ModelForm[User]
    UnitBase = forms.ModelForm[Unit]
else:
    PersonBase = UnitBase = forms.ModelForm


class PersonForm(PersonBase):
    """One person; the password is set here and never shown."""

    password = forms.CharField(
        label="Mật khẩu mới", required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 8 ký tự, không quá phổ biến, không toàn chữ số. Để trống thì giữ mật khẩu cũ.",
    )  # fmt: skip

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "role", "unit", "is_active")
        labels: ClassVar = {"username": "Tên đăng nhập", "email": "Thư điện tử", "is_active": "Đang hoạt động"}
        help_texts: ClassVar = {"username": "Chữ không dấu, số và @ . + - _", "is_active": ""}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        password = found.get("password")
        if password:
            validate_password(password, self.instance)
        elif not self.instance.pk:
            self.add_error("password", "Đặt mật khẩu đầu tiên cho người dùng mới.")
        return found

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        if self.cleaned_data.get("password"):
            user.set_password(self.cleaned_data["password"])
        if commit:
            user.save()
        return user


class UnitForm(UnitBase):
    """One unit."""

    class Meta:
        model = Unit
        fields = ("name", "short_name", "head", "active")


@page(action="manage_people")
def people(request: HttpRequest) -> HttpResponse:
    """The list of people and units, and what each role may do."""
    table = [
        (WORDS[action], [TABLE_WORDS[row] for row in cells])
        for action, cells in rights.TABLE.items()
        if action in WORDS
    ]
    return render(request, "desk/people.html", {
        "people": User.objects.select_related("unit").order_by("-is_active", "full_name"),
        "units": Unit.objects.select_related("head"), "roles": Role.labels, "table": table,
    })  # fmt: skip


@page("GET", "HEAD", "POST", action="manage_people")
def edit_person(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a person."""
    found = User.objects.filter(pk=pk).first() if pk else User()
    if found is None:
        raise Http404
    form = PersonForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        if found == person(request) and not (
            form.cleaned_data["is_active"] and form.cleaned_data["role"] == Role.ADMIN
        ):
            form.add_error(None, "Không tự bỏ quyền quản trị hoặc tự khóa tài khoản của mình; nhờ người quản trị khác.")
        else:
            saved = form.save()
            messages.success(request, f"Đã lưu {saved}.")
            return redirect("people")
    return render(
        request, "desk/form.html", {"form": form, "title": str(found) or "Thêm người dùng", "parent": "people"}
    )


@page("GET", "HEAD", "POST", action="manage_people")
def edit_unit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a unit."""
    found = Unit.objects.filter(pk=pk).first() if pk else Unit()
    if found is None:
        raise Http404
    form = UnitForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu {found}.")
        return redirect("people")
    return render(request, "desk/form.html", {"form": form, "title": found.name or "Thêm đơn vị", "parent": "people"})


TABLE_WORDS = {"": "–", "o": "của mình", "ot": "trừ nội bộ của đơn vị khác", "oti": "tất cả"}
WORDS = {
    "view": "Xem văn bản", "open_file": "Mở bản quét", "upload": "Tải văn bản lên", "confirm": "Kiểm tra, sửa bản đọc",
    "register": "Vào sổ", "transfer": "Chuyển văn bản", "assign": "Giao việc", "work": "Xử lý, ghi tiến độ",
    "close": "Hoàn thành việc", "approve": "Duyệt, trả lại", "decide_extension": "Quyết định gia hạn",
    "see_accesses": "Xem ai đã mở văn bản", "clear_secrecy": "Xác nhận báo nhầm dấu mật",
    "manage_people": "Quản lý người dùng",
}  # fmt: skip
