"""One pass over the inbox, whole: claimed, read, loaded; killed, doubled, faulty, without Prefect."""

from __future__ import annotations

import random
import signal
import time

import pytest

from tests.flows.conftest import Installation

FILES = 12


def test_each_file_ends_once_and_a_second_sweep_changes_nothing(installation: Installation):
    for number in range(3):
        installation.drop(f"{number}.pdf")
    assert installation.sweep()[0] == 0
    installation.drop("lại.pdf", b"0.pdf")
    assert installation.sweep()[0] == 0
    expected = {"stored": 3, "duplicate": 1}
    assert installation.states() == expected
    before = installation.rows("select * from tracking_file order by id")
    assert installation.sweep()[0] == 0
    assert installation.rows("select * from tracking_file order by id") == before
    assert len(installation.rows("select id from tracking_dispatch")) == 3


def test_killed_at_ten_random_moments_then_swept_nothing_is_lost_or_doubled(installation: Installation):
    """`kill -9` of the sweeping process, ten times over one inbox; the moments are drawn anew on each run."""
    moments = random.SystemRandom()
    for number in range(FILES):
        installation.drop(f"{number}.pdf")
    for _ in range(10):
        worker = installation.start(seconds=0.15)
        time.sleep(moments.uniform(0.6, 2.2))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    status, printed = installation.sweep()
    assert status == 0, printed
    assert installation.states() == {"stored": FILES}
    assert len(installation.rows("select id from tracking_dispatch")) == FILES
    assert len(installation.originals()) == FILES


def test_two_sweeps_at_once_take_each_file_once(installation: Installation):
    installation.sweep()  # the database is there
    for number in range(FILES):
        installation.drop(f"{number}.pdf")
    workers = [installation.start(seconds=0.05) for _ in range(2)]
    printed = [worker.communicate(timeout=120)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], printed
    assert installation.states() == {"stored": FILES}
    assert sum(text.count("stored") for text in printed) == FILES


def test_a_fault_of_one_file_leaves_the_others_alone(installation: Installation):
    installation.drop("treo.pdf", b"HANG")
    installation.drop("loi.pdf", b"BUG")
    installation.drop("tot.pdf")
    status, printed = installation.sweep()
    assert status == 0
    ends = dict(installation.rows("select name, code from tracking_file"))
    assert ends == {"treo.pdf": "timeout", "loi.pdf": "error", "tot.pdf": ""}
    assert "what the page says" not in printed


def test_of_a_paper_with_a_secrecy_mark_only_the_fact_is_kept(installation: Installation):
    installation.drop("Kế hoạch tác chiến.pdf", b"MARK")
    status, printed = installation.sweep()
    assert status == 0
    assert printed.count("Kế hoạch tác chiến") == 1, "the clerk is told once"
    (row,) = installation.rows("select name, sha256, inbox_path, archive_path, size, code from tracking_file")
    assert row[-1] == "secrecy_mark"
    assert "tác chiến" not in repr(row)
    (kept,) = installation.originals()
    assert kept.parent.name == "secrecy"
    database = b"".join(path.read_bytes() for path in installation.home.glob("congvan.sqlite3*"))
    assert "tác chiến".encode() not in database.replace(b"\0", b"")


def test_without_its_tools_a_sweep_says_so_and_loses_nothing(installation: Installation):
    installation.drop("a.pdf", b"NOTOOL")
    status, printed = installation.sweep()
    assert status == 1
    assert "missing_tool" in printed
    assert len(installation.originals()) == 1


@pytest.mark.prefect
@pytest.mark.timeout(240)
def test_through_prefect_runs_bear_the_file_s_name_but_not_a_secret_one(installation: Installation):
    """A temporary server: the flow, one run a dispatch, retries that heal nothing end in quarantine, an artifact."""
    installation.drop("Công văn 12.pdf")
    installation.drop("Bí ẩn.pdf", b"MARK")
    status, printed = installation.sweep(plain=False)
    assert status == 0, printed
    assert "Prefect không chạy được" not in printed
    assert installation.states() == {"stored": 1, "quarantined": 1}
    import sqlite3

    prefect = installation.home / "prefect" / "prefect.db"
    with sqlite3.connect(prefect) as connection:
        flows = connection.execute("select name, state_type from flow_run").fetchall()
        tasks = {name for (name,) in connection.execute("select name from task_run")}
        artifacts = connection.execute("select key from artifact").fetchall()
    assert flows == [("quét hộp đến", "COMPLETED")]
    assert any(name.startswith("Công văn 12.pdf") for name in tasks)
    assert artifacts == [("van-ban-den",)]
    stored = b"".join(path.read_bytes() for path in prefect.parent.glob("prefect.db*"))
    assert "Bí ẩn".encode() not in stored
    assert b"B\\u00ed \\u1ea9n" not in stored


def test_with_prefect_down_the_pass_runs_directly_and_says_so(installation: Installation, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    installation.drop("a.pdf")
    status, printed = installation.sweep(plain=False)
    assert status == 0, printed
    assert "Prefect không chạy được" in printed
    assert installation.states() == {"stored": 1}


@pytest.mark.prefect
def test_a_prefect_server_that_cannot_start_does_not_hold_up_the_pass(installation: Installation):
    (installation.home / "prefect").mkdir()
    (installation.home / "prefect" / "prefect.db").write_bytes(b"not a database at all" * 500)
    installation.drop("a.pdf")
    status, printed = installation.sweep(plain=False)
    assert status == 0, printed
    assert "PrefectDown" in printed
    assert installation.states() == {"stored": 1}
