"""The API: tokens, the same rights as the pages, and nothing that breaks it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pipeline.settings import settings as ours
from tests.tracking.conftest import record, sample
from tracking.api.auth import make_token
from tracking.models import Access, ApiToken, Dispatch
from tracking.tasks import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_user(client, people):
    def ask(who: str, method: str, path: str, body=None, **more):
        token = make_token(user=getattr(people, who), name="thử")
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(client, method)(f"/api{path}", headers=headers, **more)

    return ask


@pytest.fixture
def two(stored, people):
    """The sample, handed to Phòng Tổ chức; another one for internal circulation."""
    first = stored(sample())
    task = first.tasks.get(issuer_due="2024-12-31")
    services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
    second = stored(record("9/SNV-TC"))
    Dispatch.objects.filter(pk=second.pk).update(restricted=True, circulation="LƯU HÀNH NỘI BỘ")
    return first, second, task


@pytest.mark.parametrize(
    ("who", "numbers"),
    [("lan", 2), ("dung", 2), ("minh", 1), ("tu", 1), ("binh", 1), ("root", 1)],
)
def test_the_list_shows_what_one_may_see(two, as_user, who, numbers):
    assert len(as_user(who, "get", "/dispatches").json()["items"]) == numbers


def test_without_a_token_or_with_a_dead_one_nothing_opens(two, client, people):
    assert client.get("/api/dispatches").status_code == 401
    token = make_token(user=people.lan, name="cũ")
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get("/api/dispatches", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    token = make_token(user=people.minh, name="nghỉ")
    people.minh.is_active = False
    people.minh.save()
    assert client.get("/api/dispatches", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_what_one_may_not_see_is_not_found(two, as_user):
    assert as_user("minh", "get", f"/dispatches/{two[1].pk}").status_code == 404
    assert as_user("lan", "get", f"/dispatches/{two[1].pk}").status_code == 200
    assert Access.objects.get().what == "api"


def test_correct_confirm_and_close(two, as_user):
    first, _, task = two
    assert as_user("minh", "patch", f"/dispatches/{first.pk}", {"changes": {"number": "1"}}).status_code == 403
    done = as_user("lan", "patch", f"/dispatches/{first.pk}", {"changes": {"number": "1003-CV/TU"}})
    assert done.json()["number"] == "1003-CV/TU"
    bad = as_user("lan", "patch", f"/dispatches/{first.pk}", {"changes": {"issued_on": "31/02/2024"}})
    assert (bad.status_code, bad.json()["code"]) == (422, "incomplete")
    assert as_user("lan", "post", f"/dispatches/{first.pk}/confirm", {}).json()["review_state"] == "confirmed"
    closed = as_user("minh", "post", f"/tasks/{task.pk}/close", {"answer_number": "12/BC-SNV"})
    assert closed.json()["state"] == "done"
    again = as_user("minh", "post", f"/tasks/{task.pk}/close", {"answer_number": "12/BC-SNV"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_move")


@pytest.mark.parametrize(
    ("who", "status"), [("lan", 403), ("minh", 403), ("binh", 403), ("dung", 200), ("root", 403), ("tu", 403)]
)
def test_an_extension_is_decided_by_whom_the_page_lets(two, as_user, who, status):
    task = two[2]
    late = {"until": "2025-01-15", "text": "chờ số liệu"}
    (asked,) = as_user("minh", "post", f"/tasks/{task.pk}/extend", late).json()["extensions"]
    assert (asked["allowed"], asked["reason"]) == (None, "chờ số liệu")
    answer = as_user(who, "post", f"/tasks/{task.pk}/extensions/{asked['id']}", {"allowed": True})
    assert answer.status_code == status
    now = as_user("minh", "get", f"/tasks/{task.pk}").json()
    assert (now["internal_due"] == "2025-01-15", now["extensions"][0]["allowed"]) == (
        (True, True) if status == 200 else (False, None)
    )


def test_an_extension_is_decided_once_and_only_by_its_own_task(two, as_user):
    task, other = two[2], two[0].tasks.exclude(pk=two[2].pk).get()
    asked = as_user("minh", "post", f"/tasks/{task.pk}/extend", {"until": "2025-01-15", "text": "x"}).json()
    place = f"extensions/{asked['extensions'][0]['id']}"
    assert as_user("dung", "post", f"/tasks/{other.pk}/{place}", {"allowed": True}).status_code == 404
    assert as_user("dung", "post", f"/tasks/{task.pk}/{place}", {"allowed": False}).json()["due"] == "2024-12-27"
    assert as_user("dung", "post", f"/tasks/{task.pk}/{place}", {"allowed": True}).status_code == 409


@pytest.mark.parametrize("path", ["slip.pdf", "slip.xlsx", "edxml", "record"])
def test_downloads(two, as_user, path):
    assert as_user("lan", "get", f"/dispatches/{two[0].pk}/{path}").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("lan", 200), ("dung", 200), ("minh", 403), ("root", 403)])
def test_registers_by_role(two, as_user, who, status):
    answer = as_user(who, "get", "/registers/arrivals.csv?first=2024-01-01&last=2024-12-31")
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("body", "name", "status"),
    [
        (b"%PDF-1.7 x", "Công văn.pdf", 202),
        (b"%PDF-1.7 x", "../../etc/passwd", 202),
        (b"%PDF-1.7 x", "a\\b\\c.exe", 202),
        (b"MZ\x90", "a.pdf", 422),
        (b"<html>", "a.pdf", 422),
        (b"", "a.pdf", 422),
        (b"\x89PNG\r\n\x1a\n", "ảnh.jpg", 202),
    ],
)
def test_upload_by_content(as_user, tmp_path, monkeypatch, body, name, status):
    inbox = tmp_path / "inbox"
    monkeypatch.setattr(ours(), "inbox", inbox)
    answer = as_user("lan", "post", "/files", data={"file": SimpleUploadedFile(name, body)})
    assert answer.status_code == status, answer.content
    there = [p.name for p in inbox.iterdir()]
    assert there == ([answer.json()["name"]] if status == 202 else [])
    if name == "ảnh.jpg":
        assert there == ["ảnh.png"]


def test_two_uploads_of_one_name_both_stay(as_user, tmp_path, monkeypatch):
    monkeypatch.setattr(ours(), "inbox", tmp_path / "inbox")
    names = [
        as_user("lan", "post", "/files", data={"file": SimpleUploadedFile("a.pdf", b"%PDF-" + bytes([n]))}).json()[
            "name"
        ]
        for n in (1, 2)
    ]
    assert names == ["a.pdf", "a (2).pdf"]
    assert as_user("minh", "post", "/files", data={"file": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/dispatches?text=%00", "/dispatches?first=0001-01-01&last=9999-12-31", "/dispatches/99999999999999999999",
     "/dispatches?unit=9223372036854775807", "/tasks?person=9223372036854775807", "/dispatches?offset=1000000",
     "/dispatches?text=%22%20OR%20%2A", "/registers/arrivals.csv?first=9999-12-31&last=0001-01-01"],
)  # fmt: skip
def test_odd_questions_get_an_answer(two, as_user, path):
    assert as_user("lan", "get", path).status_code < 500


def test_the_schema_is_published(client):
    assert client.get("/api/openapi.json").json()["info"]["title"] == "congvan"
