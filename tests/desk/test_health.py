"""The state of watcher, flows and last runs in a clerk's words; what Prefect's address answers, and does not."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from tracking.desk.health import health, waiting_files
from tracking.desk.machinery import Machinery, Run, machinery

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2026, 11, 23, 12, 5))
WATCHED, STOPPED = "Bộ theo dõi hộp đến đang chạy", "Bộ theo dõi hộp đến chưa chạy hoặc đã dừng"


@pytest.mark.parametrize(
    ("now", "tone", "sentence"),
    [
        (Machinery(False), "warn", "Bộ lập lịch chưa trả lời"),
        (Machinery(True, serving=False), "bad", STOPPED),
        (Machinery(True, serving=True), "ok", WATCHED),
        (Machinery(True, True, (Run("quét hộp đến", "COMPLETED", NOON),)), "ok",
         "Lượt quét hộp đến gần nhất xong lúc 12:05 ngày 23/11/2026."),
        (Machinery(True, True, (Run("quét hộp đến", "RUNNING", None),)), "ok", "Lượt quét hộp đến gần nhất đang chạy."),
        (Machinery(True, True, (Run("quét hộp đến", "CRASHED", NOON),)), "warn",
         "Lượt quét hộp đến gần nhất bị lỗi lúc 12:05 ngày 23/11/2026."),
        (Machinery(True, True, (Run("nhắc việc", "FAILED", NOON),)), "warn", "Lượt nhắc việc gần nhất bị lỗi"),
    ],
)  # fmt: skip
def test_the_machinery_in_words(now, tone, sentence):
    assert (tone, True) in [(entry.tone, entry.sentence.startswith(sentence)) for entry in health([], now)]


def test_a_flow_that_went_well_is_not_spoken_of():
    assert "nhắc việc" not in str(health([], Machinery(True, True, (Run("nhắc việc", "COMPLETED", NOON),))))


def test_a_file_that_nobody_takes_and_a_folder_that_is_gone_are_said(own_home):
    file = own_home.inbox_folder / "cũ.pdf"
    file.write_bytes(b"%PDF")
    partial = own_home.inbox_folder / "đang chép.pdf.part"
    partial.write_bytes(b"%PDF")
    for one in (file, partial):
        os.utime(one, (time.time() - 600,) * 2)
    told = health(waiting_files(), Machinery(True, serving=True))
    assert [entry.tone for entry in told if "1 tệp đã nằm trong hộp đến quá 3 phút" in entry.sentence] == ["bad"]
    assert WATCHED not in str(told)
    file.unlink()
    partial.unlink()
    own_home.inbox_folder.rmdir()
    assert "Không thấy thư mục hộp đến" in health(waiting_files(), Machinery(False))[0].sentence


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """An address that answers as told."""
    answers: dict[str, object] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = answers[self.path.removeprefix("/api/")]
            if isinstance(told, dict):
                (deployment,) = asked["flow_runs"]["deployment_id"].get("any_", [None])
                told = told.get(deployment, [])[: asked["limit"]]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}/api")
    yield answers
    server.shutdown()
    server.server_close()


def test_what_prefect_says_is_read(prefect):
    now, early, late = timezone.now(), "2026-11-23T02:00:00+00:00", "2026-11-23T05:04:00+00:00"
    prefect["deployments/filter"] = [
        {"id": "1", "name": "hop-den", "last_polled": now.isoformat()}, {"id": "2", "last_polled": None}, {"id": "3"},
    ]  # fmt: skip
    prefect["flow_runs/filter"] = {
        "1": [{"name": "quét hộp đến", "state_type": "FAILED", "start_time": "2026-11-23T03:00:00Z"}] * 200,
        "2": [{"name": "nhắc việc", "state_type": "FAILED", "start_time": early, "end_time": None}],
        None: [{"name": "quét hộp đến", "state_type": "COMPLETED", "start_time": late, "end_time": NOON.isoformat()}],
    }  # a flow of the night is seen beside one that ran two hundred times since; one never ran; the watcher came last
    newest = (Run("quét hộp đến", "COMPLETED", NOON), Run("nhắc việc", "FAILED", datetime.fromisoformat(early)))
    assert machinery() == Machinery(True, True, newest)
    prefect["deployments/filter"] = []
    assert machinery().serving  # kept for some seconds


@pytest.mark.parametrize("polled", [None, timedelta(minutes=-5), "hôm qua"])
def test_who_asks_for_no_work_is_not_serving(prefect, polled):
    if isinstance(polled, timedelta):
        polled = (timezone.now() + polled).isoformat()
    prefect |= {"deployments/filter": [{"name": "hop-den", "last_polled": polled}], "flow_runs/filter": []}
    assert machinery() == Machinery(True, False, ())


@pytest.mark.parametrize("answers", [{}, {"deployments/filter": "?", "flow_runs/filter": 5}])
def test_an_answer_that_makes_no_sense_is_no_fault_of_the_page(prefect, answers):
    prefect |= answers
    assert not machinery().serving
