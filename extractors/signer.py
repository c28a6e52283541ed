"""Người ký: authority, title and name in the signature block (NĐ 30/2020, Phụ lục I, mục 7; HD 36-HD/VPTW).

TM. (T/M) stands before a collective, KT. (K/T) before the head whose deputy signs, TL., TUQ. and Q. likewise.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading, zones
from extractors.folding import canonical, fold, nfc, spaced
from extractors.gazetteer import DATA, tight
from extractors.naming import begins_body, named, ordinary
from extractors.person import families, is_family
from extractors.record import Authority, Signer
from extractors.scoring import score
from extractors.spans import confidence, head, lines_of

TOKENS = 120
_AUTHORITY = re.compile(
    r"^\W*(?P<sign>T\s?[/.]?\s?M|K\s?[/.]?\s?T|T\s?[/.]?\s?L|T\s?[/.]?\s?U\s?[/.]?\s?Q|Q)\s*[./,:;-]+\s*(?=[^\W\d_])"
    r"|^\W*(?P<bare>TM|KT|TL|TUQ|T/M|K/T|T/L)\s+(?=[^\W\d_])"
)
_DIGITAL = re.compile(
    r"k[yý]\s*b[oơ]i|nguoi\s*k[yi]\b|email|e-mail|co quan\s*:|thoi gian|\+07|@|\.vn\b|^ngay ky|serial|ky so"
)
_RANK = re.compile(r"^(?:(?:ThS|TS|PGS|GS|BS|BSCK\w*|BSCKII|BSCKI|DS|CN|KS|LS|CVCC|CKII|CKI|Ths|Bs|Ts|Đại tá|Thượng tá|"
                   r"Trung tá|Thiếu tá|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)\b[.,\s]*)+")  # fmt: skip
_NAME_WORD = re.compile(r"^[A-ZÀ-ỸĐ][a-zà-ỹđ'’]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """The signature block taken apart."""

    authority: Authority | None = None
    collective: str | None = None
    title: str | None = None
    name: str | None = None
    line: Span | None = None
    likeness: float = 1.0
    mended: bool = False


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    with (DATA / "signer_titles.csv").open(encoding="utf-8", newline="") as rows:
        return tuple((tight(row["title"]), row["title"]) for row in csv.DictReader(rows))


@Language.component("signer", requires=["doc._.issuer"], assigns=["doc._.signer"])
def signer(doc: Doc) -> Doc:
    """Reads `signature`; writes `signer`, null where no name can be read."""
    found = zones(doc, "signature")
    blocks = [_taken_apart(head(zone, TOKENS)) for zone in found[:6]]
    named_blocks = [block for block in blocks if block.name]
    if not named_blocks:
        reason = "Không đọc được tên người ký (có thể bị dấu che)." if found else "Không thấy khối chữ ký."
        flag(doc, "signer", reason)
        return doc
    block = named_blocks[0]
    assert block.line is not None
    assert block.name is not None
    words = block.name.split()
    family = is_family(words[0])
    # Văn and Thị are middle names first of all: the family name before them is lost.
    whole = family and len(words) > 2 and fold(words[0]) not in {"van", "thi"}
    grammar = (1.0 if whole else 0.75) * (0.85 if block.mended else 1.0) * (0.9 + 0.1 * block.likeness)
    agreement = 0.7 if block.title or block.authority else 0.5
    sure = score("signer", ocr=confidence(block.line), grammar=grammar, agreement=agreement)
    doc._.signer = reading(
        block.line, block.name, Signer,
        confidence=sure, title=block.title, authority=block.authority, on_behalf_of=block.collective,
    )  # fmt: skip
    if len(named_blocks) > 1:
        others = ", ".join(b.name for b in named_blocks[1:] if b.name)
        flag(doc, "signer", f"Văn bản có nhiều người ký; còn có: {others}.")
    elif block.mended:
        flag(doc, "signer", f"Họ tên người ký đọc là “{block.line.text[:60]}”, hiểu là {block.name}.")
    elif not whole or sure < 0.9:
        flag(doc, "signer", f"Tên người ký “{block.name}” đọc không rõ, cần đối chiếu với bản giấy.")
    return doc


def _taken_apart(zone: Span) -> Block:
    authority: Authority | None = None
    collective: str | None = None
    titles: list[str] = []
    name: tuple[str, Span] | None = None
    like, mended = 1.0, False
    for row in lines_of(zone, 24):
        text = spaced(canonical(row.text[:160]))
        if _DIGITAL.search(fold(text)) or sum(c.isalpha() for c in text) < 2:
            continue
        sign = _AUTHORITY.match(text)
        if sign is not None and name is None:
            said = cast(Authority, re.sub(r"[^A-Z]", "", (sign["sign"] or sign["bare"]).upper()))
            behalf = text[sign.end() :]
            if said == "TM":
                collective, authority = _collective(behalf), authority or said
            else:
                authority = said
                if said == "Q":
                    titles.append(behalf)
            continue
        title = _title_of(text)
        if title is not None and name is None:
            titles.append(title[0])
            like = min(like, title[1])
            continue
        if authority == "TM" and collective and not titles and name is None and _shouts(text):
            collective = _collective(f"{collective} {text}")
            continue
        read = _person(text)
        if read is not None:
            name = (_with_family(read), row)
            mended = name[0] != read
        elif _shouts(text) and name is None:
            titles.append(ordinary(text))
            like = 0.7
    if authority is None and _over_deputy(titles):
        authority = "KT"  # the head's post over the deputy's, `KT.` itself written with a pen
    told = _deputy(_joined(titles), authority)
    person, line = name if name else (None, None)
    return Block(authority, collective, told, person, line, like, mended)


def _over_deputy(titles: list[str]) -> bool:
    """Whether the last post is that of the deputy of the one above it."""
    return (
        len(titles) > 1 and titles[-1].startswith("Phó ") and tight(titles[-1]).removeprefix("pho") == tight(titles[-2])
    )


def _with_family(name: str) -> str:
    """`Đỉnh Thý Kim An` as `Đinh Thị Kim An`: a family name has one spelling, `Thị` too; given names are left alone."""
    words = name.split()
    spelt = {fold(spelling): spelling for spelling in reversed(families())}
    if words[0] not in families() and fold(words[0]) in spelt:
        words[0] = spelt[fold(words[0])]
    if len(words) > 2 and tight(words[1]) in {"thi", "thy"} and words[1] != "Thi":
        words[1] = "Thị"
    return " ".join(words)


def _deputy(title: str | None, authority: Authority | None) -> str | None:
    """Who signs for the head is a deputy, even where the word before the title was not read: `Ó GIÁM ĐỐC`."""
    plain = title is not None and title in {"Giám đốc", "Chủ tịch", "Trưởng ban", "Cục trưởng", "Chủ nhiệm"}
    if title is not None and tight(title).endswith("vanphong") and authority in {"TL", "TUQ"}:
        return title if title.startswith(("Chánh", "Phó")) else "Chánh Văn phòng"
    return f"Phó {title}" if plain and authority == "KT" else title


def _joined(titles: list[str]) -> str | None:
    """The title of the person: the last one above the name, its further lines joined."""
    if not titles:
        return None
    whole = spaced(" ".join(titles))
    found = _title_of(whole)
    if found is not None:
        return found[0]
    return _title_or_ordinary(titles[-1])


def _title_or_ordinary(text: str) -> str:
    found = _title_of(text)
    return found[0] if found else ordinary(text)


def _title_of(text: str) -> tuple[str, float] | None:
    """The title that a line names, in ordinary spelling, with its likeness; null where it names none."""
    words = text.split()
    while len(words) > 2 and len(tight(words[0])) < 3 and tight(words[0]) not in {"bi", "q"}:
        words = words[1:]  # a stroke read as a word
    asked = tight("".join(words))[:60]
    best: tuple[float, str] | None = None
    for wanted, spelling in _titles():
        wrong = Levenshtein.distance(asked, wanted, score_cutoff=len(wanted) // 5)
        if wrong <= len(wanted) // 5:
            like = 1 - wrong / len(wanted)
            if best is None or like > best[0]:
                best = (like, spelling)
    return None if best is None else (best[1], best[0])


def _collective(text: str) -> str:
    """The collective that is signed for: `BAN THƯỜNG VỤ` gives `Ban Thường vụ`."""
    text = text.strip(" .,:;-")
    for spelling in ("Ban Thường vụ", "Ban Chấp hành", "Ban Thường trực", "Đoàn Chủ tịch", "Bộ Chính trị", "Ban Bí thư",
                     "Ban Chấp hành Trung ương", "Chính phủ", "Thường trực", "Hội đồng", "Đảng ủy"):  # fmt: skip
        if Levenshtein.distance(tight(text), tight(spelling)) <= len(spelling) // 6:
            return spelling
    spelt = named(text).name
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", spelt)


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _person(text: str) -> str | None:
    """A person's name without ranks and strokes of the pen; null where the line holds none."""
    text = _RANK.sub("", re.sub(r"^[\W\d_]+|[\W\d_]+$", "", nfc(text)))
    words = [re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word) for word in text.split()]
    if _shouts(text):
        if not words or not is_family(words[0]) or _title_of(text) or begins_body(text):
            return None
        words = [word.capitalize() for word in words]
    runs: list[list[str]] = [[]]
    for word in words:
        if _NAME_WORD.match(word) and len(word) <= 8:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=lambda run: (bool(run) and is_family(run[0]), len(run)))
    best = _from_family(best)
    if not 2 <= len(best) <= 6 or sum(len(word) for word in best) < 5:
        return None
    return canonical(" ".join(best))


def _from_family(run: list[str]) -> list[str]:
    """The run from its first family name on, where strokes of the pen were read as words before it."""
    for index, word in enumerate(run):
        if is_family(word) and (len(word) > 1 or word == "Y") and len(run) - index >= 2:
            return run[index:]
    return run
