"""What the API takes and gives. Days are ISO 8601; ids are whole numbers that fit the database."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Text = Annotated[str, Field(max_length=10_000, pattern=r"^[^\x00]*$")]
Short = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Values = dict[Short, Text | int | float | bool | list[Text] | None]


class Fault(Schema):
    code: str
    message: str


class DispatchRow(Schema):
    id: int
    number: str
    kind: str
    kind_name: str
    issuer: str
    issued_on: date | None
    subject: str
    urgency: int
    asks: str
    arrival_number: int | None
    arrived_on: date | None
    review_state: str
    restricted: bool


class DeadlineOut(Schema):
    id: int
    text: str
    stated: date | None
    bound: str
    time: time | None
    due: date | None
    rrule: str
    conditional: bool
    warning: str
    where: list[dict[str, Any]]
    confidence: float


class ExtensionOut(Schema):
    """An extension asked for; `allowed` is null until a leader has decided."""

    id: int
    before: date | None
    after: date
    reason: str
    asked_by_id: int
    asked_at: datetime
    allowed: bool | None
    decided_by_id: int | None
    decided_at: datetime | None


class TaskOut(Schema):
    id: int
    dispatch_id: int
    title: str
    state: str
    asks: str
    lead_unit_id: int | None
    person_id: int | None
    issuer_due: date | None
    due_time: time | None
    internal_due: date | None
    internal_rule: str
    due: date | None
    urgency: int
    rrule: str
    answer_number: str
    outcome: str
    closed_at: datetime | None
    warning: str
    extensions: list[ExtensionOut]


class DispatchOut(DispatchRow):
    issuer_parent: str
    issued_at: str
    signer: str
    signer_title: str
    circulation: str
    transfer_due: date | None
    transferred_at: datetime | None
    page_count: int
    review: list[dict[str, Any]]
    confirmed_at: datetime | None
    same_paper_as_id: int | None
    deadlines: list[DeadlineOut]
    tasks: list[TaskOut]


class Rows(Schema):
    """One page of a list: at most `limit` rows from `offset`; `more` where others follow."""

    items: list[DispatchRow]
    more: bool


class Tasks(Schema):
    items: list[TaskOut]
    more: bool


class Changes(Schema):
    """Corrections: field to value, as `tracking.correcting` names them."""

    changes: Values = Field(max_length=100)


class Confirm(Schema):
    changes: Values = Field(default_factory=dict, max_length=100)
    number: Short | None = None
    arrived_on: date | None = None


class Move(Schema):
    """What a move needs; which of it, its function in `tracking.tasks.services` says."""

    unit: Id | None = None
    person: Id | None = None
    support: list[Id] = Field(default_factory=list, max_length=50)
    internal_due: date | None = None
    until: date | None = None
    text: Text = ""
    percent: Annotated[int | None, Field(ge=0, le=100)] = None
    answer_number: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""


class Decision(Schema):
    """Whether the extension is allowed."""

    allowed: bool


class Uploaded(Schema):
    name: str
