"""Số đến: from the stamp, from the system, and from eight processes at once: no gap, no double, none lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.tracking.conftest import record, sample
from tracking.correcting import confirm
from tracking.errors import Clash, Incomplete
from tracking.models import Dispatch, Series
from tracking.registering import gaps, parse_number, register

ROOT = Path(__file__).parents[2]
WORKER = """
import sys, tracking
tracking.setup()
from datetime import date
from tracking.models import Dispatch
from tracking.registering import register
for pk in map(int, sys.argv[1:]):
    register(dispatch_id=pk, arrived_on=date(2025, 3, 3))
"""
MAKE = """
import json, tracking
tracking.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tracking.models import Dispatch
Dispatch.objects.all().delete()
made = Dispatch.objects.bulk_create(Dispatch(number=f"{n}/UBND") for n in range(100))
print(json.dumps([d.pk for d in made]))
"""
READ = """
import json, tracking
tracking.setup()
from tracking.models import Dispatch, Series
print(json.dumps([sorted(Dispatch.objects.values_list("arrival_number", flat=True)), Series.objects.get().last]))
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [("11098", (11098, "")), ("0123", (123, "")), ("12a", (12, "a")), ("12 B", (12, "b")), ("", None), ("abc", None),
     ("0", None), ("-5", None), ("1 2", None), ("99999999", None)],
)  # fmt: skip
def test_parse_number(text, number):
    assert parse_number(text) == number


@pytest.mark.django_db
class TestRegister:
    def test_the_stamp_s_number_is_taken_and_the_series_goes_on_from_it(self, stored, people):
        assert stored(sample()).arrival_number == 11098
        other = confirm(
            dispatch_id=stored(record("5/BC", arrived=None)).pk, by=people.lan, arrived_on=date(2024, 10, 25)
        )
        assert other.arrival_number == 11099

    def test_a_stamp_read_badly_waits_for_a_person(self, stored, people):
        unsure = sample()
        number = unsure.arrival.number.model_copy(update={"confidence": 0.6})
        unsure = unsure.model_copy(update={"arrival": unsure.arrival.model_copy(update={"number": number})})
        dispatch = stored(unsure)
        assert dispatch.arrival_number is None
        done = confirm(dispatch_id=dispatch.pk, by=people.lan, changes={"stamp_number": "11090"})
        assert (done.arrival_number, done.review_state, done.registered_by) == (11090, "confirmed", people.lan)

    def test_a_taken_number_is_refused_and_a_person_is_asked(self, stored, people):
        stored(sample())
        other = stored(record("9/UBND", arrival_number="11098"))
        assert other.arrival_number is None
        assert any("đã cấp" in entry["reason"] for entry in other.review)
        with pytest.raises(Clash):
            register(dispatch_id=other.pk, by=people.lan, number="11098", arrived_on=date(2024, 10, 28))
        assert register(dispatch_id=other.pk, by=people.lan, number="11098a").arrival_suffix == "a"

    def test_registered_twice_is_registered_once(self, stored):
        dispatch = stored(sample())
        assert register(dispatch_id=dispatch.pk).arrival_number == 11098
        with pytest.raises(Incomplete):
            register(dispatch_id=stored(record("1/X-Y", arrived=None)).pk, number="không rõ")

    def test_a_new_year_begins_at_one(self, stored):
        stored(sample())
        other = register(dispatch_id=stored(record("1/SYT", arrived=None)).pk, arrived_on=date(2025, 1, 2))
        assert (other.arrival_year, other.arrival_number) == (2025, 1)

    def test_gaps_are_named(self, stored):
        for number in ("101", "102", "105", "107"):
            stored(record(f"{number}/SYT-VP", arrival_number=number))
        assert gaps("den", 2024) == [(103, 104), (106, 106)]
        assert gaps("den", 2023) == []

    def test_a_second_copy_gets_no_number_of_its_own(self, stored, people):
        stored(sample())
        copy = stored(record(arrived=None))
        assert confirm(dispatch_id=copy.pk, by=people.lan).arrival_number is None

    def test_the_series_cannot_hold_a_number_twice(self, stored):
        from django.db import IntegrityError, transaction

        stored(sample())
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.create(number="x", arrival_year=2024, arrival_number=11098, arrived_on=date(2024, 12, 1))
        assert Series.objects.get(year=2024).last == 11098


@pytest.mark.database
@pytest.mark.timeout(280)
def test_a_hundred_registrations_from_eight_processes(tmp_path):
    """On the database that the tests run on: SQLite, or PostgreSQL through `CONGVAN_DATABASE_URL`."""
    env = os.environ | {
        "CONGVAN_HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tracking.conf",
    }
    url = os.environ.get("CONGVAN_DATABASE_URL", "")
    if url.startswith("postgres"):
        import psycopg

        name = f"congvan_register_{os.getpid()}"
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        env["CONGVAN_DATABASE_URL"] = url.rsplit("/", 1)[0] + f"/{name}"

    def run(code: str, *args: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", code, *args], env=env, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )

    ids = json.loads(run(MAKE).communicate()[0])
    workers = [run(WORKER, *map(str, ids[n::8])) for n in range(8)]
    assert [w.wait() for w in workers] == [0] * 8
    numbers, last = json.loads(run(READ).communicate()[0])
    assert (numbers, last) == (list(range(1, 101)), 100)
    if url.startswith("postgres"):
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
