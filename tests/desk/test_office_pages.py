"""The pages of keeping order: learned spellings, who opened what, the trash, an old register."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from tests.desk.conftest import text
from tests.desk.office import stored
from tracking.models import Access, Alias, Dispatch

pytestmark = pytest.mark.django_db


class TestSpellings:
    @pytest.fixture
    def alias(self, people):
        return Alias.objects.create(
            field="issuer", spelling="SỞ NÔI VU BINH MINH", spelling_key="so noi vu binh minh",
            value="Sở Nội vụ tỉnh Bình Minh", proposed_by=people.lan,
        )  # fmt: skip

    def test_a_correction_on_the_desk_proposes_one_and_the_next_paper_follows_once_two_agree(self, as_, people):
        first = stored("1/SNV", issuer="SỞ NÔI VU BINH MINH", draw=False)
        as_(people.lan).post(
            f"/van-ban/{first.pk}/kiem-tra/", {"issuer": "Sở Nội vụ thành phố Bình Minh", "confirm": "1"}
        )
        assert stored("2/SNV", issuer="SỞ NÔI VU BINH MINH", draw=False).issuer == "SỞ NÔI VU BINH MINH"
        alias = Alias.objects.get()
        assert "1 cách viết chờ" in text(as_(people.dung).get("/kiem-tra/"))
        as_(people.dung).post(f"/cach-viet/{alias.pk}/xac-nhan/")
        assert stored("3/SNV", issuer="SỞ NÔI VU BINH MINH", draw=False).issuer == "Sở Nội vụ thành phố Bình Minh"

    def test_who_proposed_it_is_offered_no_button_and_refused(self, as_, people, alias):
        client = as_(people.lan)
        assert f"/cach-viet/{alias.pk}/xac-nhan/" not in text(client.get("/cach-viet/"))
        client.post(f"/cach-viet/{alias.pk}/xac-nhan/")
        alias.refresh_from_db()
        assert alias.confirmed_by is None

    def test_a_second_person_confirms_or_drops(self, as_, people, alias):
        client = as_(people.dung)
        assert f"/cach-viet/{alias.pk}/xac-nhan/" in text(client.get("/cach-viet/"))
        client.post(f"/cach-viet/{alias.pk}/xac-nhan/")
        alias.refresh_from_db()
        assert alias.confirmed_by == people.dung
        client.post(f"/cach-viet/{alias.pk}/bo/")
        assert not Alias.objects.exists()


class TestAudit:
    def test_every_opening_is_listed_by_person_and_day(self, as_, people):
        dispatch = stored("1/SNV", draw=False)
        as_(people.minh).get(f"/van-ban/{dispatch.pk}/")
        old = Access.objects.create(dispatch=dispatch, user=people.tu)
        Access.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=90))
        client = as_(people.dung)
        assert [a.user for a in client.get("/luot-mo/").context["sheet"]] == [people.minh]
        day = timezone.localdate() - timedelta(days=100)
        both = client.get("/luot-mo/", {"tu": f"{day:%d/%m/%Y}"}).context["sheet"]
        assert [a.user for a in both] == [people.minh, people.tu]
        assert not client.get("/luot-mo/", {"nguoi": people.lan.pk}).context["sheet"].object_list

    def test_an_internal_paper_stays_hidden_from_who_may_not_see_it(self, as_, people):
        hidden = stored("9-TB/TU", circulation="LƯU HÀNH NỘI BỘ", draw=False)
        as_(people.dung).get(f"/van-ban/{hidden.pk}/")
        assert "9-TB/TU" in text(as_(people.dung).get("/luot-mo/"))
        assert "9-TB/TU" not in text(as_(people.root).get("/luot-mo/"))


class TestTrash:
    def test_thrown_away_with_a_reason_and_taken_back(self, as_, people):
        dispatch, client = stored("1/SNV", draw=False), as_(people.lan)
        client.post(f"/van-ban/{dispatch.pk}/bo/", {"reason": " "})
        assert Dispatch.objects.get().trashed_at is None
        client.post(f"/van-ban/{dispatch.pk}/bo/", {"reason": "quét nhầm"})
        assert "1/SNV" in text(client.get("/thung-rac/"))
        client.post(f"/thung-rac/{dispatch.pk}/lay-lai/")
        assert client.get(f"/van-ban/{dispatch.pk}/").status_code == 200

    def test_only_the_administrator_deletes_for_good_and_only_what_has_waited(self, as_, people):
        old, fresh = stored("1/SNV", draw=False), stored("2/SNV", draw=False)
        now = timezone.now()
        Dispatch.objects.filter(pk=old.pk).update(trashed_at=now - timedelta(days=31), trashed_by=people.lan)
        Dispatch.objects.filter(pk=fresh.pk).update(trashed_at=now, trashed_by=people.lan)
        assert as_(people.lan).post("/thung-rac/don/").status_code == 403
        assert "Xóa hẳn 1 văn bản" in text(as_(people.root).get("/thung-rac/"))
        as_(people.root).post("/thung-rac/don/")
        assert list(Dispatch.objects.values_list("pk", flat=True)) == [fresh.pk]


def _sheet(*rows: tuple[object, ...]) -> bytes:
    book, body = Workbook(), io.BytesIO()
    for row in (("Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Trích yếu"), *rows):
        book.active.append(row)
    book.save(body)
    return body.getvalue()


class TestImport:
    GOOD = ("05/01/2024", 1, "Sở Nội vụ", "12/SNV-VP", "báo cáo <b>năm</b>")
    BAD = ("32/01/2024", 2, "Sở Y tế", "13/SYT", "x")

    def test_seen_first_then_entered_once(self, as_, people, own_home):
        client = as_(people.lan)
        answer = client.post("/so/nhap/", {"table": SimpleUploadedFile("sổ.xlsx", _sheet(self.GOOD, self.BAD))})
        assert (len(answer.context["plan"].new), len(answer.context["plan"].problems)) == (1, 1)
        assert "&lt;b&gt;năm" in text(answer)
        assert not Dispatch.objects.exists()
        client.post("/so/nhap/ghi/")
        assert Dispatch.objects.get().number == "12/SNV-VP"
        client.post("/so/nhap/ghi/")  # nothing is kept any more
        assert Dispatch.objects.count() == 1
        assert not list((own_home.home / "imports").iterdir())

    @pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00x", b"PK\x03\x04 broken", b"no,heading\n1,2\n"])
    def test_what_is_no_register_is_refused_with_a_sentence(self, as_, people, own_home, body):
        answer = as_(people.lan).post("/so/nhap/", {"table": SimpleUploadedFile("sổ.xlsx", body)})
        assert answer.status_code == 422
        assert 'role="alert"' in text(answer)
