"""The places that forms leave for the pen are found by the print around them."""

from __future__ import annotations

import pytest

from pipeline.gaps import Gap, anchor, find_gaps
from pipeline.stamp_gaps import evened, find_stamp_gaps, lost_row, unlabelled_gaps, with_day_label
from pipeline.tesseract import RawWord

HEIGHT = 24


def line(*words: tuple[str, int, float]) -> list[RawWord]:
    """Words (text, left, width of a letter) on one line of letters 24 pixels high."""
    made = []
    for text, left, step in words:
        symbols = tuple(
            (c, (round(left + i * step), 100, round(left + (i + 1) * step), 124)) for i, c in enumerate(text)
        )
        made.append(RawWord(text, (left, 100, round(left + len(text) * step), 124), 0.6, 0, symbols))
    return made


SO = ("Số:", 100, 14)
DATE = [
    ("Bình", 600, 12),
    ("Định,", 660, 12),
    ("ngày", 740, 17),
    ("tháng", 860, 17),
    ("năm", 1000, 19),
    ("2018", 1070, 12),
]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ([SO, ("#2T2", 150, 12), ("/SYT-NVY", 210, 14)], [("number", "#2T2")], "garbage between the anchors"),
        ([("Só:2#T2/SYT-NVY", 100, 14)], [("number", "2#T2")], "all in one word"),
        ([("số", 100, 14), ("//", 150, 12), (".CV/VPTU", 200, 14)], [("number", "//")], "a dash read as a dot, alone"),
        ([SO, ("/UBND-KT", 260, 14)], [("number", "")], "nothing read where the ink is"),
        ([SO, ("“;", 160, 12), ("/2008/CV-TA", 210, 14)], [("number", "“;")], "a printed year after the number"),
        ([SO, ("17/2006/QĐ-UBND", 160, 14)], [("number", "17")], "the year in one word with it"),
        ([SO, ("//", 180, 12), ("JBC-PGDĐT", 250, 14)], [("number", "//")], "digits read as slashes, the slash as J"),
        ([("Số", 100, 14), ("346", 150, 12), ("-CV/TU", 200, 14)], [("number", "346")], "the Party's order"),
        ([("số", 300, 14), ("10/UBQG", 340, 14)], [], "no form: lower case in running text"),
        (
            [("Công", 100, 14), ("văn", 160, 14), ("số", 205, 14), ("10", 240, 12), ("/UBND-NC", 270, 14)],
            [],
            "a citation",
        ),
        ([("SỞ", 100, 16), ("Y", 150, 16), ("TẾ/KIÊN", 180, 16)], [], "Sở is not Số"),
        ([*DATE[:3], ("|Ấ", 820, 12), *DATE[3:]], [("day", "|Ấ"), ("month", "")], "a day and no month read"),
        ([*DATE[:2], ("ngày2Jtháng", 740, 17), *DATE[4:]], [("day", "2J"), ("month", "")], "the day in one word"),
    ],
)
def test_gaps(words: list, expected: list[tuple[str, str]], why: str) -> None:
    assert [(gap.what, gap.text) for gap in find_gaps(line(*words))] == expected, why


def test_a_gap_lies_between_its_anchors() -> None:
    (gap,) = find_gaps(line(SO, ("22", 160, 12), ("/SYT-NVY", 230, 14)))
    left, top, right, bottom = gap.box
    assert 138 <= left <= 155
    assert 205 <= right <= 230
    assert (top, bottom) == (100, 124)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Só:", "Số:"), ("Sế", "Số"), ("ngày", "ngày"), ("háng", "tháng"), ("nảm", "năm"), ("TB", "TB")],
)
def test_anchors_are_spelt_as_printed(text: str, printed: str) -> None:
    assert anchor(text) == printed


def form(*rows: tuple[int, int, str]) -> list[RawWord]:
    """The words of a straight arrival stamp 600 pixels wide, from rows of (x, y, text), 14 pixels a letter."""
    made: list[RawWord] = []
    for line, (x, y, text) in enumerate(rows):
        for part in text.split():
            symbols = tuple((c, (x + 14 * i, y, x + 14 * (i + 1), y + 28)) for i, c in enumerate(part))
            made.append(RawWord(part, (x, y, x + 14 * len(part), y + 28), 0.9, line, symbols))
            x += 14 * (len(part) + 1)
    return made


OFFICE = (20, 10, "SỞ NỘI VỤ TỈNH BÌNH ĐỊNH")
FORMS = [
    (form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "as printed"),
    (form(OFFICE, (200, 80, "sø: 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "a stroke in it"),
    (form(OFFICE, (300, 85, "154"), (200, 140, "Giờ 7h00 Ngày 18/02/2025")), {"number": 83, "date": 140}, "not read"),
    (form(OFFICE, (160, 80, "Đ S 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 83, "date": 140}, "broken up"),
    (
        form(OFFICE, (200, 80, "ốõ: 154"), (200, 140, "Ngày: 18/02/2025"), (60, 220, "sẽ")),
        {"number": 83, "date": 140},
        "another word like it",
    ),
    (form(OFFICE, (158, 80, "ÍsSố- 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "a border"),
    (form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Ng ày: 18/02/2025")), {"number": 80, "date": 140}, "parted"),
    (form(OFFICE, (200, 80, "§ố: 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "a sign"),
    (form(OFFICE, (200, 80, "Sõố: 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "doubled"),
    (form(OFFICE, (200, 80, "Sã 154"), (200, 140, "Ngày: 18/02/2025")), {"number": 80, "date": 140}, "before digits"),
    (form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Giờ 7h15 Nghe")), {"number": 80, "date": 137}, "run into the day"),
    (
        form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Ngày: 18/02/2025"), (40, 250, "Lưu hồ,sơ số:")),
        {"number": 80, "date": 140},
        "the file's number is another",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tops", "why"), FORMS, ids=[why for *_, why in FORMS])
def test_the_entries_of_a_stamp_are_found_by_their_labels_or_by_each_other(
    words: list[RawWord], tops: dict[str, int], why: str
) -> None:
    labelled = list(find_stamp_gaps(words, 600))
    gaps = {gap.what: gap.box for gap in [*labelled, *unlabelled_gaps(labelled, words, 600)]}
    assert {what: box[1] for what, box in gaps.items()} == pytest.approx(tops, abs=6), why
    assert gaps["number"][0] < 300 < gaps["number"][2], why


@pytest.mark.parametrize(
    ("row", "label"), [("Số: 154", ""), ("Sõố: 154", "Số:"), ("Sã 154", "Số:"), ("Ngày: 18/02/2025", "")]
)
def test_a_misread_label_is_put_right(row: str, label: str) -> None:
    (gap,) = find_stamp_gaps(form((200, 80, row)), 600)
    assert (gap.label, gap.seen) == (label, True)
    assert ((0, 0) in gap.taken) == bool(label), "its letters go with the entry's"


def test_the_day_after_an_hour_is_looked_for_after_what_is_left_of_its_label() -> None:
    words = form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Giờ 7h15 Nghe"))
    labelled = list(find_stamp_gaps(words, 600))
    (gap,) = unlabelled_gaps(labelled, words, 600)
    assert (gap.what, gap.text) == ("date", "Nghe")
    assert gap.box[0] > words[-1].box[0] + 2 * HEIGHT


@pytest.mark.parametrize(
    ("row", "expected", "why"),
    [
        ("JHày 24 tháng 01 năm 2013", "Ngày 24 tháng 01 năm 2013", "a letter misread"),
        ("ÁOyyo4 tháng.06 năm 2026", "Ngày4 tháng.06 năm 2026", "the day run into it"),
        ("ầgyy25..tháng.Z....năm 2025", "Ngày5..tháng.Z....năm 2025", "all in one word"),
        ("Ngày 24 tháng 01 năm 2013", "Ngày 24 tháng 01 năm 2013", "as printed"),
        ("Chuyển: Phòng Văn thư", "Chuyển: Phòng Văn thư", "another row"),
    ],
)
def test_the_label_of_a_day_in_words_is_known_by_what_follows(row: str, expected: str, why: str) -> None:
    words = with_day_label(form(OFFICE, (30, 140, row)))
    assert " ".join(word.text for word in words if word.line == 1) == expected, why


def test_the_row_that_was_not_read_lies_beside_the_other() -> None:
    words = form(OFFICE, (200, 80, "Số: 154"))
    row = lost_row(list(find_stamp_gaps(words, 600)), words, 600)
    assert row is not None
    (left, top, right, bottom), line = row
    assert (left < 200, right, top < 140 < 168 < bottom, line) == (True, 600, True, words[-1].line + 1)
    both = form(OFFICE, (200, 80, "Số: 154"), (200, 140, "Ngày: 18/02/2025"))
    assert lost_row(list(find_stamp_gaps(both, 600)), both, 600) is None


@pytest.mark.parametrize(
    ("box", "expected", "why"),
    [
        ((330, 160, 600, 240), (330, 170, 600, 204), "a row below the number's, in its own box"),
        ((330, 160, 600, 199), (330, 160, 600, 199), "about as high"),
        ((330, 90, 600, 150), (330, 100, 600, 134), "in the number's own row"),
        ((330, 60, 600, 125), (330, 91, 600, 125), "never below its box"),
    ],
)
def test_a_stamps_rows_are_of_one_height(box: tuple, expected: tuple, why: str) -> None:
    number = Gap("number", (260, 100, 550, 134), 4, "", frozenset())
    assert evened([number, Gap("date", box, 6, "", frozenset())])[1].box == expected, why


@pytest.mark.parametrize(
    ("row", "labelled", "why"),
    [
        (
            [("PHÒNG", 40, 12), ("NỘI", 110, 12), ("VỤ", 160, 12), ("TRÀ", 200, 12), ("NAM", 260, 12)],
            False,
            "an office",
        ),
        ([("Ngàn", 40, 12), ("tháng", 110, 12), ("4", 190, 12), ("năm", 220, 12), ("2023", 280, 12)], True, "a day"),
    ],
)
def test_only_words_in_small_letters_tell_of_a_day(row: list[tuple[str, int, float]], labelled: bool, why: str) -> None:
    assert with_day_label(line(*row))[0].text.startswith("Ngày") == labelled, why


def test_the_files_number_is_not_that_of_the_stamp_however_badly_it_is_read() -> None:
    words = line(("Số", 40, 14), ("va", 80, 14), ("Kv", 120, 14), ("lưệu", 160, 14), ("H£", 240, 14))
    assert not list(find_stamp_gaps(words, 600))
