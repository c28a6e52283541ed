"""Thùng rác: what is deleted waits for the office's number of days (30), then goes for good, by role only."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from pipeline.filing import beside
from tracking import joining, rights, search
from tracking.errors import Incomplete, NotFound
from tracking.models import Dispatch, Event, File, FileState, User
from tracking.office import office


@transaction.atomic
def put_in_trash(*, dispatch_id: int, by: User, reason: str, now: datetime | None = None) -> Dispatch:
    """Bỏ vào thùng rác, with the reason; its tasks fall silent, its register number stays taken."""
    found = Dispatch.objects.select_for_update(of=("self",)).filter(pk=dispatch_id, trashed_at=None).first()
    if found is None:
        raise NotFound("Không có văn bản này; có thể đã ở trong thùng rác.")
    rights.require(by, "trash", found)
    if not reason.strip():
        raise Incomplete("Ghi lý do xóa văn bản.")
    found.trashed_at, found.trashed_by = now or timezone.now(), by
    found._history_user = by
    found.save()
    Event.objects.create(
        dispatch=found, at=found.trashed_at, by=by, code="trashed", text=f"{by}: bỏ vào thùng rác: {reason.strip()}"
    )
    joining.release(found)
    return found


@transaction.atomic
def put_back(*, dispatch_id: int, by: User, now: datetime | None = None) -> Dispatch:
    """Lấy lại from the trash."""
    found = Dispatch.objects.select_for_update(of=("self",)).filter(pk=dispatch_id, trashed_at__isnull=False).first()
    if found is None:
        raise NotFound("Văn bản không ở trong thùng rác.")
    rights.require(by, "restore", found)
    found.trashed_at = found.trashed_by = None
    found._history_user = by
    found.save()
    Event.objects.create(
        dispatch=found, at=now or timezone.now(), by=by, code="put_back", text=f"{by}: lấy lại từ thùng rác."
    )
    joining.rejoin(found)
    return found


def empty_trash(*, now: datetime | None = None) -> int:
    """Delete for good what has waited long enough: row, index and original. Gives how many dispatches went.

    What stays is the file's row with its hash, that the paper was there and was deleted, and the gap in the register.
    """
    now = now or timezone.now()
    ends = now - timedelta(days=office().trash_days)
    gone = 0
    for found in Dispatch.objects.filter(trashed_at__lt=ends).select_related("file", "trashed_by"):
        path = Path(found.file.archive_path) if found.file and found.file.archive_path else None
        with transaction.atomic():
            text = f"Xóa hẳn văn bản {found} (số đến {found.arrival_number or '–'}), người xóa: {found.trashed_by}."
            if found.file is not None:
                File.objects.filter(duplicate_of=found.file).update(state=FileState.DELETED, duplicate_of=None)
                File.objects.filter(pk=found.file.pk).update(state=FileState.DELETED, finished_at=now)
            pk = found.pk
            found.delete()
            search.index([pk])
            Event.objects.create(at=now, code="deleted", text=text)
        if path is not None and path.is_file():
            path.unlink()
            beside(path).unlink(missing_ok=True)
        gone += 1
    return gone
