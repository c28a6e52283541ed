"""Documents that a dispatch cites: how they are written, and their entries in the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samples.generator.offices import Office
from samples.generator.times import dated
from samples.generator.wording import Wording

INTROS = {
    "basis": ("Căn cứ", "Trên cơ sở"),
    "implements": ("Thực hiện", "Thi hành", "Triển khai", "Triển khai thực hiện"),
    "replies_to": ("Phúc đáp", "Trả lời"),
}
FIRST_DAY = dt.date(2005, 1, 4)  # the pools of bodies begin here


@dataclass(frozen=True)
class Cited:
    """One document: its kind, canonical number, day, issuer and title."""

    kind: str
    number: str
    day: dt.date
    issuer: str
    title: str


def cited(words: Wording, office: Office, before: dt.date) -> Cited:
    """A made-up document of a body that this office may cite, of the years before."""
    rng = words.rng
    day = before - dt.timedelta(days=rng.randint(4, 1500) if rng.random() < 0.7 else rng.randint(3, 60))
    day = max(day, FIRST_DAY)
    number = f"{rng.choice((rng.randint(1, 99), rng.randint(10, 400), rng.randint(100, 9800))):02d}"
    small = f"{rng.randint(1, 180):02d}"
    title = words.fill("titles", y=day.year)
    ministries = [r for r in words.rows("bodies", "ministries") if r[2] <= day.year <= r[3]]
    name, code, _, _, units = rng.choice(ministries)
    unit = rng.choice(units.split())
    province = office.place if office.system != "state" else (office.parent or office.issuer).removeprefix("UBND ")
    choices = [
        Cited("Nghị định", f"{small}/{day.year}/NĐ-CP", day, "Chính phủ", title),
        Cited("Thông tư", f"{small}/{day.year}/TT-{code}", day, name, title),
        Cited("Quyết định", f"{number}/QĐ-TTg", day, "Thủ tướng Chính phủ", title),
        Cited("Chỉ thị", f"{small}/CT-TTg", day, "Thủ tướng Chính phủ", title),
        Cited("Nghị quyết", f"{small}/NQ-CP", day, "Chính phủ", title),
        Cited("Công văn", f"{number}/{code}-{unit}", day, name, title),
        Cited("Quyết định", f"{number}/QĐ-{code}", day, name, title),
    ]
    if office.system == "state" and province.startswith(("tỉnh", "thành phố")):
        choices += [
            Cited("Quyết định", f"{number}/QĐ-UBND", day, f"UBND {province}", title),
            Cited("Kế hoạch", f"{small}/KH-UBND", day, f"Ủy ban nhân dân {province}", title),
            Cited("Nghị quyết", f"{small}/NQ-HĐND", day, f"Hội đồng nhân dân {province}", title),
            Cited("Công văn", f"{number}/UBND-NC", day, f"UBND {province}", title),
            Cited("Thông báo", f"{small}/TB-VPUBND", day, f"Văn phòng UBND {province}", title),
        ]
    party = [
        Cited("Nghị quyết", f"{small}-NQ/TW", day, rng.choice(("Bộ Chính trị", "Ban Chấp hành Trung ương")), title),
        Cited("Chỉ thị", f"{small}-CT/TW", day, "Ban Bí thư", title),
        Cited("Quy định", f"{small}-QĐ/TW", day, "Bộ Chính trị", title),
        Cited("Kết luận", f"{small}-KL/TW", day, "Ban Bí thư", title),
        Cited("Hướng dẫn", f"{small}-HD/BTCTW", day, "Ban Tổ chức Trung ương", title),
        Cited("Kế hoạch", f"{small}-KH/TU", day, "Ban Thường vụ Tỉnh ủy", title),
        Cited("Công văn", f"{number}-CV/TU", day, "Tỉnh ủy", title),
    ]
    if office.system == "party":
        return rng.choice(party)
    return rng.choice(choices + party[:2]) if office.system == "state" else rng.choice([*party, *choices[:3]])


def written(words: Wording, one: Cited) -> tuple[str, dict[str, Any]]:
    """A first mention, more or less full, and its entry."""
    rng = words.rng
    entry: dict[str, Any] = {"value": one.number, "kind": one.kind}
    text = f"{one.kind} số {one.number}"
    if rng.random() < 0.08:
        return text, entry
    comma = "," if rng.random() < 0.25 else ""
    text += f"{comma} ngày {dated(one.day, rng.choice((0, 0, 0, 1, 2, 3)))}"
    entry["dated"] = str(one.day)
    if rng.random() < 0.95:
        text += f" của {one.issuer}"
        entry["issuer"] = one.issuer
        if rng.random() < 0.6:
            start = one.title.split(" ")[0]
            verbs = {"ban", "quy", "phê", "hướng", "đẩy", "tăng"}
            text += (
                f" {one.title}"
                if start in verbs and rng.random() < 0.7
                else f" {rng.choice(('về', 'về việc'))} {one.title}"
            )
            entry["title"] = one.title
    if rng.random() < 0.12:
        provision = rng.choice(("Điều {a}", "khoản {b} Điều {a}", "điểm {c} khoản {b} Điều {a}", "Mục {b}")).format(
            a=rng.randint(2, 40), b=rng.randint(1, 6), c=rng.choice("abcdđ")
        )
        text = f"{provision} {text}"
        entry["provisions"] = [provision]
    return text, entry


def shared(words: Wording, one: Cited, before: dt.date) -> tuple[str, list[dict[str, Any]]]:
    """A list that shares noun and body: `các Nghị định số 61/2018/NĐ-CP, số 107/2021/NĐ-CP của Chính phủ`."""
    rng = words.rng
    other_day = max(before - dt.timedelta(days=rng.randint(5, 1800)), FIRST_DAY)
    tail = one.number.split("/", 1)[1] if "/" in one.number else ""
    number = f"{rng.randint(1, 190):02d}/{tail.replace(str(one.day.year), str(other_day.year), 1)}"
    if "-" in one.number.split("/")[0]:
        number = f"{rng.randint(1, 190):02d}-{one.number.split('-', 1)[1]}"
    entries = []
    parts = []
    with_days = rng.random() < 0.6
    style = rng.choice((0, 1, 2))
    for symbol, day in ((one.number, one.day), (number, other_day)):
        parts.append(f"số {symbol}" + (f" ngày {dated(day, style)}" if with_days else ""))
        entries.append(
            {"value": symbol, "kind": one.kind, "issuer": one.issuer} | ({"dated": str(day)} if with_days else {})
        )
    joint = rng.choice((", ", " và ", "; "))
    if entries[0]["value"] == entries[1]["value"]:
        return f"{one.kind} {parts[0]} của {one.issuer}", entries[:1]
    return f"các {one.kind} {joint.join(parts)} của {one.issuer}", entries


def law(words: Wording) -> tuple[str, dict[str, Any]]:
    """A law by its name only."""
    name = words.pick("laws")
    return name, {"value": name, "kind": "Luật"}
