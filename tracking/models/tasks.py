"""Nhiệm vụ: what the office must do, who does it, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from tracking.models.people import User

from tracking.models.dispatches import Urgency


class TaskState(models.TextChoices):
    """States of a task; which move is allowed from which stands in `tracking.tasks.moves`. Late is a view, no state."""

    NEW = "new", "Mới"
    ASSIGNED = "assigned", "Đã giao"
    IN_PROGRESS = "in_progress", "Đang xử lý"
    AWAITING = "awaiting", "Chờ duyệt"
    DONE = "done", "Hoàn thành"
    NOT_NEEDED = "not_needed", "Không phải xử lý"


OPEN_STATES = (TaskState.NEW, TaskState.ASSIGNED, TaskState.IN_PROGRESS, TaskState.AWAITING)
CLOSED_STATES = (TaskState.DONE, TaskState.NOT_NEEDED)


class InternalRule(models.TextChoices):
    """Where the internal deadline comes from."""

    NONE = "", "Không có"
    BEFORE_ISSUER = "before_issuer", "Quy tắc: trước hạn của cơ quan ban hành"
    HOUSE = "house", "Quy tắc của cơ quan (văn bản không nêu hạn)"
    LEADER = "leader", "Lãnh đạo ấn định"
    EXTENDED = "extended", "Đã gia hạn"


class Task(models.Model):
    """Nhiệm vụ từ một văn bản đến.

    `issuer_due` is the issuer's deadline, `internal_due` the office's own; `due` is what the person works
    towards: the internal one where there is one. `urgency` repeats the dispatch's, so that one index sorts the
    pending list. `occurrence` is the day in its rule that a recurring task stands for.
    """

    dispatch = models.ForeignKey("tracking.Dispatch", models.CASCADE, related_name="tasks")
    directive = models.ForeignKey("tracking.Directive", models.SET_NULL, null=True, blank=True, related_name="tasks")
    deadline = models.ForeignKey("tracking.Deadline", models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.TextField("việc")
    asks = models.CharField(max_length=20, blank=True)
    state = models.CharField("trạng thái", max_length=20, choices=TaskState.choices, default=TaskState.NEW)
    lead_unit = models.ForeignKey(
        "tracking.Unit", models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="đơn vị chủ trì"
    )
    support_units = models.ManyToManyField(
        "tracking.Unit", blank=True, related_name="supported_tasks", verbose_name="đơn vị phối hợp"
    )
    person = models.ForeignKey(
        "tracking.User", models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="người xử lý"
    )
    issuer_due = models.DateField("hạn của cơ quan ban hành", null=True, blank=True)
    due_time = models.TimeField("giờ", null=True, blank=True)
    internal_due = models.DateField("hạn nội bộ", null=True, blank=True)
    internal_rule = models.CharField(max_length=20, choices=InternalRule.choices, blank=True, default="")
    due = models.DateField("hạn", null=True, blank=True, editable=False)
    warning = models.TextField("lưu ý", blank=True)
    urgency = models.SmallIntegerField(choices=Urgency.choices, default=Urgency.NONE)
    rrule = models.CharField("lặp lại", max_length=300, blank=True)
    occurrence = models.DateField("kỳ", null=True, blank=True)
    follows = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="next_occurrence")
    answer_number = models.CharField("số, ký hiệu văn bản trả lời", max_length=100, blank=True)
    outcome = models.TextField("kết quả", blank=True)
    chased_at = models.DateField("bị nhắc ngày", null=True, blank=True)
    amended_by = models.ForeignKey(
        "tracking.Dispatch", models.SET_NULL, null=True, blank=True, related_name="amends_tasks"
    )
    assigned_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField("giao lúc", null=True, blank=True)
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)
    closed_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lần cuối", auto_now=True)
    history = HistoricalRecords(m2m_fields=[support_units])
    _history_user: User  # set by the services: who does it

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="task_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state__in=CLOSED_STATES) & Q(closed_at__isnull=False))
                | (~Q(state__in=CLOSED_STATES) & Q(closed_at__isnull=True)),
                name="task_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(internal_due__isnull=False, due=models.F("internal_due"))
                | Q(internal_due__isnull=True, issuer_due__isnull=False, due=models.F("issuer_due"))
                | Q(internal_due__isnull=True, issuer_due__isnull=True, due__isnull=True),
                name="task_due_follows_its_clocks",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["assigned", "in_progress", "awaiting"])
                | Q(lead_unit__isnull=False)
                | Q(person__isnull=False),
                name="task_in_work_has_an_owner",
            ),
            models.UniqueConstraint(
                fields=["directive"], condition=Q(occurrence__isnull=True), name="task_once_a_directive"
            ),
            models.UniqueConstraint(
                fields=["directive", "occurrence"], condition=Q(occurrence__isnull=False), name="task_once_a_turn"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due", "-urgency", "id"], condition=Q(closed_at__isnull=True), name="task_open_by_due"
            ),
            models.Index(  # all that the pending list counts and sorts by: SQLite answers from it without the table
                fields=["closed_at", "due", "due_time", "urgency", "dispatch", "lead_unit", "person", "state"],
                condition=Q(closed_at__isnull=True),
                name="task_open_seen",
            ),
            models.Index(fields=["lead_unit", "due"], condition=Q(closed_at__isnull=True), name="task_open_by_unit"),
            models.Index(fields=["person", "due"], condition=Q(closed_at__isnull=True), name="task_open_by_person"),
            models.Index(fields=["-urgency", "due"], condition=Q(closed_at__isnull=True), name="task_open_by_urgency"),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="task_by_closing"),
            models.Index(fields=["created_at"], name="task_by_making"),
            models.Index(fields=["answer_number"], condition=~Q(answer_number=""), name="task_by_answer"),
        ]

    def __str__(self) -> str:
        return self.title[:80]

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep `due` true to the two clocks it follows."""
        self.due = self.internal_due or self.issuer_due
        fields = kwargs.get("update_fields")
        if fields is not None and {"internal_due", "issuer_due"} & set(fields):  # type: ignore[call-overload]
            kwargs["update_fields"] = {*fields, "due"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class TaskNote(models.Model):
    """Ghi chú tiến độ, and every ý kiến on the way."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="notes")
    by = models.ForeignKey("tracking.User", models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")
    text = models.TextField("nội dung")
    percent = models.PositiveSmallIntegerField("tiến độ (%)", null=True, blank=True)
    kind = models.CharField(
        max_length=20, default="progress",
        choices=[
            ("progress", "Tiến độ"), ("leader", "Ý kiến của lãnh đạo cơ quan"),
            ("unit_head", "Ý kiến của lãnh đạo đơn vị"), ("proposal", "Ý kiến đề xuất của người giải quyết"),
            ("returned", "Trả lại"),
        ],
    )  # fmt: skip

    class Meta:
        verbose_name = "ghi chú"
        verbose_name_plural = "ghi chú"
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(percent__isnull=True) | Q(percent__lte=100), name="percent_to_100")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Extension(models.Model):
    """Gia hạn: asked for with a reason, allowed or refused by a person."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions")
    before = models.DateField("hạn cũ", null=True, blank=True)
    after = models.DateField("hạn mới")
    reason = models.TextField("lý do")
    asked_by = models.ForeignKey("tracking.User", models.PROTECT, related_name="+", verbose_name="người đề nghị")
    asked_at = models.DateTimeField("đề nghị lúc")
    decided_by = models.ForeignKey(
        "tracking.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    allowed = models.BooleanField("cho phép", null=True)

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ("asked_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(allowed__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(allowed__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="extension_decided_by_someone",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
