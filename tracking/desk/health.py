"""The state of the inbox, its watcher, the flows and their last runs, in words that a clerk understands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from pipeline.names import is_junk
from pipeline.settings import settings
from tracking.desk.machinery import Machinery, Run
from tracking.models import File

SWEEP = "quét hộp đến"
"""The name that the runs over the inbox bear (`flows.sweep`)."""
WAITED_TOO_LONG = 180
"""Seconds after which a file that still lies in the inbox says that nobody is watching."""
MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Health:
    """How the machinery is, in words: `tone` is ok, warn or bad."""

    tone: str
    sentence: str


def waiting_files() -> list[tuple[str, float]]:
    """Files that lie in the inbox and are not claimed yet: name, and seconds since they came to rest."""
    found, now = [], time.time()
    folder = settings().inbox_folder
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_junk(os.fsencode(entry.name)):
                continue
            if entry.is_file(follow_symlinks=False):
                found.append((entry.name, now - entry.stat().st_mtime))
    return sorted(found, key=lambda item: -item[1])[:MOST_WAITING]


def health(waiting: list[tuple[str, float]], now: Machinery) -> list[Health]:
    """What a clerk should know: whether files are taken, when the inbox was last gone through, what failed."""
    return [*_folder(), *_watcher(waiting, now), *_runs(now), _last_file()]


def _folder() -> Iterator[Health]:
    if not settings().inbox_folder.is_dir():
        yield Health("bad", f"Không thấy thư mục hộp đến {settings().inbox_folder}; báo người quản trị.")


def _watcher(waiting: list[tuple[str, float]], now: Machinery) -> Iterator[Health]:
    stuck = [name for name, seconds in waiting if seconds > WAITED_TOO_LONG]
    if stuck:
        yield Health(
            "bad",
            f"{len(stuck)} tệp đã nằm trong hộp đến quá 3 phút mà chưa được nhận: bộ theo dõi có thể đã dừng. "
            "Báo người quản trị chạy lại chương trình.",
        )
    if now.serving:
        if not stuck:
            yield Health("ok", "Bộ theo dõi hộp đến đang chạy; tệp mới được nhận trong vòng một phút.")
    elif now.answers:
        yield Health("bad", "Bộ theo dõi hộp đến chưa chạy hoặc đã dừng, tuy bộ lập lịch còn chạy. Báo người quản trị.")
    else:
        yield Health("warn", "Bộ lập lịch chưa trả lời; tệp trong hộp đến sẽ được đọc khi chương trình chạy lại.")


def _runs(now: Machinery) -> Iterator[Health]:
    """When the inbox was last gone through, and every other flow whose last run failed."""
    for run in now.runs:
        if run.name == SWEEP:
            yield Health("warn" if run.failed else "ok", f"Lượt quét hộp đến gần nhất {_ended(run)}.")
        elif run.failed:
            yield Health("warn", f"Lượt {run.name} gần nhất {_ended(run)}; kỹ thuật viên xem ở trang của Prefect.")


def _ended(run: Run) -> str:
    at = f" lúc {timezone.localtime(run.at):%H:%M ngày %d/%m/%Y}" if run.at else ""
    if run.running:
        return f"đang chạy, bắt đầu{at}" if at else "đang chạy"
    return f"bị lỗi{at}" if run.failed else f"xong{at}"


def _last_file() -> Health:
    last = File.objects.exclude(finished_at=None).order_by("-finished_at").values_list("finished_at", flat=True).first()
    if last is None:
        return Health("ok", "Chưa có tệp nào được đọc.")
    return Health("ok", f"Tệp gần nhất được xử lý xong lúc {timezone.localtime(last):%H:%M ngày %d/%m/%Y}.")
