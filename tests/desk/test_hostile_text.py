"""What the page said is text: markup, script addresses, template marks, direction marks and endless words."""

from __future__ import annotations

import io
from urllib.parse import quote

import pdfplumber
import pytest

from tests.desk.office import stored
from tracking import correcting
from tracking.keeping import put_back, put_in_trash
from tracking.models import Alias, Dispatch, File, SavedFilter, Task

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
    Alias.objects.create(
        field="issuer", spelling=hostile[:300], spelling_key="x", value=hostile[:300], proposed_by=people.lan
    )
    File.objects.create(
        sha256="0" * 64, name=hostile[:255], size=1, state="quarantined", code="corrupt", reason=hostile
    )  # fmt: skip
    SavedFilter.objects.create(user=people.dung, page="pending", name=hostile[:100], query=hostile)
    client = as_(people.dung)
    for path in (
        "/?cua=tatca", "/van-ban/", f"/van-ban/{dispatch.pk}/", f"/van-ban/{dispatch.pk}/kiem-tra/", "/kiem-tra/",
        f"/van-ban/{dispatch.pk}/phieu/", f"/viec/{task.pk}/", "/bieu-do/", "/lich/",
        f"/van-ban/{dispatch.pk}/trang/1/", "/van-ban/?tim=" + quote(hostile[:50]), "/hop-den/", "/cach-viet/",
        "/luot-mo/", f"/van-ban/{dispatch.pk}/luot-mo/", "/toi/", "/?coquan=" + quote(hostile[:50]),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        for piece in ("<script>alert", "<img src=x", "<iframe src=//x", "' onfocus='", 'href="javascript:'):
            assert piece not in page, path
    put_in_trash(dispatch_id=dispatch.pk, by=people.dung, reason=hostile)
    trash = client.get("/thung-rac/").content.decode()
    assert not any(piece in trash for piece in ("<script>alert", "<img src=x", "<iframe src=//x"))
    put_back(dispatch_id=dispatch.pk, by=people.dung)
    if "{{" in hostile:
        assert "{{7*7}}" in client.get(f"/van-ban/{dispatch.pk}/").content.decode()


def test_a_chart_draws_hostile_names_as_text(as_, people):
    stored("6-CV/TU", issuer="</text><script>alert(1)</script>", due_in=-3, draw=False)
    svg = as_(people.dung).get("/bieu-do/co-quan.svg").content.decode()
    assert "<script>" not in svg


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "pdf"])
def test_an_export_is_a_file_of_its_own_kind_and_never_a_page(as_, people, form):
    dispatch = stored("7-CV/TU", subject="\n".join(HOSTILE)[:2000], signer="=cmd()", draw=False)
    correcting.confirm(dispatch_id=dispatch.pk, by=people.lan)
    answer = as_(people.dung).get("/so/", {"so": "arrivals", "dang": form})
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
            assert "<script>" in "".join(page.extract_text() for page in pdf.pages)
