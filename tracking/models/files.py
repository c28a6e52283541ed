"""Tệp: what was dropped, and how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FileState(models.TextChoices):
    """Every dropped file ends in exactly one of stored, duplicate, quarantined; `deleted` after the trash."""

    CLAIMED = "claimed", "Đang đọc"
    STORED = "stored", "Đã vào sổ"
    DUPLICATE = "duplicate", "Trùng tệp"
    QUARANTINED = "quarantined", "Chờ xử lý lỗi"
    DELETED = "deleted", "Đã xóa"


class File(models.Model):
    """One dropped file. Its bytes are known once (`sha256`); each further drop of them is a row that points there.

    `lease` is until when the worker that claimed it is believed alive; `pages_read` of `pages` is how far it has come.
    """

    sha256 = models.CharField("mã băm", max_length=64, db_index=True)
    name = models.CharField("tên tệp", max_length=255)
    size = models.BigIntegerField("dung lượng (byte)")
    inbox_path = models.TextField("thả vào tại")
    archive_path = models.TextField("lưu tại")
    state = models.CharField("trạng thái", max_length=20, choices=FileState.choices, default=FileState.CLAIMED)
    code = models.CharField("mã lỗi", max_length=40, blank=True)
    reason = models.TextField("lý do", blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    channel = models.CharField("kênh nhận", max_length=20, default="inbox")
    dropped_by = models.ForeignKey(
        "tracking.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="người gửi vào"
    )
    cleared_by = models.ForeignKey(
        "tracking.User", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="người xác nhận không có dấu mật",
    )  # fmt: skip
    attempts = models.PositiveIntegerField("số lần đọc", default=0)
    lease = models.DateTimeField(null=True, blank=True)
    pages_read = models.PositiveIntegerField("số trang đã đọc", default=0)
    pages = models.PositiveIntegerField("số trang", default=0)
    created_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    verified_at = models.DateTimeField("kiểm tra lần cuối", null=True, blank=True)

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=~Q(state__in=["duplicate", "deleted"]), name="file_bytes_known_once"
            ),
            models.CheckConstraint(
                condition=Q(state="duplicate", duplicate_of__isnull=False)
                | (~Q(state="duplicate") & Q(duplicate_of__isnull=True)),
                name="file_duplicate_points_to_first",
            ),
            models.CheckConstraint(condition=~Q(state="quarantined") | ~Q(code=""), name="file_quarantine_has_code"),
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="file_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="file_by_state"),
            models.Index(fields=["-created_at"], name="file_by_time"),
            models.Index(fields=["-finished_at"], name="file_by_ending"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def page_now(self) -> int:
        """The page that is being read, from 1; 0 while nobody has counted the pages."""
        return min(self.pages_read + 1, self.pages)
