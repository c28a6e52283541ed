"""TCVN3, VNI and VIQR to Unicode."""

from __future__ import annotations

import pytest

from extractors.syllables import is_syllable, syllable_rate
from pipeline.legacy_fonts import convert, encoding_of_font, guess

CASES = [
    ("tcvn3", ".VnTime", "Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
    ("tcvn3", ".VnTime", "B¸o c¸o thùc tËp", "Báo cáo thực tập"),
    ("tcvn3", ".VnTime", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ("tcvn3", "ABCDEF+.VnTimeH", "céng hoµ x· héi chñ nghÜa", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA"),
    ("tcvn3", ".VnTime", "tr\u00adêng", "trường"),
    ("vni", "VNI-Times", "UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
    ("vni", "VNI-Times", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("vni", "VNI-Times", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("viqr", "", "DDo^.c la^.p - Tu+. do - Ha.nh phu'c", "Độc lập - Tự do - Hạnh phúc"),
    ("viqr", "", "Vie^.t Nam, nga`y 5", "Việt Nam, ngày 5"),
]


@pytest.mark.parametrize(("encoding", "font", "typed", "text"), CASES)
def test_convert(encoding: str, font: str, typed: str, text: str) -> None:
    assert convert(typed, encoding, font) == text


def test_tcvn3_hyphen_that_is_a_letter() -> None:
    """PDF calls the code of TCVN3's ư a hyphen; a real hyphen stays."""
    assert convert("ph-¬ng", "tcvn3") == "phương"
    assert convert("25-HD/BTCTW", "tcvn3") == "25-HD/BTCTW"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        ("ABCDEF+.VnTimeH", "tcvn3"), (".VnArial", "tcvn3"), ("VnTime-Bold", "tcvn3"), ("VNI-Times", "vni"),
        ("GHIJKL+VNI-Helve", "vni"), ("TimesNewRomanPSMT", None), ("ABCDEF+Tinos", None), ("Vnirus", None),
    ],
)  # fmt: skip
def test_encoding_of_font(font: str, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_guess_by_the_letters(encoding: str) -> None:
    typed = [word for name, font, text, _ in CASES if name == encoding and font[-1] != "H" for word in text.split()]
    assert guess(typed) == encoding


def test_guess_leaves_unicode_alone() -> None:
    assert (
        guess(
            [
                "Căn",
                "cứ",
                "Nghị",
                "định",
                "số",
                "30/2020/NĐ-CP",
                "của",
                "Chính",
                "phủ",
                "về",
                "công",
                "tác",
                "văn",
                "thư",
            ]
        )
        is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "nghiệp",
        "quyền",
        "nghĩa",
        "giữ",
        "gì",
        "quốc",
        "khuỷu",
        "hoặc",
        "thủy",
        "thuỷ",
        "Đắk",
        "ươm",
        "yêu",
        "oan",
        "ngoằn",
    ],
)
def test_syllables(text: str) -> None:
    assert is_syllable(text) is (text != "Đắk")


@pytest.mark.parametrize("text", ["hfg", "trươngg", "wifi", "báó", "qtyệt", "nhiêuu"])
def test_no_syllables(text: str) -> None:
    assert not is_syllable(text)


def test_rate_leaves_capitals_and_numbers_out() -> None:
    assert syllable_rate(["UBND", "30/2020", "của", "xqz"]) == 0.5
    assert syllable_rate(["1", "A"]) == 1.0
