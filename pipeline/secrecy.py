"""Secrecy marks: MẬT, TỐI MẬT, TUYỆT MẬT (Luật Bảo vệ bí mật nhà nước). A page that bears one is not read further.

A mark is capitals standing alone, boxed or stamped; the words also occur in running text, where they are none.
A mark passed over is a breach, a false alarm costs a clerk a minute: in doubt it is a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from extractors.folding import fold, nfc
from extractors.words import Word
from pipeline.boxes import inside
from pipeline.errors import SecrecyMark
from pipeline.found import Found
from pipeline.lines import Line, Sheet, sheet_of
from pipeline.pagewords import PageWords
from pipeline.upright import upright

_BEFORE = re.compile(r"^(dau chi )?(muc )?do (bao )?mat\b[\s:]*(?=\w)|^tai lieu (?=(toi |tuyet )?mat$)")
_DIGITS = str.maketrans("014578", "oiastb")
_FRAME = re.compile(r"^[ilj]?(.*?)[ilj]?$")
_CIRCUMFLEX_M = re.compile(r"^[|\[(Il1]?[MN][ẬẤÂẦẨẪ][TIFLJ7T1Ï]?[|\])Il1]?$")
_URGENCY = re.compile(r"(thuong khan|khan|hoa toc)( hen gio)?")
_RELEASED = re.compile(r"\b(da )?giai mat\b|\bda giam do mat\b")
HARDLY = 0.5
"""Confidence below which what lies within a round seal is no word of its own."""
_HEAD = 0.5
"""Part of the page, from the top, in which the short mark counts without a frame or colour."""


def is_mark(line: str) -> bool:
    """Whether an isolated line or box is a secrecy mark, accents and single letters misread or not.

    `TÔI MẬT`, `MẶT`, `M Ậ T`, `TUYET MAT` and `ĐỘ MẬT: MẬT` are; `bí mật nhà nước`, `mật khẩu`, `GIẢI MẬT` are none.
    Small letters make a mark only where they are spelt just so (`Tối mật`).
    """
    text = " ".join(nfc(line).split()).strip(" .:;,-–—_*|[](){}<>!'\"“”‘’=~")
    if len(text) > 40 or not (letters := [c for c in text if c.isalpha()]):
        return False
    if sum(c.isupper() for c in letters) * 2 <= len(letters):
        return text in {"Mật", "Tối mật", "Tối Mật", "Tuyệt mật", "Tuyệt Mật"} or bool(
            re.fullmatch(r"(dau chi )?(muc )?do (bao )?mat ?: ?(toi |tuyet )?mat", fold(text))
        )
    bare = _BEFORE.sub("", fold(text))
    bare = _URGENCY.sub("", bare).strip()
    squeezed = re.sub(r"[^a-z0-9]", "", bare).translate(_DIGITS)
    return _is_short_mark(text, squeezed) or _is_long_mark(squeezed)


def _is_short_mark(text: str, squeezed: str) -> bool:
    framed = _FRAME.match(squeezed)
    return "mat" in (squeezed, framed[1] if framed else "") or bool(_CIRCUMFLEX_M.match(text.replace(" ", "")))


def _is_long_mark(squeezed: str) -> bool:
    if squeezed in {"giaimat", "baomat", "bimat", "comat", "matma", "vangmat", "bemat"}:
        return False
    for mark, errors in (("toimat", 1), ("tuyetmat", 2)):
        if Levenshtein.distance(squeezed, mark, score_cutoff=errors) <= errors and squeezed[-4:].count("m"):
            return True
    return bool(re.fullmatch(r"(toi|tuyet)ma[tiljf1]?[ilj]?", squeezed))


def bears_mark(page: PageWords) -> bool:
    """Whether any stamp, coloured words or isolated line of a page is a secrecy mark, or a frame that may be one."""
    page = upright(page)
    sheet = sheet_of(page)
    return (
        any(stamp.may_be_secret for stamp in page.stamps)
        or any(is_mark(text) for text in _stamped(page))
        or any(
            is_mark(line.text) and _stands_as_mark(line, sheet) and not _is_of_seal(line, page)
            for line in _isolated(sheet)
        )
    )


def refuse(page: PageWords, name: str = "") -> None:
    """Raise `SecrecyMark` for the file `name` where the page bears a mark; the error tells nothing of the page."""
    if bears_mark(page):
        raise SecrecyMark(name)


def released(page: PageWords) -> bool:
    """Whether a line or stamp says that the paper was declassified (ĐÃ GIẢI MẬT): a person should look."""
    texts = [line.text for line in sheet_of(upright(page)).lines if len(line.text) <= 40]
    return any(text.isupper() and _RELEASED.search(fold(text)) for text in [*texts, *_stamped(page)])


def _stamped(page: PageWords) -> Iterator[str]:
    for stamp in page.stamps:
        yield from said_by_stamp(stamp.words)


def said_by_stamp(words: Sequence[Word | Found]) -> Iterator[str]:
    """What may be a mark in a stamp of `words`: all of it, and each of its lines."""
    yield " ".join(word.text for word in words)
    for _, line in groupby(words, key=lambda word: word.line):
        yield " ".join(word.text for word in line)


def _isolated(sheet: Sheet) -> Iterator[Line]:
    """Lines, the coloured parts of lines, and rows of single letters put together."""
    for line in sheet.lines:
        yield line
        if any(word.ink != "black" for word in line.words):
            yield from _coloured(line)
    for word in sheet.doubles:  # a mark stamped over print
        yield Line((word,), word.box[1], word.box[3])
    for row in sheet.rows():
        words = [word for line in row for word in line.words]
        if len(row) > 1 and len(words) <= 9 and all(len(word.text) <= 2 for word in words):
            yield Line(tuple(words), row[0].top, row[0].bottom)


def _coloured(line: Line) -> Iterable[Line]:
    for ink, words in groupby(line.words, key=lambda word: word.ink):
        if ink != "black":
            yield Line(tuple(words), line.top, line.bottom)


def _is_of_seal(line: Line, page: PageWords) -> bool:
    """Whether a short mark is but strokes of a round seal: within it, and hardly read (`NẤ` of a ring's letters)."""
    word, *more = line.words
    seals = (stamp.box for stamp in page.stamps if stamp.shape == "round")
    return not more and word.confidence < HARDLY and any(inside(word.box, seal) for seal in seals)


def _stands_as_mark(line: Line, sheet: Sheet) -> bool:
    """The long marks count anywhere; the short one, which running text also holds, in the head or in colour."""
    if all(word.ink in ("red", "violet", "blue") for word in line.words):
        return True
    squeezed = re.sub(r"[^a-z]", "", line.folded)
    return len(squeezed) > 5 or line.middle < _HEAD * sheet.page.height
