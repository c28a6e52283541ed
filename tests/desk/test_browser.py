"""The pages in headless Chromium: what people do all day, with script, at a desk and on a phone; and their access."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pdfplumber
import pytest

from flows import registering
from pipeline.errors import CongvanError
from pipeline.intake import Intake
from pipeline.ledger import Entry
from pipeline.settings import Settings
from tests.desk.conftest import follow
from tests.desk.every_page import every_page, lived_in
from tests.desk.office import PASSWORD
from tracking.ledger import DjangoLedger
from tracking.models import Dispatch, File, Task

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "inbox"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEIGHT = """performance.getEntries().filter(e => !e.name.includes("/trang/"))
    .reduce((sum, e) => sum + (e.transferSize || 0), 0)"""


def test_a_day_at_the_office(enter, live_server, office):
    """Wrong password; doubtful to confirmed with a box and a correction; filter; closing with a number; refusal."""
    wrong = enter("lan", password="sai-mat-khau")
    assert "không đúng" in wrong.inner_text("[role=alert]")

    clerk = enter("lan")
    dispatch = office.dispatches["1002-CV/TU"]
    clerk.goto(f"{live_server.url}/van-ban/{dispatch.pk}/kiem-tra/")
    assert clerk.evaluate("document.activeElement.id") == "in-number"  # the first doubt has the focus
    assert "on" in clerk.get_attribute("#box-number", "class")  # and its box is shown
    clerk.keyboard.press("F2")
    assert clerk.evaluate("document.activeElement.id") == "in-stamp-date"
    clerk.focus("#in-signer-title") if clerk.is_visible("#in-signer-title") else None
    clerk.focus("#in-number")
    word = clerk.locator("rect.w[data-w='11098']").first
    word.click()
    assert clerk.input_value("#in-number") == "11098"  # a click on a word of the page fills the field
    clerk.fill("#in-number", "1007-CV/TU")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url("**/kiem-tra/")
    clerk.wait_for_selector(".message.success")
    assert "1007-CV/TU" in clerk.inner_text(".message.success")
    row = Dispatch.objects.get(pk=dispatch.pk)
    assert (row.number, row.review_state, row.corrections.get().before) == ("1007-CV/TU", "confirmed", "1002-CV/TU")

    leader = enter("dung")
    follow(leader, ".tile.late")
    assert "nhom=late" in leader.url
    assert leader.locator("tr.late .due").count() >= 3
    leader.click(".filters > summary")
    leader.select_option("select[name=donvi]", str(office.first.pk))
    follow(leader, ".filterbar button[type=submit]")
    assert "nhom=late" in leader.url
    assert leader.locator("td.w-who").all_inner_texts()
    assert all("Phòng Tổ chức" in who for who in leader.locator("td.w-who").all_inner_texts())
    leader.keyboard.press("j")
    leader.keyboard.press("Enter")
    leader.wait_for_url("**/viec/*/")

    specialist = enter("minh")
    task = Task.objects.get(dispatch=office.dispatches["3451/UBND-NC"])
    specialist.goto(f"{live_server.url}/viec/{task.pk}/")
    specialist.fill("input[name=answer_number]", "215/SNV-TCBC")
    specialist.click("details.act[open] button[type=submit]")
    specialist.wait_for_selector(".state.done")
    assert Task.objects.get(pk=task.pk).answer_number == "215/SNV-TCBC"
    specialist.goto(f"{live_server.url}/hop-den/")
    assert "không được quyền" in specialist.inner_text("main")

    assert clerk.faults + leader.faults + specialist.faults == []


def _one_pass(home: Settings) -> None:
    """What the service does every minute, in this thread: the test's database lives in memory."""
    for item in Intake(home, DjangoLedger()).arrivals(DjangoLedger(lease=timedelta(0)).unfinished()):
        if not isinstance(item, Entry):
            continue
        try:
            read = registering.read_entry(item)
            registering.register(item, read)
        except CongvanError as error:
            registering.set_aside(DjangoLedger(), home, item, error)
        else:
            registering.make_copies(home, item, read[1])


def test_an_upload_becomes_a_row_and_a_broken_one_waits_with_its_reason(
    enter, live_server, people, own_home, monkeypatch
):
    """Two files by the browser: one is read and stands in the table with its PDF inline, one is stopped and retried."""
    monkeypatch.setattr(own_home, "quiet_seconds", 0.0)
    monkeypatch.setattr(own_home, "patience_seconds", 0.0)
    clerk = enter("lan")
    clerk.goto(f"{live_server.url}/hop-den/")
    good = (SAMPLES / "06-bo-noi-vu-ky-so.pdf").read_bytes()
    pdf = "application/pdf"
    clerk.set_input_files("#files", files=[
        {"name": "Công văn Bộ Nội vụ.pdf", "mimeType": pdf, "buffer": good},
        {"name": "Hỏng.pdf", "mimeType": pdf, "buffer": b"%PDF-1.7 broken"},
    ])  # fmt: skip
    assert "Công văn Bộ Nội vụ.pdf, Hỏng.pdf" in clerk.inner_text(".names")
    clerk.click(".drop button")
    clerk.wait_for_selector(".message.success")
    assert "chờ nhận" in clerk.inner_text("main")  # both lie in the inbox

    _one_pass(own_home)
    clerk.goto(f"{live_server.url}/hop-den/")
    broken = File.objects.get(name="Hỏng.pdf")
    assert broken.reason in clerk.inner_text(".job.bad")
    clerk.click(".job.bad button:has-text('Thử lại')")
    clerk.wait_for_selector(".message.success")
    broken.refresh_from_db()
    assert broken.state == "claimed"
    _one_pass(own_home)
    clerk.goto(f"{live_server.url}/hop-den/")
    assert "đã đọc 3 lần" in clerk.inner_text(".job.bad")

    row = Dispatch.objects.get()
    clerk.goto(f"{live_server.url}/van-ban/")
    clerk.click(f".register a:has-text('{row.number}')")
    with clerk.expect_response(lambda answer: answer.url.endswith("/ban-doc.pdf")) as shown:
        clerk.click(".pdf summary")
    assert (shown.value.status, shown.value.headers["content-type"]) == (200, pdf)
    assert clerk.faults == []


@pytest.mark.parametrize(
    ("size", "scheme"), [((390, 844), "light"), ((1366, 768), "dark")], ids=["phone", "desk in the dark"]
)
def test_every_page_is_sound_for_axe_and_fits(enter, live_server, office, size, scheme):
    """No serious or critical finding, nothing wider than the screen, under 300 KB at first load."""
    from axe_playwright_python.sync_playwright import Axe

    findings = []
    entered = {}
    for who, path in every_page(lived_in(office)).values():
        if who not in entered:
            entered[who] = enter(who, size=size, scheme=scheme)
        page = entered[who]
        page.goto(live_server.url + path)
        for entry in Axe().run(page).response["violations"]:
            if entry["impact"] in ("serious", "critical"):
                findings.append((path, entry["id"], [node["html"][:140] for node in entry["nodes"]][:3]))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            findings.append((path, "wider than the screen", []))
        weight = page.evaluate(WEIGHT)
        if weight > 300_000:
            findings.append((path, f"{weight} bytes", []))
        assert page.faults == []
    assert findings == []


def test_reading_needs_no_script(chromium, live_server, office):
    """With script switched off every page still says what it has to say, and a field leads to its box."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    page.fill("#id_username", "dung")
    page.fill("#id_password", PASSWORD)
    follow(page, "button[type=submit]")
    follow(page, ".sentence >> nth=0")
    assert page.is_visible("text=Tình hình")
    dispatch = office.dispatches["1002-CV/TU"]
    page.goto(f"{live_server.url}/van-ban/{dispatch.pk}/")
    page.click("#field-number .spot")
    assert page.url.endswith("#box-number")
    page.goto(f"{live_server.url}/bieu-do/")
    page.click("text=Bảng số liệu >> nth=0")
    assert page.is_visible("table.compact >> nth=0")


def test_what_is_printed_is_the_paper_and_not_the_buttons(enter, live_server, office, tmp_path):
    """The slip, a dispatch and the pending list on A4: their words are there, navigation and forms are not."""
    leader, late = enter("dung"), office.dispatches["3451/UBND-NC"]
    for path, words in (
        (f"/van-ban/{late.pk}/phieu/", ("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", "Ý kiến đề xuất của người giải quyết")),
        (f"/van-ban/{late.pk}/", ("3451/UBND-NC", "Nội dung đọc được")),
        ("/?cua=tatca", ("Việc cần làm", "Thanh tra tỉnh Bình Minh")),
    ):
        leader.goto(live_server.url + path, wait_until="networkidle")
        printed = tmp_path / "page.pdf"
        leader.pdf(path=str(printed), format="A4")
        with pdfplumber.open(printed) as pdf:
            text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
            assert all(word in text for word in words), path
            assert not any(word in text for word in ("Văn bản đến Kiểm tra", "Tìm số", "Đăng xuất", "Lưu bộ lọc")), path
            if path.endswith("phieu/"):
                assert len(pdf.pages) == 1  # it is signed on one sheet
