"""The pages through Django's client: each answers, refuses whom it must, and leaves its trace."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from flows.installation import FIRST_ACCOUNT, first_account
from pipeline.settings import limits
from tests.desk.conftest import text
from tests.desk.office import stored
from tracking.desk.templatetags.desk import uncapital
from tracking.models import Access, Dispatch, File, SavedFilter, Task, User
from tracking.tasks import services

pytestmark = pytest.mark.django_db


def test_log_in_is_asked_for_everywhere_and_leads_back(client, office):
    answer = client.get("/van-ban/")
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/?next=/van-ban/")


def test_the_content_policy_allows_no_inline_script_or_style(as_, office):
    answer = as_(office.dung).get("/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "style=" not in text(answer)
    assert "<script>" not in text(answer)


@pytest.mark.parametrize(
    "page", ["pending", "dispatches", "inbox", "checking", "registers", "people", "charts", "guide"]
)
def test_the_first_account_does_the_clerk_s_work_and_lets_others_in(client, page):
    entered = client.post("/dang-nhap/", {"username": FIRST_ACCOUNT, "password": first_account()})
    assert entered.status_code == 302
    assert client.get(reverse(page)).status_code == 200


def test_five_wrong_passwords_lock_the_door(client, people):
    for _ in range(5):
        answer = client.post("/dang-nhap/", {"username": "lan", "password": "sai"})
    assert answer.status_code == 429
    assert "Tạm khóa" in text(answer)


def test_home_counts_each_open_task_under_one_heading(as_, office):
    answer = as_(office.dung).get("/")
    tiles = {tile["name"]: tile["count"] for tile in answer.context["tiles"]}
    assert tiles[""] == Task.objects.filter(closed_at=None).count() == sum(n for name, n in tiles.items() if name)
    assert tiles["late"] >= 3
    assert answer.context["listed"][0][1].dispatch.number == "12/CĐ-UBND"  # HỎA TỐC on top


def test_home_opens_on_what_concerns_the_person(as_, office):
    tasks = [task for _, task, _ in as_(office.minh).get("/").context["listed"]]
    assert tasks
    assert {task.person for task in tasks} == {office.minh}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?nhom=late&cua=tatca", lambda task: task.due <= timezone.localdate()),
        ("?khan=3", lambda task: task.urgency == 3),
        ("?donvi=chua", lambda task: task.lead_unit is None),
        ("?coquan=so+y+te+tinh+binh+minh", lambda task: task.dispatch.issuer == "Sở Y tế tỉnh Bình Minh"),
    ],
)
def test_a_filter_narrows_and_its_address_can_be_shared(as_, office, query, expected):
    tasks = [task for _, task, _ in as_(office.dung).get(f"/{query}").context["listed"]]
    assert tasks
    assert all(expected(task) for task in tasks)


@pytest.mark.parametrize(
    "query",
    [
        "?trang=abc",
        "?ngay=2026-13-45",
        "?sap=-x",
        "?nhom=x",
        "?sap=x",
        "?khan=-1",
        "?donvi=99999999999",
        "?cua=x",
        "?nguoi=%00",
    ],
)
def test_a_senseless_address_is_no_fault(as_, office, query):
    assert as_(office.dung).get(f"/{query}").status_code == 200


def test_a_filter_is_saved_under_a_name_and_dropped_again(as_, office):
    client = as_(office.dung)
    client.post("/bo-loc/", {"page": "pending", "name": "Việc khẩn", "query": "khan=1", "next": "/?khan=1"})
    saved = SavedFilter.objects.get(user=office.dung)
    assert "Việc khẩn" in text(client.get("/"))
    assert as_(office.lan).post(f"/bo-loc/{saved.pk}/xoa/").status_code == 302  # another's: nothing happens
    assert SavedFilter.objects.filter(pk=saved.pk).exists()


def test_opening_a_dispatch_is_kept(as_, office):
    dispatch = office.dispatches["1002-CV/TU"]
    as_(office.dung).get(f"/van-ban/{dispatch.pk}/")
    assert Access.objects.filter(dispatch=dispatch, user=office.dung, what="page").count() == 1
    answer = as_(office.dung).get(f"/van-ban/{dispatch.pk}/luot-mo/")
    assert str(office.dung) in text(answer)


def test_a_field_shows_its_box_on_the_page_without_script(as_, office):
    dispatch = stored("15/UBND-TH", subject="rà soát nhiệm vụ")
    page = text(as_(office.dung).get(f"/van-ban/{dispatch.pk}/"))
    assert as_(office.dung).get(f"/van-ban/{dispatch.pk}/trang/1.jpg").status_code == 200
    assert 'href="#box-number"' in page
    assert 'id="box-number"' in page
    assert f'src="/van-ban/{dispatch.pk}/trang/1.jpg"' in page


def test_a_page_without_image_is_drawn_from_its_words(as_, people):
    dispatch = stored(draw=False)
    page = text(as_(people.dung).get(f"/van-ban/{dispatch.pk}/"))
    assert "<text " in page
    assert ".jpg" not in page


def test_a_citation_in_our_table_is_a_link_and_a_node(as_, office):
    dispatch, cited = office.dispatches["1002-CV/TU"], office.dispatches["80-KH/TU"]
    page = text(as_(office.dung).get(f"/van-ban/{dispatch.pk}/"))
    assert page.count(f'href="/van-ban/{cited.pk}/"') >= 2


def test_a_correction_is_kept_and_the_next_doubtful_opens(as_, office):
    dispatch = office.dispatches["1002-CV/TU"]
    answer = as_(office.lan).post(f"/van-ban/{dispatch.pk}/kiem-tra/", {"number": "1007-CV/TU", "confirm": "1"})
    dispatch.refresh_from_db()
    assert (dispatch.number, dispatch.review_state, dispatch.arrival_number) == ("1007-CV/TU", "confirmed", 11098)
    correction = dispatch.corrections.get()
    assert (correction.field, correction.before, correction.after, correction.by) == (
        "number", "1002-CV/TU", "1007-CV/TU", office.lan,
    )  # fmt: skip
    assert answer["Location"].endswith("/kiem-tra/")
    assert answer["Location"] != f"/van-ban/{dispatch.pk}/kiem-tra/"


def test_confirming_all_as_shown_makes_no_correction(as_, office):
    dispatch = office.dispatches["901/UBND-KSTT"]
    client = as_(office.lan)
    fields = client.get(f"/van-ban/{dispatch.pk}/kiem-tra/").context["fields"]
    client.post(f"/van-ban/{dispatch.pk}/kiem-tra/", {f.name: f.value for f in fields.all()} | {"confirm": "1"})
    dispatch.refresh_from_db()
    assert dispatch.review_state == "confirmed"
    assert not dispatch.corrections.exists()


def test_doubts_about_rows_of_lists_stand_on_top_too(as_, people):
    doubts = (("deadlines[0]", "Ngày mờ."), ("citations[0]", "Số mờ."), ("recipients[1]", "Tên mờ."))
    dispatch = stored(cites=("80-KH/TU",), doubts=doubts, draw=False)
    page = text(as_(people.lan).get(f"/van-ban/{dispatch.pk}/kiem-tra/"))
    top = page[page.index("Cần xem trước") : page.index("Các trường khác")]
    assert all(reason in top for _, reason in doubts)
    for kind in ("deadlines", "citations", "recipients"):
        row = getattr(dispatch, kind).get(position={"recipients": 1}.get(kind, 0))
        assert page.count(f'name="{kind}[{row.pk}].') == top.count(f'name="{kind}[{row.pk}].') > 0  # and only there


def test_a_value_that_makes_no_sense_comes_back_with_what_was_typed(as_, office):
    dispatch = office.dispatches["1002-CV/TU"]
    answer = as_(office.lan).post(f"/van-ban/{dispatch.pk}/kiem-tra/", {"issued_on": "32/13/2026", "confirm": "1"})
    assert answer.status_code == 422
    assert 'value="32/13/2026"' in text(answer)


def test_a_deadline_is_added_and_taken_away(as_, office):
    dispatch = office.dispatches["77/SNV-VP"]
    client, day = as_(office.lan), timezone.localdate() + timedelta(days=9)
    client.post(f"/van-ban/{dispatch.pk}/kiem-tra/", {"add": "1", "new_due": f"{day:%d/%m/%Y}", "new_bound": "by"})
    row = dispatch.deadlines.get()
    assert (row.due, row.by_person) == (day, True)
    client.post(f"/van-ban/{dispatch.pk}/kiem-tra/", {"remove": f"deadlines:{row.pk}"})
    assert not dispatch.deadlines.exists()


def test_a_task_is_closed_with_the_answering_number(as_, office):
    task = Task.objects.get(dispatch=office.dispatches["3451/UBND-NC"])
    client = as_(office.minh)
    client.post(f"/viec/{task.pk}/close/", {"next": f"/viec/{task.pk}/"})
    task.refresh_from_db()
    assert task.state == "in_progress"  # a reply is asked for: a click is not enough
    client.post(f"/viec/{task.pk}/close/", {"answer_number": "215/SNV-TCBC"})
    task.refresh_from_db()
    assert (task.state, task.answer_number) == ("done", "215/SNV-TCBC")


def test_a_leader_assigns_and_decides_an_extension(as_, office):
    task = Task.objects.get(dispatch=office.dispatches["12/CĐ-UBND"])
    as_(office.dung).post(f"/viec/{task.pk}/assign/", {"unit": office.second.pk, "person": office.tu.pk})
    task.refresh_from_db()
    assert (task.lead_unit, task.person, task.state) == (office.second, office.tu, "assigned")
    asked = Task.objects.get(dispatch=office.dispatches["517/SYT-TCCB"]).extensions.get()
    as_(office.dung).post(f"/viec/{asked.task_id}/gia-han/{asked.pk}/", {"allow": "1"})
    asked.refresh_from_db()
    assert asked.allowed is True


def test_an_upload_lies_in_the_inbox_under_a_safe_name(as_, people, own_home):
    file = SimpleUploadedFile("../../etc/Công văn\u202e số 5.exe", b"%PDF-1.7 ...")
    as_(people.lan).post("/hop-den/tai-len/", {"files": [file]})
    assert [p.name for p in own_home.inbox_folder.iterdir()] == ["Công văn số 5.pdf"]


@pytest.mark.parametrize("body", [b"", b"MZ\x90", b"<html>", b"PK\x03\x04"])
def test_what_is_no_paper_is_refused_by_its_content(as_, people, own_home, body):
    as_(people.lan).post("/hop-den/tai-len/", {"files": [SimpleUploadedFile("a.pdf", body)]})
    assert not list(own_home.inbox_folder.iterdir())


def test_a_name_that_is_taken_is_never_replaced(as_, people, own_home):
    for body in (b"%PDF-1", b"%PDF-2"):
        as_(people.lan).post("/hop-den/tai-len/", {"files": [SimpleUploadedFile("a.pdf", body)]})
    assert {p.name: p.read_bytes() for p in own_home.inbox_folder.iterdir()} == {
        "a.pdf": b"%PDF-1",
        "a (2).pdf": b"%PDF-2",
    }


def test_a_stopped_file_is_given_back_to_the_next_pass(as_, office):
    from tracking.ledger import DjangoLedger

    file = File.objects.get(code="corrupt")
    as_(office.lan).post(f"/hop-den/{file.pk}/thu-lai/")
    file.refresh_from_db()
    assert file.state == "claimed"
    assert [entry.id for entry in DjangoLedger().unfinished()] == [file.pk]


def test_a_secrecy_mark_is_cleared_only_by_ones_own_name(as_, office):
    file = File.objects.get(code="secrecy_mark")
    client = as_(office.lan)
    client.post(f"/hop-den/{file.pk}/thu-lai/")
    client.post(f"/hop-den/{file.pk}/bao-nham/", {"name": "Ai đó"})
    file.refresh_from_db()
    assert (file.state, file.cleared_by) == ("quarantined", None)
    client.post(f"/hop-den/{file.pk}/bao-nham/", {"name": "nguyễn thị  lan"})
    file.refresh_from_db()
    assert (file.state, file.cleared_by) == ("claimed", office.lan)


def test_the_inbox_asks_again_for_its_upper_part_only(as_, office):
    answer = as_(office.lan).get("/hop-den/", headers={"HX-Request": "true"})
    assert "<html" not in text(answer)


@pytest.mark.parametrize(
    ("read", "pages", "said"),
    [(0, 0, None), (0, 12, "đang đọc trang 1/12"), (2, 12, "đang đọc trang 3/12"), (12, 12, "đang đọc trang 12/12")],
    ids=["not counted yet", "just begun", "under way", "being put together"],
)
def test_a_file_being_read_says_which_page(as_, people, read, pages, said):
    from tracking.ledger import DjangoLedger

    ledger, path = DjangoLedger(), Path("/hop-den/quyet-dinh.pdf")
    claim = ledger.claim(sha256="a" * 64, name="quyet-dinh.pdf", size=1, inbox_path=path, archive_path=path)
    ledger.renew(claim.id, read=read, pages=pages)
    page = text(as_(people.lan).get("/hop-den/", headers={"HX-Request": "true"}))
    assert "quyet-dinh.pdf" in page
    assert said in page if said else "đang đọc trang" not in page
    ledger.unfinished(abandoned=True)  # a worker died: the next one begins anew
    assert File.objects.get().pages_read == 0


def test_a_file_under_secrecy_shows_no_name(as_, office):
    page = text(as_(office.root).get("/hop-den/"))
    assert "a41f0c" not in page


@pytest.mark.parametrize("name", ["theo-tuan", "don-vi", "dang-cho", "tai-viec", "co-quan"])
def test_a_chart_is_an_image_with_its_table_behind(as_, office, name):
    client = as_(office.dung)
    answer = client.get(f"/bieu-do/{name}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert f'src="/bieu-do/{name}.svg"' in text(client.get("/bieu-do/"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "Văn thư thả bản quét vào hộp đến"), ("/?nhom=late", "bỏ bớt điều kiện lọc"),
        ("/van-ban/", "tải lên ở trang"), ("/van-ban/?tim=x", "gõ không dấu"),
        ("/kiem-tra/", "sẽ hiện ở đây"), ("/hop-den/", "Thả bản quét vào thư mục hộp đến, hoặc tải lên"),
        ("/bieu-do/", "Chưa có số liệu"), ("/lich/", "Lịch hạn tháng"),
        ("/huong-dan/", "Thả bản quét đầu tiên"), ("/thung-rac/", "Thùng rác trống"),
        ("/cach-viet/", "Sửa tên cơ quan ở trang"), ("/toi/", "chọn điều kiện lọc rồi đặt tên"),
    ],
)  # fmt: skip
def test_an_empty_office_says_what_to_do(as_, people, path, said):
    answer = as_(people.lan).get(path)
    assert answer.status_code == 200
    assert said in text(answer)


def test_the_guide_leads_only_where_one_may_go(as_, people):
    for who in (people.lan, people.minh, people.root):
        client = as_(who)
        guide = text(client.get("/huong-dan/"))
        first = guide[guide.index("Bắt đầu") : guide.index("Mỗi ngày")]
        leads = re.findall(r'href="([^"]+)"', first)
        assert all(client.get(address).status_code == 200 for address in leads)
        assert ("/nguoi-dung/" in leads) == (who is people.root)


def test_a_line_is_a_sentence_with_its_quote_and_both_deadlines(as_, office):
    page = text(as_(office.dung).get("/?cua=tatca"))
    task = Task.objects.select_related("deadline").get(dispatch=office.dispatches["1002-CV/TU"])
    line = page[page.index(f'href="/viec/{task.pk}/"') :]
    said = " ".join(re.sub(r"<[^>]+>", " ", line[: line.index("</a>")]).split())
    stated = f"trước ngày {task.deadline.stated:%d/%m/%Y}"
    assert said.endswith(f"Tỉnh ủy Bình Minh đề nghị {uncapital(task.title)}, {stated}")
    assert f'title="{task.directive.text} … {stated}"' in said  # hovering shows the words of the page
    row = page[: page.index(f'href="/viec/{task.pk}/"')].rpartition("<tr")[2]
    assert f"{task.internal_due:%d/%m/%Y}" in row
    assert f"Văn bản yêu cầu {task.issuer_due:%d/%m/%Y}" in row


def test_a_paper_cited_from_outside_keeps_its_words_and_what_happened_stands_in_order(as_, office):
    dispatch = office.dispatches["1002-CV/TU"]
    client = as_(office.lan)
    client.post(f"/van-ban/{dispatch.pk}/kiem-tra/", {"number": "1007-CV/TU", "confirm": "1"})
    page = text(client.get(f"/van-ban/{dispatch.pk}/"))
    outside = dispatch.citations.get(target=None)
    assert f"<b>{outside.value}</b>" in page
    story = page[page.index("<h2>Quá trình</h2>") :]
    times = re.findall(r'<time datetime="([^"]+)"', story)
    assert times == sorted(times, reverse=True)
    assert "<td>1002-CV/TU</td><td>1007-CV/TU</td>" in story


def test_what_is_not_there_is_said_in_vietnamese(as_, office):
    answer = as_(office.minh).get("/van-ban/999999/")
    assert (answer.status_code, "Không tìm thấy trang này" in text(answer)) == (404, True)
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/dang-nhap/", {"username": "lan"})
    assert (refused.status_code, "Trang này mở đã quá lâu" in text(refused)) == (403, True)


def test_a_session_ends_with_the_day_with_the_account_and_with_the_password(as_, office, settings):
    assert settings.SESSION_COOKIE_AGE <= 12 * 3600
    for change in ("is_active", "password"):
        client = as_(office.minh)
        assert client.get("/").status_code == 200
        User.objects.filter(pk=office.minh.pk).update(
            **{change: False if change == "is_active" else make_password("khác")}
        )
        assert client.get("/").status_code == 302
        User.objects.filter(pk=office.minh.pk).update(is_active=True)
    client = as_(office.dung)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302


def test_an_upload_that_is_too_large_is_refused_and_leaves_nothing(as_, people, own_home, monkeypatch):
    monkeypatch.setattr(limits(), "file_bytes", 100)
    body = b"%PDF-1.7" + b"x" * 200
    said = as_(people.lan).post("/hop-den/tai-len/", {"files": [SimpleUploadedFile("a.pdf", body)]}, follow=True)
    assert "Tệp lớn hơn" in text(said)
    assert not list(own_home.inbox_folder.iterdir())


def test_the_technician_alone_is_led_to_prefect(as_, office):
    assert "trang của Prefect" in text(as_(office.root).get("/hop-den/"))
    assert "trang của Prefect" not in text(as_(office.lan).get("/hop-den/"))


def test_a_person_is_added_by_the_rules_of_passwords(as_, people):
    client = as_(people.root)
    form = {
        "username": "mai",
        "full_name": "Vũ Thị Mai",
        "role": "specialist",
        "unit": people.first.pk,
        "is_active": "on",
    }
    assert client.post("/nguoi-dung/them/", form | {"password": "12345"}).context["form"].errors
    assert not User.objects.filter(username="mai").exists()
    client.post("/nguoi-dung/them/", form | {"password": "sao-kim-moc-2031"})
    assert User.objects.get(username="mai").check_password("sao-kim-moc-2031")


def test_an_administrator_does_not_lock_themselves_out(as_, people):
    form = {"username": "root", "full_name": "Quản Trị", "role": "specialist", "is_active": "on"}
    as_(people.root).post(f"/nguoi-dung/{people.root.pk}/", form)
    people.root.refresh_from_db()
    assert people.root.role == "admin"


def test_the_slip_names_the_paper_and_its_three_parts(as_, office):
    page = text(as_(office.dung).get(reverse("slip", args=[office.dispatches["3451/UBND-NC"].pk])))
    for words in (
        "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        "3451/UBND-NC",
        "Ý kiến của lãnh đạo đơn vị",
        "Tham mưu, báo cáo trước hạn.",
    ):
        assert words in page


def test_a_recurring_task_never_hides_behind_its_closed_turn(as_, office):
    task = Task.objects.filter(closed_at=None, person=office.minh).first()
    services.close(task_id=task.pk, by=office.minh, outcome="Đã báo cáo")
    assert task.pk not in [t.pk for _, t, _ in as_(office.minh).get("/").context["listed"]]


def test_the_trash_is_not_shown(as_, office):
    dispatch = office.dispatches["415/STC-QLNS"]
    Dispatch.objects.filter(pk=dispatch.pk).update(trashed_at=timezone.now())
    assert as_(office.dung).get(f"/van-ban/{dispatch.pk}/").status_code == 404
    assert dispatch.number not in text(as_(office.dung).get("/"))


@pytest.mark.parametrize("query", ["kiem diem", "kiểm điểm", "1002-CV/TU", "tinh uy binh minh"])
def test_the_search_box_finds_with_or_without_accents(as_, office, query):
    found = as_(office.dung).get("/van-ban/", {"tim": query}).context["rows"]
    assert "1002-CV/TU" in [dispatch.number for dispatch, _ in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"coquan": "thanh tra"}, {"88/TTr-TTT"}),
        ({"coquan": "Sở Tài chính", "tim": "du toan"}, {"415/STC-QLNS"}),
        ({"coquan": "Sở Tài chính", "tim": "kiem diem"}, set()),
        ({"tinhtrang": "late", "khan": "1"}, {"2210/BNV-CCVC"}),
        ({"tinhtrang": "late", "tim": "vi tri viec lam"}, {"3451/UBND-NC"}),
    ],
)
def test_the_list_is_narrowed_by_issuer_and_by_what_its_tasks_are(as_, office, query, expected):
    found = as_(office.dung).get("/van-ban/", query).context["rows"]
    assert {dispatch.number for dispatch, _ in found} == expected


def test_the_list_is_narrowed_by_the_days_of_arrival(as_, office):
    client, day = as_(office.dung), office.dispatches["3451/UBND-NC"].stamp_date
    here = {"tu": f"{day:%d/%m/%Y}", "den": f"{day:%d/%m/%Y}"}
    of_the_day = [d for d, _ in client.get("/van-ban/", here).context["rows"]]
    assert "3451/UBND-NC" in [d.number for d in of_the_day]
    assert all(d.arrived_on == day for d in of_the_day)  # around a weekend others may have come on that day
    after = client.get("/van-ban/", {"tu": f"{day + timedelta(days=1):%d/%m/%Y}"}).context["rows"]
    assert after
    assert all(d.arrived_on > day for d, _ in after)
    assert client.get("/van-ban/", {"tu": "hôm qua", "den": "31/02/2026"}).status_code == 200


def test_the_list_is_sorted_by_its_headings(as_, office):
    client = as_(office.lan)
    for sort, value in (("so", lambda d: -(d.arrival_number or 0)), ("coquan", lambda d: d.issuer_key)):
        values = [value(d) for d, _ in client.get("/van-ban/", {"sap": sort}).context["rows"]]
        assert values == sorted(values)


@pytest.mark.parametrize(("sort", "key"), [
    ("han", lambda t: t.due), ("-han", lambda t: -t.due.toordinal()), ("hanbh", lambda t: t.issuer_due),
    ("coquan", lambda t: t.dispatch.issuer_key),
])  # fmt: skip
def test_the_table_of_tasks_is_sorted_either_way_below_what_is_most_urgent(as_, office, sort, key):
    listed = [t for _, t, _ in as_(office.dung).get("/", {"sap": sort, "cua": "tatca"}).context["listed"]]
    values = [key(t) for t in listed if t.urgency < 3 and t.issuer_due]
    assert listed[0].urgency == 3
    assert values == sorted(values)


def test_a_leader_finds_what_asks_for_more_time_until_it_is_decided(as_, office):
    client, task = as_(office.dung), Task.objects.get(dispatch=office.dispatches["517/SYT-TCCB"])
    asked = "/?cua=tatca&trangthai=giahan"
    assert [row.pk for _, row, _ in client.get(asked).context["listed"]] == [task.pk]
    client.post(f"/viec/{task.pk}/gia-han/{task.extensions.get().pk}/", {"refuse": "1"})
    assert client.get(asked).context["listed"] == []


def test_each_choice_of_the_filter_says_how_many_it_has(as_, office):
    client = as_(office.dung)
    for entry in client.get("/").context["filters"]:
        for value, _, number in entry["choices"]:
            shown = client.get("/", {entry["name"]: value, "cua": "tatca"}).context["listed"]
            assert len(shown) == number, (entry["name"], value)


def test_a_number_of_the_calendar_leads_to_the_tasks_of_that_day(as_, office):
    due = Task.objects.filter(closed_at=None, due__gte=timezone.localdate()).first().due
    client = as_(office.dung)
    address = f"/?cua=tatca&amp;ngay={due:%Y-%m-%d}"
    assert address in text(client.get("/lich/", {"thang": f"{due:%Y-%m}"}))
    listed = client.get(address.replace("&amp;", "&")).context["listed"]
    assert {t.due for _, t, _ in listed} == {due}


def test_a_register_comes_as_a_file(as_, office):
    answer = as_(office.lan).get("/so/", {"so": "arrivals", "dang": "csv"})
    assert "1002-CV/TU" in answer.content.decode("utf-8-sig") or "3451/UBND-NC" in answer.content.decode("utf-8-sig")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("turns", "matrix"), [(1, "0 1 -1 0 842.0 0"), (2, "-1 0 0 -1 595.0 842.0"), (3, "0 -1 1 0 0 595.0")]
)
def test_a_page_scanned_on_its_side_is_shown_upright(as_, office, tmp_path, monkeypatch, turns, matrix):
    """Its image turned, boxes and words where its print then stands."""
    from tracking.desk import pages

    monkeypatch.setattr(pages, "image", lambda *_: tmp_path / "page-1.jpg")
    row = Dispatch.objects.order_by("pk").first()
    x0, top, x1, bottom = 100.0, 50.0, 160.0, 62.0
    row.pages.update(turns=turns, width=595, height=842, words=[["Số", x0, top, x1, bottom, 0.9]])
    shown = text(as_(office.lan).get(f"/van-ban/{row.pk}/trang/1/?chu=1"))
    size = "595.0 842.0" if turns == 2 else "842.0 595.0"
    assert f'viewBox="0 0 {size}"' in shown
    assert f'transform="matrix({matrix})"' in shown
    left, high = {1: (842 - bottom, x0), 2: (595 - x1, 842 - bottom), 3: (top, 595 - x1)}[turns]
    assert f'class="w" x="{left}" y="{high}"' in shown
