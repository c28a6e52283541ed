"""Names of dropped files: raw bytes open them, clean NFC text shows and files them.

A name may come in NFD (macOS), with bytes that are no UTF-8, with line breaks, a leading dash or marks that turn
the direction of writing. None of that may reach a database, a log, a path of ours or a screen.
"""

from __future__ import annotations

import fnmatch
import os
import unicodedata
from functools import cache
from importlib import resources

LONGEST = 180
"""Bytes of a filed name: room for a prefix within the 255 bytes that file systems allow."""


def shown(raw: bytes) -> str:
    """The NFC name for ledger and screen: no separators, no control, format or undecodable characters."""
    text = unicodedata.normalize("NFC", raw.decode("utf-8", "replace"))
    clean = "".join("_" if unicodedata.category(letter)[0] == "C" or letter in "/\\" else letter for letter in text)
    return clean.strip() or "_"


def filed(sha256: str, name: str) -> str:
    """The name in the archive: eight digits of the hash, then the shown name cut to fit, its suffix kept."""
    stem, suffix = os.path.splitext(name)
    if len(suffix.encode()) > 20:
        stem, suffix = name, ""
    room = LONGEST - len(suffix.encode())
    return f"{sha256[:8]}-{stem.encode()[:room].decode('utf-8', 'ignore')}{suffix}"


@cache
def _junk_patterns() -> tuple[str, ...]:
    lines = resources.files("pipeline").joinpath("data/junk.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("# "))


def is_junk(raw: bytes) -> bool:
    """True for what is no document and never becomes one (`Thumbs.db`, `~$…`, partial downloads): left alone."""
    name = shown(raw).casefold()
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in _junk_patterns())
