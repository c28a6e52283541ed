"""Which of two readings can be what it looks like."""

from __future__ import annotations

import pytest

from pipeline.possible import is_likelier, is_slip, stutters


@pytest.mark.parametrize(
    ("other", "read", "expected"),
    [
        ("26/12/2018", "2£/12/2018", True),
        ("10/8/2017", "10/8201", True),
        ("31/12/2024", "31/12/20Z4", True),
        ("05/9/2021", "05/92021", True),
        ("26/12/2018", "28/12/2018", False),  # both are days
        ("31/02/2018", "3£/02/2018", False),  # neither is
        ("15/12/2018", "2£/10/2017", False),  # too far apart
        ("12/3/2018", "tháng/2018", False),
        ("455/SYT-NVD", "455/SYI-NVD", True),
        ("1234/UBND-NC", "1234/UBNO-NC", True),
        ("12-CV/TU", "12-CV/TJ", True),
        ("456/SYT-NVD", "455/SYI-NVD", False),  # digits are never mended
        ("455/SYT-NVY", "455/SYT-NVD", False),  # a unit's code is no known one
        ("455/STC-NVD", "455/SYT-NVD", False),
        ("đồng", "đống", False),
        ("77/2007/NĐ-CP", "77I2007/NĐ-CP", True),  # what was read is no number
        ("897/UBND-KGVX", "§97/UBND-KGVX", True),
        ("6/TTr-SYT", "/TTr-SYT", False),  # its number stands apart
        ("897/XYZT-KGVX", "§97/XYZT-KGVX", False),  # nor is a code of the other known
    ],
)
def test_is_likelier(other: str, read: str, expected: bool) -> None:
    assert is_likelier(other, read) is expected


@pytest.mark.parametrize(
    ("other", "read", "expected"),
    [
        ("16/CT-TIg", "16/CT-TTg", True),
        ("655/5GDĐI-NVDH", "655/SGDĐT-NVDH", True),
        ("I12-TB/TƯ", "112-TB/TU", True),
        ("16/CT-TTg", "16/CT-TIg", False),  # what the page says may be the slip
        ("7659/QĐ-BYT", "7655/QĐ-BYT", False),
        ("1178/SNV-XDCQ", "1178/SNV-XDCCQ", False),
    ],
)
def test_a_slip_contradicts_nothing(other: str, read: str, expected: bool) -> None:
    assert is_slip(other, read) is expected


@pytest.mark.parametrize(
    ("read", "other", "expected"),
    [
        ("1178/SNV-XDCCQ", "1178/SNV-XDCQ", True),
        ("562/SNV-XDCOQ", "562/SNV-XDCQ", True),
        ("671/NQ-UBTVQHI15", "671/NQ-UBTVQH15", True),
        ("233/STP-HCBTTTP", "233/STP-HCBTTP", True),
        ("1155/SNV-TCBC", "115/SNV-TCBC", False),  # figures
        ("31/KH-SGDĐT", "31/KH-SGĐT", True),
        ("31/KH-UBND", "31/KH-UBD", False),  # another letter
        ("31/KH-UBND", "31/KH-UBND", False),
    ],
)
def test_a_letter_read_twice(read: str, other: str, expected: bool) -> None:
    assert stutters(read, other) is expected
