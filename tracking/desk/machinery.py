"""The flows as Prefect's server sees them, asked over REST: who polls for work, and how the last runs ended.

`tracking` knows no Prefect: questions to its API, each with a short limit, their answers kept for some seconds. The
answers' names are those of Prefect 3 (`POST /deployments/filter`, `POST /flow_runs/filter`). Each deployment's newest
run is asked for by itself: what runs every minute would hide what runs at night.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from pipeline.settings import settings
from tracking.desk.kept import kept

KEPT_SECONDS, PATIENCE_SECONDS = 5, 1.0
MOST = 20
"""Deployments that are asked about; an office's own Prefect may have any number."""
POLLS_WITHIN = timedelta(minutes=2)
"""Who serves the deployments asks for work every few seconds; silent for so long, it is gone."""
ENDED = ("COMPLETED", "FAILED", "CRASHED")
BUSY = ("RUNNING", "PENDING", "CANCELLING")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a flow: its name as people read it, how it stands, and since when."""

    name: str
    state: str
    at: datetime | None

    @property
    def failed(self) -> bool:
        return self.state in ("FAILED", "CRASHED")

    @property
    def running(self) -> bool:
        return self.state in BUSY


@dataclass(frozen=True, slots=True)
class Machinery:
    """`answers`: Prefect's server does; `serving`: somebody takes up its work; `runs`: the newest of each flow."""

    answers: bool
    serving: bool = False
    runs: tuple[Run, ...] = ()


def address() -> str:
    """Where Prefect's API is: the office's own server where one is set, else that of this installation."""
    return os.environ.get("PREFECT_API_URL") or settings().prefect_api


def machinery() -> Machinery:
    """How the flows stand, as it was last asked: some seconds ago where people look on."""
    found: Machinery = kept("machinery", _asked, KEPT_SECONDS).value
    return found


def _asked() -> Machinery:
    try:
        served = _post("deployments/filter", {"limit": MOST})
        newest = [run for row in served for run in _newest({"any_": [row.get("id")]})]
        newest += _newest({"is_null_": True})  # what the watcher and people start belongs to none
    except (urllib.error.URLError, OSError, ValueError):
        return Machinery(answers=False)
    polled = [_time(row.get("last_polled")) for row in served]
    serving = any(at is not None and timezone.now() - at < POLLS_WITHIN for at in polled)
    runs: dict[str, Run] = {}
    for row in sorted(newest, key=lambda row: str(row.get("start_time") or ""), reverse=True):
        name, at = str(row.get("name", "")), _time(row.get("end_time") or row.get("start_time"))
        runs.setdefault(name, Run(name, str(row.get("state_type", "")), at))
    return Machinery(True, serving, tuple(runs.values()))


def _newest(deployment: dict[str, Any]) -> list[dict[str, Any]]:
    """The newest run of a deployment, in a list of one; none where it has not run yet."""
    wanted = {"deployment_id": deployment, "state": {"type": {"any_": [*ENDED, *BUSY]}}}
    return _post("flow_runs/filter", {"sort": "START_TIME_DESC", "limit": 1, "flow_runs": wanted})


def _post(path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    content = {"Content-Type": "application/json"}
    ask = urllib.request.Request(f"{address()}/{path}", json.dumps(body).encode(), content)
    with urllib.request.urlopen(ask, timeout=PATIENCE_SECONDS) as answer:
        found = json.load(answer)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _time(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
