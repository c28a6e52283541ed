"""A record as rows: which column of the tracking table each key of the record fills."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from extractors.folding import key
from extractors.record import Citation, Deadline, Directive, Reading, Recipient
from extractors.record import Dispatch as Record
from tracking.keys import name_key, number_key
from tracking.models import Urgency

URGENCIES = {
    "khan": Urgency.URGENT,
    "thuong khan": Urgency.VERY_URGENT,
    "hoa toc": Urgency.EXPRESS,
    "hoa toc hen gio": Urgency.EXPRESS,
}


def _value(reading: Reading | None, limit: int = 0) -> str:
    text = reading.value if reading else ""
    return text[:limit] if limit else text


def day(text: str | None) -> date | None:
    """An ISO day, or null where it is none (31/02 misread): a person then sees the field empty and flagged."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def hour(text: str | None) -> time | None:
    """`17:00` as a time, or null."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def urgency(reading: Reading | None) -> int:
    """The mark's rank; a mark that no row knows still counts as KHẨN."""
    return int(URGENCIES.get(key(reading.value), Urgency.URGENT)) if reading else int(Urgency.NONE)


def columns(record: Record) -> dict[str, Any]:
    """Every column of `Dispatch` that the record fills."""
    arrival, event, signer = record.arrival, record.event, record.signer
    circulation = _value(record.circulation, 100)
    values: dict[str, Any] = {
        "system": _value(record.system, 20),
        "kind": _value(record.kind, 20),
        "kind_name": record.kind.name[:100] if record.kind else "",
        "number": _value(record.number, 100),
        "issuer": _value(record.issuer, 300),
        "issuer_parent": (record.issuer.parent or "")[:300] if record.issuer else "",
        "issuer_successor": (record.issuer.successor or "")[:300] if record.issuer else "",
        "issued_on": day(_value(record.issued_on)),
        "issued_at": _value(record.issued_at, 200),
        "subject": _value(record.subject),
        "signer": _value(signer, 200),
        "signer_title": (signer.title or "")[:300] if signer else "",
        "urgency": urgency(record.urgency),
        "circulation": circulation,
        "restricted": bool(circulation),
        "asks": record.asks or "",
        "page_count": record.source.pages,
        "event_starts": _value(event.starts if event else None, 40),
        "event_place": _value(event.place if event else None, 500),
        "stamp_number": _value(arrival.number if arrival else None, 20),
        "stamp_date": day(_value(arrival.date if arrival else None)),
        "forwarded_to": _value(arrival.forwarded_to if arrival else None, 500),
        "file_code": _value(arrival.file_code if arrival else None, 100),
        "confidence": min(confidences(record), default=1.0),
    }
    return {**values, **keys(values)}


def keys(values: dict[str, Any]) -> dict[str, str]:
    """The columns that follow from others."""
    found = {}
    if "number" in values:
        found["number_key"] = number_key(values["number"])
    if "issuer" in values:
        found["issuer_key"] = name_key(values["issuer"])
    return found


def confidences(record: Record) -> list[float]:
    """The confidences of the readings that the register shows."""
    readings: list[Reading | None] = [
        record.number, record.kind, record.issuer, record.issued_on, record.subject, *record.deadlines,
    ]  # fmt: skip
    if record.arrival:
        readings += [record.arrival.number, record.arrival.date]
    return [r.confidence for r in readings if r is not None]


def _reading(reading: Reading, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "text": reading.text,
        "where": [place.model_dump(mode="json") for place in reading.where],
        "confidence": reading.confidence,
        "by_hand": reading.by_hand,
    }


def recipient(row: Recipient, position: int) -> dict[str, Any]:
    return {**_reading(row, position), "value": row.value[:500], "role": row.role, "purpose": (row.purpose or "")[:200]}


def citation(row: Citation, position: int) -> dict[str, Any]:
    return {
        **_reading(row, position),
        "value": row.value[:300],
        "value_key": number_key(row.value)[:300],
        "kind": (row.kind or "")[:100],
        "dated": day(row.dated),
        "issuer": (row.issuer or "")[:300],
        "title": row.title or "",
        "role": row.role,
        "mentions": row.mentions,
        "provisions": list(row.provisions),
    }


def deadline(row: Deadline, position: int) -> dict[str, Any]:
    return {
        **_reading(row, position),
        "value": row.value[:300],
        "stated": day(row.stated),
        "bound": row.bound,
        "time": hour(row.time),
        "due": day(row.due),
        "amount": row.offset.amount if row.offset else None,
        "unit": row.offset.unit if row.offset else "",
        "anchor": row.offset.anchor if row.offset else "",
        "rrule": (row.rrule or "")[:300],
        "conditional": row.conditional,
    }


def directive(row: Directive, position: int) -> dict[str, Any]:
    return {
        **_reading(row, position),
        "value": row.value,
        "action": row.action,
        "assignees": list(row.assignees),
        "support": list(row.support),
        "report_to": (row.report_to or "")[:300],
        "route": (row.route or "")[:300],
    }
