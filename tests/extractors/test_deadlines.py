"""Thời hạn: what is one, what is none, and what each means. Issued 17/10/2024, received 25/10/2024."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import csv
import itertools
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.citations import citations
from extractors.deadlines import deadlines
from extractors.deadlines.resolve import due
from extractors.document import from_texts
from extractors.record import Arrival, Deadline, Offset, Reading
from tests.extractors.reading_texts import table

PHRASES = list(csv.DictReader((Path(__file__).parent / "deadline_phrases.csv").open(encoding="utf-8")))

WORDINGS = list(csv.DictReader((Path(__file__).parent / "deadline_wordings.csv").open(encoding="utf-8")))


def _reading(value: str) -> Reading:
    return Reading(value=value, text=value, where=(), confidence=1.0)


def read(body: str, issued: str | None = "2024-10-17", received: str | None = "2024-10-25") -> tuple[Deadline, ...]:
    doc = from_texts({"body": body})
    doc._.issued_on = _reading(issued) if issued else None
    doc._.arrival = Arrival(date=_reading(received)) if received else None
    return deadlines(doc)._.deadlines


def key(one: Deadline) -> tuple[str, str, str, str, str, str]:
    offset = f"{one.offset.amount} {one.offset.unit} {one.offset.anchor}" if one.offset else ""
    return one.stated or "", one.bound, one.time or "", one.due or "", offset, one.rrule or ""


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["id"])
def test_catalogue(row: dict[str, str]) -> None:
    found = [key(one) for one in read(row["phrase"], row["issued"], row["received"])]
    if row["is_deadline"] == "no":
        assert found == [], row["note"]
        return
    offset = f"{row['offset_amount']} {row['offset_unit']} {row['offset_anchor']}" if row["offset_unit"] else ""
    if not row["bound"]:
        found = [(one[0], "", *one[2:]) for one in found]
    assert found == [(row["stated"], row["bound"], row["time"], row["due"], offset, row["rrule"])], row["note"]


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: row["text"][:60])
def test_wordings(row: dict[str, str]) -> None:
    """`deadlines` are joined by ` + `; one that a person should look at has `~` before it and stays below 0.9."""
    wanted = [] if row["deadlines"] == "-" else row["deadlines"].split(" + ")
    doc = from_texts({"body": row["text"]})
    doc._.issued_on = _reading(row["issued"])
    found = deadlines(citations(doc))._.deadlines
    assert [" ".join(filter(None, (d.value, d.bound, d.time))) for d in found] == [one.lstrip("~") for one in wanted]
    assert all(d.confidence < 0.9 for d, one in zip(found, wanted, strict=True) if one.startswith("~"))


DUTIES = (
    "Đề nghị các đơn vị gửi báo cáo về Sở Nội vụ", "Yêu cầu UBND các huyện hoàn thành việc rà soát", "Giao Văn phòng trình dự thảo",
    "Các cơ quan, đơn vị đăng ký danh sách", "Sở Y tế có trách nhiệm tổng hợp, báo cáo UBND tỉnh (qua Sở Tài chính)",
)  # fmt: skip
BOUNDS = (
    ("trước ngày", "before"), ("xong trước ngày", "before"), ("chậm nhất ngày", "by"), ("chậm nhất đến ngày", "by"),
    ("chậm nhất là ngày", "by"), ("muộn nhất vào ngày", "by"), ("đến hết ngày", "by"), ("hạn chót là ngày", "by"),
)  # fmt: skip
DAYS = ("20/12/2024", "20-12-2024", "20.12.2024", "20 tháng 12 năm 2024", "20/12", "20 tháng 12")


@pytest.mark.parametrize(("duty", "bound", "day"), list(itertools.product(DUTIES, BOUNDS, DAYS)))
def test_every_duty_with_every_bound_and_every_date(duty: str, bound: tuple[str, str], day: str) -> None:
    (one,) = read(f"{duty} {bound[0]} {day} để tổng hợp./.")
    assert (one.stated, one.bound) == ("2024-12-20", bound[1])


@settings(deadline=None)  # a busy machine is no fault of the reading
@given(st.dates(date(2024, 10, 17), date(2031, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_any_day_ahead_is_read(day: date, separator: str) -> None:
    written = separator.join((f"{day.day:02d}", f"{day.month:02d}", str(day.year)))
    (one,) = read(f"Đề nghị báo cáo trước ngày {written}.")
    assert one.stated == day.isoformat()


@settings(deadline=None)
@given(st.integers(1, 90), st.sampled_from([("ngày", "day"), ("ngày làm việc", "working_day")]))
def test_any_span_of_days_is_read(amount: int, unit: tuple[str, str]) -> None:
    (one,) = read(f"Đề nghị có ý kiến trong thời hạn {amount:02d} {unit[0]} kể từ ngày nhận được văn bản này.")
    assert one.offset == Offset(amount=amount, unit=unit[1], anchor="received")


RUNNING = [
    # text, what must come out: (stated or offset or rule, bound) of each, why
    (
        "hoàn thành trước ngày 20/12/2024 và báo cáo Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy) chậm nhất đến ngày 31/12/2024./.",
        [("2024-12-20", "before"), ("2024-12-31", "by")], "two in a sentence",
    ),
    ("Đề nghị các sở báo cáo kết quả trong quý IV/2024.", [("2024-12-31", "within")], "a quarter beside a duty"),
    ("Kết quả đạt được trong quý IV/2024 tăng so với cùng kỳ.", [], "a quarter that is told of"),
    ("Đề nghị các sở báo cáo kết quả trong quý 11/2025.", [("2025-06-30", "within")], "two stems read as figures"),
    ("Báo cáo hoạt động của đơn vị trong năm 2024 và kế hoạch năm 2025.", [], "a year as topic"),
    ("Số liệu báo cáo tính đến hết ngày 31/10/2024.", [], "a cut-off"),
    ("Giám đốc Sở định kỳ vào thứ 2 hàng tuần tổ chức họp giao ban.", [], "a regular meeting"),
    ("rà soát, báo cáo Giám đốc Sở trong thời hạn 15 ngày kể từ ngày ký Quyết định này.", [("15 day issued", "within")], "Giám is not giảm"),
    ("Gửi về Sở trước ngày 05/11/2024. Căn cứ Công văn số 12/UBND-NC ngày 20/12/2024 của UBND tỉnh.", [("2024-11-05", "before")], "a citation"),
    ("trong thời gian 07 (bảy) ngày làm việc, kể từ ngày tiếp nhận được hồ sơ", [("7 working_day event", "within")], "another paper"),
    ("trong thời hạn 07 ngày kể từ ngày nhận được đề xuất của Sở Y tế", [("7 day event", "within")], "of another"),
    ("Đề nghị gửi báo cáo chậm nhất ngày mồng 5/12.", [("2024-12-05", "by")], "one of the first ten days"),
    ("Xã có 12 người được bố trí đến hết ngày 31/5/2025.", [], "what people have"),
    ("Kế hoạch vốn được thanh toán đến hết ngày 31/01/2025.", [], "what may be done"),
    ("Vốn được thanh toán cho khối lượng thực hiện đến ngày 31/12/2024.", [], "work done by then"),
    ("Các trường khai giảng đồng loạt vào ngày 05/9/2025.", [], "an event of all"),
    ("Đề nghị báo cáo trước ngày 01/9/2024.", [], "before the day of issue"),
    ("Đề nghị các xã nộp hồ sơ của các hộ đã được cấp giấy từ ngày 15/3/2023 trong tháng 11/2024.", [("2024-11-30", "within")],
     "what was done by a day of its own"),
    ("Các cơ sở đóng đủ số phí tồn đọng trước ngày 01/3/2024 chậm nhất ngày 20/12/2024.", [("2024-12-20", "by")],
     "what arose by a day of its own"),
    ("3. Các trạm phun hóa chất toàn bộ chuồng trại vào lúc 06 giờ ngày 01/12/2024.", [], "the hour at which it takes place"),
    ("3. Các trạm phun hóa chất toàn bộ chuồng trại vào ngày 01/12/2024.", [("2024-12-01", "on")], "the day of a work"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), RUNNING)
def test_in_running_text(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(one.value, one.bound) for one in read(text)] == expected, why


HEADS = "TT | Nội dung | Đơn vị chủ trì"
COLUMNS = [
    # heading of the column, its cells, the deadlines (stated or rule, bound, hour), why
    ("Thời gian hoàn thành", ["15/12/2024", "Quý I/2025", "Trước 30/11/2024"],
     ["2024-12-15 by", "2025-03-31 within", "2024-11-30 before"], "a date, a quarter, a bound"),
    ("Thời hạn", ["Tháng 12/2024", "Thường xuyên", "Hằng quý"], ["2024-12-31 within"], "what has no end is no deadline"),
    ("Tiến độ", ["Xong trước ngày 20/11/2024", "Năm 2025", "Quý IV"],
     ["2024-11-20 before", "2025-12-31 within", "2024-12-31 within"], "a year alone, a quarter without its year"),
    ("Thời gian báo cáo", ["Trước ngày 15 hằng tháng", "Chậm nhất 17 giờ 00 ngày 05/12/2024"],
     ["FREQ=MONTHLY;BYMONTHDAY=15 before", "2024-12-05 by 17:00"], "a rule, an hour"),
    ("Thời gian thực hiện", ["Từ 01/11/2024 đến 30/11/2024", "Tháng 11 - 12/2024"],
     ["2024-11-30 by", "2024-12-31 within"], "a window ends on its last day"),
    ("Ghi chú", ["Hoàn thành trước ngày 15/12/2024", "Hoàn thành trước ngày 20/12/2024"],
     ["2024-12-15 before", "2024-12-20 before"], "no heading says so, but the cells do"),
    ("Ngày sinh", ["15/12/1984", "01/02/1990"], [], "another column of dates"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "cells", "expected", "why"), COLUMNS)
def test_a_column_of_deadlines(heading: str, cells: list[str], expected: list[str], why: str) -> None:
    rows = [f"{n} | Tập huấn ngày 05/11/2024 | Sở Tư pháp | {cell}" for n, cell in enumerate(cells, start=1)]
    doc = table("\n".join([f"{HEADS} | {heading}", *rows]))
    doc._.issued_on = _reading("2024-10-17")
    made = deadlines(doc)._.deadlines
    assert [" ".join(filter(None, (one.value, one.bound, one.time))) for one in made] == expected, why


LISTS = [
    # a list of deadlines in a sentence, each one's (stated or rule, bound), why
    ("Đại hội chi bộ hoàn thành trước ngày 30/11/2024, đại hội đảng bộ cơ sở hoàn thành trước ngày 30/6/2025.",
     [("2024-11-30", "before"), ("2025-06-30", "before")], "two in a row"),
    ("Báo cáo gửi về Sở: quý I trước ngày 20/3/2025, quý II trước ngày 20/6/2025, quý III trước ngày 20/9/2025.",
     [("2025-03-20", "before"), ("2025-06-20", "before"), ("2025-09-20", "before")], "a day for each quarter"),
    ("Báo cáo 6 tháng gửi trước ngày 10/6, báo cáo năm gửi trước ngày 10/12.",
     [("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10", "before")], "days of a year that go together"),
    ("Báo cáo 6 tháng gửi trước ngày 10/6, báo cáo năm gửi trước ngày 15/12.",
     [("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", "before"), ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", "before")],
     "days that do not"),
    ("Nộp hồ sơ trước ngày 15/11/2024; thẩm định xong trong tháng 11/2024; trình UBND tỉnh chậm nhất ngày 05/12/2024.",
     [("2024-11-15", "before"), ("2024-11-30", "within"), ("2024-12-05", "by")], "steps of one work"),
    ("vào ngày 10 và ngày 25 hằng tháng gửi báo cáo về Sở", [("FREQ=MONTHLY;BYMONTHDAY=10,25", "on")], "two days a month"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), LISTS)
def test_lists_of_deadlines(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(one.value, one.bound) for one in read(text)] == expected, why


@pytest.mark.parametrize(
    ("stated", "bound", "hour", "offset", "last"),
    [
        ("2024-12-20", "before", None, None, "2024-12-19"),
        ("2024-12-20", "before", "17:00", None, "2024-12-20"),
        ("2024-12-20", "by", None, None, "2024-12-20"),
        (None, "within", None, Offset(amount=5, unit="working_day", anchor="received"), "2024-11-01"),
        (None, "within", None, Offset(amount=10, unit="day", anchor="issued"), "2024-10-28"),  # 27/10 is a Sunday
        (None, "within", None, Offset(amount=1, unit="month", anchor="issued"), "2024-11-18"),  # 17/11 is a Sunday
        (None, "within", None, Offset(amount=5, unit="day", anchor="event"), None),
    ],
)
def test_due(stated: str | None, bound: str, hour: str | None, offset: Offset | None, last: str | None) -> None:
    day = date.fromisoformat(stated) if stated else None
    made = due(day, bound, hour, offset, date(2024, 10, 17), date(2024, 10, 25))  # type: ignore[arg-type]
    assert (made.isoformat() if made else None) == last


def test_without_an_arrival_an_offset_from_receipt_has_no_due() -> None:
    (one,) = read("Đề nghị trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này", received=None)
    assert one.due is None


@pytest.mark.parametrize(
    "piece",
    ["Số: /-/-/ ", "trước ngày 20/12/2024 ", "trong thời hạn 5 ngày ", "tháng 1"],
)
def test_hostile_text_is_quick(piece: str) -> None:
    doc = from_texts({"body": (piece * (1_000_000 // len(piece) + 1))[:1_000_000]})
    doc._.issued_on = _reading("2024-10-17")
    start = time.process_time()
    deadlines(doc)
    assert time.process_time() - start < 2
