"""The inbox: what was dropped, when it is ready, and the claim that makes it ours.

The scan of the folder is the truth; file events only say when to scan. A file is taken when nobody writes it, its
size and time have been still and its structure is whole; then it is claimed in the ledger by the hash of its bytes
and moved into the archive, in this order, so that a crash between the two is mended by the next scan.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pipeline import filing
from pipeline.errors import CongvanError, CorruptFile, EmptyFile, NotAFile, SecrecyMark, UnsupportedType
from pipeline.ledger import Entry, Ledger
from pipeline.names import is_junk, shown
from pipeline.settings import Settings
from pipeline.wholeness import is_whole, sniff

DOCUMENT_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")
GLANCE = 0.25
"""Seconds between two looks at files that are not ready yet."""
HELD_OPEN = 8
"""How many times `patience_seconds` a file may lie untouched while some program still holds it open for writing."""

OutcomeState = Literal["stored", "duplicate", "quarantined", "waiting", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one dropped file ended this time; `waiting` and `refused` stay in the inbox, the others have left it."""

    name: str
    state: OutcomeState
    id: int | None = None
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a path saw; two equal looks mean that nothing changed between them."""

    size: int
    modified: int
    changed: int
    inode: int
    device: int
    mode: int


@dataclass
class Intake:
    """One pass over the inbox; it remembers since when each file has been still."""

    settings: Settings
    ledger: Ledger
    _seen: dict[bytes, tuple[Look, float]] = field(default_factory=dict)
    _lost: dict[str, Entry] = field(default_factory=dict)
    _keys: dict[bytes, tuple[Look, str]] = field(default_factory=dict)

    def arrivals(self, left_behind: Iterable[Entry]) -> Iterator[Entry | Outcome]:
        """Yield each file once: an `Entry` that the caller now owns and must read, or how it ended at the door.

        First come the files that a worker left behind (`Ledger.unfinished`), then the inbox until nothing more gets
        ready: at most about `patience_seconds` in which nothing was taken. What is still being written stays for
        the next pass as `waiting`.
        """
        yield from self._take_up(left_behind)
        last_taken = time.monotonic()
        enough = self.settings.patience_seconds + self.settings.quiet_seconds + 2 * GLANCE
        while True:
            staying: list[Outcome] = []
            for raw in candidates(self.settings.inbox_folder):
                answer = self._consider(raw)
                if isinstance(answer, Outcome) and answer.state in ("waiting", "refused"):
                    staying.append(answer)
                elif answer is not None:
                    last_taken = time.monotonic()
                    yield answer
            only_refused = all(outcome.state == "refused" for outcome in staying)
            if only_refused or time.monotonic() - last_taken > enough:
                yield from staying
                break
            time.sleep(GLANCE)
        yield from self._gone()

    def _consider(self, raw: bytes) -> Entry | Outcome | None:
        name = shown(os.path.basename(raw))
        try:
            look = _look(raw)
            if stat.S_ISDIR(look.mode) or (look.size == 0 and stat.S_ISREG(look.mode)):
                ready = self._still_for(raw, look) >= self._patience(look)
                fault: CongvanError = EmptyFile(name) if stat.S_ISREG(look.mode) else NotAFile(name)
                return self._take(raw, name, look, fault) if ready else Outcome(name, "waiting", reason=WAITING)
            if not stat.S_ISREG(look.mode):
                return Outcome(name, "refused", code=NotAFile.code, reason=SPECIAL)
            return self._consider_file(raw, name, look)
        except FileNotFoundError:
            return None  # someone took it, or the clerk took it back
        except OSError as error:
            self._still_for(raw, None)
            return Outcome(name, "waiting", reason=f"Chưa mở được tệp ({error.strerror}); sẽ thử lại.")

    def _consider_file(self, raw: bytes, name: str, look: Look) -> Entry | Outcome | None:
        still = self._still_for(raw, look)
        if still < self.settings.quiet_seconds:
            return Outcome(name, "waiting", reason=WAITING)
        descriptor = os.open(raw, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            written, whole = _is_being_written(descriptor), is_whole(file)
            companion = companion_of(raw)
            if companion and self._still_for(companion, _look(companion)) < self.settings.quiet_seconds:
                return Outcome(name, "waiting", reason=WAITING)
            needed = self.settings.quiet_seconds if whole and not written else self._patience(look, written=written)
            if still < needed:
                return Outcome(name, "waiting", reason=WAITING)
            file.seek(0)
            fault: CongvanError | None = None
            if not whole:
                fault = CorruptFile(name, "thiếu phần cuối")
            elif sniff(file.read(1_024)) is None:
                fault = UnsupportedType(name)
        return self._take(raw, name, look, fault)

    def _patience(self, look: Look, *, written: bool = False) -> float:
        if stat.S_ISDIR(look.mode):
            return self.settings.quiet_seconds
        return self.settings.patience_seconds * (HELD_OPEN if written else 1)

    def _still_for(self, raw: bytes, look: Look | None) -> float:
        """Seconds for which the file has not changed: as seen in this pass, or longer where our own clock can tell."""
        now = time.monotonic()
        if look is None:
            self._seen.pop(raw, None)
            return 0.0
        before = self._seen.get(raw)
        if before is None or before[0] != look:
            self._seen[raw] = (look, now)
        seen_still = now - self._seen[raw][1]
        if look.device != _device(self.settings.home):
            return seen_still  # a share's clock may be wrong: only what we saw ourselves counts
        return max(seen_still, time.time() - max(look.changed, look.modified) / 1e9)

    def _take(self, raw: bytes, name: str, look: Look, fault: CongvanError | None) -> Entry | Outcome | None:
        if self._keys.get(raw, (None, ""))[0] != look:
            self._keys[raw] = (look, _key(raw, look))
        sha256 = self._keys[raw][1]
        with _held(raw) as ours_alone:
            if not ours_alone or _look(raw) != look:
                return Outcome(name, "waiting", reason=WAITING)
            entry = self._lost.pop(sha256, None) or self._claim(raw, name, look, sha256)
            if not isinstance(entry, Entry):
                return entry
            _move_with_companion(raw, entry.path)
        return quarantine(self.ledger, self.settings, entry, fault) if fault else entry

    def _claim(self, raw: bytes, name: str, look: Look, sha256: str) -> Entry | Outcome | None:
        now = datetime.now(ZoneInfo(self.settings.time_zone))
        path = filing.archive_path(self.settings, sha256, name, now)
        inbox_path = Path(os.fsencode(raw).decode("utf-8", "backslashreplace"))
        claim = self.ledger.claim(
            sha256=sha256, name=name, size=look.size, inbox_path=inbox_path, archive_path=path.absolute()
        )
        if claim.state == "busy":
            return Outcome(name, "waiting", reason=BUSY)
        if claim.state == "duplicate":
            _move_with_companion(raw, filing.duplicate_path(self.settings, sha256, name, now))
            return Outcome(name, "duplicate", claim.id, reason="Đã nhận tệp này trước đó.")
        return Entry(id=claim.id, sha256=sha256, name=name, path=path.absolute())

    def _take_up(self, left_behind: Iterable[Entry]) -> Iterator[Entry]:
        """Files that a worker had claimed, wherever they were on their way when it ended."""
        for entry in left_behind:
            held = filing.quarantine_path(self.settings, entry.path)
            locked = filing.locked_away(self.settings, entry.id)
            if os.path.lexists(entry.path):
                yield entry
            elif os.path.lexists(held):
                filing.move(held, entry.path)
                yield entry
            elif locked:
                _secret(self.ledger, entry.id, locked)
            else:
                self._lost[entry.sha256] = entry  # claimed, not yet moved: it still lies in the inbox

    def _gone(self) -> Iterator[Outcome]:
        """Claimed files whose original is nowhere: taken out of the inbox, or changed, before they were moved."""
        for entry in self._lost.values():
            fault = CorruptFile(entry.name, "tệp bị gỡ hoặc bị sửa trước khi được lưu")
            self.ledger.quarantined(entry.id, code=fault.code, reason=fault.message, path=entry.path)
            yield Outcome(entry.name, "quarantined", entry.id, fault.code, fault.message)
        self._lost.clear()


BUSY = "Cùng nội dung với một tệp đang được đọc; lần quét sau sẽ xếp vào tệp trùng."
WAITING = "Tệp chưa chép xong; lần quét sau sẽ nhận."
SPECIAL = "Liên kết, ống dẫn hoặc thiết bị, không phải tệp; không mở, để nguyên trong hộp đến."


def candidates(inbox: Path) -> list[bytes]:
    """Raw paths in the inbox and its folders that may become documents, oldest first; junk is left out.

    Links are never followed. A folder named like a document is a candidate itself, and is not entered.
    """
    found: list[tuple[float, bytes]] = []
    folders = [os.fsencode(inbox)]
    while folders:
        try:
            with os.scandir(folders.pop()) as inside:
                items = list(inside)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            continue
        for item in items:
            if is_junk(item.name):
                continue
            is_folder = item.is_dir(follow_symlinks=False)
            if is_folder and not shown(item.name).casefold().endswith(DOCUMENT_SUFFIXES):
                folders.append(item.path)
                continue
            if is_companion(item.path):
                continue
            try:
                found.append((item.stat(follow_symlinks=False).st_mtime, item.path))
            except FileNotFoundError:
                continue
    return [raw for _, raw in sorted(found)]


COMPANIONS = (b".edxml", b".xml")


def companion_of(raw: bytes) -> bytes | None:
    """The edXML that came with a scan: `cong van.xml` or `cong van.pdf.xml` beside `cong van.pdf`."""
    stem = os.path.splitext(raw)[0]
    found = (base + suffix for base in (raw, stem) for suffix in COMPANIONS)
    return next((path for path in found if path != raw and _is_plain_file(path)), None)


def _move_with_companion(raw: bytes, target: Path) -> None:
    """The companion first: a crash in between leaves the scan, which the next pass moves to the same place."""
    companion = companion_of(raw)
    if companion is not None:
        filing.move(companion, filing.beside(target))
    filing.move(raw, target)


def is_companion(path: bytes) -> bool:
    """Whether a scan lies beside this edXML, with which it will be taken."""
    stem, suffix = os.path.splitext(path)
    if suffix.lower() not in COMPANIONS:
        return False
    scans = [stem, *(stem + end.encode() for end in DOCUMENT_SUFFIXES)]
    return any(_is_plain_file(scan) and companion_of(scan) == path for scan in scans)


def _is_plain_file(path: bytes) -> bool:
    return os.path.isfile(path) and not os.path.islink(path)


def quarantine(ledger: Ledger, settings: Settings, entry: Entry, fault: CongvanError) -> Outcome:
    """Set a file aside with its reason; one that bears a secrecy mark is locked away and loses its name."""
    if isinstance(fault, SecrecyMark):
        _secret(ledger, entry.id, filing.lock_away(settings, entry.id, entry.path))
        return Outcome(entry.name, "quarantined", entry.id, fault.code, fault.message)
    held = filing.quarantine_path(settings, entry.path)
    if entry.path != held:
        if os.path.lexists(held):  # the same bytes were set aside before
            _remove(held)
        filing.move(entry.path, held)
    ledger.quarantined(entry.id, code=fault.code, reason=fault.message, path=held.absolute())
    return Outcome(entry.name, "quarantined", entry.id, fault.code, fault.message)


def take_again(ledger: Ledger, settings: Settings, file_id: int) -> Entry:
    """A quarantined file back in the archive and the caller's to read. Raises `LookupError` where it is not there."""
    entry = ledger.retry(file_id)
    now = datetime.now(ZoneInfo(settings.time_zone))
    path = filing.day_folder(settings.archive, now).absolute() / entry.path.name
    # Written down before it is done: a crash in between leaves a file that the next pass finds in quarantine.
    ledger.moved(file_id, path)
    filing.move(entry.path, path)
    return replace(entry, path=path)


def _secret(ledger: Ledger, file_id: int, locked: Path) -> None:
    """Write down only that a mark was seen, and under which random name the file lies."""
    fault = SecrecyMark(locked.name)
    ledger.quarantined(file_id, code=fault.code, reason=fault.message, path=locked.absolute())


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rename(filing._free(path))
    else:
        path.unlink()


def _look(raw: bytes) -> Look:
    seen = os.lstat(raw)
    return Look(seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_dev, seen.st_mode)


def _device(path: Path) -> int:
    return path.stat().st_dev


def _key(raw: bytes, look: Look) -> str:
    """SHA-256 of the bytes; of a folder or an empty file, which have none, of what tells it from every other."""
    if stat.S_ISDIR(look.mode) or look.size == 0:
        return hashlib.sha256(f"{look.device}/{look.inode}/{look.modified}".encode()).hexdigest()
    with open(os.open(raw, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _held(raw: bytes) -> Iterator[bool]:
    """Whether no other worker is claiming and moving this very file now; none can until the block ends.

    Without it a worker that looked before another's move would claim what is gone, as a duplicate of itself.
    """
    descriptor = os.open(raw, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:
            pass  # a file system without locks: the claim in the ledger decides alone
        yield True
    finally:
        os.close(descriptor)


def _is_being_written(descriptor: int) -> bool:
    """True where some program on this machine (Samba among them) has the file open for writing.

    A read lease is granted only where nobody does (fcntl(2)). File systems that know no leases answer otherwise:
    then stillness decides alone. Should a writer open the file while we hold the lease, the kernel sends the signal
    chosen here, whose default is to be ignored.
    """
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
