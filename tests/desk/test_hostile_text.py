"""What the page said is text: markup, script addresses, template marks, direction marks and endless words."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.desk.office import stored
from tracking.models import Dispatch, Task

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}{% now 'Y' %}",
    "\u202egnảv ôc\u202c",
    "đ" * 10_000,
    "</textarea></title></svg><iframe src=//x>",
    "' onfocus='alert(1)",
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_what_was_read_is_shown_as_text_on_every_page(as_, people, hostile):
    dispatch = stored(
        "5-CV/TU", subject=hostile, asked=hostile, addressee=hostile, signer=hostile[:200], cites=(hostile[:300],),
        doubts=(("subject", hostile),), draw=False,
    )  # fmt: skip
    Dispatch.objects.filter(pk=dispatch.pk).update(
        issuer=hostile[:300], issuer_key=hostile[:300], number=hostile[:100], circulation=hostile[:100], note=hostile
    )
    task = Task.objects.filter(dispatch=dispatch).first()
    task.answer_number, task.outcome = hostile[:100], hostile
    task.save()
    client = as_(people.dung)
    for path in (
        "/?cua=tatca", "/van-ban/", f"/van-ban/{dispatch.pk}/", f"/van-ban/{dispatch.pk}/kiem-tra/", "/kiem-tra/",
        f"/van-ban/{dispatch.pk}/phieu/", f"/viec/{task.pk}/", "/bieu-do/", "/lich/",
        f"/van-ban/{dispatch.pk}/trang/1/", "/van-ban/?tim=" + quote(hostile[:50]),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        for piece in ("<script>alert", "<img src=x", "<iframe src=//x", "' onfocus='", 'href="javascript:'):
            assert piece not in page, path
    if "{{" in hostile:
        assert "{{7*7}}" in client.get(f"/van-ban/{dispatch.pk}/").content.decode()


def test_a_chart_draws_hostile_names_as_text(as_, people):
    stored("6-CV/TU", issuer="</text><script>alert(1)</script>", due_in=-3, draw=False)
    svg = as_(people.dung).get("/bieu-do/co-quan.svg").content.decode()
    assert "<script>" not in svg
