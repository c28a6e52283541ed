"""Phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV, mẫu VII) of one dispatch, filled as far as people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tracking.models import Dispatch, TaskNote
from tracking.office import office
from tracking.registers.arrivals import arrival
from tracking.registers.follow_up import document
from tracking.registers.sheet import day

DOTS = "…" * 12
"""What stands where something is to be written by hand."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One part of the slip: its heading, the printed lines under it, and what people wrote."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    written: tuple[str, ...]
    on: date | None

    @property
    def signed_on(self) -> str:
        """The day as papers write it; dots where nobody has written yet."""
        if self.on is None:
            return f"Ngày {DOTS[:2]} tháng {DOTS[:2]} năm {DOTS[:2]}"
        month = f"{self.on:%m}" if self.on.month < 3 else str(self.on.month)
        return f"Ngày {self.on:%d} tháng {month} năm {self.on:%Y}"


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip: the paper's heading, its three opinions."""

    office: str
    parent: str
    place: str
    document: str
    subject: str
    arrival: str
    arrived_on: date | None
    opinions: tuple[Opinion, ...]
    name: str = "phieu_giai_quyet"


def slip(dispatch: Dispatch) -> Slip:
    """The slip of `dispatch`."""
    tasks = list(dispatch.tasks.select_related("lead_unit", "person").prefetch_related("support_units").order_by("pk"))
    notes = list(TaskNote.objects.filter(task__dispatch=dispatch).select_related("by").order_by("at", "pk"))
    lead = "; ".join(dict.fromkeys(str(t.lead_unit) for t in tasks if t.lead_unit))
    support = "; ".join(dict.fromkeys(str(u) for t in tasks for u in t.support_units.all()))
    people = "; ".join(dict.fromkeys(str(t.person) for t in tasks if t.person))
    limits = "; ".join(
        dict.fromkeys(f"{t.lead_unit or t.person or t.title}: {day(t.due)}" for t in tasks if t.due is not None)
    )
    own = "; ".join(dict.fromkeys(f"{t.person}: {day(t.due)}" for t in tasks if t.person and t.due))
    rules = office()
    return Slip(
        rules.name, rules.parent, rules.place, document(dispatch), dispatch.subject, arrival(dispatch),
        dispatch.arrived_on,
        (
            _part("Ý kiến của lãnh đạo cơ quan, tổ chức", (("Giao đơn vị, cá nhân chủ trì", lead),
                  ("Giao các đơn vị, cá nhân tham gia phối hợp", support),
                  ("Thời hạn giải quyết đối với mỗi đơn vị, cá nhân", limits)), notes, "leader"),
            _part("Ý kiến của lãnh đạo đơn vị", (("Giao cho cá nhân", people), ("Thời hạn giải quyết đối với cá nhân",
                  own)), notes, "unit_head"),
            _part("Ý kiến đề xuất của người giải quyết", (), notes, "proposal"),
        ),
    )  # fmt: skip


def _part(heading: str, lines: tuple[tuple[str, str], ...], notes: list[TaskNote], kind: str) -> Opinion:
    mine = [n for n in notes if n.kind == kind]
    return Opinion(
        heading, lines, tuple(f"{n.text} ({n.by})" for n in mine), timezone.localdate(mine[-1].at) if mine else None
    )
