"""Is a dropped file whole? Each format says where it ends; a half-copied file does not have that end yet.

Only a few kilobytes are read, but for a PDF without a trailer near its end, which is parsed without mending.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from typing import BinaryIO, Literal

Format = Literal["pdf", "tiff", "jpeg", "png", "webp"]

HEAD = 1_024
TAIL = 65_536
MOST_DIRECTORIES = 20_000


def sniff(head: bytes) -> Format | None:
    """The format by content, from the first kilobyte; `None` for anything that we do not read."""
    if b"%PDF-" in head[:HEAD]:
        return "pdf"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "tiff"
    if head[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return None


def is_whole(file: BinaryIO) -> bool:
    """True where the structure reaches its end, or where the format is none of ours and has none to miss.

    `file` is open for reading and seekable. A beginning of zeros only is a file whose copying has not begun.
    """
    size = file.seek(0, os.SEEK_END)
    head = _read(file, 0, HEAD)
    if not head.strip(b"\0"):
        return False
    kind = sniff(head)
    return kind is None or ENDS[kind](file, size)


def _read(file: BinaryIO, offset: int, count: int) -> bytes:
    file.seek(offset)
    return file.read(count)


def _pdf(file: BinaryIO, size: int) -> bool:
    end = _end_of_content(file, size)
    tail = _read(file, max(0, end - 2_048), min(end, 2_048))
    if b"startxref" in tail and b"%%EOF" in tail[tail.rindex(b"startxref") :]:
        return True
    import pikepdf

    file.seek(0)
    try:
        with pikepdf.open(file, attempt_recovery=False, suppress_warnings=True) as pdf:
            return len(pdf.pages) > 0
    except pikepdf.PasswordError:
        return True
    except (pikepdf.PdfError, ValueError, RecursionError):
        return False


def _end_of_content(file: BinaryIO, size: int) -> int:
    """Where the zeros begin with which some software fills the last block of a file; the file's end without them.

    A copy that goes on is also followed by zeros at times, but does not end as a PDF does before them.
    """
    while size > 0:
        begin = max(0, size - TAIL)
        piece = _read(file, begin, size - begin).rstrip(b"\0")
        if piece:
            return begin + len(piece)
        size = begin
    return 0


def _jpeg(file: BinaryIO, size: int) -> bool:
    return b"\xff\xd9" in _read(file, max(0, size - TAIL), TAIL)


def _png(file: BinaryIO, size: int) -> bool:
    return b"IEND\xaeB`\x82" in _read(file, max(0, size - TAIL), TAIL)


def _webp(file: BinaryIO, size: int) -> bool:
    stated = int(struct.unpack("<I", _read(file, 4, 4))[0])
    # A copy with its length reserved in advance ends in zeros; a pad byte of one zero is lawful.
    return stated + 8 <= size and bool(_read(file, max(0, stated + 8 - TAIL), TAIL).strip(b"\0"))


def _tiff(file: BinaryIO, size: int) -> bool:
    """Every directory, and every strip or tile that it points to, lies within the file, the last not empty."""
    head = _read(file, 0, 16)
    order = "<" if head[:2] == b"II" else ">"
    big = head[2:4] in (b"+\0", b"\0+")
    offset = struct.unpack(order + ("Q" if big else "I"), head[8:16] if big else head[4:8])[0]
    seen: set[int] = set()
    while offset:
        if offset in seen or len(seen) >= MOST_DIRECTORIES:
            return True  # a loop: nothing is missing, and the reader says what is wrong with it
        seen.add(offset)
        following = _tiff_directory(file, size, offset, order, big)
        if following is None:
            return False
        offset = following
    return bool(seen)


def _tiff_directory(file: BinaryIO, size: int, offset: int, order: str, big: bool) -> int | None:
    """The next directory's offset (0 at the end); `None` where this one or its strips reach past the file."""
    counter, width, pointer = ("Q", 20, "Q") if big else ("H", 12, "I")
    start = offset + struct.calcsize(counter)
    if start > size:
        return None
    count = struct.unpack(order + counter, _read(file, offset, start - offset))[0]
    end = start + count * width + struct.calcsize(pointer)
    if end > size or count > 4_096:
        return None
    rows = file.read(end - start)
    values: dict[int, list[int]] = {}
    for index in range(count):
        tag, type_, number = struct.unpack_from(order + ("HHQ" if big else "HHI"), rows, index * width)
        if tag in (273, 279, 324, 325):  # strips and tiles: where they start, how long they are
            found = _tiff_numbers(file, size, rows, index * width, type_, number, order, big)
            if found is None:
                return None
            values[tag] = found
    for starts, lengths in ((273, 279), (324, 325)):
        pieces = zip(values.get(starts, ()), values.get(lengths, ()), strict=False)
        last = max((piece for piece in pieces if piece[1]), default=None)
        if last and (sum(last) > size or not _read(file, *last).strip(b"\0")):
            return None
    return int(struct.unpack(order + pointer, rows[-struct.calcsize(pointer) :])[0])


def _tiff_numbers(
    file: BinaryIO, size: int, rows: bytes, at: int, type_: int, number: int, order: str, big: bool
) -> list[int] | None:
    letter = {3: "H", 4: "I", 16: "Q"}.get(type_)
    if letter is None or number > 1_000_000:
        return []
    length = number * struct.calcsize(letter)
    inline, field = (8, at + 12) if big else (4, at + 8)
    if length <= inline:
        data = rows[field : field + length]
    else:
        where = struct.unpack_from(order + ("Q" if big else "I"), rows, field)[0]
        if where + length > size:
            return None
        data = _read(file, where, length)
    return list(struct.unpack(f"{order}{number}{letter}", data))


ENDS: dict[Format, Callable[[BinaryIO, int], bool]] = {
    "pdf": _pdf,
    "tiff": _tiff,
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
}
"""Each format's own test of its end."""
