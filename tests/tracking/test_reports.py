"""The periodic report: counts by unit, issuer and month, its charts, and the stamp block."""

from __future__ import annotations

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.tracking.conftest import due, record, sample
from tracking import reports
from tracking.errors import Incomplete, NotFound
from tracking.models import Dispatch
from tracking.registers.stamp import stamp
from tracking.reports.situation import outcome
from tracking.tasks import services

pytestmark = pytest.mark.django_db
VN = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2024, 12, 20)


@pytest.mark.parametrize(
    ("state", "ends", "closed", "column"),
    [
        ("done", date(2024, 12, 20), DAY, "in_time"),
        ("done", date(2024, 12, 19), DAY, "late"),
        ("done", None, DAY, "in_time"),
        ("assigned", DAY, None, "open"),
        ("assigned", date(2024, 12, 19), None, "overdue"),
        ("new", None, None, "open"),
        ("not_needed", date(2024, 12, 1), DAY, "not_needed"),
    ],
)
def test_outcome(state, ends, closed, column):
    assert outcome(state, ends, closed, DAY) == column


@pytest.fixture
def autumn(stored, people):
    """Two tasks of the sample: one done in time, one open and late; another unit's paper done late."""
    dispatch = stored(sample())
    for task, closed in zip(dispatch.tasks.order_by("due"), (True, False), strict=True):
        services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
        if closed:
            now = datetime(2024, 11, 1, 9, tzinfo=VN)
            services.close(task_id=task.pk, by=people.minh, answer_number="1/BC", now=now)
    other = stored(
        record(
            "2/SYT-VP", issuer="Sở Y tế", arrived="2024-11-04", arrival_number="12000", deadlines=(due("2024-11-20"),)
        )
    )
    task = other.tasks.get()
    services.assign(task_id=task.pk, by=people.dung, unit=people.second, person=people.tu)
    services.close(task_id=task.pk, by=people.tu, answer_number="2/BC", now=datetime(2024, 12, 2, 9, tzinfo=VN))
    return reports.situation(
        Dispatch.objects.all(), first=date(2024, 10, 1), last=date(2024, 12, 31), today=date(2025, 1, 6)
    )


def test_counts(autumn):
    assert (autumn.received, autumn.urgent, autumn.share_in_time) == (2, 0, 0.5)
    assert autumn.whole == {"in_time": 1, "late": 1, "open": 0, "overdue": 1, "not_needed": 0, "total": 3}
    assert autumn.units["total"].to_dict() == {"Phòng Cải cách hành chính": 1, "Phòng Tổ chức": 2}
    assert autumn.issuers.loc["Sở Y tế", "late"] == 1
    assert list(autumn.months.index) == ["Tháng 10/2024", "Tháng 11/2024"]


def test_on_paper_with_charts(autumn):
    made = reports.report(autumn, "pdf")
    text = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(made.body))
    assert "50,0 %" in text
    assert "Phòng Cải cách hành chính" in text
    book = load_workbook(io.BytesIO(reports.report(autumn, "xlsx").body))
    assert book["Theo tháng"]["A3"].value == "Từ ngày 01/10/2024 đến ngày 31/12/2024"
    assert [c.value for c in book["Theo tháng"][6]] == ["Tháng 10/2024", 1, 0, 0, 1, 0, 2]
    assert book.sheetnames == ["Theo đơn vị", "Theo cơ quan ban hành", "Theo tháng"]
    with pytest.raises(NotFound):
        reports.report(autumn, "doc")


def test_an_empty_period_prints(office):
    empty = reports.situation(Dispatch.objects.all(), first=date(2019, 1, 1), last=date(2019, 12, 31))
    assert empty.share_in_time is None
    for form in ("pdf", "xlsx"):
        reports.report(empty, form)


def test_the_stamp_block(stored):
    text = pypdfium2.PdfDocument(stamp(stored(sample())).body)[0].get_textpage().get_text_bounded()
    for part in ("SỞ NỘI VỤ TỈNH BÌNH ĐỊNH", "ĐẾN", "11098", "25/10/2024", "Chuyển", "Số và ký hiệu HS"):
        assert part in text
    with pytest.raises(Incomplete):
        stamp(stored(record("3/A-B")))
