"""The API against its own schema: whatever a caller sends, each address answers as it says it does, and never 500."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

from pipeline.settings import settings as ours
from tests.tracking.conftest import record, sample
from tracking.api.auth import make_token
from tracking.models import Task
from tracking.tasks import services
from tracking.wsgi import application

EXAMPLES = 12
"""Made-up requests for each address, beside the few that its schema's own limits give."""
load_all_checks()
WANTED = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def there(stored, people, tmp_path, monkeypatch) -> Iterator[SimpleNamespace]:
    """Three dispatches and their tasks, by the ids that the API knows them by, and the token of the leader, who may do
    nearly everything."""
    monkeypatch.setattr(ours(), "inbox", tmp_path / "inbox")
    for signal in (request_started, request_finished):  # as Django's own test client does: the test holds a transaction
        signal.disconnect(close_old_connections)
    dispatches = [stored(sample()), stored(record("9/SNV-TC")), stored(record("12/UBND-NC", arrived=None))]
    tasks = list(Task.objects.order_by("pk"))
    services.assign(task_id=tasks[0].pk, by=people.dung, unit=people.first, person=people.minh)
    asked = services.ask_extension(task_id=tasks[0].pk, by=people.minh, until=date(2027, 1, 4), reason="chờ số liệu")
    ids = {
        "extension": [asked.pk], "dispatches": [d.pk for d in dispatches], "tasks": [t.pk for t in tasks],
        "unit": [people.first.pk], "person": [people.minh.pk, people.hoa.pk],
    }  # fmt: skip
    yield SimpleNamespace(ids=ids, token=make_token(user=people.dung, name="thử"))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def real(ids: list[int], value: Any) -> Any:
    """Of three in four numbers that may be ids, one of `ids`; anything else as it is."""
    may_be = isinstance(value, int) and not isinstance(value, bool) and 1 <= value < 2**63
    return ids[value % len(ids)] if may_be and value % 4 else value


@pytest.mark.django_db
@schema.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
def test_whatever_is_sent_is_answered(case: schemathesis.Case, there: SimpleNamespace) -> None:
    if case.path_parameters and "pk" in case.path_parameters:
        ids = there.ids[case.operation.path.split("/")[2]]
        case.path_parameters["pk"] = real(ids, case.path_parameters["pk"])
        if "extension" in case.path_parameters:
            case.path_parameters["extension"] = real(there.ids["extension"], case.path_parameters["extension"])
    if isinstance(case.body, dict):
        case.body = {k: real(there.ids[k], v) if k in there.ids else v for k, v in case.body.items()}
    case.call_and_validate(checks=CHECKS.get_by_names(WANTED), headers={"Authorization": f"Bearer {there.token}"})
