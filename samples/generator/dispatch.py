"""A whole dispatch: its plan (what is printed, stamped and scanned) and its truth, from one seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from samples.generator import citing, offices, scans, signing, times, truth
from samples.generator.offices import Office
from samples.generator.wording import Wording

ORDERING = {"KH", "QĐ", "CT", "CĐ", "HD", "NQ", "CTr", "QC", "KL", "PA", "ĐA", "DA"}
"""Kinds that ask for action first of all, whatever must be reported after it."""


class Draft:
    """A dispatch while it is being written: each sentence is put down together with what it means."""

    def __init__(self, words: Wording, office: Office, issued: dt.date, received: dt.date | None) -> None:
        self.words, self.rng, self.office = words, words.rng, office
        self.issued, self.received = issued, received
        self.body: list[str] = []
        self.citations: list[dict[str, Any]] = []
        self.deadlines: list[dict[str, Any]] = []
        self.directives: list[dict[str, Any]] = []
        self.annexes: list[dict[str, Any]] = []
        self.event: dict[str, Any] | None = None
        self.reply = False

    # citations

    def cite(self, role: str) -> str:
        """A first mention of one document, or of two that share their noun and body."""
        roll = self.rng.random()
        if roll < 0.1 and self.office.system == "state" and role == "basis":
            text, entry = citing.law(self.words)
            entries = [entry]
        elif roll < 0.22:
            text, entries = citing.shared(self.words, citing.cited(self.words, self.office, self.issued), self.issued)
        else:
            text, entry = citing.written(self.words, citing.cited(self.words, self.office, self.issued))
            entries = [entry]
        known = {c["value"] for c in self.citations}
        if any(e["value"] in known for e in entries):
            return self.cite(role)
        self.citations += [entry | {"role": role} for entry in entries]
        return text

    def opening(self) -> str:
        """`Thực hiện … và …, Sở Nội vụ có ý kiến như sau:`"""
        role = self.rng.choices(("implements", "basis", "replies_to"), (5, 3, 1))[0]
        intro = self.rng.choice(self.words.own_half(list(citing.INTROS[role])))
        count = 1 if role == "replies_to" else self.rng.choice((1, 1, 2, 2, 3))
        parts = [self.cite(role) for _ in range(count)]
        joined = (
            parts[0]
            if count == 1
            else self.rng.choice((", ", "; ")).join(parts[:-1]) + self.rng.choice((" và ", "; ")) + parts[-1]
        )
        lead = self.words.fill("lead_ins", i=self.office.short or self.office.issuer)
        return f"{intro} {joined}, {lead}"

    def again(self) -> str:
        """A later mention of a document by kind and number only."""
        entry = self.rng.choice([c for c in self.citations if c["kind"] != "Luật"] or [None])
        if entry is None:
            return self.words.fill("fillers")
        entry["mentions"] = entry.get("mentions", 1) + 1
        sentence = self.rng.choice(
            (
                "Các nội dung khác thực hiện theo {c}.",
                "Tiếp tục tổ chức thực hiện nghiêm {c}.",
                "Mẫu biểu báo cáo ban hành kèm theo {c}.",
                "Nội dung trên phù hợp với {c}.",
            )
        )
        return sentence.format(c=f"{entry['kind']} số {entry['value']}")

    # directives

    def due(self) -> tuple[str, int]:
        """A deadline as written, and its index."""
        text, entry = times.deadline(self.words, self.issued, self.received)
        same = [i for i, e in enumerate(self.deadlines) if e == entry]
        if same or ("rrule" in entry and any("rrule" in e for e in self.deadlines)):
            return self.due()
        self.deadlines.append(entry)
        return text, len(self.deadlines) - 1

    def who(self) -> str:
        text = self.words.pick(f"addressees_{'central' if self.office.central else self.office.system}")
        return (
            text
            if text[:3] in {"Sở ", "Bộ ", "Kho", "Đài", "Côn", "Bảo", "Tòa", "Ủy ", "Mặt", "Đản", "Ban", "Văn", "Vi"}
            else text[0].lower() + text[1:]
        )

    def order(self) -> str:
        """A sentence that tells someone to do something, mostly by some day."""
        rng, words = self.rng, self.words
        who, action, verb = self.who(), words.fill("actions"), words.pick("orders")
        target = self.office.short or self.office.issuer
        shape = rng.choices(("do", "report", "lead", "two", "first", "bare"), (3, 5, 2, 2, 1, 2))[0]
        product = words.fill("products", r=target)
        route = (
            rng.choice((f"Phòng {words.rng.choice(('Tổng hợp', 'Nghiệp vụ', 'Kế hoạch'))}", "Văn phòng"))
            if rng.random() < 0.3
            else None
        )
        via = f" (qua {route})" if route else ""
        entry: dict[str, Any] = {"assignees": [who], "action": action}
        if shape == "bare":
            self.directives.append(entry)
            return f"{verb} {who} {action}."
        when, index = self.due()
        if shape == "do":
            self.directives.append(entry | {"deadline": index})
            return f"{verb} {who} {action} {when}."
        if shape == "lead":
            support = self.who()
            self.directives.append(entry | {"support": [support], "deadline": index})
            return f"{verb} {who} chủ trì, phối hợp với {support} {action} {when}."
        self.reply = True
        reporting = {"assignees": [who], "action": product, "report_to": target, "route": route}
        if shape == "report":
            self.directives.append(reporting | {"action": f"{action}, {product}", "deadline": index})
            return f"{verb} {who} {action}, {product}{via} {when}{words.pick('purposes')}."
        if shape == "two":
            later, second = self.due()
            self.directives += [entry | {"deadline": index}, reporting | {"deadline": second}]
            return f"{verb} {who} {action} {when} và {product}{via} {later}."
        self.directives.append(reporting | {"deadline": index})
        if when[0] == "(":
            return f"{verb} {who} {product}{via} {when}."
        return f"{when[0].upper()}{when[1:]}, {verb.lower()} {who} {product}{via}."

    def trap(self) -> str:
        """A sentence with a date or number that binds nobody."""
        day, earlier = (
            times.later(self.words, self.issued, 5, 60),
            self.issued - dt.timedelta(days=self.rng.randint(20, 300)),
        )
        year = self.issued.year
        return self.words.fill(
            "traps",
            d=times.dated(day, 0),
            d1=times.dated(earlier, 0),
            y=year,
            y1=year - 1,
            y5=year + 5,
            p=self.rng.randint(24, 296),
            q=self.rng.randint(3200, 3999),
            s=self.rng.randint(100, 999),
        )

    def reminder(self) -> str:
        """An earlier paper's own deadline is quoted: a citation, but no new deadline."""
        one = citing.cited(self.words, self.office, self.issued)
        while one.kind != "Công văn":
            one = citing.cited(self.words, self.office, self.issued)
        if one.number in {c["value"] for c in self.citations}:
            return self.trap()
        entry = {"value": one.number, "kind": one.kind, "dated": str(one.day), "issuer": one.issuer, "role": "mention"}
        self.citations.append(entry)
        old = times.dated(self.issued - dt.timedelta(days=self.rng.randint(2, 25)), 0)
        start = self.rng.choice(self.words.own_half(["Tiếp theo", "Theo yêu cầu tại"]))
        ends = ["tuy nhiên đến nay chưa nhận được báo cáo của một số đơn vị", "song đến nay nhiều đơn vị chưa gửi"]
        return (
            f"{start} Công văn số {one.number} ngày {times.dated(one.day, 0)} của {one.issuer} đề nghị báo cáo "
            f"trước ngày {old}, {self.rng.choice(self.words.own_half(ends))}."
        )

    def trouble(self) -> str:
        """A duty that holds only in a case."""
        day = times.later(self.words, self.received or self.issued)
        self.deadlines.append(
            {"stated": str(day), "bound": "before", "due": str(truth.due_by_date(day, "before")), "conditional": True}
        )
        target = self.office.short or self.office.issuer
        self.directives.append(
            {"action": f"báo cáo về {target}", "report_to": target, "deadline": len(self.deadlines) - 1}
        )
        case = self.rng.choice(self.words.own_half(["Trường hợp có vướng mắc", "Nếu có khó khăn, vướng mắc"]))
        return f"{case}, báo cáo về {target} trước ngày {times.dated(day, 0)} để được hướng dẫn."

    def sentences(self, orders: int) -> list[str]:
        """Paragraphs of the body in a mixed order."""
        makers = (
            [self.order] * orders
            + [self.trap] * self.rng.randint(0, 2)
            + [lambda: self.words.fill("fillers")] * self.rng.randint(1, 4)
        )
        for chance, maker in ((0.35, self.again), (0.12, self.reminder), (0.12, self.trouble)):
            if self.rng.random() < chance:
                makers.append(maker)
        self.rng.shuffle(makers)
        return [maker() for maker in makers]

    # manners

    def letter(self) -> None:
        self.body = [
            self.opening(),
            *_numbered(self.sentences(self.rng.randint(1, 3)), self.rng),
            self.words.pick("closings"),
        ]

    def plan(self) -> None:
        rng = self.rng
        self.body = [self.opening(), "# I. MỤC ĐÍCH, YÊU CẦU"]
        self.body += _numbered([self.words.fill("fillers") for _ in range(rng.randint(1, 3))], rng)
        self.body += ["# II. NỘI DUNG VÀ TỔ CHỨC THỰC HIỆN", *_numbered(self.sentences(rng.randint(2, 4)), rng)]
        if rng.random() < 0.45:
            self.table()
        self.body.append(self.words.pick("closings"))

    def notice(self) -> None:
        self.body = [
            self.opening(),
            *_numbered(self.sentences(self.rng.randint(0, 2)), self.rng),
            self.words.pick("closings"),
        ]

    telegram = letter

    def report(self) -> None:
        self.body = [self.opening(), *[self.words.fill("fillers") for _ in range(self.rng.randint(2, 5))], self.trap()]
        self.body.append("Trên đây là nội dung báo cáo, kính trình cấp có thẩm quyền xem xét./.")

    def slip(self) -> None:
        self.body = [self.words.fill("fillers"), self.trap(), self.words.fill("fillers").removesuffix(".") + "./."]

    def articles(self) -> None:
        own = "Trưởng" if self.office.head == "Trưởng phòng" else self.office.head
        head = (self.office.collective or f"{own} {self.office.issuer}").upper()
        self.body = ["= " + head]
        self.body += [f"//Căn cứ {self.cite('basis')};//" for _ in range(self.rng.randint(1, 4))]
        self.body += [
            "//Theo đề nghị của Chánh Văn phòng.//",
            "= QUYẾT ĐỊNH:" if self.rng.random() < 0.7 else "= QUYẾT NGHỊ:",
        ]
        if self.rng.random() < 0.3:
            change = self.rng.choice(
                self.words.own_half(["Sửa đổi, bổ sung một số nội dung của", "Bãi bỏ", "Thay thế", "Sửa đổi, bổ sung"])
            )
            amended = f"{change} {self.cite('amends')}."
        else:
            amended = self.words.fill("fillers")
        paragraphs = [
            amended,
            *([self.order()] if self.rng.random() < 0.6 else []),
            "Quyết định này có hiệu lực kể từ ngày ký./.",
        ]
        self.body += [f"**Điều {i}.** {text}" for i, text in enumerate(paragraphs, start=1)]

    def invitation(self) -> None:
        rng = self.rng
        day = times.later(self.words, self.issued, 3, 30)
        hour, minute = rng.choice(((7, 30), (8, 0), (8, 30), (13, 30), (14, 0)))
        spelt = rng.choice((f"{hour:02d} giờ {minute:02d}", f"{hour:02d}h{minute:02d}"))
        week = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")[day.weekday()] if day.weekday() < 6 else ""
        tail = f" (thứ {week})" if week and rng.random() < 0.5 else ""
        place = self.words.pick("places")
        self.event = {"starts": {"value": f"{day}T{hour:02d}:{minute:02d}"}, "place": {"value": place}}
        self.body = [
            self.opening().rsplit(", ", 1)[0] + f", {self.office.short or self.office.issuer} trân trọng kính mời:",
            f"1. Thành phần: {self.who()}.",
            f"2. Thời gian: {spelt}, ngày {times.dated(day, rng.choice((0, 1)))}{tail}.",
            f"3. Địa điểm: {place}.",
            rng.choice(("Đề nghị đại biểu đến dự đúng giờ./.", "Rất mong đại biểu sắp xếp thời gian tham dự./.")),
        ]

    def table(self) -> None:
        """An annex of tasks, each with who leads it and until when."""
        rows = []
        for number in range(1, self.rng.randint(3, 7)):
            action, lead, support = self.words.fill("actions"), self.who(), self.who()
            while True:
                text, entry = times.deadline(self.words, self.issued, self.received)
                if entry.get("stated") and "time" not in entry and "(" not in text and entry not in self.deadlines:
                    break
            self.deadlines.append(entry)
            self.directives.append(
                {
                    "action": _capital(action),
                    "assignees": [_capital(lead)],
                    "support": [_capital(support)],
                    "deadline": len(self.deadlines) - 1,
                }
            )
            rows.append([str(number), _capital(action), _capital(lead), _capital(support), _capital(text)])
        columns = [
            "STT",
            self.rng.choice(("Nội dung", "Nội dung công việc", "Nhiệm vụ")),
            "Đơn vị chủ trì",
            "Đơn vị phối hợp",
            self.rng.choice(("Thời gian hoàn thành", "Thời hạn")),
        ]
        self.annexes.append(
            {
                "heading": ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ"],
                "note": "(Ban hành kèm theo văn bản này)",
                "columns": columns,
                "rows": rows,
            }
        )


def plan(seed: int, half: str, level: str) -> dict[str, Any]:
    """Everything about one dispatch; `level` is how it is scanned (see `scans.dress`)."""
    rng = random.Random(f"{half}:{seed}")
    words = Wording(half, rng)
    system = rng.choices(("state", "party", "organisation"), (6, 3, 1))[0]
    issued = (
        dt.date(2005, 3, 1) + dt.timedelta(days=rng.randint(0, 7800))
        if rng.random() < 0.4
        else dt.date(2022, 1, 4) + dt.timedelta(days=rng.randint(0, 1780))
    )
    office = {
        "state": offices.state_office,
        "party": offices.party_office,
        "organisation": offices.organisation_office,
    }[system](words, issued)
    rows = words.every("kinds", system)
    abbreviation, name, manner, _ = rng.choices(rows, [r[3] for r in rows])[0]
    received = truth.next_working(issued + dt.timedelta(days=rng.randint(0, 9))) if rng.random() < 0.5 else None
    draft = Draft(words, office, issued, received)
    getattr(draft, manner)()
    return _assembled(draft, abbreviation, name, manner, level)


def _assembled(draft: Draft, abbreviation: str, name: str, manner: str, level: str) -> dict[str, Any]:
    words, rng, office = draft.words, draft.rng, draft.office
    paper, record = _numbers(draft, abbreviation, manner)
    subject = words.fill("subjects", y=draft.issued.year, y5=draft.issued.year + 5)
    party = office.system == "party"
    if manner == "letter":
        paper["about"] = (
            rng.choice(("Về việc ", "về việc ", "về ")) if party else rng.choice(("V/v ", "V/v ", "Về việc "))
        ) + subject
        record["subject"] = subject
    else:
        paper["title"] = name.upper()
        start = rng.choice(("Về việc ", "", "")) if manner != "invitation" else "Về việc tham dự "
        shown = subject if start or party else _capital(subject)
        if manner == "invitation":
            shown, start = "Tham dự Hội nghị về " + subject, ""
        paper["title_subject"] = start + shown
        record["subject"] = shown
    _people(draft, paper, record, manner)
    paper |= {
        "system": office.system,
        "authority": list(office.header),
        "body": draft.body,
        "annexes": draft.annexes,
        "motto": list(office.motto),
    }
    record |= {
        "system": office.system,
        "kind": {"value": abbreviation, "name": name},
        "issuer": {"value": office.issuer, "parent": office.parent},
        "issued_on": str(draft.issued),
        "issued_at": office.place,
        "citations": draft.citations,
        "deadlines": draft.deadlines,
        "directives": draft.directives,
        "event": draft.event,
        "asks": "attendance"
        if draft.event
        else "reply"
        if draft.reply and abbreviation not in ORDERING
        else "action"
        if draft.directives
        else "information",
    }
    made = {"paper": paper, "record": record}
    scans.dress(made, words, office, draft.issued, draft.received, level, manner)
    return made


def _numbers(draft: Draft, abbreviation: str, manner: str) -> tuple[dict[str, Any], dict[str, Any]]:
    rng, office, day = draft.rng, draft.office, draft.issued
    digits = f"{rng.choice((rng.randint(1, 99), rng.randint(100, 999), rng.randint(1000, 9999))):02d}"
    unit = rng.choice(office.units) if office.units else ""
    if office.system == "party" or office.motto:
        tail = f"-{abbreviation}/{office.code}" + (f"-{unit}" if office.motto else "")
        label = "Số "
    else:
        letters = [office.code, unit] if manner == "letter" else [abbreviation, office.code]
        tail, label = "/" + "-".join(part for part in letters if part), rng.choice(("Số: ", "Số: ", "Số:"))
    by_hand = rng.random() < 0.35
    missing = rng.random() < 0.04
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    spelt = f"{{{{{day.day:02d}}}}}" if by_hand and rng.random() < 0.7 else f"{day.day:02d}"
    shown = "       " if missing else f"{{{{{digits}}}}}" if by_hand else digits
    paper = {
        "number": f"{label}{shown}{tail}",
        "place_date": f"{office.place}, ngày {spelt} tháng {month} năm {day.year}",
    }
    return paper, {"number": None if missing else {"value": digits + tail, "by_hand": by_hand}}


def _people(draft: Draft, paper: dict[str, Any], record: dict[str, Any], manner: str) -> None:
    words, rng, office = draft.words, draft.rng, draft.office
    stop = "," if office.system == "party" and rng.random() < 0.7 else ";"
    to: list[str] = []
    if manner in {"letter", "telegram", "report", "invitation"} and (manner != "invitation" or rng.random() < 0.6):
        to = words.several(
            f"addressees_{'central' if office.central else office.system}", 1, 1 if manner == "report" else 4
        )
    if manner == "telegram":
        paper["to_label"] = rng.choice((f"{office.head.upper()} điện:", "Điện:"))
    paper["to"] = [to[0]] if len(to) == 1 else [f"- {t}{stop if i < len(to) - 1 else '.'}" for i, t in enumerate(to)]
    copies = words.several("copies_party" if office.system == "party" else "copies_state", 1, 5)
    noted = [(c, words.pick("notes") if rng.random() < 0.35 else None) for c in copies if c not in to]
    lines = (["Như trên"] if to and rng.random() < 0.85 else []) + [c + (f" ({n})" if n else "") for c, n in noted]
    unit = office.units[0] if office.units else "TH"
    filing = words.fill("filing_party" if office.system == "party" else "filing_state", u=unit, n=rng.randint(2, 19))
    paper["recipients"] = [f"- {line}{stop}" for line in lines] + [f"- {filing}"]
    record["recipients"] = [{"value": t, "role": "addressee"} for t in to] + [
        {"value": c, "purpose": n} for c, n in noted
    ]
    paper["sign"], paper["name"], record["signer"] = signing.signing(words, office)


def _numbered(paragraphs: list[str], rng: random.Random) -> list[str]:
    style = rng.choice(("{}. ", "{}) ", "- ", ""))
    return [style.format(i) + text for i, text in enumerate(paragraphs, start=1)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
