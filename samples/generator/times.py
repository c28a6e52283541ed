"""Dates as offices write them, and deadlines with what they mean."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from samples.generator import truth
from samples.generator.wording import Wording


def dated(day: dt.date, style: int) -> str:
    """A date in running text: `05/9/2024`, `05 tháng 9 năm 2024`, `05-9-2024`, `05.9.2024`."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    if style == 1:
        return f"{day.day:02d} tháng {month} năm {day.year}"
    if style == 2:
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    mark = {3: "-", 4: "."}.get(style, "/")
    return f"{day.day:02d}{mark}{month}{mark}{day.year}"


def later(words: Wording, day: dt.date, least: int = 7, most: int = 150) -> dt.date:
    """Some day after `day`."""
    return day + dt.timedelta(days=words.rng.randint(least, most))


def deadline(words: Wording, issued: dt.date, received: dt.date | None) -> tuple[str, dict[str, Any]]:
    """A deadline as written, and its entry in the record."""
    rows = words.deadlines()
    row = words.rng.choices(rows, [r["weight"] for r in rows])[0]
    text = words.rng.choice(words.own_half(row["text"]))
    form = row["form"]
    entry: dict[str, Any] = {"bound": row["bound"]}
    day = later(words, received or issued)
    values: dict[str, object] = {}
    if form in {"date", "hour", "noyear"}:
        if form == "noyear":
            day = issued + dt.timedelta(days=words.rng.randint(10, 150))
            values["dm"] = dated(day, 0).rsplit("/", 1)[0]
        values["d"] = dated(day, words.rng.choice((0, 0, 0, 1, 1, 2, 3, 4)))
        if form == "hour":
            values["h"] = _hour(words, entry)
        entry["stated"] = str(day)
        entry["due"] = str(truth.due_by_date(day, row["bound"], hour="time" in entry))
    elif form == "month":
        values["m"] = words.rng.choice(
            (f"{day.month:02d}/{day.year}", f"{day.month} năm {day.year}", f"{day.month}/{day.year}")
        )
        entry["stated"] = entry["due"] = str(_month_end(day.year, day.month))
    elif form == "quarter":
        quarter = (day.month + 2) // 3
        roman = ("I", "II", "III", "IV")[quarter - 1]
        values["k"] = words.rng.choice((f"{roman}/{day.year}", f"{roman} năm {day.year}", f"{quarter}/{day.year}"))
        entry["stated"] = entry["due"] = str(_month_end(day.year, quarter * 3))
    elif form.startswith("offset"):
        _, unit, anchor = form.split()
        amount = words.rng.choice((2, 3, 5, 7, 10, 15) if unit == "working_day" else (7, 10, 15, 20, 30))
        spelt = {2: "hai", 3: "ba", 5: "năm", 7: "bảy", 10: "mười", 15: "mười lăm", 20: "hai mươi", 30: "ba mươi"}[
            amount
        ]
        values["n"] = f"{amount:02d} ({spelt})" if words.rng.random() < 0.2 else f"{amount:02d}"
        entry["offset"] = {"amount": -amount if anchor == "event" else amount, "unit": unit, "anchor": anchor}
        start = {"received": received, "issued": issued, "event": None}[anchor]
        entry["due"] = str(truth.due_by_offset(amount, unit, start)) if start else None
    else:
        turn = words.rng.randint(2, 25)
        values["b"] = f"{turn:02d}"
        if "{h}" in text:
            values["h"] = _hour(words, entry)
        entry["rrule"] = form.format(b=turn)
    return text.format(**values), entry


def _hour(words: Wording, entry: dict[str, Any]) -> str:
    hour, minute = words.rng.choice(((17, 0), (16, 30), (11, 30), (10, 0), (15, 0), (9, 0)))
    entry["time"] = f"{hour:02d}:{minute:02d}"
    return words.rng.choice(
        (
            f"{hour:02d} giờ {minute:02d}",
            f"{hour:02d}h{minute:02d}",
            f"{hour:02d}g{minute:02d}",
            f"{hour:02d} giờ {minute:02d} phút",
        )
    )


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
