"""Sổ chuyển giao văn bản đến (NĐ 30/2020, Phụ lục IV, mẫu VI): who was handed what, for the signature."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tracking.models import Dispatch
from tracking.office import office
from tracking.registers.arrivals import arrival, registered
from tracking.registers.sheet import Column, Sheet, day

COLUMNS = (
    Column("transferred_on", "Ngày chuyển", 26, True),
    Column("arrival_number", "Số đến", 22, True),
    Column("receiver", "Đơn vị hoặc người nhận", 90),
    Column("signed_for", "Ký nhận", 70),
    Column("note", "Ghi chú", 60),
)


def sheet(found: QuerySet[Dispatch], *, first: date, last: date) -> Sheet:
    """One line a handing over, of the dispatches that arrived in the period."""
    rows = [
        (
            day(timezone.localdate(t.at)), arrival(dispatch), str(t),
            f"{t.received_by} {timezone.localdate(t.received_at):%d/%m/%Y}" if t.received_at else "",
            t.get_purpose_display(),
        )
        for dispatch in registered(found, first, last).iterator(chunk_size=2000)
        for t in dispatch.transfers.all()
    ]  # fmt: skip
    rules = office()
    return Sheet(
        "so_chuyen_giao", "SỔ CHUYỂN GIAO VĂN BẢN ĐẾN", rules.name, rules.parent, COLUMNS, list(rows), first, last,
        rules.place, (("Năm", str(last.year)), ("", f"Từ ngày {day(first)} đến ngày {day(last)}"), ("Quyển số", "……")),
    )  # fmt: skip
