"""Records of files in the order they were named, several read at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from extractors.record import Dispatch, Failure, Reading
from pipeline.errors import CongvanError, NotAFile
from pipeline.names import shown
from pipeline.settings import settings


def record(path: Path) -> tuple[Dispatch | Failure, int]:
    """The record of one file, or the line that says why there is none; with the exit status that it asks for."""
    from pipeline import read

    name = shown(os.fsencode(path.name))
    try:
        if not path.exists():
            raise NotAFile(name, "không có tệp này")
        return read(path), 0
    except CongvanError as error:
        return Failure(source={"name": name}, error={"code": error.code, "message": error.message}), error.exit_status


def records(paths: Sequence[Path]) -> Iterator[tuple[Dispatch | Failure, int]]:
    with ThreadPoolExecutor(settings().workers + 1, "read") as executor:
        yield from executor.map(record, paths)


def print_records(paths: Sequence[Path], *, as_table: bool) -> int:
    """Print a line (or a table) for each file; returns the exit status of `congvan read`."""
    status = 0
    errors = Console(stderr=True)
    found = records(paths)
    if errors.is_terminal and len(paths) > 1:
        found = iter(track(found, "Đang đọc", total=len(paths), console=errors))
    out = Console()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for item, failed in found:
        status = max(status, failed)
        if as_table:
            out.print(as_rows(item))
        else:
            print(item.model_dump_json(by_alias=True), flush=True)
    return status


def as_rows(item: Dispatch | Failure) -> Table:
    """A record as a person reads it: field, value, how sure, page."""
    table = Table("Mục", "Giá trị", "Tin cậy", "Trang", title=_title(item), title_justify="left", expand=False)
    if isinstance(item, Failure):
        table.add_row("lỗi", item.error["message"], "", "")
        return table
    for label, reading in _readings(item):
        pages = ", ".join(str(page) for page in sorted({place.page for place in reading.where}))
        table.add_row(label, _text(reading.value), f"{reading.confidence:.0%}", pages)
    for review in item.review:
        table.add_row("cần xem", _text(f"{review.field}: {review.reason}"), "", "")
    return table


def _title(item: Dispatch | Failure) -> str:
    return item.source.name if isinstance(item, Dispatch) else item.source["name"]


LABELS = {
    "system": "hệ thống",
    "kind": "tên loại",
    "number": "số và ký hiệu",
    "issuer": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
    "issued_at": "địa danh",
    "subject": "trích yếu",
    "recipients": "nơi nhận",
    "citations": "viện dẫn",
    "deadlines": "thời hạn",
    "directives": "việc được giao",
    "signer": "người ký",
    "urgency": "độ khẩn",
    "circulation": "phạm vi lưu hành",
}
"""Fields of the record in the order of the table, with their Vietnamese names."""


def _readings(dispatch: Dispatch) -> Iterator[tuple[str, Reading]]:
    for field, label in LABELS.items():
        value = getattr(dispatch, field)
        for reading in value if isinstance(value, tuple) else (value,):
            if reading is not None:
                yield label, reading
    if dispatch.arrival:
        for name, label in (("office", "nơi đến"), ("number", "số đến"), ("date", "ngày đến")):
            reading = getattr(dispatch.arrival, name)
            if reading is not None:
                yield label, reading


def _text(value: str) -> Text:
    return Text(value)
