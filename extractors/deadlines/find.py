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
from extractors.deadlines.periods import halves, months, quarters, years
from extractors.deadlines.recurring import recurring

FINDERS: tuple[Callable[[str, date | None], Iterator[Limit]], ...] = (
    days, days_of_month, months, quarters, halves, years, durations, immediate, recurring,
)  # fmt: skip


def find(folded: str, issued: date | None) -> list[Limit]:
    """Every possible limit in folded text, in order, none inside another; `issued` gives missing years."""
    found = [limit for finder in FINDERS for limit in finder(folded, issued)]
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
