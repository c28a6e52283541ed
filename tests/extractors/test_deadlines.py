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

from extractors.deadlines import deadlines
from extractors.deadlines.resolve import due
from extractors.document import Block, Zone, build, from_texts
from extractors.record import Arrival, Deadline, Offset, Reading
from extractors.words import Word

PHRASES = list(csv.DictReader((Path(__file__).parent / "deadline_phrases.csv").open(encoding="utf-8")))


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
    ("Báo cáo hoạt động của đơn vị trong năm 2024 và kế hoạch năm 2025.", [], "a year as topic"),
    ("Số liệu báo cáo tính đến hết ngày 31/10/2024.", [], "a cut-off"),
    ("Giám đốc Sở định kỳ vào thứ 2 hàng tuần tổ chức họp giao ban.", [], "a regular meeting"),
    ("rà soát, báo cáo Giám đốc Sở trong thời hạn 15 ngày kể từ ngày ký Quyết định này.", [("15 day issued", "within")], "Giám is not giảm"),
    ("Gửi về Sở trước ngày 05/11/2024. Căn cứ Công văn số 12/UBND-NC ngày 20/12/2024 của UBND tỉnh.", [("2024-11-05", "before")], "a citation"),
    ("trong thời gian 07 (bảy) ngày làm việc, kể từ ngày tiếp nhận được hồ sơ", [("7 working_day event", "within")], "another paper"),
    ("Đề nghị báo cáo trước ngày 01/9/2024.", [], "before the day of issue"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), RUNNING)
def test_in_running_text(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(one.value, one.bound) for one in read(text)] == expected, why


def test_a_column_of_deadlines() -> None:
    rows = [
        ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian hoàn thành"],
        ["1", "Rà soát quy chế", "Sở Nội vụ", "15/12/2024"],
        ["2", "Sơ kết năm 2024", "Văn phòng", "Quý I/2025"],
        ["3", "Tập huấn ngày 05/11/2024", "Sở Tư pháp", "Trước 30/11/2024"],
    ]
    cells = []
    for row, columns in enumerate(rows):
        for column, text in enumerate(columns):
            words = tuple(
                Word(w, (80.0 * column + 9 * i, 20.0 * row, 80.0 * column + 9 * i + 8, 20.0 * row + 10), 2, line=row)
                for i, w in enumerate(text.split())
            )
            cells.append(Block(words, "cell", (0, row, column)))
    doc = build([Zone("annex", tuple(cells))])
    doc._.issued_on = _reading("2024-10-17")
    made = deadlines(doc)._.deadlines
    assert [(one.stated, one.bound) for one in made] == [
        ("2024-12-15", "by"),
        ("2025-03-31", "within"),
        ("2024-11-30", "before"),
    ]


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
