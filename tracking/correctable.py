"""What a person may correct, and how each value is read from what they typed.

Values come as a form gives them (text) or as JSON does; dates ISO or as offices write them (`05/9/2024`). A parser
raises `ValueError`, `KeyError` or Django's `ValidationError` for what makes no sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.db import models

from extractors.folding import canonical, spaced
from tracking.models import Citation, CitationRole, Deadline, Directive, Recipient, Urgency

Parser = Callable[[Any], Any]


def _text(value: Any) -> str:
    return spaced(canonical(str(value or "")))


def _date(value: Any) -> date | None:
    if isinstance(value, date) or value in (None, ""):
        return value or None
    found: date = forms.DateField(localize=True).clean(str(value))
    return found


def _time(value: Any) -> time | None:
    if isinstance(value, time) or value in (None, ""):
        return value or None
    found: time = forms.TimeField(localize=True).clean(str(value))
    return found


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


def _truth(value: Any) -> bool | None:
    known = {"": None, "none": None, "null": None, "true": True, "1": True, "on": True, "false": False, "0": False}
    return known[str("" if value is None else value).lower()]


def _one_of(*known: str) -> Parser:
    def parse(value: Any) -> str:
        if str(value or "") not in ("", *known):
            raise ValueError(value)
        return str(value or "")

    return parse


def _names(value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else re.split(r"[;\n]", str(value or ""))
    return [text for text in map(_text, parts) if text]


COLUMNS: dict[str, Parser] = {
    **dict.fromkeys(
        ("kind", "kind_name", "number", "issuer", "issuer_parent", "issued_at", "subject", "signer", "signer_title",
         "circulation", "event_starts", "event_place", "file_code", "forwarded_to", "note", "stamp_number"), _text,
    ),
    "system": _one_of("state", "party", "organisation"),
    "asks": _one_of("reply", "action", "attendance", "information"),
    "issued_on": _date, "stamp_date": _date,
    "urgency": lambda value: Urgency(int(value or 0)).value,
    "restricted": lambda value: bool(_truth(value)),
}  # fmt: skip
"""Columns of a dispatch."""
LISTS: dict[str, tuple[type[models.Model], dict[str, Parser]]] = {
    "recipients": (Recipient, {"value": _text, "role": _one_of("addressee", "copy"), "purpose": _text}),
    "citations": (
        Citation,
        {"value": _text, "kind": _text, "dated": _date, "issuer": _text, "title": _text,
         "role": _one_of(*CitationRole.values)},
    ),
    "deadlines": (
        Deadline,
        {"stated": _date, "bound": _one_of("before", "by", "within", "on"), "time": _time, "due": _date,
         "amount": _number, "unit": _one_of("hour", "day", "working_day", "month"),
         "anchor": _one_of("received", "issued", "event"), "rrule": _text, "conditional": _truth, "text": _text},
    ),
    "directives": (
        Directive,
        {"action": _text, "assignees": _names, "support": _names, "report_to": _text, "route": _text,
         "concerns_us": _truth, "deadline_id": _number},
    ),
}  # fmt: skip
"""Lists of a dispatch: their model and the columns of a row."""
