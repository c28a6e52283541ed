"""Nhập sổ cũ: an existing register from XLSX or CSV. `plan` shows what would be done; `run` does exactly that.

The heading row is found by its words (the decree's ten columns, with or without accents); the order is free. Rows that
are in the register already are left, so that the same file twice adds nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from extractors.folding import canonical, key, spaced
from tracking import rights, search
from tracking.errors import BadTable
from tracking.keys import name_key, number_key
from tracking.models import Dispatch, Event, Series, User
from tracking.registering import parse_number

if TYPE_CHECKING:
    from pandas import DataFrame

HEADINGS = {
    "arrived_on": ("ngay den", "ngay vao so", "ngay nhan"),
    "arrival_number": ("so den", "so thu tu den", "so vao so"),
    "issuer": ("tac gia", "co quan ban hanh", "noi gui", "noi ban hanh"),
    "number": ("so ky hieu", "so ky hieu van ban", "so va ky hieu", "ky hieu van ban", "so van ban"),
    "issued_on": ("ngay thang van ban", "ngay van ban", "ngay ban hanh"),
    "subject": ("ten loai va trich yeu noi dung van ban", "trich yeu", "ten loai va trich yeu", "noi dung"),
    "forwarded_to": ("don vi hoac nguoi nhan", "don vi nhan", "nguoi nhan"),
    "transferred_on": ("ngay chuyen",),
    "note": ("ghi chu",),
}
NEEDED = ("arrived_on", "arrival_number")
LONGEST = {"issuer": 300, "number": 100, "forwarded_to": 500}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: where it stands, what it says, and what is wrong with it (nothing: it can be taken)."""

    line: int
    values: dict[str, Any]
    problem: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    new: tuple[Row, ...] = field(default=())
    known: int = 0
    problems: tuple[Row, ...] = ()

    @property
    def summary(self) -> str:
        """A sentence for the clerk."""
        return (
            f"{len(self.rows)} dòng: {len(self.new)} sẽ nhập, {self.known} đã có trong sổ, "
            f"{len(self.problems)} có lỗi cần sửa."
        )


def read_table(path: Path, name: str = "") -> DataFrame:
    """The cells of the first sheet, all as text. Raises `BadTable`."""
    import pandas as pd

    body = path.read_bytes()
    try:
        if Path(name or path.name).suffix.lower() == ".csv":
            text = body.decode("utf-8-sig")
            separator = max(",;\t", key=text.count)
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
            width = max(map(len, lines), default=0)
            return pd.DataFrame([line + [None] * (width - len(line)) for line in lines], dtype=object)
        return pd.read_excel(io.BytesIO(body), header=None, dtype=object, sheet_name=_largest(body))
    except Exception as error:  # pandas, openpyxl, zipfile and csv each raise their own
        raise BadTable("Không đọc được bảng; lưu lại dưới dạng .xlsx hoặc .csv (UTF-8) rồi nhập lại.") from error


def _largest(body: bytes) -> str:
    """The sheet with the most rows: a cover may stand before the register."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body), read_only=True)
    return max(book.worksheets, key=lambda page: page.max_row or 0).title


def _heading(cells: list[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, value in enumerate(cells):
        text = key(str(value)) if value is not None else ""
        for name, words in HEADINGS.items():
            if text in words and name not in found.values():
                found[index] = name
    return found


def _day(value: Any) -> date | None:
    if isinstance(value, datetime | date):
        return value.date() if isinstance(value, datetime) else value
    match = re.fullmatch(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})\s*", str(value or ""))
    if match:
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        try:
            return date(year, int(match[2]), int(match[1]))
        except ValueError:
            return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _clean(value: Any) -> str:
    import pandas as pd

    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return spaced(canonical(text)).removeprefix("'")


def plan(frame: DataFrame) -> Plan:
    """What importing `frame` would do: a dry run that changes nothing. Raises `BadTable` where it has no heading."""
    lines = frame.values.tolist()
    best = max(range(min(30, len(lines))), key=lambda n: len(_heading(lines[n])), default=None)
    columns = _heading(lines[best]) if best is not None else {}
    missing = [HEADINGS[name][0] for name in NEEDED if name not in columns.values()]
    if missing or best is None:
        raise BadTable(f"Bảng thiếu cột: {', '.join(missing) or 'tiêu đề'}; đặt tên cột như Sổ đăng ký văn bản đến.")
    rows = [_row(n + 1, lines[n], columns) for n in range(best + 1, len(lines)) if _has_text(lines[n])]
    rows = [row for row in rows if not _is_count(row)]
    rows = _marked(rows)
    return Plan(
        tuple(rows), tuple(columns.values()), tuple(r for r in rows if not r.problem and not r.known),
        sum(r.known for r in rows), tuple(r for r in rows if r.problem),
    )  # fmt: skip


def _has_text(cells: list[Any]) -> bool:
    return any(_clean(value) for value in cells)


def _is_count(row: Row) -> bool:
    """The line `(1) (2) (3)` under the decree's headings."""
    return bool(re.fullmatch(r"\(\d+\)", str(row.values.get("raw_number", ""))))


def _row(line: int, cells: list[Any], columns: dict[int, str]) -> Row:
    raw = {name: cells[index] for index, name in columns.items()}
    values: dict[str, Any] = {name: _clean(raw.get(name)) for name in HEADINGS if name in raw}
    arrived, number = _day(raw["arrived_on"]), parse_number(values["arrival_number"])
    values |= {"raw_number": values["arrival_number"], "arrived_on": arrived, "arrival_number": number}
    for name in ("issued_on", "transferred_on"):
        values[name] = _day(raw.get(name)) if values.get(name) else None
    problems = []
    if arrived is None:
        problems.append(f"ngày đến «{_clean(raw['arrived_on'])}» không hợp lệ")
    if number is None:
        problems.append(f"số đến «{values['raw_number']}» không hợp lệ")
    for name, limit in LONGEST.items():
        if len(values.get(name) or "") > limit:
            problems.append(f"cột {HEADINGS[name][0]} dài quá {limit} chữ")
    return Row(line, values, "; ".join(problems))


def _number_of(row: Row) -> tuple[int, int, str]:
    number, suffix = row.values["arrival_number"]
    return row.values["arrived_on"].year, number, suffix


def _marked(rows: list[Row]) -> list[Row]:
    """Say which rows clash with one another or with the register."""
    twice = {n for n, count in Counter(_number_of(r) for r in rows if not r.problem).items() if count > 1}
    years = {n[0] for n in map(_number_of, (r for r in rows if not r.problem))}
    there: dict[tuple[Any, Any, str], str] = {
        (y, n, s): k
        for y, n, s, k in Dispatch.objects.filter(series="den", arrival_year__in=years).values_list(
            "arrival_year", "arrival_number", "arrival_suffix", "number_key"
        )
    }
    return [row if row.problem else _against(row, twice, there) for row in rows]


def _against(row: Row, twice: set[tuple[int, int, str]], there: dict[tuple[Any, Any, str], str]) -> Row:
    number = _number_of(row)
    shown = f"{number[1]}{number[2]}/{number[0]}"
    if number in twice:
        return Row(row.line, row.values, f"số đến {shown} có hai dòng trong bảng")
    if number in there:
        same = there[number] == number_key(row.values.get("number") or "")
        return Row(row.line, row.values, "" if same else f"số đến {shown} đã cấp cho văn bản khác", known=same)
    return row


@transaction.atomic
def run(wanted: Plan, *, by: User, now: datetime | None = None) -> list[int]:
    """Enter the plan's new rows; all or none. Gives the ids. Rows with problems are left for the clerk to mend."""
    rights.require(by, "import_register")
    now = now or timezone.now()
    made = Dispatch.objects.bulk_create([_dispatch(row, by, now) for row in wanted.new], batch_size=500)
    for year in {d.arrived_on.year for d in made if d.arrived_on}:
        series, _ = Series.objects.select_for_update().get_or_create(name="den", year=year)
        series.last = max(series.last, *(d.arrival_number or 0 for d in made if d.arrival_year == year))
        series.save()
    Event.objects.bulk_create(
        [Event(dispatch=d, at=now, by=by, code="imported", text=f"{by}: nhập từ sổ cũ.") for d in made], batch_size=500
    )
    search.index([d.pk for d in made])
    return [d.pk for d in made]


def _dispatch(row: Row, by: User, now: datetime) -> Dispatch:
    values = row.values
    number, suffix = values["arrival_number"]
    moved = values.get("transferred_on")
    return Dispatch(
        arrival_year=values["arrived_on"].year, arrival_number=number, arrival_suffix=suffix,
        arrived_on=values["arrived_on"], registered_at=now, registered_by=by, issuer=values.get("issuer") or "",
        issuer_key=name_key(values.get("issuer") or ""), number=values.get("number") or "",
        number_key=number_key(values.get("number") or ""), issued_on=values.get("issued_on"),
        subject=values.get("subject") or "", forwarded_to=values.get("forwarded_to") or "",
        note=values.get("note") or "",
        transferred_at=timezone.make_aware(datetime.combine(moved, datetime.min.time())) if moved else None,
    )  # fmt: skip
