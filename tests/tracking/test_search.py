"""One box, with or without accents."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.record import PageSource
from extractors.words import Word
from pipeline.pagewords import PageWords
from tests.tracking.conftest import read, record, sample
from tracking import rights, search
from tracking.ledger import DjangoLedger
from tracking.load import load
from tracking.models import Dispatch, Task
from tracking.search.filters import Filters
from tracking.search.filters import search as filtered

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(stored, tmp_path):
    stored(sample())
    stored(record("77/SYT-VP", issuer="Sở Y tế tỉnh Bình Định", subject="phòng, chống dịch sởi", urgency=read("KHẨN")))
    full = record("05/2024/QĐ-UBND", issuer="UBND tỉnh Bình Định", subject="ban hành quy chế")
    claim = DjangoLedger().claim(
        sha256=full.source.sha256, name="x.pdf", size=1, inbox_path=tmp_path, archive_path=tmp_path
    )
    words = tuple(
        Word(w, (0, 0, 1, 1), 1, line=n)
        for n, w in enumerate(["Giao", "Văn", "phòng", "đôn", "đốc", "việc", "đặc", "khu"])
    )
    load(full, file_id=claim.id, pages=[PageWords(1, 595, 842, words, PageSource(page=1, text_from="ocr"))])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("kiem diem", ["1002-CV/TU"]),
        ("kiểm điểm", ["1002-CV/TU"]),
        ("KIỂM ĐIỂM", ["1002-CV/TU"]),
        ("kiê\u0309m điê\u0309m", ["1002-CV/TU"]),  # decomposed
        ("1002-CV/TU", ["1002-CV/TU"]),
        ("1002", ["1002-CV/TU"]),
        ("cv/tu", ["1002-CV/TU"]),
        ("tinh uy binh dinh", ["1002-CV/TU"]),
        ("so y te", ["77/SYT-VP"]),
        ("dịch sởi", ["77/SYT-VP"]),
        ("binh dinh", ["05/2024/QĐ-UBND", "77/SYT-VP", "1002-CV/TU"]),
        ("don doc", ["05/2024/QĐ-UBND"]),
        ("đặc khu", ["05/2024/QĐ-UBND"]),
        ('"văn phòng đôn"', ["05/2024/QĐ-UBND"]),
        ('"phòng văn"', []),
        ("đôn đ", ["05/2024/QĐ-UBND"]),
        ("quy chế kiểm", []),
        ("11098", ["1002-CV/TU"]),
        ("???", ["05/2024/QĐ-UBND", "77/SYT-VP", "1002-CV/TU"]),
        ("'; DROP TABLE tracking_search; --", []),
        ('" OR * NEAR(', []),
        ("AND OR NOT", []),
        ("x" * 5000, []),
    ],
)  # fmt: skip
def test_find(table, query, numbers):
    assert [d.number for d in search.find(query)] == numbers


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (Filters(urgency=1), 1),
        (Filters(issuer="so y te"), 1),
        (Filters(first=date(2024, 10, 25), last=date(2024, 10, 25)), 1),
        (Filters(state="late"), 1),
        (Filters(state="doubtful"), 1),
        (Filters(state="untransferred"), 3),
        (Filters(year=2023), 0),
        (Filters(text="bình định", state="new"), 1),
        (Filters(state="done"), 0),
    ],
)
def test_filters(table, asked, count):
    assert filtered(asked).count() == count


def test_the_index_follows_corrections_and_can_be_made_anew(table, people):
    from tracking.correcting import correct

    dispatch = Dispatch.objects.get(number="77/SYT-VP")
    correct(dispatch_id=dispatch.pk, by=people.lan, changes={"subject": "tiêm chủng mở rộng"})
    assert not search.find("dich soi").exists()
    assert search.find("tiem chung").get() == dispatch
    assert search.rebuild() == 3
    assert search.find("tiem chung").get() == dispatch


@pytest.mark.parametrize("query", ["kiem diem", "kiểm", '"kiểm điểm"', "kiem die"])
def test_a_word_that_stands_in_every_paper_gives_the_newest(query, people):
    made = Dispatch.objects.bulk_create(Dispatch(number=f"{n}/SNV", restricted=n % 2 == 0) for n in range(40))
    search.put([(d.pk, search.folded(d.number, "kiểm điểm cuối năm")) for d in made])
    newest = [d.pk for d in reversed(made)]
    assert list(search.find(query, newest=5).values_list("pk", flat=True)) == newest[:5]
    shown = search.find(query, rights.visible(people.minh), newest=40)
    assert list(shown.values_list("pk", flat=True)) == newest[::2]


@pytest.mark.parametrize("query", ["kiem diem", '"kiểm điểm"', '"điểm kiểm"', "7/SNV", "3", "kiem cuoi"])
@pytest.mark.parametrize("newest", [None, 5])
def test_the_same_is_found_whichever_way_the_index_is_asked(query, newest):
    """Common and rare words, words that are common and never stand together, prefixes; alone, beside other conditions,
    and from within another question."""
    made = Dispatch.objects.bulk_create(Dispatch(number=f"{n}/SNV", urgency=n % 2) for n in range(40))
    search.put([(d.pk, search.folded(d.number, "kiểm điểm cuối năm")) for d in made])
    wanted = {"kiem diem": range(40), '"kiểm điểm"': range(40), '"điểm kiểm"': (), "7/SNV": (7,), "3": (3,),
              "kiem cuoi": range(40)}[query]  # fmt: skip
    numbers = [f"{n}/SNV" for n in reversed(wanted)]
    assert [d.number for d in search.find(query, newest=newest)] == numbers[:newest]
    urgent = search.find(query, Dispatch.objects.filter(urgency=1))
    assert [d.number for d in urgent] == [f"{n}/SNV" for n in reversed(wanted) if n % 2]
    Task.objects.bulk_create(Task(dispatch=d, title="x") for d in made)
    assert Task.objects.filter(dispatch__in=search.find(query)).count() == len(wanted)
