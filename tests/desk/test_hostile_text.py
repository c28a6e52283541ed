"""What the page said is text: markup, script addresses, template marks, direction marks and endless words."""

from __future__ import annotations

import io
from collections import defaultdict
from types import SimpleNamespace
from urllib.parse import quote, urljoin

import pdfplumber
import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.desk.every_page import every_page
from tests.desk.office import stored
from tracking import correcting
from tracking.keeping import put_back, put_in_trash
from tracking.models import Alias, Dispatch, File, Office, SavedFilter, Task, Unit, User

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

REFUSED = {"tu-choi": 403, "khong-co-trang": 404}
"""The pages that show what one may not see and what is not there; all others open."""


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
    Unit.objects.filter(pk=people.first.pk).update(name=hostile[:200], short_name=hostile[:20])
    User.objects.filter(pk=people.minh.pk).update(full_name=hostile[:100])
    Office.objects.update(name=hostile[:200])
    here = SimpleNamespace(**vars(people), dispatches=defaultdict(lambda: dispatch))
    more = [
        f"/?cua=tatca&coquan={quote(hostile[:50])}",
        f"/van-ban/?tim={quote(hostile[:50])}",
        f"/?ngay={quote(hostile[:9])}",
    ]
    for name, (who, path) in {**every_page(here), **{path: ("dung", path) for path in more}}.items():
        answer = as_(getattr(people, who)).get(path) if who != "-" else Client().get(path)
        assert answer.status_code == REFUSED.get(name, 200), path
        page = answer.content.decode()
        for piece in ("<script>alert", "<img src=x", "<iframe src=//x", "' onfocus='", 'href="javascript:'):
            assert piece not in page, path
    client = as_(people.dung)
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


@pytest.mark.parametrize(
    "path", ["phieu.pdf", "phieu.xlsx", "dau-den.pdf", "edxml", "../../bao-cao.pdf", "../../bao-cao.xlsx"]
)
def test_a_file_of_a_paper_bears_its_words_as_text(as_, people, path):
    hostile = "=cmd()" + "".join(text for text in HOSTILE if len(text) < 100)
    dispatch = stored("8-CV/TU", subject=hostile, issuer=hostile[:200], asked=hostile, arrival=8, draw=False)
    correcting.confirm(dispatch_id=dispatch.pk, by=people.lan)
    answer = as_(people.dung).get(urljoin(f"/van-ban/{dispatch.pk}/", path))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Type"]
    if path.endswith("xlsx"):
        cells = [cell for sheet in load_workbook(io.BytesIO(answer.content)) for row in sheet for cell in row]
        assert "f" not in {cell.data_type for cell in cells}  # no formula
    if path == "edxml":
        assert b"<script>" not in answer.content
