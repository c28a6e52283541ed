"""Names by their letters alone: what a reading may be, and how it is spelt."""

from __future__ import annotations

import csv
import unicodedata
from importlib import resources

import pytest

from extractors.person import families
from pipeline.name_letters import accented, is_name, likelihood, names_like, weighed, wrong_in
from tests.pipeline.spoken import spoken

READ = [
    # letters read, the name among the likeliest three
    ("tranquanghai", "tran quang hai"),
    ("phanduytung", "phan duy tung"),
    ("jtranquanghai", "tran quang hai"),  # a stroke before it
    ("dodinhthurhuong", "do dinh thu huong"),  # so ư is read
    ("nguyenvietcuong", "nguyen viet cuong"),
    ("nauyenvietcuong", "nguyen viet cuong"),
]


@pytest.mark.parametrize(("read", "name"), READ)
def test_letters_are_taken_apart(read: str, name: str) -> None:
    assert tuple(name.split()) in names_like(read, 3)


def test_names_that_end_as_is_known() -> None:
    assert names_like("vudang", 3, known=("khoi",))[0] == ("vu", "dang", "khoi")
    assert all(name[-1] == "khoi" for name in names_like("lexuan", 20, known=("khoi",)))


FAR = [("", True), ("ke", True), ("xkzwqjwkzqx", True), ("tranquanghai", False)]


@pytest.mark.parametrize(("read", "far"), FAR)
def test_what_is_no_name(read: str, far: bool) -> None:
    assert (wrong_in(read, syllables=3, letters=7) > 0.35) == far


SPELT = [
    ("nguyen van hung", "Nguyễn Văn Hùng"),
    ("tran thi van", "Trần Thị Vân"),
    ("le tan tan", "Lê Tấn Tân"),  # as a middle name, and as a last one
    ("dinh dinh dinh", "Đinh Đình Định"),
    ("vu minh rcom", "Vũ Minh Rcom"),  # known to the tables of persons alone
]


@pytest.mark.parametrize(("letters", "name"), SPELT)
def test_accents_are_the_commonest_of_their_place(letters: str, name: str) -> None:
    assert " ".join(accented(tuple(letters.split()))) == name


def test_common_names_are_likelier() -> None:
    assert (
        likelihood(("nguyen", "van", "hung")) > likelihood(("nguyen", "hung", "van")) > likelihood(("uong", "ca", "be"))
    )


def test_what_was_seen_counts_before_how_common_a_name_is() -> None:
    names = [("tran", "van", "hai"), ("tran", "dan", "hai")]
    seen = [spoken("trandanhai"), spoken("trandanhai"), spoken("trandanhai"), spoken("tran")]
    assert weighed(seen, names)[0][1] == ("tran", "dan", "hai")


def test_names_of_letters_only() -> None:
    assert is_name(("le", "nam"))
    assert not is_name(("le",))
    assert not is_name(("le", "nuoc", "nam"))
    assert not is_name(("hoa", "y", "bh'riu"))
    assert not is_name(("khong", "co", "ten", "nhu", "vay"))


def test_the_table_of_syllables() -> None:
    table = resources.files("pipeline").joinpath("data/name_syllables.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
    assert all(unicodedata.is_normalized("NFC", name) and name.istitle() for name in names)
    assert all(row["middle"] in "012345" and row["last"] in "012345" for row in rows)
    assert families()[0] == "Nguyễn"
