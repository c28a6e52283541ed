"""The pages in headless Chromium: what people do all day, with script, at a desk and on a phone; and their access."""

from __future__ import annotations

import os

import pytest

from tests.desk.office import PASSWORD
from tracking.models import Dispatch, File, Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEIGHT = """performance.getEntries().filter(e => !e.name.includes("/trang/"))
    .reduce((sum, e) => sum + (e.transferSize || 0), 0)"""
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the test


@pytest.fixture
def enter(chromium, live_server):
    """A page logged in as someone, with every fault of script or policy kept in `page.faults`."""

    def login(person: str, *, size: tuple[int, int] = (1366, 768), password: str = PASSWORD):
        page = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN").new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda m: page.faults.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(f"{live_server.url}/dang-nhap/")
        page.fill("#id_username", person)
        page.fill("#id_password", password)
        page.click("button[type=submit]")
        return page

    return login


def test_a_day_at_the_office(enter, live_server, office, own_home):
    """Wrong password; doubtful to confirmed with a box and a correction; filter; closing; upload; retry; refusal."""
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
    leader.click(".tile.late")
    assert "nhom=late" in leader.url
    assert leader.locator("tr.late .due").count() >= 3
    leader.click(".filters > summary")
    leader.select_option("select[name=donvi]", label="Phòng Tổ chức, biên chế")
    leader.click(".filterbar button[type=submit]")
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

    clerk.goto(f"{live_server.url}/hop-den/")
    clerk.set_input_files(
        "#files", files=[{"name": "Công văn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    clerk.click(".drop button")
    clerk.wait_for_selector(".message.success")
    assert (own_home.inbox_folder / "Công văn.pdf").is_file()
    clerk.click(".job.bad button:has-text('Thử lại')")
    clerk.wait_for_selector(".message.success")
    assert File.objects.get(name="Quyet dinh 15 ban scan.pdf").state == "claimed"
    assert clerk.faults + leader.faults + specialist.faults == []


def test_every_page_is_sound_for_axe_and_fits_a_phone(enter, live_server, office):
    """No serious or critical finding, no page wider than the phone, under 300 KB at first load."""
    from axe_playwright_python.sync_playwright import Axe

    sample = office.dispatches["1002-CV/TU"].pk
    task = Task.objects.get(dispatch=office.dispatches["517/SYT-TCCB"]).pk
    pages = {
        "dung": ["/", "/van-ban/", f"/van-ban/{sample}/", f"/viec/{task}/", "/bieu-do/", "/lich/",
                 f"/van-ban/{sample}/phieu/", f"/van-ban/{sample}/luot-mo/", "/so/", "/toi/", "/toi/mat-khau/"],
        "lan": ["/kiem-tra/", f"/van-ban/{sample}/kiem-tra/", "/hop-den/", "/huong-dan/"],
        "root": ["/nguoi-dung/", "/nguoi-dung/them/", "/don-vi/them/"],
    }  # fmt: skip
    findings = []
    for person, paths in pages.items():
        page = enter(person, size=(390, 844))
        for path in paths:
            page.goto(live_server.url + path)
            for entry in Axe().run(page).response["violations"]:
                if entry["impact"] in ("serious", "critical"):
                    findings.append((path, entry["id"], [node["html"][:140] for node in entry["nodes"]][:3]))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                findings.append((path, "wider than the phone", []))
            weight = page.evaluate(WEIGHT)
            if weight > 300_000:
                findings.append((path, f"{weight} bytes", []))
        assert page.faults == []
    assert findings == []
