"""Nhắc việc: what was sent to whom. The key makes each go out once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Reminder(models.Model):
    """A reminder to one person about one matter.

    `key` names the matter and its turn (`task:12:due:2024-12-19`); with the person it is unique. `sent_at` is null
    until a channel took it; `message` groups the reminders that went out as one digest.
    """

    person = models.ForeignKey("tracking.User", models.CASCADE, related_name="reminders", verbose_name="người nhận")
    key = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=20,
        choices=[
            ("urgent", "Khẩn"), ("assigned", "Việc mới"), ("soon", "Sắp đến hạn"), ("due", "Đến hạn"),
            ("late", "Quá hạn"), ("escalated", "Báo lãnh đạo"), ("transfer", "Chưa chuyển"), ("chased", "Bị đôn đốc"),
        ],
    )  # fmt: skip
    task = models.ForeignKey("tracking.Task", models.CASCADE, null=True, blank=True, related_name="reminders")
    dispatch = models.ForeignKey("tracking.Dispatch", models.CASCADE, null=True, blank=True, related_name="reminders")
    turn = models.DateField("hạn khi nhắc", null=True, blank=True)
    made_at = models.DateTimeField("lập lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    message = models.CharField(max_length=64, blank=True, db_index=True)
    channel = models.CharField("kênh", max_length=20, blank=True)
    fault = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "nhắc việc"
        verbose_name_plural = "nhắc việc"
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="reminder_once"),
            models.CheckConstraint(
                condition=Q(task__isnull=False) | Q(dispatch__isnull=False), name="reminder_about_something"
            ),
        ]
        indexes = [models.Index(fields=["made_at"], condition=Q(sent_at__isnull=True), name="reminder_unsent")]

    def __str__(self) -> str:
        return f"{self.person}: {self.key}"
