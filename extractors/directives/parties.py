"""Who: assignees, who helps them, to whom it is reported and through whom. All work on text as written."""

from __future__ import annotations

import re

from extractors.directives.cues import words
from extractors.folding import fold

_UPPER = "A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"
_HEADS = (
    r"(?:[Cc]ác|Sở|Ban|UBND|Ủy ban|Bộ|Văn phòng|Công an|Cục|Chi cục|Hội|Đoàn|Mặt trận|Thanh tra|Trung tâm|Giám đốc|Chủ tịch|[Tt]hủ trưởng|Phòng"
    r"|[Đđ]ảng ủy|Tỉnh đoàn|Liên đoàn|Kho bạc|Bảo hiểm|Ngân hàng|Trường|Viện|Bệnh viện|Bộ Chỉ huy|HĐND|Tòa án|Đài|lãnh đạo|cán bộ)"
)
_BODY = rf"(?P<body>[{_UPPER}][^,;:.()\n]{{1,110}}?)"
_BODY_END = (
    r"(?=\s*(?:[,;:.()\n]|$|\b(?:qua|thông qua|để|trước|chậm nhất|muộn nhất|tổng hợp|theo|trong|bằng|kết quả|về|vào|và(?!\s+[A-ZĐ])|xem xét|đến|tình hình|định kỳ|"
    r"việc|những|các|khi|nếu|cho|hằng|hàng|cùng|phê duyệt|ban hành|cho ý kiến|biết)\b))"
)
_REPORT = re.compile(
    rf"\b(?:báo cáo|gửi|nộp|trình|phản hồi|đăng ký|trả lời|thông báo)\b[^.;\n]{{0,220}}?\b(?:về|cho|đến|tới|với|lên)\s+{_BODY}{_BODY_END}", re.IGNORECASE
)
_REPORT_TO = re.compile(rf"\b(?:[Bb]áo cáo|[Tt]rình|[Gg]ửi)(?:\s+về)?\s+{_BODY}{_BODY_END}")
_ROUTE = re.compile(rf"\(?\s*\b(?:thông\s+)?qua\s+(?P<body>[^,;:.()\n]{{2,110}}?)\s*(?:\)|(?=[,;:.\n]|$|\b(?:để|trước|chậm nhất|tổng hợp)\b))")


def split(text: str) -> tuple[str, ...]:
    """A list of bodies as its entries: `các cơ quan, đơn vị` stays one, a new head begins the next."""
    found: list[str] = []
    for piece in re.split(rf"\s*[,;]\s*|\s+và\s+(?={_HEADS}\b)", " ".join(text.split()).strip(" ,;:.-")):
        piece = re.sub(r"^(?:và|cùng)\s+", "", piece).strip()
        if not piece:
            continue
        starts = piece[0].isupper() or bool(words("party").match(fold(piece)))
        short = len(piece.split()) <= 2 and not piece[0].isupper() and not fold(piece).startswith(("cac ", "dang uy"))
        if found and (not starts or short):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return tuple(found)


def reported(action: str) -> tuple[str | None, str | None]:
    """`report_to` and `route` of what must be done; a channel (e-mail, a system) is no body."""
    to = None
    for pattern in (_REPORT_TO, _REPORT):
        if match := pattern.search(action):
            body = match["body"].strip()
            if body[0].isupper() and not words("channel").match(fold(body)):
                to = body
                break
    route = None
    if (match := _ROUTE.search(action)) and not words("channel").match(fold(match["body"])):
        route = match["body"].strip()
    return to, route


def without_route(action: str) -> str:
    """The action without `(qua …)`."""
    return " ".join(re.sub(r"\s*\(\s*(?:thông\s+)?qua\s+[^)]*\)", "", action).split())
