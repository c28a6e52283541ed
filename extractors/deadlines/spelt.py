"""Days whose numbers are spelt out (`ngày mười lăm tháng mười một năm 2010`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, Limit

_ONES = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin")
_NUMBERS = {word: n for n, word in enumerate((*_ONES, "muoi"), start=1)}
_NUMBERS |= {f"muoi {word}": 10 + n for n, word in enumerate(_ONES, start=1)} | {"muoi lam": 15}
_NUMBERS |= {"hai muoi": 20, "ba muoi": 30, "ba muoi mot": 31, "ba mot": 31}
_NUMBERS |= {f"hai {ten}{word}": 20 + n for ten in ("muoi ", "") for n, word in enumerate(_ONES, start=1)}
_NUMBERS |= {"hai muoi lam": 25, "hai lam": 25, "hai muoi tu": 24, "hai tu": 24, "muoi tu": 14, "tu": 4}
_MONTHS = {word: n for word, n in _NUMBERS.items() if n <= 12}
_DAY = "|".join(sorted((word.replace(" ", r"\s+") for word in _NUMBERS), key=len, reverse=True))
_MONTH = "|".join(sorted((word.replace(" ", r"\s+") for word in _MONTHS), key=len, reverse=True))
_SPELT = re.compile(
    rf"\bngay\s+(?:m[uo]ng\s+)?(?P<d>{_DAY})\s+thang\s+(?P<m>{_MONTH}|\d{{1,2}})\b(?:\s*,?\s*nam\s+(?P<y>\d{{4}})(?!\d))?"
)


def spelt_days(folded: str, issued: date | None) -> Iterator[Limit]:
    """Limits of a day in words; a missing year is the first such day after the day of issue."""
    for match in islice(_SPELT.finditer(folded), MOST):
        day, month = _NUMBERS[" ".join(match["d"].split())], _number(match["m"])
        if match["y"]:
            stated = dates.absolute(f"{day:02d}/{month:02d}/{match['y']}")
        else:
            stated = dates.first_after(day, month, issued) if issued else None
        if stated is not None:
            left = peel(folded, match.start())
            yield Limit(left.start, match.end(), left.bound, left.strong, stated=stated,
                        year_missing=match["y"] is None, time=left.time)  # fmt: skip


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS[" ".join(month.split())]
