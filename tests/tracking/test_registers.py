"""Registers on paper: the decree's columns in its order, accents, page breaks, and cells that run nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.tracking.conftest import due, record, sample
from tracking import registers
from tracking.errors import NotFound
from tracking.exports import EXPORTS, export
from tracking.exports.slip import export_slip
from tracking.handling import receive
from tracking.inert import cell, line, plain
from tracking.models import Dispatch
from tracking.registers.follow_up import progress
from tracking.registers.slip import Opinion
from tracking.tasks import services

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
HOSTILE = ["=1+1", "+1", "-1", "@x", "\t=1", "<script>alert(1)</script>", '"><img onerror=x>', "{{7*7}}", "\u202eexe"]


@pytest.fixture
def one(stored, people):
    """The sample dispatch handed to Phòng Tổ chức and signed for."""
    task = stored(sample()).tasks.get(issuer_due=date(2024, 12, 31))
    now = datetime(2024, 10, 28, 9, tzinfo=VN)
    services.assign(
        task_id=task.pk, by=people.dung, unit=people.first, person=people.minh, now=now, comment="Tham mưu."
    )
    receive(transfer_id=task.dispatch.transfers.get().pk, by=people.binh, now=now)
    services.close(task_id=task.pk, by=people.minh, answer_number="215/BC-SNV", now=now)
    return task.dispatch


@pytest.fixture
def year(one, stored):
    """It and 24 more of the year."""
    for n in range(24):
        subject = (
            "tổ chức kiểm điểm, đánh giá, xếp loại chất lượng đội ngũ cán bộ, đảng viên và hướng dẫn quy trình " * 2
        )
        stored(record(f"{n + 1}/UBND-NC", subject=subject, arrival_number=str(12000 + n), arrived="2024-11-05",
                      deadlines=(due("2024-11-29"),)))  # fmt: skip
    return one


def test_the_ten_columns_in_the_decree_s_order(year):
    sheet = registers.sheet("arrivals", Dispatch.objects.all(), first=FIRST, last=LAST)
    assert [c.title for c in sheet.columns] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert sheet.rows[0] == (
        "25/10/2024", "11098", "Tỉnh ủy Bình Định", "1002-CV/TU", "17/10/2024",
        "Công văn: kiểm điểm và đánh giá, xếp loại chất lượng năm 2024", "Phòng Tổ chức", "28/10/2024",
        "Phạm Bình 28/10", "",
    )  # fmt: skip
    assert len(sheet.rows) == 25
    assert ("", "Từ số 11098 đến số 12023") in sheet.cover


def test_the_seven_columns_of_the_follow_up_register(year):
    sheet = registers.sheet("follow_up", Dispatch.objects.all(), first=FIRST, last=LAST)
    assert [c.title for c in sheet.columns] == [
        "Số đến", "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản", "Đơn vị hoặc người nhận",
        "Thời hạn giải quyết", "Tiến độ giải quyết", "Số, ký hiệu văn bản trả lời", "Ghi chú",
    ]  # fmt: skip
    closed = next(row for row in sheet.rows if row[5])
    assert closed[:6] == (
        "11098", "Công văn số 1002-CV/TU ngày 17/10/2024 của Tỉnh ủy Bình Định", "Phòng Tổ chức – Trần Văn Minh",
        "31/12/2024\nnội bộ: 27/12/2024", "Hoàn thành ngày 28/10/2024", "215/BC-SNV",
    )  # fmt: skip


@pytest.mark.parametrize("name", registers.REGISTERS)
@pytest.mark.parametrize("form", EXPORTS)
def test_every_register_in_every_format(one, name, form):
    sheet = registers.sheet(name, Dispatch.objects.all(), first=FIRST, last=LAST)
    made = export(sheet, form)
    assert made.body
    assert made.name == f"{sheet.name}_20240101_20241231.{form}"


def test_an_empty_period_still_prints(office):
    sheet = registers.sheet("arrivals", Dispatch.objects.all(), first=date(2019, 1, 1), last=date(2019, 12, 31))
    for form in EXPORTS:
        export(sheet, form)


def test_the_workbook_holds_text_and_repeats_its_heading(year):
    sheet = registers.sheet("arrivals", Dispatch.objects.all(), first=FIRST, last=LAST)
    book = load_workbook(io.BytesIO(export(sheet, "xlsx").body))
    page = book["Sổ"]
    assert [c.value for c in page[5]] == [c.title for c in sheet.columns]
    assert [c.value for c in page[6]] == [f"({n})" for n in range(1, 11)]
    assert page["D7"].value == "1002-CV/TU"
    assert page.print_title_rows == "$5:$6"
    assert (page["A33"].value, page["F33"].value) == ("NGƯỜI LẬP SỔ", "THỦ TRƯỞNG CƠ QUAN")
    assert book["Bìa"]["A10"].value == "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"


def test_the_pdf_s_pages(year):
    sheet = registers.sheet("arrivals", Dispatch.objects.all(), first=FIRST, last=LAST)
    pages = [p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(export(sheet, "pdf").body)]
    assert len(pages) > 2
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in pages[0]
    assert "Từ số 11098 đến số 12023" in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"Trang {number}/{len(pages)}" in text
        assert "Đơn vị hoặc" in text or number == len(pages)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_page_says_runs_nowhere(one, hostile):
    Dispatch.objects.filter(pk=one.pk).update(number=hostile[:100], subject=hostile, kind_name="", note=hostile)
    sheet = registers.sheet("arrivals", Dispatch.objects.all(), first=FIRST, last=LAST)
    page = load_workbook(io.BytesIO(export(sheet, "xlsx").body))["Sổ"]
    assert all(entry.data_type != "f" for row in page.iter_rows() for entry in row)
    rows = list(csv.reader(io.StringIO(export(sheet, "csv").body.decode("utf-8-sig"))))
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for row in rows[1:] for value in row)
    exact = json.loads(export(sheet, "jsonl").body.decode().splitlines()[0])
    assert exact["subject"] == hostile
    text = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(export(sheet, "pdf").body))
    assert "49" not in text.split("Ghi chú")[1][:200] or "{{7*7}}" in text


@pytest.mark.parametrize(
    ("value", "safe"),
    [("=1", "'=1"), ("-", "'-"), (" =1", "' =1"), ("215/BC", "215/BC"), (5, 5), (None, None), ("a\u202eb", "ab"),
     ("＝1", "'＝1")],
)  # fmt: skip
def test_cell(value, safe):
    assert cell(value) == safe


def test_line_and_plain():
    assert line("a\r\nBcc: b\x00 c", 0) == "a Bcc: b c"
    assert line("x" * 50, 10) == "x" * 9 + "…"
    assert plain("a\nb") == "a\nb"


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_the_slip_says_who_wrote_what(one, form):
    made = export_slip(one, form)
    if form == "pdf":
        text = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(made.body))
    else:
        page = load_workbook(io.BytesIO(made.body)).worksheets[0]
        text = "\n".join(str(row[0].value) for row in page.iter_rows())
    for part in ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "Tham mưu. (Võ Tiến Dũng)", "Phòng Tổ chức", "Số đến: 11098"):
        assert part in text
    with pytest.raises(NotFound):
        export_slip(one, "docx")


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 2, 5), "Ngày 05 tháng 02 năm 2026"), (date(2026, 11, 28), "Ngày 28 tháng 11 năm 2026"),
     (date(2026, 9, 30), "Ngày 30 tháng 9 năm 2026"), (None, "Ngày …… tháng …… năm ……")],
)  # fmt: skip
def test_a_day_is_signed_as_papers_write_it(on, said):
    assert Opinion("", (), (), on).signed_on == said


def test_the_sheet_of_the_slip_fits_the_page_and_cuts_nothing(one, people):
    task = one.tasks.get(closed_at=None)
    services.note(task_id=task.pk, by=people.dung, text="Tham mưu kế hoạch, báo cáo. " * 20, kind="leader")
    page = load_workbook(io.BytesIO(export_slip(one, "xlsx").body)).worksheets[0]
    heights = {row[0].value: page.row_dimensions[row[0].row].height for row in page.iter_rows() if row[0].value}
    (long,) = [height for text, height in heights.items() if len(text) > 500]
    assert long > 7 * 13
    assert page.column_dimensions["A"].width <= 75
    assert page.page_margins.left > 1.1


@pytest.mark.parametrize(
    ("done_on", "said"),
    [
        ("2024-12-26", "Hoàn thành ngày 26/12/2024"),
        ("2024-12-27", "Hoàn thành ngày 27/12/2024"),
        ("2024-12-30", "Hoàn thành ngày 30/12/2024, trễ 3 ngày so với hạn nội bộ"),
        ("2024-12-31", "Hoàn thành ngày 31/12/2024, trễ 4 ngày so với hạn nội bộ"),
        ("2025-01-02", "Hoàn thành ngày 02/01/2025, trễ 2 ngày"),
    ],
)
def test_late_is_said_by_the_issuer_s_deadline_first(stored, people, done_on, said):
    task = stored(record(deadlines=(due("2024-12-31"),))).tasks.get()
    services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
    now = datetime.fromisoformat(f"{done_on}T09:00").replace(tzinfo=VN)
    assert progress(services.close(task_id=task.pk, by=people.minh, answer_number="1/BC", now=now), LAST) == said


def test_progress_is_what_the_person_in_charge_wrote_not_what_the_leader_ordered(stored, people):
    task = stored(record(deadlines=(due("2024-12-31"),))).tasks.get()
    services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh, comment="Tham mưu sớm.")
    task.refresh_from_db()
    assert progress(task, date(2024, 12, 1)) == "Đã giao"
    services.note(task_id=task.pk, by=people.minh, text="Đã có 9/12 báo cáo", percent=70)
    services.note(task_id=task.pk, by=people.binh, text="Làm nhanh", kind="unit_head")
    task.refresh_from_db()
    assert progress(task, date(2025, 1, 3)) == "Đang xử lý, quá hạn 3 ngày: Đã có 9/12 báo cáo (70 %)"
