"""The API's addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, NinjaAPI, Query, Schema, Status
from ninja.files import UploadedFile
from ninja.security import django_auth
from pydantic import Field

from tracking import edxml, registers, reports, rights
from tracking.api import shapes
from tracking.api.auth import Bearer, user_of
from tracking.api.faults import FAULTS, answer_faults
from tracking.api.shapes import Id
from tracking.correcting import confirm, correct
from tracking.errors import Incomplete, NotFound
from tracking.exports import TYPES, Download, export
from tracking.exports.slip import export_slip
from tracking.handling import opened
from tracking.models import Dispatch, FileState, Task, Unit, User
from tracking.registers.stamp import stamp
from tracking.search.filters import Filters, search
from tracking.tasks import selectors, services
from tracking.uploading import put_into_inbox

api = NinjaAPI(
    title="congvan", version="1", description="Văn bản đến, nhiệm vụ, sổ.", auth=[Bearer(), django_auth],
    docs_url=None, urls_namespace="api",
)  # fmt: skip
answer_faults(api)
Limit = Annotated[int, Field(ge=1, le=500)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]


def _dispatch(request: HttpRequest, pk: int, action: str = "view") -> Dispatch:
    """The dispatch, where the asker may see it (else it is not found) and may do `action` (else refused)."""
    found = rights.visible(request.user).filter(pk=pk).first()
    if found is None:
        raise NotFound("Không có văn bản này.")
    rights.require(request.user, action, found)
    return found


class DispatchQuery(Schema):
    text: shapes.Short = ""
    state: shapes.Short = ""
    unit: Id | None = None
    person: Id | None = None
    issuer: shapes.Short = ""
    kind: shapes.Short = ""
    first: date | None = None
    last: date | None = None
    urgency: Annotated[int | None, Field(ge=0, le=3)] = None
    asks: shapes.Short = ""


@api.get("/dispatches", response={200: shapes.Rows, **FAULTS})
def dispatches(
    request: HttpRequest, asked: Query[DispatchQuery], limit: Limit = 100, offset: Offset = 0
) -> dict[str, Any]:
    """Search with the filters of the search page; newest first."""
    found = search(Filters(**asked.dict()), rights.visible(request.user))
    rows = list(found[offset : offset + limit + 1])
    return {"items": rows[:limit], "more": len(rows) > limit}


@api.get("/dispatches/{pk}", response={200: shapes.DispatchOut, **FAULTS})
def dispatch(request: HttpRequest, pk: Id) -> Dispatch:
    """A dispatch with its deadlines and tasks."""
    found = _dispatch(request, pk)
    opened(dispatch=found, by=user_of(request), what="api")
    return found


@api.get("/dispatches/{pk}/record", response={200: dict[str, Any], **FAULTS})
def record(request: HttpRequest, pk: Id) -> dict[str, Any]:
    """The record as it was read (`dispatch/1`)."""
    found = _dispatch(request, pk)
    opened(dispatch=found, by=user_of(request), what="api")
    return dict(found.record)


@api.get("/dispatches/{pk}/file", response={200: None, **FAULTS})
def original(request: HttpRequest, pk: Id) -> FileResponse:
    """The original, bit for bit."""
    found = _dispatch(request, pk, "open_file")
    path = Path(found.file.archive_path) if found.file else None
    if found.file is None or path is None or found.file.state != FileState.STORED or not path.is_file():
        raise NotFound("Không còn tệp gốc; báo người quản trị kiểm tra kho.")
    opened(dispatch=found, by=user_of(request), what="file")
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=found.file.name)
    answer["Content-Security-Policy"] = "sandbox"
    return answer


@api.patch("/dispatches/{pk}", response={200: shapes.DispatchOut, **FAULTS})
def change(request: HttpRequest, pk: Id, body: shapes.Changes) -> Dispatch:
    """Correct what was read."""
    _dispatch(request, pk, "confirm")
    correct(dispatch_id=pk, by=user_of(request), changes=body.changes)
    return Dispatch.objects.get(pk=pk)


@api.post("/dispatches/{pk}/confirm", response={200: shapes.DispatchOut, **FAULTS})
def confirmed(request: HttpRequest, pk: Id, body: shapes.Confirm) -> Dispatch:
    """Say that a person has looked; enters the dispatch in the register."""
    _dispatch(request, pk, "confirm")
    return confirm(
        dispatch_id=pk, by=user_of(request), changes=body.changes, number=body.number, arrived_on=body.arrived_on
    )


def _download(made: Download) -> HttpResponse:
    answer = HttpResponse(made.body, content_type=made.type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@api.get("/dispatches/{pk}/edxml", response={200: None, **FAULTS})
def envelope(request: HttpRequest, pk: Id) -> HttpResponse:
    """The edXML MessageHeader."""
    found = _dispatch(request, pk, "export")
    opened(dispatch=found, by=user_of(request), what="export")
    return _download(Download(edxml.message(found), f"van_ban_{pk}.xml", TYPES["xml"]))


@api.get("/dispatches/{pk}/slip.{form}", response={200: None, **FAULTS})
def slip(request: HttpRequest, pk: Id, form: Literal["pdf", "xlsx"]) -> HttpResponse:
    """Phiếu giải quyết văn bản đến."""
    found = _dispatch(request, pk, "export")
    opened(dispatch=found, by=user_of(request), what="export")
    return _download(export_slip(found, form))


@api.get("/dispatches/{pk}/stamp.pdf", response={200: None, **FAULTS})
def stamp_block(request: HttpRequest, pk: Id) -> HttpResponse:
    """Dấu ĐẾN to print; 422 before the dispatch has its number."""
    return _download(stamp(_dispatch(request, pk, "export")))


@api.get("/reports/situation.{form}", response={200: None, **FAULTS})
def report(request: HttpRequest, form: Literal["pdf", "xlsx"], first: date, last: date) -> HttpResponse:
    """Báo cáo tình hình giải quyết văn bản đến over a period, of what the asker may see."""
    rights.require(request.user, "see_reports")
    return _download(reports.report(reports.situation(rights.visible(request.user), first=first, last=last), form))


@api.get("/registers/{name}.{form}", response={200: None, **FAULTS})
def register(
    request: HttpRequest, name: Literal["arrivals", "follow_up", "transfers"],
    form: Literal["xlsx", "pdf", "csv", "jsonl"], first: date, last: date,
) -> HttpResponse:  # fmt: skip
    """A register over a period, of what the asker may see."""
    rights.require(request.user, "export_registers")
    return _download(export(registers.sheet(name, rights.visible(request.user), first=first, last=last), form))


@api.get("/tasks", response={200: shapes.Tasks, **FAULTS})
def tasks(
    request: HttpRequest, open_only: bool = True, late: bool = False, unit: Id | None = None, person: Id | None = None,
    limit: Limit = 100, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Tasks that the asker may see, by due day."""
    found = rights.visible_tasks(request.user, selectors.open_tasks() if open_only else None)
    if late:
        found = selectors.late(found)
    if unit:
        found = found.filter(lead_unit=unit)
    if person:
        found = found.filter(person=person)
    rows = list(found.prefetch_related("extensions")[offset : offset + limit + 1])
    return {"items": rows[:limit], "more": len(rows) > limit}


@api.get("/tasks/{pk}", response={200: shapes.TaskOut, **FAULTS})
def task(request: HttpRequest, pk: Id) -> Task:
    """One task."""
    found = rights.visible_tasks(request.user).filter(pk=pk).first()
    if found is None:
        raise NotFound("Không có việc này.")
    return found


def _unit(pk: int | None) -> Unit | None:
    found = Unit.objects.filter(pk=pk).first() if pk else None
    if pk and found is None:
        raise NotFound("Không có đơn vị này.")
    return found


def _person(pk: int | None) -> User | None:
    found = User.objects.filter(pk=pk, is_active=True).first() if pk else None
    if pk and found is None:
        raise NotFound("Không có người này.")
    return found


MoveName = Literal[
    "assign", "delegate", "start", "note", "submit", "send_back", "close", "dismiss", "reopen", "extend", "set_due"
]


@api.post("/tasks/{pk}/{move}", response={200: shapes.TaskOut, **FAULTS})
def move(request: HttpRequest, pk: Id, move: MoveName, body: shapes.Move) -> Task:
    """Move a task, as `tracking.tasks.services` does."""
    task(request, pk)
    by = user_of(request)
    _move(pk, move, by, body)
    return Task.objects.get(pk=pk)


@api.post("/tasks/{pk}/extensions/{extension}", response={200: shapes.TaskOut, **FAULTS})
def decide(request: HttpRequest, pk: Id, extension: Id, body: shapes.Decision) -> Task:
    """Allow or refuse an extension that was asked for."""
    asked = task(request, pk).extensions.filter(pk=extension).first()
    if asked is None:
        raise NotFound("Không có đề nghị gia hạn này.")
    services.decide_extension(extension_id=asked.pk, by=user_of(request), allowed=body.allowed)
    return Task.objects.get(pk=pk)


def _move(pk: int, name: MoveName, by: User, body: shapes.Move) -> None:
    if name == "assign":
        support = [u for u in map(_unit, body.support) if u]
        services.assign(
            task_id=pk, by=by, unit=_unit(body.unit), person=_person(body.person), support=support,
            internal_due=body.internal_due, comment=body.text,
        )  # fmt: skip
    elif name == "delegate":
        person = _person(body.person)
        if person is None:
            raise Incomplete("Chọn người nhận ủy quyền.")
        services.delegate(task_id=pk, by=by, person=person, comment=body.text)
    elif name == "start":
        services.start(task_id=pk, by=by)
    elif name == "note":
        services.note(task_id=pk, by=by, text=body.text, percent=body.percent)
    elif name == "submit":
        services.submit(task_id=pk, by=by, proposal=body.text)
    elif name == "close":
        services.close(task_id=pk, by=by, answer_number=body.answer_number, outcome=body.text)
    elif name == "extend":
        if body.until is None:
            raise Incomplete("Nhập hạn mới.")
        services.ask_extension(task_id=pk, by=by, until=body.until, reason=body.text)
    elif name == "set_due":
        if body.internal_due is None:
            raise Incomplete("Nhập hạn nội bộ.")
        services.set_internal_due(task_id=pk, by=by, day=body.internal_due)
    else:
        {"send_back": services.send_back, "dismiss": services.dismiss, "reopen": services.reopen}[name](
            task_id=pk, by=by, reason=body.text
        )


@api.post("/files", response={202: shapes.Uploaded, **FAULTS})
def upload(request: HttpRequest, file: File[UploadedFile]) -> Status[dict[str, str]]:
    """Put a scan into the inbox; it is read like any other."""
    name = put_into_inbox(chunks=file.chunks(), name=file.name or "van-ban", by=user_of(request))
    return Status(202, {"name": name})
