"""What people changed, counted: `benchmarks.corrections` over a small office."""

from __future__ import annotations

import pytest

from benchmarks.corrections import judged, report, tallies
from tests.desk.office import stored
from tracking import correcting
from tracking.models import Dispatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def values(people):
    """Three dispatches: one confirmed as read, one corrected in every way, one that nobody has looked at."""
    doubts = (("number", "Số viết tay."),)
    clean, wrong, _ = stored("1/UBND-NC"), stored("2/UBND-NC", doubts=doubts, cites=("80-KH/TU",)), stored("3/UBND-NC")
    due, cited = wrong.deadlines.get(), wrong.citations.get()
    correcting.correct(dispatch_id=wrong.pk, by=people.lan, changes={
        "number": "7/UBND-NC", "subject": "sai", "forwarded_to": "Phòng Tổ chức", f"deadlines[{due.pk}].time": "17:00",
    })  # fmt: skip
    correcting.correct(dispatch_id=wrong.pk, by=people.lan, changes={"subject": wrong.subject})  # right after all
    correcting.remove_row(dispatch_id=wrong.pk, by=people.lan, kind="citations", row_id=cited.pk)
    added = correcting.add_row(
        dispatch_id=wrong.pk, by=people.lan, kind="deadlines", values={"stated": "5/5/2030", "bound": "by"}
    )
    correcting.correct(dispatch_id=wrong.pk, by=people.lan, changes={f"deadlines[{added}].bound": "before"})
    for row in (clean, wrong):
        correcting.confirm(dispatch_id=row.pk, by=people.lan)
    return list(judged(Dispatch.objects.filter(review_state="confirmed")))


def test_each_field_counts_what_was_seen_changed_and_filled(values):
    found = {
        name: (t.seen, t.changed, t.filled, t.sure, t.sure_changed) for name, t in tallies(values, "field").items()
    }
    assert found == {
        "number": (2, 1, 0, 1, 0),  # the changed one was given as doubtful
        "subject": (2, 0, 0, 2, 0),  # changed and put back
        "arrival.forwarded_to": (0, 0, 1, 0, 0),
        "deadlines": (2, 1, 1, 2, 1),
        "citations": (1, 1, 0, 1, 1),
        "recipients": (4, 0, 0, 4, 0),
        "directives": (2, 0, 0, 2, 0),
        **dict.fromkeys(("kind", "issuer", "issued_on", "issued_at", "system", "signer"), (2, 0, 0, 2, 0)),
    }


def test_the_report_marks_what_is_changed_too_often(values):
    lines = "\n".join(report(values))
    assert "citations" in lines
    assert [line.split()[0] for line in lines.splitlines() if line.endswith("!")][:2] == ["citations", "deadlines"]
    assert lines.splitlines()[-1].startswith("0.95")


def test_bands_hold_the_promise_against_the_outcome(values):
    bands = tallies(values, "band")
    assert (bands["0.50"].seen, bands["0.50"].changed) == (1, 1)
    assert bands["0.95"].seen == sum(t.sure for t in tallies(values, "field").values())
