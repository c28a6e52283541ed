"""A record into the tracking table: one transaction, all or nothing.

The same bytes give one row, however often they are loaded. A later reading of the same file (a better reader)
replaces what the machine read and nothing that a person corrected, confirmed or worked on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from extractors.record import Dispatch as Record
from pipeline import filing
from pipeline.boxes import turned
from tracking import edxml, flatten, search
from tracking.errors import BadTable, NotFound, WrongFile
from tracking.joining import doubt, rejoin
from tracking.keys import name_key
from tracking.linking import link, mark_earlier_tasks
from tracking.models import (
    Alias,
    Dispatch,
    Event,
    File,
    FileState,
    Page,
    ReviewState,
)
from tracking.readings import children
from tracking.registering import register, register_from_stamp
from tracking.tasks.make import recount, tasks_follow

if TYPE_CHECKING:
    from pipeline.pagewords import PageWords


@transaction.atomic
def load(record: Record, *, file_id: int, pages: Sequence[PageWords] | None = None) -> Dispatch:
    """Load `record`, read from the file `file_id`, with its `pages` where they are at hand.

    Raises `NotFound` where the file has no row, `WrongFile` where the record was read from other bytes.
    """
    file = File.objects.select_for_update().filter(pk=file_id).first()
    if file is None:
        raise NotFound(f"Không có tệp số {file_id} trong sổ tệp.")
    if file.sha256 != record.source.sha256:
        raise WrongFile(f"{file.name}: bản đọc không thuộc tệp này (mã băm khác nhau).")
    body = record.model_dump(mode="json", by_alias=True)
    dispatch = Dispatch.objects.filter(file=file).first()
    if dispatch is not None and dispatch.record == body:
        _end(file)
        return dispatch
    first = dispatch is None
    dispatch = dispatch or Dispatch(file=file)
    _columns(dispatch, record, body)
    dispatch.save()
    if dispatch.review_state != ReviewState.CONFIRMED:
        children(dispatch, record)
    _pages(dispatch, pages)
    take_header_beside(dispatch)
    _follow(dispatch, record)
    text = "Đọc và vào hệ thống." if first else "Đọc lại; giữ nguyên các chỗ người dùng đã sửa."
    Event.objects.create(
        dispatch=dispatch, file=file, at=timezone.now(), code="loaded" if first else "reread", text=text
    )
    search.index([dispatch.pk])
    _end(file)
    return dispatch


def take_header_beside(dispatch: Dispatch) -> None:
    """Take over the header of the edXML that came with the scan; one that cannot be read is told to the clerk."""
    path = filing.beside(Path(dispatch.file.archive_path)) if dispatch.file else None
    if path is None or not path.is_file():
        return
    try:
        edxml.take_header(dispatch, path.read_bytes())
    except (BadTable, OSError):
        doubt(dispatch, "source", "Tệp edXML gửi kèm không đọc được; các trường lấy từ bản quét.")


def _end(file: File) -> None:
    file.state, file.code, file.reason, file.lease = FileState.STORED, "", "", None
    file.finished_at = timezone.now()
    file.save()


def _columns(dispatch: Dispatch, record: Record, body: dict[str, Any]) -> None:
    dispatch.record = body
    if dispatch.review_state == ReviewState.CONFIRMED:
        return  # a person has said how it is
    settled = set()
    if dispatch.pk:
        settled = set(dispatch.corrections.values_list("field", flat=True))
        if dispatch.edxml:
            settled |= set(dispatch.edxml.get("fields", ()))  # the sender's own header wins over OCR
    values = flatten.columns(record)
    values |= _learned(record)
    kept = {name: getattr(dispatch, name) for name in values if name in settled}
    values |= kept | flatten.keys(kept)
    for name, value in values.items():
        setattr(dispatch, name, value)
    dispatch.review = [{"field": r.field, "reason": r.reason} for r in record.review if r.field not in settled]
    dispatch.review_state = ReviewState.DOUBTFUL if dispatch.review else ReviewState.CLEAN


def _learned(record: Record) -> dict[str, Any]:
    """The issuer as two people agreed that this spelling is to be read; at most one confirmed value counts."""
    if record.issuer is None:
        return {}
    spellings = {name_key(record.issuer.text), name_key(record.issuer.value)}
    found = set(
        Alias.objects.filter(field="issuer", spelling_key__in=spellings, confirmed_by__isnull=False).values_list(
            "value", flat=True
        )
    )
    if len(found) != 1:
        return {}
    values = {"issuer": found.pop()}
    return values | flatten.keys(values)


def _pages(dispatch: Dispatch, pages: Sequence[PageWords] | None) -> None:
    if pages is None:
        return
    dispatch.pages.all().delete()
    Page.objects.bulk_create(_page(dispatch, page) for page in pages)


def _page(dispatch: Dispatch, page: PageWords) -> Page:
    words = [*page.words, *(word for stamp in page.stamps for word in stamp.words)]
    words.sort(key=lambda w: (w.line, turned(w.box, page.turns, page.width, page.height)[0]))
    return Page(
        dispatch=dispatch, number=page.number, width=page.width, height=page.height, turns=page.turns,
        text=" ".join(w.text for w in words),
        words=[[w.text, *(round(edge, 1) for edge in w.box), round(w.confidence, 2)] for w in words],
    )  # fmt: skip


def _follow(dispatch: Dispatch, record: Record) -> None:
    """What follows from a record: links, the same paper twice, the register, clocks and tasks."""
    link(dispatch)
    if dispatch.review_state != ReviewState.CONFIRMED:
        rejoin(dispatch)
    recount(dispatch)
    stamp = record.arrival
    sure = min((r.confidence for r in (stamp.number, stamp.date) if r), default=0.0) if stamp else 0.0
    if dispatch.same_paper_as_id is None and dispatch.arrival_number is None:
        complaint = register_from_stamp(dispatch, confidence=sure)
        if complaint:
            doubt(dispatch, "arrival", complaint)
        elif not dispatch.stamp_number and _auto_register():
            register(dispatch_id=dispatch.pk)
        dispatch.refresh_from_db()
    tasks_follow(dispatch)
    mark_earlier_tasks(dispatch)


def _auto_register() -> bool:
    from tracking.office import office

    return office().auto_register
