"""What can go wrong in the office's work; each message is a Vietnamese sentence that says what to do next.

TrackingError
├── NotAllowed      not_allowed: this role may not do that
├── WrongMove       wrong_move: the task's state does not allow it
├── Incomplete      incomplete: something the law or the office asks for is missing
├── NotFound        not_found
├── Clash           clash: the number, name or file is taken
├── WrongFile       wrong_file: the record does not belong to the file it came with
├── BadTable        bad_table: an imported table cannot be read
├── BrokenBackup    broken_backup: a backup does not hold what its manifest says, or cannot be made or brought back
└── NoRoom          no_room: the disk is full
"""

from __future__ import annotations

from typing import ClassVar


class TrackingError(Exception):
    """`code` for programs, `status` for HTTP, `exit_status` for the command line."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    exit_status: ClassVar[int] = 1


class NotAllowed(TrackingError):
    code = "not_allowed"
    status = 403


class WrongMove(TrackingError):
    code = "wrong_move"
    status = 409


class Incomplete(TrackingError):
    code = "incomplete"
    status = 422


class NotFound(TrackingError, LookupError):
    code = "not_found"
    status = 404


class Clash(TrackingError):
    code = "clash"
    status = 409


class WrongFile(TrackingError):
    code = "wrong_file"
    status = 409


class BadTable(TrackingError):
    code = "bad_table"
    status = 422


class BrokenBackup(TrackingError):
    code = "broken_backup"
    status = 500


class NoRoom(TrackingError):
    code = "no_room"
    status = 507
