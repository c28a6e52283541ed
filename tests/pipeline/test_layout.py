"""Zones from geometry: whole papers as they are printed, and single traits from rows of words."""

from __future__ import annotations

import math
import random
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.document import Block, Zone
from extractors.record import PageSource
from extractors.words import Word
from pipeline.layout import zones
from pipeline.pagewords import PageWords, Rule, Stamp
from pipeline.text_layer import trusted_layer
from samples.generator.paper import Sheet, typeset
from samples.generator.produce import paper_of

PAPERS = sorted(Path("samples/papers").glob("*.toml"))
OCR = PageSource(page=1, text_from="ocr")


@cache
def printed(path: Path) -> tuple[Sheet, tuple[PageWords, ...]]:
    """A sample as it is typed, and its pages' words with boxes."""
    import tempfile

    sheet = typeset(paper_of(tomllib.loads(path.read_text(encoding="utf-8"))["paper"]))
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "paper.pdf"
        pdf.write_bytes(sheet.pdf)
        layers = [trusted_layer(pdf, number) for number in range(1, sheet.pages + 1)]
    pages = []
    for number, layer in enumerate(layers, start=1):
        assert layer is not None
        pages.append(PageWords(number, 595.3, 841.9, layer.words, OCR, rules=layer.rules))
    return sheet, tuple(pages)


def tilted(page: PageWords, degrees: float) -> PageWords:
    """The page turned about its middle, its words in no order and in no known lines."""
    turn = math.radians(degrees)

    def moved(word: Word) -> Word:
        x0, top, x1, bottom = word.box
        x, y = (x0 + x1) / 2 - 297, (top + bottom) / 2 - 421
        dx = x * math.cos(turn) - y * math.sin(turn) + 297 - (x0 + x1) / 2
        dy = x * math.sin(turn) + y * math.cos(turn) + 421 - (top + bottom) / 2
        return replace(word, box=(x0 + dx, top + dy, x1 + dx, bottom + dy), line=0)

    words = [moved(word) for word in page.words]
    random.Random(page.number).shuffle(words)
    return replace(page, words=tuple(replace(word, line=number) for number, word in enumerate(words)), rules=())


def wrong_words(sheet: Sheet, found: list[Zone]) -> Counter[tuple[int, str, str]]:
    """Words (page, zone, text) that are printed in a zone and not found there."""
    true = Counter((word.page, word.zone, word.text) for word in sheet.words)
    got = Counter((word.page, zone.label, word.text) for zone in found for block in zone.blocks for word in block.words)
    return true - got


@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_printed_paper(path: Path) -> None:
    sheet, pages = printed(path)
    wrong = wrong_words(sheet, zones(pages))
    assert wrong.total() <= 0.005 * len(sheet.words), wrong


@pytest.mark.parametrize("degrees", [-2.5, 1.5])
@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_tilted_paper(path: Path, degrees: float) -> None:
    """Without rules a table's cells may mix, but no word leaves its zone."""
    sheet, pages = printed(path)
    wrong = wrong_words(sheet, zones([tilted(page, degrees) for page in pages]))
    assert wrong.total() <= 0.01 * len(sheet.words), wrong


@pytest.mark.parametrize("path", PAPERS, ids=[path.stem for path in PAPERS])
def test_no_word_disappears(path: Path) -> None:
    _, pages = printed(path)
    before = Counter((word.page, word.box, word.text) for page in pages for word in page.words)
    after = Counter(
        (word.page, word.box, word.text) for zone in zones(pages) for block in zone.blocks for word in block.words
    )
    assert before == after


# Single traits, from rows of (x0, top, text), 6 points a letter.

HEAD = [
    (100, 50, "SỞ NỘI VỤ"), (280, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (310, 64, "Độc lập - Tự do - Hạnh phúc"),
    (90, 88, "Số: 12/SNV-VP"), (300, 88, "Gia Lai, ngày 05 tháng 9 năm 2024"),
]  # fmt: skip
ABOUT = [(80, 106, "V/v báo cáo quý III")]
TO = [(200, 150, "Kính gửi: Các phòng, ban")]
BODY = [
    (110, 190, "Thực hiện kế hoạch của tỉnh, Sở Nội vụ đề nghị các phòng, ban gửi"),
    (80, 208, "báo cáo kết quả công tác quý III năm 2024 về Văn phòng Sở để tổng hợp"),
    (80, 226, "trước ngày 20/9/2024."),
]
FOOT = [
    (80, 300, "Nơi nhận:"), (380, 300, "GIÁM ĐỐC"), (80, 316, "- Như trên;"), (80, 330, "- Lưu: VT."),
    (370, 400, "Nguyễn Văn An"),
]  # fmt: skip
LETTER = [*HEAD, *ABOUT, *TO, *BODY, *FOOT]


def page(rows: list[tuple[float, float, str]], number: int = 1, **more: object) -> PageWords:
    words = []
    for line, (left, top, text) in enumerate(rows):
        x = float(left)
        for part in text.split():
            words.append(Word(part, (x, top, x + 6 * len(part), top + 11), number, 0.95, line))
            x += 6 * len(part) + 4
    return PageWords(number, 595, 842, tuple(words), replace_page(number), **more)  # type: ignore[arg-type]


def replace_page(number: int) -> PageSource:
    return PageSource(page=number, text_from="ocr")


def text_of(block: Block) -> str:
    made = ""
    for index, word in enumerate(block.words):
        made += ("" if index in block.joined or not made else " ") + word.text
    return made


def read(*pages: PageWords) -> dict[str, list[str]]:
    """The text of every block by zone label."""
    found: dict[str, list[str]] = {}
    for zone in zones(pages):
        found.setdefault(zone.label, []).extend(text_of(block) for block in zone.blocks)
    return found


def test_letter() -> None:
    assert read(page(LETTER)) == {
        "authority": ["SỞ NỘI VỤ"],
        "motto": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "number": ["Số: 12/SNV-VP"],
        "place_date": ["Gia Lai, ngày 05 tháng 9 năm 2024"],
        "subject": ["V/v báo cáo quý III"],
        "addressees": ["Kính gửi: Các phòng, ban"],
        "body": [" ".join(text for _, _, text in BODY)],
        "recipients": ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        "signature": ["GIÁM ĐỐC", "Nguyễn Văn An"],
    }


@pytest.mark.parametrize(
    "motto",
    ["CÔNG HOÀ XÃ HÔI CHỦ NGHlA VIÊT NAM", "CỘNG HÒAXÃ HỘI CHỦNGHĨA VIỆT NAM", "CỌNG HOA XÃ HỘI CHÚ NGHÍA VIỆT NAM"],
)
def test_motto_misread(motto: str) -> None:
    rows = [(x, y, motto if text.startswith("CỘNG") else text) for x, y, text in LETTER]
    assert read(page(rows))["motto"][0] == motto


def test_columns_close_together_are_parted_at_the_white() -> None:
    """The engine may run one line over both columns."""
    rows = [
        (x - (175 if x >= 280 else 0) + (100 if x >= 280 else 0), y, text) if y < 70 else (x, y, text)
        for x, y, text in LETTER
    ]
    found = read(page(rows))
    assert found["authority"] == ["SỞ NỘI VỤ"]
    assert found["number"] == ["Số: 12/SNV-VP"]


@pytest.mark.parametrize("mark", ["KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "HOẢ TỐC HẸN GIỜ", "LƯU HÀNH NỘI BỘ", "[HöATỐC |"])
def test_mark_stands_in_no_other_zone(mark: str) -> None:
    found = read(page([*HEAD, *ABOUT, (95, 126, mark), *TO, *BODY, *FOOT]))
    assert found["marks"] == [mark]
    assert found["subject"] == ["V/v báo cáo quý III"]


def test_urgency_in_running_text_is_no_mark() -> None:
    rows = [*HEAD, *TO, (110, 190, "Đề nghị các đơn vị khẩn trương thực hiện."), *FOOT]
    assert "marks" not in read(page(rows))


def test_arrival_stamp_among_the_words() -> None:
    stamp = [
        (370, 104, "UBND XÃ AN PHÚ"), (375, 120, "ĐẾN"), (410, 118, "Số: 1315"), (410, 132, "Ngày: 18/9/2024"),
        (370, 146, "Chuyển:"),
    ]  # fmt: skip
    found = read(
        page(
            [
                *HEAD,
                *ABOUT,
                *stamp,
                *[(x, y + 30, t) for x, y, t in TO],
                *[(x, y + 30, t) for x, y, t in BODY],
                *[(x, y + 30, t) for x, y, t in FOOT],
            ]
        )
    )
    assert found["arrival_stamp"] == ["UBND XÃ AN PHÚ", "ĐẾN Số: 1315", "Ngày: 18/9/2024", "Chuyển:"]
    assert found["number"] == ["Số: 12/SNV-VP"]
    assert found["addressees"] == ["Kính gửi: Các phòng, ban"]


def test_stamps_read_by_themselves() -> None:
    def stamp(text: str, shape: str, top: float) -> Stamp:
        words = tuple(
            Word(part, (360.0 + 30 * i, top, 385.0 + 30 * i, top + 10), 1, line=line)
            for line, row in enumerate(text.split("|")) for i, part in enumerate(row.split())
        )  # fmt: skip
        return Stamp((350, top, 480, top + 30), words, shape)  # type: ignore[arg-type]

    stamps = (
        stamp("ĐẾN|Số: 15|Ngày: 1/9/24", "frame", 110),
        stamp("HỎA TỐC", "frame", 130),
        stamp("SỞ NỘI VỤ", "round", 330),
        stamp("Nguyễn Văn An", "other", 400),
    )
    found = read(page(LETTER[:-1], stamps=stamps))
    assert found["arrival_stamp"] == ["ĐẾN", "Số: 15", "Ngày: 1/9/24"]
    assert found["marks"] == ["HỎA TỐC"]
    assert found["noise"] == ["SỞ NỘI VỤ"]
    assert found["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"], "a stamped name is the signer's"


def test_digital_signature_boxes_are_noise() -> None:
    box = [(400, 20, "Ký bởi: SỞ NỘI VỤ"), (400, 32, "Thời gian ký: 05/09/2024 16:32:05 +07:00")]
    small = page([*box])
    head = page(LETTER)
    both = replace(head, words=(*[replace(w, line=100 + w.line) for w in small.words], *head.words))
    found = read(both)
    assert found["noise"] == [text for _, _, text in box]
    assert found["place_date"] == ["Gia Lai, ngày 05 tháng 9 năm 2024"]


def test_addressees_of_a_telegram_stand_where_its_text_does() -> None:
    rows = [
        (110, 150, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH GIA LAI ĐIỆN:"), (110, 166, "- Các sở, ban, ngành;"),
        (110, 182, "- Công ty Khai thác công trình thủy lợi Ayun Hạ và Công ty Thủy điện Ia"), (80, 198, "Ly;"),
        (110, 214, "- Ủy ban nhân dân các huyện, thị xã,"), (80, 230, "thành phố."),
    ]  # fmt: skip
    items = [(110, 246, "- Trực ban 24/24 giờ;"), *((x, y + 76, text) for x, y, text in BODY)]
    found = read(page([*HEAD, *rows, *items, *[(x, y + 72, text) for x, y, text in FOOT]]))
    assert found["addressees"] == [
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH GIA LAI ĐIỆN:",
        "- Các sở, ban, ngành;",
        "- Công ty Khai thác công trình thủy lợi Ayun Hạ và Công ty Thủy điện Ia Ly;",
        "- Ủy ban nhân dân các huyện, thị xã, thành phố.",
    ]
    assert found["body"][0] == "- Trực ban 24/24 giờ;"


def test_a_telegram_names_its_sender_in_small_letters_too() -> None:
    rows = [(110, 150, "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai điện:"), (110, 166, "- Các sở, ban, ngành.")]
    assert read(page([*HEAD, *rows, *BODY, *FOOT]))["addressees"] == [
        "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai điện:", "- Các sở, ban, ngành.",
    ]  # fmt: skip
    prices = [(110, 150, "Giá bán lẻ các loại điện:"), (110, 166, "- Điện sinh hoạt bậc 1: 1.678 đồng.")]
    assert "addressees" not in read(page([*HEAD, *prices, *BODY, *FOOT]))


def test_addressees_wrap() -> None:
    """A row that begins in small letters, or under an entry that did not end, goes on (sample 1002-CV/TU)."""
    rows = [
        (150, 150, "Kính gửi: - Các ban của Tỉnh ủy và Văn phòng,"), (214, 166, "các đơn vị sự nghiệp,"),
        (214, 182, "Ban Thường vụ Tỉnh đoàn,"), (214, 198, "- Lãnh đạo các sở, ngành."),
    ]  # fmt: skip
    body = [(x, y + 40, text) for x, y, text in BODY]
    assert read(page([*HEAD, *rows, *body, *FOOT]))["addressees"] == [
        "Kính gửi: - Các ban của Tỉnh ủy và Văn phòng, các đơn vị sự nghiệp, Ban Thường vụ Tỉnh đoàn,",
        "- Lãnh đạo các sở, ngành.",
    ]


def test_a_code_in_capitals_goes_on_with_the_number_before_it() -> None:
    rows = [(110, 190, "Thực hiện Chương trình của Ban Dân vận và Công văn số 640-"), (80, 208, "CV/BDVTU).")]
    assert read(page([*HEAD, *ABOUT, *TO, *rows, *FOOT]))["body"] == [
        "Thực hiện Chương trình của Ban Dân vận và Công văn số 640-CV/BDVTU).",
    ]  # fmt: skip


TITLED = [
    ("two lines", [(255, 120, "KẾ HOẠCH"), (150, 138, "Kiểm tra công tác cải cách hành chính năm 2024 của"),
                   (240, 154, "các đơn vị")], "KẾ HOẠCH",
     "Kiểm tra công tác cải cách hành chính năm 2024 của các đơn vị"),
    ("spaced capitals", [(230, 120, "Q U Y Ế T Đ Ị N H"), (200, 138, "Về việc thành lập Tổ công tác")],
     "Q U Y Ế T Đ Ị N H", "Về việc thành lập Tổ công tác"),
    ("one line", [(180, 120, "BÁO CÁO KẾT QUẢ QUÝ III")], "BÁO CÁO", "KẾT QUẢ QUÝ III"),
    ("of several bodies", [(225, 120, "HƯỚNG DẪN LIÊN NGÀNH"), (200, 138, "Thực hiện bảo hiểm y tế học sinh")],
     "HƯỚNG DẪN LIÊN NGÀNH", "Thực hiện bảo hiểm y tế học sinh"),
    ("of several bodies, in one line", [(190, 120, "KẾ HOẠCH LIÊN TỊCH VỀ PHÒNG NGỪA ĐUỐI NƯỚC")],
     "KẾ HOẠCH LIÊN TỊCH", "VỀ PHÒNG NGỪA ĐUỐI NƯỚC"),
    ("what several do", [(190, 120, "KẾ HOẠCH PHỐI HỢP LIÊN NGÀNH CẤP TỈNH")],
     "KẾ HOẠCH", "PHỐI HỢP LIÊN NGÀNH CẤP TỈNH"),
    ("who decides comes after", [(255, 120, "QUYẾT ĐỊNH"), (200, 138, "Về việc thành lập Tổ công tác"),
                                 (220, 162, "GIÁM ĐỐC SỞ NỘI VỤ")], "QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác"),
    ("a stamp run into it", [(225, 120, "QUYẾT'ĐỊNH.20S"), (200, 138, "Về việc thành lập Tổ công tác")],
     "QUYẾT'ĐỊNH.20S", "Về việc thành lập Tổ công tác"),
    ("carrying out a paper",
     [(255, 120, "KẾ HOẠCH"), (120, 138, "Thực hiện Nghị quyết số 18-NQ/TU về cải cách hành chính")],
     "KẾ HOẠCH", "Thực hiện Nghị quyết số 18-NQ/TU về cải cách hành chính"),
    ("from margin to margin",
     [(255, 120, "KẾ HOẠCH"), (84, 138, "tuyên truyền kỷ niệm 30 năm Ngày thành lập Trường Cao đẳng Sư phạm Gia"),
      (84, 154, "Lai và cuộc vận động toàn dân đoàn kết xây dựng đời sống văn hóa mới"),
      (186, 170, "trong học sinh, sinh viên năm 2024")],
     "KẾ HOẠCH", "tuyên truyền kỷ niệm 30 năm Ngày thành lập Trường Cao đẳng Sư phạm Gia "
     "Lai và cuộc vận động toàn dân đoàn kết xây dựng đời sống văn hóa mới trong học sinh, sinh viên năm 2024"),
    ("carrying out, from margin to margin",
     [(255, 120, "KẾ HOẠCH"), (80, 138, "Thực hiện Chỉ thị số 09/CT-UBND ngày 27/6/2024 của Chủ tịch Ủy ban"),
      (90, 154, "dân tỉnh về chấn chỉnh hoạt động thanh tra, kiểm tra doanh nghiệp"), (250, 170, "năm 2024")],
     "KẾ HOẠCH", "Thực hiện Chỉ thị số 09/CT-UBND ngày 27/6/2024 của Chủ tịch Ủy ban "
     "dân tỉnh về chấn chỉnh hoạt động thanh tra, kiểm tra doanh nghiệp năm 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "rows", "title", "subject"), TITLED, ids=[row[0] for row in TITLED])
def test_title_and_subject(what: str, rows: list[tuple[float, float, str]], title: str, subject: str) -> None:
    found = read(page([*HEAD, *rows, *BODY, *FOOT]))
    assert (found["title"], found["subject"]) == ([title], [subject]), what


@pytest.mark.parametrize(
    "rows",
    [
        BODY,  # indented and justified
        [(80, 190, BODY[0][2]), *BODY[1:]],  # without an indent
        [(104, 190, "Thực hiện kế hoạch của tỉnh, Sở Nội vụ đề nghị các phòng, ban"), *BODY[1:]],  # even by accident
    ],
)
def test_text_right_under_a_title_is_no_subject(rows: list[tuple[float, float, str]]) -> None:
    found = read(page([*HEAD, (255, 160, "KẾ HOẠCH"), *rows, *FOOT]))
    assert (found["title"], found.get("subject")) == (["KẾ HOẠCH"], None)


def test_paragraph_over_a_page_break() -> None:
    first = page(
        [*HEAD, *TO, *BODY[:1], (80, 208, "báo cáo kết quả theo kế hoạch của Ủy ban nhân dân tỉnh, căn cứ Kế")]
    )
    second = page(
        [
            (290, 30, "2"),
            (80, 60, "hoạch số 80-KH/TU ngày 17/11/2023 của Tỉnh ủy, gửi về Văn phòng Sở để"),
            (80, 78, "tổng hợp."),
            (110, 100, "Đề nghị các đơn vị thực hiện nghiêm túc các nội dung nêu trên của Sở."),
            *FOOT,
        ],
        2,
    )
    found = read(first, second)
    assert found["page_number"] == ["2"]
    assert len(found["body"]) == 2
    assert "căn cứ Kế hoạch số 80-KH/TU" in found["body"][0]


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("Thông tư số 11/2019/TT-", "BTTTT ngày 30/10/2019", "11/2019/TT-BTTTT"),
        ("Công văn số 12/", "UBND-NC của", "12/UBND-NC"),
        ("Quyết định số 45", "/QĐ-UBND của", "45/QĐ-UBND"),
    ],
)
def test_symbol_broken_over_a_line(end: str, start: str, joined: str) -> None:
    rows = [
        (110, 190, f"Căn cứ các văn bản của cấp trên có liên quan, nhất là {end}"),
        (80, 208, f"{start} và các văn bản khác."),
    ]
    assert joined in read(page([*HEAD, *TO, *rows, *FOOT]))["body"][0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("theo khoản 2 Điều 7 Luật Phòng, chống thiên tai số", "33/2013/QH13."),
        ("như đã nêu tại Công văn số", "1175/STC-NS."),
        ("1.", "Rà soát chức năng, nhiệm vụ của từng phòng theo quy định mới."),
    ],
)
def test_a_row_goes_on_in_the_next(above: str, below: str) -> None:
    rows = [
        *BODY[:2],
        (80, 226, "trước ngày 20/9/2024; kết quả báo cáo Sở theo mẫu đính kèm văn bản này."),
        (110, 244, above),
        (80, 262, below),
    ]
    assert read(page([*HEAD, *TO, *rows, *FOOT]))["body"][-1].endswith(f"{above} {below}")


def test_items_stay_apart() -> None:
    rows = [
        (110, 190, "Nội dung báo cáo gồm:"),
        (110, 208, "- Kết quả thực hiện;"),
        (110, 226, "- Khó khăn, vướng mắc."),
        (110, 244, "1. Thời gian: trước ngày 20/9/2024."),
    ]
    labels = [
        block.label
        for zone in zones([page([*HEAD, *TO, *rows, *FOOT])])
        if zone.label == "body"
        for block in zone.blocks
    ]
    assert labels == ["paragraph", "item", "item", "item"]


def grid(xs: list[float], ys: list[float]) -> tuple[Rule, ...]:
    across = [Rule((xs[0], y, xs[-1], y + 1), True) for y in ys]
    return (*across, *(Rule((x, ys[0], x + 1, ys[-1]), False) for x in xs))


CELLS = [
    (85, 104, "Nội dung"), (265, 104, "Đơn vị chủ trì"), (415, 104, "Thời gian"),
    (85, 124, "Rà soát thủ tục"), (265, 124, "Văn phòng"), (415, 124, "Quý I"), (85, 138, "hành chính"),
    (85, 158, "Báo cáo"), (265, 158, "Thanh tra"), (415, 158, "20/12/2024"),
]  # fmt: skip
EXPECTED = {
    (0, 0, 0): "Nội dung", (0, 0, 1): "Đơn vị chủ trì", (0, 0, 2): "Thời gian",
    (0, 1, 0): "Rà soát thủ tục hành chính", (0, 1, 1): "Văn phòng", (0, 1, 2): "Quý I",
    (0, 2, 0): "Báo cáo", (0, 2, 1): "Thanh tra", (0, 2, 2): "20/12/2024",
}  # fmt: skip


@pytest.mark.parametrize("ruled", [True, False])
def test_annex_table_as_cells(ruled: bool) -> None:
    rules = grid([80, 260, 410, 540], [100, 118, 152, 172]) if ruled else ()
    rows = [(230, 50, "PHỤ LỤC"), (200, 66, "(Kèm theo Công văn số 12/SNV-VP)"), *CELLS]
    found = zones([page(LETTER), page(rows, 2, rules=rules)])
    annex = next(zone for zone in found if zone.label == "annex")
    cells = {block.cell: text_of(block) for block in annex.blocks if block.label == "cell"}
    assert cells == EXPECTED


def test_cell_over_two_columns() -> None:
    """Where no rule stands between two slots they are one cell, placed by its first slot."""
    rules = [rule for rule in grid([80, 260, 410, 540], [100, 118, 152, 172]) if rule.box[0] != 260]
    rules.append(Rule((260, 118, 261, 172), False))
    rows = [(230, 50, "PHỤ LỤC"), (200, 104, "Công việc và đơn vị"), *CELLS[2:]]
    found = zones([page(LETTER), page(rows, 2, rules=tuple(rules))])
    cells = {block.cell: text_of(block) for zone in found for block in zone.blocks if block.cell}
    assert cells[0, 0, 0] == "Công việc và đơn vị"
    assert (0, 0, 1) not in cells


@pytest.mark.parametrize("like_it", ["Ninh Thuận.", "Tịnh Ấn.", "- Cá nhân:"])
@pytest.mark.parametrize("foot", [FOOT, []])
def test_a_short_line_like_noi_nhan_begins_no_list(like_it: str, foot: list[tuple[float, float, str]]) -> None:
    text = [*BODY[:2], (80, 226, like_it), (110, 244, "Đề nghị các phòng, ban tham dự đầy đủ, đúng thành phần đã nêu.")]
    found = read(page([*HEAD, *TO, *text, *foot]))
    assert like_it in " ".join(found["body"])
    assert found.get("recipients", []) == (["Nơi nhận:", "- Như trên;", "- Lưu: VT."] if foot else [])


@pytest.mark.parametrize("misread", ["Nơi nhậu:", "Nởi nhậm"])
def test_noi_nhan_misread_over_its_list(misread: str) -> None:
    foot = [(80, 300, misread), *FOOT[1:]]
    assert read(page([*HEAD, *TO, *BODY, *foot]))["recipients"] == [misread, "- Như trên;", "- Lưu: VT."]


def test_recipients_go_on_over_the_page() -> None:
    first = page(LETTER[:-3] + [(80, 316, "- Thường trực Tỉnh ủy;"), (370, 400, "Nguyễn Văn An")])
    second = page([(80, 40, "- Sở Tài chính;"), (80, 54, "- Lưu: VT.")], 2)
    assert read(first, second)["recipients"] == ["Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Sở Tài chính;", "- Lưu: VT."]


def test_repeated_heads_are_dropped() -> None:
    others = [page([(90, 30, "Cổng thông tin tỉnh Gia Lai"), *BODY], number) for number in (2, 3)]
    found = read(page([*HEAD, *TO, *BODY]), *others)
    assert found["noise"] == ["Cổng thông tin tỉnh Gia Lai"] * 2


def test_copy_block_gives_no_second_signature() -> None:
    copy = [(80, 480, "SAO Y"), (80, 496, "Số: 99/SY-UBND"), (80, 512, "TL. CHỦ TỊCH")]
    found = read(page([*LETTER, *copy]))
    assert found["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]
    assert found["number"] == ["Số: 12/SNV-VP"]


def test_strokes_of_the_pen_are_no_signer() -> None:
    rows = [*LETTER, (360, 340, "~ / \\"), (400, 360, "⁄n z")]
    assert read(page(rows))["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]


def test_the_likeliest_name_under_a_post_is_the_signers() -> None:
    rows = [*LETTER, (400, 330, "Ảnh Đới")]
    assert read(page(rows))["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]


def test_strokes_far_above_the_name_are_not_the_signers() -> None:
    rows = [*LETTER[:-1], (420, 330, "Xa. Át"), (370, 400, "Nguyễn Văn An")]
    assert read(page(rows))["signature"] == ["GIÁM ĐỐC", "Nguyễn Văn An"]


@pytest.mark.parametrize("name", ["K'Brôih", "Chamaléa Thị Mến", "H'Lim Niê"])
def test_names_of_the_highlands_are_the_signers(name: str) -> None:
    assert read(page([*LETTER[:-1], (370, 400, name)]))["signature"] == ["GIÁM ĐỐC", name]


HIDDEN = [(205, 150, "tổng kết công tác năm 2023 và"), (224, 166, "phương hướng năm 2024")]


@pytest.mark.parametrize("left_of_title", [[], [(280, 134, "BÁO")]])
def test_a_subject_whose_title_lies_under_a_stamp(left_of_title: list[tuple[float, float, str]]) -> None:
    found = read(page([*HEAD, *left_of_title, *HIDDEN, *BODY, *FOOT]))
    assert found["subject"] == ["tổng kết công tác năm 2023 và phương hướng năm 2024"]
    assert found["body"][-1].endswith("trước ngày 20/9/2024.")


def test_a_subject_that_says_so_needs_no_margins() -> None:
    about = [(82, 150, "Về việc báo cáo kết quả thực hiện công tác quản lý chất lượng công trình")]
    found = read(page([*HEAD, *about, (224, 166, "xây dựng năm 2023"), *BODY, *FOOT]))
    assert found["subject"] == [about[0][2] + " xây dựng năm 2023"]


def test_a_period_that_a_subject_ends_with_is_no_item() -> None:
    subject = [(188, 150, "Thực hành tiết kiệm giai đoạn 2024"), (272, 166, "- 2029")]
    found = read(page([*HEAD, (266, 130, "KẾ HOẠCH"), *subject, *BODY, *FOOT]))
    assert found["subject"] == ["Thực hành tiết kiệm giai đoạn 2024 - 2029"]


def test_a_body_much_like_a_motto_does_not_move_the_columns() -> None:
    head = [
        (120, 50, "TRUNG ƯƠNG"), (280, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (80, 64, "HỘI NÔNG DÂN VIỆT NAM"), (310, 64, "Độc lập - Tự do - Hạnh phúc"),
        (90, 88, "Số: 645-CV/HNDT"), (300, 88, "Gia Lai, ngày 05 tháng 9 năm 2024"),
    ]  # fmt: skip
    found = read(page([*head, *TO, *BODY, *FOOT]))
    assert found["number"] == ["Số: 645-CV/HNDT"]
    assert found["authority"] == ["TRUNG ƯƠNG", "HỘI NÔNG DÂN VIỆT NAM"]


def test_foot_address_is_noise() -> None:
    rows = [*LETTER, (180, 780, "Địa chỉ: 12 Trần Phú, Gia Lai - Điện thoại: 0269.123456")]
    assert read(page(rows))["noise"] == [rows[-1][2]]


def test_how_a_copy_is_sent_is_no_foot_address() -> None:
    foot = [
        *FOOT[:3],
        (80, 330, "- Văn phòng Trung ương Hội Cựu chiến binh"),
        (80, 344, "Việt Nam (qua email);"),
        (80, 358, "- Lưu: VT."),
        FOOT[-1],
    ]
    assert read(page([*HEAD, *TO, *BODY, *foot]))["recipients"][2:] == [
        "- Văn phòng Trung ương Hội Cựu chiến binh Việt Nam (qua email);",
        "- Lưu: VT.",
    ]


def test_nothing_to_read() -> None:
    assert zones([]) == []
    assert zones([PageWords(1, 595, 842, (), OCR)]) == []


def test_reading_order() -> None:
    labels = [zone.label for zone in zones([page(LETTER)])]
    order = ["authority", "motto", "number", "place_date", "subject", "addressees", "body", "recipients", "signature"]
    assert labels == order
    assert all(a != b for a, b in pairwise(labels))


@pytest.mark.parametrize(
    ("printed_as", "kept", "stroke"),
    [
        ("Yêu cầu thực hiện./. 2)74-~", "Yêu cầu thực hiện./.", "2)74-~"),
        ("__ Đề nghị thực hiện.", "Đề nghị thực hiện.", "__"),
        ("- Website Sở Y tế; [", "- Website Sở Y tế;", "["),
    ],
)
def test_strokes_about_a_line(printed_as: str, kept: str, stroke: str) -> None:
    found = read(page([*HEAD, *TO, (110, 190, printed_as), *FOOT]))
    assert found["body"] == [kept]
    assert found["noise"] == [stroke]
