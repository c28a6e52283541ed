"""Who: assignees, who helps them, to whom it is reported and through whom. All work on text as written."""

from __future__ import annotations

import re

from extractors.directives.cues import begins, spelt
from extractors.folding import LOWER, UPPER, fold

_BODY = rf"(?P<body>[{UPPER}][^,;:.()\n]{{1,110}}?)"
_BODY_END = rf"(?=\s*(?:[,;:.()\n]|$|\b(?:{spelt('body_end')}|và(?!\s+[{UPPER}]))\b))"
_REPORT = re.compile(
    rf"\b(?i:{spelt('report_verb')})\b[^.;\n]{{0,220}}?\b(?:{spelt('report_preposition')})\s+{_BODY}{_BODY_END}"
)
_REPORT_TO = re.compile(rf"\b(?i:{spelt('report_verb_bare')})(?:\s+về)?\s+{_BODY}{_BODY_END}")
_ROUTE = re.compile(
    r"\(?\s*\b(?:thông\s+)?qua\s+(?P<body>[^,;:.()\n]{2,110}?)\s*"
    r"(?:\)|(?=[,;:.\n]|$|\b(?:để|trước|chậm nhất|tổng hợp)\b))"
)


_COUNT = re.compile(
    r"(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s+(?:mươi|một|hai|ba|tư|bốn|lăm|sáu|bảy|tám|chín))*\s+",
    re.IGNORECASE,
)


_NUMBER = re.compile(r"hai|ba|bon|sau")


def party_at(text: str, letters: str, start: int, end: int) -> re.Match[str] | None:
    """The word at `start` that begins the name of who may act, how many they are aside (`Năm Chi cục còn thiếu`)."""
    count = _COUNT.match(text, start, end)
    counted = begins(text, letters, count.end(), end, "party") if count else None
    named = counted or begins(text, letters, start, end, "party")
    if named is None or _NUMBER.fullmatch(named[0]) is None or not text[named.end() + 1 : named.end() + 2].isupper():
        return named
    return named if begins(text, letters, named.end() + 1, end, "party") else None  # Ba Tơ is a place, `Hai Bộ` are two


def is_who(name: str) -> bool:
    """Whether an entry of a list names who may act."""
    return party_at(name, fold(name), 0, len(name)) is not None


def split(text: str) -> tuple[str, ...]:
    """A list of bodies as its entries: `các cơ quan, đơn vị` stays one, a new head begins the next."""
    found: list[str] = []
    for joint, piece in _pieces(" ".join(text.split()).strip(" ,;:.-")):
        folded = fold(piece)
        starts = is_who(piece)
        short = len(piece.split()) <= 2 and not piece[0].isupper() and not folded.startswith(("cac ", "dang uy"))
        if found and (
            not starts
            or short
            or _of_one(found[-1], joint, piece)
            or (joint == " và " and piece[0].islower() and not folded.startswith("cac "))
        ):
            found[-1] = f"{found[-1]}{joint}{piece}"
        else:
            found.append(piece)
    return tuple(found if len(found) < 2 else [one for one in found if not _EACH.match(one)] or found)


_EACH = re.compile(r"mỗi\b")  # Phòng Kinh tế, Phòng Văn hóa, mỗi phòng …


def _of_one(before: str, joint: str, piece: str) -> bool:
    """Whether a piece goes on the one before: a person's title, the second half of `HĐND và UBND`."""
    if joint == " và " and before.endswith(("HĐND", "Hội đồng nhân dân")) and piece.startswith(("UBND", "Ủy ban")):
        return True
    if joint == " và ":
        return piece == "Xã hội" or (" " not in piece and piece.isupper())
    if before.endswith("các ông"):
        return piece.startswith("bà")
    if piece[0].islower() and _OF_LEVELS.search(before):
        return _OF_LEVEL.match(piece) is not None  # Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương
    return _PERSON.match(before) is not None and _TITLE.match(piece) is not None


_LEVELS = r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\b"
_OF_LEVELS = re.compile(rf"\bcác {_LEVELS}(?:, {_LEVELS})*$")
_OF_LEVEL = re.compile(_LEVELS)
_PERSON = re.compile(rf"(?:[Đđ]ồng chí|[Đđ]/c|[ÔôBb]à|[Ôô]ng)\s+(?:[{UPPER}]\w*\s*){{2,5}}$")
_TITLE = re.compile(r"(?:Phó|Chủ tịch|Giám đốc|Trưởng|Bí thư|Chánh|Ủy viên|Chỉ huy|Hiệu trưởng|Chi cục|Cục)\b")


def _pieces(text: str) -> list[tuple[str, str]]:
    """The pieces of a list, each with what joins it to the one before."""
    made = []
    joint = ""
    for part in re.split(r"(\s*[,;]\s*(?:và\s+)?|\s+và\s+)", text):
        if re.fullmatch(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+", part):
            joint = " và " if "và" in part else ", "
        elif part:
            made.append((joint, part))
    return made


def reported(action: str) -> tuple[str | None, str | None]:
    """`report_to` and `route` of what must be done; a channel (e-mail, a system) is no body."""
    to = None
    for pattern in (_REPORT_TO, _REPORT):
        if match := pattern.search(action):
            body = match["body"].strip()
            if not _is_channel(body):
                to = body
                break
    route = None
    if (match := _ROUTE.search(action)) and not _is_channel(match["body"]):
        route = match["body"].strip()
    return to, route


def _is_channel(body: str) -> bool:
    return begins(body, fold(body), 0, len(body), "channel") is not None


def without_route(action: str) -> str:
    """The action without `(qua …)`, other long brackets, the paper after which it is done, whose and of when one is."""
    action = _CITED.sub(r"\g<paper>", _AS_RULED.sub("", _FOCUS.sub("", action)))
    return " ".join(_LONG_BRACKET.sub("", re.sub(r"\s*\(\s*(?:thông\s+)?qua\s+[^)]*\)", "", action)).split())


def without_titles(action: str, titles: tuple[str, ...]) -> str:
    """The action without what the papers it cites are about, which it need not tell again."""
    for title in titles:
        cited, told, rest = action.partition(_OVER.split(title)[0])
        if told and " " in title and _NUMBERED.search(cited) and not _OFFICE.search(cited):
            action = f"{_ABOUT.sub('', cited).rstrip(' ,(“')}{rest.lstrip('”)')}"
    return action


_NUMBERED = re.compile(rf"\d{{1,5}}[/-][^\s,;()]*[{UPPER}][^;]{{0,140}}$")
_OFFICE = re.compile(r"\b(?:Bộ|Sở|Cục|Vụ|Ban|Phòng|Chi cục|Thanh tra)\s+$")  # Luật Xây dựng … của Sở Xây dựng
_OVER = re.compile(r",\s+(?=không\b)")  # where no title goes on
_ABOUT = re.compile(r"\s+(?:về việc|về|v/v)\s+$", re.IGNORECASE)

_RULES = (
    r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Quy định|Quy chế|Thông tư|Thông tri|Chỉ thị|Công văn|Công điện"
    r"|Hướng dẫn|Kết luận|Kế hoạch)"
)
_AS_RULED = re.compile(
    r"(?<=.{20})(?<!nêu)(?<!quy định),?\s+(?:theo\s+[^,;.()]{0,40}?"
    rf"|(?:(?:được giao|ban hành)\s+)?tại(?!.*\bvà [{LOWER}])\s+(?:(?!\btheo\b)[^,;.()]){{0,40}}?)"
    rf"\b{_RULES}\b(?:\s+liên tịch)?\s+(?:số\s+)?[\d{UPPER}][^;,]*"
    r"(?:,\s+(?:ngày|số|khoản|Điều|điểm)\b[^;,]*)*$"
)
_CITED = re.compile(
    rf"(?P<paper>\b\d{{1,5}}[/-][^\s,;()]*[{UPPER}][^\s,;.()]*)"
    r"(?:,?\s+ngày\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}),?)?"
    rf"(?:\s+của\s+[{UPPER}][^,;:.()]{{2,80}}?(?=[,;.)]|\s+(?:về|quy định|ban hành|hướng dẫn|và(?!\s[{UPPER}]))\b|$))?"
    rf"(?:\s+(?:về(?: việc)?|quy định|ban hành)\s(?![{UPPER}])[^,;:.()]{{3,200}})?"
)
_FOCUS = re.compile(
    r"(?<=.{12}),\s+(?:(?:trong đó|cần)\s+){0,2}tập trung\s+(?:góp ý|chủ yếu|(?:nghiên cứu\s+)?(?:vào|về))\b"
    rf"(?:(?!;\s+(?!điểm\b|khoản\b)[{LOWER}]).)*$"
    r"|(?<=.{20}),\s+(?:trong đó|nhất là|đặc biệt là|chú ý|theo tinh thần)\b[^;]*$",
    re.DOTALL,
)
"""What an action dwells on, at its end."""
_LONG_BRACKET = re.compile(r"\s*\([^()]{40,}\)")
