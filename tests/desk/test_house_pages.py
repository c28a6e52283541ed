"""The pages of the office's own rules: its profile, its days off."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.desk.conftest import text
from tests.desk.office import stored
from tracking.calendar import office_calendar
from tracking.models import DayOff, NoticeYear, Office, Task

pytestmark = pytest.mark.django_db


def filled(**changes):
    """What the profile's form posts, as it stands for the made-up office."""
    return {
        "name": "Sở Nội vụ tỉnh Bình Minh", "parent": "", "place": "tỉnh Bình Minh", "identifier": "",
        "own_names": "Sở Nội vụ", "known_groups": ["các sở"], "other_groups": "", "internal_lead_days": "2",
        "house_days": "7", "remind_before_days": "3", "escalate_after_days": "1", "reminder_channels": ["email"],
        "trash_days": "30", **changes,
    }  # fmt: skip


class TestProfile:
    def test_what_is_saved_is_shown_again_and_stands_in_the_history_with_who(self, as_, people):
        client = as_(people.dung)
        client.post("/co-quan/", filled(own_names="Sở Nội vụ\r\n  SNV  tỉnh\r\n\r\nSở Nội vụ",
                                        known_groups=["các sở", "các bộ"], other_groups="khối thi đua số 3",
                                        reminder_channels=["email", "file"], auto_register="on"))  # fmt: skip
        found = Office.objects.get()
        assert found.own_names == ["Sở Nội vụ", "SNV tỉnh"]
        assert found.groups == ["các sở", "các bộ", "khối thi đua số 3"]
        assert (found.reminder_channels, found.auto_register) == (["email", "file"], True)
        newest = found.history.first()
        assert (newest.history_user, newest.prev_record.groups) == (people.dung, ["các sở"])
        shown = text(client.get("/co-quan/"))
        assert "Sở Nội vụ\nSNV tỉnh</textarea>" in shown
        assert "khối thi đua số 3</textarea>" in shown
        assert shown.count(" checked") == 5

    def test_a_new_house_rule_is_at_work_at_once(self, as_, people, django_capture_on_commit_callbacks):
        task = stored("9/CV", draw=False, due_in=30).tasks.get()
        with django_capture_on_commit_callbacks(execute=True):
            as_(people.dung).post("/co-quan/", filled(internal_lead_days="0"))
        task.refresh_from_db()
        assert task.internal_due == task.issuer_due

    @pytest.mark.parametrize(
        "wrong",
        [{"name": " "}, {"internal_lead_days": "61"}, {"internal_lead_days": "-1"}, {"house_days": "x"},
         {"house_days": "0"}, {"reminder_channels": []}, {"reminder_channels": ["pigeon"]}, {"known_groups": ["?"]},
         {"own_names": "x" * 301}, {"other_groups": "\n".join(map(str, range(60)))}],
    )  # fmt: skip
    def test_what_makes_no_sense_comes_back_and_changes_nothing(self, as_, people, wrong):
        answer = as_(people.root).post("/co-quan/", filled(place="tỉnh khác", **wrong))
        assert 'role="alert"' in text(answer)
        assert Office.objects.get().place == "tỉnh Bình Minh"

    def test_how_long_the_trash_keeps_is_the_administrator_s_to_say(self, as_, people):
        as_(people.dung).post("/co-quan/", filled(trash_days="1"))
        assert Office.objects.get().trash_days == 30
        as_(people.root).post("/co-quan/", filled(trash_days="60"))
        assert Office.objects.get().trash_days == 60


class TestDays:
    def test_the_year_is_listed_as_the_clocks_count_it(self, as_, people):
        shown = text(as_(people.lan).get("/ngay-nghi/?nam=2026"))
        for said in ("Thứ Bảy, 10/01/2026", "làm bù cho 02/01", "Thứ Hai, 27/04/2026", "nghỉ bù Giỗ Tổ",
                     "Chủ nhật, 26/04/2026"):  # fmt: skip
            assert said in shown
        assert "Thứ Bảy, 17/01/2026" not in shown
        assert "Chưa có thông báo" not in shown

    @pytest.mark.parametrize("year", ["", "abcd", "0001", "9999", "²026", "2026&nam=x"])
    def test_a_senseless_year_is_no_fault(self, as_, people, year):
        assert as_(people.lan).get(f"/ngay-nghi/?nam={year}").status_code == 200

    def test_a_day_is_entered_changed_and_taken_back_and_deadlines_follow(self, as_, people):
        client, day = as_(people.lan), date(2026, 12, 9)
        entry = {"date": "09/12/2026", "kind": "swap_off", "name": "Nghỉ bão số 12", "basis": "Công điện 3"}
        client.post("/ngay-nghi/ghi/", entry)
        assert not office_calendar().is_working(day)
        assert DayOff.objects.get().history.first().history_user == people.lan
        shown = text(client.get("/ngay-nghi/?nam=2026"))
        assert "Nghỉ bão số 12" in shown
        assert "Công điện 3" in shown
        client.post("/ngay-nghi/ghi/", entry | {"kind": "ordinary", "name": "Không nghỉ nữa"})
        assert office_calendar().is_working(day)
        assert "Không nghỉ nữa" in text(client.get("/ngay-nghi/?nam=2026"))
        client.post(f"/ngay-nghi/{DayOff.objects.get().pk}/bo/")
        assert not DayOff.objects.exists()

    def test_open_tasks_follow_a_day_that_is_entered(self, as_, people, django_capture_on_commit_callbacks):
        task = stored("9/CV", draw=False, due_in=30).tasks.get()
        with django_capture_on_commit_callbacks(execute=True):
            as_(people.lan).post(
                "/ngay-nghi/ghi/",
                {"date": f"{task.internal_due:%d/%m/%Y}", "kind": "holiday", "name": "Nghỉ theo thông báo"},
            )
        assert Task.objects.get().internal_due < task.internal_due

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [({"date": "31/02/2026"}, "ngày"), ({"date": ""}, "ngày"), ({"date": "01/01/1999"}, "Năm phải từ"),
         ({"kind": "swap_work"}, "thứ Bảy hoặc Chủ nhật"), ({"kind": "feast"}, ""), ({"name": ""}, "")],
    )  # fmt: skip
    def test_what_makes_no_sense_comes_back(self, as_, people, wrong, said):
        entry = {"date": "09/12/2026", "kind": "holiday", "name": "Nghỉ"} | wrong
        answer = as_(people.lan).post("/ngay-nghi/ghi/", entry)
        assert (answer.status_code, DayOff.objects.count()) == (422, 0)
        assert 'class="why"' in text(answer)
        assert said in text(answer)

    def test_a_notice_ends_the_warning_until_it_is_taken_back(self, as_, people):
        client = as_(people.lan)
        assert "Chưa có thông báo lịch nghỉ năm 2027" in text(client.get("/ngay-nghi/?nam=2027"))
        assert client.post("/ngay-nghi/nam/2027/", {"basis": ""}).status_code == 422
        client.post("/ngay-nghi/nam/2027/", {"basis": "Thông báo 15/TB-BNV"})
        assert NoticeYear.objects.get().basis == "Thông báo 15/TB-BNV"
        shown = text(client.get("/ngay-nghi/?nam=2027"))
        assert "Thông báo 15/TB-BNV" in shown
        assert "Chưa có thông báo" not in shown
        client.post("/ngay-nghi/nam/2027/bo/")
        assert "Chưa có thông báo" in text(client.get("/ngay-nghi/?nam=2027"))

    def test_the_menu_shows_each_page_to_whom_it_opens(self, as_, people):
        for who, pages in ((people.lan, {"days"}), (people.minh, set()), (people.dung, {"days", "profile"})):
            shown = text(as_(who).get("/"))
            assert {name for name in ("days", "profile") if f'href="{reverse(name)}"' in shown} == pages
