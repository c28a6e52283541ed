"""The body that a heading in capitals names, which OCR may have damaged, in ordinary spelling.

`SỞ Y TẾ` under `UBND TỈNH ĐẮK NÔNG` is `Sở Y tế tỉnh Đắk Nông`. Names are compared without accents and spaces, by edit
distance, with the rows of `gazetteer` that hold on the day (`known_bodies`); what no row knows is spelt by `ordinary`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.capitals import in_capitals
from extractors.folding import canonical, dashes, key, spaced
from extractors.gazetteer import DISTRICTS, Body, Province, after, provinces, tight
from extractors.headings import is_branch
from extractors.known_bodies import body_of, is_committee, is_longer, row_of, says_committee
from extractors.ordinary import free_name, name_only, ordinary, organ_of, standing_organ, starts_with_head
from extractors.places import (
    COMMITTEES,
    PLACES,
    capitalised,
    cut_place,
    district_alone,
    is_district,
    place_name,
    province_of,
)

LONGEST = 240  # letters of a heading that are looked at
_TERM = re.compile(r"\b(?:Khóa|Nhiệm kỳ)(?= [IVX\d]+\b)")  # Quốc hội khóa XIII


@dataclass(frozen=True, slots=True)
class Named:
    """A body as named by a heading: `name` in ordinary spelling, the `body` row it matches, the `place` it serves.

    `likeness` is 0 to 1: how well heading and tables agree (1 letter for letter, 0 for a body that no table knows).
    `free` is what follows a kind of body whose own name is free, as written (`VÕ XÁN` of a school); else empty.
    """

    name: str
    body: Body | None = None
    place: str | None = None
    province: Province | None = None
    likeness: float = 0.0
    successor: str | None = None
    free: str = ""

    @property
    def known(self) -> bool:
        """Whether a table knows the body."""
        return self.body is not None


def place_known(found: Named) -> bool:
    """Whether a body has no place of its own or one that the tables have: `UBND huyện Chư Sẽ` was Chư Sê."""
    return found.place is None or found.province is not None or is_district(_KIND.sub("", found.place))


_KIND = re.compile(rf"^(?:{'|'.join(DISTRICTS)}) ")


def named(
    heading: str,
    *,
    day: date | None = None,
    above: Named | None = None,
    at: Province | None = None,
    codes: Sequence[str] = (),
) -> Named:
    """The body that `heading` names, whole: with the place that the body above or the place line gives.

    `above` is the body above it in the header, `at` the province of the place line, `codes` the bodies' codes in the
    paper's own number, which help to tell likely names apart.
    """
    text = spaced(dashes(canonical(name_only(heading))))[:LONGEST]
    if above is not None and (organ := _organ(text, above) or _branch_of(text, above, day=day, at=at)):
        return organ
    found = body_of(text, day, above.name if above is not None else "", codes)
    if found is None or is_longer(text, found, day):
        if (whole := _organ_with_body(text, day=day, above=above, at=at, codes=codes)) is not None:
            return whole
        free = free_name(text)
        spelt = _TERM.sub(lambda met: met[0].lower(), _completed(ordinary(text, day), above, at))
        place, province, _ = place_name(cut_place(text)[1], day) if cut_place(text)[1] else (None, None, 0.0)
        if place is None and above is not None and above.place and _serves(text, above):
            return Named(f"{spelt} {above.place}", None, above.place, above.province, free=free)
        if place is None and above is not None and is_committee(above.name) and starts_with_head(text, serving=True):
            return Named(f"{spelt} {above.name}", None, above.place, above.province, free=free)
        return Named(spelt, None, place, province, free=free)
    if "phòng chống" in canonical(text).lower():  # both spellings are in use
        found = replace(
            found, body=replace(found.body, name=re.sub(r"([Pp]hòng), chống", r"\1 chống", found.body.name))
        )
    like = 1 - found.wrong / max(1, found.length)
    return _whole(found.body, after(text, found.length), like, day=day, above=above, at=at)


def _organ(text: str, above: Named) -> Named | None:
    """The office or the standing organ of the body above: `BAN THƯỜNG TRỰC`, a council's `BAN PHÁP CHẾ`."""
    whose = "any" if tight(text) == "vanphong" and not is_committee(above.name) else organ_of(text)
    if whose is None or (whose == "HĐND" and (above.body is None or above.body.name != "HĐND")):
        return None
    name = ordinary(text)
    heir = f"{name} {above.successor}" if above.successor else None
    whole = f"{name} {above.name}"
    row = row_of(whole, len(tight(name)))
    like = above.likeness if row is None or above.known else 1.0
    return replace(above, name=whole, body=row or above.body, successor=heir, likeness=like)


def _branch_of(text: str, above: Named, *, day: date | None, at: Province | None) -> Named | None:
    """A branch named by its place under its bank or company, as the tables name it, else after the name above it.

    `CHI NHÁNH TỈNH ĐỒNG NAI` under `NGÂN HÀNG NHÀ NƯỚC VIỆT NAM` is of Ngân hàng Nhà nước.
    """
    if not is_branch(text):
        return None
    whole = above.name.upper()
    for name in (f"{whole.removesuffix(' VIỆT NAM')} {text}", f"{whole} {text}"):
        found = named(name, day=day, at=at)
        if found.known and found.body is not above.body:
            return found
    return replace(above, name=f"{above.name} {ordinary(text, day)}", successor=None)


def _organ_with_body(
    text: str, *, day: date | None, above: Named | None, at: Province | None, codes: Sequence[str]
) -> Named | None:
    """A standing organ before the name of its body: `BAN THƯỜNG VỤ HỘI NÔNG DÂN TỈNH LONG AN`; null for none."""
    organ, whose = standing_organ(text)
    body = named(whose, day=day, above=above, at=at, codes=codes) if organ else None
    if body is None or not body.known:
        return None
    return replace(body, name=f"{organ} {body.name}", successor=body.successor and f"{organ} {body.successor}")


def _serves(text: str, above: Named) -> bool:
    """Whether a body without a place of its own serves that of the council or committee above it.

    `BAN TIẾP CÔNG DÂN` under `UBND HUYỆN KRÔNG PẮC` does, a school with a name of its own does not.
    """
    governs = above.body is not None and above.body.name in {"UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân"}
    return governs and starts_with_head(text, serving=True)


def _completed(name: str, above: Named | None, at: Province | None) -> str:
    """`Bệnh viện Đa khoa tỉnh` with the name of the province that the body above or the place line gives.

    So is the committee of a block of agencies under a province's committee: `Đảng ủy Khối các cơ quan tỉnh Hà Tĩnh`.
    """
    match = re.search(r" (tỉnh|thành phố)$", name, re.IGNORECASE)
    province = (above.province if above is not None else None) or at
    if province is None:
        return name
    if match is None:
        block = above is not None and above.province and re.match(r"Đảng ủy (?:Khối|các cơ quan)\b", name)
        return f"{name} {province.full}" if block and not cut_place(name.upper())[1] else name
    return f"{name[: match.start()]} {province.full}"


def _whole(body: Body, rest: str, like: float, *, day: date | None, above: Named | None, at: Province | None) -> Named:
    base = Named(body.name, body, None, None, like, body.successor)
    if body.level == "none":
        return base
    if body.level == "branch":
        return _branch(base, rest, day=day, above=above, at=at)
    if body.level == "committee":
        said = says_committee(tight(rest))
        committee = named(rest, day=day) if said else above
        if committee is None:
            return base
        if tight(committee.name) == "banchaphanhtrunguong":
            central = "Văn phòng Trung ương Đảng" if body.name == "Văn phòng" else f"{body.name} Trung ương"
            return replace(base, name=central, body=row_of(central, len(tight(body.name))) or body)
        return replace(base, name=f"{body.name} {committee.name}", place=committee.place, province=committee.province)
    if rest and tight(rest) not in PLACES:
        if body.system == "party" and body.level != "own" and _names_a_body(rest):
            return replace(base, name=_completed(f"{body.name} {_nested(rest, day)}", above, at))
        if at is not None and len(tight(rest)) > 1 and tight(at.name).startswith(tight(rest)):
            rest = at.name  # the line's end is lost
        place, province, sure = place_name(rest, day)
        work = in_capitals(rest, start=False)
        if body.name in _DISTRICTS and province is not None and sure < 1:
            place, province, sure = capitalised(rest), None, 0.0  # `HUYỆN ỦY THỦY NGUYÊN` is not of Thái Nguyên
        of_district = body.level in {"own", "huyen"} and body.name not in _OF_PROVINCES
        if of_district and (town := district_alone(rest)) is not None:
            place, province, sure = town, None, 1.0
        if province is None and sure == 0 and body.name not in COMMITTEES and work != capitalised(rest):
            return _of_a_work(body, rest, day, above)
        like = min(like, sure) if province else like
        return _placed(replace(base, likeness=like), place, province)
    if above is not None and above.place:
        return _placed(base, _with_kind(above), above.province)
    if at is not None:
        return replace(_placed(base, at.full, at), likeness=like * 0.95)
    return replace(base, likeness=like * 0.7)


def _of_a_work(body: Body, rest: str, day: date | None, above: Named | None) -> Named:
    """A body that no table knows, whose kind of work follows one that is known: `THUẾ CƠ SỞ 3`, or with a place
    `BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH NÔNG NGHIỆP`."""
    work, printed = cut_place(rest)
    if not (work and printed):
        work, printed = rest, ""
    name = f"{body.name} {in_capitals(work, start=False)}"
    place, province, _ = place_name(printed, day) if printed else (None, None, 0.0)
    if place is None and above is not None and above.place and _serves(body.name, above):
        place, province = above.place, above.province
    return Named(f"{name} {place}" if place else name, None, place, province)


_WITH_KIND = re.compile(r"(?:t[iíìỉĩ]nh|thành phố|tp)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[IVX]+|\d{1,3}[A-Z]?")


def _branch(base: Named, rest: str, *, day: date | None, above: Named | None, at: Province | None) -> Named:
    """A body with what follows its kind as printed: `Kho bạc Nhà nước Hà Giang`; a lone `tỉnh` is made whole."""
    assert base.body is not None
    kind = base.body.name
    if not rest:
        return replace(base, likeness=base.likeness * 0.7)  # the line with its place is lost
    if (whose := PLACES.get(tight(rest))) is not None:
        province = (above.province if above is not None else None) or at
        if province is None or whose != province.kind:
            return replace(base, name=f"{kind} {whose}", likeness=base.likeness * 0.7)
        return replace(base, name=f"{kind} {province.full}", place=province.full, province=province)
    place, province, sure = place_name(rest, day)
    if province is not None:
        shown = province.full if _WITH_KIND.match(rest) else province.name
        like = min(base.likeness, sure)
        return replace(base, name=f"{kind} {shown}", place=shown, province=province, likeness=like)
    if sure or is_district(rest) or _NUMBER.fullmatch(rest):
        return replace(base, name=f"{kind} {place}", place=place)
    return replace(base, name=ordinary(f"{kind.upper()} {rest}", day), free=rest)


_OF_PROVINCES = {"Tỉnh ủy", "Tỉnh đoàn"}
_DISTRICTS = COMMITTEES.keys() - {"Thành ủy"}


def _with_kind(above: Named) -> str:
    """The place of the body above with its kind, which a committee's name says (`Huyện ủy Tây Sơn`)."""
    kind = COMMITTEES.get(above.body.name) if above.body is not None and above.province is None else None
    return f"{kind} {above.place}" if kind is not None and kind not in (above.place or "") else above.place or ""


_INSIDE = ("khoi", "cac co quan", "co quan", "quan su", "co so")


def _names_a_body(rest: str) -> bool:
    """Whether what follows a committee's name is another body (`ĐẢNG ỦY SỞ NỘI VỤ`), and no place (`SÓC TRĂNG`)."""
    said = key(rest)
    if " " not in said or province_of(rest, None):
        return False
    return said.startswith(_INSIDE) or starts_with_head(rest, serving=False)


def _nested(rest: str, day: date | None) -> str:
    """The body of a committee, with `tỉnh` where a block of agencies is named without its place."""
    if starts_with_head(rest, serving=False):
        return ordinary(rest, day)
    work, place = cut_place(rest)
    spelt = in_capitals(work or rest, start=False)
    return f"{spelt} {place_name(place, day)[0]}" if place else spelt


def _placed(base: Named, place: str, province: Province | None) -> Named:
    """`base` with its place: `Sở Nội vụ tỉnh Bình Định`, `Tỉnh ủy Bình Định`, and the body that took over its work."""
    assert base.body is not None
    bare = province.name if province else place
    own = base.body.level == "own"
    shown = re.sub(r"^(?:tỉnh|thành phố|huyện|quận|thị xã) (?=\S)", "", bare) if own else place
    shown = "Thành phố Hồ Chí Minh" if own and shown == "Hồ Chí Minh" else shown  # a person's name is no city's
    return replace(base, name=f"{base.body.name} {shown}", place=place, province=province,
                   successor=_successor(base.body, province))  # fmt: skip


def _successor(body: Body, province: Province | None) -> str | None:
    """The body that took over, with the province that took over: `Sở Tài chính tỉnh Gia Lai`; null where none did."""
    heir = province
    while heir is not None and heir.successor:
        heir = next((p for p in reversed(provinces()) if p.name == heir.successor and p.valid.end is None), None)
    if body.successor is None and heir is province:
        return None
    name = body.successor or (body.name if body.valid.end is None else None)
    if name is None:
        return None
    if heir is None:
        return name
    if body.level == "own":
        return f"{name} {heir.name}"
    return f"{name} {heir.full}"
