"""Sổ đăng ký văn bản đến: the ten columns of NĐ 30/2020, Phụ lục IV, mẫu VI, in the decree's order."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tracking.models import Dispatch, Transfer, Urgency
from tracking.office import office
from tracking.registers.sheet import Column, Sheet, day

COLUMNS = (
    Column("arrived_on", "Ngày đến", 23, True),
    Column("arrival_number", "Số đến", 15, True),
    Column("issuer", "Tác giả", 32),
    Column("number", "Số, ký hiệu văn bản", 27),
    Column("issued_on", "Ngày tháng văn bản", 23, True),
    Column("subject", "Tên loại và trích yếu nội dung văn bản", 70),
    Column("receiver", "Đơn vị hoặc người nhận", 29),
    Column("transferred_on", "Ngày chuyển", 23, True),
    Column("signed_for", "Ký nhận", 23),
    Column("note", "Ghi chú", 20),
)


def registered(found: QuerySet[Dispatch], first: date, last: date) -> QuerySet[Dispatch]:
    """Dispatches entered in the register in the period, in the order of their numbers."""
    return (
        found.filter(arrival_number__isnull=False, arrived_on__range=(first, last))
        .order_by("series", "arrival_year", "arrival_number", "arrival_suffix")
        .prefetch_related("transfers__unit", "transfers__person", "transfers__received_by")
    )


def receivers(dispatch: Dispatch) -> list[Transfer]:
    """Whom it was handed to for action; for information only where there is nobody else."""
    handed = list(dispatch.transfers.all())
    return [t for t in handed if t.purpose != "information"] or handed


def receiver(dispatch: Dispatch) -> str:
    """Column 7; before it was handed on, what the stamp says under Chuyển."""
    return "; ".join(str(t) for t in receivers(dispatch)) or dispatch.forwarded_to


def arrival(dispatch: Dispatch) -> str:
    return f"{dispatch.arrival_number or ''}{dispatch.arrival_suffix}"


def _note(dispatch: Dispatch) -> str:
    mark = Urgency(dispatch.urgency).label if dispatch.urgency else ""
    return ". ".join(filter(None, [mark, dispatch.circulation.capitalize(), dispatch.note]))


def _signed(dispatch: Dispatch) -> str:
    signed = [t for t in receivers(dispatch) if t.received_at]
    return "; ".join(f"{t.received_by} {timezone.localdate(t.received_at):%d/%m}" for t in signed)


def row(dispatch: Dispatch) -> tuple[object, ...]:
    """One entry of the register."""
    moved = timezone.localdate(dispatch.transferred_at) if dispatch.transferred_at else None
    title = f"{dispatch.kind_name}: {dispatch.subject}" if dispatch.kind_name else dispatch.subject
    return (
        day(dispatch.arrived_on), arrival(dispatch), dispatch.issuer, dispatch.number, day(dispatch.issued_on), title,
        receiver(dispatch), day(moved), _signed(dispatch), _note(dispatch),
    )  # fmt: skip


def sheet(found: QuerySet[Dispatch], *, first: date, last: date) -> Sheet:
    """The register over a period, with what its cover needs (year, days, numbers)."""
    entries = registered(found, first, last)
    rows = [row(dispatch) for dispatch in entries.iterator(chunk_size=2000)]
    numbers = f"Từ số {rows[0][1]} đến số {rows[-1][1]}" if rows else "Không có văn bản trong kỳ"
    year = str(first.year) if first.year == last.year else f"{first.year} - {last.year}"
    rules = office()
    return Sheet(
        "so_dang_ky_van_ban_den", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", rules.name, rules.parent, COLUMNS, rows, first, last,
        rules.place,
        (("Năm", year), ("", f"Từ ngày {day(first)} đến ngày {day(last)}"), ("", numbers), ("Quyển số", "……")),
    )  # fmt: skip
