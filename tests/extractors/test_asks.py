"""What a paper wants: a reply, an action, attendance, or to be known."""

from __future__ import annotations

import pytest

from extractors.asks import asks
from extractors.document import from_texts
from extractors.record import Deadline, Directive, KindReading


def told(action: str, report_to: str | None = None, deadline: int | None = None) -> Directive:
    return Directive(
        value=action, text=action, where=(), confidence=1.0, action=action, report_to=report_to, deadline=deadline
    )


@pytest.mark.parametrize(
    ("kind", "directives", "expected"),
    [
        ("CV", (told("gửi báo cáo về Sở Nội vụ", "Sở Nội vụ", 0),), "reply"),
        ("CV", (told("báo cáo theo quy định"),), "action"),
        ("CV", (told("triển khai thực hiện"),), "action"),
        ("CV", (), "information"),
        ("BC", (told("báo cáo UBND tỉnh", "UBND tỉnh", 0),), "information"),
        ("GM", (), "attendance"),
        ("TB", (told("cử đại biểu về dự họp"),), "attendance"),
    ],
)
def test_asks(kind: str, directives: tuple[Directive, ...], expected: str) -> None:
    doc = from_texts({"body": "x"})
    doc._.kind = KindReading(value=kind, name="", text="", where=(), confidence=1.0)
    doc._.directives = directives
    doc._.deadlines = (
        Deadline(value="2024-12-31", text="", where=(), confidence=1.0, stated="2024-12-31", bound="by"),
    )
    assert asks(doc)._.asks == expected
