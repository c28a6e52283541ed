"""The office: its names, house rules, days off, number series and learned spellings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class Office(models.Model):
    """Cơ quan: the one row that says who we are and how we work.

    `own_names` are the names by which papers address us; `groups` the groups that we belong to
    (`các sở, ban, ngành`). Numbers are days as the Vietnamese term says, `working_days` unless said otherwise.
    """

    name = models.CharField("tên cơ quan", max_length=300, default="")
    parent = models.CharField("cơ quan chủ quản", max_length=300, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    identifier = models.CharField("mã định danh điện tử", max_length=50, blank=True)
    own_names: models.JSONField[list[str], list[str]] = models.JSONField(
        "các tên gọi của cơ quan", default=list, blank=True
    )
    groups: models.JSONField[list[str], list[str]] = models.JSONField(
        "các nhóm mà cơ quan thuộc về", default=list, blank=True
    )
    internal_lead_days = models.PositiveSmallIntegerField("hạn nội bộ trước hạn ban hành (ngày làm việc)", default=2)
    house_days = models.PositiveSmallIntegerField("hạn nội bộ khi văn bản không nêu (ngày làm việc)", default=7)
    remind_before_days = models.PositiveSmallIntegerField("nhắc trước hạn (ngày làm việc)", default=3)
    escalate_after_days = models.PositiveSmallIntegerField("báo lãnh đạo sau khi trễ (ngày làm việc)", default=1)
    reminder_channels: models.JSONField[list[str], list[str]] = models.JSONField("kênh nhắc việc", default=list)
    auto_register = models.BooleanField("tự cấp số đến khi không có dấu", default=False)
    trash_days = models.PositiveSmallIntegerField("giữ trong thùng rác (ngày)", default=30)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_office")]

    def __str__(self) -> str:
        return self.name or "Cơ quan"


class DayKind(models.TextChoices):
    """What a day is, against the week."""

    HOLIDAY = "holiday", "Nghỉ lễ"
    COMPENSATORY = "compensatory", "Nghỉ bù"
    SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
    SWAP_WORK = "swap_work", "Làm bù"
    ORDINARY = "ordinary", "Như ngày thường"


class DayOff(models.Model):
    """Ngày nghỉ, ngày làm bù that the office entered; it wins over the shipped table and the library."""

    date = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=20, choices=DayKind.choices)
    name = models.CharField("tên", max_length=200)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ngày nghỉ, làm bù"
        verbose_name_plural = "ngày nghỉ, làm bù"
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"


class NoticeYear(models.Model):
    """A year whose notice of days off the office has entered: counts into it carry no warning."""

    year = models.PositiveSmallIntegerField("năm", primary_key=True)
    basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "thông báo lịch nghỉ của năm"
        verbose_name_plural = "thông báo lịch nghỉ của năm"

    def __str__(self) -> str:
        return str(self.year)


class Series(models.Model):
    """Dãy số đến: the last number given in a year. One row a series and year, locked while a number is taken."""

    name = models.CharField("sổ", max_length=20)
    year = models.PositiveIntegerField("năm")
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "dãy số đến"
        verbose_name_plural = "dãy số đến"
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


class Alias(models.Model):
    """A spelling learned from corrections: `spelling` on paper means `value`; it counts once a second person agrees."""

    field = models.CharField("trường", max_length=50)
    spelling = models.CharField("cách viết", max_length=300)
    spelling_key = models.CharField(max_length=300, editable=False)
    value = models.CharField("giá trị", max_length=300)
    proposed_by = models.ForeignKey("tracking.User", models.PROTECT, related_name="+", verbose_name="người đề xuất")
    proposed_at = models.DateTimeField("đề xuất lúc", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        "tracking.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "cách viết đã học"
        verbose_name_plural = "cách viết đã học"
        constraints = [
            models.UniqueConstraint(fields=["field", "spelling_key", "value"], name="alias_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="alias_needs_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spelling} → {self.value}"
