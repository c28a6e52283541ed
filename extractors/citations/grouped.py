"""Bodies of one kind that are named together, each with its paper in brackets.

`các Bộ: Tài chính (Công văn số …), Tư pháp (Công văn số …)`, `UBND các huyện: Tây Sơn (Báo cáo số …), Phù Cát (…)`.
"""

from __future__ import annotations

import re

from extractors.folding import UPPER, canonical

_REACH = 600  # characters of a sentence in which its group is opened
_GROUP = re.compile(
    r"(?P<body>UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân|Công an|Kho bạc Nhà nước|Phòng [^\W\d_]+(?: [^\W\d_]+)?)\s+"
    r"các\s+(?P<level>tỉnh|thành phố|huyện|thị xã|quận|xã|phường)(?:,\s+(?:thành phố|thị xã|phường|thị trấn))*\s*:\s*"
    r"|các\s+(?P<head>[Bb]ộ|[Ss]ở|[Bb]an|[Pp]hòng|[Cc]ục|[Vv]ụ|[Hh]uyện ủy|[Đđ]ảng ủy)"
    r"(?:,\s+(?:ngành|ban|cơ quan))*\s*:\s*"
)
_MEMBER = re.compile(rf"(?:[:,;]|\bvà)\s+(?P<name>[{UPPER}][^:;,()\n]*(?:,\s[^:;,()\n]+?\svà\s[^:;,()\n]+)?)\s*\(\s*$")
_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\s", re.IGNORECASE)


def member(text: str, noun: int) -> str | None:
    """The body of a group in whose bracket a paper's noun opens at `noun`, with the group's kind; null for none."""
    floor = max(0, noun - _REACH)
    floor = max(floor, text.rfind("\n", floor, noun) + 1)
    met = _MEMBER.search(text, max(floor, noun - 120), noun)
    if met is None:
        return None
    group = max(_GROUP.finditer(text, floor, met.start("name")), key=lambda one: one.start(), default=None)
    if group is None or re.search(r"\.\s", text[group.end() : noun]):
        return None
    name = canonical(" ".join(met["name"].split()))
    if group["head"]:
        head = group["head"][0].upper() + group["head"][1:]
        return f"{head} {name}" if not name.startswith((head, "UBND", "Ủy ban", "Sở", "Bộ", "Ban ")) else name
    if name.startswith(group["body"]):
        return name
    if _LEVEL.match(name):
        return f"{group['body']} {name[0].lower() + name[1:]}"
    return f"{group['body']} {group['level']} {name}"
