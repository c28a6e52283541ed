"""The header of an edXML beside a scan: what the sender's own system says wins over what OCR read."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as ET
from django.db import transaction
from django.utils import timezone

from extractors.folding import canonical, spaced
from tracking import flatten, search
from tracking.errors import BadTable
from tracking.joining import rejoin
from tracking.linking import link
from tracking.models import Dispatch, Event, ReviewState
from tracking.tasks.make import make_tasks, recount

LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; an empty string or null where it says nothing."""

    number: str = ""
    issuer: str = ""
    issuer_parent: str = ""
    issued_on: date | None = None
    issued_at: str = ""
    kind_name: str = ""
    subject: str = ""
    signer: str = ""
    signer_title: str = ""
    urgency: int | None = None
    due: date | None = None
    organ_id: str = ""
    document_id: str = ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _find(parent: Any, *path: str) -> Any:
    """Down `path` by local names: prefixes and namespaces differ between senders."""
    for name in path:
        parent = next((c for c in parent if _local(c.tag) == name), None) if parent is not None else None
    return parent


def _text(parent: Any, *path: str) -> str:
    found = _find(parent, *path)
    return spaced(canonical(found.text or "")) if found is not None else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-")) if text else None
    except ValueError:
        return None


def _number(number: str, notation: str) -> str:
    """A State symbol joins with a slash; a Party one (`CV/TU`: a slash inside) with a hyphen."""
    if not number or not notation:
        return number
    year_first = notation[:4].isdigit()
    return f"{number}{'-' if '/' in notation and not year_first else '/'}{notation}"


def read(body: bytes) -> Header:
    """The header in `body`. Raises `BadTable` where it is no edXML, is too large, or tries XML tricks."""
    if len(body) > LARGEST:
        raise BadTable("Tệp edXML quá lớn; chỉ nhận đến 50 MB.")
    try:
        root = ET.fromstring(body, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise BadTable("Tệp edXML hỏng hoặc không an toàn; xin lại từ nơi gửi.") from error
    header = next((e for e in root.iter() if _local(e.tag) == "MessageHeader"), None)
    if header is None:
        raise BadTable("Tệp không có phần MessageHeader của edXML; kiểm tra lại tệp.")
    priority = _text(header, "OtherInfo", "Priority")
    return Header(
        number=_number(_text(header, "Code", "CodeNumber"), _text(header, "Code", "CodeNotation"))[:100],
        issuer=_text(header, "From", "OrganName")[:300],
        issuer_parent=_text(header, "From", "OrganizationInCharge")[:300],
        issued_on=_day(_text(header, "PromulgationInfo", "PromulgationDate")),
        issued_at=_text(header, "PromulgationInfo", "Place")[:200],
        kind_name=_text(header, "DocumentType", "TypeName")[:100],
        subject=_text(header, "Subject"),
        signer=_text(header, "SignerInfo", "FullName")[:200],
        signer_title=_text(header, "SignerInfo", "Position")[:300],
        urgency=min(3, int(priority)) if priority.isdigit() else None,
        due=_day(_text(header, "DueDate")),
        organ_id=_text(header, "From", "OrganId"),
        document_id=_text(header, "DocumentId"),
    )


@transaction.atomic
def apply(dispatch: Dispatch, body: bytes) -> Dispatch:
    """Take over the header and what follows from it: links, clocks, tasks, the index."""
    take_header(dispatch, body)
    link(dispatch)
    rejoin(dispatch)
    recount(dispatch)
    make_tasks(dispatch)
    search.index([dispatch.pk])
    return dispatch


def take_header(dispatch: Dispatch, body: bytes) -> None:
    """Put the header's values over what OCR read, but not over what a person corrected or confirmed; later readings
    keep them. The same header twice changes nothing. Raises `BadTable`."""
    header, digest = read(body), hashlib.sha256(body).hexdigest()
    if (dispatch.edxml or {}).get("sha256") == digest or dispatch.review_state == ReviewState.CONFIRMED:
        return
    corrected = set(dispatch.corrections.values_list("field", flat=True))
    values = {
        name: value
        for name, value in asdict(header).items()
        if name not in ("due", "organ_id", "document_id") and value not in ("", None) and name not in corrected
    }
    values |= flatten.keys(values)
    for name, value in values.items():
        setattr(dispatch, name, value)
    dispatch.edxml = {
        "fields": sorted(values), "organ_id": header.organ_id, "document_id": header.document_id, "sha256": digest,
    }  # fmt: skip
    dispatch.review = [r for r in dispatch.review if r["field"] not in values]
    if not dispatch.review and dispatch.review_state == ReviewState.DOUBTFUL:
        dispatch.review_state = ReviewState.CLEAN
    dispatch.save()
    if header.due and not dispatch.deadlines.filter(due=header.due).exists():
        dispatch.deadlines.create(
            value=header.due.isoformat(), stated=header.due, due=header.due, bound="by", text="Hạn ghi trong edXML",
            by_person=True, position=dispatch.deadlines.count(),
        )  # fmt: skip
    Event.objects.create(dispatch=dispatch, at=timezone.now(), code="edxml", text="Lấy thông tin từ edXML của nơi gửi.")
