"""Giấy mời: when, where, who chairs."""

# ruff: noqa: E501 (a case is one row)
from __future__ import annotations

import pytest

from extractors.document import from_texts
from extractors.event import event
from extractors.record import KindReading, Reading

ROWS = [
    # kind, text, starts, place, chair
    ("GM", "Kính mời dự họp.\n\n- Thời gian: 08 giờ 00, ngày 05/11/2024 (thứ Ba).\n\n- Địa điểm: Phòng họp số 2, Sở Tư pháp.\n\n- Chủ trì: Ông Lê Văn An, Giám đốc Sở.",
     "2024-11-05T08:00", "Phòng họp số 2, Sở Tư pháp", "Ông Lê Văn An, Giám đốc Sở"),
    ("GM", "Trân trọng kính mời đồng chí dự hội nghị vào lúc 14h30 ngày 06 tháng 11 năm 2024 tại Hội trường Tỉnh ủy.",
     "2024-11-06T14:30", "Hội trường Tỉnh ủy", None),
    ("GM", "Thời gian: ngày 05/11/2024.", "2024-11-05", None, None),
    ("GM", "2. Thời gian hai ngày, bắt đầu lúc 08 giờ ngày 18/11/2024. „ 3. Địa điểm hội trường Trung tâm Y tế; số 128, đường 30/4.",
     "2024-11-18T08:00", "hội trường Trung tâm Y tế; số 128, đường 30/4", None),
    ("GM", "2. Thời gian ngày 05/11/2024.\n\n3. Địa điểm Trung tâm 'Phòng chống bệnh. xã hội, TP. Rạch Giá.",
     "2024-11-05", "Trung tâm Phòng chống bệnh xã hội, TP. Rạch Giá", None),
    ("GTT", "Có mặt lúc 08 giờ 00 ngày 18/11/2024 tại Phòng xử án số 1, trụ sở Tòa án nhân dân khu vực 2.",
     "2024-11-18T08:00", "Phòng xử án số 1, trụ sở Tòa án nhân dân khu vực 2", None),
    ("GM", "- Thời gian: ngày 05/11/2024.\n\n- Địa điểm: Phòng họp số 2. Ủy ban bố trí xe.", "2024-11-05", "Phòng họp số 2", None),
    ("KH", "Các xã mời lãnh đạo huyện về dự.\n\nII. THỜI GIAN, ĐỊA ĐIỂM\n\nThời gian: từ ngày 05/11/2024 đến ngày 18/11/2024 tại nhà văn hóa thôn.", None, None, None),
    ("HD", "Mời lãnh đạo huyện, các đồng chí ở xã về dự. Thời gian: từ 08 giờ ngày 05/11/2024. Địa điểm: nhà văn hóa thôn.",
     None, None, None),
    ("CV", "Đề nghị báo cáo trước 17 giờ 00 ngày 05/11/2024.", None, None, None),
    ("TB", "Công văn này thay giấy mời.\n\nThời gian: 08 giờ 00 ngày 05/11/2024.\n\nĐịa điểm: Hội trường huyện.", "2024-11-05T08:00", "Hội trường huyện", None),
    ("TB", "Thời gian, địa điểm: từ ngày 05/11/2024 đến ngày 08/11/2024 tại Trường; khai mạc lúc 08 giờ ngày 05/11/2024. Thông báo này thay giấy triệu tập.",
     None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "starts", "place", "chair"), ROWS)
def test_event(kind: str, text: str, starts: str | None, place: str | None, chair: str | None) -> None:
    doc = from_texts({"body": text})
    doc._.kind = KindReading(value=kind, name="", text="", where=(), confidence=1.0)
    doc._.issued_on = Reading(value="2024-10-17", text="", where=(), confidence=1.0)
    made = event(doc)._.event
    if starts is None:
        assert made is None
        return
    assert made.starts.value == starts
    assert (made.place.value if made.place else None, made.chair.value if made.chair else None) == (place, chair)
