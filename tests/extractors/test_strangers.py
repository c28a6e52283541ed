"""Words beside which they never stand, put right by the phrase they are part of, and what is left alone."""

from __future__ import annotations

import pytest

from extractors.strangers import fitted

FITTED = [
    ("khóa số kế toán và quyết toán", "khóa sổ kế toán và quyết toán"),
    ("rà soát hồ sơ chuyển sinh hoạt đẳng", "rà soát hồ sơ chuyển sinh hoạt đảng"),
]


@pytest.mark.parametrize(("text", "expected"), FITTED)
def test_a_stranger_is_put_right(text: str, expected: str) -> None:
    assert fitted(text) == expected


LEFT = [
    "khóa sổ kế toán",
    "rà soát, cung cấp số liệu về an toàn thực phẩm",  # `cấp` is known beside `cung`, whatever `cặp số liệu` is
    "hướng dẫn một số nội dung về bảo vệ rừng",
    "đề nghị bổ sung kinh phí thực hiện công tác",
    "an toàn giao thông khu vực cổng trường năm học",
    "Khóa Số kế toán",  # capitals begin names
    "80-KH/TU",
    "",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_alone(text: str) -> None:
    assert fitted(text) == text
