"""Ngày nghỉ, làm bù: the days against the week of a year as the clocks count them, and the office's own among them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from tracking.calendar import ONE, Calendar, office_calendar
from tracking.desk.gate import day_of, page
from tracking.models import DayKind, DayOff, NoticeYear

if TYPE_CHECKING:
    DayBase = forms.ModelForm[DayOff]
    NoticeBase = forms.ModelForm[NoticeYear]
else:
    DayBase = NoticeBase = forms.ModelForm

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayForm(DayBase):
    """A day of the office's own; one that it has already is changed."""

    date = forms.DateField(label="Ngày", localize=True, widget=forms.TextInput(attrs={"placeholder": "ngày/tháng/năm"}))

    class Meta:
        model = DayOff
        fields = ("date", "kind", "name", "basis")

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        day, kind = found.get("date"), found.get("kind")
        if day is None:
            return found
        if kind == DayKind.SWAP_WORK and day.weekday() < 5:
            self.add_error("kind", "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.")
        return found


class NoticeForm(NoticeBase):
    """That the notice of a year's days off is entered, and by which paper."""

    class Meta:
        model = NoticeYear
        fields = ("basis",)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def listed(year: int, calendar: Calendar) -> list[dict[str, Any]]:
    """The days of `year` on which it goes otherwise than by the week, and all that the office entered."""
    own = {row.date: row for row in DayOff.objects.filter(date__year=year)}
    found, day = [], date(year, 1, 1)
    while day.year == year:
        worked = calendar.is_working(day)
        if day in own or worked != (day.weekday() < 5) or (not worked and calendar.names_a_holiday(day)):
            found.append({"day": day, "worked": worked, "name": calendar.name(day) or "", "own": own.get(day)})
        day += ONE
    return found


def _shown(request: HttpRequest, form: DayForm, notice: NoticeForm, year: int, status: int = 200) -> HttpResponse:
    calendar, this = office_calendar(), timezone.localdate().year
    return render(request, "desk/days.html", {
        "form": form, "notice_form": notice, "year": year, "years": sorted({this - 1, this, this + 1, year}),
        "listed": listed(year, calendar), "known": year in calendar.known,
        "notice": NoticeYear.objects.filter(year=year).first(),
    }, status=status)  # fmt: skip


@page(action="edit_calendar")
def days(request: HttpRequest) -> HttpResponse:
    """A year's days."""
    return _shown(request, DayForm(), NoticeForm(), _year(request))


@page("POST", action="edit_calendar")
def add_day(request: HttpRequest) -> HttpResponse:
    """Enter a day, or change what is entered of it; what counts across it is counted anew."""
    day = day_of(request.POST.get("date", ""), None)
    form = DayForm(request.POST, instance=DayOff.objects.filter(date=day).first() if day else None)
    if not form.is_valid():
        return _shown(request, form, NoticeForm(), day.year if day else _year(request), status=422)
    row = form.save()
    messages.success(request, f"Đã ghi {row}; các hạn đếm qua ngày này được tính lại.")
    return _to(row.date.year)


@page("POST", action="edit_calendar")
def drop_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a day that the office entered."""
    row = get_object_or_404(DayOff, pk=pk)
    year, said = row.date.year, str(row)
    row.delete()
    messages.success(request, f"Đã bỏ {said}; các hạn đếm qua ngày này được tính lại.")
    return _to(year)


@page("POST", action="edit_calendar")
def know_year(request: HttpRequest, year: int) -> HttpResponse:
    """Say that the notice of `year` is entered: counts into it carry no warning any more."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _to(timezone.localdate().year)
    form = NoticeForm(request.POST, instance=NoticeYear.objects.filter(year=year).first() or NoticeYear(year=year))
    if not form.is_valid():
        return _shown(request, DayForm(), form, year, status=422)
    form.save()
    messages.success(request, f"Đã ghi: lịch nghỉ năm {year} đã có thông báo và được nhập đủ.")
    return _to(year)


@page("POST", action="edit_calendar")
def forget_year(_request: HttpRequest, year: int) -> HttpResponse:
    """Take that back."""
    get_object_or_404(NoticeYear, year=year).delete()
    return _to(year)


def _to(year: int) -> HttpResponse:
    return redirect(reverse("days", query={"nam": year}))
