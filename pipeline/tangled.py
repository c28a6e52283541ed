"""Lines that the engine tangled: small print set close, such as `Nơi nhận`, read as one line over two.

Such a line is unsure and lies over its neighbours. The lines that lie over each other are cut out and read again by
themselves, and the new reading is kept where it is the surer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline import tesseract
from pipeline.boxes import PixelBox
from pipeline.images import Image, as_image
from pipeline.tesseract import RawWord

UNSURE = 0.5
"""Mean confidence of a line, weighted by letters, under which it may be tangled."""
MOST = 5
"""Places of a page that are read again."""
TALLEST = 0.9
"""Inches; what is taller is no pair of lines."""
GAP = 0.6
"""Inches between words of one line that stand in two columns."""

OVERLAP = 0.5
"""Part of the narrower of two words by which they lie side by side in one place."""

Line = list[RawWord]


def joined(words: Iterable[RawWord]) -> list[RawWord]:
    """Capitals that begin well within the word before are its end, which the engine took apart (`GA`, `VI`)."""
    found: list[RawWord] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and last.line == word.line and _side_by_side(last, word):
            found[-1] = replace(
                last, text=last.text + word.text, box=_box([last, word]), symbols=(*last.symbols, *word.symbols),
                confidence=min(last.confidence, word.confidence),
            )  # fmt: skip
        else:
            found.append(word)
    return found


def _side_by_side(one: RawWord, other: RawWord) -> bool:
    shared = one.box[2] - other.box[0]
    narrower = min(one.box[2] - one.box[0], other.box[2] - other.box[0])
    capitals = one.text[-1:].isupper() and other.text[:1].isupper()  # in small letters it is mostly two words
    return capitals and one.box[0] < other.box[0] and shared > OVERLAP * narrower


def untangled(image: Image, words: Sequence[RawWord], dpi: float) -> list[RawWord]:
    """`words` of the grey `image` with tangled lines read again; all others as they are."""
    pieces = _pieces(words, dpi)
    for piece in [p for p in pieces if _sureness(p.words) < UNSURE and _letters(p.words) >= 3][:MOST]:
        if piece not in pieces:
            continue
        tangle = [p for p in pieces if p is piece or _over(_box(piece.words), _box(p.words))]
        box = _box([word for p in tangle for word in p.words])
        tangle += [p for p in pieces if p not in tangle and _sureness(p.words) < UNSURE and _over(box, _box(p.words))]
        old = [word for p in tangle for word in p.words]
        box = _box(old)
        if box[3] - box[1] > TALLEST * dpi:
            continue
        again = _read(image, box, dpi)
        if _worth(again) > 1.1 * _worth(old):
            last = max(p.line for p in tangle)
            read = [_Piece(last + (p.line + 1) / 100, p.words) for p in _pieces(again, dpi)]
            pieces = [p for p in pieces if p not in tangle] + read
    order = {line: number for number, line in enumerate(sorted({p.line for p in pieces}))}
    pieces.sort(key=lambda p: (p.line, p.words[0].box[0]))
    return [replace(word, line=order[piece.line]) for piece in pieces for word in piece.words]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line without a gap as wide as that between two columns."""

    line: float
    words: Line


def _pieces(words: Iterable[RawWord], dpi: float) -> list[_Piece]:
    pieces: list[_Piece] = []
    for word in words:
        last = pieces[-1] if pieces else None
        if last is not None and last.line == word.line and word.box[0] - last.words[-1].box[2] < GAP * dpi:
            last.words.append(word)
        else:
            pieces.append(_Piece(word.line, [word]))
    return pieces


def _letters(line: Line) -> int:
    return sum(len(word.text) for word in line)


def _sureness(line: Line) -> float:
    return sum(len(word.text) * word.confidence for word in line) / max(1, _letters(line))


def _worth(words: Sequence[RawWord]) -> float:
    """Letters read, the doubtful ones counting little."""
    return sum(len(word.text) * word.confidence**2 for word in words)


def _box(words: Sequence[RawWord]) -> PixelBox:
    return (
        min(w.box[0] for w in words),
        min(w.box[1] for w in words),
        max(w.box[2] for w in words),
        max(w.box[3] for w in words),
    )


def _over(one: PixelBox, other: PixelBox) -> bool:
    """Whether two lines lie over each other by more than lines do that are set close."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0.35 * min(one[3] - one[1], other[3] - other[1])


def _read(image: Image, box: PixelBox, dpi: float) -> list[RawWord]:
    aside, above = int(0.08 * dpi), int(0.03 * dpi)
    left, top = max(0, box[0] - aside), max(0, box[1] - above)
    crop = as_image(image[top : box[3] + above, left : box[2] + aside])
    return [moved(word, left, top) for word in tesseract.words(crop, dpi=dpi, layout="block")]


def moved(word: RawWord, x: int, y: int) -> RawWord:
    """A word found on a crop, on the image that the crop was cut from at (`x`, `y`)."""

    def shift(box: PixelBox) -> PixelBox:
        return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)

    return replace(word, box=shift(word.box), symbols=tuple((text, shift(box)) for text, box in word.symbols))
