"""Letters as a person sees them, on pages that software of all kinds made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from weasyprint import HTML

from pipeline.glyphs import words_of
from pipeline.pdf import open_pdf
from pipeline.shown import as_shown

STYLE = "<style>@page { size: A4; margin: 2cm } body { font: 13pt Tinos } body, p { margin: 0 }</style>"
LINE = "<p>Kính gửi các phòng, ban của Sở</p>"
MARK = "position: absolute; top: 0; left: 0; z-index: -1; white-space: nowrap; font-size: 70pt"
PAGES = [
    ("a watermark across the text", f"<div style='{MARK}; color: #ccc; transform: rotate(40deg)'>BẢN SAO</div>"),
    ("a pale one along it", f"<div style='{MARK}; color: #ccc'>BẢN SAO</div>"),
    ("letters drawn twice to look bold", f"<p style='position: absolute; top: 0; left: 0.4pt'>{LINE[3:-4]}</p>"),
]


def words_on(path: Path) -> list[str]:
    with open_pdf(path) as document:
        return [word["text"] for word in words_of(document[0])]


@pytest.mark.parametrize(("what", "more"), PAGES, ids=[row[0] for row in PAGES])
def test_what_is_no_text(what: str, more: str, tmp_path: Path) -> None:
    HTML(string=STYLE + LINE * 6 + more).write_pdf(tmp_path / "page.pdf")
    assert words_on(tmp_path / "page.pdf") == LINE[3:-4].split() * 6


def test_small_capitals_are_capitals(tmp_path: Path) -> None:
    """They are drawn as small letters of a smaller size, or given so to whoever copies the text."""
    small = "<span style='font-size: 9pt'>{}</span>"
    line = " ".join(word[0] + small.format(word[1:]) for word in ("Kt.", "Cục", "Trưởng"))
    HTML(string=f"{STYLE}<p>{line}</p>").write_pdf(tmp_path / "page.pdf")
    assert words_on(tmp_path / "page.pdf") == ["KT.", "CỤC", "TRƯỞNG"]


def test_raised_figures_stay_small(tmp_path: Path) -> None:
    HTML(string=f"{STYLE}<p>Diện tích 120 m<sup style='font-size: 8pt'>2</sup> đất</p>").write_pdf(
        tmp_path / "page.pdf"
    )
    assert words_on(tmp_path / "page.pdf")[:2] == ["Diện", "tích"]


def test_white_after_a_letter_with_high_marks(tmp_path: Path) -> None:
    """Some software draws word by word and leaves the white out; the marks of `ế` reach over it."""
    word = "<i style='position: absolute; left: {}pt'>{}</i>"
    words = {"kinh": 0, "tế": 27, "Phú": 39.5, "Yên": 64}
    line = "".join(word.format(left, text) for text, left in words.items())
    HTML(string=f"{STYLE}{LINE}<p style='position: absolute; top: 60pt'>{line}</p>").write_pdf(tmp_path / "page.pdf")
    assert words_on(tmp_path / "page.pdf")[-4:] == list(words)


def letter(text: str, x0: float, size: float = 12.0, **more: Any) -> dict[str, Any]:
    return {
        "text": text, "x0": x0, "x1": x0 + size / 2, "top": 100 - size, "bottom": 100.0, "base": 97.0, "size": size,
        "upright": True, "square": True, "pale": 0.0, **more,
    }  # fmt: skip


def test_letters_that_stand_beside_each_other_stay() -> None:
    double = [letter("l", 100.0), letter("l", 106.0), letter("ơ", 112.0), letter("i", 118.0), letter("ơ", 113.0)]
    assert "".join(one["text"] for one in as_shown(double)) == "llơi"
