"""What the tests of the tracking table share: records as a reader makes them, and the same people everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from extractors.record import (
    Arrival,
    Citation,
    Deadline,
    Directive,
    Dispatch,
    IssuerReading,
    KindReading,
    Offset,
    Place,
    Reading,
    Recipient,
    Review,
    Signer,
    Source,
)

PLACE = (Place(page=1, box=(100.0, 100.0, 200.0, 112.0)),)


def seen(value: str, *, confidence: float = 0.99, text: str | None = None) -> dict[str, Any]:
    """The part that every reading has."""
    return {"value": value, "text": text or value, "where": PLACE, "confidence": confidence}


def read(value: str, **more: Any) -> Reading:
    return Reading(**seen(value, **more))


def due(day: str, bound: str = "by", **more: Any) -> Deadline:
    """A deadline on a stated day."""
    last = more.pop("due", day)
    return Deadline(**seen(day, text=more.pop("text", None)), stated=day, bound=bound, due=last, **more)


def within(amount: int, unit: str, anchor: str = "received") -> Deadline:
    """A deadline counted from an anchor."""
    offset = Offset(amount=amount, unit=unit, anchor=anchor)
    return Deadline(**seen(f"{amount} {unit} {anchor}"), bound="within", offset=offset)


def recurring(rrule: str, bound: str = "before", **more: Any) -> Deadline:
    return Deadline(**seen(rrule), bound=bound, rrule=rrule, **more)


def directive(action: str, *assignees: str, deadline: int | None = None) -> Directive:
    return Directive(**seen(action), action=action, assignees=assignees, deadline=deadline)


def record(
    number: str = "1002-CV/TU", *, issuer: str = "Tỉnh ủy Bình Định", issued_on: str = "2024-10-17",
    subject: str = "kiểm điểm và đánh giá, xếp loại chất lượng năm 2024", arrived: str | None = "2024-10-25",
    arrival_number: str | None = None, addressees: tuple[str, ...] = ("Lãnh đạo các sở, ngành và tương đương",),
    sha256: str | None = None, **more: Any,
) -> Dispatch:  # fmt: skip
    """A record as a reader makes it, of the sample dispatch unless told otherwise."""
    sha256 = sha256 or hashlib.sha256(uuid4().bytes).hexdigest()
    stamp = None
    if arrived or arrival_number:
        stamp = Arrival(
            office=read("Sở Nội vụ tỉnh Bình Định"),
            number=read(arrival_number) if arrival_number else None,
            date=read(arrived) if arrived else None,
        )
    return Dispatch(
        source=Source(name="van ban.pdf", sha256=sha256, pages=2, text_from="ocr"),
        system=read("party"), kind=KindReading(**seen("CV"), name="Công văn"), number=read(number),
        issuer=IssuerReading(**seen(issuer)), issued_on=read(issued_on), issued_at=read("Bình Định"),
        subject=read(subject), signer=Signer(**seen("Hồ Quốc Dũng"), authority="TM"), arrival=stamp,
        recipients=tuple(Recipient(**seen(a), role="addressee") for a in addressees), **more,
    )  # fmt: skip


def sample() -> Dispatch:
    """The sample dispatch: two deadlines, three citations, directives to us, to others and to everyone."""
    return record(
        deadlines=(due("2024-12-20", "before", due="2024-12-19"), due("2024-12-31", "by")),
        directives=(
            directive("đề xuất nội dung gợi ý kiểm điểm", "Ban Tổ chức Tỉnh ủy"),
            directive("hoàn thành kiểm điểm năm 2024", "lãnh đạo các cơ quan, đơn vị", deadline=0),
            directive("báo cáo Ban Thường vụ Tỉnh ủy", "lãnh đạo các cơ quan, đơn vị", deadline=1),
        ),
        citations=(
            Citation(
                **seen("124-QĐ/TW"), kind="Quy định", dated="2023-10-04", issuer="Bộ Chính trị", role="implements"
            ),
            Citation(**seen("80-KH/TU"), kind="Kế hoạch", dated="2023-11-17", mentions=2),
        ),
        review=(Review(field="number", reason="Số viết tay."),),
        arrival_number="11098",
    )


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """The real hasher takes half a second a person, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def office(db: None) -> Any:
    """Sở Nội vụ tỉnh Bình Định, one of the sở."""
    from tracking.models import Office

    return Office.objects.create(
        pk=1, name="Sở Nội vụ tỉnh Bình Định", own_names=["Sở Nội vụ"], groups=["các sở"], place="tỉnh Bình Định",
        reminder_channels=["file"],
    )  # fmt: skip


@pytest.fixture
def people(office: Any) -> SimpleNamespace:
    """Lan the clerk, Minh and Hoa in Phòng Tổ chức (head: Bình), Tú in Phòng Cải cách, Dũng the leader, root."""
    from tracking.models import Role, Unit, User

    first = Unit.objects.create(name="Phòng Tổ chức", short_name="TC")
    second = Unit.objects.create(name="Phòng Cải cách hành chính", short_name="CCHC")
    registry = Unit.objects.create(name="Văn phòng", short_name="VP")

    def person(username: str, name: str, role: Role, unit: Unit | None) -> User:
        return User.objects.create_user(
            username, f"{username}@so.test", "mat-khau-dai-2024", full_name=name, role=role, unit=unit
        )

    found = SimpleNamespace(
        first=first, second=second, registry=registry,
        lan=person("lan", "Nguyễn Thị Lan", Role.CLERK, registry),
        minh=person("minh", "Trần Văn Minh", Role.SPECIALIST, first),
        hoa=person("hoa", "Lê Thị Hoa", Role.SPECIALIST, first),
        binh=person("binh", "Phạm Bình", Role.UNIT_HEAD, first),
        tu=person("tu", "Đỗ Anh Tú", Role.SPECIALIST, second),
        dung=person("dung", "Võ Tiến Dũng", Role.LEADER, None),
        root=person("root", "Quản Trị", Role.ADMIN, None),
    )  # fmt: skip
    first.head = found.binh
    first.save()
    return found


@pytest.fixture
def stored(office: Any, tmp_path: Path) -> Callable[..., Any]:
    """Load a record as intake and flows do: claim its file, then load; gives the dispatch."""
    from tracking.ledger import DjangoLedger
    from tracking.load import load

    def store(wanted: Dispatch | None = None, pages: Any = None, **more: Any) -> Any:
        wanted = wanted or record(**more)
        claim = DjangoLedger().claim(
            sha256=wanted.source.sha256, name=wanted.source.name, size=1,
            inbox_path=tmp_path / "inbox" / wanted.source.name, archive_path=tmp_path / wanted.source.sha256,
        )  # fmt: skip
        return load(wanted, file_id=claim.id, pages=pages)

    return store


@pytest.fixture(autouse=True)
def _no_limits(settings: Any) -> None:
    """Tests ask more in a minute than people do."""
    settings.REQUESTS_A_MINUTE = {}
