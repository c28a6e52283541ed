"""Người dùng, đơn vị: who works in the office, where, and in which role."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models
from simple_history.models import HistoricalRecords


def secret_address() -> str:
    """The unguessable part of a feed's address."""
    return secrets.token_urlsafe(24)


class Role(models.TextChoices):
    """Vai trò; what each may do stands in `tracking.rights`."""

    CLERK = "clerk", "Văn thư"
    SPECIALIST = "specialist", "Chuyên viên"
    UNIT_HEAD = "unit_head", "Lãnh đạo đơn vị"
    LEADER = "leader", "Lãnh đạo"
    ADMIN = "admin", "Quản trị"


class Unit(models.Model):
    """Đơn vị, phòng, ban of the office."""

    name = models.CharField("tên đơn vị", max_length=200, unique=True)
    short_name = models.CharField("tên viết tắt", max_length=50, blank=True)
    head = models.ForeignKey(
        "tracking.User", models.SET_NULL, null=True, blank=True, related_name="heads", verbose_name="trưởng đơn vị"
    )
    feed_token = models.CharField("địa chỉ lịch", max_length=64, unique=True, default=secret_address, editable=False)
    active = models.BooleanField("đang hoạt động", default=True)
    history = HistoricalRecords(excluded_fields=["feed_token"])

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Người dùng: `full_name` as Vietnamese names are written, family name first."""

    full_name = models.CharField("họ và tên", max_length=100, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices, default=Role.SPECIALIST)
    feed_token = models.CharField("địa chỉ lịch", max_length=64, unique=True, default=secret_address, editable=False)
    history = HistoricalRecords(excluded_fields=["password", "last_login", "feed_token"])

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ("full_name", "username")
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name as Vietnamese write it, for Django's own pages too."""
        return self.full_name or super().get_full_name()


class ApiToken(models.Model):
    """Khóa truy cập of a user for programs; only its SHA-256 is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens", verbose_name="người dùng")
    name = models.CharField("dùng cho", max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    expires_at = models.DateTimeField("hết hạn lúc", null=True, blank=True)
    last_used_at = models.DateTimeField("dùng lần cuối", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "khóa truy cập"
        verbose_name_plural = "khóa truy cập"

    def __str__(self) -> str:
        return f"{self.name} ({self.user})"


class SavedFilter(models.Model):
    """Bộ lọc đã lưu of a user on one page: `query` is the address after the question mark."""

    user = models.ForeignKey(User, models.CASCADE, related_name="filters")
    page = models.CharField(max_length=50)
    name = models.CharField("tên bộ lọc", max_length=100)
    query = models.CharField(max_length=2000)

    class Meta:
        verbose_name = "bộ lọc"
        verbose_name_plural = "bộ lọc"
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["user", "page", "name"], name="filter_name_once")]

    def __str__(self) -> str:
        return self.name
