"""A dispatch as an edXML envelope with its MessageHeader; every element of the envelope bears the prefix, since
receivers check prefixes strictly."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from tracking.inert import plain
from tracking.models import Dispatch
from tracking.office import office

SPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
TYPES = Path(__file__).parents[1] / "data" / "edxml_types.csv"


@cache
def kinds() -> dict[str, str]:
    """DocumentType codes; systems disagree about them, so they are a table."""
    with TYPES.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row["code"] for row in csv.DictReader(file)}


def split_number(number: str) -> tuple[str, str]:
    """`3451/UBND-NC` gives `3451` and `UBND-NC`; `1002-CV/TU` gives `1002` and `CV/TU`."""
    for index, letter in enumerate(number):
        if letter in "/-":
            return number[:index], number[index + 1 :]
    return number, ""


def _add(parent: ET.Element, name: str, text: object = None) -> ET.Element:
    made = ET.SubElement(parent, f"{{{SPACE}}}{name}")
    if text is not None:
        made.text = plain(text)
    return made


def message(dispatch: Dispatch) -> bytes:
    """The envelope of `dispatch`, UTF-8. Days are `yyyy/MM/dd`."""
    ET.register_namespace("edXML", SPACE)
    root = ET.Element(f"{{{SPACE}}}edXML")
    header = _add(_add(_add(root, "edXMLEnvelope"), "edXMLHeader"), "MessageHeader")
    sender, receiver = _add(header, "From"), _add(header, "To")
    _add(sender, "OrganId", (dispatch.edxml or {}).get("organ_id", ""))
    _add(sender, "OrganizationInCharge", dispatch.issuer_parent)
    _add(sender, "OrganName", dispatch.issuer)
    ours = office()
    _add(receiver, "OrganId", ours.identifier)
    _add(receiver, "OrganName", ours.name)
    number, notation = split_number(dispatch.number)
    code = _add(header, "Code")
    _add(code, "CodeNumber", number[:11])
    _add(code, "CodeNotation", notation[:30])
    issue = _add(header, "PromulgationInfo")
    _add(issue, "Place", dispatch.issued_at)
    _add(issue, "PromulgationDate", f"{dispatch.issued_on:%Y/%m/%d}" if dispatch.issued_on else "")
    kind = _add(header, "DocumentType")
    _add(kind, "Type", kinds().get(dispatch.kind, ""))
    _add(kind, "TypeName", dispatch.kind_name[:100])
    _add(header, "Subject", dispatch.subject[:500])
    signer = _add(header, "SignerInfo")
    _add(signer, "Competence", (dispatch.record.get("signer") or {}).get("authority") or "")
    _add(signer, "Position", dispatch.signer_title[:100])
    _add(signer, "FullName", dispatch.signer[:50])
    due = dispatch.deadlines.filter(due__isnull=False).order_by("due").first()
    _add(header, "DueDate", f"{due.due:%Y/%m/%d}" if due and due.due else "")
    places = _add(header, "ToPlaces")
    for recipient in dispatch.recipients.all():
        _add(places, "Place", recipient.value)
    other = _add(header, "OtherInfo")
    _add(other, "Priority", dispatch.urgency)
    _add(other, "SphereOfPromulgation", dispatch.circulation)
    _add(other, "PageAmount", dispatch.page_count)
    for citation in dispatch.citations.filter(role="replies_to"):
        answered = _add(header, "ResponseFor")
        number, notation = split_number(citation.value)
        code = _add(answered, "Code")
        _add(code, "CodeNumber", number[:11])
        _add(code, "CodeNotation", notation[:30])
        _add(answered, "PromulgationDate", f"{citation.dated:%Y/%m/%d}" if citation.dated else "")
    _add(header, "DocumentId", (dispatch.edxml or {}).get("document_id", ""))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
