"""What people and the system did: corrections, who opened what, and the events of a dispatch's life."""

from __future__ import annotations

from django.db import models


class Correction(models.Model):
    """A person's correction of a value read from the page.

    `field` is the record's key (`number`, `deadlines[12].due` with the row's id); `read` what the machine read,
    with its `confidence`; `before` and `after` what stood there and stands there now.
    """

    dispatch = models.ForeignKey("tracking.Dispatch", models.CASCADE, related_name="corrections")
    field = models.CharField("trường", max_length=100)
    read = models.JSONField("máy đọc", null=True)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    confidence = models.FloatField("độ tin cậy khi đọc", null=True)
    by = models.ForeignKey("tracking.User", models.PROTECT, related_name="+", verbose_name="người sửa")
    at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "sửa chữa"
        verbose_name_plural = "sửa chữa"
        ordering = ("at", "id")
        indexes = [models.Index(fields=["field", "at"], name="correction_by_field")]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


class Access(models.Model):
    """Who opened which dispatch, when, and what of it."""

    dispatch = models.ForeignKey("tracking.Dispatch", models.CASCADE, related_name="accesses")
    user = models.ForeignKey("tracking.User", models.CASCADE, related_name="accesses")
    at = models.DateTimeField("lúc", auto_now_add=True)
    what = models.CharField(
        max_length=20, default="page",
        choices=[("page", "Xem"), ("file", "Tải tệp"), ("export", "Kết xuất"), ("api", "Qua API")],
    )  # fmt: skip

    class Meta:
        verbose_name = "lượt mở"
        verbose_name_plural = "lượt mở"
        ordering = ("-at",)
        indexes = [
            models.Index(fields=["dispatch", "-at"], name="access_by_dispatch"),
            models.Index(fields=["-at", "-id"], name="access_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%d/%m/%Y %H:%M}"


class Event(models.Model):
    """One thing that happened, as a sentence for the timeline; `code` for programs.

    `dispatch` is null for what concerns no dispatch (a file stopped for a secrecy mark: time, id, the fact).
    """

    dispatch = models.ForeignKey("tracking.Dispatch", models.CASCADE, null=True, blank=True, related_name="events")
    task = models.ForeignKey("tracking.Task", models.CASCADE, null=True, blank=True, related_name="events")
    file = models.ForeignKey("tracking.File", models.CASCADE, null=True, blank=True, related_name="events")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=40)
    text = models.TextField("việc")

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ("-at", "-id")
        indexes = [
            models.Index(fields=["dispatch", "-at"], name="event_by_dispatch"),
            models.Index(fields=["-at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
