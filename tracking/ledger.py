"""The truth about every dropped file: `pipeline.ledger.Ledger` over the table of files."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from pipeline.errors import SecrecyMark
from pipeline.ledger import Claim, Entry
from tracking.errors import NotFound
from tracking.models import Event, File, FileState

LEASE = timedelta(minutes=10)
"""How long a worker that says nothing is believed alive; whoever reads renews it."""


class DjangoLedger:
    """Claims, leases and endings of files, each method one transaction."""

    def __init__(self, lease: timedelta = LEASE) -> None:
        self.lease = lease

    def claim(self, *, sha256: str, name: str, size: int, inbox_path: Path, archive_path: Path) -> Claim:
        """Claim a file by the unique key on its hash; see `pipeline.ledger.Ledger.claim`."""
        places = {"inbox_path": str(inbox_path), "archive_path": str(archive_path)}
        try:
            return self._claim(sha256, name, size, places)
        except IntegrityError:
            # PostgreSQL: another worker inserted the same hash between our look and our insert; its row is there now.
            return self._claim(sha256, name, size, places)

    @transaction.atomic
    def _claim(self, sha256: str, name: str, size: int, places: dict[str, str]) -> Claim:
        first = (
            File.objects.select_for_update()
            .filter(sha256=sha256)
            .exclude(state__in=[FileState.DUPLICATE, FileState.DELETED])
            .first()
        )
        now = timezone.now()
        if first is None:
            made = File.objects.create(
                sha256=sha256, name=name, size=size, attempts=1, lease=now + self.lease, **places
            )
            return Claim(made.pk, "claimed")
        if first.state == FileState.STORED:
            return Claim(self._duplicate(first, name, size, places), "duplicate", of=first.pk)
        if first.state == FileState.CLAIMED and first.lease and first.lease > now:
            return Claim(first.pk, "busy")
        self._take(first, name=name, **places)
        return Claim(first.pk, "claimed")

    @staticmethod
    def _duplicate(first: File, name: str, size: int, places: dict[str, str]) -> int:
        """The row of one further drop; a drop interrupted before its file was moved finds its row again."""
        row, _ = File.objects.get_or_create(
            sha256=first.sha256, state=FileState.DUPLICATE, duplicate_of=first, **places,
            defaults={"name": name, "size": size, "finished_at": timezone.now()},
        )  # fmt: skip
        return row.pk

    def _take(self, row: File, **fields: str) -> None:
        """Own a row that a dead worker or the quarantine left."""
        for field, value in fields.items():
            setattr(row, field, value)
        row.state, row.code, row.reason, row.finished_at = FileState.CLAIMED, "", "", None
        row.attempts += 1
        row.pages_read = row.pages = 0
        row.lease = timezone.now() + self.lease
        row.save()

    @transaction.atomic
    def unfinished(self, *, abandoned: bool = False) -> list[Entry]:
        """Files whose worker is gone, now the caller's."""
        gone = File.objects.select_for_update(skip_locked=True).filter(state=FileState.CLAIMED)
        if not abandoned:
            gone = gone.filter(lease__lte=timezone.now())
        entries = []
        for row in gone:
            self._take(row)
            entries.append(entry(row))
        return entries

    def renew(self, file_id: int, *, read: int = 0, pages: int = 0) -> None:
        """The caller still works on this file, of whose `pages` it has `read` so many."""
        mine = File.objects.filter(pk=file_id, state=FileState.CLAIMED)
        mine.update(lease=timezone.now() + self.lease, pages_read=read, pages=pages)

    def moved(self, file_id: int, path: Path) -> None:
        """The original of a claimed file is about to lie at `path`."""
        File.objects.filter(pk=file_id, state=FileState.CLAIMED).update(archive_path=str(path))

    @transaction.atomic
    def quarantined(self, file_id: int, *, code: str, reason: str, path: Path) -> None:
        """The file ended in quarantine; of a paper with a secrecy mark only the fact is kept."""
        row = File.objects.select_for_update().get(pk=file_id)
        if row.state == FileState.STORED:
            return
        row.state, row.code, row.reason = FileState.QUARANTINED, code, reason
        row.archive_path, row.lease, row.finished_at = str(path), None, timezone.now()
        if code == SecrecyMark.code:  # only the time, a random name and the fact (NĐ 63/2026/NĐ-CP)
            row.name, row.inbox_path, row.size = path.name, "", 0
            row.sha256 = hashlib.sha256(path.name.encode()).hexdigest()
        row.save()
        Event.objects.create(file=row, at=row.finished_at, code=f"quarantined:{code}", text=reason)

    @transaction.atomic
    def retry(self, file_id: int) -> Entry:
        """Take a quarantined file up again."""
        row = File.objects.select_for_update().filter(pk=file_id, state=FileState.QUARANTINED).first()
        if row is None:
            raise NotFound("Không có tệp này trong khu chờ xử lý lỗi; tải lại trang để xem trạng thái mới.")
        if row.cleared_by_id is not None:
            _known_again(row)
        self._take(row)
        return entry(row)


def _known_again(row: File) -> None:
    """A paper cleared of a secrecy mark is an ordinary file again: its own hash and size, which were not kept."""
    path = Path(row.archive_path)
    if not path.is_file():  # whoever reads it says so
        return
    with path.open("rb") as original:
        row.sha256 = hashlib.file_digest(original, "sha256").hexdigest()
    row.size = path.stat().st_size
    if File.objects.filter(sha256=row.sha256).exclude(pk=row.pk).exists():
        raise NotFound("Văn bản này đã có trong sổ từ một tệp khác; không cần đọc lại.")


def entry(row: File) -> Entry:
    """A row as intake sees it."""
    return Entry(row.pk, row.sha256, row.name, Path(row.archive_path), cleared=row.cleared_by_id is not None)
