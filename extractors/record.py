"""The record of one dispatch: the contract between reading and everything that follows.

Models are frozen: exporters, forms and flows make new values. Importing this module loads pydantic only.
The JSON Schema is published by `json_schema()`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractors.words import Box

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
SystemName = Literal["state", "party", "organisation"]
Bound = Literal["before", "by", "within", "on"]
Unit = Literal["hour", "day", "working_day", "month"]
Anchor = Literal["received", "issued", "event"]
CitationRole = Literal["basis", "implements", "replies_to", "amends", "mention"]
RecipientRole = Literal["addressee", "copy"]
Authority = Literal["TM", "KT", "TL", "TUQ", "Q"]
Asks = Literal["reply", "action", "attendance", "information"]


class Frozen(BaseModel):
    """No model of the record changes once made, and none has a key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Frozen):
    """Where on the paper: `page` from 1, `box` in PDF points from the top left corner."""

    page: Annotated[int, Field(ge=1)]
    box: Box

    @model_validator(mode="after")
    def _not_inside_out(self) -> Self:
        x0, top, x1, bottom = self.box
        if x1 < x0 or bottom < top:
            raise ValueError(f"box inside out: {self.box}")
        return self


class Reading(Frozen):
    """A value read from the page, the words it was read from, their places, and how sure we are."""

    value: str
    text: str
    where: tuple[Place, ...]
    confidence: Confidence
    by_hand: bool = False


class KindReading(Reading):
    """Tên loại: `value` is the abbreviation (`CV`), `name` the Vietnamese name (`Công văn`)."""

    name: str


class IssuerReading(Reading):
    """Cơ quan ban hành, with the body above it where the page names one.

    `successor` is the body that took over its work after the day of issue, for grouping; `known` is false
    for a body that no table knows (it is then spelt as on the page, in ordinary capitals).
    """

    parent: str | None = None
    successor: str | None = None
    known: bool = True


class Recipient(Reading):
    """Nơi nhận hoặc kính gửi; `purpose` as written, without brackets (`để b/c`)."""

    role: RecipientRole
    purpose: str | None = None


class Citation(Reading):
    """Văn bản viện dẫn, each cited document once: `value` is its canonical number, or a law's name.

    `provisions` are the articles, clauses and points cited (`điểm b khoản 2 Điều 7`).
    """

    kind: str | None = None
    dated: str | None = None
    issuer: str | None = None
    title: str | None = None
    role: CitationRole = "mention"
    mentions: Annotated[int, Field(ge=1)] = 1
    provisions: tuple[str, ...] = ()


class Offset(Frozen):
    """A time limit counted from an event: `amount` units from (negative: before) `anchor`."""

    amount: int
    unit: Unit
    anchor: Anchor


class Deadline(Reading):
    """Thời hạn. `value` is `stated`, or `due`, or the rule, or the offset written out (`5 working_day received`).

    `conditional` is true where the duty holds only in a case the paper names (`nếu có vướng mắc`).
    """

    stated: str | None = None
    bound: Bound
    time: str | None = None
    due: str | None = None
    offset: Offset | None = None
    rrule: str | None = None
    conditional: bool = False


class Directive(Reading):
    """Việc được giao: what (`action`), who leads (`assignees`), who supports, to whom it is reported and through whom.

    `deadline` is an index into the record's `deadlines`.
    """

    action: str
    assignees: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    report_to: str | None = None
    route: str | None = None
    deadline: int | None = None


class Signer(Reading):
    """Người ký: name, title, signing authority, and the body on whose behalf."""

    title: str | None = None
    authority: Authority | None = None
    on_behalf_of: str | None = None


ARRIVES_WITHIN = timedelta(days=60)
"""After its issue, in which a paper comes in."""


class Arrival(Frozen):
    """Dấu ĐẾN (NĐ 30/2020, Phụ lục IV, mẫu V): each entry a reading or null."""

    office: Reading | None = None
    number: Reading | None = None
    date: Reading | None = None
    forwarded_to: Reading | None = None
    file_code: Reading | None = None


class Event(Frozen):
    """What a giấy mời invites to: `starts` is ISO 8601 local time or a date; never a deadline."""

    starts: Reading | None = None
    place: Reading | None = None
    chair: Reading | None = None


class Review(Frozen):
    """What a person should look at (`field` is the record's key, or `deadlines[0]`), and why, in Vietnamese."""

    field: str
    reason: str


class PageSource(Frozen):
    """How one page was read: `dpi` the resolution it was read at (null for a text layer), steps taken, fault if any."""

    page: int
    text_from: Literal["ocr", "text_layer", "blank", "failed"]
    dpi: float | None = None
    steps: tuple[str, ...] = ()
    error: str | None = None


class Source(Frozen):
    """Which file: its own name without folders, its hash, its pages, and where its text came from."""

    name: str
    sha256: str
    pages: int
    text_from: Literal["ocr", "text_layer", "mixed"]
    details: tuple[PageSource, ...] = ()


class Dispatch(Frozen):
    """One dispatch as read: every key is always present; what is not on the page is null or empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["dispatch/1"] = Field(default="dispatch/1", alias="schema")
    source: Source
    system: Reading | None = None
    kind: KindReading | None = None
    number: Reading | None = None
    issuer: IssuerReading | None = None
    issued_on: Reading | None = None
    issued_at: Reading | None = None
    subject: Reading | None = None
    recipients: tuple[Recipient, ...] = ()
    citations: tuple[Citation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    directives: tuple[Directive, ...] = ()
    signer: Signer | None = None
    arrival: Arrival | None = None
    other_arrivals: tuple[Arrival, ...] = ()
    urgency: Reading | None = None
    circulation: Reading | None = None
    event: Event | None = None
    asks: Asks | None = None
    review: tuple[Review, ...] = ()

    def to_json(self) -> str:
        """One line of JSON Lines: UTF-8, letters as they are, every key present."""
        return self.model_dump_json(by_alias=True)


class Failure(Frozen):
    """The line printed for a file that could not be read."""

    schema_: Literal["dispatch/1"] = Field(default="dispatch/1", alias="schema")
    source: dict[str, str]
    error: dict[str, str]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of `dispatch/1`, as published."""
    return Dispatch.model_json_schema(by_alias=True)
