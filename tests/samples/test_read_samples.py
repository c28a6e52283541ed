"""Every sample, read from its scan, comes out as its record says, field for field."""

from __future__ import annotations

from benchmarks.accuracy import findings, records, samples

STILL_LEARNT = {"asks", "directives", "directives (with deadline)"}
"""What `benchmarks.accuracy samples` measures and is not yet right throughout."""


def test_all_come_out_right() -> None:
    cases = samples()
    found = [(case.file.name, one) for case, one in findings(cases, records(cases, None))]
    assert {name for name, _ in found} == {case.file.name for case in cases}
    assert [(name, one) for name, one in found if one.outcome != "right" and one.field not in STILL_LEARNT] == []
