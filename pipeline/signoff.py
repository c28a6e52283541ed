"""The foot of a paper: Nơi nhận in one column, the signature beside it (NĐ 30/2020/NĐ-CP Phụ lục I, ô 7 and 9b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.words import Word
from pipeline.lines import Line, Sheet, cut, cut_at, less, spans_of, widest_white
from pipeline.list_head import ITEM, is_recipients, list_head
from pipeline.phrases import begins_as_spelt, find, is_capitals, is_one_of, starts_with
from pipeline.signed_lines import is_name, name_words, worth

_FOOT = re.compile(r"dien thoai|\bfax\b|website|^\W*dia chi|e-?mail|\bdt\s*:")
_BRACKETED = re.compile(r"\([^()]*\)?|^[^()]*\)")  # how an entry is sent: (qua email), also over two rows
_COPY = re.compile(r"^\W*(sao y|sao luc|trich sao)\b")
ABOVE = 0.3
"""Line heights above Nơi nhận within which the middle of a line is beside it."""
ENDS = (";", ".", ":")
"""What an entry of Nơi nhận ends with, or its heading. After a comma no entry begins without its dash."""
WORTH = 0.55
"""Likeness to a name from which what stands far below is no more of the signature."""
LIKELIER = 0.08
"""How much likelier a line must be to be the name in another's stead."""


@dataclass
class SignOff:
    """The lines of the foot on one page, by zone; `top` (points, upright) is where the running text must end."""

    recipients: list[Line] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    noise: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    top: float = 0.0

    def lines(self) -> list[Line]:
        return [*self.recipients, *self.signature, *self.noise, *self.after]

    def rest_of(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of the page that are not wholly of the foot."""
        whole = {id(word) for line in self.lines() for word in line.words}
        return [line for line in lines if not all(id(word) in whole for word in line.words)]


def is_foot(line: Line) -> bool:
    """Whether a line is of the office's address, telephone and the like at the foot of a paper (ô 13)."""
    return bool(_FOOT.search(_BRACKETED.sub("", line.folded))) and not ITEM.match(line.text)


def read_signoff(sheet: Sheet, lines: Sequence[Line]) -> SignOff | None:
    """The foot of the paper where this page has it, else `None`."""
    if head := list_head(sheet, lines):
        return _over_recipients(sheet, lines, head) or _with_recipients(sheet, lines, head)
    start = _signature_start(sheet, lines)
    return None if start is None else _signature_alone(sheet, lines, start)


def _with_recipients(sheet: Sheet, lines: Sequence[Line], head: Line) -> SignOff:
    signoff = SignOff()
    x = _gutter(sheet, lines, head)
    reach = head.middle - 0.8 * sheet.text_height
    region = [part for line in lines if line.middle > reach for part in _parted(line, x, sheet)]
    region += _above(sheet, lines, reach, x)
    signoff.top = min(line.top for line in region)
    left = [line for line in region if line.centre <= x]
    right = [line for line in region if line.centre > x]
    _read_recipients(signoff, sheet, left, head)
    read_signature(signoff, sheet, right)
    return signoff


def _over_recipients(sheet: Sheet, lines: Sequence[Line], head: Line) -> SignOff | None:
    """The foot where the whole signature stands above Nơi nhận, as in letters of companies; null where it does not."""
    low = [line for line in lines if line.middle > head.top - ABOVE * sheet.text_height]
    start = _signature_start(sheet, less(lines, low))
    if start is None or any(line.centre > sheet.middle and is_name(line.words) for line in low):
        return None
    signoff = _signature_alone(sheet, less(lines, low), start)
    if signoff.after:
        return None
    _read_recipients(signoff, sheet, low, head)
    return signoff


def _gutter(sheet: Sheet, lines: Sequence[Line], head: Line) -> float:
    """The white between the two columns, found below `Nơi nhận` from the words that were read well."""
    start, end = 0.3 * sheet.page.width, 0.66 * sheet.page.width
    spans = [
        span for line in lines if line.middle > head.top - 0.3 * head.height
        for word, span in zip(line.words, spans_of(line), strict=True)
        if word.confidence > 0.3 and any(c.isalnum() for c in word.text)
    ]  # fmt: skip
    left, width = widest_white(spans, start, end)
    # Nearer to the signature: entries of the list vary in length, the signature's lines are centred over each other.
    return left + 0.6 * width


def _parted(line: Line, x: float, sheet: Sheet) -> list[Line]:
    if line.x1 < x or line.x0 > x:
        return [line]
    parts = cut_at(line, x)
    tight = len(parts) == 2 and parts[1].x0 - parts[0].x1 < 0.45 * sheet.text_height
    post = is_capitals(parts[-1].text) and (ITEM.match(line.text) or not is_capitals(parts[0].text))
    if tight and not is_recipients(line) and not post:
        # One line over the gutter, e.g. an address at the very foot, a long entry of the list, a long post.
        return [line]
    return parts


def _above(sheet: Sheet, lines: Sequence[Line], reach: float, x: float) -> list[Line]:
    """Lines of the signature that stand above the level of `Nơi nhận`."""
    found: list[Line] = []
    level = reach
    for row in reversed(sheet.rows(line for line in lines if line.middle <= reach)):
        right = [line for line in row if line.x0 > x - 0.08 * sheet.page.width]
        over = [line for line in row if line not in right and line.x1 > x]  # running text goes over the gutter
        if not right or over or level - row[0].bottom > 2.2 * sheet.text_height:
            break
        text = " ".join(line.text for line in right)
        if not (is_capitals(text) or starts_with(text, "authorities")):
            if any(c.isalpha() for c in text) and len(text) > 4:
                break
            continue
        found += row
        level = min(line.top for line in right)
    return found


def _read_recipients(signoff: SignOff, sheet: Sheet, lines: Sequence[Line], head: Line) -> None:
    last = head
    ended = copying = False
    for row in sheet.rows(lines):
        line = row[0]
        far = line.top - last.bottom > 4 * sheet.text_height
        foot = is_foot(line) or (line.width > 0.62 * sheet.page.width and not ITEM.match(line.text))
        copying = copying or bool(_COPY.match(line.folded))
        ended = ended or (line.top > head.top and (far or foot or _begins_annex(line)))
        if copying or is_foot(line):
            signoff.noise += row
        elif ended:
            signoff.after += row
        elif any(c.isalnum() for item in row for c in item.text):
            signoff.recipients += row
            last = line
        else:
            signoff.noise += row


def _begins_annex(line: Line) -> bool:
    return is_capitals(line.text) and starts_with(line.text, "annexes")


def _signature_start(sheet: Sheet, lines: Sequence[Line]) -> Line | None:
    """The first line of a signature without Nơi nhận beside it: authority or post in capitals, a name below it."""
    for row in sheet.rows(lines):
        if len(row) != 1:
            continue
        line = row[0]
        if (
            line.centre < 0.52 * sheet.page.width
            or line.x0 < sheet.middle - 0.18 * sheet.page.width
            or not is_capitals(line.text)
        ):
            continue
        if not (_is_authority(line) or is_one_of(line.text, "posts", 0.85)):
            continue
        below = [other for other in lines if other.top > line.bottom]
        named = [
            other
            for other in below
            if is_name(other.words) and other.centre > 0.5 * sheet.page.width and other.top - line.bottom < 190
        ]
        text = [
            other for other in below if other.width > 0.55 * sheet.page.width and named and other.top < named[-1].top
        ]
        if named and not text:
            return line
    return None


def _is_authority(line: Line) -> bool:
    head = line.text.split()[0].upper().rstrip(".,")
    return head.replace("/", "") in {"TM", "KT", "TL", "TUQ", "Q"}


def _signature_alone(sheet: Sheet, lines: Sequence[Line], start: Line) -> SignOff:
    signoff = SignOff(top=start.top)
    region = [line for line in lines if line.middle >= start.middle - 1]
    edge = sheet.middle - 0.22 * sheet.page.width
    right = [line for line in region if line.x0 > edge]
    signoff.after += [line for line in region if line.x0 <= edge]
    read_signature(signoff, sheet, right)
    return signoff


def read_signature(signoff: SignOff, sheet: Sheet, lines: Sequence[Line]) -> None:
    """Authority, post and name; strokes of the pen and rings of the seal between them are noise."""
    name: Line | None = None
    last: Line | None = None
    under: list[Line] = []
    copying = False
    for row in sheet.rows(lines):
        copying = copying or bool(_COPY.match(row[0].folded))
        for line in row:
            if copying or is_foot(line):
                signoff.noise.append(line)
            elif name is not None and line.top > name.bottom + 3 * sheet.text_height and not _is_likelier(line, name):
                signoff.after.append(line)
            elif _is_post(line):
                _name(signoff, under)  # of who signed above this post
                under = []
                _keep(signoff, line)
                last = line
            elif name is None and last is not None and line.top - last.bottom < sheet.text_height and _capitals(line):
                # Under the strokes of the pen a line of the post may be read in pieces.
                _part(signoff, line, _capitals(line))
            else:
                under.append(line)
                if (own := name_words(line)) and worth(own) > WORTH:
                    name = line
    _name(signoff, under)


def _is_likelier(line: Line, name: Line) -> bool:
    """Whether a line is clearly more like a name than what was taken for one: strokes above it may be read as words."""
    own = name_words(line)
    return bool(own) and worth(own) > worth(name_words(name)) + LIKELIER


def _name(signoff: SignOff, lines: Sequence[Line]) -> None:
    """Under a post: the line that is most like a person's name; all others are noise."""
    named = [line for line in lines if name_words(line)]
    best = max(named, key=lambda line: worth(name_words(line)), default=None)
    for line in lines:
        if line is best:
            _part(signoff, line, name_words(line))
        else:
            signoff.noise.append(line)


def _part(signoff: SignOff, line: Line, own: Sequence[Word]) -> None:
    """The words of a line that are the signature's own; the others are noise."""
    signoff.signature += cut(line, [own])
    signoff.noise += cut(line, [[word for word in line.words if word not in own]])


def _capitals(line: Line) -> list[Word]:
    """The words of a line that are surely read capitals."""
    return [word for word in line.words if word.confidence > 0.6 and word.text.isupper() and len(word.text) > 2]


def _is_post(line: Line) -> bool:
    """Lines of authority and post: capitals that read as words."""
    if starts_with(line.text, "authorities") or find(line.words, "giamdoc", 0.8) or begins_as_spelt(line.text, "posts"):
        return True
    words = [word for word in line.words if len(word.text) > 1]
    if not is_capitals(line.text) or line.confidence < 0.35:
        return bool(re.match(r"\((da|đa) ky\)", line.folded))
    return len(words) >= 2 or starts_with(line.text, "posts")


def _keep(signoff: SignOff, line: Line) -> None:
    """A line of the post, without strokes at its ends."""
    words = list(line.words)
    while words and not any(c.isalpha() for c in words[0].text):
        words.pop(0)
    while words and (
        not any(c.isalpha() for c in words[-1].text) or (words[-1].confidence < 0.4 and not words[-1].text.isupper())
    ):
        words.pop()
    if not words:
        signoff.noise.append(line)
        return
    signoff.signature += cut(line, [words])
    signoff.noise += cut(line, [[word for word in line.words if word not in words]])
