"""A person's word over the machine's: corrections and confirmation.

`field` is a column (`number`), or a row of a list by its id (`deadlines[12].due`); `tracking.correctable` says which
there are, and how their values are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db import models, transaction
from django.utils import timezone

from tracking import flatten, joining, rights, search, spelling
from tracking.correctable import COLUMNS, LISTS, Parser
from tracking.errors import Incomplete, NotFound, WrongMove
from tracking.keys import number_key
from tracking.linking import link
from tracking.models import (
    Citation,
    Correction,
    Deadline,
    Directive,
    Dispatch,
    Event,
    ReviewState,
    User,
)
from tracking.registering import register
from tracking.tasks.make import recount, tasks_follow

ROW = re.compile(r"^(\w+)\[(\d+)\]\.(\w+)$")
READINGS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("number", "issuer", "issued_on", "issued_at", "subject", "system", "kind", "signer",
                                  "urgency", "circulation")},
    "kind_name": ("kind",), "stamp_number": ("arrival", "number"), "stamp_date": ("arrival", "date"),
    "forwarded_to": ("arrival", "forwarded_to"), "file_code": ("arrival", "file_code"),
}  # fmt: skip
"""The way in the record to the reading that a column was filled from; a column without one was not read by itself."""


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


def _parsed(field: str, parser: Parser, value: Any) -> Any:
    try:
        return parser(value)
    except (forms.ValidationError, ValueError, KeyError) as error:
        raise Incomplete(f"Giá trị «{value}» không hợp lệ cho trường {field}; kiểm tra và nhập lại.") from error


def _locked(dispatch_id: int, by: User) -> Dispatch:
    found = Dispatch.objects.select_for_update(of=("self",)).filter(pk=dispatch_id, trashed_at=None).first()
    if found is None:
        raise NotFound("Không có văn bản này; có thể đã bị bỏ vào thùng rác.")
    rights.require(by, "confirm", found)
    return found


@transaction.atomic
def correct(*, dispatch_id: int, by: User, changes: Mapping[str, Any], now: datetime | None = None) -> list[Correction]:
    """Put a person's values in place of what was read; what is equal already is left. Later readings keep them.

    Raises `NotAllowed`, `NotFound`, or `Incomplete` for a field or value that makes no sense (then none is changed).
    """
    dispatch = _locked(dispatch_id, by)
    made = []
    for field, value in changes.items():
        row = ROW.match(field)
        made.append(
            _correct_row(dispatch, row[1], int(row[2]), row[3], value, by, now)
            if row
            else _correct_column(dispatch, field, value, by, now)
        )
    corrections = [c for c in made if c is not None]
    if corrections:
        _follow(dispatch)
    return corrections


def _correct_column(dispatch: Dispatch, field: str, value: Any, by: User, now: datetime | None) -> Correction | None:
    if field not in COLUMNS:
        raise Incomplete(f"Không có trường «{field}» để sửa.")
    after, before = _parsed(field, COLUMNS[field], value), getattr(dispatch, field)
    if after == before:
        return None
    setattr(dispatch, field, after)
    if field == "circulation":
        dispatch.restricted = bool(after)
    for name, key in flatten.keys({field: after}).items():
        setattr(dispatch, name, key)
    dispatch._history_user = by
    dispatch.save()
    read = reading_of(dispatch.record, field)
    if field in spelling.LEARNED and read.get("text") and after:
        spelling.learn(field=field, spelling=read["text"], value=after, by=by)
    return _log(dispatch, field, read.get("value"), before, after, read.get("confidence"), by, now)


def reading_of(record: Mapping[str, Any], field: str) -> dict[str, Any]:
    """The reading in `record` that filled the column `field`; empty where the machine read none."""
    found: Any = record if field in READINGS else {}
    for step in READINGS.get(field, ()):
        found = found.get(step) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def _correct_row(
    dispatch: Dispatch, kind: str, row_id: int, name: str, value: Any, by: User, now: datetime | None
) -> Correction | None:
    if kind not in LISTS or name not in LISTS[kind][1]:
        raise Incomplete(f"Không có trường «{kind}.{name}» để sửa.")
    model, parsers = LISTS[kind]
    row = model._default_manager.filter(pk=row_id, dispatch=dispatch).first()
    if row is None:
        raise NotFound("Dòng cần sửa không còn; tải lại trang.")
    field = f"{kind}[{row_id}].{name}"
    after, before = _parsed(field, parsers[name], value), getattr(row, name)
    if after == before:
        return None
    setattr(row, name, after)
    setattr(row, "by_person", True)  # noqa: B010 - the model is one of four
    _tidy(row, name)
    if isinstance(row, Deadline):
        row._history_user = by
    row.save()
    return _log(dispatch, field, vars(row).get("text"), before, after, vars(row).get("confidence"), by, now)


def _tidy(row: models.Model, changed: str) -> None:
    """Keep together what belongs together."""
    if isinstance(row, Citation) and changed == "value":
        row.value_key, row.target = number_key(row.value)[:300], None
    if isinstance(row, Deadline):
        if changed in ("stated", "bound") and row.stated is not None:
            strict = row.bound == "before" and row.time is None
            row.due = date.fromordinal(row.stated.toordinal() - 1) if strict else row.stated
        if changed == "due":
            row.amount, row.unit, row.anchor = None, "", ""


@transaction.atomic
def add_row(*, dispatch_id: int, by: User, kind: str, values: Mapping[str, Any], now: datetime | None = None) -> int:
    """Add what the machine did not see: a deadline, a citation, a recipient, a directive. Gives the row's id."""
    dispatch = _locked(dispatch_id, by)
    if kind not in LISTS:
        raise Incomplete(f"Không có danh sách «{kind}».")
    model, parsers = LISTS[kind]
    if set(values) - set(parsers):
        raise Incomplete(f"Không có trường «{', '.join(sorted(set(values) - set(parsers)))}» để thêm.")
    parsed = {name: _parsed(name, parsers[name], value) for name, value in values.items()}
    parsed = {name: value for name, value in parsed.items() if value is not None}
    position = model._default_manager.filter(dispatch=dispatch).count()
    row = model(dispatch=dispatch, position=position, by_person=True, **parsed)
    for name in parsed:
        _tidy(row, name)
    if isinstance(row, Deadline):
        row.bound = row.bound or "by"
        row.value = row.value or str(row.due or row.stated or row.rrule)
        row._history_user = by
    row.save()
    _log(dispatch, f"{kind}[{row.pk}]", None, None, {k: _shown(v) for k, v in parsed.items()}, None, by, now)
    _follow(dispatch)
    return int(row.pk)


@transaction.atomic
def remove_row(*, dispatch_id: int, by: User, kind: str, row_id: int, now: datetime | None = None) -> None:
    """Remove what the machine saw and is not there; refused where a task in work hangs on it."""
    dispatch = _locked(dispatch_id, by)
    if kind not in LISTS:
        raise Incomplete(f"Không có danh sách «{kind}».")
    row = LISTS[kind][0]._default_manager.filter(pk=row_id, dispatch=dispatch).first()
    if row is None:
        raise NotFound("Dòng cần xóa không còn; tải lại trang.")
    if isinstance(row, Directive | Deadline):
        if row.tasks.exclude(state="new").exists():
            raise WrongMove("Dòng này đã có việc được giao; đóng việc trước rồi hãy xóa.")
        row.tasks.all().delete()
    # Words and place stay in the log: by them a later reading knows what is not to come back.
    read = {"text": vars(row)["text"], "where": vars(row)["where"]}
    _log(dispatch, f"{kind}[{row_id}]", read, str(row), None, vars(row).get("confidence"), by, now)
    row.delete()
    _follow(dispatch)


def _log(
    dispatch: Dispatch, field: str, read: Any, before: Any, after: Any, confidence: float | None, by: User,
    now: datetime | None,
) -> Correction:  # fmt: skip
    return Correction.objects.create(
        dispatch=dispatch, field=field, read=_shown(read), before=_shown(before), after=_shown(after),
        confidence=confidence, by=by, at=now or timezone.now(),
    )  # fmt: skip


def _follow(dispatch: Dispatch) -> None:
    """What hangs on the corrected values: links, the same paper twice, clocks, tasks, the index."""
    link(dispatch)
    joining.rejoin(dispatch)
    recount(dispatch)
    tasks_follow(dispatch)
    search.index([dispatch.pk])


@transaction.atomic
def confirm(
    *, dispatch_id: int, by: User, changes: Mapping[str, Any] | None = None, number: str | None = None,
    arrived_on: date | None = None, now: datetime | None = None,
) -> Dispatch:  # fmt: skip
    """A person has looked: correct what they changed, enter the dispatch in the register, mark it as checked.

    Without a `number` the stamp's is taken, and where there is none the next in the series. A second copy of a paper
    that is registered already gets no number of its own. Raises as `correct` and `registering.register` do.
    """
    if changes:
        correct(dispatch_id=dispatch_id, by=by, changes=changes, now=now)
    dispatch = _locked(dispatch_id, by)
    if dispatch.arrival_number is None and dispatch.same_paper_as_id is None:
        number = number or dispatch.stamp_number or None
        dispatch = register(dispatch_id=dispatch_id, by=by, arrived_on=arrived_on, number=number, now=now)
    dispatch.review_state, dispatch.confirmed_by, dispatch.confirmed_at = (
        ReviewState.CONFIRMED, by, now or timezone.now(),
    )  # fmt: skip
    dispatch._history_user = by
    dispatch.save()
    Event.objects.create(
        dispatch=dispatch, at=dispatch.confirmed_at, by=by, code="confirmed", text=f"{by}: đã kiểm tra bản đọc."
    )
    return dispatch


@transaction.atomic
def separate(*, dispatch_id: int, by: User, now: datetime | None = None) -> Dispatch:
    """Say that a dispatch joined as the same paper is another one after all; it then gets its own tasks."""
    dispatch = _locked(dispatch_id, by)
    if dispatch.same_paper_as_id is None:
        return dispatch
    dispatch.same_paper_as = None
    dispatch._history_user = by
    dispatch.save()
    Event.objects.create(
        dispatch=dispatch,
        at=now or timezone.now(),
        by=by,
        code=joining.SEPARATED,
        text=f"{by}: là văn bản khác, tách riêng.",
    )
    _follow(dispatch)
    return dispatch
