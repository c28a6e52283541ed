"""Trích yếu: what the paper is about, without a leading `V/v`, `Về việc` or `Về` (NĐ 30/2020, Phụ lục I, mục 5)."""

from __future__ import annotations

import math
import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import numbering, wording
from extractors.confidence import ASKED
from extractors.document import blocks, flag, lines, reading, words_of
from extractors.elsewhere import Elsewhere, agreed, elsewhere
from extractors.folding import LOWER, STROKE_LOST, UPPER, canonical, dashes, fold, nfc, spaced
from extractors.lexicon import mended
from extractors.misread import as_printed
from extractors.scoring import score
from extractors.spans import first, head, part, scanned
from extractors.strangers import fitted
from extractors.words import enclosing

_LEAD = re.compile(
    rf"\W*(?:[vw]\s*(?:/%|[/.,il|(7])?\s*v\b|v\s?/\s?(?:[vwuy]{{1,2}}\b)?|w\b|{STROKE_LOST}\b|ve\s+viec\b|veviec\b|ve\b)"
    r"[\s:.,;/–—-]*"
)
_SPECKS_BEFORE = re.compile(r"^.{1,16}?(?=(?:V/v|Về việc)\s)")
_PART = re.compile(r"[IVXLl1-9]{1,3}[.,)]?\s+\S|[A-D][.,)]\s")
_NOT_ABOUT = re.compile(r"^\W*[Vv][ệẹẻẽéè]\w*\W", re.IGNORECASE)  # `Vệ sinh`, `Vé tàu`
_ABOUT = re.compile(r"(?:^|\s)(?:V\s?/\s?v|[Vv]ề việc)\s")
# What the text itself begins with: grounds, numbered parts, items.
_TEXT = re.compile(
    r"^\W*(?:can cu|phuc dap|tra loi|tiep theo|theo de nghi|"
    r"(?:theo|thuc hien|trien khai) (?:cac )?(?:luat|nghi quyet|nghi dinh|quyet dinh|chi thi|cong van|cong dien|"
    r"thong tu|thong bao|ke hoach|huong dan|chuong trinh|y kien|quy dinh|ket luan)\b|"
    r"[ivx]+\s*[.,]|\d+\s*[.,)]|so\b|dieu \d|-|ngay\b|kinh\b)"
)
_NEXT = re.compile(rf"[{LOWER}]{{3,}}(?<!ths)(?<!pgs)\.\s+(?=[{UPPER}]{{2}})")  # capitals after a stop: a stamp
_RULES = re.compile(r"(?:\s*[-_–—=~*.…]{2,}|\s+[-_–—=~*|])+\s*$")
_STOP = re.compile(r"\bkinh\s+g[uưo]i\b")
TOKENS = 160
LEAST = 5  # words with which a text begins once more
INSET = 20.0  # points that a short last line is set in on either side
FULL_WIDTH = 400.0  # points: the text of a page of A4 is some 460 wide


@Language.component("subject", requires=["doc._.kind"], assigns=["doc._.subject"])
def subject(doc: Doc) -> Doc:
    """Reads `subject`, else what follows the kind in `title`; writes `subject`."""
    zone = first(doc, "subject", tokens=TOKENS) or _under_title(doc)
    placed = zone is not None
    zone = _before_parts(zone) if zone is not None else None
    zone = zone or _before_the_text(doc)
    if zone is None:
        flag(doc, "subject", "Không thấy trích yếu nội dung.")
        return doc
    text = nfc(zone.text[:1500])
    if len(text) != len(zone.text[:1500]):
        text = zone.text[:1500]
    start, end = _bounds(text)
    value = tidy(text[start:end])
    if sum(c.isalpha() for c in value) < 3:
        flag(doc, "subject", "Không đọc được trích yếu nội dung.")
        return doc
    span = part(zone, start, end)
    rest = Elsewhere({})
    doubts: tuple[tuple[str, str], ...] = ()
    if scanned(span):
        rest = elsewhere(span)
        value, doubts = agreed(fitted(mended(_unspecked(as_printed(value)))), rest)
        value = _spelt_numbers(value)
    ocr = math.prod(wording.trust_by_word(words_of(span), rest.met()))  # one wrong letter makes the whole wrong
    grammar = (1.0 if start else 0.97) if placed else 0.85
    sure = score("subject", ocr=ocr, grammar=grammar * (0.85 if _runs_on(span) else 1.0))
    for here, there in doubts:
        flag(doc, "subject", f"Trích yếu đọc là “{here}”, chỗ khác trong văn bản là “{there}”.")
    doc._.subject = reading(span, value, confidence=min(sure, ASKED) if doubts else sure)
    if sure < 0.5:
        flag(doc, "subject", "Trích yếu đọc không rõ, cần đối chiếu với bản giấy.")
    return doc


def _runs_on(span: Span) -> bool:
    """Whether the last line fills the page's width: what follows it, short and centred, may not have been read."""
    left, _, right, _ = enclosing([word.box for word in words_of(lines(span)[-1])])
    return right - left > FULL_WIDTH


def _before_parts(zone: Span) -> Span:
    """A subject in capitals, without the heading of the first part that the layout took for its next line."""
    rows = lines(zone)
    if not rows[0].text.isupper():
        return zone
    part_at = next((row for row in rows[1:] if _PART.match(row.text) and not row.text.isupper()), None)
    return zone.doc[zone.start : part_at.start] if part_at is not None else zone


def _under_title(doc: Doc) -> Span | None:
    zone = first(doc, "title", tokens=TOKENS)
    if zone is None:
        return None
    rest = lines(zone)[1:]
    return head(doc[rest[0].start : rest[-1].end], TOKENS) if rest else None


def _before_the_text(doc: Doc) -> Span | None:
    """A subject that the layout left at the head of the body: `Về việc …`, or a phrase without a stop under a title."""
    body = first(doc, "body", tokens=400)
    if body is None:
        return None
    titled = doc._.kind is not None and doc._.kind.value != "CV"
    for block in blocks(body)[:4]:
        text = block.text[:600].strip()
        if titled and _said_again(block, body):
            return block
        begun = _TEXT.match(fold(text)) is not None
        lead = _ABOUT.search(text[:60])
        if lead is not None and not begun:
            return part(block, block.text.index(text[:1]) + lead.start(), len(block.text[:600]))
        words = words_of(block)
        clear = sum(word.confidence for word in words) / len(words) > 0.75
        plain = clear and len(text.split()) >= 4 and len(text) <= 250 and not text.isupper()
        if titled and plain and text[-1] not in ".;:,/" and not begun:
            return _with_its_end(block, body)
        if begun:
            return None
    return None


def _said_again(block: Span, body: Span) -> bool:
    """Whether the text begins with the whole of a block before it: `Thực hiện Chỉ thị số 09/CT-UBND … / Thực hiện Chỉ
    thị số 09/CT-UBND … (sau đây gọi tắt là Chỉ thị 09), UBND …`."""
    after = next((other for other in blocks(body) if other.start == block.end), None)
    said, text = (fold(spaced(nfc(one.text[:600]))) if one is not None else "" for one in (block, after))
    return len(said.split()) > LEAST and text != said and text.startswith(said)


def _with_its_end(block: Span, body: Span) -> Span:
    """A subject whose last line, short and centred under the others, stands in a block of its own."""
    after = next((other for other in blocks(body) if other.start == block.end), None)
    if after is None or len(lines(after)) > 1 or after.text.strip()[-1] in ".;:,/" or _TEXT.match(fold(after.text)):
        return block
    rows = [[word.box for word in words_of(line)] for line in (*lines(block), after)]
    if len(rows) < 3 or after.text.isupper() or _PART.match(after.text):
        return block
    (left, top, right, _), (_, above, _, _), (low_left, low, low_right, _) = (
        enclosing(rows[0]), enclosing(rows[-2]), enclosing(rows[-1]),
    )  # fmt: skip
    pitch = (above - top) / (len(rows) - 2)
    centred = low_left > left + INSET and low_right < right - INSET
    return body.doc[block.start : after.end] if centred and 0 < low - above < 1.3 * pitch else block


def _bounds(text: str) -> tuple[int, int]:
    """Where the subject itself begins and ends in `text`."""
    folded = fold(text)
    before = _SPECKS_BEFORE.match(text)
    lead = _LEAD.match(folded, 0 if before is None else before.end())
    if lead and "viec" not in lead[0] and _NOT_ABOUT.search(text, 0, lead.end()):
        lead = None
    start = lead.end() if lead else len(text) - len(text.lstrip(" \n-*–—_.,:;'\"“”‘’|"))
    stop = _STOP.search(folded, start)
    end = stop.start() if stop else len(text)
    over = _NEXT.search(text, start, end)
    end = over.end() if over else end
    rule = _RULES.search(text, start, end)
    end = rule.start() if rule else end
    return start, start + len(text[start:end].rstrip(" \n.,;:-_/*"))


def _unspecked(text: str) -> str:
    """What was scanned, without stops inside a sentence: `cán .bộ`, `kế hoạch. quản lý`, `năm . 2026`, `: - mới`."""
    text = re.sub(r"(?<=\s)\.\s*(?=\w)", "", text)
    text = re.sub(r"\s[:;]\s+[-–](?=\s)", "", text)
    text = re.sub(rf"(?<=[^\W\d_]{{3}})\.(?=\s+[{LOWER}])", "", text)
    return re.sub(r"(?<=/\d{4})(?=[^\W\d_]{2})", " ", text)


def _spelt_numbers(text: str) -> str:
    """The numbers of papers with their codes as the tables spell them: `48/2017/T1-BYT` is `48/2017/TT-BYT`."""
    made = text
    for found in reversed(list(numbering.find(text))):
        if found.number.known and found.number.canonical:
            made = made[: found.start] + found.number.canonical + made[found.end :]
    return made


def tidy(text: str) -> str:
    """One line, without rules and the final stop."""
    text = canonical(dashes(text))
    without = re.sub(r"(?<!\S)[^\w\s]*[_`~^|=<>{}\\*¬][^\w\s]*(?!\S)|[_~=]{2,}", " ", text)
    made = spaced(without).strip(" .;,-_*'|")
    return made.strip('" ') if made.count('"') == 1 else made  # a quotation mark whose fellow stands before `V/v`
