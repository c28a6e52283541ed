"""Files that cannot be read, as they are dropped: each gets its own reason in quarantine, the good one is stored."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pikepdf
import pytest
from PIL import Image

from tests.flows.conftest import ROOT, Installation

SAMPLES = ROOT / "samples" / "inbox"
REASONS = {
    "rong.pdf": "empty",
    "van-ban.pdf": "unsupported",
    "cut.pdf": "corrupt",
    "mat-khau.pdf": "password",
    "qua-lon.png": "too_large",
    "x.pdf": "not_a_file",
}
WITHIN = 30.0
"""Seconds from drop to quarantine."""


def drop_faults(installation: Installation) -> None:
    inbox = installation.inbox
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "rong.pdf").touch()
    (inbox / "van-ban.pdf").write_text("Kính gửi: Ủy ban nhân dân các xã.", encoding="utf-8")
    whole = next(SAMPLES.glob("*.pdf")).read_bytes()
    (inbox / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(inbox / "mat-khau.pdf", encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    Image.new("1", (20_000, 20_000)).save(inbox / "qua-lon.png")
    (inbox / "x.pdf").mkdir()


@pytest.mark.ocr
@pytest.mark.timeout(240)
def test_each_fault_gets_its_own_reason_in_time_and_the_good_file_after_it_is_stored(installation: Installation):
    drop_faults(installation)
    start = time.monotonic()
    # The defaults of an office: two seconds of stillness, fifteen of patience.
    ours = {
        k: v
        for k, v in installation.environment.items()
        if k not in ("CONGVAN_QUIET_SECONDS", "CONGVAN_PATIENCE_SECONDS")
    }
    command = [sys.executable, "-m", "flows", "sweep", "--plain"]
    sweep = subprocess.Popen(command, cwd=ROOT, env=ours, stdout=subprocess.PIPE, text=True)
    shutil.copy(next(SAMPLES.glob("*.jpg")), installation.inbox / "tot.jpg")
    took = {}
    for line in sweep.stdout or ():
        for name in REASONS:
            if name in line:
                took[name] = time.monotonic() - start
    assert sweep.wait() == 0
    rows = dict(installation.rows("select name, code from tracking_file"))
    assert rows == REASONS | {"tot.jpg": ""}
    reasons = installation.rows("select reason from tracking_file where state = 'quarantined'")
    assert len({reason for (reason,) in reasons}) == len(REASONS)
    assert {name: f"{seconds:.0f} s" for name, seconds in took.items() if seconds > WITHIN} == {}
    assert set(took) == set(REASONS)
