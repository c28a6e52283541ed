"""The whole service, seen by a clerk in a browser: a paper of many pages says which one is being read, then its row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from tests.flows.conftest import ROOT, Installation

pytestmark = [pytest.mark.prefect, pytest.mark.browser, pytest.mark.ocr, pytest.mark.timeout(500)]
FAX = ROOT / "samples" / "inbox" / "07-fax-nhieu-trang.tif"
SHEETS = 12


def test_the_inbox_says_which_page_is_being_read(installation: Installation, tmp_path: Path):
    from playwright.sync_api import sync_playwright

    log = tmp_path / "log"
    with installation.running(log):
        name, password = re.search(r"Tài khoản đầu tiên: (\S+) +mật khẩu: (\S+)", log.read_text()).groups()  # type: ignore[union-attr]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
            clerk = browser.new_page(locale="vi-VN")
            clerk.set_default_timeout(120_000)
            clerk.goto(f"http://127.0.0.1:{installation.desk}/dang-nhap/?next=/hop-den/")
            clerk.fill("#id_username", name)
            clerk.fill("#id_password", password)
            clerk.click("button[type=submit]")
            clerk.wait_for_selector("text=Bộ theo dõi hộp đến đang chạy")  # known from Prefect, not guessed

            with Image.open(FAX) as fax:
                sheets = [sheet.copy() for sheet in ImageSequence.Iterator(fax)]
            many = (sheets * SHEETS)[:SHEETS]
            many[0].save(installation.inbox / "fax.tif", save_all=True, append_images=many[1:])
            told = clerk.wait_for_selector(f"li:has-text('fax.tif') b:has-text('/{SHEETS}')").inner_text()
            assert re.fullmatch(rf"đang đọc trang ([1-9]|1[0-2])/{SHEETS}", told)
            assert int(clerk.get_attribute("li:has-text('fax.tif') progress", "max") or 0) == SHEETS
            clerk.wait_for_selector("li:has-text('fax.tif')", state="detached")
            clerk.reload()
            assert clerk.is_visible("tr:has-text('fax.tif') .state.stored")
            clerk.wait_for_selector("text=Lượt quét hộp đến gần nhất")
            browser.close()
