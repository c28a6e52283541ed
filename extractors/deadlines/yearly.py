"""Days that come again each year, as a list (`trước ngày 20/3, 20/6, 20/9 và 20/12 hằng năm`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, Limit

_DAY = r"(?:ngay\s+)?\d{1,2}(?:[/.-]|\s+thang\s+)\d{1,2}(?![\d/-])"
_LIST = re.compile(
    rf"(?<![\d/.-])(?:\bcac\s+)?{_DAY}(?:\s*(?:,|;|va|,\s*va)\s*{_DAY}){{1,5}}(?P<yearly>\s*,?\s*(?:hang|moi)\s+nam\b)?"
)
_OF_MONTHS = re.compile(  # trước ngày 05 các tháng 4, 7, 10 và tháng 01 năm sau
    r"\bngay\s+(?P<d>\d{1,2})\s+(?:cua\s+)?(?P<each>cac\s+)?thang\s+(?P<months>\d{1,2}"
    r"(?:\s*(?:,|;|va|,\s*va)\s*(?:thang\s+)?\d{1,2}(?!\d|[/.-]\d))+)"
    r"(?:\s+nam\s+(?:sau|tiep\s+theo))?(?P<yearly>\s*,?\s*(?:hang|moi)\s+nam\b)?(?!\s*nam\s*\d|\s*[/-])"
)
_ONE = re.compile(r"(\d{1,2})(?:[/.-]|\s+thang\s+)(\d{1,2})")
_AGAIN = re.compile(r"\b(?:dinh\s+ky|(?:hang|moi)\s+(?:nam|quy)|bao\s+cao\s+quy(?!\s*[ivl\d]))\b[^.;\n]{0,60}$")
_BEFORE = 90  # characters before a list in which it may be said to come again
_YEARLY = "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}"


def days_of_months(folded: str, _issued: date | None) -> Iterator[Limit]:
    """One day of several months of each year."""
    for match in islice(_OF_MONTHS.finditer(folded), MOST):
        left = peel(folded, match.start())
        again = match["each"] or match["yearly"] or _AGAIN.search(folded, max(0, left.start - _BEFORE), left.start)
        day, months = int(match["d"]), sorted({int(month) for month in re.findall(r"\d+", match["months"])})
        if left.bound is None or not again or not 1 <= day <= 31 or not 1 <= months[0] <= months[-1] <= 12:
            continue
        rule = _YEARLY.format(",".join(map(str, months)), day)
        yield Limit(left.start, match.end(), left.bound, left.strong, rrule=rule, time=left.time)


def days_of_years(folded: str, _issued: date | None) -> Iterator[Limit]:
    """Days with one number in several months are one rule, others a rule each."""
    for match in islice(_LIST.finditer(folded), MOST):
        left = peel(folded, match.start())
        if left.bound is None or not (
            match["yearly"] or _AGAIN.search(folded, max(0, left.start - _BEFORE), left.start)
        ):
            continue
        found = [(int(one[1]), int(one[2]), one) for one in _ONE.finditer(match[0])]
        if any(not (1 <= day <= 31 and 1 <= month <= 12) for day, month, _ in found):
            continue
        if len({day for day, _, _ in found}) == 1:
            months = ",".join(str(month) for month in sorted({month for _, month, _ in found}))
            rule = _YEARLY.format(months, found[0][0])
            yield Limit(left.start, match.end(), left.bound, left.strong, rrule=rule)
            continue
        starts = [left.start, *(match.start() + one.start() for *_, one in found[1:])]
        ends = [*(match.start() + one.end() for *_, one in found[:-1]), match.end()]
        for start, end, (day, month, _) in zip(starts, ends, found, strict=True):
            yield Limit(start, end, left.bound, left.strong, rrule=_YEARLY.format(month, day))
