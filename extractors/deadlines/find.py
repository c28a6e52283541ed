"""Find every expression that could state a time limit, with its bound; whether it does is asked in `judge`.

Works on folded text. Each finder looks for one manner of core (a date, a month, a span of days); hour, weekday and the
words that give the bound are then peeled off to its left (`bounds`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from extractors.deadlines.counted import durations
from extractors.deadlines.days import days
from extractors.deadlines.limit import Limit
from extractors.deadlines.monthly import days_of_month
from extractors.deadlines.near import immediate
from extractors.deadlines.parts import parts_of_months
from extractors.deadlines.periods import halves, months, quarters, years
from extractors.deadlines.recurring import daily, recurring
from extractors.deadlines.spelt import spelt_days
from extractors.deadlines.weekly import weekly
from extractors.deadlines.yearly import days_of_months, days_of_years

Finder = Callable[[str, date | None], Iterator[Limit]]
FINDERS: tuple[tuple[Finder, tuple[str, ...]], ...] = (
    (days_of_years, ("nam", "quy", "dinh")),
    (days_of_months, ("thang",)),
    (days, ()),
    (spelt_days, ("thang",)),
    (days_of_month, ("ngay",)),
    (parts_of_months, ("thang",)),
    (months, ("thang",)),
    (quarters, ("quy",)),
    (halves, ("thang",)),
    (years, ("nam",)),
    (durations, ()),
    (immediate, ("nhan", "nay", "cung", "trong", "mai", "tet", "toi", "sau", "tiep")),
    (weekly, ("tuan",)),
    (daily, ("ngay",)),
    (recurring, ("dinh", "lan", "cuoi", "hang", "moi")),
)
"""Each finder with words of which one at least stands in every text where it finds something."""


def find(folded: str, issued: date | None) -> list[Limit]:
    """Every possible limit in folded text, in order, none inside another; `issued` gives missing years."""
    asked = [finder for finder, words in FINDERS if not words or any(word in folded for word in words)]
    found = [limit for finder in asked for limit in finder(folded, issued)]
    found.sort(key=lambda limit: (limit.start - limit.end, limit.rrule is None, limit.start))
    taken: list[Limit] = []
    covered: set[int] = set()
    for limit in found:
        places = range(limit.start, limit.end)
        if limit.end - limit.start > 400 or covered.intersection(places):
            continue
        covered.update(places)
        taken.append(limit)
    return sorted(taken, key=lambda limit: limit.start)
