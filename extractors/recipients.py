"""Kính gửi and Nơi nhận (NĐ 30/2020, Phụ lục I, mục 9): one reading an entry, purposes apart.

`Như trên` and `Như Điều 3` point to what is said elsewhere and are not repeated; `Lưu: VT` names the file copy.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import listings, wording
from extractors.document import flag, lines, reading, words_of, zones
from extractors.folding import LOWER, UPPER, fold, nfc, spaced
from extractors.gazetteer import tight
from extractors.lexicon import mended
from extractors.purposes import BRACKETS, apart, damaged_purpose, is_purpose, purpose_of
from extractors.record import Recipient, RecipientRole
from extractors.scoring import score
from extractors.spans import head, readable, scanned

TOKENS = 1500  # of a list of recipients: some forty entries have five hundred
MOST_LINES = 150
LABEL_WORDS = 3
INDENT = 50.0  # points that a wrapped line may be set in
GAP = 0.8  # heights of a word
LOST_END = 0.8  # how likely an entry is whole on a scan that lacks the mark the others end with

_BULLET = re.compile(rf"^[\s.,;:'\"“”‘’|]*(?:(?:[-–—−‐~•●▪◦·*+=»«¬>_]|[oO](?=\s[{UPPER}]))\s*)+(?=[\w(“\"])")
_LABEL = re.compile(
    r"^\W*(?:k[ií]?nh\s*(?:g[uưoi]\w{0,2}|moi|thua)|noi\s*nh[aạ]n\w?|"
    r"(?:thu tuong|chu tich|bo truong|uy ban|ubnd)[\w ,]{0,60}\bdien(?=\s*(?::|$)))\b"
    r"\s*[:;.,]*\s*"
)
_LABEL_TO_COLON = re.compile(r"^[^\n:]{0,80}\bdien\s*:\s*")
_AS_ABOVE = re.compile(r"^nhu\s+(?!xuan\b|thanh\b(?! phan))")  # Như Xuân, Như Thanh are districts
_CALLED = re.compile(r"[\s.,;]*\((?:sau đây\s+)?gọi\s+(?:chung|tắt|là)[^)]*\)?", re.IGNORECASE)
_INNER_LABEL = re.compile(r"^.{0,24}?\b(?:kinh g[uưoi]\w{0,2}|noi nhan)\s*[:;.]\s*")
_FILE_COPY = re.compile(r"^l[uưi][uưn]\s*[:;,.]?\s*(?:vt|v\.t|van|vp|tai|ho so|ban|hc|ld|\w|$)|^l[uư]u\b")
_SPECKS = " ;,.:-–—'‘’`ˆ^~|„*\\"
_BEFORE_REST = " ._'`~|^"  # specks before the rest of an entry
_END, _DASHED_END = re.compile(r"[;.:]\s*$"), re.compile(r"[;.]\s*$")
_SAID_TWICE = re.compile(r"(\([^()]{0,60}?(\b[^()]{2,40})\))[;,.\s]{1,4}\2\)$")  # (để thực hiện); hiện)
_ODD = re.compile(rf"[{LOWER}]{{2}}\. [{UPPER}]|\s—\s")  # two sentences, a stroke
_REST_OF_BRACKET = re.compile(r"[^()]*\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list as written, and its tokens' bounds in the `Doc`."""

    text: str
    start: int
    end: int


@Language.component("recipients", assigns=["doc._.recipients"])
def recipients(doc: Doc) -> Doc:
    """Reads `addressees` and `recipients`; writes `recipients`, addressees first, in the order of the page."""
    found: list[Recipient] = []
    sides: tuple[tuple[str, RecipientRole], ...] = (("addressees", "addressee"), ("recipients", "copy"))
    again = wording.read_again(words_of(doc[:])) if len(doc) and scanned(doc[:]) else frozenset()
    for label, role in sides:
        for zone in zones(doc, label)[:6]:
            listed = list(entries(head(zone, TOKENS), trailing=role == "copy"))
            stopped = len(listed) > 2 and 3 * sum(map(_stops, listed)) >= 2 * len(listed)
            marks = {entry.text.rstrip()[-1:] for entry in listed[:-1]} & {",", ";"}
            for entry in listed:
                if stopped and entry is not listed[-1] and scanned(doc[entry.start : entry.end]):
                    entry = replace(entry, text=listings.without_rest(entry.text))
                made = _recipient(
                    doc,
                    entry,
                    role,
                    again,
                    whole=(not stopped or _stops(entry)) and not _may_be_two(doc[entry.start : entry.end], marks),
                )
                if made is not None:
                    found.append(made)
    doc._.recipients = tuple(found)
    for index, made in enumerate(found):
        if made.confidence < 0.4:
            flag(doc, f"recipients[{index}]", f"Tên nơi nhận “{made.value}” đọc không rõ.")
    return doc


def entries(zone: Span, *, trailing: bool) -> Iterator[Entry]:
    """The entries of a list, wrapped lines joined; with `trailing`, what follows `Lưu` is left out.

    An entry begins with a dash; where it was lost, or no line of the list has one, after a line that ends with `;`, `.`
    or a purpose in brackets, which closes an entry.
    """
    rows = [(line, _unlabelled(_plain(line))) for line in _in_column(_from_label(lines(zone)[:MOST_LINES]))]
    rows = [(line, text) for line, text in rows if any(c.isalnum() for c in text)]
    first = next((index for index, (_, text) in enumerate(rows) if _BULLET.match(text)), None)
    dashed = first is not None
    if trailing and first == 1 and len(rows[0][1].split()) <= LABEL_WORDS:
        del rows[0]  # a damaged `Nơi nhận`
    open_line: Span | None = None
    held: list[str] = []
    end = 0
    for line, text in rows:
        bullet = _BULLET.match(text)
        ends = _DASHED_END if dashed else _END  # what a colon announces goes on, where entries begin with a dash
        ended = bool(held) and (ends.search(held[-1]) is not None or _with_purpose(held[-1]))
        ended = ended and not _closes(text, held[-1])
        begins = bullet is not None or (ended and (not dashed or _capital(text))) or (bool(held) and _filed(text))
        if open_line is not None and begins and held:
            yield Entry(" ".join(held), open_line.start, end)
            if trailing and _filed(" ".join(held)):
                return
            open_line, held = None, []
        if open_line is None:
            open_line = line
        held.append(text[bullet.end() :] if bullet else text.lstrip(_BEFORE_REST) if held else text)
        end = line.end
    if open_line is not None and held:
        yield Entry(" ".join(held), open_line.start, end)


def _in_column(found: list[Span]) -> list[Span]:
    """The lines of a list without what a digital signature or a seal put beside them: they stand further right."""
    marked = [line for line in found if _BULLET.match(_plain(line)) and scanned(line)]
    if len(marked) < 2:
        return found
    left = statistics.median(words_of(line)[0].box[0] for line in marked)
    kept = [_to_gap(line) for line in found]
    return [line for at, line in enumerate(kept) if words_of(line)[0].box[0] - left < INDENT or _ends_label(kept, at)]


def _ends_label(found: list[Span], at: int) -> bool:
    """Whether the first entry stands beside its label, right of where the others begin."""
    label = words_of(found[0])[-1].box
    return at == 1 and _LABEL.match(fold(nfc(found[0].text))) is not None and words_of(found[1])[0].box[1] < label[3]


def _to_gap(line: Span) -> Span:
    """A line to its first stop before a wide gap."""
    for before, token in itertools.pairwise(line):
        a, b = before._.word, token._.word
        if before.text in {";", "."} and a is not b and b.box[0] - a.box[2] > GAP * (a.box[3] - a.box[1]):
            return line.doc[line.start : token.i]
    return line


def _from_label(found: list[Span]) -> list[Span]:
    """The lines from `Kính gửi` or `Nơi nhận` on, where one of the first few bears it: a mark may stand above it."""
    for index, line in enumerate(found[:4]):
        if _LABEL.match(fold(nfc(line.text))):
            return found[index:]
    return found


def _plain(line: Span) -> str:
    """The words of a line; the mark it begins with is kept, since a bullet may be read as any mark."""
    first = line[0].text_with_ws if not any(c.isalnum() for c in line[0].text) else ""
    return first + readable(line[1:] if first else line)


def _capital(text: str) -> bool:
    return next((c for c in text if c.isalpha()), "a").isupper()


def _with_purpose(text: str) -> bool:
    """Whether a line ends with a purpose in brackets: `Ban Tổ chức Trung ương (để b/c),`."""
    match = BRACKETS.search(text.rstrip(" ,"))
    return match is not None and is_purpose(match[1])


def _closes(text: str, above: str) -> bool:
    """Whether a line closes the bracket that the line above it left open: `(đăng Cổng` + `TTĐT);`."""
    return above.count("(") > above.count(")") and _REST_OF_BRACKET.match(text) is not None


def _filed(text: str) -> bool:
    return _FILE_COPY.match(fold(nfc(text)).strip(" -–")) is not None


def _unlabelled(text: str) -> str:
    """`text` without `Kính gửi:` or `Nơi nhận:` before it."""
    text = nfc(text)
    folded = fold(text)
    match = _LABEL_TO_COLON.match(folded) or _LABEL.match(folded) or _INNER_LABEL.match(folded)
    return text[match.end() :] if match else text


def _stops(entry: Entry) -> bool:
    """Whether an entry ends with a mark or a bracket, as those of most lists do."""
    return entry.text.rstrip().endswith((";", ".", ",", ":", ")"))


def _recipient(doc: Doc, entry: Entry, role: RecipientRole, again: frozenset[str], *, whole: bool) -> Recipient | None:
    """The reading of an entry; null for `Như trên`, `Lưu` and what is no name. `again` are abbreviations of the paper
    that were read alike elsewhere.

    Where it is not `whole`, its end may have been lost on a scan, since the entries around it have a mark there; or the
    dash of another one within it.
    """
    text = spaced(_CALLED.sub("", nfc(entry.text)).replace("|", " ")).strip(_SPECKS)
    text = _SAID_TWICE.sub(r"\1", text)
    bare = fold(text)
    if _AS_ABOVE.match(bare) or _filed(text) or sum(c.isalpha() for c in text) < 3 or _speck(text):
        return None
    span = doc[entry.start : entry.end]
    if scanned(span):
        if listings.points_above(text):
            return None
        text = listings.spelt(listings.unmarked(text))
    name, purpose = apart(text)
    if sum(c.isalpha() for c in name) < 2:
        return None
    likely = 1.0 if name[:1].isupper() and _vietnamese(name) and not _ODD.search(name) else 0.7
    if scanned(span):
        damaged = damaged_purpose(name) if purpose is None else None
        name, purpose = (mended(name[: damaged.start()]), damaged[1]) if damaged else (mended(name), purpose)
        likely = likely if whole else likely * LOST_END
    sure = score("recipients", ocr=_read(span, text, again, purposed=purpose is not None), grammar=likely)
    return reading(span, name, Recipient, confidence=sure, role=role, purpose=purpose)


def _read(span: Span, text: str, again: frozenset[str], *, purposed: bool) -> float:
    """How well the name in an entry's `text` was read; the words of a purpose behind it are known, however spoilt."""
    read = wording.trust(words_of(span), again=again)
    behind = purpose_of(text) if purposed else ""
    return min(read[: len(read) - len(wording.parts(behind))], default=min(read, default=0.0))


def _may_be_two(span: Span, marks: set[str]) -> bool:
    """Whether a line of an entry has a mark with which entries of its list end, and the next a capital at its head: its
    dash may be lost."""
    texts = [line.text.rstrip() for line in lines(span)]
    return any(one[-1:] in marks and other[:1].isupper() for one, other in itertools.pairwise(texts))


def _speck(text: str) -> bool:
    """A damaged `Nơi nhận` or `Như trên`, or one short word that is no abbreviation."""
    if len(text.split()) == 1 and len(text) < 5 and not text.isupper():
        return True
    return len(text) < 12 and max(fuzz.ratio(tight(text), label) for label in ("noinhan", "kinhgui", "nhutren")) > 74


def _vietnamese(name: str) -> bool:
    """Whether most of `name` is letters, as names of bodies are."""
    return sum(c.isalpha() or c.isspace() for c in name) > 0.8 * len(name)
