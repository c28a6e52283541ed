"""Feeds, edXML, and the import of an existing register."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from openpyxl import Workbook

from extractors.folding import key
from extractors.record import Citation, PageSource
from extractors.words import Word
from pipeline.pagewords import PageWords
from tests.tracking.conftest import due, record, sample, seen
from tracking import edxml, feeds, importing, linking
from tracking.errors import BadTable, NotAllowed
from tracking.load import load
from tracking.models import Dispatch, Series
from tracking.tasks import services

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 28, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class TestFeeds:
    @pytest.fixture
    def given(self, stored, people):
        dispatch = stored(record(deadlines=(due("2024-12-31"),), subject="xếp loại; cuối năm, 2024\nBEGIN:VEVENT"))
        task = dispatch.tasks.get()
        services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh, now=NOW)
        return dispatch

    def _events(self, body: bytes) -> list[Any]:
        """The events of the feed as another library reads them than the one that wrote it."""
        calendar = vobject.readOne(body.decode())
        assert calendar.validate(raiseException=True)
        return list(calendar.contents.get("vevent", []))

    def test_a_person_s_feed(self, given, people, client):
        answer = client.get(f"/lich/{people.minh.feed_token}.ics")
        assert answer["Content-Type"].startswith("text/calendar")
        (event,) = self._events(answer.content)
        assert (event.dtstart.value, event.dtend.value) == (date(2024, 12, 27), date(2024, 12, 28))
        assert event.summary.value == "xếp loại; cuối năm, 2024 BEGIN:VEVENT"
        assert event.description.value.splitlines() == [
            "Công văn 1002-CV/TU – Tỉnh ủy Bình Định", "xếp loại; cuối năm, 2024", "BEGIN:VEVENT",
            "Hạn của cơ quan ban hành: 31/12/2024", f"http://127.0.0.1:8000/van-ban/{given.pk}/",
        ]  # fmt: skip
        assert event.uid.value == f"task-{given.tasks.get().pk}@congvan"

    def test_a_feed_of_long_accented_lines_is_folded_between_letters(self, given, people):
        Dispatch.objects.update(subject="Nghị quyết về đẩy mạnh ước lượng ngưỡng quỹ; " * 40)
        body = feeds.person_feed(people.minh)
        assert max(map(len, body.split(b"\r\n"))) <= 75
        (event,) = self._events(body)
        assert "Nghị quyết về đẩy mạnh ước lượng ngưỡng quỹ; " * 40 in event.description.value

    def test_the_unit_s_feed_leaves_out_what_is_for_internal_circulation(self, given, people):
        assert len(self._events(feeds.unit_feed(people.first))) == 1
        Dispatch.objects.update(restricted=True)
        assert self._events(feeds.unit_feed(people.first)) == []
        assert len(self._events(feeds.person_feed(people.minh))) == 1

    def test_a_renewed_or_unknown_address_is_not_found(self, people, client):
        old = people.minh.feed_token
        assert feeds.renew(people.minh) != old
        for token in (old, "x", "0" * 32):
            assert client.get(f"/lich/{token}.ics").status_code == 404

    def test_what_is_done_leaves_the_feed(self, given, people):
        services.close(task_id=given.tasks.get().pk, by=people.minh, answer_number="1/BC")
        assert self._events(feeds.person_feed(people.minh)) == []


SENT = """<?xml version="1.0" encoding="utf-8"?>
<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope><edXML:edXMLHeader>
<edXML:MessageHeader><edXML:From><edXML:OrganId>000.00.00.H08</edXML:OrganId>
<edXML:OrganName>UBND tỉnh Bình Định</edXML:OrganName>
</edXML:From><edXML:Code><edXML:CodeNumber>3451</edXML:CodeNumber><edXML:CodeNotation>UBND-NC</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Bình Định</edXML:Place><edXML:PromulgationDate>2024/10/20</edXML:PromulgationDate>
</edXML:PromulgationInfo><edXML:Subject>rà soát tổ chức bộ máy</edXML:Subject><edXML:DueDate>2024/11/15</edXML:DueDate>
<edXML:OtherInfo><edXML:Priority>1</edXML:Priority></edXML:OtherInfo>
<edXML:DocumentId>000.00.00.H08,2024/10/20,3451/UBND-NC</edXML:DocumentId>
</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML:edXML>"""


class TestEdxml:
    def test_the_sender_s_header_wins_over_ocr_and_stays(self, stored):
        dispatch = stored(record("8451/UBND-NG", subject="ra soat to chuc bo mây"))
        edxml.apply(dispatch, SENT.encode())
        load(record("8457/UBND-NG", sha256=dispatch.file.sha256), file_id=dispatch.file_id)
        dispatch.refresh_from_db()
        assert (dispatch.number, dispatch.subject) == ("3451/UBND-NC", "rà soát tổ chức bộ máy")
        assert (dispatch.issued_on, dispatch.urgency) == (date(2024, 10, 20), 1)
        assert dispatch.tasks.filter(issuer_due=date(2024, 11, 15)).exists()

    def test_but_not_over_a_person(self, stored, people):
        from tracking.correcting import correct

        dispatch = stored(record("8451/UBND-NG"))
        correct(dispatch_id=dispatch.pk, by=people.lan, changes={"number": "3450/UBND-NC"})
        edxml.apply(Dispatch.objects.get(pk=dispatch.pk), SENT.encode())
        assert Dispatch.objects.get(pk=dispatch.pk).number == "3450/UBND-NC"

    @pytest.mark.parametrize("number", ["3451/UBND-NC", "1002-CV/TU", "30/2020/NĐ-CP", "05/QĐ-BNV"])
    def test_what_we_write_we_read(self, stored, number):
        dispatch = stored(record(number))
        body = edxml.message(dispatch)
        header = edxml.read(body)
        assert (header.number, header.issuer, header.issued_on) == (number, dispatch.issuer, dispatch.issued_on)
        assert header.subject == dispatch.subject
        envelope = body.decode().split("<edXML:edXMLEnvelope>")[1]
        assert "<Code" not in envelope

    @pytest.mark.parametrize(
        "body",
        [b"", b"<a/>", b"not xml", b'<!DOCTYPE x [<!ENTITY a "aaa">]><x>&a;</x>',
         b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'],
    )  # fmt: skip
    def test_what_is_none_is_refused(self, body):
        with pytest.raises(BadTable):
            edxml.read(body)


HEAD = [
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip
LINES = [
    ["02/01/2024", "1", "Sở Y tế", "12/SYT-VP", "29/12/2023", "Báo cáo tuần", "Phòng Tổ chức", "02/01/2024", "", ""],
    ["02/01/2024", 2, "UBND tỉnh", "15/UBND-NC", "30/12/2023", "V/v rà soát", "", "", "", "'=1+1"],
    [datetime(2024, 1, 3), 3.0, "Bộ Nội vụ", "7/BNV-CQĐP", datetime(2024, 1, 2), "Góp ý", "", "", "", ""],
]


def table(tmp_path, lines, form="xlsx"):
    path = tmp_path / f"so.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines)
    else:
        book = Workbook()
        book.create_sheet("Bìa", 0)["A1"] = "SỔ"
        for line in lines:
            book.worksheets[1].append(line)
        book.save(path)
    return importing.plan(importing.read_table(path))


class TestImport:
    @pytest.mark.parametrize("form", ["xlsx", "csv"])
    def test_dry_run_then_the_same_for_real_then_nothing_more(self, tmp_path, people, form):
        lines = [["SỔ ĐĂNG KÝ"], HEAD, [f"({n})" for n in range(1, 11)], *LINES[: 3 if form == "xlsx" else 2]]
        wanted = table(tmp_path, lines, form)
        count = len(lines) - 3
        assert (len(wanted.new), wanted.problems, Dispatch.objects.count()) == (count, (), 0)
        importing.run(wanted, by=people.lan)
        assert Dispatch.objects.count() == count
        first = Dispatch.objects.get(arrival_number=1)
        assert (first.number, first.issued_on, first.arrived_on) == ("12/SYT-VP", date(2023, 12, 29), date(2024, 1, 2))
        assert Dispatch.objects.get(arrival_number=2).note == "=1+1"
        assert Series.objects.get(year=2024).last == count
        again = table(tmp_path, lines, form)
        assert (len(again.new), again.known) == (0, count)

    def test_what_is_wrong_is_named_line_by_line(self, tmp_path, people):
        lines = [
            HEAD,
            *LINES,
            ["31/02/2024", "4", *[""] * 8],
            ["03/01/2024", "x", *[""] * 8],
            ["04/01/2024", "3", *[""] * 8],
        ]
        wanted = table(tmp_path, lines)
        assert [(row.line, row.problem.split(" «")[0]) for row in wanted.problems] == [
            (4, "số đến 3/2024 có hai dòng trong bảng"), (5, "ngày đến"), (6, "số đến"),
            (7, "số đến 3/2024 có hai dòng trong bảng"),
        ]  # fmt: skip
        assert wanted.summary == "6 dòng: 2 sẽ nhập, 0 đã có trong sổ, 4 có lỗi cần sửa."

    def test_a_number_that_another_paper_has_is_a_problem(self, tmp_path, stored, people):
        stored(record("99/KHÁC", arrived="2024-01-02", arrival_number="1"))
        assert "đã cấp cho văn bản khác" in table(tmp_path, [HEAD, *LINES]).problems[0].problem

    def test_not_by_everyone(self, tmp_path, people):
        with pytest.raises(NotAllowed):
            importing.run(table(tmp_path, [HEAD, *LINES]), by=people.minh)

    @pytest.mark.parametrize("body", [b"", b"PK\x03\x04broken", b"\x00\x01"])
    def test_no_table_is_refused(self, tmp_path, body):
        (tmp_path / "a.xlsx").write_bytes(body)
        with pytest.raises(BadTable):
            importing.plan(importing.read_table(tmp_path / "a.xlsx"))

    def test_a_table_without_the_columns_is_refused(self, tmp_path):
        with pytest.raises(BadTable, match="thiếu cột"):
            table(tmp_path, [["a", "b"], ["1", "2"]])


class TestLinks:
    def _citing(self, number: str, **more):
        cited = Citation(**seen("1002-CV/TU"), dated="2024-10-17", issuer="Tỉnh ủy", role=more.pop("role", "mention"))
        return record(number, citations=(cited,), issued_on="2024-12-27", arrived="2024-12-30", **more)

    def test_both_ways_whichever_came_first(self, stored):
        later = stored(self._citing("5-CV/TU"))
        earlier = stored(sample())
        assert later.citations.get().target == earlier
        newest = stored(self._citing("6-CV/TU"))
        assert set(earlier.cited_by.values_list("dispatch", flat=True)) == {later.pk, newest.pk}

    def test_a_reminder_marks_the_earlier_task_as_chased_and_an_amendment_as_amended(self, stored):
        earlier = stored(sample())
        stored(self._citing("7-CV/TU", subject="đôn đốc báo cáo kiểm điểm năm 2024"))
        assert {t.chased_at for t in earlier.tasks.all()} == {date(2024, 12, 30)}
        amending = stored(self._citing("8-CV/TU", role="amends"))
        assert {t.amended_by for t in earlier.tasks.all()} == {amending}

    CHASING = (
        ("Tiếp theo Công văn số 1002-CV/TU ngày 17/10/2024 của Tỉnh ủy, đề nghị báo cáo.", "gửi báo cáo", True),
        ("Ngày 17/10/2024 Tỉnh ủy có Công văn số 1002-CV/TU; đến nay chưa nhận được báo cáo.", "gửi báo cáo", True),
        ("Theo Công văn số 1002-CV/TU.", "đôn đốc báo cáo kiểm điểm", True),
        ("Theo Công văn số 1002-CV/TU. Các nhiệm vụ tiếp theo: rà soát.", "triển khai nhiệm vụ", False),
        ("Tiếp theo Công văn số 7-CV/TU ngày 02/10/2024, và theo Công văn số 1002-CV/TU.", "gửi báo cáo", False),
        ("Tiếp theo Công văn số 11002-CV/TU.", "gửi báo cáo", False),
        ("Thực hiện Công văn số 1002-CV/TU, tăng cường kiểm tra, đôn đốc.", "báo cáo kết quả", False),
    )

    @pytest.mark.parametrize(("text", "subject", "chased"), CHASING)
    def test_what_the_body_says_before_the_number(self, stored, text, subject, chased):
        earlier = stored(sample())
        words = tuple(Word(w, (0, 0, 1, 1), 1, line=0) for w in text.split())
        page = PageWords(1, 595, 842, words, PageSource(page=1, text_from="ocr"))
        stored(self._citing("7-CV/TU", subject=subject), pages=[page])
        assert {bool(t.chased_at) for t in earlier.tasks.all()} == {chased}

    def test_every_phrase_of_chasing_is_found_in_its_example(self):
        with linking.CHASING.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert all(key(row["phrase"]) in key(row["example"]) for row in rows)
        assert {row["place"] for row in rows} == {"before", "subject", "anywhere"}

    def test_a_reply_finds_the_task_that_our_paper_answered(self, stored, people):
        task = stored(sample()).tasks.get(issuer_due=date(2024, 12, 31))
        services.assign(task_id=task.pk, by=people.dung, unit=people.first, person=people.minh)
        services.close(task_id=task.pk, by=people.minh, answer_number="215/BC-SNV")
        cited = Citation(**seen("215/BC-SNV"), role="replies_to")
        reply = stored(record("44-CV/TU", citations=(cited,), issued_on="2025-01-06", arrived="2025-01-08"))
        assert task.events.get(code=f"answered:{reply.pk}").text == "Được phúc đáp bằng Công văn 44-CV/TU."

    @pytest.mark.parametrize(
        ("number", "issuer", "issued_on"),
        [("1002-CV/TU", "Tỉnh ủy Bình Định", "2019-10-17"), ("1003-CV/TU", "Tỉnh ủy Bình Định", "2024-10-17")],
    )
    def test_what_only_looks_alike_is_not_linked(self, stored, number, issuer, issued_on):
        stored(record(number, issuer=issuer, issued_on=issued_on))
        assert stored(self._citing("9-CV/TU")).citations.get().target is None

    def test_two_that_fit_stay_unlinked(self, stored):
        for issuer in ("Tỉnh ủy Gia Lai", "Tỉnh ủy Phú Yên"):
            stored(record("1002-CV/TU", issuer=issuer))
        assert stored(self._citing("9-CV/TU")).citations.get().target is None


def test_the_workbook_reader_takes_bytes_with_a_name(tmp_path):
    book = Workbook()
    book.worksheets[0].append(HEAD)
    body = io.BytesIO()
    book.save(body)
    path = tmp_path / "upload"
    path.write_bytes(body.getvalue())
    assert importing.plan(importing.read_table(path, "so.xlsx")).rows == ()
