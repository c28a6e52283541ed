"""Days of a month that is not named: each month, the last of a quarter, this one or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from extractors import dates
from extractors.deadlines.bounds import peel
from extractors.deadlines.limit import MOST, Limit

_DAY_OF = re.compile(
    r"\bngay\s*(?:mung\s*|thu\s+)?(?P<d>\d{1,2})(?P<more>(?:\s*(?:,|va)\s*(?:ngay\s*)?\d{1,2}(?![\d/.-])){0,3})\s*(?:,\s*)?(?:"
    r"(?P<monthly>(?:cua\s+|dau\s+)?(?:hang|moi)\s+thang(?:\s*,\s*(?:hang\s+)?quy)?|cua\s+thang\s+bao\s+cao"
    r"|cua\s+thang(?!\s*(?:\d|nay|sau|toi|truoc|cuoi|dau|ke|tiep)))"
    r"|(?P<last>(?:cua\s+)?thang\s+cuoi\s+(?:cung\s+)?(?:cua\s+)?(?:moi\s+|hang\s+)?quy)"
    rf"|(?P<first>(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?{dates.EACH_QUARTER})"
    r"|(?P<january>(?:cua\s+)?thang\s+dau\s+(?:tien\s+)?(?:cua\s+)?nam\s+(?:sau|tiep\s+theo|ke\s+tiep))"
    r"|(?P<next>(?:cua\s+)?thang\s+(?:sau|ke\s+tiep|tiep\s+theo)(?:\s+(?:lien\s+ke|cua\s+thang\s+bao\s+cao))?)"
    r"|(?P<this>thang\s+nay)"
    r"|(?P<none>)(?!\s*(?:[/.-]?\d|thang|hang)))"
)
_MONTHLY_LEFT = re.compile(r"\b(?:(?:hang|moi)\s+thang\b|bao\s+cao\s+thang(?!\s*\d)|lan\s*/\s*thang)[^.;\n]{0,60}$")


def days_of_month(folded: str, issued: date | None) -> Iterator[Limit]:
    for match in islice(_DAY_OF.finditer(folded), MOST):
        day = int(match["d"])
        if not 1 <= day <= 31:
            continue
        left = peel(folded, match.start())
        end = match.start() + len(match[0].rstrip(" ,"))
        limit = Limit(left.start, end, left.bound, left.strong, window=left.window, time=left.time)
        days = ",".join(str(int(one)) for one in (match["d"], *re.findall(r"\d+", match["more"])))
        monthly = _MONTHLY_LEFT.search(folded[max(0, left.start - 90) : left.start])
        if match["monthly"] or (match["next"] and (monthly or not match["next"].endswith("sau"))):
            yield replace(limit, rrule=f"FREQ=MONTHLY;BYMONTHDAY={days}")
        elif match["last"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={days}")
        elif match["first"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={days}")
        elif match["january"]:
            yield replace(limit, rrule=f"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY={days}")
        elif match["this"] and issued is not None:
            with_month = _in_month(issued.year, issued.month, day)
            if with_month:
                yield replace(limit, stated=with_month)
        elif match["next"] and issued is not None:
            ahead = dates.add_months(issued.replace(day=1), 1)
            if with_month := _in_month(ahead.year, ahead.month, day):
                yield replace(limit, stated=with_month)
        elif match["none"] is not None and left.bound is not None and monthly:
            yield replace(limit, rrule=f"FREQ=MONTHLY;BYMONTHDAY={days}")


def _in_month(year: int, month: int, day: int) -> date | None:
    end = dates.month_end(year, month)
    return end.replace(day=day) if day <= end.day else None
