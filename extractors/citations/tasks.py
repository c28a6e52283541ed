"""Bodies that are called by their task, whose names hold the words that end other names.

`Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội tỉnh`, `Hội đồng xét tuyển viên chức huyện Tây Sơn`.
"""

from __future__ import annotations

import re

from extractors.folding import LOWER, UPPER

LONGEST = 150  # characters of a name
_TASK = re.compile(
    r"(?:(?:truong|(?:van\s+phong|co\s+quan)\s+thuong\s+truc)\s+)?(?:ban\s+(?:chi\s+dao|chi\s+huy|to\s+chuc|van\s+dong)|hoi\s+dong|to\s+(?:cong\s+tac|giup\s+viec)|tieu\s+ban)\b"
)
_ENDS = re.compile(r"[;:.()\n\"“”]|ve\s+viec\b|v/v|(?:ngay|so)\s*:?\s*\d|de\s+nghi\b|yeu\s+cau\b|can\s+cu\b")
_LEVEL = re.compile(
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|phường|xã|đặc khu|trung ương|quốc gia)\b(?!\s+(?:ủy|đoàn)\b)", re.IGNORECASE
)
_NOT_OWN = re.compile(r"(?:địa bàn|toàn|trên|trong|các|cấp|của)\s+$", re.IGNORECASE)  # trên địa bàn tỉnh
# what follows a level that closes a name: no word that it begins (xã hội, tỉnh lộ, huyện đoàn, xã viên)
_AFTER = re.compile(rf"\s*(?:$|[,;.()\n\"”]|(?!(?:hội|lộ|lỵ|đội|đoàn|ủy|viên|thành|huyện|phường|xã)\b)[{LOWER}])")
_PLACE = re.compile(rf"(?:\s+(?-i:[{UPPER}])[^\W\d_]*)+")
_OF_THE_LAND = {"trung ương", "quốc gia"}
_ABOUT = re.compile(  # Ban Chỉ đạo Trung ương về phòng, chống thiên tai; not half of a longer list
    r"\s+về\s+(?!việc\b)(?:(?!\s+về\b|,\s+(?!chống))[^;:.()\n\"”\d]){4,80}?"
    rf"(?=\s*(?:$|[;.(\n\"”]|,\s+(?:[{UPPER}]|(?:tiếp|các|đề nghị|yêu cầu|căn cứ|nhằm)\b)|về\b))"
    rf"|\s+về\s+(?!việc\b)(?:(?!\s+về\b)[^;:.()\n\"”\d]){{4,120}}(?=;\s*(?:$|[{UPPER}]))"  # an entry's end
)
_KNOWN_LEVEL = re.compile(rf"\s+{_LEVEL.pattern}(?=\s*(?:$|[,;.()\n]|\w))(?:{_PLACE.pattern})?", re.IGNORECASE)
_WORD = re.compile(r"\S+")


def task_name_end(text: str, folded: str, start: int, known: int) -> int | None:
    """Where the name of a body that is called by its task ends; null where no level (`tỉnh`, `Trung ương`) closes it.

    `known` is where a name that the tables know whole ends, `start` where they know none.
    """
    opened = _TASK.match(folded, start)
    if opened is None or not text[start : start + 1].isupper():
        return None
    if known > opened.end():
        level = _KNOWN_LEVEL.match(text, known)
        return level.end() if level is not None else known
    for word in _WORD.finditer(text, opened.end(), min(len(text), start + LONGEST)):
        at = word.start()
        if "\n" in text[opened.end() : at] or _ENDS.match(folded, at):
            return None
        level = _LEVEL.match(text, at)
        if level is not None and not _NOT_OWN.search(text, start, at):
            if level[0].lower() in _OF_THE_LAND and (about := _ABOUT.match(text, level.end())):
                return about.end()
            place = _PLACE.match(text, level.end())
            if place is not None or _AFTER.match(text, level.end()):
                return place.end() if place is not None else level.end()
        if _ENDS.search(word[0].rstrip(",")) or (word[0].endswith(",") and _PLACE.match(text, word.end())):
            return None
    return None
