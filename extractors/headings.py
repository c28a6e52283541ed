"""The lines of the issuing body's block as names, one a body: which line begins a name, and which goes on with one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from extractors.folding import canonical, spaced
from extractors.gazetteer import begun, bodies, province_letters, tight
from extractors.ordinary import heads, is_task, is_unfinished, name_only, organ_of, unfinished
from extractors.places import cut_place, is_district

_OPEN_END = re.compile(r"(?:\bvà|-|–|\bcủa|\bcác|\bvề|\btại|\bcho|\bmột thành)\s*$", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:và|tại|về|của|cho|thuộc)\s", re.IGNORECASE)
_BRANCH = re.compile(r"CHI NHÁNH(?= (?!VĂN PHÒNG)\w)")
_LEGAL_FORM = re.compile(r"(?:CÔNG TY )?(?:CỔ PHẦN|CP|TNHH(?: MTV| MỘT THÀNH VIÊN)?)|CTCP")
_DASHES = ("-", "–")
_SPECKS = " -–.,*"  # what no name begins or ends with; a comma at a line's end may be the name's own
_SHORT_HEAD = 4  # letters: a longer one may be glued to what follows it (`UBNDTỈNH`)


def headings(lines: Sequence[str]) -> list[str]:
    """The lines of the issuing body's block joined into names, the body above first.

    A line begins a new name where it begins with a kind of body and the line before it is whole.
    """
    found: list[str] = []
    dash = False
    for line in lines:
        printed = spaced(canonical(name_only(line)))
        text = printed.lstrip(_SPECKS).rstrip(_SPECKS.replace(",", ""))
        if sum(c.isalpha() for c in text) < 2:
            continue
        dashed, dash = dash or printed.startswith(_DASHES), printed.endswith(_DASHES)
        if found and dashed and _LEGAL_FORM.fullmatch(text):
            found[-1] = f"{found[-1]} - {text}"
        elif found and is_branch(text) and not _of_the_same(found):
            found.append(text)
        elif found and (_goes_on(found[-1], text) or not begins_body(text) or organ_of(found[-1]) == "any"):
            above = found[-1].rstrip(" ,") if _is_place(text) else found[-1]
            found[-1] = f"{above} {text}"
        else:
            found.append(text)
    return [name.rstrip(_SPECKS) for name in found]


def is_branch(text: str) -> bool:
    """Whether a line names but a branch of the body above it: `CHI NHÁNH TỈNH ĐỒNG NAI`."""
    return _BRANCH.match(text) is not None


def _of_the_same(names: Sequence[str]) -> bool:
    """Whether the last of the names begins as the one above it does, so that a branch under it goes on with it.

    `NGÂN HÀNG NHÀ NƯỚC VIỆT NAM`, `NGÂN HÀNG NHÀ NƯỚC`, `CHI NHÁNH TỈNH ĐỒNG NAI`.
    """
    return (
        not begins_body(names[-1])
        or _OPEN_END.search(names[-1]) is not None
        or (len(names) > 1 and tight(names[-2]).startswith(tight(names[-1])))
    )


def _goes_on(above: str, text: str) -> bool:
    """Whether the line `text` goes on with the name that `above` begins."""
    if _OPEN_END.search(above) or _OPEN_START.match(text) or is_unfinished(above) or tight(text) == "trunguong":
        return True
    if _is_place(text):
        return True
    if _ends_in_province(above, text) or _names_within(above, text):
        return True
    central = tight(above) == "banchaphanhtrunguong"  # of the Party, unless a union's name follows
    return tight(above + text) in _spellings() and (central or tight(above) not in _spellings())


def _ends_in_province(above: str, text: str) -> bool:
    """Whether a short line is the rest of a province's name that the line above begins: `… THÀNH PHỐ HẢI`, `PHÒNG`."""
    if len(text.split()) > 2:
        return False
    names = province_letters()
    tails = [" ".join(above.split()[-count:]) for count in (1, 2, 3)]
    return any(tight(tail + text) in names for tail in tails) and not any(tight(tail) in names for tail in tails)


def _names_within(above: str, text: str) -> bool:
    """Whether a line names the body within which that of the line above is: `CÔNG ĐOÀN TRƯỜNG`, `ĐẠI HỌC TÂY BẮC`."""
    words = above.split()
    tails = {tight(" ".join(words[start:])) for start in range(1, len(words))}
    kind = next((kind for kind in unfinished() if kind in tails), None)
    if kind is None:
        return False
    asked = kind + tight(text)
    known = itertools.chain((bare for bare, _ in heads()), _spellings())
    return any(len(name) > len(kind) and name.startswith(kind) and asked.startswith(name) for name in known)


@cache
def _spellings() -> frozenset[str]:
    return frozenset(tight(spelling) for body in bodies() for spelling in body.spellings)


def _is_place(text: str) -> bool:
    """Whether a line is but a place (`TỈNH ĐỒNG THÁP`, `HỘI AN`), no body with its place (`TỈNH ĐOÀN ĐỒNG THÁP`)."""
    if is_district(text):
        return True
    cut = cut_place(text)
    return not cut[0] and bool(cut[1])


def begins_body(text: str) -> bool:
    """Whether `text` begins with a kind of body (`SỞ`, `TRUNG TÂM`)."""
    if is_task(text):
        return False
    asked = tight(text)
    ends = set(itertools.accumulate(len(tight(word)) for word in text.split()))
    for bare, _ in heads():
        found = begun(asked, bare, len(bare) // 7)
        if found is not None and (found[0] in ends or (len(bare) >= _SHORT_HEAD and found[1] == 0)):
            return True
    return any(len(known) > _SHORT_HEAD and asked.startswith(known) for known in _spellings())  # `SỞYTẾ`
