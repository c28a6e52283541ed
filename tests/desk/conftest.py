"""What the tests of the pages share: a home of their own, the seeded office, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from pipeline.settings import Settings, settings
from tests.desk import office as made

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the test


def text(answer: Any) -> str:
    """The words of a page."""
    return str(answer.content.decode())


def follow(page: Any, selector: str) -> None:
    """Click what leads to another page and wait until that is whole: a click alone ends before its answer is read."""
    with page.expect_navigation():
        page.click(selector)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Folders of this test alone."""
    ours = settings()
    monkeypatch.setattr(ours, "home", tmp_path)
    ours.inbox_folder.mkdir(parents=True, exist_ok=True)
    return ours


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    """The seeded office."""
    return made.seeded(draw=False)


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """The people without dispatches."""
    return made.people()


@pytest.fixture
def as_(client: Client) -> Callable[[Any], Client]:
    """A client logged in as someone."""

    def login(user: Any) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return login


@pytest.fixture
def chromium() -> Iterator[Any]:
    """Debian's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def enter(chromium, live_server):
    """A page logged in as someone, with every fault of script or policy kept in `page.faults`."""

    def login(
        person: str, *, size: tuple[int, int] = (1366, 768), password: str = made.PASSWORD, scheme: str = "light"
    ):
        view = {"width": size[0], "height": size[1]}
        page = chromium.new_context(viewport=view, locale="vi-VN", color_scheme=scheme).new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda m: page.faults.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(f"{live_server.url}/dang-nhap/")
        if person == "-":
            return page
        page.fill("#id_username", person)
        page.fill("#id_password", password)
        follow(page, "button[type=submit]")
        return page

    return login


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Figures are kept for some minutes; those of another test's office must not be shown."""
    from django.core.cache import cache

    cache.clear()
