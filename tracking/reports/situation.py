"""How the dispatches of a period stand: received, done and open, in time or late; by unit, issuer and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet
from django.utils import timezone

from tracking.models import Dispatch, Task, TaskState
from tracking.office import office

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = {
    "in_time": "Xong đúng hạn", "late": "Xong trễ hạn", "open": "Đang xử lý trong hạn", "overdue": "Đang quá hạn",
    "not_needed": "Không phải xử lý",
}  # fmt: skip
MOST_ISSUERS = 20


@dataclass(frozen=True, slots=True)
class Situation:
    """The counts: `received` dispatches (`urgent` of them), tasks by outcome over all, by unit, issuer and month.

    The frames have the group's name as index and the columns of `COLUMNS` with `total` last.
    """

    first: date
    last: date
    office: str
    parent: str
    place: str
    received: int
    urgent: int
    whole: dict[str, int]
    units: DataFrame
    issuers: DataFrame
    months: DataFrame

    @property
    def share_in_time(self) -> float | None:
        """Of what was done, the share done in time (0 to 1); null where nothing was."""
        done = self.whole["in_time"] + self.whole["late"]
        return self.whole["in_time"] / done if done else None


def outcome(state: str, due: date | None, closed_on: date | None, today: date) -> str:
    """Under which column a task counts; its last day counts to its end (Điều 148)."""
    if state == TaskState.NOT_NEEDED:
        return "not_needed"
    if state == TaskState.DONE:
        return "late" if due and closed_on and closed_on > due else "in_time"
    return "overdue" if due and due < today else "open"


def situation(found: QuerySet[Dispatch], *, first: date, last: date, today: date | None = None) -> Situation:
    """The situation of the dispatches of `found` that arrived from `first` to `last`."""
    import pandas as pd

    today = today or timezone.localdate()
    found = found.filter(arrived_on__range=(first, last))
    rows = Task.objects.filter(dispatch__in=found.values("pk")).values_list(
        "state", "due", "closed_at", F("lead_unit__name"), F("dispatch__issuer"), F("dispatch__arrived_on")
    )
    made = [
        {
            "outcome": outcome(state, due, timezone.localdate(closed) if closed else None, today),
            "unit": unit or "Chưa giao", "issuer": issuer or "Không rõ", "month": f"{arrived:%Y-%m}",
        }
        for state, due, closed, unit, issuer, arrived in rows.iterator(chunk_size=5000)
    ]  # fmt: skip
    frame = pd.DataFrame(made, columns=["outcome", "unit", "issuer", "month"])
    rules = office()
    whole = {name: int((frame["outcome"] == name).sum()) for name in COLUMNS}
    issuers = _by(frame, "issuer").sort_values("total", ascending=False).head(MOST_ISSUERS)
    return Situation(
        first, last, rules.name, rules.parent, rules.place, found.count(), found.filter(urgency__gt=0).count(),
        whole | {"total": len(made)}, _by(frame, "unit"), issuers, _by(frame, "month").rename(index=_month),
    )  # fmt: skip


def _month(name: str) -> str:
    """`2024-10`, as months sort, as people write it."""
    year, month = name.split("-")
    return f"Tháng {int(month)}/{year}"


def _by(frame: DataFrame, name: str) -> DataFrame:
    import pandas as pd

    table = pd.crosstab(frame[name], frame["outcome"]).reindex(columns=list(COLUMNS), fill_value=0)
    table["total"] = table.sum(axis=1)
    return table.sort_index()
