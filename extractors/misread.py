"""Numbers and dates of cited papers with what readers of pictures make of their strokes, put right in their places.

`47ITB-VPCP` is 47/TB-VPCP, `14/BC:KTNS` 14/BC-KTNS, `34/201 1/NĐ-CP` 34/2011/NĐ-CP, `ngày 2475/2011` ngày 24/5/2011:
each is written so that nothing else can be meant. The text keeps its length, so that places carry over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extractors.numbering import codes

_YEAR = r"(?:19|20)\d\d(?!\d)"
_CODE = r"[A-ZĐƯ][A-ZĐƯa-z]{0,5}"
_DAYS, _MONTHS = 31, 12


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    kinds = "|".join(sorted(map(re.escape, codes("kind")), key=len, reverse=True))
    return (
        (re.compile(rf"(?<=\d)[Il|](?=(?:{kinds})-[A-ZĐƯ]{{2}})"), "/"),  # 47ITB-VPCP
        (re.compile(rf"(\d/{_CODE}):(?=[A-ZĐƯ]{{2}})"), r"\1-"),  # 14/BC:KTNS
        (re.compile(r"(?<![\w!])!(?=\d{1,4}/(?:\d{4}/)?[A-ZĐ]{2})"), "1"),  # !98/2025/QH15
        (re.compile(r"(?<=số )([1-9]) (\d{2,4}/)(?=\d{4}/[A-ZĐ]|[A-ZĐ]{2})"), r" \1\2"),  # số 1 187/QĐ-UBND
        (re.compile(r"(?<!\d)(\d{1,4}/(?:19|20)\d) (\d/)(?=[A-ZĐ]{2})"), r" \1\2"),  # 34/201 1/NĐ-CP
        (re.compile(rf"(?<!\d)(\d{{1,4}}[-/])[.,] (?={_CODE}/[A-ZĐƯ]{{2}})"), r"  \1"),  # số 08-. HD/BTCTU
        (re.compile(rf"(?<=ngày )\d (?=\d\d?/\d\d?/{_YEAR})"), "  "),  # ngày 3 31/7/2018
        (re.compile(rf"(?<=ngày )(\d\d)7(\d\d?)(?=/{_YEAR})"), _date),  # ngày 2475/2011
        (re.compile(rf"(?<!\d)(\d\d?/\d\d?)[iIl|](?={_YEAR})"), r"\1/"),  # 24/8i2010
    )


def _date(read: re.Match[str]) -> str:
    day, month = int(read[1]), int(read[2])
    return f"{read[1]}/{read[2]}" if 0 < day <= _DAYS and 0 < month <= _MONTHS else read[0]


def as_printed(text: str) -> str:
    """`text`, read from pixels, with its numbers and dates as they must have been printed; of the same length."""
    for pattern, meant in _rules():
        text = pattern.sub(meant, text)
    return text
