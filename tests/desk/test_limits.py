"""Too much in a minute is answered 429, for each person and address by itself."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from tracking import limiting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("get", "/", "read"), ("head", "/van-ban/1/trang/1.jpg", "read"), ("get", "/van-ban/1/ban-doc.pdf", "read"),
        ("get", "/so/", "read"), ("get", "/so/?so=arrivals&dang=pdf", "export"),
        ("get", "/van-ban/1/phieu.pdf", "export"),
        ("get", "/api/registers/arrivals.xlsx", "export"), ("post", "/van-ban/1/kiem-tra/", "write"),
        ("patch", "/api/dispatches/1", "write"), ("post", "/hop-den/tai-len/", "upload"),
        ("post", "/api/files", "upload"),
        ("post", "/dang-nhap/", "open"), ("get", "/lich/abc.ics", "open"),
    ],
)  # fmt: skip
def test_each_request_falls_under_one_limit(method, path, kind):
    assert limiting.kind(getattr(RequestFactory(), method)(path)) == kind


def test_who_asks_too_much_waits_and_others_do_not(client, people, settings):
    settings.REQUESTS_A_MINUTE = {"read": 3}
    client.force_login(people.lan, backend="django.contrib.auth.backends.ModelBackend")
    answers = [client.get("/toi/") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "quá nhiều yêu cầu" in answers[-1].content.decode()
    other = Client()
    other.force_login(people.minh, backend="django.contrib.auth.backends.ModelBackend")
    assert other.get("/toi/").status_code == 200


def test_a_program_gets_its_answer_as_json(client, settings):
    settings.REQUESTS_A_MINUTE = {"read": 1}
    answers = [client.get("/api/tasks", headers={"Authorization": "Bearer x"}) for _ in range(2)]
    assert answers[1].status_code == 429
    assert answers[1].json()["code"] == "too_many"


@pytest.mark.parametrize(
    ("proxy", "expected"), [(None, "10.0.0.1"), (("HTTP_X_FORWARDED_PROTO", "https"), "203.0.113.9")]
)
def test_the_address_is_the_one_that_our_own_proxy_saw(settings, proxy, expected):
    settings.SECURE_PROXY_SSL_HEADER = proxy
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"})
    assert limiting.address(request) == expected
