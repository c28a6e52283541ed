"""The clerk's desk by keyboard alone: how many keys, and how long the machine takes between them.

The target is a doubtful dispatch in 30 seconds and a clean one in 5. What a person needs is reckoned by the
keystroke-level model (Card, Moran, Newell 1980): 0.28 s for a key of an average typist, 1.35 s to make up one's mind.
"""

from __future__ import annotations

import statistics
import time

import pytest

from tracking.models import Dispatch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY, MIND = 0.28, 1.35
READY = "document.readyState === 'complete' && document.querySelector('[data-confirm]') !== null"


class Hands:
    """Counts keys and the seconds until the page is ready again."""

    def __init__(self, page) -> None:
        self.page, self.keys, self.waits = page, 0, []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += len(key.split("+"))  # a chord is as many keys as are held

    def confirm(self) -> None:
        """Ctrl+Enter, until the next dispatch (or the list, after the last one) is there."""
        before, start = self.page.url, time.perf_counter()
        self.press("Control+Enter")
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state("domcontentloaded")
        self.waits.append(time.perf_counter() - start)


def test_a_doubtful_dispatch_takes_half_a_minute_and_a_clean_one_five_seconds(enter, live_server, office, capsys):
    clerk = enter("lan")
    clerk.goto(f"{live_server.url}/kiem-tra/")
    clerk.keyboard.press("j")  # the first line, then into it
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/van-ban/*/kiem-tra/")
    doubtful, clean = Hands(clerk), Hands(clerk)
    doubts, worst = 0, 0.0
    for _ in range(Dispatch.objects.filter(review_state="doubtful").count()):
        clerk.wait_for_function(READY)
        here = clerk.locator("[data-doubt]").count()
        keys = doubtful.keys
        focused = clerk.evaluate("document.activeElement.dataset.doubt !== undefined")
        assert focused  # nothing to search for: the first doubt has the focus, its reason beneath, its box on the page
        for _ in range(here - 1):
            doubtful.press("F2")
        doubtful.press("End", "Backspace", "7")  # the last of them is wrong in its last character
        doubtful.confirm()
        doubts += here
        worst = max(worst, (doubtful.keys - keys) * KEY + (here + 1) * MIND + doubtful.waits[-1])
    for _ in range(Dispatch.objects.filter(review_state="clean").count()):
        clerk.wait_for_function(READY)
        clean.confirm()
    clerk.wait_for_selector("text=Không còn văn bản nào cần kiểm tra")
    papers = len(clean.waits)
    each = clean.keys / papers * KEY + MIND + statistics.median(clean.waits)
    with capsys.disabled():
        print(
            f"\ndoubtful: {len(doubtful.waits)} papers, {doubts} doubts, {doubtful.keys} keys, machine "
            f"{statistics.median(doubtful.waits):.2f} s, worst paper {worst:.1f} s; clean: {papers} papers, "
            f"{clean.keys} keys, machine {statistics.median(clean.waits):.2f} s, {each:.1f} s a paper"
        )
    assert clean.keys == 2 * papers  # one chord each
    assert worst < 30
    assert each < 5
    assert not Dispatch.objects.exclude(review_state="confirmed").exists()
    assert clerk.faults == []


def test_words_are_clicked_together_and_pages_turned_and_zoomed(enter, live_server, office):
    dispatch = office.dispatches["1002-CV/TU"]
    Dispatch.objects.filter(pk=dispatch.pk).update(page_count=3)
    clerk = enter("lan")
    clerk.goto(f"{live_server.url}/van-ban/{dispatch.pk}/kiem-tra/")
    clerk.focus("#in-issuer")
    for word in ("TỈNH", "ỦY", "BÌNH"):
        clerk.locator(f"rect.w[data-w='{word}']").first.click()
    assert clerk.input_value("#in-issuer") == "TỈNH ỦY BÌNH"  # the first replaces what stood there, others follow it
    assert clerk.evaluate("document.activeElement.id") == "in-issuer"

    def turned():
        return clerk.evaluate("document.getElementById('scan').scrollTop")

    clerk.keyboard.press("Alt+ArrowDown")
    second = turned()
    assert second > 300
    clerk.keyboard.press("Alt+ArrowDown")
    assert turned() > second
    clerk.keyboard.press("Alt+ArrowUp")
    clerk.keyboard.press("Alt+ArrowUp")
    assert turned() < second
    width = clerk.evaluate("document.querySelector('.leaf').clientWidth")
    clerk.keyboard.press("Alt++")
    assert clerk.evaluate("document.querySelector('.leaf').clientWidth") > 1.3 * width
    clerk.keyboard.press("Alt+-")
    assert clerk.evaluate("document.querySelector('.leaf').clientWidth") == width
    assert clerk.faults == []
