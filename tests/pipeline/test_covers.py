"""Which pages are slips and covers, told by their titles and entries, and which look much like one."""

from __future__ import annotations

import pytest

from extractors.record import PageSource
from extractors.words import Word
from pipeline.covers import Cover, cover_of, is_envelope
from pipeline.lines import Sheet, sheet_of
from pipeline.pagewords import PageWords
from pipeline.phrases import phrases


def sheet(text: str) -> Sheet:
    """A page with each row of `text` in the middle, or at the left margin where it has a colon."""
    words = []
    for row, line in enumerate(text.split("\n")):
        width = 6 * len(line)
        x = 80.0 if ":" in line or width > 400 else 297 - width / 2
        for part in line.split():
            words.append(Word(part, (x, 60 + 18.0 * row, x + 6 * len(part) - 2, 71 + 18.0 * row), 1, 0.95, row))
            x += 6 * len(part) + 2
    return sheet_of(PageWords(1, 595, 842, tuple(words), PageSource(page=1, text_from="ocr")))


PAGES: list[tuple[str, bool, Cover | None, str]] = [
    ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN\nÝ kiến của lãnh đạo:", False, "slip", "NĐ 30/2020, Phụ lục IV, mẫu VII"),
    ("PHIỀU GIẢI QUYÉT VĂN BÀN ĐÊN", True, "slip", "misread"),
    ("Phiếu luân chuyển văn bản\nNgười nhận: Đội Thủ tục", False, "slip", "its title in small letters"),
    ("PHIẾU TRÌNH\nGIẢI QUYẾT CÔNG VIỆC", True, "slip", "a title in two rows"),
    ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", True, "slip", "TT 01/2018/TT-VPCP"),
    ("PHIẾU CHUYỂN", True, "forwarding", "it may be the paper that came"),
    ("PHIẾU GỬI", False, "forwarding", "NĐ 30/2020, Phụ lục III"),
    ("PHIẾU ĐỀ XUẤT XỬ LÝ CÔNG VIỆC", True, "form", "a slip of some name"),
    ("BẢN FAX / FACSIMILE\nKính gửi: Văn phòng", False, "cover", "a fax"),
    ("Thông tin văn bản\nTrích yếu: Về việc rà soát", False, "cover", "a program's page"),
    ("HỒ SƠ\nVề việc tuyển dụng viên chức", False, "cover", "a file's cover"),
    ("From: Tổng hợp\nSent: August 15\nTo: Văn thư\nSubject: FW: Công văn", False, "cover", "a printed mail"),
    ("1. Số đến: 12\n2. Ngày đến: 03/6/2025\n3. Hạn xử lý: 20/6/2025", False, "cover", "entries with items' figures"),
    ("Ý kiến chỉ đạo của Ban Giám đốc:\nNgười nhận (ký tên):\nChuyển đến: Khoa", False, "cover", "longer entries"),
    ("Từ: Sở\nĐến: Phòng", False, None, "two entries"),
    ("Số ký hiệu: 8\nTrích yếu: a\nHạn xử lý: b\nNgười ký: c", True, None, "entries under a head are a paper's own"),
    ("QUYẾT ĐỊNH\nVề việc ban hành phiếu trình giải quyết công việc", True, None, "running text with a slip's name"),
    ("BÁO CÁO\nKết quả phiếu lấy ý kiến", True, None, "no slip"),
    ("HỒ SƠ", True, None, "a word of a file's cover under a head"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "has_head", "cover", "why"), PAGES, ids=[case[3] for case in PAGES])
def test_covers(text: str, has_head: bool, cover: Cover | None, why: str) -> None:
    assert cover_of(sheet(text), has_head=has_head) == cover, why


@pytest.mark.parametrize("name", ["slips", "forwarding", "covers", "cover_entries"])
def test_each_phrase_stands_once(name: str) -> None:
    assert len(set(phrases(name))) == len(phrases(name))


def test_an_envelope_has_but_an_address() -> None:
    address = "SỞ CÔNG THƯƠNG\nKính gửi: ỦY BAN NHÂN DÂN THỊ XÃ\nQuốc lộ 14"
    text = "\n".join(["Đề nghị các đơn vị gửi báo cáo về Sở trước ngày 20 để Sở tổng hợp, báo cáo Ủy ban"] * 5)
    assert is_envelope(sheet(address))
    assert not is_envelope(sheet(f"{address}\n{text}"))
    assert not is_envelope(sheet("PHỤ LỤC\nBảng kê"))
