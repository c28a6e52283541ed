"""The rows of what was read (recipients, citations, deadlines, directives), made equal to a new reading of the file.

A row that a person touched, or that a task hangs on, is found again by what it says, by its words, or by its place on
the paper, and stays. What a person removed does not come back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from extractors.record import Dispatch as Record
from tracking import flatten
from tracking.models import Citation, Deadline, Directive, Dispatch, Recipient

Entry = dict[str, Any]
Key = Callable[[Mapping[str, Any]], Any]
SAME_PLACE = 0.5
"""Share of the smaller of two readings that must lie within the other."""


def children(dispatch: Dispatch, record: Record) -> None:
    """Bring the four lists of `dispatch` up to `record`."""
    _rows("recipients", Recipient, dispatch, map(flatten.recipient, record.recipients, range(999)),
          lambda r: (r["role"], r["value"]))  # fmt: skip
    _rows("citations", Citation, dispatch, map(flatten.citation, record.citations, range(9999)),
          lambda r: r["value_key"])  # fmt: skip
    deadlines = _rows(
        "deadlines", Deadline, dispatch, map(flatten.deadline, record.deadlines, range(9999)),
        lambda r: (r["stated"], r["bound"], r["time"], r["amount"], r["unit"], r["rrule"], r["text"]),
    )  # fmt: skip
    directives = _rows(
        "directives", Directive, dispatch, map(flatten.directive, record.directives, range(9999)),
        lambda r: r["action"],
    )  # fmt: skip
    for read, row in zip(record.directives, directives, strict=True):
        wanted = deadlines[read.deadline] if read.deadline is not None else None
        if isinstance(row, Directive) and not row.by_person and row.deadline != wanted:
            row.deadline = wanted if isinstance(wanted, Deadline) else None
            row.save(update_fields=["deadline"])


def _rows(
    kind: str, model: type[models.Model], dispatch: Dispatch, values: Iterable[Entry], key: Key
) -> list[models.Model | None]:
    """The row of each entry, in order; null where a person removed it."""
    entries = list(values)
    old = list(model._default_manager.filter(dispatch=dispatch).order_by("pk"))
    gone = _removed(kind, dispatch)
    rows = _matched(entries, old, key)
    made: list[models.Model | None] = []
    for entry, row in zip(entries, rows, strict=True):
        if row is None and (spot := _spot(entry, gone)) is not None:
            gone.remove(spot)
            made.append(None)
        else:
            made.append(_written(model, dispatch, entry, row))
    kept = {row.pk for row in rows if row is not None}
    for row in old:
        tasks = getattr(row, "tasks", None)
        if row.pk not in kept and not vars(row)["by_person"] and not (tasks is not None and tasks.exists()):
            row.delete()
    return made


def _written(model: type[models.Model], dispatch: Dispatch, entry: Entry, row: models.Model | None) -> models.Model:
    if row is None:
        return model._default_manager.create(dispatch=dispatch, **entry)
    if not vars(row)["by_person"]:
        # The due day of a counted limit is worked out here, not read.
        due = {"due": vars(row)["due"]} if model is Deadline and entry["amount"] is not None else {}
        for name, value in (entry | due).items():
            setattr(row, name, value)
        row.save()
    return row


def _matched(entries: list[Entry], old: list[models.Model], key: Key) -> list[models.Model | None]:
    """For each entry the row that it is: by what it says, then by its words and place, then by its place."""
    left, found = list(old), [None] * len(entries)  # type: list[models.Model], list[models.Model | None]
    same: list[Callable[[Entry, Mapping[str, Any]], bool]] = [
        lambda entry, row: bool(key(entry) == key(row)),
        lambda entry, row: entry["text"] == row["text"] and _overlap(entry["where"], row["where"]),
        lambda entry, row: _overlap(entry["where"], row["where"]),
    ]
    for is_same in same:
        for index, entry in enumerate(entries):
            if found[index] is None:
                found[index] = next((row for row in left if is_same(entry, vars(row))), None)
                if found[index] is not None:
                    left.remove(found[index])  # type: ignore[arg-type]
    return found


def _removed(kind: str, dispatch: Dispatch) -> list[Entry]:
    """What people removed from the list: its words and place, as `correcting.remove_row` keeps them."""
    kept = dispatch.corrections.filter(field__startswith=f"{kind}[", field__endswith="]", after__isnull=True)
    return [read for read in kept.values_list("read", flat=True) if isinstance(read, dict)]


def _spot(entry: Entry, gone: list[Entry]) -> Entry | None:
    return next(
        (g for g in gone if entry["text"] == g.get("text") or _overlap(entry["where"], g.get("where", []))), None
    )


def _overlap(one: list[Entry], other: list[Entry]) -> bool:
    """Whether two readings stand at one place: boxes in points, by page."""
    shared = sum(_shared(a["box"], b["box"]) for a in one for b in other if a["page"] == b["page"])
    smaller = min(sum(_area(place["box"]) for place in places) for places in (one, other))
    return smaller > 0 and shared / smaller > SAME_PLACE


def _area(box: list[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _shared(one: list[float], other: list[float]) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)
