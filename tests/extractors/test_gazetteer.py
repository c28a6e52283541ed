"""The tables, proven both ways: each example is read as its own row, and no row is dead. Bad rows stop the start."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from extractors.gazetteer import (
    Body,
    District,
    GazetteerError,
    Province,
    Validity,
    bodies,
    districts,
    institutions,
    load_bodies,
    load_districts,
    load_provinces,
    provinces,
    termless,
    tight,
)
from extractors.naming import named
from extractors.places import is_district, province_of

COMMITTEES = {"huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}


def day_in(valid: Validity) -> date:
    if valid.end is not None:
        return valid.end - timedelta(days=1)
    return valid.start or date(2024, 10, 17)


@pytest.mark.parametrize(
    "body", [*bodies(), *institutions()], ids=lambda body: f"{body.name}-{body.level}-{body.valid.start}"
)
def test_each_example_is_read_as_its_row(body: Body) -> None:
    above = named("TỈNH ỦY NGHỆ AN") if body.level == "committee" else None
    for example in body.examples:
        found = named(example, day=day_in(body.valid), above=above)
        assert found.body is not None, example
        assert found.body.name == body.name, example
        assert found.likeness > 0.6


@pytest.mark.parametrize(
    "body", [*bodies(), *institutions()], ids=lambda body: f"{body.name}-{body.level}-{body.valid.start}"
)
def test_each_spelling_has_its_example(body: Body) -> None:
    shown = {tight(example) for example in body.examples}
    assert {tight(spelling) for spelling in body.spellings} <= shown


@pytest.mark.parametrize("province", provinces(), ids=lambda province: f"{province.name}-{province.valid.end}")
def test_each_province_is_read_from_its_example(province: Province) -> None:
    found = named(province.example, day=day_in(province.valid))
    assert found.province is not None
    assert found.province.name == province.name
    assert found.name == f"UBND {province.full}"


@pytest.mark.parametrize("one", districts(), ids=lambda one: f"{one.name}-{one.kind}-{one.province}-{one.valid.start}")
def test_each_district_is_read_from_its_example(one: District) -> None:
    day = day_in(one.valid)
    assert named(one.example, day=day).name == f"UBND {one.kind} {one.name}"
    assert named(f"{COMMITTEES[one.kind]} {one.name}".upper(), day=day).name == f"{COMMITTEES[one.kind]} {one.name}"
    assert is_district(one.name)


def test_six_hundred_and_ninety_six_districts_at_their_end() -> None:
    last = {(one.name, one.kind, one.province) for one in districts() if one.valid.end == date(2025, 7, 1)}
    assert len(last) == 697
    assert not [one for one in districts() if one.valid.holds(date(2025, 7, 1)) and one.valid.end is not None]


def test_sixty_three_and_thirty_four() -> None:
    assert len({p.name for p in provinces() if p.valid.holds(date(2024, 12, 31))}) == 63
    assert len({p.name for p in provinces() if p.valid.holds(date(2025, 7, 1))}) == 34
    assert sum(p.kind == "thành phố" for p in provinces() if p.valid.holds(date(2026, 5, 1))) == 7


def test_successors_are_in_the_table() -> None:
    names = {province.name for province in provinces()}
    assert all(province.successor in names for province in provinces() if province.successor)
    known = {body.name for body in bodies()}
    assert {one.province for one in districts()} <= names
    assert [b.successor for b in (*bodies(), *institutions()) if b.successor and b.successor not in known] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("BÌNH ĐỊNH", "Bình Định"), ("BINH ĐINH", "Bình Định"), ("Đăk Nông", "Đắk Nông"), ("ĐẮC LẮC", "Đắk Lắk"),
     ("KIÊN GỊANG", "Kiên Giang"), ("TPHCM", "Hồ Chí Minh"), ("Kontum", "Kon Tum")],
)  # fmt: skip
def test_provinces_under_noise(text: str, name: str) -> None:
    found = province_of(text, date(2024, 1, 1))
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", ["Tây Sơn", "Lệ Thủy", "Rạch Giá", ""])
def test_what_is_no_province(text: str) -> None:
    assert province_of(text, None) is None


HEAD = "name,level,system,codes,aliases,valid_from,valid_to,successor,source,example\n"
BAD = [
    ("Sở A,tinh,state,SA,,2025-13-01,,,x,SỞ A", "line 2"),
    ("Sở A,tinh,state,SA,,2025-03-01,2025-03-01,,x,SỞ A", "not after"),
    ("Sở A,tỉnh,state,SA,,,,,x,SỞ A", "level"),
    ("Sở A,tinh,nhà nước,SA,,,,,x,SỞ A", "system"),
    ("Sở A,tinh,state,SA,,,,,x,", "example"),
    ("Sở A,tinh,state", "columns"),
]


@pytest.mark.parametrize(("row", "told"), BAD)
def test_a_bad_row_stops_the_start_with_file_and_line(row: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"bodies\.csv, line 2.*{told}|{told}.*"):
        load_bodies(path)


def test_a_bad_province_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "provinces.csv"
    path.write_text(
        "name,kind,valid_from,valid_to,successor,aliases,source,example\nA,quận,,,,,x,A\n", encoding="utf-8"
    )
    with pytest.raises(GazetteerError, match=r"provinces\.csv, line 2"):
        load_provinces(path)


def test_a_bad_district_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "districts.csv"
    head = "name,kind,province,valid_from,valid_to,aliases,source,example\n"
    path.write_text(f"{head}A,xã,Hà Nội,,,,x,A\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"districts\.csv, line 2"):
        load_districts(path)


@pytest.mark.parametrize(
    ("code", "bare"), [("UBPL14", "UBPL"), ("UBVĐXH13", "UBVĐXH"), ("UBND", "UBND"), ("TT1", "TT1"), ("QH9", "QH9")]
)
def test_a_code_without_the_term_of_the_national_assembly(code: str, bare: str) -> None:
    assert termless(code) == bare
