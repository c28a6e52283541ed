"""Cases in which something is to be done, told before it: `Nơi nào chưa có thì lập …`, `Đối với hộ vắng thì …`."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.directives.actors import is_party
from extractors.directives.clauses import Paper, Task
from extractors.directives.cues import words
from extractors.directives.lists import verb_at

_ANY = re.compile(r"(?:(?!thì\b)[^,;:.]){1,24}?\bnào\b(?:(?!\bthì\b)[^;:.]){0,200}?\sthì\s+")
_ANYWHERE = re.compile(r"(?:nơi|cơ sở|đơn vị|địa phương|địa bàn|hộ)\b", re.IGNORECASE)
_TELLS = re.compile(r"(?:nêu|ghi|nói)\b")  # … báo cáo số hộ; nơi nào chưa xong thì nêu nguyên nhân
_OF = re.compile(r"(?:Riêng\s+)?[Đđ]ối với\s+(?P<whom>(?:(?!\bthì\b)[^,;:.]){3,120}?)\s+thì\s+")


def of_any(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause says what is to be done wherever something is so, by those who act there (`hộ nào …`).

    A body of a kind acts itself (`Trường nào còn thiếu thì thu …`).
    """
    case = _ANY.match(paper.text, start, end)
    acts = paper.text[start].isupper() and is_party(paper, start, end) and _ANYWHERE.match(paper.text, start) is None
    told = case is None or _TELLS.match(paper.text, case.end()) is not None
    return case is not None and not acts and not told and verb_at(paper, case.end(), end)


def of_those(paper: Paper, start: int, end: int) -> bool:
    """Whether a clause says what is to be done for people or things of a kind: `Đối với đảng viên … thì mở lớp …`.

    A body that is told of so acts itself (`Đối với các xã chưa có danh sách thì lập …`).
    """
    case = _OF.match(paper.text, start, end)
    if case is None or not verb_at(paper, case.end(), end):
        return False
    persons = words("persons").match(paper.letters, case.start("whom"))
    return persons is not None or not is_party(paper, *case.span("whom"))


_WHEN = re.compile(r"(?:khi|nếu|trường hợp|trong trường hợp)\s[^;:.]{3,260}?(?=,\s*$)", re.IGNORECASE)


def in_case(paper: Paper, task: Task, opened: int, who: int) -> Task:
    """What somebody named at `who` does, with the case in which they do it: `Khi mất điện, các trạm báo về Sở …`."""
    when = _WHEN.match(paper.text, opened, who)
    return replace(task, case=when.span()) if when else task
