"""Người ký: authority, title and name in the signature block (NĐ 30/2020, Phụ lục I, mục 7; HD 36-HD/VPTW).

TM. (T/M) stands before a collective, KT. (K/T) before the head whose deputy signs, TL., TUQ. and Q. likewise.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from rapidfuzz.distance import Levenshtein
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import flag, reading, zones
from extractors.folding import canonical, fold, spaced
from extractors.gazetteer import tight
from extractors.naming import named
from extractors.ordinary import ordinary
from extractors.person import begins_name, is_family, is_middle, spelt
from extractors.posts import alone, head_of, is_title, post_in_body, title_of
from extractors.record import Authority, Signer
from extractors.scoring import score
from extractors.signed_name import confirmed, doubts, person, shouts, undisputed, without_stroke
from extractors.spans import confidence, head, lines_of, scanned

TOKENS = 120
_AUTHORITY = re.compile(
    r"^[\W_]*(?P<sign>T\s?[/.]?\s?M|K\s?[/.]?\s?T|T\s?[/.]?\s?L|T\s?[/.]?\s?[UƯỤ](?:[OƠỢ]?\s?[/.]?\s?Q|[OỌỢ](?=\.))|Q)\s*[./,:;-]+\s*(?=[^\W\d_])"
    r"|^[\W_]*(?P<small>Tm|Kt|Tl|Tuq)\.\s*(?=[^\W\d_])"
    r"|^[\W_]*(?P<bare>TM|KT|TL|TUQ|TQ|T/M|K/T|T/L|[TK][IỊÍÌl1|][MTL])\s+(?=[^\W\d_])"
)
_DIGITAL = re.compile(
    r"k[yý]\s*b[oơ]i|nguoi\s*k[yi]\b|email|e-mail|co quan\s*:|thoi gian|\+07|@|\.vn\b|^ngay ky|serial|ky so"
)
_HEADS = {"Giám đốc", "Chủ tịch", "Trưởng ban", "Cục trưởng", "Chủ nhiệm"}
_COLLECTIVES = (
    "Ban Thường vụ", "Ban Chấp hành", "Ban Thường trực", "Đoàn Chủ tịch", "Bộ Chính trị", "Ban Bí thư",
    "Ban Chấp hành Trung ương", "Chính phủ", "Thường trực", "Hội đồng", "Đảng ủy", "Liên ngành", "Ủy ban nhân dân",
)  # fmt: skip
_SHORT = re.compile(r"\W*\w{1,3}\W+")
UNDISPUTED = 0.8
"""How well a name of known syllables was read at least where no reader read another."""


@dataclass(frozen=True, slots=True)
class Block:
    """The signature block taken apart; `told` where the authority was read and not known by the posts alone."""

    authority: Authority | None = None
    collective: str | None = None
    title: str | None = None
    name: str | None = None
    line: Span | None = None
    likeness: float = 1.0
    mended: bool = False
    told: bool = True


@Language.component("signer", requires=["doc._.issuer"], assigns=["doc._.signer"])
def signer(doc: Doc) -> Doc:
    """Reads `signature`; writes `signer`, null where no name can be read."""
    found = zones(doc, "signature")
    blocks = [_taken_apart(rows) for zone in found[:6] for rows in _by_signer(head(zone, TOKENS))]
    named_blocks = [block for block in blocks if block.name]
    if not named_blocks:
        reason = "Không đọc được tên người ký (có thể bị dấu che)." if found else "Không thấy khối chữ ký."
        flag(doc, "signer", reason)
        return doc
    block, beside = _first_of_two(named_blocks[0])
    assert block.line is not None
    assert block.name is not None
    words = block.name.split()
    family = is_family(words[0])
    whole = family and len(words) > 2 and not is_middle(words[0])  # else the family name before it is lost
    grammar = (1.0 if whole else 0.75) * (0.85 if block.mended else 1.0) * (0.9 + 0.1 * block.likeness)
    agreement = 0.7 if block.told and (block.title or block.authority) else 0.5
    read = confidence(block.line)
    if whole and agreement > 0.5 and not block.mended and undisputed(block.name, block.line):
        read, agreement = UNDISPUTED + (1 - UNDISPUTED) * read, 0.9
    sure = score("signer", ocr=read, grammar=grammar, agreement=agreement)
    doc._.signer = reading(
        block.line, block.name, Signer,
        confidence=sure, title=block.title, authority=block.authority, on_behalf_of=block.collective,
    )  # fmt: skip
    if beside or len(named_blocks) > 1:
        others = ", ".join(filter(None, [beside, *(b.name for b in named_blocks[1:])]))
        flag(doc, "signer", f"Văn bản có nhiều người ký; còn có: {others}.")
    elif block.mended:
        flag(doc, "signer", f"Họ tên người ký đọc là “{block.line.text[:60]}”, hiểu là {block.name}.")
    elif not block.told:
        flag(doc, "signer", f"Không đọc được thẩm quyền ký; hiểu là {block.authority}. theo chức vụ {block.title}.")
    elif block.title is None and block.authority is None:
        flag(doc, "signer", f"Không đọc được chức vụ của người ký {block.name}.")
    elif not whole or sure < 0.9:
        flag(doc, "signer", f"Tên người ký “{block.name}” đọc không rõ, cần đối chiếu với bản giấy.")
    return doc


def _first_of_two(block: Block) -> tuple[Block, str | None]:
    """A block in whose line two names stand beside each other, with the first of them, and the other; null for one."""
    words = (block.name or "").split()
    whole = [at for at in range(2, len(words) - 2) if not is_middle(words[at - 1])]  # no name ends in `Thị`
    second = next((at for at in whole if begins_name(words[at], words[at + 1])), None)
    if second is None or (len(words) < 6 and not is_middle(words[second + 1])):
        return block, None
    return replace(block, name=" ".join(words[:second])), " ".join(words[second:])


def _by_signer(zone: Span) -> list[list[Span]]:
    """The lines of a zone, parted where posts follow a name: those who sign a joint paper stand under one another."""
    parts: list[list[Span]] = [[]]
    named_before = False
    for row in lines_of(zone, 24):
        text = spaced(canonical(row.text[:160]))
        posted = _is_post(text)
        if posted and named_before:
            parts.append([])
            named_before = False
        parts[-1].append(row)
        named_before = named_before or (not posted and person(text, scan=scanned(row)) is not None)
    return parts


def _is_post(text: str) -> bool:
    """Whether a line in capitals begins what stands over a signature: an authority, a post."""
    return shouts(text) and (_post(text) is not None or _AUTHORITY.match(text) is not None)


def _post(text: str) -> tuple[str, float] | None:
    """The post that a line names, in a body or alone, and how like it is to it (0 to 1); null where it names none."""
    title = title_of(text)
    if title is not None and (title[1] == 1 or not _is_named(text)):  # Lê Viết Tưởng is no Viện trưởng
        return title
    post = post_in_body(text) if shouts(text) else None
    return None if post is None else (post, 1.0)


def _taken_apart(rows: Sequence[Span]) -> Block:
    authority: Authority | None = None
    collective: str | None = None
    titles: list[str] = []
    name: tuple[str, Span] | None = None
    like, mended, hidden = 1.0, False, False
    for row in rows:
        text = spaced(canonical(row.text[:160]))
        if _DIGITAL.search(fold(text)) or sum(c.isalpha() for c in text) < 2:
            continue
        sign = _AUTHORITY.match(text)
        if sign is not None and name is None and not (titles and fold(text).lstrip("_ ").startswith(("tm", "t/m"))):
            said = _authority((sign["sign"] or sign["small"] or sign["bare"]).upper())
            behalf = text[sign.end() :]
            if said == "TM":
                collective, authority = _collective(behalf), authority or said
            else:
                authority = authority if authority in {"TL", "TUQ"} else said
                if said == "Q":
                    titles.append(behalf)
            continue
        title = _post(text) if name is None else None
        if title is not None:
            titles.append(title[0])
            like = min(like, title[1])
            hidden = hidden or (len(titles) == 1 and title[0] in _HEADS and _sign_hidden(text))
            continue
        if authority is None and not titles and name is None and (body := _misread_tm(text)):
            collective, authority, like = body, "TM", 0.9
            continue
        if authority == "TM" and collective and not titles and name is None and shouts(text):
            collective = _collective(f"{collective} {text}")
            continue
        read = person(text, scan=scanned(row))
        if read is not None:
            name = (spelt(without_stroke(read, row), doubts(row), confirmed(row)) if scanned(row) else read, row)
            mended = name[0] != read
        elif shouts(text) and name is None:
            titles.append(ordinary(text))
            like = 0.7
    told = authority is not None or _deputy_for_head(titles)
    if authority is None and (hidden or _over_deputy(titles)):
        authority = "KT"  # before the head's post stands what the pen or the seal made unreadable
    if authority == "TM" and _deputy_for_head(titles):
        authority = "KT"  # under the collective a deputy signs for its head
    if authority is None:
        authority = next((alone()[title] for title in reversed(titles) if title in alone()), None)
    post = _deputy(_joined(titles), authority)
    who, line = name if name else (None, None)
    return Block(authority, collective, post, who, line, like, mended, told or authority is None)


def _is_named(text: str) -> bool:
    """Whether a line is the name of a person, with a family name before it, and not written as posts are."""
    name = None if shouts(text) else person(text, scan=False)
    return name is not None and name == text and is_family(name.split()[0]) and len(name.split()) > 2


def _authority(sign: str) -> Authority:
    """`T/M` as `TM`, also where its slash was read as a letter (`KỊT`); `TUỢQ` and `TUỢ` as `TUQ`."""
    letters = re.sub(r"[^A-Z]", "", fold(sign).upper())
    if len(letters) == 3 and letters[1] in "IL":
        letters = letters[0] + letters[2]
    return "TUQ" if letters.startswith("T") and letters[-1] in "QO" else cast(Authority, letters)


def _over_deputy(titles: list[str]) -> bool:
    """Whether one post is that of the deputy of the one above it; `GIÁM ĐỐC` twice is one whose `PHÓ` was lost."""
    return any(
        head_of(below) == above or (below == above and above in _HEADS) for above, below in itertools.pairwise(titles)
    )


def _deputy_for_head(titles: list[str]) -> bool:
    """Whether the posts themselves say `KT`: a head's and under it his deputy's (NĐ 30/2020, Phụ lục I)."""
    return len(titles) == 2 and titles[0] in _HEADS and head_of(titles[1]) == titles[0]


def _misread_tm(text: str) -> str | None:
    """The collective after a short word that was `TM.`: `EM BAN CHẤP HÀNH TRUNG ƯƠNG`."""
    match = _SHORT.match(text)
    if match is None or not shouts(text):
        return None
    behalf = text[match.end() :]
    asked = tight(behalf)
    like = any(
        Levenshtein.distance(asked[: len(name)], tight(name)) <= len(name) // 7 for name in _COLLECTIVES if " " in name
    )
    return _collective(behalf) if like else None


def _sign_hidden(text: str) -> bool:
    """Whether a head's post follows what was a sign of authority: `“I, GIÁM ĐỐC`, `VÀ: GIÁM ĐỐC`."""
    first, *rest = text.split()
    letters = tight(first)
    signed = first[-1] in ".,:" or (first.isupper() and len(letters) > 1 and letters[0] == "k")
    signed = signed and any(c.isupper() for c in first)
    return bool(rest) and 0 < len(letters) <= 3 and letters not in {"o", "q"} and signed


def _deputy(title: str | None, authority: Authority | None) -> str | None:
    """Who signs for the head is a deputy, even where the word before the title was not read: `Ó GIÁM ĐỐC`."""
    plain = title is not None and title in _HEADS
    if title is not None and tight(title).endswith("vanphong") and authority in {"TL", "TUQ"}:
        return title if title.startswith(("Chánh", "Phó")) else "Chánh Văn phòng"
    return f"Phó {title}" if plain and authority == "KT" else title


def _joined(titles: list[str]) -> str | None:
    """The title of the person: the last one above the name, its further lines joined."""
    if not titles:
        return None
    whole = spaced(" ".join(titles))
    found = title_of(whole)
    if found is not None:
        return found[0]
    posts = (title for title in reversed(titles) if is_title(title) or post_in_body(title.upper()))
    return next(posts, None) or ordinary(titles[-1])


def _collective(text: str) -> str:
    """The collective that is signed for: `BAN THƯỜNG VỤ` gives `Ban Thường vụ`."""
    text = text.strip(" .,:;-")
    for spelling in _COLLECTIVES[:-1]:
        if Levenshtein.distance(tight(text), tight(spelling)) <= len(spelling) // 6:
            return spelling
    spelt = named(text).name
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", spelt)
