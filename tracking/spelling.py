"""Spellings learned from corrections: proposed by who corrects, counted once a second person agrees."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tracking import rights
from tracking.errors import NotFound, WrongMove
from tracking.keys import name_key
from tracking.models import Alias, Event, User

LEARNED = {"issuer"}
"""Columns whose corrections teach a spelling."""


def learn(*, field: str, spelling: str, value: str, by: User) -> Alias | None:
    """Propose a spelling, or confirm one that another person proposed before; null where both are written alike."""
    if name_key(spelling) == name_key(value):
        return None
    found, made = Alias.objects.get_or_create(
        field=field, spelling_key=name_key(spelling)[:300], value=value[:300],
        defaults={"spelling": spelling[:300], "proposed_by": by},
    )  # fmt: skip
    if not made and found.confirmed_by is None and found.proposed_by != by and rights.may(by, "confirm_alias"):
        confirm(alias_id=found.pk, by=by)
    return found


def _locked(alias_id: int, by: User) -> Alias:
    rights.require(by, "confirm_alias")
    found = Alias.objects.select_for_update(of=("self",)).filter(pk=alias_id).first()
    if found is None:
        raise NotFound("Không còn cách viết này; tải lại trang.")
    return found


@transaction.atomic
def confirm(*, alias_id: int, by: User, now: datetime | None = None) -> Alias:
    """The second person's agreement, without which a learned spelling counts for nothing.

    Raises `NotAllowed`, `NotFound`, or `WrongMove` for who proposed it.
    """
    found = _locked(alias_id, by)
    if found.proposed_by_id == by.pk:
        raise WrongMove("Người đề xuất không tự xác nhận được; nhờ người thứ hai.")
    if found.confirmed_by_id is None:
        found.confirmed_by, found.confirmed_at = by, now or timezone.now()
        found.save()
        _kept("spelling_confirmed", f"{by}: xác nhận cách viết «{found.spelling}» là «{found.value}».", by, now)
    return found


@transaction.atomic
def drop(*, alias_id: int, by: User, now: datetime | None = None) -> None:
    """Bỏ a spelling, proposed or confirmed: later readings no longer follow it. Raises `NotAllowed`, `NotFound`."""
    found = _locked(alias_id, by)
    _kept("spelling_dropped", f"{by}: bỏ cách viết «{found.spelling}» là «{found.value}».", by, now)
    found.delete()


def _kept(code: str, text: str, by: User, now: datetime | None) -> None:
    Event.objects.create(at=now or timezone.now(), by=by, code=code, text=text)
