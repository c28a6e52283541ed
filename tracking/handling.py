"""Chuyển giao, ký nhận: the dispatch on its way through the office, and who opened it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tracking import rights
from tracking.errors import Incomplete, NotFound
from tracking.models import Access, Dispatch, Event, Transfer, Unit, User


@transaction.atomic
def transfer(
    *,
    dispatch_id: int,
    by: User,
    units: Iterable[Unit] = (),
    people: Iterable[User] = (),
    purpose: str = "information",
    now: datetime | None = None,
) -> Dispatch:
    """Chuyển a dispatch to units and people; who has it already is not sent it again."""
    found = Dispatch.objects.select_for_update(of=("self",)).filter(pk=dispatch_id, trashed_at=None).first()
    if found is None:
        raise NotFound("Không có văn bản này.")
    rights.require(by, "transfer", found)
    targets: list[tuple[Unit | None, User | None]] = [*((u, None) for u in units), *((None, p) for p in people)]
    if not targets:
        raise Incomplete("Chọn đơn vị hoặc người nhận.")
    now = now or timezone.now()
    for unit, person in targets:
        Transfer.objects.get_or_create(
            dispatch=found, unit=unit, person=person, defaults={"purpose": purpose, "at": now, "by": by}
        )
    if found.transferred_at is None:
        found.transferred_at = now
        found._history_user = by
        found.save(update_fields=["transferred_at", "changed_at"])
    names = ", ".join(str(unit or person) for unit, person in targets)
    Event.objects.create(dispatch=found, at=now, by=by, code="transferred", text=f"{by}: chuyển {names}.")
    return found


@transaction.atomic
def receive(*, transfer_id: int, by: User, now: datetime | None = None) -> Transfer:
    """Ký nhận (column 9 of the register): the first signature stands."""
    found = Transfer.objects.select_for_update(of=("self",)).select_related("dispatch").filter(pk=transfer_id).first()
    if found is None:
        raise NotFound("Không có lượt chuyển này.")
    rights.require(by, "receive", found.dispatch)
    if found.received_at is None:
        found.received_at, found.received_by = now or timezone.now(), by
        found.save()
    return found


def opened(*, dispatch: Dispatch, by: User, what: str = "page") -> None:
    """Keep who opened which dispatch."""
    Access.objects.create(dispatch=dispatch, user=by, what=what)
