"""Số và ký hiệu of the paper itself: the block under the issuer's name, never the body (domain rule: a number in the
body or in Nơi nhận is a citation).

A number that is not written stays null, with the symbol told in `review`. Handwritten digits are only as sure as
their readers agree. Letters lost in the symbol are mended only where grammar and issuer agree on the code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading, words_of
from extractors.gazetteer import bodies, tight
from extractors.numbering import Number, codes, parse, party_body
from extractors.scoring import score
from extractors.spans import confidence, first, part, scanned, text_of
from extractors.words import Word

LETTERS = 160  # of the number's block that are looked at
FAINT = 0.7
"""OCR confidence of figures below which one reader is not enough."""
_GLUED = re.compile(r"-\s?([A-ZĐƯa-zđ]{3,12})$")
_FIGURES = {"S": "5", "B": "8", "C": "0", "D": "0", "Đ": "0", "G": "6", "I": "1", "L": "1", "T": "17", "Z": "2"}
"""What figures the first letter of a code is read as beside those of the number."""
_DIGITS_ONLY = re.compile(r"^\W*[0-9OoQlI|SBZ]{1,5}[a-d]?\W*$")


@dataclass(frozen=True, slots=True)
class Version:
    """What one reader made of the number's block."""

    reader: str
    number: Number | None
    sure: float


@Language.component("number", requires=["doc._.issuer"], assigns=["doc._.number"])
def number(doc: Doc) -> Doc:
    """Reads `number` with the header; writes `number`, null where none is written or none can be read."""
    zone = _block(doc)
    if zone is None:
        flag(doc, "number", "Không thấy số, ký hiệu ở đầu văn bản.")
        return doc
    header = first(doc, "authority", tokens=80)
    above = text_of(header, 400) if header is not None else ""
    found = parse(_prepared(text_of(zone, LETTERS)), above)
    known = _issuer_codes(doc)
    mendable = known if scanned(zone) else ()  # a text layer's letters are those that were typed
    versions = [_mended(version, mendable) for version in _versions(zone, above)]
    title = first(doc, "title", tokens=20)
    said = title.text[:80] if title is not None else ""
    versions = [replace(v, number=_kind_mended(v.number, said)) if v.number else v for v in versions]
    mended = _kind_mended(_mend(found, mendable), said) if found is not None else None
    if mended is not None:
        mended = _party_order(doc, mended, said)
    chosen, told = _choose(mended, versions)
    if chosen is None or chosen.canonical is None:
        _missing(doc, zone, chosen)
        return doc
    versions = [version for version in versions if version is not told]
    _write(doc, zone, chosen, versions, changed=mended != found, known=known)
    return doc


def _block(doc: Doc) -> Span | None:
    """The number's block; where the layout found none, a line of the header that begins with `Số`."""
    zone = first(doc, "number", tokens=40)
    if zone is not None:
        return zone
    header = first(doc, "authority", tokens=80)
    if header is None:
        return None
    match = re.search(r"\b[Ss][ốốóôo]\s*:?\s*(?=[\d/.…-])", header.text[:400])
    return part(header, match.start(), min(len(header.text), match.start() + 60)) if match else None


def _prepared(text: str) -> str:
    """The block as one line; the stray letter of a lost number dropped (`S-CV/ĐU` keeps its symbol only)."""
    line = re.sub(r"^\s*[Ss](?=\s*[-/])", "", " ".join(text.replace("\u2044", "/").split()))
    if "/" not in line:
        line = _GLUED.sub(_parted, line)
    if "/" in line:
        return line
    # The slash is lost beside the pen's strokes: `Số: 1158 STC-GCS`.
    return re.sub(r"^(\W*[Ss]\w\W*\d{1,5})\s+(?=[A-ZĐ]{2,})", r"\1/", line)


def _parted(match: re.Match[str]) -> str:
    """`-CVTU` as `-CV/TU`: a Party symbol whose slash is lost, where kind and body are both known."""
    symbol = match[1]
    for kind in codes("kind"):
        if symbol.startswith(kind) and party_body(symbol[len(kind) :]):
            return f"-{kind}/{symbol[len(kind) :]}"
    return match[0]


def _issuer_codes(doc: Doc) -> tuple[str, ...]:
    """The codes of the issuing body, as far as a table knows it."""
    if doc._.issuer is None or not doc._.issuer.known:
        return ()
    name = doc._.issuer.value
    best = max((b for b in bodies() if name.startswith(b.name)), key=lambda b: len(b.name), default=None)
    return best.codes if best else ()


def _mend(found: Number, known: tuple[str, ...]) -> Number:
    """`found` with its body's code put right where it is one letter from a code of the issuer, and itself unknown."""
    if found.body is None or found.body in codes("body") or found.body in known:
        return found
    if (parted := _parted_anew(found, found.body, known)) is not None:
        return parted
    near = [code for code in known if len(code) > 2 and _one_letter_off(found.body, code)]
    if len(near) != 1:
        return found
    symbol = re.sub(rf"(?<![^\W_]){re.escape(found.body)}(?![^\W_])", near[0], found.symbol, count=1)
    return replace(found, body=near[0], symbol=symbol)


def _parted_anew(found: Number, body: str, known: tuple[str, ...]) -> Number | None:
    """`found` with its figures and its `body`'s code parted where the issuer's code begins; null where it does not.

    The pen's last figure and the slash run into the printed symbol: `18745/NV` is `1874/SNV`, `1096/JPCTB` `1096/PCTB`.
    """
    if found.so is None or not found.symbol.startswith(body):
        return None
    for code in known:
        lost = code[1:] == body and len(body) > 1 and len(found.so) > 1 and found.so[-1] in _FIGURES.get(code[0], "")
        if lost or (body[1:] == code and len(code) > 2):
            so = found.so[:-1] if lost else found.so
            return replace(found, so=so, symbol=code + found.symbol[len(body) :], body=code, known=True)
    return None


def _one_letter_off(code: str, other: str) -> bool:
    """Whether OCR may have read one letter of a code as another; a letter more or less is another unit's code."""
    return len(code) == len(other) and Levenshtein.distance(code, other) == 1


def _kind_mended(found: Number, title: str) -> Number:
    """`found` with its kind's code put right where it is one letter from the code of the title: `QĐĐ`, `TTR`."""
    first_code = re.split(r"[-/]", found.symbol)[0]
    if first_code in codes("kind") or first_code in codes("body") or found.symbol == first_code:
        return found
    near = _titled(first_code, title)
    if len(near) != 1:
        return found
    groups = re.split(r"[-/]", found.symbol)[1:]
    return replace(found, kind=near[0], body=groups[0], symbol=near[0] + found.symbol[len(first_code) :], known=True)


def _titled(code: str, title: str) -> list[str]:
    """The kinds named by the title whose code is one letter from `code`."""
    named = [row.code for row in codes("kind").values() if tight(row.name) and tight(title).startswith(tight(row.name))]
    return [kind for kind in dict.fromkeys(named) if Levenshtein.distance(kind, code) == 1]


def _party_order(doc: Doc, found: Number, title: str) -> Number:
    """`685/TU` under a Party header lost its kind beside the pen's strokes: it is the title's, or a công văn's."""
    body = codes("body").get(found.symbol)
    if found.first != "/" or found.year or body is None or body.systems != ("party",):
        return found
    motto = first(doc, "motto", tokens=40)
    if motto is None or "dangcongsan" not in tight(motto.text[:200]):
        return found
    kinds = [row.code for row in codes("kind").values() if "party" in row.systems and tight(row.name) == tight(title)]
    kind = kinds[0] if kinds else ("CV" if not title else None)
    if kind is None:
        return found
    return replace(found, first="-", symbol=f"{kind}/{found.symbol}", kind=kind, body=found.symbol, system="party")


def _mended(version: Version, known: tuple[str, ...]) -> Version:
    return version if version.number is None else replace(version, number=_mend(version.number, known))


def _versions(zone: Span, above: str) -> list[Version]:
    """What each second reader made of the block, its words put in place of the page's own."""
    words = words_of(zone)
    found = []
    for reader in dict.fromkeys(opinion.reader for word in words for opinion in word.opinions):
        texts, sure = [], 1.0
        for word in words:
            said = next((o for o in word.opinions if o.reader == reader), None)
            texts.append(_put_in(word, said.text) if said else word.text)
            sure = min(sure, said.confidence) if said else sure
        found.append(Version(reader, parse(_prepared(" ".join(texts)[:LETTERS]), above), sure))
    return found


def _put_in(word: Word, said: str) -> str:
    """A second reader's text in place of the word's; bare digits replace only the digits before the symbol."""
    match = re.search(r"[-/].*$", word.text)
    return said + match[0] if match and _DIGITS_ONLY.match(said) else said


def _choose(found: Number | None, versions: list[Version]) -> tuple[Number | None, Version | None]:
    """The page's own reading where it has a number, else the surest of the second readings that has one, and that
    reading: it is no witness for itself."""
    if found is not None and found.so is not None:
        return found, None
    read = [version for version in versions if version.number is not None and version.number.so is not None]
    best = max(read, key=lambda version: version.sure, default=None)
    return (best.number, best) if best else (found, None)


def _missing(doc: Doc, zone: Span, chosen: Number | None) -> None:
    if chosen is not None:
        flag(doc, "number", f"Chưa có số hoặc không đọc được số (có thể viết tay); ký hiệu đọc được: “{chosen.tail}”.")
    else:
        flag(doc, "number", f"Không đọc được số, ký hiệu từ “{' '.join(zone.text[:80].split())}”.")


def _write(
    doc: Doc, zone: Span, chosen: Number, versions: list[Version], *, changed: bool, known: tuple[str, ...]
) -> None:
    value = chosen.canonical or ""
    span = _under(zone)
    words = words_of(span)
    by_hand = any(word.by_hand for word in words)
    same = [v for v in versions if v.number is not None and v.number.so == chosen.so]
    other = [v for v in versions if v.number is not None and v.number.so not in (None, chosen.so)]
    agreement = 0.5 + (0.3 if same and not other else 0) + (0.2 if set(known) & {chosen.body} else 0)
    agreement = 0.3 if other else agreement
    ocr = max([confidence(span), *(v.sure for v in same)]) if same and not other else confidence(span)
    grammar = (
        (1.0 if chosen.known else 0.85)
        * (0.85 if changed else 1.0)
        * _whole(zone, chosen)
        * (0.6 if not same and (by_hand or _faint(words)) else 1.0)
    )
    sure = score("number", ocr=ocr, grammar=grammar, agreement=agreement, by_hand=by_hand)
    doc._.number = reading(span, value, confidence=sure)
    if other:
        told = "; ".join(f"{v.reader}: {v.number.canonical}" for v in other if v.number)
        flag(doc, "number", f"Các bộ đọc không thống nhất: {value}; {told}. Cần đối chiếu với bản giấy.")
    elif by_hand and not same:
        flag(doc, "number", f"Số viết tay, chỉ một bộ đọc được: {value}. Cần đối chiếu với bản giấy.")
    elif re.search(r"[-/]\s*$", zone.text[:LETTERS]):
        flag(doc, "number", f"Ký hiệu “{zone.text[:60].strip()}” có thể còn thiếu phần sau dấu gạch.")
    elif changed:
        flag(doc, "number", f"Ký hiệu đọc là “{zone.text[:60]}”, sửa thành {value} theo cơ quan ban hành.")
    elif sure < 0.6:
        flag(doc, "number", f"Số, ký hiệu {value} đọc không rõ, cần đối chiếu với bản giấy.")


def _faint(words: Sequence[Word]) -> bool:
    """Whether figures were read so badly that one reader is not enough: a symbol in order does not vouch for them."""
    return min((word.confidence for word in words if re.search(r"\d", word.text)), default=0.0) < FAINT


def _whole(zone: Span, chosen: Number) -> float:
    """Less than 1 where the block ends in a separator, or goes on beyond the symbol: a part of the code may be lost."""
    text = zone.text[:LETTERS]
    beyond = re.search(rf"{re.escape(chosen.symbol)}[^\s\w(]{{1,2}}[^\W\d_]", text.replace(" ", ""))
    return 0.7 if beyond or re.search(r"[-/]\s*$", text) else 1.0


def _under(zone: Span) -> Span:
    """The words of the number alone, without `Số:`, as far as they can be told."""
    text = zone.text[:LETTERS]
    match = re.match(r"\W*(?:[Ss][ốôóoồổ6]|SỐ)\b\s*[:.]?\s*", text)
    start = match.end() if match and match.end() < len(text) else 0
    return part(zone, start, len(text.rstrip()))
