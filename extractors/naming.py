"""The ordinary spelling of a body's name, from a heading in capitals that OCR may have damaged.

`SỞ Y TẾ` under `UBND TỈNH ĐẮK NÔNG` is `Sở Y tế tỉnh Đắk Nông`. Names are compared without accents and spaces, by edit
distance, with the rows of `gazetteer` that hold on the day; what no row knows is spelt by the rules of capitals
(NĐ 30/2020, Phụ lục II): the kind of body, then the first syllable of its work, then places.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors.folding import canonical, dashes, key, spaced
from extractors.gazetteer import DATA, Body, Province, bodies, provinces, tight

LONGEST = 240  # letters of a heading that are looked at

# The kinds of place that a heading names, as they are spelt inside a name.
PLACES = {
    "tinh": "tỉnh", "thanhpho": "thành phố", "tp": "thành phố", "huyen": "huyện", "quan": "quận", "thixa": "thị xã",
    "phuong": "phường", "xa": "xã", "thitran": "thị trấn", "dackhu": "đặc khu",
}  # fmt: skip
_OPEN_END = re.compile(r"(?:\bvà|,|-|–|\bcủa|\bcác)\s*$", re.IGNORECASE)
_NOT_NAME = re.compile(r"[^\w\s,.&/()\"“”–-]|_")


@dataclass(frozen=True, slots=True)
class Named:
    """A body as named by a heading: `name` in ordinary spelling, the `body` row it matches, the `place` it serves.

    `likeness` is 0 to 1: how well heading and tables agree (1 letter for letter, 0 for a body that no table knows).
    """

    name: str
    body: Body | None = None
    place: str | None = None
    province: Province | None = None
    likeness: float = 0.0
    successor: str | None = None

    @property
    def known(self) -> bool:
        """Whether a table knows the body."""
        return self.body is not None


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """Kinds of body as `(tight, spelling)`, the longest first."""
    with (DATA / "body_heads.csv").open(encoding="utf-8", newline="") as lines:
        spelt = [row["head"] for row in csv.DictReader(lines)]
    return tuple(sorted(((tight(head), head) for head in spelt), key=lambda pair: -len(pair[0])))


def province_of(text: str, day: date | None, kind: str | None = None) -> tuple[Province, float] | None:
    """The province that `text` names and how like the name is (0 to 1); null where none is near enough.

    Of two rows of one name the one of `kind` (`tỉnh`, `thành phố`) is meant where it is written, else that of the day.
    """
    asked = tight(text)[:40]
    if len(asked) < 3:
        return None
    best: tuple[float, Province] | None = None
    for province in provinces():
        for spelling in (province.name, *province.aliases):
            wanted = tight(spelling)
            wrong = Levenshtein.distance(asked, wanted, score_cutoff=len(wanted) // 5)
            if wrong > len(wanted) // 5:
                continue
            like = 1 - wrong / len(wanted) - (0 if province.valid.holds(day) else 0.04)
            like -= 0.1 if kind is not None and province.kind != kind else 0
            if best is None or like > best[0]:
                best = (like, province)
    if best is None:
        return None
    return best[1], min(1.0, best[0] + (0.1 if kind is not None and best[1].kind != kind else 0))


def _prefix(asked: str, wanted: str, slack: int) -> tuple[int, int] | None:
    """How much of `asked` spells `wanted`, and with how many wrong letters; null where none of it does."""
    best: tuple[int, int] | None = None
    for length in range(max(1, len(wanted) - slack), min(len(asked), len(wanted) + slack) + 1):
        wrong = Levenshtein.distance(asked[:length], wanted, score_cutoff=slack)
        if wrong <= slack and (best is None or wrong < best[1] or (wrong == best[1] and length == len(wanted))):
            best = (length, wrong)
    return best


@dataclass(frozen=True, slots=True)
class _Found:
    body: Body
    length: int
    wrong: int
    valid: bool


def _body_of(asked: str, day: date | None, above: Named | None, codes: Sequence[str]) -> _Found | None:
    """The row whose name begins `asked` best: fewest wrong letters for its length, valid on the day, longest."""
    best: tuple[tuple[float, ...], _Found] | None = None
    for body in bodies():
        if body.level == "committee" and not _under_committee(asked, above):
            continue
        for spelling in body.spellings:
            wanted = tight(spelling)
            match = _prefix(asked, wanted, len(wanted) // 7 + (1 if set(codes) & set(body.codes) else 0))
            if match is None:
                continue
            found = _Found(body, *match, body.valid.holds(day))
            rank = (match[0] - 4 * match[1] + (2 if found.valid else 0) + (1 if set(codes) & set(body.codes) else 0),)
            if best is None or rank > best[0]:
                best = (rank, found)
    return None if best is None else best[1]


_COMMITTEES = ("tinhuy", "thanhuy", "huyenuy", "thiuy", "thixauy", "quanuy", "danguy")


def _under_committee(asked: str, above: Named | None) -> bool:
    if any(committee in asked for committee in _COMMITTEES):
        return True
    return above is not None and tight(above.name).startswith((*_COMMITTEES, "banchaphanhtrunguong"))


def _rest(text: str, length: int) -> str:
    """What follows the first `length` letters and digits of `text`."""
    seen = 0
    for index, letter in enumerate(text):
        if seen >= length:
            return text[index:].strip(" ,.-–")
        seen += letter.isalnum()
    return ""


def _title(words: str) -> str:
    """Each syllable with a capital: the name of a place or a person."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in words.split())


def place_name(text: str, day: date | None) -> tuple[str, Province | None, float]:
    """`TỈNH ĐĂK NÔNG` gives `("tỉnh Đắk Nông", its row, likeness)`; a place that no table knows is spelt as written."""
    found = province_of(text, day)
    if found is not None:
        return found[0].full, found[0], found[1]
    words = text.split()
    for count in (2, 1):
        first = tight("".join(words[:count]))
        rest = " ".join(words[count:])
        kind = PLACES.get(first)
        if kind is None and count == 1 and Levenshtein.distance(first, "tinh") == 1 and province_of(rest, day):
            kind = "tỉnh"
        if kind is None or not rest:
            continue
        found = province_of(rest, day, kind) if kind in {"tỉnh", "thành phố"} else None
        if found is not None:
            return found[0].full, found[0], found[1]
        return f"{kind} {_places_in(rest, day)}", None, 1.0
    glued = re.match(r"(?i)(?:tỉnh|t[iíìỉĩ]nh|tp\.?)\s*(?=\w)(.+)", text)
    if glued and (found := province_of(glued[1], day)):
        return found[0].full, found[0], found[1]
    return _title(text), None, 0.0


def _places_in(text: str, day: date | None) -> str:
    """`LỆ THỦY TỈNH QUẢNG BÌNH` gives `Lệ Thủy, tỉnh Quảng Bình`: a place with the one it lies in."""
    match = re.search(r"[,\s-]+((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|tỉnh|thành phố|huyện|quận|thị xã)\s.+)$", text)
    if match is None:
        return _title(text)
    return f"{_title(text[: match.start()])}, {place_name(match[1], day)[0]}"


def ordinary(text: str, day: date | None = None) -> str:
    """A heading in capitals as it is written in running text: `CHI CỤC KIỂM LÂM` gives `Chi cục Kiểm lâm`."""
    text = spaced(canonical(text))
    if not _shouted(text):
        return text[:1].upper() + text[1:]
    head = next((spelling for bare, spelling in _heads() if _starts(text, bare)), "")
    rest = _rest(text, len(tight(head))) if head else text
    work, place = _cut_place(rest)
    pieces = [head, _capitals(work), place_name(place, day)[0] if place else ""]
    return spaced(" ".join(pieces))


def _starts(text: str, bare: str) -> bool:
    """Whether the first words of `text` are `bare` (folded, without spaces)."""
    words = text.split()
    return any(tight("".join(words[:count])) == bare for count in range(1, min(len(words), 6) + 1))


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _cut_place(text: str) -> tuple[str, str]:
    """The work of a body and the place it ends with (`TỈNH X`, or the bare name of a province)."""
    match = re.search(r"(?:^|\s)((?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU)\s+.+)$", text)
    if match is not None:
        return text[: match.start()].strip(), match[1]
    words = text.split()
    for count in (4, 3, 2):
        tail = " ".join(words[-count:])
        if len(words) > count and (found := province_of(tail, None)) and found[1] > 0.95:
            return " ".join(words[:-count]), tail
    return text, ""


_VOWELS = set("aeiouy")
_PROPER = {"vietnam": "Việt Nam", "trunguong": "Trung ương", "nhanuoc": "Nhà nước", "hochiminh": "Hồ Chí Minh"}


def _capitals(work: str) -> str:
    """The work of a body: a capital at the start and after `và`, a comma and a dash."""
    out: list[str] = []
    raise_next = True
    for word in work.split():
        low = word.lower()
        if len(word) > 1 and word.isupper() and not _VOWELS & set(tight(word)):
            out.append(word)  # an abbreviation: PCCC
            continue
        out.append(low[:1].upper() + low[1:] if raise_next and low != "và" else low)
        raise_next = low in {"và", "-", "–"} or low.endswith(",")
    text = " ".join(out)
    for bare, proper in _PROPER.items():
        pattern = r"\b" + r"\s".join(re.escape(part) for part in proper.lower().split()) + r"\b"
        if bare in tight(text):
            text = re.sub(pattern, proper, text, flags=re.IGNORECASE)
    return text


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
    text = spaced(dashes(canonical(_NOT_NAME.sub(" ", heading))))[:LONGEST]
    if tight(text) == "vanphong" and above is not None and not _under_committee("", above):
        heir = f"Văn phòng {above.successor}" if above.successor else None
        return replace(above, name=f"Văn phòng {above.name}", successor=heir)
    found = _body_of(tight(text), day, above, codes)
    if found is None or (found.body.level == "none" and _rest(text, found.length)):
        spelt = _completed(ordinary(text, day), above, at)
        place, province, _ = place_name(_cut_place(text)[1], day) if _cut_place(text)[1] else (None, None, 0.0)
        return Named(spelt, None, place, province)
    like = 1 - found.wrong / max(1, found.length)
    return _whole(found.body, _rest(text, found.length), like, day=day, above=above, at=at)


def _completed(name: str, above: Named | None, at: Province | None) -> str:
    """`Bệnh viện Đa khoa tỉnh` with the name of the province that the body above or the place line gives."""
    match = re.search(r" (tỉnh|thành phố)$", name, re.IGNORECASE)
    province = (above.province if above is not None else None) or at
    if match is None or province is None:
        return name
    return f"{name[: match.start()]} {province.full}"


def _whole(body: Body, rest: str, like: float, *, day: date | None, above: Named | None, at: Province | None) -> Named:
    base = Named(body.name, body, None, None, like, body.successor)
    if body.level == "none":
        return base
    if body.level == "committee":
        said = any(committee in tight(rest) for committee in _COMMITTEES)
        committee = named(rest, day=day) if said else above
        if committee is None:
            return base
        if tight(committee.name) == "banchaphanhtrunguong":
            return replace(base, name=f"{body.name} Trung ương")
        return replace(base, name=f"{body.name} {committee.name}", place=committee.place, province=committee.province)
    if rest and tight(rest) not in PLACES:
        if _names_a_body(rest):
            return replace(base, name=f"{body.name} {ordinary(rest, day)}")
        if at is not None and len(tight(rest)) > 1 and tight(at.name).startswith(tight(rest)):
            rest = at.name  # the line's end is lost
        place, province, sure = place_name(rest, day)
        like = min(like, sure) if province else like
        return _placed(replace(base, likeness=like), place, province)
    if above is not None and above.place:
        return _placed(base, above.place, above.province)
    if at is not None:
        return replace(_placed(base, at.full, at), likeness=like * 0.95)
    return replace(base, likeness=like * 0.7)


_INSIDE = {
    "tinh uy",
    "dang uy",
    "huyen uy",
    "thanh uy",
    "so",
    "bo",
    "co quan",
    "khoi",
    "cac",
    "cong ty",
    "cong an",
    "tong",
}


def _names_a_body(rest: str) -> bool:
    """Whether what follows a body's name is another body (`ĐẢNG ỦY SỞ NỘI VỤ`), and no place (`SÓC TRĂNG`)."""
    words = key(rest).split()
    return len(words) > 1 and (words[0] in _INSIDE or " ".join(words[:2]) in _INSIDE) and not province_of(rest, None)


def _placed(base: Named, place: str, province: Province | None) -> Named:
    """`base` with its place: `Sở Nội vụ tỉnh Bình Định`, `Tỉnh ủy Bình Định`, and the body that took over its work."""
    assert base.body is not None
    bare = province.name if province else place
    own = base.body.level == "own"
    shown = re.sub(r"^(?:tỉnh|thành phố|huyện|quận|thị xã) (?=\S)", "", bare) if own else place
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


def headings(lines: Sequence[str]) -> list[str]:
    """The lines of the issuing body's block joined into names, the body above first.

    A line begins a new name where it begins with a kind of body and the line before it is whole.
    """
    found: list[str] = []
    for line in lines:
        text = spaced(canonical(_NOT_NAME.sub(" ", line))).strip(" -–.,*")
        if sum(c.isalpha() for c in text) < 2:
            continue
        if found and (_goes_on(found[-1], text) or not begins_body(text)):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _goes_on(above: str, text: str) -> bool:
    """Whether the line `text` goes on with the name that `above` begins."""
    if _OPEN_END.search(above) or _bare(above):
        return True
    return tight(above + text) in _spellings() and tight(above) not in _spellings()


@cache
def _spellings() -> frozenset[str]:
    return frozenset(tight(spelling) for body in bodies() for spelling in body.spellings)


def begins_body(text: str) -> bool:
    """Whether `text` begins with a kind of body (`SỞ`, `TRUNG TÂM`)."""
    asked = tight(text)
    return any(_prefix(asked, bare, len(bare) // 7) for bare, _ in _heads())


_BARE = {
    tight(name)
    for name in (
        "Văn phòng", "Ủy ban nhân dân", "Hội đồng nhân dân", "Ban Chấp hành", "Ban Thường vụ", "Ban Chỉ đạo",
        "Ban Chỉ huy", "Ban Quản lý", "Phòng", "Trung tâm", "Trường", "Bộ", "Sở", "Cục", "Chi cục", "Ủy ban",
        "Bộ Chỉ huy", "Hội đồng", "Ban", "Đoàn", "Hội", "Tổ công tác", "Bệnh viện", "Công ty", "Liên đoàn lao động",
        "Ban Cán sự", "Ban Chấp hành Đảng bộ", "Đảng ủy",
    )
}  # fmt: skip


def _bare(text: str) -> bool:
    """Whether `text` is but a kind of body, whose name goes on in the next line."""
    return tight(text) in _BARE
