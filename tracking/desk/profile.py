"""Hồ sơ cơ quan: who we are on paper, the house rules, and how people are reminded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracking import rights
from tracking.concerns import group_names
from tracking.desk.gate import page, person
from tracking.models import Office, User
from tracking.office import office
from tracking.reminders.channels import LABELS

if TYPE_CHECKING:
    OfficeBase = forms.ModelForm[Office]
else:
    OfficeBase = forms.ModelForm

MOST_LINES, LONGEST = 50, 300
LIMITS = {
    # field: least, most
    "internal_lead_days": (0, 60), "house_days": (1, 90), "remind_before_days": (0, 30), "escalate_after_days": (0, 30),
    "trash_days": (1, 3650),
}  # fmt: skip


class Lines(forms.CharField):
    """A list of short texts, one a line, each once."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in str(super().clean(value) or "").splitlines()]
        found = list(dict.fromkeys(filter(None, lines)))
        if len(found) > MOST_LINES or any(len(line) > LONGEST for line in found):
            raise forms.ValidationError(f"Nhiều nhất {MOST_LINES} dòng, mỗi dòng không quá {LONGEST} chữ.")
        return found


class OfficeForm(OfficeBase):
    """The one row; groups that the program knows are ticked, others are written."""

    own_names = Lines(label="Các tên gọi khác", required=False)
    known_groups = forms.MultipleChoiceField(
        label="Cơ quan thuộc các nhóm", required=False, widget=forms.CheckboxSelectMultiple
    )
    other_groups = Lines(label="Nhóm khác", required=False)
    reminder_channels = forms.MultipleChoiceField(
        label="Gửi nhắc việc qua", widget=forms.CheckboxSelectMultiple, choices=list(LABELS.items()),
        error_messages={"required": "Chọn ít nhất một cách gửi, để việc đến hạn không bị quên."},
    )  # fmt: skip

    class Meta:
        model = Office
        fields = (
            "name", "parent", "place", "identifier", "own_names", "internal_lead_days", "house_days",
            "remind_before_days", "escalate_after_days", "reminder_channels", "auto_register", "trash_days",
        )  # fmt: skip
        help_texts: ClassVar[dict[str, str]] = {
            "name": "Như ghi trên dấu ĐẾN và trên sổ.",
            "place": "Ví dụ: tỉnh Bình Định. Để phân biệt với cơ quan cùng tên ở nơi khác.",
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = group_names()
        chosen: Any = self.fields["known_groups"]
        chosen.choices = [(name, name) for name in known]
        self.initial["known_groups"] = [name for name in self.instance.groups if name in known]
        self.initial["other_groups"] = [name for name in self.instance.groups if name not in known]
        self.fields["name"].required = True
        self.fields["trash_days"].disabled = not rights.may(by, "purge")
        for name, (least, most) in LIMITS.items():
            number: Any = self.fields[name]
            number.widget.attrs |= {"min": least, "max": most, "inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name, (least, most) in LIMITS.items():
            value = found.get(name)
            if value is not None and not least <= value <= most:
                self.add_error(name, f"Nhập một số từ {least} đến {most}.")
        return found

    def save(self, commit: bool = True) -> Office:
        self.instance.groups = [*self.cleaned_data["known_groups"], *self.cleaned_data["other_groups"]]
        return super().save(commit)

    def parts(self) -> Iterable[tuple[str, str, list[forms.BoundField]]]:
        """The fields as the page groups them: heading, what it is for, fields."""
        for heading, why, names in PARTS:
            yield heading, why, [self[name] for name in names]


PARTS = (
    ("Cơ quan", "", ("name", "parent", "place", "identifier")),
    ("Văn bản gửi ai thì là việc của ta",
     "Việc chỉ được lập khi văn bản giao cho cơ quan: nêu tên, nêu nhóm, hoặc «như trên». Mỗi dòng một tên.",
     ("own_names", "known_groups", "other_groups")),
    ("Quy tắc hạn", "Đổi ở đây thì hạn của các việc đang mở được tính lại, trừ hạn do lãnh đạo ấn định.",
     ("internal_lead_days", "house_days")),
    ("Nhắc việc", "", ("remind_before_days", "escalate_after_days", "reminder_channels")),
    ("Sổ và lưu giữ", "", ("auto_register", "trash_days")),
)  # fmt: skip


@page("GET", "HEAD", "POST", action="edit_office")
def profile(request: HttpRequest) -> HttpResponse:
    """See and change the office's profile."""
    form = OfficeForm(request.POST or None, instance=office(), by=person(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu hồ sơ cơ quan.")
        return redirect("profile")
    return render(request, "desk/profile.html", {"form": form})
