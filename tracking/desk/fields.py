"""The fields of a dispatch as a person sees them: label, value, where on the page, how sure, and why in doubt.

One table names the fields of the form; the lists (deadlines, directives, recipients, citations) follow their rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from tracking.models import Asks, CitationRole, Dispatch, Urgency

Choices = tuple[tuple[str, str], ...]
KINDS_OF_SYSTEM: Choices = (
    ("", "–"),
    ("state", "Nhà nước"),
    ("party", "Đảng"),
    ("organisation", "Tổ chức chính trị - xã hội"),
)
BOUNDS: Choices = (("before", "trước ngày"), ("by", "chậm nhất ngày"), ("within", "trong thời hạn"), ("on", "vào ngày"))
CONCERNS: Choices = (("", "Chưa rõ"), ("true", "Có"), ("false", "Không"))


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the form: `reading` is the way to its reading in the record."""

    name: str
    label: str
    reading: tuple[str, ...] = ()
    choices: Choices = ()
    rows: int = 1
    hint: str = ""


FIELDS = (
    Field("number", "Số, ký hiệu", ("number",)),
    Field("issuer", "Cơ quan ban hành", ("issuer",)),
    Field("issued_on", "Ngày văn bản", ("issued_on",), hint="ngày/tháng/năm"),
    Field("kind_name", "Tên loại", ("kind",)),
    Field("subject", "Trích yếu", ("subject",), rows=3),
    Field("stamp_number", "Số đến (trên dấu)", ("arrival", "number")),
    Field("stamp_date", "Ngày đến (trên dấu)", ("arrival", "date"), hint="ngày/tháng/năm"),
    Field("urgency", "Độ khẩn", ("urgency",), choices=tuple((str(v), str(t)) for v, t in Urgency.choices)),
    Field("asks", "Yêu cầu đối với cơ quan", choices=(("", "Chưa rõ"), *((str(v), str(t)) for v, t in Asks.choices))),
    Field("signer", "Người ký", ("signer",)),
    Field("signer_title", "Chức vụ người ký", ("signer",)),
    Field("issued_at", "Nơi ban hành", ("issued_at",)),
    Field("issuer_parent", "Cơ quan cấp trên", ("issuer",)),
    Field("system", "Hệ thống", ("system",), choices=KINDS_OF_SYSTEM),
    Field("circulation", "Phạm vi lưu hành", ("circulation",)),
    Field("forwarded_to", "Chuyển (trên dấu)", ("arrival", "forwarded_to")),
    Field("file_code", "Số và ký hiệu hồ sơ", ("arrival", "file_code")),
)
MAIN = {"number", "issuer", "issued_on", "kind_name", "subject", "stamp_number", "stamp_date", "urgency", "asks"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One value on the page: `name` as the form posts it, `key` as ids and addresses name it."""

    name: str
    label: str
    value: str
    text: str = ""
    where: tuple[dict[str, Any], ...] = ()
    confidence: float | None = None
    by_hand: bool = False
    doubt: str = ""
    choices: Choices = ()
    rows: int = 1
    hint: str = ""
    main: bool = True
    corrected: bool = False

    @property
    def key(self) -> str:
        return self.name.replace("[", "-").replace("].", "-").replace(".", "-").replace("_", "-")

    @property
    def percent(self) -> int | None:
        return None if self.confidence is None else int(100 * self.confidence)

    @property
    def chosen(self) -> str:
        """What a person reads: the label of the choice, else the value."""
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a list (a deadline, a directive) with its fields."""

    kind: str
    id: int
    title: str
    fields: tuple[Shown, ...]

    @property
    def doubt(self) -> str:
        return next((f.doubt for f in self.fields if f.doubt), "")

    @property
    def removal(self) -> str:
        """What the button says that takes the row away."""
        return {"deadlines": "Không phải thời hạn, bỏ", "directives": "Bỏ việc này"}.get(self.kind, "Bỏ dòng này")


@dataclass(slots=True)
class Sheet:
    """All that the form shows: fields in doubt first, then the others, the lists, and doubts about no one field."""

    doubtful: list[Shown] = field(default_factory=list)
    fields: list[Shown] = field(default_factory=list)
    groups: dict[str, list[Group]] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)

    @property
    def doubtful_groups(self) -> list[Group]:
        """Rows of lists in doubt: they stand with the fields in doubt, above all others."""
        return [row for rows in self.groups.values() for row in rows if row.doubt]

    def all(self) -> Iterator[Shown]:
        """Every field that the form posts."""
        yield from self.doubtful
        yield from self.fields
        for rows in self.groups.values():
            for row in rows:
                yield from row.fields


def written(value: Any) -> str:
    """A value as a clerk writes it into a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _reading(record: dict[str, Any], way: tuple[str, ...]) -> dict[str, Any]:
    found: Any = record
    for step in way:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _doubts(dispatch: Dispatch) -> dict[str, str]:
    """The reason by field, as the record names fields (`number`, `arrival.date`, `deadlines[0]`)."""
    found: dict[str, list[str]] = {}
    for entry in dispatch.review:
        found.setdefault(str(entry.get("field", "")), []).append(str(entry.get("reason", "")))
    return {name: " ".join(reasons) for name, reasons in found.items()}


def sheet(dispatch: Dispatch) -> Sheet:
    """The fields of `dispatch` for its form and its page."""
    doubts, made = _doubts(dispatch), Sheet()
    corrected = set(dispatch.corrections.values_list("field", flat=True))
    for entry in FIELDS:
        reading = _reading(dispatch.record, entry.reading) if entry.reading else {}
        names = {entry.name, ".".join(entry.reading)} | ({"arrival"} if entry.name == "stamp_number" else set())
        doubt = " ".join(doubts.pop(name) for name in sorted(names) if name in doubts)
        shown = Shown(
            entry.name, entry.label, written(getattr(dispatch, entry.name)), reading.get("text", ""),
            tuple(reading.get("where", ())), reading.get("confidence"), bool(reading.get("by_hand")), doubt,
            entry.choices, entry.rows, entry.hint, entry.name in MAIN, entry.name in corrected,
        )  # fmt: skip
        (made.doubtful if doubt else made.fields).append(shown)
    made.groups = {
        "deadlines": list(_deadlines(dispatch, doubts)),
        "directives": list(_directives(dispatch, doubts)),
        "recipients": list(_recipients(dispatch, doubts)),
        "citations": list(_citations(dispatch, doubts)),
    }
    made.general = [reason for reason in doubts.values() if reason]
    return made


def _row(
    kind: str, row: Any, doubts: dict[str, str], title: str, parts: Iterable[tuple[str, str, Any, Choices, int]]
) -> Group:
    doubt = doubts.pop(f"{kind}[{row.position}]", "")
    shown = []
    for number, (name, label, value, choices, rows) in enumerate(parts):
        shown.append(
            Shown(
                f"{kind}[{row.pk}].{name}", label, written(value), row.text, tuple(row.where) if not number else (),
                row.confidence, row.by_hand, doubt if not number else "", choices, rows, corrected=row.by_person,
            )
        )  # fmt: skip
    return Group(kind, row.pk, title, tuple(shown))


def _deadlines(dispatch: Dispatch, doubts: dict[str, str]) -> Iterator[Group]:
    for n, row in enumerate(dispatch.deadlines.all(), 1):
        parts = [
            ("stated", "Ngày ghi trong văn bản", row.stated, (), 1), ("bound", "Cách nói", row.bound, BOUNDS, 1),
            ("time", "Giờ", row.time, (), 1), ("due", "Ngày cuối còn đúng hạn", row.due, (), 1),
        ]  # fmt: skip
        yield _row("deadlines", row, doubts, f"Thời hạn {n}", parts)


def _directives(dispatch: Dispatch, doubts: dict[str, str]) -> Iterator[Group]:
    limits = tuple((str(d.pk), f"{d.due:%d/%m/%Y}" if d.due else d.text[:40]) for d in dispatch.deadlines.all())
    for n, row in enumerate(dispatch.directives.all(), 1):
        parts = [
            ("action", "Việc", row.action, (), 3), ("assignees", "Giao cho", row.assignees, (), 1),
            ("concerns_us", "Liên quan cơ quan ta", row.concerns_us, CONCERNS, 1),
            ("deadline_id", "Thời hạn", row.deadline_id, (("", "Không nêu"), *limits), 1),
        ]  # fmt: skip
        yield _row("directives", row, doubts, f"Việc {n}", parts)


def _recipients(dispatch: Dispatch, doubts: dict[str, str]) -> Iterator[Group]:
    for row in dispatch.recipients.all():
        label = "Kính gửi" if row.role == "addressee" else "Nơi nhận"
        yield _row("recipients", row, doubts, label, [("value", label, row.value, (), 1)])


def _citations(dispatch: Dispatch, doubts: dict[str, str]) -> Iterator[Group]:
    for row in dispatch.citations.all():
        parts = [
            ("value", f"Viện dẫn ({CitationRole(row.role).label.lower()})", row.value, (), 1),
            ("dated", "Ngày", row.dated, (), 1),
        ]
        yield _row("citations", row, doubts, row.value, parts)
