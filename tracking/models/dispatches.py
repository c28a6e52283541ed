"""Văn bản đến and what was read from it.

`record` keeps the record as it was read and is never edited; the columns hold what is searched, sorted and shown,
and it is in the columns that a person's corrections stand. A child row that a person made or touched
(`by_person`) is not changed by a later reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from tracking.models.people import User


class Urgency(models.IntegerChoices):
    """Mức độ khẩn (NĐ 30/2020, Phụ lục I): KHẨN < THƯỢNG KHẨN < HỎA TỐC."""

    NONE = 0, "Thường"
    URGENT = 1, "Khẩn"
    VERY_URGENT = 2, "Thượng khẩn"
    EXPRESS = 3, "Hỏa tốc"


class ReviewState(models.TextChoices):
    """Whether a person must look, need not, or has looked."""

    DOUBTFUL = "doubtful", "Cần kiểm tra"
    CLEAN = "clean", "Đọc rõ"
    CONFIRMED = "confirmed", "Đã kiểm tra"


class Asks(models.TextChoices):
    """What the dispatch asks of our office."""

    REPLY = "reply", "Cần trả lời"
    ACTION = "action", "Cần thực hiện"
    ATTENDANCE = "attendance", "Mời họp"
    INFORMATION = "information", "Để biết"


class Dispatch(models.Model):
    """Văn bản đến: one row a document, made from one file."""

    file = models.OneToOneField("tracking.File", models.PROTECT, null=True, blank=True, related_name="dispatch")
    record = models.JSONField("bản đọc", default=dict)

    system = models.CharField("hệ thống", max_length=20, blank=True)
    kind = models.CharField("tên loại (viết tắt)", max_length=20, blank=True)
    kind_name = models.CharField("tên loại", max_length=100, blank=True)
    number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    number_key = models.CharField("số, ký hiệu để so", max_length=100, blank=True, db_index=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    issuer_parent = models.CharField("cơ quan cấp trên", max_length=300, blank=True)
    issuer_successor = models.CharField("cơ quan kế thừa", max_length=300, blank=True)
    issuer_key = models.CharField("cơ quan để so", max_length=300, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    issued_at = models.CharField("nơi ban hành", max_length=200, blank=True)
    subject = models.TextField("trích yếu", blank=True)
    signer = models.CharField("người ký", max_length=200, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=300, blank=True)
    urgency = models.SmallIntegerField("mức độ khẩn", choices=Urgency.choices, default=Urgency.NONE)
    circulation = models.CharField("phạm vi lưu hành", max_length=100, blank=True)
    restricted = models.BooleanField("lưu hành nội bộ", default=False)
    asks = models.CharField("yêu cầu", max_length=20, choices=Asks.choices, blank=True)
    page_count = models.PositiveIntegerField("số trang", default=0)
    event_starts = models.CharField("thời gian họp", max_length=40, blank=True)
    event_place = models.CharField("địa điểm họp", max_length=500, blank=True)

    stamp_number = models.CharField("số trên dấu đến", max_length=20, blank=True)
    stamp_date = models.DateField("ngày trên dấu đến", null=True, blank=True)
    series = models.CharField("sổ", max_length=20, default="den")
    arrival_year = models.PositiveIntegerField("năm đăng ký", null=True, blank=True)
    arrival_number = models.PositiveIntegerField("số đến", null=True, blank=True)
    arrival_suffix = models.CharField("số đến phụ", max_length=5, blank=True)
    arrived_on = models.DateField("ngày đến", null=True, blank=True)
    registered_at = models.DateTimeField("đăng ký lúc", null=True, blank=True)
    registered_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    file_code = models.CharField("số và ký hiệu hồ sơ", max_length=100, blank=True)
    forwarded_to = models.CharField("chuyển", max_length=500, blank=True)
    transfer_due = models.DateField("hạn chuyển", null=True, blank=True)
    transferred_at = models.DateTimeField("chuyển lúc", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)

    review_state = models.CharField(max_length=20, choices=ReviewState.choices, default=ReviewState.CLEAN)
    review = models.JSONField("cần kiểm tra", default=list, blank=True)
    confidence = models.FloatField("độ tin cậy thấp nhất", default=1.0)
    confirmed_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)
    same_paper_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="other_channels", verbose_name="cùng văn bản với"
    )
    edxml = models.JSONField("thông điệp edXML", null=True, blank=True)

    loaded_at = models.DateTimeField("vào hệ thống lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lần cuối", auto_now=True)
    trashed_at = models.DateTimeField("bỏ vào thùng rác lúc", null=True, blank=True)
    trashed_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    history = HistoricalRecords(excluded_fields=["record", "edxml"])
    _history_user: User  # set by the services: who does it

    class Meta:
        verbose_name = "văn bản đến"
        verbose_name_plural = "văn bản đến"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "arrival_year", "arrival_number", "arrival_suffix"],
                condition=Q(arrival_number__isnull=False),
                name="arrival_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(arrival_number__isnull=True, arrival_year__isnull=True)
                | Q(arrival_number__gte=1, arrival_year__isnull=False, arrived_on__isnull=False),
                name="registered_dispatch_has_year_and_day",
            ),
            models.CheckConstraint(condition=Q(urgency__gte=0, urgency__lte=3), name="urgency_is_known"),
            models.CheckConstraint(condition=Q(review_state__in=ReviewState.values), name="review_state_is_known"),
            models.CheckConstraint(
                condition=Q(review_state="confirmed", confirmed_at__isnull=False) | ~Q(review_state="confirmed"),
                name="confirmed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(same_paper_as__isnull=True) | ~Q(same_paper_as=F("id")), name="not_its_own_copy"
            ),
        ]
        indexes = [
            models.Index(fields=["-arrived_on", "-id"], name="dispatch_by_arrival"),
            models.Index(fields=["-loaded_at"], name="dispatch_by_loading"),
            models.Index(fields=["issuer_key", "-arrived_on"], name="dispatch_by_issuer"),
            models.Index(fields=["-issued_on"], name="dispatch_by_issue"),
            models.Index(fields=["confidence", "id"], condition=Q(review_state="doubtful"), name="dispatch_doubtful"),
            models.Index(fields=["transfer_due"], condition=Q(transferred_at__isnull=True), name="dispatch_waiting"),
            models.Index(fields=["trashed_at"], condition=Q(trashed_at__isnull=False), name="dispatch_in_trash"),
            models.Index(fields=["-urgency", "-arrived_on"], name="dispatch_by_urgency"),
            models.Index(fields=["id"], condition=Q(restricted=True), name="dispatch_restricted"),
            models.Index(
                fields=["review_state", "-urgency", "confidence", "id"],
                condition=Q(trashed_at__isnull=True),
                name="dispatch_to_check",
            ),
            models.Index(fields=["confirmed_at"], condition=Q(trashed_at__isnull=True), name="dispatch_by_checking"),
            models.Index(
                fields=["same_paper_as"], condition=Q(same_paper_as__isnull=False), name="dispatch_other_channel"
            ),
        ]

    def __str__(self) -> str:
        return self.number or (self.file.name if self.file else f"#{self.pk}")


class Page(models.Model):
    """Một trang as read: size in PDF points, its text, and its words `[text, x0, top, x1, bottom, confidence]`.

    `turns` are the clockwise quarter turns that bring its print upright; boxes are those of the page as scanned.
    """

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("trang")
    width = models.FloatField()
    height = models.FloatField()
    turns = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    words: models.JSONField[list[list[Any]], list[list[Any]]] = models.JSONField(default=list)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["dispatch", "number"], name="page_once")]

    def __str__(self) -> str:
        return f"trang {self.number}"


class Reading(models.Model):
    """What every value read from the page carries (see `extractors.record.Reading`)."""

    position = models.PositiveIntegerField(default=0)
    text = models.TextField("chữ đọc được", blank=True)
    where: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list, blank=True)
    confidence = models.FloatField("độ tin cậy", default=1.0)
    by_hand = models.BooleanField("viết tay", default=False)
    by_person = models.BooleanField("người dùng đã sửa", default=False)

    class Meta:
        abstract = True
        ordering = ("position", "id")


class Recipient(Reading):
    """Nơi nhận (`copy`) hoặc kính gửi (`addressee`)."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="recipients")
    value = models.CharField("nơi nhận", max_length=500)
    role = models.CharField(max_length=20, choices=[("addressee", "Kính gửi"), ("copy", "Nơi nhận")])
    purpose = models.CharField("để", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.value


class CitationRole(models.TextChoices):
    """Why the other document is cited."""

    BASIS = "basis", "Căn cứ"
    IMPLEMENTS = "implements", "Thực hiện"
    REPLIES_TO = "replies_to", "Phúc đáp"
    AMENDS = "amends", "Sửa đổi, thay thế"
    MENTION = "mention", "Nhắc đến"


class Citation(Reading):
    """Văn bản viện dẫn; `target` where it is in our table."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="citations")
    target = models.ForeignKey(Dispatch, models.SET_NULL, null=True, blank=True, related_name="cited_by")
    value = models.CharField("số, ký hiệu", max_length=300)
    value_key = models.CharField(max_length=300, db_index=True, blank=True)
    kind = models.CharField("loại", max_length=100, blank=True)
    dated = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    title = models.TextField("trích yếu", blank=True)
    role = models.CharField(max_length=20, choices=CitationRole.choices, default=CitationRole.MENTION)
    mentions = models.PositiveIntegerField(default=1)
    provisions: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.value


class Deadline(Reading):
    """Thời hạn as the issuer wrote it, and `due`, the last day that is still on time."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="deadlines")
    value = models.CharField(max_length=300)
    stated = models.DateField("ngày ghi", null=True, blank=True)
    bound = models.CharField(
        "mốc", max_length=10,
        choices=[("before", "trước"), ("by", "chậm nhất"), ("within", "trong"), ("on", "vào")],
    )  # fmt: skip
    time = models.TimeField("giờ", null=True, blank=True)
    due = models.DateField("hạn", null=True, blank=True)
    amount = models.IntegerField("số lượng", null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    anchor = models.CharField(max_length=20, blank=True)
    rrule = models.CharField("lặp lại", max_length=300, blank=True)
    conditional = models.BooleanField("có điều kiện", default=False)
    warning = models.TextField("lưu ý", blank=True)
    history = HistoricalRecords()
    _history_user: User  # set by the services: who does it

    class Meta(Reading.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="", anchor="")
                | (Q(amount__isnull=False) & ~Q(unit="") & ~Q(anchor="")),
                name="offset_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.text or self.value


class Directive(Reading):
    """Việc được giao in the text. `concerns_us` is null where the profile could not tell: a person decides."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="directives")
    value = models.TextField(blank=True)
    action = models.TextField("việc")
    assignees: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    support: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    report_to = models.CharField("báo cáo", max_length=300, blank=True)
    route = models.CharField("qua", max_length=300, blank=True)
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, blank=True, related_name="directives")
    concerns_us = models.BooleanField("liên quan đến cơ quan", null=True)
    why = models.CharField("vì sao", max_length=300, blank=True)

    def __str__(self) -> str:
        return self.action[:80]


class Transfer(models.Model):
    """Chuyển giao: to which unit or person a dispatch went, when, and who signed for it (columns 7 to 9)."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="transfers")
    unit = models.ForeignKey("tracking.Unit", models.PROTECT, null=True, blank=True, related_name="transfers")
    person = models.ForeignKey("tracking.User", models.PROTECT, null=True, blank=True, related_name="transfers")
    purpose = models.CharField(
        max_length=20, default="lead",
        choices=[("lead", "Chủ trì"), ("support", "Phối hợp"), ("information", "Để biết")],
    )  # fmt: skip
    at = models.DateTimeField("chuyển lúc")
    by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField("ký nhận lúc", null=True, blank=True)
    received_by = models.ForeignKey("tracking.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "chuyển giao"
        verbose_name_plural = "chuyển giao"
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(person__isnull=False), name="transfer_goes_somewhere"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "unit"], condition=Q(person__isnull=True), name="transfer_to_unit_once"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "person"], condition=Q(person__isnull=False), name="transfer_to_person_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)
