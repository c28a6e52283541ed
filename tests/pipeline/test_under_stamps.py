"""Print that an arrival stamp lies on is the page's own, and none of the stamp's lines is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.pagewords import PageWords, Rule, Stamp
from tests.pipeline.test_layout import BODY, FOOT, HEAD, page, read

Rows = list[tuple[float, float, str]]

OWN: Rows = [(310, 106, "UBND TỈNH GIA LAI"), (310, 122, "ĐẾN"), (350, 118, "Số: 654"), (350, 132, "Ngày: 14/11/2024")]
MIDDLE = 284.0
"""Points from the left to the middle of the text of these pages."""


def centred(top: float, text: str) -> tuple[float, float, str]:
    """A row in the middle of the page."""
    return MIDDLE - (sum(6 * len(word) + 4 for word in text.split()) - 4) / 2, top, text


def stamped(rows: Rows, *own: tuple[float, str], **more: object) -> PageWords:
    """A page with an arrival stamp, in which the words in brackets were read, besides its lines and its `own` more."""
    plain = [(x, y, text.replace("[", "").replace("]", "")) for x, y, text in rows]
    marked = [part for _, _, text in rows for part in _under(text)]
    whole, head = page(plain).words, page(HEAD + BODY + FOOT, **more)
    under = [word for word, is_under in zip(whole, marked, strict=True) if is_under]
    left = min((word.box[0] for word in under), default=302.0) - 2
    right = max((word.box[2] for word in under), default=440.0) + 2
    lines = [*OWN, *((305.0, top, text) for top, text in own)]
    words = [*page(lines).words, *(replace(word, line=50 + word.line) for word in under)]
    seal = Stamp((left, 100, max(right, 440), 176), tuple(words), "frame")
    printed = [replace(word, line=100 + word.line) for word in whole if word not in under]
    return replace(head, words=(*head.words, *printed), stamps=(seal,))


def _under(text: str) -> list[bool]:
    """For each word of a row whether it stands in brackets."""
    parts = text.replace("[", "| [").replace("]", "] |").split("|")
    return [part.strip().startswith("[") for part in parts for _ in part.split()]


CASES = [
    (
        "a row of the trích yếu goes on under the stamp and comes out again",
        [centred(140, "KẾ HOẠCH"), centred(156, "Tổng kết 5 năm thực hiện [công tác tinh] giản biên chế")],
        {"title": ["KẾ HOẠCH"], "subject": ["Tổng kết 5 năm thực hiện công tác tinh giản biên chế"]},
    ),
    (
        "the title lies under the stamp, misread",
        [centred(140, "[ciÃY MỜI]"), centred(156, "Tham dự Hội nghị về thành lập Đoàn kiểm tra")],
        {"title": ["ciÃY MỜI"], "subject": ["Tham dự Hội nghị về thành lập Đoàn kiểm tra"]},
    ),
    (
        "half of the title lies under the stamp",
        [centred(140, "QUY [ĐỊNH]"), centred(156, "Về việc quản lý, sử dụng biên chế của cơ quan")],
        {"title": ["QUY ĐỊNH"], "subject": ["Về việc quản lý, sử dụng biên chế của cơ quan"]},
    ),
    (
        "addressees",
        [(140, 150, "Kính gửi: Các ban Đảng [và Văn phòng] Tỉnh ủy")],
        {"addressees": ["Kính gửi: Các ban Đảng và Văn phòng Tỉnh ủy"]},
    ),
    (
        "the end of a row",
        [centred(140, "BÁO CÁO"), centred(156, "Công tác tiếp công dân, giải quyết khiếu [nại, tố cáo]")],
        {"subject": ["Công tác tiếp công dân, giải quyết khiếu nại, tố cáo"]},
    ),
]


@pytest.mark.parametrize(("what", "rows", "expected"), CASES, ids=[case[0] for case in CASES])
def test_print_under_a_stamp(what: str, rows: Rows, expected: dict[str, list[str]]) -> None:
    found = read(stamped(rows))
    assert {label: found.get(label) for label in expected} == expected, what
    assert found["arrival_stamp"] == [text for _, _, text in OWN]


@pytest.mark.parametrize("own", ["Chuyển: Phòng Tổ chức", "Số và ký hiệu HS", "Lưu hồ sơ số", "Chuyên: PTH"])
def test_a_stamps_own_lines_stay_though_print_is_level_with_them(own: str) -> None:
    addressed = "Kính gửi: Ủy ban nhân dân tỉnh"
    found = read(stamped([(100, 156, addressed)], (156, own)))
    assert found["addressees"] == [addressed]
    assert own in found["arrival_stamp"]


def test_what_was_misread_under_a_stamp_stays_there() -> None:
    made = stamped([centred(140, "KẾ HOẠCH"), centred(156, "Tổng kết 5 năm thực hiện [tăfếu'lÊHïFð] giản biên chế")])
    (seal,) = made.stamps
    doubtful = tuple(replace(word, confidence=0.1) if "ï" in word.text else word for word in seal.words)
    found = read(replace(made, stamps=(replace(seal, words=doubtful),)))
    assert found["subject"] == ["Tổng kết 5 năm thực hiện giản biên chế"]


def test_a_word_that_the_page_has_is_not_given_twice() -> None:
    made = stamped([(140, 150, "Kính gửi: Các ban Đảng và Văn phòng Tỉnh ủy")])
    (seal,) = made.stamps
    again = [replace(w, box=(w.box[0] + 2, w.box[1], w.box[2] + 2, w.box[3]), line=70) for w in made.words[-3:]]
    found = read(replace(made, stamps=(replace(seal, words=(*seal.words, *again)),)))
    assert found["addressees"] == ["Kính gửi: Các ban Đảng và Văn phòng Tỉnh ủy"]


def test_half_of_a_title_that_was_not_read_under_the_stamp() -> None:
    x, top, _ = centred(140, "KẾ HOẠCH")
    found = read(stamped([(x, top, "KẾ"), centred(156, "Triển khai công tác tiếp công dân")]))
    assert (found["title"], found["subject"]) == (["KẾ"], ["Triển khai công tác tiếp công dân"])


def test_the_frame_of_a_stamp_ends_no_subject() -> None:
    about = "Triển khai công tác tiếp công dân giai đoạn"
    frame = (Rule((302, 170, 440, 170.5), True),)
    found = read(stamped([centred(140, "KẾ HOẠCH"), centred(156, about), centred(172, "2025")], rules=frame))
    assert found["subject"] == [f"{about} 2025"]


def test_the_margin_of_a_page_whose_paragraphs_are_one_line_each() -> None:
    """Most long lines are set in; the margin is where the others and the list of recipients begin."""
    lines = [
        (110, 190 + 18 * n, f"Căn cứ Nghị quyết số {n}/NQ-HĐND của Hội đồng nhân dân tỉnh khóa XI;") for n in range(7)
    ]
    lines.append((80, 320, "về một số biện pháp tăng cường công tác hòa giải ở cơ sở;"))
    foot = [(x, y + 100, text) for x, y, text in FOOT]
    about = [(130, 156, "Về việc đề nghị bổ sung kinh phí"), (400, 156, "cho cơ sở")]
    found = read(page([*HEAD, centred(140, "QUY ĐỊNH"), *about, *lines, *foot]))
    assert found["subject"] == ["Về việc đề nghị bổ sung kinh phí cho cơ sở"]
