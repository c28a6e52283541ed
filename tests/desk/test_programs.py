"""What programs come in by: tokens made and withdrawn by their owner, calendars of a person and of a unit."""

from __future__ import annotations

import re

import pytest

from tests.desk.conftest import text
from tests.desk.office import stored
from tracking.models import ApiToken, Transfer

pytestmark = pytest.mark.django_db


class TestTokens:
    def test_made_shown_once_used_and_withdrawn(self, as_, people, client):
        paper = stored("1/SNV", draw=False)
        shown = text(as_(people.minh).post("/toi/khoa/", {"name": "Phần mềm một cửa", "days": "30"}, follow=True))
        token = re.search(r"cv_[\w-]+", shown)[0]  # type: ignore[index]
        again = text(as_(people.minh).get("/toi/"))
        assert "Phần mềm một cửa" in again
        assert token not in again
        client.logout()
        bearer = {"Authorization": f"Bearer {token}"}
        assert client.get(f"/api/dispatches/{paper.pk}", headers=bearer).status_code == 200
        as_(people.minh).post(f"/toi/khoa/{ApiToken.objects.get().pk}/thu-hoi/")
        client.logout()
        assert client.get(f"/api/dispatches/{paper.pk}", headers=bearer).status_code == 401

    @pytest.mark.parametrize("form", [{"name": " ", "days": "30"}, {"name": "x", "days": "99999"}])
    def test_not_without_a_purpose_or_for_any_time(self, as_, people, form):
        as_(people.minh).post("/toi/khoa/", form)
        assert not ApiToken.objects.exists()

    def test_another_s_is_out_of_reach(self, as_, people):
        as_(people.minh).post("/toi/khoa/", {"name": "x", "days": ""})
        as_(people.root).post(f"/toi/khoa/{ApiToken.objects.get().pk}/thu-hoi/")
        assert ApiToken.objects.get().expires_at is None


class TestCalendars:
    def test_one_s_own_and_the_unit_s_are_shown_and_renewed(self, as_, people, client):
        shown = text(as_(people.binh).get("/toi/"))
        for owner in (people.binh, people.first):
            assert f"/lich/{owner.feed_token}.ics" in shown
        as_(people.binh).post("/toi/lich-moi/")
        as_(people.binh).post("/toi/lich-moi/", {"unit": "1"})
        client.logout()
        for owner in (people.binh, people.first):
            old = owner.feed_token
            owner.refresh_from_db()
            assert client.get(f"/lich/{old}.ics").status_code == 404
            assert client.get(f"/lich/{owner.feed_token}.ics").status_code == 200

    def test_a_member_cannot_take_the_unit_s_away(self, as_, people):
        shown = text(as_(people.minh).get("/toi/"))
        assert people.first.feed_token in shown
        assert "Đổi địa chỉ lịch của đơn vị" not in shown
        assert as_(people.minh).post("/toi/lich-moi/", {"unit": "1"}).status_code == 403


class TestPapers:
    def test_the_stamp_once_there_is_a_number(self, as_, people):
        without, numbered = stored("1/SNV", draw=False), stored("2/SNV", arrival=12, draw=False)
        clerk = as_(people.lan)
        assert "dau-den.pdf" not in text(clerk.get(f"/van-ban/{without.pk}/"))
        assert clerk.get(f"/van-ban/{without.pk}/dau-den.pdf").status_code == 422
        assert f"/van-ban/{numbered.pk}/dau-den.pdf" in text(clerk.get(f"/van-ban/{numbered.pk}/"))
        assert clerk.get(f"/van-ban/{numbered.pk}/dau-den.pdf").content.startswith(b"%PDF-")
        assert as_(people.tu).get(f"/van-ban/{numbered.pk}/dau-den.pdf").status_code == 403

    def test_the_report_counts_what_one_may_see(self, as_, people):
        stored("1/SNV", arrival=1, draw=False)
        inner = stored("2/SNV", arrival=2, circulation="LƯU HÀNH NỘI BỘ", draw=False)
        Transfer.objects.create(dispatch=inner, person=people.tu, at=inner.loaded_at)
        period = "?tu=1/1/2020&den=31/12/2040"
        for who, count in ((people.dung, 2), (people.tu, 2), (people.minh, 1)):
            body = as_(who).get(f"/bao-cao.pdf{period}").content
            assert f"đã tiếp nhận {count} văn bản" in _words(body)
        assert as_(people.dung).get(f"/bao-cao.xlsx{period}").content.startswith(b"PK")
        assert as_(people.dung).get("/bao-cao.doc").status_code == 404

    def test_numbers_without_a_paper_are_named(self, as_, people):
        for number in (7, 8, 11, 13):
            stored(f"{number}/SNV", arrival=number, draw=False)
        assert "3 số chưa có văn bản: 9–10, 12." in text(as_(people.lan).get("/so/"))


def _words(pdf: bytes) -> str:
    import pypdfium2

    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(text.split())


def test_a_leader_fixes_the_internal_deadline(as_, people):
    task = stored("1/SNV", draw=False).tasks.get()
    assert "Ấn định hạn nội bộ" in text(as_(people.dung).get(f"/viec/{task.pk}/"))
    as_(people.dung).post(f"/viec/{task.pk}/set_due/", {"internal_due": "05/12/2030"})
    task.refresh_from_db()
    assert (f"{task.internal_due:%d/%m/%Y}", task.internal_rule) == ("05/12/2030", "leader")
    as_(people.minh).post(f"/viec/{task.pk}/set_due/", {"internal_due": "06/12/2030"})
    task.refresh_from_db()
    assert f"{task.internal_due:%d/%m/%Y}" == "05/12/2030"
