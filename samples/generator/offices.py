"""Offices that issue dispatches: header lines, symbol, place, signers, in the bodies valid on the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samples.generator.wording import Wording

MERGED = dt.date(2025, 7, 1)
HEADS = {"Văn phòng": "Chánh Văn phòng", "Ủy ban Kiểm tra": "Chủ nhiệm"}
HUE = dt.date(2025, 1, 1)


@dataclass(frozen=True)
class Office:
    """A body: how the header names it, how it is ordinarily spelt, and who signs for it."""

    system: str
    header: tuple[str, ...]
    issuer: str
    parent: str | None
    code: str
    units: tuple[str, ...]
    place: str
    head: str
    collective: str = ""
    short: str = ""
    motto: tuple[str, ...] = ()
    central: bool = False


def state_office(words: Wording, day: dt.date) -> Office:
    """A state body of any level that exists on the day."""
    makers = [_ministry, _people_committee, _department, _department, _department, _hospital]
    makers += [_district, _district_office] if day < MERGED else [_commune, _commune]
    return words.rng.choice(makers)(words, day)


def party_office(words: Wording, day: dt.date) -> Office:
    """A committee of the Party or one of its organs."""
    kind, name = _province(words, day)
    committee = f"{'Thành' if kind == 'thành phố' else 'Tỉnh'} ủy {name}"
    organ, code = words.rng.choice(words.rows("bodies", "party_organs"))
    choice = words.rng.random()
    if choice < 0.3:
        return Office(
            "party",
            (committee.upper(),),
            committee,
            None,
            "TU",
            ("VP", "TH"),
            name,
            "Bí thư",
            "Ban Thường vụ",
            committee.split(" " + name)[0],
        )
    if choice < 0.65:
        short = committee.removesuffix(" " + name)
        return Office(
            "party", (committee.upper(), organ.upper()), f"{organ} {committee}", committee, f"{code}TU", ("TH",), name,
            HEADS.get(organ, "Trưởng ban"), "", f"{organ} {short}",
        )  # fmt: skip
    if day < MERGED:
        rank, district, province = words.rng.choice(words.rows("bodies", "districts"))
        own = {"huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}[rank]
        code = {"huyện": "HU", "thị xã": "ThU", "thành phố": "ThU"}[rank]
        above = f"Tỉnh ủy {province}" if province != "Hải Phòng" else "Thành ủy Hải Phòng"
    else:
        rank, district, province = words.rng.choice(words.rows("bodies", "communes"))
        own, code, above = f"Đảng ủy {rank}", "ĐU", f"Tỉnh ủy {province}"
    issuer = f"{own} {district}"
    return Office(
        "party", (above.upper(), issuer.upper()), issuer, above, code, ("VP",), district, "Bí thư", "Ban Thường vụ", own
    )


def organisation_office(words: Wording, day: dt.date) -> Office:
    """Mặt trận, công đoàn, đoàn or a hội of a province."""
    kind, province = _province(words, day)
    name, code, above = words.rng.choice(words.rows("bodies", "organisations"))
    if code == "TĐTN":
        own = f"{'Thành đoàn' if kind == 'thành phố' else 'Tỉnh đoàn'} {province}"
        return Office(
            "organisation",
            (own.upper(),),
            own,
            None,
            code,
            ("VP", "TTN"),
            province,
            "Bí thư",
            "Ban Thường vụ",
            own.rsplit(" " + province)[0],
            ("ĐOÀN TNCS HỒ CHÍ MINH",),
        )
    issuer = f"{name} {kind} {province}"
    header = (*([above.upper()] if above else []), f"{name.upper()}|{kind.upper()} {province.upper()}")
    collective = "Ban Thường trực" if code == "MTTQ" else "Ban Thường vụ"
    return Office(
        "organisation",
        header,
        issuer,
        above or None,
        code,
        ("VP", "TC"),
        province,
        "Chủ tịch",
        collective,
        f"{name} {kind}",
    )


def arrival_office(words: Wording, day: dt.date) -> tuple[str, str]:
    """The office whose ĐẾN stamp it is: as on the stamp, as ordinarily spelt."""
    while True:
        office = words.rng.choice((state_office, state_office, party_office))(words, day)
        name = office.issuer
        if len(name) < 44:
            return name.upper(), name


def _province(words: Wording, day: dt.date) -> tuple[str, str]:
    kind, name = words.rng.choice(words.rows("bodies", "provinces_old" if day < MERGED else "provinces_new"))
    if name == "Thừa Thiên Huế" and day >= HUE:
        return "thành phố", "Huế"
    return kind, name


def _ministry(words: Wording, day: dt.date) -> Office:
    rows = [r for r in words.rows("bodies", "ministries") if r[2] <= day.year <= r[3]]
    name, code, _, _, units = words.rng.choice(rows)
    head = {"T": "Tổng Thanh tra", "B": "Bộ trưởng"}[name[0]] if not name.startswith("Bảo") else "Tổng Giám đốc"
    return Office(
        "state", (name.upper(),), name, None, code, tuple(units.split()), "Hà Nội", head, "", name, central=True
    )


def _people_committee(words: Wording, day: dt.date) -> Office:
    kind, name = _province(words, day)
    own = f"UBND {kind} {name}"
    header = (f"ỦY BAN NHÂN DÂN|{kind.upper()} {name.upper()}",)
    units = tuple(words.rng.sample(["NC", "KTTH", "VX", "NN", "TH", "KSTT", "CN", "ĐT"], 3))
    return Office("state", header, own, None, "UBND", units, _seat(name), "Chủ tịch", "Ủy ban nhân dân", f"UBND {kind}")


def _department(words: Wording, day: dt.date) -> Office:
    kind, province = _province(words, day)
    rows = [r for r in words.rows("bodies", "departments") if r[3] <= day.year <= r[4]]
    name, code, units, _, _ = words.rng.choice(rows)
    above = words.rng.choice(
        (f"UBND {kind.upper()} {province.upper()}", f"ỦY BAN NHÂN DÂN|{kind.upper()} {province.upper()}")
    )
    issuer = f"{name} {kind} {province}"
    return Office(
        "state",
        (above, name.upper()),
        issuer,
        f"UBND {kind} {province}",
        code,
        tuple(units.split()),
        _seat(province),
        "Giám đốc",
        "",
        name,
    )


def _hospital(words: Wording, day: dt.date) -> Office:
    kind, province = _province(words, day)
    if kind == "thành phố":
        return _department(words, day)
    name, code = words.rng.choice((("Bệnh viện Đa khoa tỉnh", "BVĐK"), ("Trung tâm Kiểm soát bệnh tật tỉnh", "KSBT")))
    header = (f"SỞ Y TẾ TỈNH {province.upper()}", f"{name.upper()}")
    return Office(
        "state",
        header,
        f"{name} {province}",
        f"Sở Y tế tỉnh {province}",
        code,
        ("KHTH", "TCHC"),
        province,
        "Giám đốc",
        "",
        name.removesuffix(" tỉnh"),
    )


def _district(words: Wording, _day: dt.date) -> Office:
    kind, name, _ = words.rng.choice(words.rows("bodies", "districts"))
    own = f"UBND {kind} {name}"
    header = (f"ỦY BAN NHÂN DÂN|{kind.upper()} {name.upper()}",)
    return Office(
        "state", header, own, None, "UBND", ("VP", "NV", "TH"), name, "Chủ tịch", "Ủy ban nhân dân", f"UBND {kind}"
    )


def _district_office(words: Wording, _day: dt.date) -> Office:
    kind, place, _ = words.rng.choice(words.rows("bodies", "districts"))
    name, code = words.rng.choice(words.rows("bodies", "district_offices"))
    header = (f"UBND {kind.upper()} {place.upper()}", name.upper())
    return Office(
        "state", header, f"{name} {kind} {place}", f"UBND {kind} {place}", code, (), place, "Trưởng phòng", "", name
    )


def _commune(words: Wording, _day: dt.date) -> Office:
    kind, name, _ = words.rng.choice(words.rows("bodies", "communes"))
    own = f"UBND {kind} {name}"
    return Office(
        "state",
        (f"ỦY BAN NHÂN DÂN|{kind.upper()} {name.upper()}",),
        own,
        None,
        "UBND",
        ("VP", "KT", "VHXH"),
        name,
        "Chủ tịch",
        "Ủy ban nhân dân",
        f"UBND {kind}",
    )


def _seat(name: str) -> str:
    return "TP. Hồ Chí Minh" if name == "Hồ Chí Minh" else name
