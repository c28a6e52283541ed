"""How often people correct what was read: `python -m benchmarks.corrections [--since 2026-01-01]`.

Looks into the installation (`CONGVAN_HOME`, `CONGVAN_DATABASE_URL`) at the dispatches that a person has confirmed. For
each field: how many readings a person saw, how many they changed, how many they filled in that the machine had left
empty; and of the readings given at 0.9 and over, how many were changed, which must be at most one in a hundred. Then
the drift of the calibration: by band of confidence, and month by month.

A reading that a person confirmed counts as right; who confirms without looking makes the figures look too good.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracking.models import Dispatch

SURE, ALLOWED = 0.9, 0.01
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
LISTS = ("recipients", "citations", "deadlines", "directives")


@dataclass(frozen=True, slots=True)
class Judged:
    """One value that a person has seen: `confidence` is null where the machine had read nothing, and they filled it."""

    field: str
    month: str
    confidence: float | None
    changed: bool


@dataclass(slots=True)
class Tally:
    """Readings of one kind."""

    seen: int = 0
    changed: int = 0
    filled: int = 0
    sure: int = 0
    sure_changed: int = 0
    total: float = 0.0

    def add(self, one: Judged) -> None:
        if one.confidence is None:
            self.filled += 1
            return
        self.seen += 1
        self.changed += one.changed
        self.total += one.confidence
        if one.confidence >= SURE:
            self.sure += 1
            self.sure_changed += one.changed


def judged(rows: Iterable[Dispatch]) -> Iterator[Judged]:
    """Every value of the confirmed dispatches `rows`, as a person left it."""
    for dispatch in rows:
        assert dispatch.confirmed_at is not None
        month = f"{dispatch.confirmed_at:%Y-%m}"
        spans: dict[str, tuple[Any, Any, float | None]] = {}
        for correction in dispatch.corrections.order_by("at", "id"):
            before = spans[correction.field][0] if correction.field in spans else correction.before
            spans[correction.field] = (before, correction.after, correction.confidence)
        yield from _columns(dispatch, month, spans)
        yield from _rows(dispatch, month, spans)


def _columns(dispatch: Dispatch, month: str, spans: dict[str, tuple[Any, Any, float | None]]) -> Iterator[Judged]:
    """A reading counts once, under the record's name, whichever columns it filled."""
    from tracking.correcting import READINGS, reading_of

    readings: dict[str, list[str]] = defaultdict(list)
    for field, way in READINGS.items():
        readings[".".join(way)].append(field)
    for name, fields in readings.items():
        reading = reading_of(dispatch.record, fields[0])
        changed = any(before != after for before, after, _ in (spans[f] for f in fields if f in spans))
        if reading.get("value"):
            yield Judged(name, month, float(reading.get("confidence", 1.0)), changed)
        elif changed:
            yield Judged(name, month, None, True)


def _rows(dispatch: Dispatch, month: str, spans: dict[str, tuple[Any, Any, float | None]]) -> Iterator[Judged]:
    """A row of a list counts once, however many of its values were changed."""
    touched: dict[tuple[str, str], float | None] = {}
    for field, (before, after, confidence) in spans.items():
        kind, bracket, rest = field.partition("[")
        row, _, column = rest.partition("]")
        if bracket and before != after:
            added = not column and before is None  # nobody had read it: its own confidence is no reading's
            touched[kind, row] = None if added or touched.get((kind, row), 1) is None else confidence
    for kind in LISTS:
        for row in getattr(dispatch, kind).all():
            if (kind, str(row.pk)) not in touched:
                yield Judged(kind, month, row.confidence, False)
    for (kind, _), confidence in touched.items():
        yield Judged(kind, month, confidence, True)


def tallies(values: Iterable[Judged], by: str) -> dict[str, Tally]:
    """Counted by `field`, `month` or `band` of confidence."""
    found: dict[str, Tally] = defaultdict(Tally)
    for one in values:
        if by == "band":
            if one.confidence is None:
                continue
            key = f"{max(b for b in BANDS if b <= one.confidence):.2f}"
        else:
            key = getattr(one, by)
        found[key].add(one)
    return dict(sorted(found.items()))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def report(values: list[Judged]) -> Iterator[str]:
    """The tables as lines."""
    heading = f"{'seen':>8}{'changed':>9}{'share':>9}{'filled in':>11}{'≥ 0.9':>8}{'changed':>9}{'share':>9}"
    for by in ("field", "month"):
        yield f"{by:<16}{heading}"
        for name, t in tallies(values, by).items():
            over = " !" if t.sure and t.sure_changed / t.sure > ALLOWED else ""
            yield (
                f"{name:<16}{t.seen:>8}{t.changed:>9}{_share(t.changed, t.seen):>9}{t.filled:>11}{t.sure:>8}"
                f"{t.sure_changed:>9}{_share(t.sure_changed, t.sure):>9}{over}"
            )
        yield ""
    yield f"{'confidence from':<16}{'seen':>8}{'promised':>10}{'right':>9}"
    for name, t in tallies(values, "band").items():
        yield f"{name:<16}{t.seen:>8}{t.total / t.seen:>10.3f}{1 - t.changed / t.seen:>9.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--since", type=date.fromisoformat, default=date(2000, 1, 1), help="first day of confirmation")
    ask = parser.parse_args()
    import tracking

    tracking.setup()
    from tracking.models import Dispatch

    rows = Dispatch.objects.filter(review_state="confirmed", confirmed_at__date__gte=ask.since, file__isnull=False)
    values = list(judged(rows.defer("edxml").iterator(chunk_size=500)))
    if not values:
        print("Chưa có văn bản nào được người kiểm tra từ ngày này.")
        return
    print(f"{rows.count()} dispatches confirmed since {ask.since}")
    print("\n".join(report(values)))


if __name__ == "__main__":
    main()
